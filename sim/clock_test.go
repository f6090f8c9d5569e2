package sim_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"buynow/sim"
)

// busyWorld is one in which something happens every simulated millisecond.
func busyWorld(seed uint64, until time.Duration) *sim.World {
	w := sim.New(seed)
	bank := w.Add(sim.Actor{Name: "bank", Service: sim.Exponential(400 * time.Microsecond), Serve: echo})
	w.Go("source", func(env *sim.Env) {
		for i := 0; env.Now() < until; i++ {
			env.SendAgain(bank, errand{}, i)
			env.Sleep(time.Millisecond)
		}
	})
	w.Go("customer", func(env *sim.Env) {
		for i := 0; env.Now() < until; i++ {
			_, _ = env.Try(bank, errand{}, time.Millisecond, i)
			env.Sleep(100 * time.Microsecond)
		}
	})
	return w
}

// knock notes in the trace of the world that somebody was there.
func knock(w *sim.World) func(time.Duration) {
	return func(time.Duration) {
		w.Go("visitor", func(env *sim.Env) { env.Note("knock", int64(env.Now()), 0) })
	}
}

// Inputs come from other goroutines while the world runs. What they did can be
// repeated with At, and leaves the same trace.
func TestRecordedInputsReplay(t *testing.T) {
	for _, row := range []struct {
		about string
		speed float64
		until time.Duration
	}{
		{"virtual clock", 0, 20 * time.Second},
		{"wall clock", 10, time.Second},
	} {
		t.Run(row.about, func(t *testing.T) {
			live := busyWorld(1, row.until)
			defer live.Close()
			live.Pace(row.speed)
			var stamps []time.Duration
			var last time.Duration
			live.Watch(func(e *sim.Event) { last = e.At })
			click := func(at time.Duration) {
				if at != live.Now() || last >= at {
					t.Errorf("stamped %v at %v, after an event at %v", at, live.Now(), last)
				}
				stamps = append(stamps, at)
				knock(live)(at)
			}
			live.Input(click)
			var people sync.WaitGroup
			people.Go(func() {
				for range 20 {
					time.Sleep(time.Millisecond)
					live.Input(click)
				}
			})
			if err := live.Run(row.until); err != nil {
				t.Fatal(err)
			}
			people.Wait()

			replay := busyWorld(1, row.until)
			defer replay.Close()
			for _, at := range stamps {
				replay.InputAt(at, func() { knock(replay)(at) })
			}
			if err := replay.Run(row.until); err != nil {
				t.Fatal(err)
			}

			if len(stamps) > 21 {
				t.Errorf("21 inputs came in %d times", len(stamps))
			}
			if len(stamps) == 0 || live.Trace() != replay.Trace() {
				t.Errorf("%d inputs: traces %v live and %v replayed", len(stamps), live.Trace(), replay.Trace())
			}
		})
	}
}

func TestInputIsStampedOneNanosecondLater(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	w.At(time.Second, func() {
		w.Input(func(at time.Duration) { d.write("input at %d", at) })
		w.At(time.Second+1, func() { d.write("alarm at %d", w.Now()) })
	})
	w.Go("customer", func(env *sim.Env) {
		env.Sleep(time.Second + 1)
		d.write("customer at %d", env.Now())
	})

	mustRun(t, w)

	d.want(t, "input at 1000000001", "alarm at 1000000001", "customer at 1000000001")
}

// An input that is repeated comes as it came: before what was planned for that very
// instant, and in the order of the inputs, whenever they are asked for.
func TestARepeatedInputComesFirstAtItsInstant(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	w.At(time.Second, func() { d.write("alarm") })
	w.Go("customer", func(env *sim.Env) {
		env.Sleep(time.Second)
		d.write("customer")
	})
	w.InputAt(time.Second, func() { d.write("first input") })
	w.At(time.Second/2, func() { w.InputAt(time.Second, func() { d.write("second input") }) })

	mustRun(t, w)

	d.want(t, "first input", "second input", "alarm", "customer")
}

// A world that is run in slices keeps up with the wall as if it were run at once: the
// moments between two slices are made up for. A long pause is not.
func TestPacedSlicesMakeUpForTheMomentsBetween(t *testing.T) {
	for _, row := range []struct {
		why         string
		pause       time.Duration
		least, most float64 // that the world goes on in its slices, as many times as the wall
	}{
		{"a moment between two slices", 5 * time.Millisecond, 1.5, 1e9},
		{"a long pause", 150 * time.Millisecond, 0, 1.1},
	} {
		w := sim.New(1)
		w.Pace(1)
		ran := time.Duration(0)
		for range 4 {
			begun := time.Now()
			if err := w.Run(w.Now() + 5*time.Millisecond); err != nil {
				t.Fatal(err)
			}
			ran += time.Since(begun)
			for pause := time.Now(); time.Since(pause) < row.pause; {
				runtime.Gosched()
			}
		}
		w.Close()

		if share := float64(w.Now()) / float64(ran); share < row.least || share > row.most {
			t.Errorf("%s: %v passed in slices that took %v", row.why, w.Now(), ran)
		}
	}
}

func TestInputWakesAPacedWorldThatWaits(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	w.Pace(1)
	time.AfterFunc(5*time.Millisecond, func() {
		w.Input(func(time.Duration) { w.Stop() })
	})

	begun := time.Now()
	err := w.Run(time.Hour)

	if took := time.Since(begun); err != nil || took > time.Minute {
		t.Errorf("Run() = %v after %v", err, took)
	}
	if took := time.Since(begun); w.Now() <= 0 || w.Now() > took {
		t.Errorf("stopped at %v, want the time that passed on the wall, at most %v", w.Now(), took)
	}
}

func TestPacedWorldKeepsUpWithTheWall(t *testing.T) {
	w := busyWorld(1, 500*time.Millisecond)
	defer w.Close()
	w.Pace(10)

	begun := time.Now()
	if err := w.Run(500 * time.Millisecond); err != nil {
		t.Fatal(err)
	}

	if took := time.Since(begun); took < 50*time.Millisecond {
		t.Errorf("half a second at speed 10 took %v, want at least 50ms", took)
	}
	if lag := w.Lag(); lag.Asked != 10 || lag.Reached <= 0 || lag.Reached > 10.01 || lag.Mean < 0 || lag.Max < lag.Mean {
		t.Errorf("lag %+v", lag)
	}
}

func TestPacedSleeperSleepsThoughNobodyElseIsThere(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	w.Pace(1)
	w.Go("sleeper", func(env *sim.Env) { env.Sleep(20 * time.Millisecond) })

	begun := time.Now()
	mustRun(t, w)

	if took := time.Since(begun); took < 20*time.Millisecond {
		t.Errorf("20ms took %v", took)
	}
}

func TestPaceMayChangeBetweenRuns(t *testing.T) {
	const until = 200 * time.Millisecond
	plain, changing := busyWorld(1, until), busyWorld(1, until)
	defer plain.Close()
	defer changing.Close()

	mustRun(t, plain)
	for i, speed := range []float64{0, 100, 3, 1e12, 0.001} {
		changing.Pace(speed)
		to := time.Duration(i+1) * 50 * time.Millisecond
		if speed < 1 {
			to = changing.Now() // nothing
		}
		if err := changing.Run(to); err != nil {
			t.Fatal(err)
		}
	}
	changing.Pace(0)
	mustRun(t, changing)

	if plain.Trace() != changing.Trace() {
		t.Errorf("traces %v and %v", plain.Trace(), changing.Trace())
	}
}
