package resilience

import "time"

// Policy is what a caller does about failure on one line. The zero Policy asks
// once and waits as long as is usual on the line.
type Policy struct {
	// Timeout is how long one attempt waits for its answer; 0 is the line's usual
	// one. Source: none, each line has its own.
	Timeout time.Duration

	// Deadline says whether an attempt may outlast the patience of whoever waits for
	// the caller. Source: off, as in most shops; gRPC has it.
	Deadline Deadline

	// Retry says how often and how soon the caller asks again. Source: off.
	Retry Retry

	// CircuitBreaker says when the caller stops asking for a while. Source: off.
	CircuitBreaker Breaker

	// Bulkhead says how many attempts may run at once. Source: off.
	Bulkhead Bulkhead

	// Hedge says when a second attempt is started while the first is on its way.
	// Source: off.
	Hedge Hedge

	// RateLimit says how many attempts a second are sent. Source: off.
	RateLimit RateLimit

	// Throttle says which share is refused here, since the callee would refuse it.
	// Source: off.
	Throttle Throttle

	// Limit bounds how many attempts may be under way, and learns the bound from how
	// long they take. Source: off.
	Limit Limit

	// Fallback says what is answered when all else came to nothing. Source: off.
	Fallback Fallback
}

// Validate tells what of the policy does not fit together.
func (p Policy) Validate() error {
	for _, part := range []interface{ Validate() error }{p.Retry, p.Throttle, p.RateLimit, p.CircuitBreaker, p.Bulkhead, p.Limit, p.Hedge} {
		if err := part.Validate(); err != nil {
			return err
		}
	}
	return nil
}
