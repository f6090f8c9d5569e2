package sim

import (
	"fmt"
	"runtime/debug"
	"time"
)

// process is something that takes time by itself: it runs, waits, goes on. It
// runs on a coroutine from the pool, and only one process of a world runs at a
// time.
type process struct {
	timer     event
	world     *World
	env       Env
	coroutine *coroutine
	run       func(*Env) // what it does, for a process of the assembly
	name      string
	mail      *envelope // what it serves, for a process of an actor
	calls     uint64    // counts its calls: an answer to an older one is late
	call      openCall  // the one it waits for, if it is calling
	calling   bool
	parked    bool
	reply     Message
	err       error
	waiting   bool // in a line, or called from it and not yet gone on
	place     waiter
	ghost     *Failure // by which it is frozen, while another serves in its place
}

// coroutine is one stack on which processes run one after the other.
type coroutine struct {
	world *World
	next  func() (struct{}, bool)
	stop  func()
	yield func(struct{}) bool
	job   *process
}

// unwound is what a process panics with when its actor has crashed or its
// world is closed: it leaves through its deferred calls.
type unwound struct{}

// Panic is the error of a run in which an actor's code panicked.
type Panic struct {
	Actor string        // the actor or process whose code it was; outside for a watcher or a hook
	Order uint64        // the order it worked on, 0 if none
	At    time.Duration // simulated time
	Seed  uint64
	Value any    // what it panicked with
	Stack string // where
}

// Error says who panicked, when, on which order and with what.
func (p *Panic) Error() string {
	return fmt.Sprintf("%s panicked at %v on order %d, seed %d: %v", p.Actor, p.At, p.Order, p.Seed, p.Value)
}

// newCoroutine starts a stack that waits for its first job.
func (w *World) newCoroutine() *coroutine {
	c := &coroutine{world: w}
	c.next, c.stop = w.pull(func(yield func(struct{}) bool) {
		c.yield = yield
		for !w.closed {
			c.work()
			if !yield(struct{}{}) {
				return
			}
		}
	})
	w.coroutines = append(w.coroutines, c)
	return c
}

// work does the jobs that come up while nobody else must run: a process that
// ends looks for the next one itself, and begins it on the same stack.
func (c *coroutine) work() {
	w := c.world
	for {
		c.job.live()
		w.release(c.job)
		c.job = nil
		if w.closed || w.slow {
			break
		}
		next := w.step()
		if next == nil || next.coroutine != nil {
			w.resume = next
			break
		}
		next.coroutine, c.job = c, next
	}
	w.spare = append(w.spare, c)
}

// live runs the process from its beginning to its end and turns a panic of the
// model into the error of the run.
func (p *process) live() {
	defer func() {
		if v := recover(); v != nil {
			p.world.caught(&p.env, v)
		}
	}()
	if p.mail == nil {
		p.run(&p.env)
		p.world.settleHeld()
		return
	}
	reply, err := p.env.actor.Serve(&p.env, p.mail.message)
	p.world.settleHeld()
	if !p.env.dead {
		p.world.done(&p.env, reply, err)
	}
}

// caught deals with a panic: an unwinding is over, anything else ends the run.
func (w *World) caught(env *Env, value any) {
	if _, ok := value.(unwound); ok {
		return
	}
	if w.failure == nil {
		w.failure = &Panic{
			Actor: env.Name(), Order: env.order, At: time.Duration(w.now), Seed: w.seed,
			Value: value, Stack: string(debug.Stack()),
		}
	}
}

// park lets the world go on until this process is woken. Whoever waits checks
// first that its actor lives, see mustWait.
func (p *process) park() {
	w := p.world
	p.parked = true
	next := (*process)(nil)
	if !w.slow {
		next = w.step()
	}
	if next != p {
		w.resume = next
		p.pause()
	}
	p.parked = false
	p.env.mustLive()
}

// pause hands the processor to the root, until it turns to this process again.
func (p *process) pause() {
	if !p.coroutine.yield(struct{}{}) {
		p.env.dead = true
	}
}

// turnTo gives the processor to p until it parks or ends.
func (w *World) turnTo(p *process) {
	if p.coroutine == nil {
		if n := len(w.spare); n > 0 {
			p.coroutine, w.spare = w.spare[n-1], w.spare[:n-1]
		} else {
			p.coroutine = w.newCoroutine()
		}
		p.coroutine.job = p
	}
	p.coroutine.next()
}

// acquire takes a process from the pool.
func (w *World) acquire() *process {
	var p *process
	if n := len(w.idle); n > 0 {
		p, w.idle = w.idle[n-1], w.idle[:n-1]
	} else {
		p = &process{world: w}
		p.timer.process, p.timer.home = p, idle
		p.env.world, p.env.process = w, p
	}
	return p
}

// release returns a process to the pool; its count of calls goes on, so that
// answers to its former life find nobody.
func (w *World) release(p *process) {
	if p.mail != nil && p.env.dead {
		w.freeEnvelope(p.mail)
	}
	w.cancel(&p.timer)
	p.coroutine, p.run, p.mail, p.reply, p.err = nil, nil, nil, nil, nil
	p.calling, p.parked, p.waiting, p.ghost = false, false, false, nil
	p.env.reset()
	w.idle = append(w.idle, p)
}
