package sim_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

// On the wall clock the world goes on while one of its processes awaits
// something; on the virtual clock it stands still.
func TestAwait(t *testing.T) {
	broken := errors.New("broken")
	for _, speed := range []float64{0, 1} {
		w := sim.New(1)
		w.Pace(speed)
		var d diary
		result := make(chan int, 1)
		w.Go("reader", func(env *sim.Env) {
			got, err := sim.Await(env, func() (int, error) { return <-result, broken })
			d.write("%d %v", got, err)
			d.write("later: %v", env.Now() > 0)
		})
		if speed > 0 {
			w.Go("writer", func(*sim.Env) { d.write("writes"); result <- 7 })
		} else {
			result <- 7
		}

		mustRun(t, w)

		if speed > 0 {
			d.want(t, "writes", "7 broken", "later: true")
		} else {
			d.want(t, "7 broken", "later: false")
		}
		w.Close()
	}
}

func TestAwaitPanicsWhereTheActorIs(t *testing.T) {
	for _, speed := range []float64{0, 1} {
		w := sim.New(1)
		w.Pace(speed)
		w.Go("reader", func(env *sim.Env) {
			_, _ = sim.Await(env, func() (int, error) { burnTheLedger(); return 0, nil })
		})

		err := w.Run(sim.Forever)

		var p *sim.Panic
		if !errors.As(err, &p) || p.Actor != "reader" || !strings.Contains(p.Error()+p.Stack, "burnTheLedger") {
			t.Errorf("speed %v: Run() = %v, want a panic of the reader", speed, err)
		}
		w.Close()
	}
}

// The result comes in after the crash and before the unwinding, at one instant.
func TestAwaitedResultDoesNotWakeTheDead(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	w.Pace(1)
	var d diary
	result := make(chan int)
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		defer d.write("unwinds at %v", env.Now())
		_, _ = sim.Await(env, func() (int, error) { return <-result, nil })
		d.write("goes on")
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) { env.Send(victim, errand{}) })
	w.At(time.Millisecond, func() {
		result <- 1
		time.Sleep(5 * time.Millisecond) // until it is in the inbox
		w.Crash(victim)
	})

	mustRun(t, w)

	d.want(t, "unwinds at 0s")
}

// What a crashed actor awaited comes too late; what a paced run left behind
// is there in a virtual one.
func TestAwaitAcrossCrashesAndRuns(t *testing.T) {
	before := runtime.NumGoroutine()
	w := sim.New(1)
	w.Pace(1)
	result := make(chan int)
	var d diary
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		defer d.write("victim unwinds")
		got, _ := sim.Await(env, func() (int, error) { return <-result, nil })
		d.write("victim got %d", got)
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) {
		env.Send(victim, errand{})
		env.Sleep(time.Millisecond)
		w.Crash(victim)
		env.Sleep(time.Millisecond)
		got, _ := sim.Await(env, func() (int, error) { return <-result, nil })
		d.write("customer got %v", got > 0)
	})
	if err := w.Run(10 * time.Millisecond); err != nil {
		t.Fatal(err)
	}
	d.want(t, "victim unwinds")

	go func() { result <- 1; result <- 2 }()
	w.Pace(0)
	mustRun(t, w)

	d.want(t, "victim unwinds", "customer got true")
	w.Close()
	goroutinesEnd(t, before)
}
