package resilience

import (
	"errors"
	"fmt"
	"time"
)

// Breaker stops the caller from asking for a while when too much has failed. It
// spares the callee, and the caller the wait; of a callee that fails for some
// only, it makes one that fails for all.
type Breaker struct {
	// Failures is after how many failures in a row it opens; 0 does not count them.
	// Source: off; Finagle 5, gobreaker 6.
	Failures int `max:"1000000"`
	// FailureRate is the share of failures from which it opens; 0 does not look.
	// Source: off; resilience4j and Hystrix 0.5, Polly 0.1.
	FailureRate float64 `max:"1"`
	// Calls takes the share of so many attempts, the last ones; those that were not
	// made yet count as done. Source: off; resilience4j 100.
	Calls int `max:"100000"`
	// Window takes the share of the attempts of the last so long instead. Source: off;
	// Hystrix 10 s, Finagle and Polly 30 s.
	Window time.Duration `max:"1d"`
	// MinCalls is of how many attempts at least the share is taken; fewer say nothing.
	// Source: 0; Hystrix 20, resilience4j and Polly 100.
	MinCalls int `max:"1000000"`
	// OpenFor is how long it stays open before it lets probes pass; 0 is a minute.
	// Source: a minute in gobreaker, failsafe-go and resilience4j; Polly 5 s.
	OpenFor time.Duration `max:"1d"`
	// Probes is how many attempts it then lets pass, all of which must succeed to
	// close it; 0 is 1. Source: 1 in gobreaker and failsafe-go, resilience4j 10.
	Probes int `max:"1000000"`
}

// Validate tells what of the breaker does not fit together.
func (b Breaker) Validate() error {
	sampled := b.Calls != 0 || b.Window != 0
	switch {
	case b == Breaker{}:
	case b.Failures == 0 && b.FailureRate == 0:
		return errors.New("the circuit breaker never opens: want failures, in a row, or a failure_rate")
	case b.FailureRate != 0 && b.Calls != 0 && b.Window != 0:
		return errors.New("the failure_rate of the circuit breaker is taken of the last calls or of a window, not of both")
	case b.FailureRate != 0 && !sampled:
		return errors.New("the failure_rate of the circuit breaker is the share of what? want calls or a window")
	case b.FailureRate == 0 && (sampled || b.MinCalls != 0):
		return errors.New("the circuit breaker looks at calls and windows only by a failure_rate: want one")
	case b.Calls != 0 && b.MinCalls > b.Calls:
		return fmt.Errorf("the circuit breaker looks at the last %d calls, so there are never %d: want min_calls of %d at most", b.Calls, b.MinCalls, b.Calls)
	}
	return nil
}

func (b *Breaker) off() bool { return b.Failures == 0 && b.FailureRate == 0 }

func (b *Breaker) openFor() time.Duration {
	if b.OpenFor == 0 {
		return time.Minute
	}
	return b.OpenFor
}

func (b *Breaker) probes() int { return max(1, b.Probes) }

// breaker is a Breaker in use.
type breaker struct {
	rule       *Breaker
	state      Switch
	generation uint32        // counts the changes of state
	opened     time.Duration // when it did
	running    int           // probes that were let pass and have not failed
	succeeded  int           // and those of them that have succeeded
	inRow      int           // failures since the last success
	last       lately
	window     window
}

func newBreaker(rule *Breaker) breaker {
	b := breaker{rule: rule}
	if rule.Calls != 0 {
		b.last = lately{failed: make([]bool, rule.Calls)}
	}
	b.window = newWindow(rule.Window)
	return b
}

// admit lets an attempt pass, or not. Whoever passed tells the breaker how it
// ended, in the same generation: what a call of long ago has to say about the
// callee is no news.
func (b *breaker) admit(now time.Duration) (generation uint32, ok bool) {
	if b.state == Open && now-b.opened >= b.rule.openFor() {
		b.turn(HalfOpen)
	}
	switch b.state {
	case Open:
		return 0, false
	case HalfOpen:
		if b.running >= b.rule.probes() {
			return 0, false
		}
		b.running++
	}
	return b.generation, true
}

// withdraw is for who was let pass and did not send anything.
func (b *breaker) withdraw(generation uint32) {
	if generation == b.generation && b.state == HalfOpen {
		b.running--
	}
}

// record tells how an attempt ended.
func (b *breaker) record(now time.Duration, generation uint32, failed bool) {
	switch {
	case generation != b.generation:
	case b.state == HalfOpen && failed:
		b.open(now)
	case b.state == HalfOpen:
		if b.succeeded++; b.succeeded >= b.rule.probes() {
			b.turn(Closed)
		}
	case b.count(now, failed):
		b.open(now)
	}
}

// count counts how an attempt ended while closed, and tells if that is too much.
func (b *breaker) count(now time.Duration, failed bool) bool {
	b.inRow++
	if !failed {
		b.inRow = 0
	}
	if b.rule.Failures != 0 && b.inRow >= b.rule.Failures {
		return true
	}
	if b.rule.FailureRate == 0 {
		return false
	}
	of, made, failures := b.rule.Calls, 0, 0
	if of != 0 {
		b.last.add(failed)
		made, failures = b.last.made, b.last.failures
	} else {
		b.window.count(now, 1, one(failed))
		of, made, failures = b.window.all, b.window.all, b.window.ofNote
	}
	return made >= b.rule.MinCalls && float64(failures) >= float64(b.rule.FailureRate*float64(of))
}

func (b *breaker) open(now time.Duration) {
	b.turn(Open)
	b.opened = now
}

// turn changes the state; what was counted so far no longer counts.
func (b *breaker) turn(state Switch) {
	b.state = state
	b.generation++
	b.running, b.succeeded, b.inRow = 0, 0, 0
	b.last.clear()
	b.window = newWindow(b.rule.Window)
}

// lately is how the last so many attempts ended, in a ring.
type lately struct {
	failed   []bool
	made     int // how many are known, at most all
	next     int
	failures int
}

func (l *lately) add(failed bool) {
	l.failures += one(failed) - one(l.failed[l.next])
	l.failed[l.next] = failed
	l.next = (l.next + 1) % len(l.failed)
	l.made = min(l.made+1, len(l.failed))
}

func (l *lately) clear() {
	clear(l.failed)
	l.made, l.next, l.failures = 0, 0, 0
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
