package resilience_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

var errDeclined = errors.New("declined")

func TestRetryAsksAgainOnlyWhatIsWorthIt(t *testing.T) {
	fails := func(err error) func(*sim.Env, int) error { return func(*sim.Env, int) error { return err } }
	for _, row := range []struct {
		says   string
		answer func(*sim.Env, int) error
		on     resilience.On
		want   int // attempts
	}{
		{"silence, done or not", silent, resilience.Unanswered, 3},
		{"not silence, if it must not be done twice", silent, resilience.Undone, 1},
		{"what found the mailbox full was not done", fails(sim.ErrFull), resilience.Undone, 3},
		{"what found nobody was not done", fails(sim.ErrDown), resilience.Undone, 3},
		{"an answer is an answer, even a no", fails(errDeclined), resilience.Unanswered, 1},
		{"what failed as the model says is asked again", fails(errBroken), resilience.Unanswered, 3},
		{"but may have been done", fails(errBroken), resilience.Undone, 1},
		{"success is success", well, resilience.Unanswered, 1},
	} {
		r := newRig(t, row.answer)
		line := resilience.NewLine(resilience.Policy{Timeout: 10 * ms, Retry: resilience.Retry{Attempts: 3, On: row.on}}, 1)
		line.Failed = func(err error) bool { return err == errBroken || resilience.Failed(err) }

		r.inTurn(t, line, 1)

		if len(r.asked) != row.want {
			t.Errorf("%s: asked %d times, want %d", row.says, len(r.asked), row.want)
		}
	}
}

// served runs what an actor does for a caller who waits 100 ms for it.
func (r *rig) served(t *testing.T, serve func(env *sim.Env)) {
	t.Helper()
	middle := r.Add(sim.Actor{Name: "middle", Waits: true, Workers: sim.Unlimited,
		Serve: func(env *sim.Env, _ sim.Message) (sim.Message, error) {
			serve(env)
			return nil, nil
		}})
	r.run(t, func(env *sim.Env) { _, _ = env.Call(middle, question{}, 100*ms) })
}

func TestNoAttemptOutlastsTheDeadline(t *testing.T) {
	passed := resilience.Deadline{Propagate: true, Margin: 10 * ms}
	for _, row := range []struct {
		says   string
		policy resilience.Policy
		asked  []time.Duration
		ended  time.Duration
		err    error
	}{
		{"without propagation the caller's caller is forgotten", resilience.Policy{Timeout: 80 * ms, Retry: resilience.Retry{Attempts: 2}},
			times(0, 80), 160 * ms, sim.ErrTimeout},
		{"the last attempt has what is left less the margin", resilience.Policy{Timeout: 80 * ms, Deadline: passed, Retry: resilience.Retry{Attempts: 5}},
			times(0, 80), 90 * ms, resilience.ErrTooLate},
		{"so has a line that would wait for ever", resilience.Policy{Deadline: passed}, times(0), 90 * ms, sim.ErrTimeout},
		{"no pause begins that would end too late", resilience.Policy{Timeout: 40 * ms, Deadline: passed, Retry: resilience.Retry{Attempts: 9, Base: 30 * ms}},
			times(0, 70), 90 * ms, sim.ErrTimeout},
		{"not even one that ends just then", resilience.Policy{Timeout: 40 * ms, Deadline: passed, Retry: resilience.Retry{Attempts: 9, Base: 50 * ms}},
			times(0), 40 * ms, sim.ErrTimeout},
		{"a margin as long as the deadline leaves nothing", resilience.Policy{Deadline: resilience.Deadline{Propagate: true, Margin: 100 * ms}},
			nil, 0, resilience.ErrTooLate},
	} {
		r := newRig(t, silent)
		line := resilience.NewLine(row.policy, 1)
		var err error
		var ended time.Duration

		r.served(t, func(env *sim.Env) {
			_, err = line.Call(env, r.callee, question{}, 0)
			ended = env.Now()
		})

		if !slices.Equal(r.asked, row.asked) || ended != row.ended || err != row.err {
			t.Errorf("%s: asked at %v, ended at %v with %v, want %v, %v, %v", row.says, r.asked, ended, err, row.asked, row.ended, row.err)
		}
		if line.Stats.TooLate > 1 {
			t.Errorf("%s: tried %d times when it was too late, want once", row.says, line.Stats.TooLate)
		}
	}
}

func TestNoWaitForATurnOutlastsTheDeadline(t *testing.T) {
	passed := resilience.Deadline{Propagate: true}
	for _, row := range []struct {
		says   string
		policy resilience.Policy
		ended  time.Duration
		err    error
	}{
		{"a turn that comes too late is not waited for",
			resilience.Policy{Deadline: passed, RateLimit: resilience.RateLimit{Rate: 5, MaxWait: time.Hour}}, 0, resilience.ErrLimited},
		{"nobody waits for a place until there is no time left",
			resilience.Policy{Deadline: passed, Bulkhead: resilience.Bulkhead{Limit: 1, Queue: 9, MaxWait: time.Hour}}, 100*ms - 1, resilience.ErrBusy},
	} {
		r := newRig(t, silent)
		line := resilience.NewLine(row.policy, 1)
		r.Go("other", func(env *sim.Env) { _, _ = line.Call(env, r.callee, question{}, 0) })
		var err error
		var ended time.Duration

		r.served(t, func(env *sim.Env) {
			_, err = line.Call(env, r.callee, question{}, 0)
			ended = env.Now()
		})

		if ended != row.ended || err != row.err {
			t.Errorf("%s: ended at %v with %v, want %v, %v", row.says, ended, err, row.ended, row.err)
		}
	}
}

