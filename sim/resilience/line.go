package resilience

import (
	"time"

	"buynow/sim"
)

// Line is a policy at work between one caller and one callee. What it knows is
// the caller's memory: a crash of the caller makes it forget.
type Line struct {
	Stats Stats
	// Failed tells which errors count as failures of the callee; nil is [Failed].
	Failed func(error) bool
	// Fallback is what the policy's fallback is in this model.
	Fallback Instead

	policy Policy
	name   uint64
	plain  bool // nothing is done but to ask
	memory
}

// memory is what a line learns about its callee.
type memory struct {
	budget   budget
	throttle throttle
	rate     rate
	breaker  breaker
	bulkhead bulkhead
	limiter  *Limiter // made when it is first needed, since its luck is the world's
}

// question is one attempt to be made.
type question struct {
	to      sim.ActorID
	message sim.Message
	timeout time.Duration
	attempt int           // its number
	hedges  int           // how many more may be sent while it is on its way
	began   time.Duration // when it was sent
}

// NewLine returns a line with a policy. The name keys its luck.
func NewLine(policy Policy, name uint64) *Line {
	l := &Line{policy: policy, name: name, plain: policy == Policy{Timeout: policy.Timeout}}
	l.Forget()
	return l
}

// Forget is what a crash of the caller does to it: all that it had learnt is
// gone, but not what others have counted.
func (l *Line) Forget() {
	p := &l.policy
	l.memory = memory{
		budget: newBudget(&p.Retry.Budget), throttle: newThrottle(&p.Throttle), rate: rate{rule: &p.RateLimit},
		breaker: newBreaker(&p.CircuitBreaker), bulkhead: bulkhead{rule: &p.Bulkhead},
	}
}

// Breaker is the state of the circuit breaker, as of the last attempt.
func (l *Line) Breaker() Switch { return l.breaker.state }

// Call asks and waits for the answer, with all that the policy has. The timeout
// is the line's usual one.
func (l *Line) Call(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration) (sim.Message, error) {
	l.Stats.Calls++
	q := question{to: to, message: message, timeout: l.patience(timeout)}
	if l.plain {
		reply, err := l.ask(env, &q)
		if err != nil && l.failed(err) {
			l.Stats.Failures++
		}
		return reply, err
	}
	q.hedges = l.policy.Hedge.most()
	reply, err := l.repeat(env, q)
	if err != nil && l.failed(err) {
		l.Stats.Failures++
		if l.Fallback != nil && l.policy.Fallback.Answer != "" {
			l.Stats.Fallbacks++
			return l.Fallback(env, message, err)
		}
	}
	return reply, err
}

// Once makes one attempt, from 0, for a caller that repeats by itself: all of the
// policy but the retry, the hedge and the fallback.
func (l *Line) Once(env *sim.Env, to sim.ActorID, message sim.Message, timeout time.Duration, attempt int) (sim.Message, error) {
	if attempt == 0 {
		l.Stats.Calls++
	} else {
		l.Stats.Retries++
	}
	q := question{to: to, message: message, timeout: l.patience(timeout), attempt: attempt}
	if l.plain {
		return l.ask(env, &q)
	}
	return l.attempt(env, &q)
}

// patience is how long an attempt waits.
func (l *Line) patience(usual time.Duration) time.Duration {
	if l.policy.Timeout != 0 {
		return l.policy.Timeout
	}
	return usual
}

// attempt passes a question through all parts of the policy that may refuse it,
// in their order, and tells them how it ended.
func (l *Line) attempt(env *sim.Env, q *question) (sim.Message, error) {
	ends, ok := l.policy.Deadline.ends(env)
	if !ok {
		return nil, l.refuse(env, &l.Stats.TooLate, ErrTooLate)
	}
	if !l.throttle.enter(env, l, q) {
		return nil, l.refuse(env, &l.Stats.Throttled, ErrThrottled)
	}
	if !l.rate.enter(env, ends) {
		l.throttle.withdraw(env.Now())
		return nil, l.refuse(env, &l.Stats.Limited, ErrLimited)
	}
	pass, ok := l.admit(env, q.to)
	if !ok {
		l.throttle.withdraw(env.Now())
		return nil, l.refuse(env, &l.Stats.Opened, ErrOpen)
	}
	if !l.enter(env, ends) {
		l.breaker.withdraw(pass)
		l.throttle.withdraw(env.Now())
		return nil, l.refuse(env, &l.Stats.Busy, ErrBusy)
	}

	q.timeout = within(env, ends, q.timeout)
	reply, err := l.ask(env, q)

	failed := l.failed(err)
	l.leave(env, q, failed)
	l.record(env, q.to, pass, failed)
	if !failed {
		l.throttle.accepted(env.Now())
	}
	return reply, err
}

// refuse counts and tells that an attempt was not sent.
func (l *Line) refuse(env *sim.Env, count *uint64, why error) error {
	*count++
	env.Note(why.Error(), 0, 0)
	return why
}

// ask sends a question and waits for its answer.
func (l *Line) ask(env *sim.Env, q *question) (sim.Message, error) {
	q.began = env.Now()
	if q.hedges > 0 {
		return l.hedged(env, q)
	}
	l.Stats.Attempts++
	reply, err := env.Try(q.to, q.message, q.timeout, q.attempt)
	if err != nil && q.ranOut(env, err) {
		l.Stats.TimedOut++
	}
	return reply, err
}

// ranOut tells if it was the caller who gave up, and not the callee who says that
// somebody else has not answered it.
func (q *question) ranOut(env *sim.Env, err error) bool {
	return err == sim.ErrTimeout && q.timeout != 0 && env.Now()-q.began >= q.timeout
}

func (l *Line) failed(err error) bool {
	if l.Failed != nil {
		return err != nil && (NotSent(err) || l.Failed(err))
	}
	return Failed(err)
}
