package resilience_test

import (
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

// everything is a policy with all of its parts at work, none of which refuses.
var everything = resilience.Policy{
	Timeout:        time.Second,
	Deadline:       resilience.Deadline{Propagate: true},
	Retry:          resilience.Retry{Attempts: 3, Base: ms, Jitter: resilience.FullJitter, Budget: resilience.Budget{By: resilience.ByRatio, Share: 0.2, Floor: 10}},
	CircuitBreaker: resilience.Breaker{Failures: 100, FailureRate: 0.5, Window: 10 * time.Second, MinCalls: 100},
	Bulkhead:       resilience.Bulkhead{Limit: 10, Queue: 10, MaxWait: time.Second},
	Hedge:          resilience.Hedge{Delay: 100 * ms},
	RateLimit:      resilience.RateLimit{Rate: 1e6, MaxWait: time.Second},
	Throttle:       resilience.Throttle{K: 2, Window: time.Second},
	Limit:          resilience.Limit{Algorithm: resilience.AIMD},
	Fallback:       resilience.Fallback{Answer: "as before"},
}

// call makes so many calls within a message that is served, a millisecond apart,
// of a callee every tenth of whose answers is a failure, if it fails.
func call(tb testing.TB, n int, fails bool, how func(env *sim.Env, to sim.ActorID, m sim.Message)) {
	tb.Helper()
	w := sim.New(1)
	defer w.Close()
	asked := 0
	callee := w.Add(sim.Actor{Name: "callee", Workers: sim.Unlimited,
		Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) {
			if asked++; fails && asked%10 == 0 {
				return nil, sim.ErrDown
			}
			return m, nil
		}})
	caller := w.Add(sim.Actor{Name: "caller", Waits: true,
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			how(env, callee, m)
			return m, nil
		}})
	w.Go("customer", func(env *sim.Env) {
		for range n {
			env.Sleep(ms)
			_, _ = env.Call(caller, question{}, time.Minute)
		}
	})
	if err := w.Run(sim.Forever); err != nil {
		tb.Fatal(err)
	}
}

// lineCall asks over a line.
func lineCall(line *resilience.Line) func(env *sim.Env, to sim.ActorID, m sim.Message) {
	return func(env *sim.Env, to sim.ActorID, m sim.Message) { _, _ = line.Call(env, to, m, time.Second) }
}

func BenchmarkTry(b *testing.B) {
	b.ReportAllocs()
	call(b, b.N, false, func(env *sim.Env, to sim.ActorID, m sim.Message) { _, _ = env.Try(to, m, time.Second, 0) })
}

func BenchmarkCallWithoutPolicy(b *testing.B) {
	b.ReportAllocs()
	call(b, b.N, false, lineCall(resilience.NewLine(resilience.Policy{}, 1)))
}

func BenchmarkCallWithEverything(b *testing.B) {
	b.ReportAllocs()
	call(b, b.N, false, lineCall(resilience.NewLine(everything, 1)))
}

func BenchmarkCallWithEverythingThatFails(b *testing.B) {
	b.ReportAllocs()
	call(b, b.N, true, lineCall(resilience.NewLine(everything, 1)))
}

// A call allocates nothing, whatever its policy has to do.
func TestCallsAllocateNothing(t *testing.T) {
	if racing {
		t.Skip("the race detector allocates")
	}
	refuses := everything
	refuses.RateLimit = resilience.RateLimit{Rate: 10}
	for _, row := range []struct {
		says   string
		policy resilience.Policy
		fails  bool
	}{
		{"without a policy", resilience.Policy{}, false},
		{"with everything", everything, false},
		{"with everything, retries and jitter", everything, true},
		{"with everything, refused most of the time", refuses, true},
	} {
		line := resilience.NewLine(row.policy, 1)
		line.Fallback = func(_ *sim.Env, m sim.Message, _ error) (sim.Message, error) { return m, nil }
		few := testing.AllocsPerRun(3, func() { call(t, 100, row.fails, lineCall(line)) })
		many := testing.AllocsPerRun(3, func() { call(t, 3100, row.fails, lineCall(line)) })
		if each := (many - few) / 3000; each > 0.01 {
			t.Errorf("%s: %.3f allocations a call, want none", row.says, each)
		}
	}
}
