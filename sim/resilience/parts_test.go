package resilience_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

func TestRateLimitLetsPass(t *testing.T) {
	for _, row := range []struct {
		says string
		rule resilience.RateLimit
		at   []time.Duration // calls
		want []time.Duration // what was sent
	}{
		{"one each tenth of a second, and refuses the others", resilience.RateLimit{Rate: 10}, times(0, 50, 99, 100, 150, 250), times(0, 100, 250)},
		{"others after a wait", resilience.RateLimit{Rate: 10, MaxWait: 150 * ms}, times(0, 0, 0, 0), times(0, 100)},
		{"a burst, and then one each tenth of a second", resilience.RateLimit{Rate: 10, Burst: 3}, times(0, 0, 0, 0, 99, 100, 150, 200), times(0, 0, 0, 100, 200)},
		{"a burst again after a pause, not a larger one", resilience.RateLimit{Rate: 10, Burst: 2}, times(0, 0, 9000, 9000, 9000), times(0, 0, 9000, 9000)},
		{"what is refused takes no turn", resilience.RateLimit{Rate: 10}, times(0, 10, 20, 30, 40, 100), times(0, 100)},
	} {
		r := newRig(t, well)
		line := resilience.NewLine(resilience.Policy{RateLimit: row.rule}, 1)
		for _, at := range row.at {
			r.Go("caller", func(env *sim.Env) {
				env.Sleep(at)
				_, _ = line.Call(env, r.callee, question{}, 0)
			})
		}

		r.run(t, func(*sim.Env) {})

		if !slices.Equal(r.asked, row.want) {
			t.Errorf("%s: sent at %v, want %v", row.says, r.asked, row.want)
		}
	}
}

func TestBulkheadKeepsAQueueOfItsOwn(t *testing.T) {
	for _, row := range []struct {
		says string
		rule resilience.Bulkhead
		want said // of five who come at once and take 30 ms each
	}{
		{"without one, two get in", resilience.Bulkhead{Limit: 2}, said{nil, nil, resilience.ErrBusy, resilience.ErrBusy, resilience.ErrBusy}},
		{"one waits, and gets in", resilience.Bulkhead{Limit: 2, Queue: 1, MaxWait: time.Second}, said{nil, nil, nil, resilience.ErrBusy, resilience.ErrBusy}},
		{"all wait, and those who wait too long do not get in", resilience.Bulkhead{Limit: 2, Queue: 9, MaxWait: 40 * ms}, said{nil, nil, nil, nil, resilience.ErrBusy}},
	} {
		r := newRig(t, slow)
		line := resilience.NewLine(resilience.Policy{Bulkhead: row.rule}, 1)
		if got := r.atOnce(t, line, 5); !slices.EqualFunc(got, row.want, errors.Is) {
			t.Errorf("%s: callers are told %v, want %v", row.says, got, row.want)
		}
		if got := r.atOnce(t, line, 2); !slices.EqualFunc(got, said{nil, nil}, errors.Is) {
			t.Errorf("%s: two who come later are told %v", row.says, got)
		}
	}
}

func TestHedgeTakesTheFirstAnswer(t *testing.T) {
	takes := func(all ...int) func(*sim.Env, int) error {
		return func(env *sim.Env, n int) error {
			env.Sleep(time.Duration(all[n]) * ms)
			if all[n]%2 == 1 {
				return errDeclined
			}
			return nil
		}
	}
	for _, row := range []struct {
		says   string
		answer func(*sim.Env, int) error
		hedge  resilience.Hedge
		asked  []time.Duration
		ended  time.Duration
		err    error
		beaten uint64
	}{
		{"a quick answer needs no second question", takes(18), resilience.Hedge{Delay: 20 * ms}, times(0), 18 * ms, nil, 0},
		{"a slow one is overtaken", takes(90, 10), resilience.Hedge{Delay: 20 * ms}, times(0, 20), 30 * ms, nil, 1},
		{"even by a refusal", takes(90, 11), resilience.Hedge{Delay: 20 * ms}, times(0, 20), 31 * ms, errDeclined, 1},
		{"each further question waits as long again", takes(90, 90, 10), resilience.Hedge{Delay: 20 * ms, AtMost: 2}, times(0, 20, 40), 50 * ms, nil, 2},
		{"no more are sent than may be", takes(90, 90), resilience.Hedge{Delay: 20 * ms, AtMost: 1}, times(0, 20), 90 * ms, nil, 1},
	} {
		r := newRig(t, row.answer)
		line := resilience.NewLine(resilience.Policy{Hedge: row.hedge}, 1)
		late := uint64(0)
		r.Watch(func(*sim.Event) { late++ }, sim.Late)
		var ended time.Duration
		var err error

		r.run(t, func(env *sim.Env) {
			_, err = line.Call(env, r.callee, question{}, time.Second)
			ended = env.Now()
		})

		if !slices.Equal(r.asked, row.asked) || ended != row.ended || err != row.err {
			t.Errorf("%s: asked at %v, ended at %v with %v, want %v, %v, %v", row.says, r.asked, ended, err, row.asked, row.ended, row.err)
		}
		if line.Stats.Beaten != row.beaten || late != row.beaten {
			t.Errorf("%s: %d are counted as beaten and %d came late, want %d", row.says, line.Stats.Beaten, late, row.beaten)
		}
	}
}

