package actors

import (
	"time"

	"buynow/sim"
)

// call asks another actor and waits for the answer, over the line between the
// two.
func (s *Shop) call(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration) (sim.Message, error) {
	return s.try(env, to, message, timeout, 0)
}

// try is call for one attempt of several that the caller makes by itself.
func (s *Shop) try(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration, attempt int) (sim.Message, error) {
	return env.Try(to, message, timeout, attempt)
}
