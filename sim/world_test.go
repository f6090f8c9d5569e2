package sim_test

import (
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

func TestRunIsTheSameInOneGoOrInMany(t *testing.T) {
	whole, parts := busyWorld(3, time.Second), busyWorld(3, time.Second)
	defer whole.Close()
	defer parts.Close()

	mustRun(t, whole)
	for until := time.Duration(0); until < 2*time.Second; until += 333_333 {
		if err := parts.Run(until); err != nil {
			t.Fatal(err)
		}
		if parts.Now() != until {
			t.Fatalf("now %v after Run(%v)", parts.Now(), until)
		}
		if err := parts.Run(until / 2); err != nil || parts.Now() != until { // the past is over
			t.Fatalf("now %v after Run(%v), error %v", parts.Now(), until/2, err)
		}
	}

	if whole.Trace() != parts.Trace() || whole.Events() != parts.Events() {
		t.Errorf("traces %v in one go, %v in many", whole.Trace(), parts.Trace())
	}
}

func TestRunEndsAtItsLimitInclusive(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	w.Go("customer", func(env *sim.Env) {
		for range 3 {
			env.Sleep(time.Second)
			d.write("%v", env.Now())
		}
	})

	for _, until := range []time.Duration{time.Second, 2*time.Second - 1} {
		if err := w.Run(until); err != nil {
			t.Fatal(err)
		}
		d.write("run to %v", w.Now())
	}

	d.want(t, "1s", "run to 1s", "run to 1.999999999s")
}

func TestStopEndsTheRunAndTheNextGoesOn(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	w.Go("customer", func(env *sim.Env) {
		for range 4 {
			env.Sleep(time.Second)
			d.write("%v", env.Now())
			if env.Now() == 2*time.Second {
				w.Stop()
			}
		}
	})

	for range 2 {
		if err := w.Run(time.Hour); err != nil {
			t.Fatal(err)
		}
		d.write("run to %v", w.Now())
	}

	d.want(t, "1s", "2s", "run to 2s", "3s", "4s", "run to 1h0m0s")
}

func TestStopBeforeARunStopsThatRun(t *testing.T) {
	for _, speed := range []float64{0, 1} {
		w := busyWorld(1, time.Second)
		w.Pace(speed)
		w.Stop()

		err := w.Run(time.Hour)

		if err != nil || w.Now() != 0 || w.Events() != 0 {
			t.Errorf("speed %v: Run() = %v, now %v, %d events; want nothing", speed, err, w.Now(), w.Events())
		}
		w.Close()
	}
}

func TestStopFromAnotherGoroutine(t *testing.T) {
	w := busyWorld(1, 1000*time.Hour)
	defer w.Close()
	w.At(time.Second, func() { go w.Stop() })

	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}

	if w.Now() == 0 || w.Now() >= 1000*time.Hour {
		t.Errorf("stopped at %v", w.Now())
	}
}

// What is put off beyond the end of time never happens, on either clock.
func TestTheEndOfTimeNeverComes(t *testing.T) {
	for _, speed := range []float64{0, 1e9} {
		w := sim.New(1)
		w.Pace(speed)
		silent := w.Add(sim.Actor{Name: "silent", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			env.Sleep(sim.Forever)
			return m, nil
		}})
		var d diary
		w.Go("patient", func(env *sim.Env) {
			env.Sleep(time.Second)
			_, err := env.Call(silent, errand{}, sim.Forever)
			d.write("%v", err)
		})
		w.Go("sleeper", func(env *sim.Env) {
			env.Sleep(sim.Forever - 1)
			d.write("awake at %d", env.Now())
			env.Sleep(1)
			d.write("beyond")
		})
		w.At(sim.Forever, func() { d.write("doomsday") })
		until := sim.Forever
		if speed > 0 {
			until = time.Minute
		}

		if err := w.Run(until); err != nil {
			t.Fatal(err)
		}

		if speed == 0 {
			d.want(t, "awake at 9223372036854775806")
		} else {
			d.want(t)
		}
		w.Close()
	}
}

func TestPacedWorldEndsWhenNothingIsLeft(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	w.Pace(1e6)
	w.Go("sleeper", func(env *sim.Env) { env.Sleep(time.Second); env.Sleep(sim.Forever) })

	mustRun(t, w)

	if w.Now() != time.Second {
		t.Errorf("ended at %v, want 1s", w.Now())
	}
}

func TestAnAlarmOfThePastRingsNow(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	w.At(time.Second, func() { w.At(0, func() { d.write("%v", w.Now()) }) })
	w.At(time.Second, func() { d.write("first") })

	mustRun(t, w)

	d.want(t, "first", "1s")
}

// Each event has its own text and move, and nobody else's.
func TestEventsDoNotInheritFromOneAnother(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	bank := w.Add(sim.Actor{Name: "bank", Serve: echo})
	w.Watch(func(e *sim.Event) {
		if e.Text != "" || e.Move != (sim.Move{}) {
			t.Errorf("%+v has what is not its own", *e)
		}
	}, sim.Sent, sim.Served)
	w.Go("customer", func(env *sim.Env) {
		env.Note("hello", 1, 2)
		env.Send(bank, errand{})
		env.Move(1, 2, 3)
	})

	mustRun(t, w)
}

func TestRunWithinRunIsABug(t *testing.T) {
	for about, do := range map[string]func(*sim.World){
		"run":   func(w *sim.World) { _ = w.Run(sim.Forever) },
		"close": (*sim.World).Close,
	} {
		w := sim.New(1)
		w.At(0, func() { do(w) })
		if err := w.Run(sim.Forever); err == nil {
			t.Errorf("%s within a run was accepted", about)
		}
		w.Close()
	}
}

// Processes of one name differ in luck, and others of another name change
// nothing about it.
func TestLuckOfAProcessComesFromItsNameAndNumber(t *testing.T) {
	lucks := func(names ...string) map[string][]int {
		w := sim.New(1)
		defer w.Close()
		drawn := map[string][]int{}
		for _, name := range names {
			w.Go(name, func(env *sim.Env) {
				luck := env.Luck(sim.FirstPurpose)
				drawn[name] = append(drawn[name], luck.IntN(1_000_000))
			})
		}
		mustRun(t, w)
		return drawn
	}

	few, many := lucks("a", "a"), lucks("b", "a", "c", "a")

	if few["a"][0] == few["a"][1] || few["a"][0] != many["a"][0] || few["a"][1] != many["a"][1] || many["b"][0] == many["c"][0] {
		t.Errorf("drew %v alone and %v among others", few, many)
	}
}

func TestTimeThatStandsStillIsABug(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	sim.SetPatience(w, 10_000)
	bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(time.Second), Mailbox: 1, Serve: echo})
	for range 3 {
		w.Go("customer", func(env *sim.Env) {
			for attempt := 0; ; attempt++ {
				if _, err := env.Try(bank, errand{}, time.Minute, attempt); err == nil {
					return
				}
			}
		})
	}

	err := w.Run(time.Hour)

	if err == nil || !strings.Contains(err.Error(), "who tries again without waiting?") || w.Now() != 0 {
		t.Errorf("Run() = %v at %v, want an error at 0s", err, w.Now())
	}
}
