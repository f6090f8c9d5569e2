package resilience

import "buynow/sim"

// Fallback answers in the callee's place when all else came to nothing. It is
// code that runs seldom, and then for everybody at once.
type Fallback struct {
	// Answer is the name of what the model answers then; empty is the error. Source:
	// off.
	Answer string
}

// Instead makes the answer to a message that nobody else could answer.
type Instead func(env *sim.Env, message sim.Message, err error) (sim.Message, error)
