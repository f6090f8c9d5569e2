package resilience

import (
	"time"

	"buynow/sim"
)

// luckBackoff is the purpose of the draws of the jitter, among the numbers that
// the kernel keeps for itself and for what is built on it.
const luckBackoff = sim.FirstPurpose - 1

// Line is a policy at work between one caller and one callee. It is the caller's
// memory: a crash of the caller makes a new one.
type Line struct {
	Stats Stats
	// Failed tells which errors count as failures of the callee; nil is [Failed].
	Failed func(error) bool

	policy Policy
	name   uint64
	plain  bool // no part of the policy is in use
}

// NewLine returns a line with a policy. The name keys its luck.
func NewLine(policy Policy, name uint64) *Line {
	return &Line{policy: policy, name: name, plain: policy == Policy{Timeout: policy.Timeout}}
}

// Call asks and waits for the answer, by all the rules of the policy. The timeout
// is the line's usual one.
func (l *Line) Call(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration) (sim.Message, error) {
	l.Stats.Calls++
	if l.plain {
		return l.ask(env, to, message, l.patience(timeout), 0)
	}
	return l.retry(env, to, message, l.patience(timeout))
}

// Once makes one attempt, from 0, for a caller that repeats by itself: all of the
// policy but the retry, the hedge and the fallback.
func (l *Line) Once(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration, attempt int) (sim.Message, error) {
	if attempt == 0 {
		l.Stats.Calls++
	} else {
		l.Stats.Retries++
	}
	return l.attempt(env, to, message, l.patience(timeout), attempt)
}

// patience is how long an attempt waits.
func (l *Line) patience(usual time.Duration) time.Duration {
	if l.policy.Timeout != 0 {
		return l.policy.Timeout
	}
	return usual
}

// retry makes attempts until one succeeds, or no further one is worth it.
func (l *Line) retry(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration) (sim.Message, error) {
	rule := &l.policy.Retry
	var pauses pauses
	for attempt := 0; ; attempt++ {
		reply, err := l.attempt(env, to, message, timeout, attempt)
		if !l.failed(err) {
			return reply, err
		}
		if attempt+1 >= rule.Attempts || !rule.again(err) {
			l.Stats.Failures++
			return reply, err
		}
		pause := pauses.next(rule, l.luck(env, to, message, attempt))
		if _, ok := l.policy.Deadline.left(env, pause, timeout); !ok {
			l.Stats.Failures++
			return reply, err
		}
		if pause > 0 {
			env.Sleep(pause)
		}
		l.Stats.Retries++
	}
}

// luck is what spreads the pause after an attempt.
func (l *Line) luck(env *sim.Env, to sim.ActorID, message sim.Message, attempt int) sim.Luck {
	what := uint64(message.Kind()) | uint64(to)<<8 | uint64(attempt)<<24
	here := env.Luck(luckBackoff)
	return env.LuckOf(luckBackoff, sim.Mix(here.Uint64(), sim.Mix(l.name, what)))
}

// attempt makes one attempt, unless the policy refuses it.
func (l *Line) attempt(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration, attempt int) (sim.Message, error) {
	left, ok := l.policy.Deadline.left(env, 0, timeout)
	if !ok {
		l.Stats.TooLate++
		return nil, ErrTooLate
	}
	return l.ask(env, to, message, left, attempt)
}

// ask sends the message and waits for its answer.
func (l *Line) ask(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration, attempt int) (sim.Message, error) {
	l.Stats.Attempts++
	reply, err := env.Try(to, message, timeout, attempt)
	if err == sim.ErrTimeout {
		l.Stats.TimedOut++
	}
	return reply, err
}

func (l *Line) failed(err error) bool {
	if l.Failed != nil {
		return err != nil && (l.Failed(err) || NotSent(err))
	}
	return Failed(err)
}
