package resilience_test

import (
	"slices"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// retried tells of each of some calls in turn, so far apart, how often it was
// asked again of a callee that always fails.
func retried(t *testing.T, retry resilience.Retry, calls int, apart time.Duration) []int {
	t.Helper()
	if err := retry.Validate(); err != nil {
		t.Fatal(err)
	}
	r := newRig(t, down)
	line := resilience.NewLine(resilience.Policy{Retry: retry}, 1)
	again := make([]int, calls)
	r.run(t, func(env *sim.Env) {
		for i := range again {
			before := line.Stats.Retries
			_, _ = line.Call(env, r.callee, question{}, 0)
			again[i] = int(line.Stats.Retries - before)
			env.Sleep(apart)
		}
	})
	return again
}

func TestBudgetsAllowRetries(t *testing.T) {
	const s = time.Second
	for _, row := range []struct {
		says   string
		budget resilience.Budget
		apart  time.Duration
		want   []int
	}{
		{"none: as many as there may be", resilience.Budget{}, s, []int{2, 2, 2, 2}},
		{"tokens: what is in the bucket, then what calls put in", resilience.Budget{By: resilience.ByTokens, Share: 0.5, Cap: 3}, s,
			[]int{2, 1, 1, 0, 1, 0, 1, 0}},
		{"tokens: a tenth ten times is one", resilience.Budget{By: resilience.ByTokens, Share: 0.1, Cap: 1}, s,
			[]int{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}},
		{"tokens: a retry may cost more than one", resilience.Budget{By: resilience.ByTokens, Share: 1, Cap: 6, Cost: 3}, s,
			[]int{2, 0, 0, 1, 0, 0, 1}},
		{"tokens: no more than fits into the bucket", resilience.Budget{By: resilience.ByTokens, Share: 5, Cap: 1}, s, []int{1, 1, 1}},
		{"ratio: one retry for two calls", resilience.Budget{By: resilience.ByRatio, Share: 0.5, Window: 100 * s}, s,
			[]int{0, 1, 0, 1, 0, 1}},
		{"ratio: and two a window in any case", resilience.Budget{By: resilience.ByRatio, Share: 0.5, Floor: 0.02, Window: 100 * s}, s,
			[]int{2, 1, 0, 1, 0, 1}},
		{"ratio: what is older than the window counts no more", resilience.Budget{By: resilience.ByRatio, Share: 0.5, Floor: 0.1, Window: 10 * s}, 20 * s,
			[]int{1, 1, 1}},
		{"concurrency: none when nothing else runs", resilience.Budget{By: resilience.ByConcurrency, Share: 0.2}, s, []int{0, 0, 0}},
		{"concurrency: but some at once in any case", resilience.Budget{By: resilience.ByConcurrency, Share: 0.2, Floor: 1}, s, []int{2, 2, 2}},
		{"failures: none when all fails", resilience.Budget{By: resilience.ByFailures, Share: 0.5}, s, []int{0, 0, 0}},
		{"failures: as many as there may be when failures are few enough", resilience.Budget{By: resilience.ByFailures, Share: 1.1}, s, []int{2, 2}},
	} {
		got := retried(t, resilience.Retry{Attempts: 3, Budget: row.budget}, len(row.want), row.apart)
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: asked again %v times, want %v", row.says, got, row.want)
		}
	}
}

// The budget is asked when the pause is over: meanwhile others may have spent it
// or put something in.
func TestBudgetIsAskedWhenTheRetryIsDue(t *testing.T) {
	r := newRig(t, down)
	line := resilience.NewLine(resilience.Policy{Retry: resilience.Retry{
		Attempts: 2, Base: 100 * ms, Budget: resilience.Budget{By: resilience.ByTokens, Share: 0.5, Cap: 1, Cost: 1},
	}}, 1)
	r.Go("spender", func(env *sim.Env) { _, _ = line.Call(env, r.callee, question{}, 0) })
	for range 2 {
		r.Go("saver", func(env *sim.Env) {
			env.Sleep(50 * ms)
			_, _ = line.Call(env, r.callee, question{}, 0)
			env.Sleep(60 * ms)
			_, _ = line.Call(env, r.callee, question{}, 0)
		})
	}

	r.run(t, func(*sim.Env) {})

	// The spender has the only token at 100, before the savers, who put halves into
	// a full bucket and come for one at 150. The halves of 210 make one, at 310.
	want := times(0, 50, 50, 100, 210, 210, 310)
	if got := r.asked; !slices.Equal(got, want) {
		t.Errorf("asked at %v, want %v", got, want)
	}
}