// firstPauses are the first pauses of many calls that fail.
func firstPauses(t *testing.T, retry resilience.Retry, name uint64) []float64 {
	t.Helper()
	r := newRig(t, down)
	line := resilience.NewLine(resilience.Policy{Retry: retry}, name)
	r.inTurn(t, line, 2000)
	var pauses []float64
	for i := 0; i < len(r.asked); i += retry.Attempts {
		pauses = append(pauses, (r.asked[i+retry.Attempts-1] - r.asked[i+retry.Attempts-2]).Seconds())
	}
	return pauses
}

func TestJittersSpreadPausesEvenly(t *testing.T) {
	second := resilience.Retry{Attempts: 2, Base: time.Second, Backoff: resilience.Exponential, Max: time.Hour}
	third := second
	third.Attempts = 3
	for _, row := range []struct {
		says      string
		retry     resilience.Retry
		jitter    resilience.Jitter
		spread    float64
		low, high float64
	}{
		{"full: from nothing to the pause", second, resilience.FullJitter, 0, 0, 1},
		{"full: of the second pause, which has grown", third, resilience.FullJitter, 0, 0, 2},
		{"equal: from half of the pause", second, resilience.EqualJitter, 0, 0.5, 1},
		{"around: a fifth shorter or longer", second, resilience.AroundJitter, 0.2, 0.8, 1.2},
		{"around: of a pause that grew without its jitter", third, resilience.AroundJitter, 0.2, 1.6, 2.4},
		{"decorrelated: from the base to three times of it", second, resilience.DecorrelatedJitter, 0, 1, 3},
	} {
		row.retry.Jitter, row.retry.Spread = row.jitter, row.spread

		pauses := firstPauses(t, row.retry, 1)

		if d := farFromUniform(pauses, row.low, row.high); d > 1.95/math.Sqrt(float64(len(pauses))) {
			t.Errorf("%s: %d pauses are %.4f away from uniform between %v and %v", row.says, len(pauses), d, row.low, row.high)
		}
	}
}

// farFromUniform is the distance of Kolmogorov and Smirnov; 1.95/sqrt(n) is
// exceeded by chance once in a thousand.
func farFromUniform(numbers []float64, low, high float64) float64 {
	sorted := slices.Sorted(slices.Values(numbers))
	far, n := 0., float64(len(sorted))
	for i, x := range sorted {
		p := (x - low) / (high - low)
		far = max(far, math.Abs(p-float64(i)/n), math.Abs(p-float64(i+1)/n))
	}
	return far
}

func TestDecorrelatedPausesGrowFromTheOneBefore(t *testing.T) {
	retry := resilience.Retry{Attempts: 3, Base: time.Second, Jitter: resilience.DecorrelatedJitter, Max: 8 * time.Second}
	r := newRig(t, down)
	line := resilience.NewLine(resilience.Policy{Retry: retry}, 1)

	r.inTurn(t, line, 1000)

	var shares []float64
	for i := 0; i < len(r.asked); i += 3 {
		before, after := (r.asked[i+1] - r.asked[i]).Seconds(), (r.asked[i+2] - r.asked[i+1]).Seconds()
		if after == 8 {
			continue // at the longest
		}
		shares = append(shares, (after-1)/(min(8, 3*before)-1))
	}
	if d := farFromUniform(shares, 0, 1); len(shares) < 900 || d > 1.95/math.Sqrt(float64(len(shares))) {
		t.Errorf("%d second pauses are %.4f away from uniform between the base and three times the first", len(shares), d)
	}
}

// The same call on the same line has the same luck, whatever else there is.
func TestPausesAreKeyed(t *testing.T) {
	retry := resilience.Retry{Attempts: 2, Base: time.Second, Jitter: resilience.FullJitter}
	longer := retry
	longer.Attempts = 3

	pauses := firstPauses(t, retry, 1)

	if again := firstPauses(t, retry, 1); !slices.Equal(pauses, again) {
		t.Error("the same line paused otherwise the second time")
	}
	if other := firstPauses(t, retry, 2); slices.Equal(pauses[:5], other[:5]) {
		t.Error("a line of another name paused just so")
	}
	r := newRig(t, down)
	busy := resilience.NewLine(resilience.Policy{Retry: longer}, 2)
	line := resilience.NewLine(resilience.Policy{Retry: retry}, 1)
	r.run(t, func(env *sim.Env) {
		for i := range 5 {
			env.About(uint64(i)+1, 0)
			before := env.Now()
			_, _ = line.Call(env, r.callee, question{}, 0)
			if pause := (env.Now() - before).Seconds(); math.Abs(pause-pauses[i]) > 1e-9 && i == 0 {
				t.Errorf("call %d paused %v beside another line, %v alone", i, pause, pauses[i])
			}
			_, _ = busy.Call(env, r.callee, question{}, 0)
		}
	})
}
