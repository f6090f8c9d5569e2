package sim_test

import (
	"testing"
	"time"

	"buynow/sim"
)

// What an actor was given to do, in the middle of it: some served, one refused,
// some waiting.
func TestLoadIsAccountedForAndSabotageShows(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	clerk := w.Add(sim.Actor{
		Name: "clerk", Mailbox: 3, Service: sim.Constant(time.Second),
		Serve: func(*sim.Env, sim.Message) (sim.Message, error) { return nil, nil },
	})
	w.Go("customers", func(env *sim.Env) {
		for range 9 {
			env.Send(clerk, errand{})
			env.Sleep(300 * time.Millisecond)
		}
	})
	if err := w.Run(2500 * time.Millisecond); err != nil {
		t.Fatal(err)
	}
	load := w.Load(clerk)
	if load.Served == 0 || load.Refused == 0 || load.Inside == 0 {
		t.Fatalf("%d served, %d refused, %d inside: the test proves little", load.Served, load.Refused, load.Inside)
	}

	if !load.Conserved() || !load.Little() {
		t.Errorf("conserved %t, Little's identity %t, want both for %+v", load.Conserved(), load.Little(), load)
	}

	for _, saboteur := range []struct {
		why           string
		tamper        func(*sim.Load)
		flow, littles bool
	}{
		{"a message that was served is not counted", func(l *sim.Load) { l.Served-- }, false, true},
		{"a message is counted twice as it arrives", func(l *sim.Load) { l.Arrived++ }, false, true},
		{"a refusal is forgotten", func(l *sim.Load) { l.Refused-- }, false, true},
		{"a loss is made up", func(l *sim.Load) { l.Lost++ }, false, true},
		{"one that waits is not there", func(l *sim.Load) { l.Inside-- }, false, true},
		{"a stay is a nanosecond too long", func(l *sim.Load) { l.Times.Low++ }, true, false},
		{"the crowd is measured a nanosecond short", func(l *sim.Load) { l.Area.Low-- }, true, false},
		{"the sum overflows unseen", func(l *sim.Load) { l.Area.High++ }, true, false},
	} {
		tampered := load
		saboteur.tamper(&tampered)
		if tampered.Conserved() != saboteur.flow || tampered.Little() != saboteur.littles {
			t.Errorf("%s: conserved %t, Little's identity %t, want %t and %t",
				saboteur.why, tampered.Conserved(), tampered.Little(), saboteur.flow, saboteur.littles)
		}
	}
}
