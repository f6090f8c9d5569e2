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

// left is how long an attempt may wait that begins after a pause and would wait
// for the timeout; false if it would come too late.
func (d *Deadline) left(env *sim.Env, pause, timeout time.Duration) (time.Duration, bool) {
	if !d.Propagate {
		return timeout, true
	}
	until, ok := env.Deadline()
	if !ok {
		return timeout, true
	}
	left := until - d.Margin - env.Now() - pause
	if timeout == 0 {
		return left, left > 0
	}
	return min(left, timeout), left > 0
}
