package resilience

import (
	"errors"
	"time"

	"buynow/sim"
)

// RateLimit lets so many attempts a second pass.
type RateLimit struct {
	// Rate is how many attempts a second may be sent; 0 is any number. Source: off.
	Rate float64 `max:"1000000000"`
	// Burst is how many may be sent at once after a pause; 0 is 1, which spaces them
	// evenly. Source: 1, as failsafe-go's smooth limiter; resilience4j 50.
	Burst int `max:"1000000"`
	// MaxWait is how long an attempt waits for its turn; one that would wait longer is
	// refused at once. Source: 0; resilience4j 5 s.
	MaxWait time.Duration `max:"1d"`
}

// Validate tells what of the rate limit does not fit together.
func (r RateLimit) Validate() error {
	switch {
	case r.Rate == 0 && r != RateLimit{}:
		return errors.New("the rate limit has no rate, so nobody waits: want a rate, so many a second")
	case r.Rate != 0 && r.Rate < slowest:
		return errors.New("the rate limit lets less than one attempt a day pass: want 0.00002 a second or more")
	}
	return nil
}

const slowest = 1. / (24 * 60 * 60)

// rate is a RateLimit in use: a bucket that is told by the time at which it will
// be full again.
type rate struct {
	rule *RateLimit
	full time.Duration
}

// enter waits for the attempt's turn; false if it comes too late.
func (r *rate) enter(env *sim.Env, ends time.Duration) bool {
	if r.rule.Rate == 0 {
		return true
	}
	now := env.Now()
	interval := time.Duration(float64(time.Second) / r.rule.Rate)
	spare := time.Duration(max(1, r.rule.Burst)-1) * interval
	wait := max(0, r.full-spare-now)
	if wait > r.rule.MaxWait || now+wait >= ends {
		return false
	}
	r.full = max(r.full, now) + interval
	if wait > 0 {
		env.Sleep(wait)
	}
	return true
}