// Each question of a call has a number of its own, and so luck of its own.
func TestQuestionsOfACallHaveDifferentNumbers(t *testing.T) {
	var numbers []int
	r := newRig(t, func(env *sim.Env, _ int) error {
		numbers = append(numbers, env.Attempt())
		return silent(env, 0)
	})
	line := resilience.NewLine(resilience.Policy{
		Timeout: 30 * ms, Retry: resilience.Retry{Attempts: 3}, Hedge: resilience.Hedge{Delay: 20 * ms},
	}, 1)

	r.inTurn(t, line, 1)

	if want := []int{0, 1, 2, 3, 4, 5}; !slices.Equal(numbers, want) {
		t.Errorf("the questions are numbers %v, want %v", numbers, want)
	}
}

// Who is refused by the limit gives its place in the bulkhead back.
func TestRefusalByTheLimitKeepsNoPlace(t *testing.T) {
	r := newRig(t, slow)
	line := resilience.NewLine(resilience.Policy{
		Bulkhead: resilience.Bulkhead{Limit: 2, Queue: 1, MaxWait: time.Second},
		Limit:    resilience.Limit{Algorithm: resilience.AIMD, Initial: 1, Min: 1, Max: 1},
	}, 1)

	got := r.atOnce(t, line, 3)

	if want := (said{nil, resilience.ErrBusy, resilience.ErrBusy}); !slices.EqualFunc(got, want, errors.Is) {
		t.Errorf("callers are told %v, want %v: the third need not wait for a place", got, want)
	}
}

// However many are refused, some are sent: else nobody would learn that the callee
// is well again.
func TestThrottleKeepsProbing(t *testing.T) {
	r := newRig(t, func(env *sim.Env, _ int) error {
		if env.Now() < 100*time.Second {
			return sim.ErrDown
		}
		return nil
	})
	line := resilience.NewLine(resilience.Policy{Throttle: resilience.Throttle{K: 2, Window: 10 * time.Second}}, 1)
	sent := map[int]int{} // by ten seconds
	r.run(t, func(env *sim.Env) {
		for i := range 2000 {
			env.About(uint64(i)+1, 0)
			before := line.Stats.Attempts
			_, _ = line.Call(env, r.callee, question{}, 0)
			sent[int(env.Now()/(10*time.Second))] += int(line.Stats.Attempts - before)
			env.Sleep(100 * ms)
		}
	})

	probes := 0
	for ten := 1; ten < 10; ten++ {
		probes += sent[ten]
	}
	if probes < 3 || probes > 30 {
		t.Errorf("of 900 attempts %d are sent while all fail, want about one in a hundred", probes)
	}
	if sent[15] < 99 {
		t.Errorf("of 100 attempts %d are sent when all is well again, want all", sent[15])
	}
}

