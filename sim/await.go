package sim

import (
	"sync"
	"sync/atomic"
	"time"
)

// inbox takes what comes from outside the loop: it is the only door between
// other goroutines and the world.
type inbox struct {
	filled  atomic.Bool
	mutex   sync.Mutex
	letters []func(*World)
	knock   chan struct{}
	awaited int // results of Await that are still to come
}

func (i *inbox) init() { i.knock = make(chan struct{}, 1) }

func (i *inbox) post(letter func(*World)) {
	i.mutex.Lock()
	i.letters = append(i.letters, letter)
	i.filled.Store(true)
	i.mutex.Unlock()
	select {
	case i.knock <- struct{}{}:
	default:
	}
}

// admit runs what came in, in the order of its coming.
func (i *inbox) admit(w *World) {
	i.mutex.Lock()
	letters := i.letters
	i.letters = nil
	i.filled.Store(false)
	i.mutex.Unlock()
	for _, letter := range letters {
		letter(w)
	}
}

// waitFor waits at most so long; true if something came in.
func (i *inbox) waitFor(timer *time.Timer, wait time.Duration) bool {
	timer.Reset(wait)
	select {
	case <-i.knock:
		timer.Stop()
		return true
	case <-timer.C:
		return i.filled.Load()
	}
}

// Input runs something in the world on behalf of the outside, say a person's
// click. It is stamped one nanosecond after the loop's current time and comes
// first at that instant; the stamp is handed to run, so that a recorded input
// can be repeated with At. Input may be called from any goroutine and returns
// at once.
func (w *World) Input(run func(at time.Duration)) {
	w.inbox.post(func(w *World) {
		at := w.now + 1
		w.ring(at, first, func() { run(time.Duration(at)) })
	})
}

// Stop ends the current Run before its next event. It may be called from any
// goroutine; stopping a world that does not run stops its next run.
func (w *World) Stop() {
	w.inbox.post(func(w *World) { w.limit = -1 })
}

// Await runs something that really takes time (a request, a query) and waits
// for it. On the wall clock the world goes on meanwhile; on the virtual clock
// it stands still, since no simulated time is known for it.
func Await[T any](e *Env, run func() (T, error)) (T, error) {
	p := e.mustWait()
	w := e.world
	if w.pacer.speed == 0 {
		return run()
	}
	var result T
	var err error
	w.inbox.awaited++
	p.calls++
	waits := p.calls
	p.calling = true
	go func() {
		r, failed := run()
		w.inbox.post(func(w *World) {
			w.inbox.awaited--
			if p.calls != waits || !p.calling {
				return // it crashed meanwhile
			}
			result, err = r, failed
			p.calling = false
			p.timer.at, p.timer.priority, p.timer.deed = w.now+1, first, wake
			w.schedule(&p.timer)
		})
	}()
	p.park()
	return result, err
}
