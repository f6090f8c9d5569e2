package resilience

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"buynow/sim"
)

// Retry asks again when an attempt has failed. It multiplies the load just when
// the callee is in trouble, unless a budget limits it.
type Retry struct {
	// Attempts is how often is asked in all, the first time included; 0 and 1 are
	// once. Source: off; AWS clients and resilience4j 3, gRPC at most 5.
	Attempts int `max:"100"`
	// On says what is asked again. Source: assumed.
	On On

	// Backoff says how the pause before an attempt grows. Source: fixed, as in
	// resilience4j and Polly.
	Backoff Backoff
	// Base is the pause before the second attempt; 0 asks again at once. Source: 0;
	// Envoy 25 ms, AWS 50 ms, resilience4j and cenkalti/backoff 500 ms.
	Base time.Duration `max:"1h"`
	// Factor is by how much an exponential pause grows each time; 0 is 2. Source: 2 as
	// in AWS clients; resilience4j and cenkalti/backoff have 1.5.
	Factor float64 `max:"100"`
	// Max is the longest pause, before the jitter; 0 is no limit. Source: none; AWS
	// clients 20 s.
	Max time.Duration `max:"1d"`
	// Jitter says how pauses are spread, so that callers that failed together do not
	// come back together. Source: none; AWS clients full.
	Jitter Jitter
	// Spread is the share by which an around jitter makes a pause longer or shorter.
	// Source: 0; gRPC 0.2, resilience4j and cenkalti/backoff 0.5.
	Spread float64 `max:"1"`

	// Budget limits how many calls are asked again. Source: off.
	Budget Budget
}

// On says which failed attempts are worth another.
type On uint8

// What is asked again. An answer never is, be it a refusal of the callee.
const (
	Unanswered On = iota // all that failed, done or not: only for what may be done twice
	Undone               // only what surely was not done
)

var onNames = [...]string{Unanswered: "unanswered", Undone: "not-done"}

// Reasons are the names of what can be asked again.
func Reasons() []string { return slices.Clone(onNames[:]) }

// String is the name of what is asked again.
func (o On) String() string { return onNames[o] }

// MarshalText is the name of what is asked again.
func (o On) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText finds what is asked again by its name.
func (o *On) UnmarshalText(text []byte) error {
	return named(o, text, onNames[:], "no reason to ask again")
}

// Validate tells what of the retry does not fit together.
func (r Retry) Validate() error {
	switch {
	case r.Factor != 0 && r.Factor < 1:
		return fmt.Errorf("the factor of the backoff is %v: pauses would shrink; want 1 or more, or 0 for 2", r.Factor)
	case r.Max != 0 && r.Max < r.Base:
		return fmt.Errorf("the longest pause, max, is %v, and the first, base, is %v: want max to be base or longer, or 0 for no limit", r.Max, r.Base)
	case r.Spread != 0 && r.Jitter != AroundJitter:
		return fmt.Errorf("a spread is for the jitter around, not for %v", r.Jitter)
	case r.Spread == 0 && r.Jitter == AroundJitter:
		return errors.New("the jitter around spreads by nothing: want a spread, such as 0.2")
	case r.Jitter != NoJitter && r.Base == 0:
		return errors.New("the base of the backoff is 0, so that there is no pause to jitter: want a base, or the jitter none")
	}
	return r.Budget.Validate()
}

// again tells if a failed attempt is worth another. It never is when the time is
// over.
func (r *Retry) again(err error) bool {
	return err != ErrTooLate && (r.On == Unanswered || NotDone(err))
}

// repeat makes attempts until one succeeds or no further one is worth it. The
// budget is asked when a retry is due, not when its pause begins: much may have
// come out of the bucket meanwhile, and into it.
func (l *Line) repeat(env *sim.Env, first question) (sim.Message, error) {
	rule := &l.policy.Retry
	l.budget.call(env.Now())
	var pauses pauses
	for n := 0; ; n++ {
		q := first
		q.attempt = n * (1 + q.hedges)
		l.budget.begin(n)
		reply, err := l.attempt(env, &q)
		failed := l.failed(err)
		l.budget.end(env.Now(), n, failed)
		if n+1 >= rule.Attempts || !failed || !rule.again(err) {
			return reply, err
		}
		if pause := pauses.next(rule, l, env, &q); pause > 0 {
			if ends, _ := l.policy.Deadline.ends(env); env.Now()+pause >= ends {
				return reply, err
			}
			env.Sleep(pause)
		}
		if !l.budget.spend(env.Now()) {
			l.Stats.Unbudgeted++
			return reply, err
		}
		l.Stats.Retries++
	}
}
