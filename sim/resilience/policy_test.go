package resilience_test

import (
	"encoding"
	"fmt"
	"strings"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

func TestValidateSaysWhatDoesNotFit(t *testing.T) {
	budget := func(b resilience.Budget) resilience.Policy {
		return resilience.Policy{Retry: resilience.Retry{Attempts: 2, Budget: b}}
	}
	breaker := func(b resilience.Breaker) resilience.Policy { return resilience.Policy{CircuitBreaker: b} }
	for _, row := range []struct {
		policy resilience.Policy
		want   string // a part of it; empty if all is well
	}{
		{resilience.Policy{}, ""},
		{everything, ""},
		{resilience.Policy{Retry: resilience.Retry{Attempts: 1}}, ""},
		{resilience.Policy{Retry: resilience.Retry{Factor: 0.5}}, "want 1 or more, or 0 for 2"},
		{resilience.Policy{Retry: resilience.Retry{Base: time.Second, Max: ms}}, "want max to be base or longer"},
		{resilience.Policy{Retry: resilience.Retry{Base: ms, Spread: 0.2}}, "a spread is for the jitter around, not for none"},
		{resilience.Policy{Retry: resilience.Retry{Jitter: resilience.FullJitter}}, "no pause to jitter"},
		{resilience.Policy{Retry: resilience.Retry{Base: ms, Jitter: resilience.AroundJitter}}, "want a spread"},
		{budget(resilience.Budget{Share: 0.1}), "want tokens, ratio, concurrency or failures"},
		{budget(resilience.Budget{By: resilience.ByTokens, Share: 0.1}), "want a cap"},
		{budget(resilience.Budget{By: resilience.ByTokens, Share: 0.1, Cap: 4, Cost: 5}), "holds 4 tokens and a retry takes 5"},
		{budget(resilience.Budget{By: resilience.ByRatio, Share: 0.1, Cap: 5}), "cap and cost are for a budget by tokens, not by ratio"},
		{budget(resilience.Budget{By: resilience.ByTokens, Cap: 5, Floor: 1}), "a floor is for a budget by ratio or by concurrency, not by tokens"},
		{budget(resilience.Budget{By: resilience.ByTokens, Cap: 5, Window: ms}), "a window is for a budget by ratio or by failures, not by tokens"},
		{breaker(resilience.Breaker{OpenFor: ms}), "never opens"},
		{breaker(resilience.Breaker{FailureRate: 0.5}), "the share of what?"},
		{breaker(resilience.Breaker{FailureRate: 0.5, Calls: 10, Window: ms}), "not of both"},
		{breaker(resilience.Breaker{Failures: 5, Calls: 10}), "only by a failure_rate"},
		{breaker(resilience.Breaker{FailureRate: 0.5, Calls: 10, MinCalls: 11}), "want min_calls of 10 at most"},
		{resilience.Policy{Bulkhead: resilience.Bulkhead{Queue: 5}}, "want a limit"},
		{resilience.Policy{Bulkhead: resilience.Bulkhead{Limit: 5, Queue: 5}}, "want a max_wait"},
		{resilience.Policy{Bulkhead: resilience.Bulkhead{Limit: 5, MaxWait: ms}}, "want a queue"},
		{resilience.Policy{RateLimit: resilience.RateLimit{Burst: 5}}, "want a rate"},
		{resilience.Policy{RateLimit: resilience.RateLimit{Rate: 1e-6}}, "less than one attempt a day"},
		{resilience.Policy{Throttle: resilience.Throttle{Window: ms}}, "want k"},
		{resilience.Policy{Throttle: resilience.Throttle{K: 0.5}}, "want 1 or more"},
		{resilience.Policy{Hedge: resilience.Hedge{AtMost: 2}}, "want a delay"},
		{resilience.Policy{Limit: resilience.Limit{Initial: 5}}, "algorithm"},
	} {
		switch err := row.policy.Validate(); {
		case err == nil && row.want != "":
			t.Errorf("%+v is valid, want an error with %q", row.policy, row.want)
		case err != nil && (row.want == "" || !strings.Contains(err.Error(), row.want)):
			t.Errorf("%+v: %q, want %q in it", row.policy, err, row.want)
		}
	}
}

// A line without a policy is the kernel's own call, event for event.
func TestLineWithoutAPolicyIsNoDifferent(t *testing.T) {
	trace := func(ask func(env *sim.Env, to sim.ActorID, attempt int)) sim.Trace {
		r := newRig(t, func(env *sim.Env, n int) error {
			env.Sleep(time.Duration(n) * 7 * ms)
			return nil
		})
		r.run(t, func(env *sim.Env) {
			for attempt := range 5 {
				ask(env, r.callee, attempt)
			}
		})
		return r.Trace()
	}
	line := resilience.NewLine(resilience.Policy{}, 1)

	kernel := trace(func(env *sim.Env, to sim.ActorID, attempt int) { _, _ = env.Try(to, question{}, 20*ms, attempt) })
	ours := trace(func(env *sim.Env, to sim.ActorID, attempt int) { _, _ = line.Once(env, to, question{}, 20*ms, attempt) })

	if ours != kernel {
		t.Errorf("the trace is %v, want %v", ours, kernel)
	}
	if want := (resilience.Stats{Calls: 1, Attempts: 5, Retries: 4, TimedOut: 2}); line.Stats != want {
		t.Errorf("counted %+v, want %+v", line.Stats, want)
	}
}

func TestRefusalsAreToldFromAnswersAndSilence(t *testing.T) {
	for _, err := range []error{
		resilience.ErrOpen, resilience.ErrLimited, resilience.ErrThrottled, resilience.ErrBusy, resilience.ErrTooLate,
	} {
		wrapped := fmt.Errorf("pay for order 7: %w", err)
		if !resilience.NotSent(wrapped) || !resilience.NotDone(wrapped) || !resilience.Failed(wrapped) {
			t.Errorf("%v was sent, done or no failure", wrapped)
		}
	}
	for _, row := range []struct {
		err                      error
		notSent, notDone, failed bool
	}{
		{nil, false, false, false},
		{errDeclined, false, false, false},
		{sim.ErrTimeout, false, false, true},
		{sim.ErrFull, false, true, true},
		{sim.ErrDown, false, true, true},
	} {
		if resilience.NotSent(row.err) != row.notSent || resilience.NotDone(row.err) != row.notDone || resilience.Failed(row.err) != row.failed {
			t.Errorf("%v: not sent %v, not done %v, failed %v, want %v, %v, %v", row.err,
				resilience.NotSent(row.err), resilience.NotDone(row.err), resilience.Failed(row.err), row.notSent, row.notDone, row.failed)
		}
	}
}

// word is a field of a file that is one of some words.
type word interface {
	encoding.TextMarshaler
	encoding.TextUnmarshaler
}

var words = map[string]func() word{
	"on":      func() word { return new(resilience.On) },
	"backoff": func() word { return new(resilience.Backoff) },
	"jitter":  func() word { return new(resilience.Jitter) },
	"budget":  func() word { return new(resilience.BudgetKind) },
}

func TestWordsSayWhichThereAre(t *testing.T) {
	for name, want := range map[string]string{
		"on":      `"soon" is no reason to ask again, want unanswered or not-done`,
		"backoff": `"soon" is no backoff, want fixed or exponential`,
		"jitter":  `"soon" is no jitter, want none, full, equal, decorrelated or around`,
		"budget":  `"soon" is no budget of retries, want none, tokens, ratio, concurrency or failures`,
	} {
		if err := words[name]().UnmarshalText([]byte("soon")); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

// What is read is written as it was; anything else is refused by name.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"unanswered", "not-done", "fixed", "exponential", "none", "full", "decorrelated", "tokens", "concurrency", "", "None", strings.Repeat("x", 100)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, empty := range words {
			w := empty()
			if err := w.UnmarshalText([]byte(text)); err != nil {
				if len(err.Error()) > 400 {
					t.Errorf("%s: an error of %d letters", name, len(err.Error()))
				}
				continue
			}
			if again, err := w.MarshalText(); err != nil || string(again) != text {
				t.Errorf("%s: %q is written %q, %v", name, text, again, err)
			}
		}
	})
}
