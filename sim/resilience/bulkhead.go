package resilience

import (
	"errors"
	"time"

	"buynow/sim"
)

// Bulkhead limits how many attempts run at once, so that a callee that hangs
// does not take all of the caller with it.
type Bulkhead struct {
	// Limit is how many attempts run at once; 0 is any number. Source: off;
	// resilience4j 25, Envoy 1024.
	Limit int `max:"1000000"`
	// Queue is how many more may wait for a place, first come, first served. Source: 0,
	// as in resilience4j and failsafe-go; Envoy 1024.
	Queue int `max:"1000000"`
	// MaxWait is how long each of them waits. Source: 0.
	MaxWait time.Duration `max:"1d"`
}

// Validate tells what of the bulkhead does not fit together.
func (b Bulkhead) Validate() error {
	switch {
	case b.Limit == 0 && b != Bulkhead{}:
		return errors.New("the bulkhead has no limit, so nobody waits: want a limit")
	case b.Queue != 0 && b.MaxWait == 0:
		return errors.New("who queues for the bulkhead waits for no time: want a max_wait")
	case b.Queue == 0 && b.MaxWait != 0:
		return errors.New("nobody may queue for the bulkhead, so nobody waits: want a queue, or no max_wait")
	}
	return nil
}

// bulkhead is a Bulkhead in use.
type bulkhead struct {
	rule    *Bulkhead
	places  *sim.Resource // made when it is first needed
	waiting int
}

// enter takes a place, waiting for it if there is time left; false if there is
// none.
func (b *bulkhead) enter(env *sim.Env, ends time.Duration) bool {
	if b.rule.Limit == 0 {
		return true
	}
	if b.places == nil {
		b.places = env.NewResource(b.rule.Limit)
	}
	if b.places.TryAcquire(env, 1) {
		return true
	}
	if b.waiting >= b.rule.Queue {
		return false
	}
	b.waiting++
	entered := b.places.AcquireWithin(env, 1, within(env, ends-1, b.rule.MaxWait))
	b.waiting--
	return entered
}

// leave gives the place back.
func (b *bulkhead) leave() {
	if b.places != nil {
		b.places.Release(1)
	}
}

// enter takes a place in the bulkhead and one under the limit; false if there is
// none.
func (l *Line) enter(env *sim.Env, ends time.Duration) bool {
	if !l.bulkhead.enter(env, ends) {
		return false
	}
	if rule := l.policy.Limit; rule.Algorithm != NoLimit && l.limiter == nil {
		l.limiter = rule.Limiter(sim.Mix(env.Seed(), l.name))
	}
	if !l.limiter.Acquire() {
		l.bulkhead.leave()
		return false
	}
	return true
}

// leave gives both places back, and lets the limit learn from how the attempt
// went.
func (l *Line) leave(env *sim.Env, q *question, failed bool) {
	l.bulkhead.leave()
	l.limiter.Release(env.Now(), env.Now()-q.began, !failed)
}
