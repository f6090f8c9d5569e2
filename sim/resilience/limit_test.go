package resilience_test

import (
	"strings"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// milli is a millisecond.
const milli = time.Millisecond

// request is what callers ask of a server, of a kind.
type request struct{ kind sim.Kind }

func (r request) Kind() sim.Kind { return r.kind }

// seen is a window of ten that are over: how long each took, how many were
// inside, whether they went well, and how many such windows.
type seen struct {
	took   time.Duration
	inside int
	well   bool
	times  int
}

func TestLimitLearns(t *testing.T) {
	for _, row := range []struct {
		about   string
		limit   resilience.Limit
		windows []seen
		want    int
	}{
		{"aimd begins where Netflix does", resilience.Limit{Algorithm: resilience.AIMD}, nil, 20},
		{"aimd adds one for each success", resilience.Limit{Algorithm: resilience.AIMD}, []seen{{10 * milli, 20, true, 5}}, 25},
		{"aimd learns nothing while less than half is in use", resilience.Limit{Algorithm: resilience.AIMD}, []seen{{10 * milli, 9, true, 5}}, 20},
		{"aimd learns at half", resilience.Limit{Algorithm: resilience.AIMD}, []seen{{10 * milli, 10, true, 1}}, 21},
		{"aimd takes a tenth for a failure", resilience.Limit{Algorithm: resilience.AIMD, Initial: 100}, []seen{{10 * milli, 100, false, 1}}, 90},
		{"aimd takes late successes for a failure", resilience.Limit{Algorithm: resilience.AIMD, Initial: 100}, []seen{{5*time.Second + 1, 100, true, 1}}, 90},
		{"aimd takes a success at the very end for one", resilience.Limit{Algorithm: resilience.AIMD, Initial: 100}, []seen{{5 * time.Second, 100, true, 1}}, 101},
		{"aimd goes no lower than its least", resilience.Limit{Algorithm: resilience.AIMD}, []seen{{10 * milli, 20, false, 50}}, 20},
		{"aimd goes no higher than its most", resilience.Limit{Algorithm: resilience.AIMD}, []seen{{10 * milli, 200, true, 500}}, 200},
		{"aimd halves if told to", resilience.Limit{Algorithm: resilience.AIMD, Initial: 100, Backoff: 0.5}, []seen{{10 * milli, 100, false, 1}}, 50},

		{"vegas only remembers the first time", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 1}}, 20},
		{"vegas grows by six where nothing queues", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 2}}, 26},
		{"vegas grows by twelve from a hundred on", resilience.Limit{Algorithm: resilience.Vegas, Initial: 100}, []seen{{10 * milli, 100, true, 2}}, 112},
		{"vegas learns nothing while less than half is in use", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 9, true, 9}}, 20},
		{"vegas takes a queue of 20 (1 - 10/11) = 1.8 as short: one more", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 1}, {11 * milli, 20, true, 1}}, 21},
		{"vegas takes a queue of 20 (1 - 10/13) = 4.6 as right", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 1}, {13 * milli, 20, true, 9}}, 20},
		{"vegas takes a queue of 20 (1 - 10/15) = 6.7 as long: one less", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 1}, {15 * milli, 20, true, 1}}, 19},
		{"vegas takes one for a failure however short", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 1}, {10 * milli, 3, false, 1}}, 19},
		{"vegas goes no lower than six for a queue: one of six is not long", resilience.Limit{Algorithm: resilience.Vegas}, []seen{{10 * milli, 20, true, 1}, {time.Second, 20, true, 30}}, 6},
		{"vegas goes down to one for failures", resilience.Limit{Algorithm: resilience.Vegas, Initial: 5}, []seen{{10 * milli, 5, true, 1}, {10 * milli, 5, false, 9}}, 1},
		{"vegas takes a slower callee for usual in the end", resilience.Limit{Algorithm: resilience.Vegas, Initial: 10}, []seen{{10 * milli, 10, true, 1}, {time.Second, 1000, true, 400}}, 1000},
		{"a probe is due after 30 windows for each of the bound at the latest", resilience.Limit{Algorithm: resilience.Vegas, Initial: 10}, []seen{{10 * milli, 10, true, 1}, {13 * milli, 4, true, 299}, {26 * milli, 10, true, 1}}, 10},

		{"gradient2 grows by a fifth of its queue of four", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 50}, []seen{{10 * milli, 50, true, 5}}, 54},
		{"gradient2 grows while times are within half more than usual", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 50}, []seen{{10 * milli, 10, true, 100}, {14 * milli, 50, true, 5}}, 54},
		{"gradient2 shrinks as times are twice the usual: by a fifth of a quarter, less its growth", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 100}, []seen{{10 * milli, 10, true, 100}, {20 * milli, 100, true, 1}}, 95},
		{"gradient2 shrinks by a fifth of a half at most", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 100}, []seen{{10 * milli, 10, true, 100}, {time.Second, 100, true, 1}}, 90},
		{"gradient2 learns nothing while less than half is in use", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 50}, []seen{{10 * milli, 24, true, 50}}, 50},
		{"gradient2 goes no higher than its most", resilience.Limit{Algorithm: resilience.Gradient2}, []seen{{10 * milli, 200, true, 900}}, 200},
		{"gradient2 takes a load that lasts for usual in the end", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 100}, []seen{{10 * milli, 10, true, 100}, {30 * milli, 100, true, 1500}}, 200},
		{"gradient2 soon forgets a load that is over", resilience.Limit{Algorithm: resilience.Gradient2, Initial: 100}, []seen{{time.Second, 10, true, 1000}, {10 * milli, 10, true, 90}, {60 * milli, 100, true, 1}}, 90},
	} {
		t.Run(row.about, func(t *testing.T) {
			l := row.limit.Limiter(1)
			for now, i := time.Duration(0), 0; i < len(row.windows); i++ {
				for s := row.windows[i]; s.times > 0; s.times-- {
					for i := range 10 {
						l.Learn(now+time.Duration(i/9)*time.Second, s.took, s.inside, s.well)
					}
					now += 2 * time.Second
				}
			}

			if got := l.Bound(); got != row.want {
				t.Errorf("%+v is at %d, want %d", row.limit, got, row.want)
			}
		})
	}
}

