package resilience

import (
	"time"

	"buynow/sim"
)

// Deadline hands on how long the caller's own caller waits: nobody works for an
// answer that comes too late.
type Deadline struct {
	// Propagate tells if no attempt outlasts the deadline of what the caller is
	// serving. Source: off; gRPC clients that are handed a context do.
	Propagate bool
	// Margin is how much earlier an attempt ends, so that time is left to answer. With
	// none, who works right up to the deadline works for nobody. Source: assumed 0.
	Margin time.Duration `max:"1h"`
}

// ends is the time at which an attempt must be over; false if that is now or
// past.
func (d *Deadline) ends(env *sim.Env) (time.Duration, bool) {
	until, ok := env.Deadline()
	if !d.Propagate || !ok {
		return sim.Forever, true
	}
	until -= d.Margin
	return until, until > env.Now()
}

// within is how long somebody waits who would wait for so long, or for ever if
// that is 0, and until the time ends at most.
func within(env *sim.Env, ends, usual time.Duration) time.Duration {
	switch left := ends - env.Now(); {
	case ends == sim.Forever:
		return usual
	case usual == 0:
		return max(1, left)
	default:
		return max(1, min(left, usual))
	}
}
