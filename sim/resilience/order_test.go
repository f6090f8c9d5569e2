package resilience_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// down is a callee that is never there.
func down(*sim.Env, int) error { return sim.ErrDown }

// well is a callee that answers at once.
func well(*sim.Env, int) error { return nil }

// slow is a callee that answers after 30 ms.
func slow(env *sim.Env, _ int) error {
	env.Sleep(30 * ms)
	return nil
}

// said is what callers who come one after the other are told.
type said []error

// inTurn makes calls one after the other, and returns what came of each.
func (r *rig) inTurn(t *testing.T, line *resilience.Line, calls int) said {
	t.Helper()
	var all said
	r.run(t, func(env *sim.Env) {
		for i := range calls {
			env.About(uint64(i)+1, 0)
			_, err := line.Call(env, r.callee, question{}, 0)
			all = append(all, err)
		}
	})
	return all
}

// atOnce makes calls at one instant, and returns what came of each.
func (r *rig) atOnce(t *testing.T, line *resilience.Line, calls int) said {
	t.Helper()
	all := make(said, calls)
	for i := range calls {
		r.Go("caller", func(env *sim.Env) { _, all[i] = line.Call(env, r.callee, question{}, 0) })
	}
	if err := r.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	return all
}

// The order in which the parts of a policy wrap one another shows wherever two of
// them meet: each row says what would be different the other way round.
func TestPartsOfAPolicyWrapOneAnotherInOneOrder(t *testing.T) {
	var (
		thrice  = resilience.Retry{Attempts: 3}
		trips   = resilience.Breaker{Failures: 3, OpenFor: time.Hour}
		single  = resilience.Bulkhead{Limit: 1}
		instead = resilience.Fallback{Answer: "as before"}
	)
	for _, row := range []struct {
		says   string
		policy resilience.Policy
		answer func(*sim.Env, int) error
		calls  func(*rig, *testing.T, *resilience.Line) said
		want   said
		stats  resilience.Stats
	}{
		{"fallback around retry: it answers once, after three attempts, and not for each of them",
			resilience.Policy{Fallback: instead, Retry: thrice}, down, one, said{nil},
			resilience.Stats{Calls: 1, Attempts: 3, Retries: 2, Failures: 1, Fallbacks: 1}},
		{"retry around throttle: the throttle is asked for each attempt, and refuses ever more of them",
			resilience.Policy{Retry: resilience.Retry{Attempts: 40}, Throttle: resilience.Throttle{K: 1}}, down, one, said{resilience.ErrThrottled},
			resilience.Stats{Calls: 1, Attempts: 4, Retries: 39, Failures: 1, Throttled: 36}},
		{"throttle around rate limit: what has no turn says nothing about the callee",
			resilience.Policy{Throttle: resilience.Throttle{K: 1}, RateLimit: resilience.RateLimit{Rate: 10}}, well, five,
			said{nil, resilience.ErrLimited, resilience.ErrLimited, resilience.ErrLimited, resilience.ErrLimited},
			resilience.Stats{Calls: 5, Attempts: 1, Failures: 4, Limited: 4}},
		{"retry around rate limit: retries wait for their turn",
			resilience.Policy{Retry: thrice, RateLimit: resilience.RateLimit{Rate: 10, Burst: 2}}, down, one, said{resilience.ErrLimited},
			resilience.Stats{Calls: 1, Attempts: 2, Retries: 2, Failures: 1, Limited: 1}},
		{"retry around breaker: three attempts of one call open it for the next call",
			resilience.Policy{Retry: thrice, CircuitBreaker: trips}, down, two, said{sim.ErrDown, resilience.ErrOpen},
			resilience.Stats{Calls: 2, Attempts: 3, Retries: 4, Failures: 2, Opened: 3}},
		{"rate limit around breaker: what the open breaker refuses has had its turn",
			resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 1}, RateLimit: resilience.RateLimit{Rate: 10, Burst: 2}}, down, three,
			said{sim.ErrDown, resilience.ErrOpen, resilience.ErrLimited},
			resilience.Stats{Calls: 3, Attempts: 1, Failures: 3, Opened: 1, Limited: 1}},
		{"breaker around bulkhead: who is too many is no failure of the callee",
			resilience.Policy{CircuitBreaker: resilience.Breaker{Failures: 1}, Bulkhead: single}, slow, threeAtOnce,
			said{nil, resilience.ErrBusy, resilience.ErrBusy},
			resilience.Stats{Calls: 3, Attempts: 1, Failures: 2, Busy: 2}},
		{"bulkhead around limit: who has no place does not teach it",
			resilience.Policy{Bulkhead: single, Limit: resilience.Limit{Algorithm: resilience.AIMD, Initial: 1, Min: 1}}, slow, threeAtOnce,
			said{nil, resilience.ErrBusy, resilience.ErrBusy},
			resilience.Stats{Calls: 3, Attempts: 1, Failures: 2, Busy: 2}},
		{"bulkhead around hedge: both questions of an attempt have one place",
			resilience.Policy{Bulkhead: single, Hedge: resilience.Hedge{Delay: 10 * ms}}, slow, one, said{nil},
			resilience.Stats{Calls: 1, Attempts: 2, Hedges: 1, Beaten: 1}},
		{"hedge around timeout: the first question's time is the attempt's",
			resilience.Policy{Timeout: 20 * ms, Hedge: resilience.Hedge{Delay: 10 * ms}}, slow, one, said{sim.ErrTimeout},
			resilience.Stats{Calls: 1, Attempts: 2, Hedges: 1, TimedOut: 2, Failures: 1}},
		{"retry around hedge: each attempt is hedged",
			resilience.Policy{Timeout: 20 * ms, Retry: thrice, Hedge: resilience.Hedge{Delay: 10 * ms}}, slow, one, said{sim.ErrTimeout},
			resilience.Stats{Calls: 1, Attempts: 6, Retries: 2, Hedges: 3, TimedOut: 6, Failures: 1}},
	} {
		r := newRig(t, row.answer)
		line := resilience.NewLine(row.policy, 1)
		line.Fallback = func(*sim.Env, sim.Message, error) (sim.Message, error) { return question{}, nil }

		if got := row.calls(r, t, line); !slices.EqualFunc(got, row.want, errors.Is) {
			t.Errorf("%s: callers are told %v, want %v", row.says, got, row.want)
		}

		if line.Stats != row.stats {
			t.Errorf("%s: counted %+v, want %+v", row.says, line.Stats, row.stats)
		}
	}
}

func one(r *rig, t *testing.T, line *resilience.Line) said         { return r.inTurn(t, line, 1) }
func two(r *rig, t *testing.T, line *resilience.Line) said         { return r.inTurn(t, line, 2) }
func three(r *rig, t *testing.T, line *resilience.Line) said       { return r.inTurn(t, line, 3) }
func five(r *rig, t *testing.T, line *resilience.Line) said        { return r.inTurn(t, line, 5) }
func threeAtOnce(r *rig, t *testing.T, line *resilience.Line) said { return r.atOnce(t, line, 3) }