func TestLimiterCountsWhatIsUnderWay(t *testing.T) {
	l := resilience.Limit{Algorithm: resilience.AIMD, Initial: 2}.Limiter(1)

	got := []bool{l.Acquire(), l.Acquire(), l.Acquire()}
	l.Forget()
	got = append(got, l.Acquire(), l.Acquire())
	l.Release(0, time.Second, false)
	got = append(got, l.Acquire(), l.Acquire())

	want := []bool{true, true, false, true, false, true, false}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("Acquire %d = %v, want %v", i, got[i], want[i])
		}
	}
}

// Nothing is learnt before ten are over and a second has passed, and then from
// their mean, from the most that were inside, and from a single failure.
func TestLimitLearnsFromWindows(t *testing.T) {
	l := resilience.Limit{Algorithm: resilience.AIMD, Initial: 100, Timeout: 100 * milli}.Limiter(1)
	feed := func(now time.Duration, times int, took time.Duration, inside int, well bool) int {
		for range times {
			l.Learn(now, took, inside, well)
		}
		return l.Bound()
	}

	got := []int{
		feed(0, 1000, 10*milli, 100, true),           // no time has passed
		feed(time.Second, 1, 10*milli, 1, true),      // it has, and once a hundred were inside
		feed(2*time.Second, 9, 10*milli, 100, true),  // nine are too few
		feed(9*time.Second, 1, 10*milli, 100, true),  // ten are not
		feed(10*time.Second, 9, 90*milli, 100, true), // nine in time
		feed(11*time.Second, 1, time.Second, 100, true),
		feed(12*time.Second, 1, milli, 100, false), // one of them failed
		feed(13*time.Second, 9, milli, 100, true),
	}

	want := []int{100, 101, 101, 102, 102, 91, 91, 81}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("after %d the bound is %d, want %d", i, got[i], want[i])
		}
	}
}

func TestNoLimitBoundsNothing(t *testing.T) {
	l := resilience.Limit{}.Limiter(1)
	for range 1000 {
		if !l.Acquire() || !l.Admits(1<<40) {
			t.Fatal("no limit refuses")
		}
	}
	l.Release(0, time.Second, false)
	l.Forget()
}

func TestLimitSaysWhatDoesNotFit(t *testing.T) {
	for _, row := range []struct {
		limit resilience.Limit
		want  string // part of the error; empty if it fits
	}{
		{resilience.Limit{}, ""},
		{resilience.Limit{Algorithm: resilience.Vegas}, ""},
		{resilience.Limit{Algorithm: resilience.AIMD, Max: 5}, ""},
		{resilience.Limit{Algorithm: resilience.Gradient2, Min: 500}, ""},
		{resilience.Limit{Algorithm: resilience.Gradient2, Initial: 3}, ""},
		{resilience.Limit{Max: 5}, "it has no algorithm, want aimd, vegas or gradient2"},
		{resilience.Limit{Algorithm: resilience.AIMD, Min: 7, Max: 5}, "min 7 is more than max 5"},
		{resilience.Limit{Algorithm: resilience.AIMD, Initial: 7, Max: 5}, "initial 7 is not from min 5 to max 5"},
		{resilience.Limit{Algorithm: resilience.Vegas, Timeout: time.Second}, "timeout and backoff mean nothing to vegas"},
		{resilience.Limit{Algorithm: resilience.AIMD, Backoff: 1}, "a backoff of 1 takes nothing back"},
		{resilience.Limit{Algorithm: resilience.AIMD, Smoothing: 0.5}, "smoothing means nothing to aimd"},
		{resilience.Limit{Algorithm: resilience.Vegas, Tolerance: 2}, "tolerance means nothing to vegas"},
		{resilience.Limit{Algorithm: resilience.Gradient2, Tolerance: 0.9}, "a tolerance of 0.9 takes usual times for a queue"},
	} {
		switch err := row.limit.Validate(); {
		case row.want == "" && err != nil:
			t.Errorf("%+v: %v, want that it fits", row.limit, err)
		case row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)):
			t.Errorf("%+v: %v, want %q", row.limit, err, row.want)
		}
	}
}

