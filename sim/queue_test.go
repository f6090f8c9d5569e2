package sim_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// mustRun runs the world to its end.
func mustRun(t testing.TB, w *sim.World) {
	t.Helper()
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
}

func TestQueueServesInTheOrderOfComing(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	q := sim.NewQueue[int](w)
	var got []string
	for _, name := range []string{"a", "b", "c"} {
		w.Go(name, func(env *sim.Env) {
			for range 2 {
				got = append(got, fmt.Sprint(env.Name(), q.Get(env)))
			}
		})
	}
	w.Go("giver", func(env *sim.Env) {
		env.Sleep(time.Second)
		for i := range 20 {
			q.Put(i)
		}
		got = append(got, fmt.Sprint("late", q.Get(env))) // must not overtake
	})

	mustRun(t, w)

	want := []string{"a0", "b1", "c2", "late3", "a4", "b5", "c6"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if q.Len() != 13 {
		t.Errorf("%d items are left, want 13", q.Len())
	}
}

func TestAnItemIsNotLostWhenItsTakerDies(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	q := sim.NewQueue[int](w)
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		q.Get(env)
		t.Error("the victim got an item")
		return nil, nil
	}})
	got := 0
	w.Go("first", func(env *sim.Env) { env.Send(victim, errand{}) })
	w.Go("second", func(env *sim.Env) {
		env.Sleep(time.Second)
		got = q.Get(env)
	})
	w.At(2*time.Second, func() {
		q.Put(7) // calls the victim, which dies before it goes on
		w.Crash(victim)
	})

	mustRun(t, w)

	if got != 7 {
		t.Errorf("the second in line got %d, want 7", got)
	}
}

func TestUnitsAreNotLostWhenTheirTakerDies(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	tills := sim.NewResource(w, 2)
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		tills.Acquire(env, 2)
		t.Error("the victim got units")
		return nil, nil
	}})
	w.Go("holder", func(env *sim.Env) {
		tills.Acquire(env, 2)
		env.Send(victim, errand{})
		env.Sleep(2 * time.Second)
		tills.Release(2) // hands them to the victim, which dies before it goes on
		w.Crash(victim)
	})
	served := time.Duration(0)
	w.Go("third", func(env *sim.Env) {
		env.Sleep(time.Second)
		tills.Acquire(env, 1)
		served = env.Now()
		tills.Release(1)
	})

	mustRun(t, w)

	if served != 2*time.Second || tills.Free() != 2 {
		t.Errorf("the third was served at %v and %d units are free, want 2s and 2", served, tills.Free())
	}
}

func TestWhoDiesAtTheHeadOfTheLineMakesWay(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	tills := sim.NewResource(w, 2)
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		tills.Acquire(env, 2)
		return nil, nil
	}})
	w.Go("holder", func(env *sim.Env) {
		tills.Acquire(env, 1)
		env.Send(victim, errand{})
		env.Sleep(time.Hour)
		tills.Release(1)
	})
	served := time.Duration(0)
	w.Go("small", func(env *sim.Env) {
		env.Sleep(time.Second)
		tills.Acquire(env, 1) // there is one, but the victim was first
		served = env.Now()
	})
	w.At(time.Minute, func() { w.Crash(victim) })

	mustRun(t, w)

	if served != time.Minute {
		t.Errorf("the small one was served at %v, want 1m", served)
	}
}

func TestResourceRefusesNonsense(t *testing.T) {
	for _, row := range []struct {
		about string
		do    func(*sim.Env, *sim.Resource)
	}{
		{"nobody ever has so many", func(env *sim.Env, r *sim.Resource) { r.Acquire(env, 3) }},
		{"no units are none of its business", func(env *sim.Env, r *sim.Resource) { r.Acquire(env, 0) }},
		{"more cannot come back than went out", func(_ *sim.Env, r *sim.Resource) { r.Release(1) }},
	} {
		w := sim.New(1)
		tills := sim.NewResource(w, 2)
		w.Go("customer", func(env *sim.Env) { row.do(env, tills) })

		if err := w.Run(sim.Forever); err == nil {
			t.Errorf("%s: accepted", row.about)
		}
		w.Close()
	}
}

func TestWhoWaitsOnlySoLongLeavesTheLine(t *testing.T) {
	var d diary
	w := sim.New(1)
	defer w.Close()
	tills := sim.NewResource(w, 2)
	w.Go("holder", func(env *sim.Env) {
		tills.Acquire(env, 1)
		env.Sleep(30 * ms)
		tills.Release(1)
		d.write("one free at %v", env.Now().Milliseconds())
	})
	for _, customer := range []struct {
		name   string
		units  int
		atMost time.Duration
	}{{"big", 2, 10 * ms}, {"small", 1, 20 * ms}, {"patient", 2, 50 * ms}} {
		w.Go(customer.name, func(env *sim.Env) {
			env.Sleep(ms)
			got := tills.AcquireWithin(env, customer.units, customer.atMost)
			d.write("%s %v at %v", customer.name, got, env.Now().Milliseconds())
			if got {
				env.Sleep(5 * ms)
				tills.Release(customer.units)
			}
		})
	}

	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}

	d.want(t, "big false at 11", "small true at 11", "one free at 30", "patient true at 30")
	if tills.Free() != 2 {
		t.Errorf("%d are free at the end, want 2", tills.Free())
	}
}
