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

// recall waits for the results of Await that a paced run left behind, if this
// run is virtual and cannot know when they come.
func (i *inbox) recall(w *World) {
	for w.pacer.speed == 0 && i.awaited > 0 && w.limit != stop {
		<-i.knock
		i.admit(w)
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

// waitFor waits at most so long for something to come in.
func (i *inbox) waitFor(timer *time.Timer, wait time.Duration) {
	timer.Reset(wait)
	select {
	case <-i.knock:
		timer.Stop()
	case <-timer.C:
	}
}

// Input runs something in the world on behalf of the outside, say a person's
// click. It is stamped one nanosecond after the loop's current time and comes
// first at that instant; the stamp is handed to run, so that a recorded input
// can be repeated with InputAt, which gives the same trace. Input may be called
// from any goroutine and returns at once.
func (w *World) Input(run func(at time.Duration)) {
	w.inbox.post(func(w *World) {
		at := w.now + 1
		w.ring(at, input, func() {
			w.calm = false // see AtRest: it is asked anew, as when the input is repeated
			run(time.Duration(at))
		})
	})
}

// InputAt repeats an input that was recorded: it comes before all else at that
// instant, even what was planned for it long before. Of several at one instant
// the one that is asked for first comes first.
func (w *World) InputAt(at time.Duration, run func()) { w.ring(max(int64(at), w.now), input, run) }

// Stop ends the current Run before its next event. It may be called from any
// goroutine; stopping a world that does not run stops its next run.
func (w *World) Stop() {
	w.inbox.post(func(w *World) { w.limit = stop })
}