func TestAlgorithmsHaveNames(t *testing.T) {
	for i, name := range resilience.Algorithms() {
		var a resilience.Algorithm
		if err := a.UnmarshalText([]byte(name)); err != nil || int(a) != i {
			t.Errorf("%s is %d (%v), want %d", name, a, err, i)
		}
	}
	var a resilience.Algorithm
	if err := a.UnmarshalText([]byte("Vegas")); err == nil || err.Error() != `"Vegas" is no algorithm, want none, aimd, vegas or gradient2` {
		t.Errorf("Vegas: %v", err)
	}
}

// limited is a callee with so many desks, each taking a time, behind a caller
// with a limit to whom half as many customers more than it could serve come.
type limited struct {
	*sim.World
	limiter *resilience.Limiter
	desks   *sim.Resource
	served  int // in time
}

func openLimited(seed uint64, limit resilience.Limit, desks int, takes sim.Dist) *limited {
	l := &limited{World: sim.New(seed), limiter: limit.Limiter(seed)}
	l.desks = sim.NewResource(l.World, desks)
	callee := l.Add(sim.Actor{Name: "callee", Waits: true, Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		l.desks.Acquire(env, 1)
		luck := env.Luck(sim.FirstPurpose)
		env.Sleep(takes.Duration(&luck))
		l.desks.Release(1)
		return m, nil
	}})
	caller := l.Add(sim.Actor{Name: "caller", Waits: true, Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		if !l.limiter.Acquire() {
			return nil, resilience.ErrBusy
		}
		asked := env.Now()
		_, err := env.Call(callee, m, 2*time.Second)
		if err == nil {
			l.served++
		}
		l.limiter.Release(env.Now(), env.Now()-asked, err == nil)
		return m, err
	}})
	every := sim.Exponential(time.Duration(takes.Mean()) * 2 / 3 / time.Duration(desks))
	l.Go("customers", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for i := 0; ; i++ {
			env.Sleep(every.Duration(&luck))
			env.SendAgain(caller, request{}, i)
		}
	})
	return l
}

// during returns the mean bound over the time from now on, and how many were
// served a second.
func (l *limited) during(t *testing.T, span time.Duration) (bound, rate float64) {
	t.Helper()
	before, looks := l.served, 0
	for end := l.Now() + span; l.Now() < end; looks++ {
		if err := l.Run(l.Now() + 10*milli); err != nil {
			t.Fatal(err)
		}
		bound += float64(l.limiter.Bound())
	}
	return bound / float64(looks), float64(l.served-before) / span.Seconds()
}

// Of a callee with forty desks half are lost after a while: the limit follows,
// and what is left of the callee is in use, however its times vary.
func TestLimitFollowsCapacity(t *testing.T) {
	figures(t)
	for _, row := range []struct {
		about      string
		limit      resilience.Limit
		full, half [2]float64 // what the bound is to be from and to
	}{
		{"vegas keeps a few in the queue", resilience.Limit{Algorithm: resilience.Vegas}, [2]float64{30, 50}, [2]float64{19, 28}},
		{"gradient2 lets times grow by a half and no more", resilience.Limit{Algorithm: resilience.Gradient2}, [2]float64{60, 80}, [2]float64{35, 50}},
		{"aimd comes down once times are twice the usual", resilience.Limit{Algorithm: resilience.AIMD, Timeout: 200 * milli}, [2]float64{65, 115}, [2]float64{30, 60}},
	} {
		for _, takes := range []sim.Dist{sim.Constant(100 * milli), sim.Exponential(100 * milli), sim.LognormalQuantiles(50*milli, 400*milli)} {
			t.Run(row.about+" "+takes.String(), func(t *testing.T) {
				l := openLimited(1, row.limit, 40, takes)
				defer l.Close()
				l.during(t, 100*time.Second)
				full, fullRate := l.during(t, 20*time.Second)
				l.Go("thief", func(env *sim.Env) { l.desks.Acquire(env, 20) })
				l.during(t, 30*time.Second)
				half, halfRate := l.during(t, 20*time.Second)
				t.Logf("bound %.1f and %.0f/s, then %.1f and %.0f/s", full, fullRate, half, halfRate)

				if full < row.full[0] || full > row.full[1] || half < row.half[0] || half > row.half[1] {
					t.Errorf("the bound is %.1f and then %.1f, want %v and %v", full, half, row.full, row.half)
				}
				capacity := 40 * 1e9 / takes.Mean()
				if fullRate < 0.75*capacity || halfRate < 0.9*capacity/2 {
					t.Errorf("%.0f/s and then %.0f/s are served, want %.0f and %.0f", fullRate, halfRate, capacity, capacity/2)
				}
			})
		}
	}
}
