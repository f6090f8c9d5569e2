package sim_test

import (
	"runtime"
	"testing"
	"time"

	"buynow/sim"
)

func TestCloseEndsThousandsWhoWait(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, make := range []func(uint64) *sim.World{sim.New, sim.NewSlow} {
		w := make(1)
		q := sim.NewQueue[int](w)
		tills := sim.NewResource(w, 1)
		silent := w.Add(sim.Actor{Name: "silent", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			q.Get(env)
			return m, nil
		}})
		left := 0
		for i := range 3000 {
			w.Go("customer", func(env *sim.Env) {
				defer func() { left++ }()
				defer env.Sleep(time.Second)
				switch i % 4 {
				case 0:
					env.Sleep(24 * time.Hour)
				case 1:
					q.Get(env)
				case 2:
					tills.Acquire(env, 1)
					env.Sleep(24 * time.Hour)
				case 3:
					_, _ = env.Call(silent, errand{}, 0)
				}
			})
		}
		if err := w.Run(time.Hour); err != nil {
			t.Fatal(err)
		}

		w.Close()
		w.Close()

		if left != 3000 {
			t.Errorf("%d of 3000 left through their deferred calls", left)
		}
		if err := w.Run(sim.Forever); err == nil {
			t.Error("a closed world runs")
		}
	}
	goroutinesEnd(t, before)
}

// goroutinesEnd fails unless there are soon as few goroutines as before.
func goroutinesEnd(t *testing.T, before int) {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < 10*time.Second; runtime.Gosched() {
		if runtime.NumGoroutine() <= before {
			return
		}
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func TestPoolsStaySmallThroughCrashes(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Workers: 5, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Sleep(time.Hour)
		return m, nil
	}, Restarted: func(env *sim.Env) { env.Sleep(time.Hour) }})
	w.Go("customer", func(env *sim.Env) {
		for i := range 1000 {
			for j := range 10 {
				env.SendAgain(victim, errand{}, 10*i+j)
			}
			env.Sleep(time.Second)
			w.Crash(victim)
			w.Restart(victim)
		}
	})

	mustRun(t, w)

	if coroutines, processes, envelopes := sim.Pooled(w); coroutines > 8 || processes > 8 || envelopes > 16 {
		t.Errorf("%d coroutines, %d processes and %d envelopes for 6 processes and 10 messages", coroutines, processes, envelopes)
	}
}

// Whatever happens again and again, crashes included, is done with what is in
// the pools.
func TestSteadyStateAllocatesNothing(t *testing.T) {
	for _, waits := range []bool{false, true} {
		w := sim.New(1)
		var victim sim.ActorID
		victim = w.Add(sim.Actor{Name: "victim", Waits: waits, Workers: 2, Service: sim.Constant(time.Second), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			env.Cancel(env.After(time.Hour, m))
			if env.Attempt() == 3 {
				w.Crash(victim)
				env.Note("dead", 0, 0)
			}
			return m, nil
		}, Restarted: func(env *sim.Env) { env.After(time.Minute, errand{}) }})
		w.Go("customer", func(env *sim.Env) {
			for {
				for i := range 4 {
					_, _ = env.Try(victim, errand{}, 10*time.Second, i)
				}
				env.SendAgain(victim, errand{}, 4)
				env.Sleep(time.Minute)
				w.Restart(victim)
				env.SendAgain(victim, errand{}, 5)
			}
		})

		hour := func() {
			if err := w.Run(w.Now() + time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		hour()
		allocs := testing.AllocsPerRun(10, hour)

		if allocs > 0 {
			t.Errorf("waits %v: %v allocations in an hour", waits, allocs)
		}
		w.Close()
	}
}
