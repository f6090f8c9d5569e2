package resilience

import "buynow/sim"

// The purposes of the draws, among the numbers that the kernel keeps for itself
// and for what is built on it.
const (
	luckBackoff = sim.FirstPurpose - 1
	// less 2 is luckProbe, of the limits
	luckThrottle = sim.FirstPurpose - 3
)

// luck is that of one attempt on this line, for one purpose: of what the caller
// works on, whatever happens on other lines or to other attempts.
func (l *Line) luck(env *sim.Env, purpose sim.Purpose, q *question) sim.Luck {
	here := env.Luck(purpose)
	what := uint64(q.message.Kind()) | uint64(q.to)<<8 | uint64(q.attempt)<<24
	return env.LuckOf(purpose, sim.Mix(here.Uint64(), sim.Mix(l.name, what)))
}
