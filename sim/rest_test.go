package sim_test

import (
	"testing"
	"time"

	"buynow/sim"
)

// A world is at rest when nothing but the beginning of faults is to come; what is
// there and will go may still set something free.
func TestAWorldIsAtRestThoughFaultsWillBegin(t *testing.T) {
	for _, row := range []struct {
		why   string
		fault sim.Fault
		sleep time.Duration
		at    time.Duration
		rest  bool
	}{
		{"nothing at all", sim.Fault{}, 0, time.Minute, true},
		{"a fault that begins in an hour", sim.Fault{At: time.Hour, For: time.Minute}, 0, time.Minute, true},
		{"one that begins again and again", sim.Fault{For: time.Minute, Every: time.Hour}, 0, 10 * time.Minute, true},
		{"one that comes at random", sim.Fault{MTBF: 1000 * time.Hour, MTTR: time.Second}, 0, time.Minute, true},
		{"one that is there and will go", sim.Fault{For: time.Hour}, 0, time.Minute, false},
		{"one that is there for good", sim.Fault{}, 0, time.Minute, true},
		{"somebody who sleeps soon", sim.Fault{At: time.Hour}, 2 * time.Minute, time.Minute, false},
		{"somebody who sleeps for a year", sim.Fault{At: time.Hour}, 8760 * time.Hour, time.Minute, false},
		{"somebody who has slept", sim.Fault{At: time.Hour}, 2 * time.Minute, 3 * time.Minute, true},
	} {
		w := sim.New(1)
		row.fault.Name, row.fault.Probability = row.why, 1
		if row.why != "nothing at all" {
			w.Inflict(row.fault, []sim.Deed{sim.Drop{}}, sim.Aim{})
		}
		if row.sleep > 0 {
			w.Go("sleeper", func(env *sim.Env) { env.Sleep(row.sleep) })
		}
		if err := w.Run(row.at); err != nil {
			t.Fatal(err)
		}

		if got := w.AtRest(); got != row.rest {
			t.Errorf("%s: AtRest() = %t, want %t", row.why, got, row.rest)
		}
		w.Close()
	}
}

// A fault that happens to be there whenever somebody looks keeps nothing going for
// ever: it has gone in between, and nothing came of it.
func TestAFaultThatIsThereAtEveryLookKeepsNoWorldBusy(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	w.Inflict(sim.Fault{Name: "again", Probability: 1, For: time.Second, Every: time.Minute}, []sim.Deed{sim.Drop{}}, sim.Aim{})
	look := func(at time.Duration) bool {
		if err := w.Run(at); err != nil {
			t.Fatal(err)
		}
		return w.AtRest()
	}

	first, second := look(time.Hour), look(2*time.Hour)

	if first || !second {
		t.Errorf("AtRest() = %t at the first look and %t at the second, want false, then true", first, second)
	}

	w.Go("sleeper", func(env *sim.Env) { env.Sleep(30 * time.Minute) })
	if while, after, again := look(2*time.Hour+time.Minute), look(3*time.Hour), look(4*time.Hour); while || after || !again {
		t.Errorf("AtRest() = %t, %t and %t, want false while somebody sleeps, false at the first look after that, and then true", while, after, again)
	}
}
