package resilience

import "time"

// Bulkhead limits how many attempts run at once, so that a callee that hangs
// does not take all of the caller with it.
type Bulkhead struct {
	// Limit is how many attempts run at once; 0 is any number. Source: off;
	// resilience4j 25, Envoy 1024.
	Limit int `max:"1000000"`
	// Queue is how many more may wait for a place. Source: 0, as in resilience4j and
	// failsafe-go; Envoy 1024.
	Queue int `max:"1000000"`
	// MaxWait is how long each of them waits. Source: 0.
	MaxWait time.Duration `max:"1d"`
}

// Validate tells what of the bulkhead does not fit together.
func (b Bulkhead) Validate() error { return nil }
