package resilience

import "time"

// RateLimit lets so many attempts a second pass.
type RateLimit struct {
	// Rate is how many attempts a second may be sent; 0 is any number. Source: off.
	Rate float64 `max:"1000000000"`
	// Burst is how many may be sent at once after a pause; 0 is 1, which spaces them
	// evenly. Source: 1, as failsafe-go's smooth limiter; resilience4j 50.
	Burst float64 `max:"1000000"`
	// MaxWait is how long an attempt waits for its turn; one that would wait longer is
	// refused at once. Source: 0; resilience4j 5 s.
	MaxWait time.Duration `max:"1d"`
}

// Validate tells what of the rate limit does not fit together.
func (r RateLimit) Validate() error { return nil }