func TestFallbackAnswersWhatCameToNothing(t *testing.T) {
	for _, row := range []struct {
		says   string
		answer func(*sim.Env, int) error
		named  string
		want   error
		used   uint64
	}{
		{"a callee that is not there", down, "as before", nil, 1},
		{"not a callee that says no", func(*sim.Env, int) error { return errDeclined }, "as before", errDeclined, 0},
		{"not if the policy names none", down, "", sim.ErrDown, 0},
	} {
		r := newRig(t, row.answer)
		line := resilience.NewLine(resilience.Policy{Fallback: resilience.Fallback{Answer: row.named}}, 1)
		line.Fallback = func(_ *sim.Env, m sim.Message, err error) (sim.Message, error) {
			if err != sim.ErrDown {
				t.Errorf("%s: the fallback is told of %v, want %v", row.says, err, sim.ErrDown)
			}
			return m, nil
		}

		if got := r.inTurn(t, line, 1)[0]; got != row.want || line.Stats.Fallbacks != row.used {
			t.Errorf("%s: %v, and the fallback answers %d times, want %v and %d", row.says, got, line.Stats.Fallbacks, row.want, row.used)
		}
	}
}

// What the line itself refuses is a failure, whatever the model takes for one.
func TestRefusalIsAFailureWhateverTheModelSays(t *testing.T) {
	r := newRig(t, down)
	line := resilience.NewLine(resilience.Policy{
		RateLimit: resilience.RateLimit{Rate: 1}, Fallback: resilience.Fallback{Answer: "as before"},
	}, 1)
	line.Failed = func(err error) bool { return err == errBroken }
	line.Fallback = func(_ *sim.Env, m sim.Message, _ error) (sim.Message, error) { return m, nil }

	if got, want := r.inTurn(t, line, 2), (said{sim.ErrDown, nil}); !slices.EqualFunc(got, want, errors.Is) {
		t.Errorf("callers are told %v, want %v", got, want)
	}
}

// Who repeats by himself gets all of the policy but its repetitions.
func TestOnceAsksOnce(t *testing.T) {
	r := newRig(t, down)
	policy := everything
	policy.CircuitBreaker = resilience.Breaker{Failures: 2}
	policy.Throttle = resilience.Throttle{}
	line := resilience.NewLine(policy, 1)
	var told said

	r.run(t, func(env *sim.Env) {
		for attempt := range 3 {
			_, err := line.Once(env, r.callee, question{}, 0, attempt)
			told = append(told, err)
			env.Sleep(ms)
		}
	})

	if want := (said{sim.ErrDown, sim.ErrDown, resilience.ErrOpen}); !slices.EqualFunc(told, want, errors.Is) {
		t.Errorf("told %v, want %v", told, want)
	}
	if want := (resilience.Stats{Calls: 1, Attempts: 2, Retries: 2, Opened: 1}); line.Stats != want {
		t.Errorf("counted %+v, want %+v", line.Stats, want)
	}
}

// Wherever a caller is in its policy when it crashes, it takes no further step.
func TestCrashUnwindsALine(t *testing.T) {
	for _, row := range []struct {
		says   string
		policy resilience.Policy
		sent   int // by then, of two callers
	}{
		{"while it waits for an answer", resilience.Policy{Timeout: time.Second}, 2},
		{"between two questions of a hedge", resilience.Policy{Timeout: time.Second, Hedge: resilience.Hedge{Delay: 40 * ms, AtMost: 3}}, 4},
		{"in the pause before a retry", resilience.Policy{Timeout: 20 * ms, Retry: resilience.Retry{Attempts: 9, Base: time.Second}}, 2},
		{"in the line before the bulkhead", resilience.Policy{Bulkhead: resilience.Bulkhead{Limit: 1, Queue: 1, MaxWait: time.Second}}, 1},
		{"while it waits for its turn", resilience.Policy{RateLimit: resilience.RateLimit{Rate: 1, MaxWait: 10 * time.Second}}, 1},
	} {
		r := newRig(t, silent)
		line := resilience.NewLine(row.policy, 1)
		caller := r.Add(sim.Actor{Name: "caller", Waits: true, Workers: 2, Crashed: line.Forget,
			Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
				_, err := line.Call(env, r.callee, m, 0)
				t.Errorf("%s: went on with %v", row.says, err)
				return nil, nil
			}})
		r.At(50*ms, func() { r.Crash(caller) })
		r.run(t, func(env *sim.Env) {
			env.Send(caller, question{})
			env.SendAgain(caller, question{}, 1)
		})

		if len(r.asked) != row.sent {
			t.Errorf("%s: %d questions were sent, want %d", row.says, len(r.asked), row.sent)
		}
	}
}
