package sim

import (
	"fmt"
	"runtime/debug"
)

// Await runs something that really takes time (a request, a query) and waits
// for it. On the wall clock the world goes on meanwhile; on the virtual clock
// it stands still, since no simulated time is known for it.
func Await[T any](e *Env, run func() (T, error)) (T, error) {
	p := e.mustWait()
	if e.world.pacer.speed == 0 {
		return run()
	}
	var result T
	var err error
	var panicked any
	done := p.await()
	go func() {
		defer func() {
			if v := recover(); v != nil {
				panicked = fmt.Sprintf("%v, while awaited:\n%s", v, debug.Stack())
			}
			done()
		}()
		result, err = run()
	}()
	p.park()
	if panicked != nil {
		panic(panicked) // where the actor's code is
	}
	return result, err
}

// await prepares p to park until done is called, from any goroutine.
func (p *process) await() (done func()) {
	p.world.inbox.awaited++
	p.calls++
	p.calling = true
	call := p.calls
	return func() {
		p.world.inbox.post(func(w *World) {
			w.inbox.awaited--
			if p.calls != call || !p.calling {
				return // it crashed meanwhile
			}
			p.calling = false
			p.timer.at, p.timer.priority, p.timer.deed = w.now+1, first, wake
			w.schedule(&p.timer)
		})
	}
}
