package actors

import (
	"errors"
	"maps"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// Every call of an actor goes over the line between it and whom it calls, which
// knows the policy for that. There are three ways to call:
//   - ask, for what somebody waits for: with all that the policy has;
//   - call, for what is asked once, and try, for one attempt of a caller who comes
//     back by itself until it is done: without the policy's own repetitions.

// ask asks another actor as its policy says.
func (s *Shop) ask(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration) (sim.Message, error) {
	return s.line(env.Self(), to).Call(env, to, message, timeout)
}

// call asks another actor once.
func (s *Shop) call(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration) (sim.Message, error) {
	return s.try(env, to, message, timeout, 0)
}

// try is call for one attempt of several that the caller makes by itself.
func (s *Shop) try(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration, attempt int) (sim.Message, error) {
	return s.line(env.Self(), to).Once(env, to, message, timeout, attempt)
}

// line is the line from one actor to another; it is laid at the first call.
func (s *Shop) line(from, to sim.ActorID) *resilience.Line {
	line := &s.lines[from][to]
	if *line == nil {
		names := s.World.Names()
		policy := s.Config.Policies.of(names[from], names[to])
		*line = resilience.NewLine(policy, uint64(from)<<8|uint64(to))
		if fallback, err := FallbackOf(names[from]+" -> "+names[to], policy.Fallback.Answer); err == nil {
			(*line).Fallback = fallback.instead(s)
		}
	}
	return *line
}

// Relay gives lines other policies, from now on: what is on its way goes on by the
// old one. Of a line that is not named nothing changes, unless default is.
func (s *Shop) Relay(policies Policies) {
	changed := maps.Clone(s.Config.Policies)
	if changed == nil {
		changed = Policies{}
	}
	maps.Copy(changed, policies)
	s.ordinary().Policies, s.Config.Policies = changed, changed
	names := s.World.Names()
	_, all := policies["default"]
	for from := range s.lines {
		for to, line := range s.lines[from] {
			if line == nil {
				continue
			}
			if _, named := policies[names[from]+" -> "+names[to]]; named || all {
				s.lines[from][to] = nil
			}
		}
	}
}

// lines is how many actors can call one another.
const lines = 16

// hangUp forgets what an actor that has crashed knew of its lines.
func (s *Shop) hangUp(e *sim.Event) {
	for _, line := range s.lines[e.Actor] {
		if line != nil {
			line.Forget()
		}
	}
}

// unanswered tells if nobody has dealt with a message, as far as is known.
func unanswered(err error) bool {
	return errors.Is(err, sim.ErrTimeout) || errors.Is(err, sim.ErrFull) || errors.Is(err, sim.ErrDown) || resilience.NotSent(err)
}
