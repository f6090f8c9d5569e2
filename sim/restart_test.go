package sim_test

import (
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

func TestCrashTwiceAndRestartTwice(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	victim := w.Add(sim.Actor{
		Name: "victim", Serve: echo,
		Crashed:   func() { d.write("crashed") },
		Restarted: func(env *sim.Env) { d.write("repairs at %v", env.Now()) },
	})
	w.At(1*time.Second, func() { w.Restart(victim) }) // it is not down
	w.At(2*time.Second, func() { w.Crash(victim); w.Crash(victim) })
	w.At(3*time.Second, func() { w.Restart(victim); w.Restart(victim) })
	w.At(4*time.Second, func() { w.Crash(victim); w.Restart(victim); w.Crash(victim) }) // the repair never begins
	w.At(5*time.Second, func() { w.Restart(victim) })

	mustRun(t, w)

	d.want(t, "crashed", "repairs at 3s", "crashed", "crashed", "repairs at 5s")
}

func TestCrashWhileItRepairsItself(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	victim := w.Add(sim.Actor{
		Name: "victim", Serve: echo,
		Restarted: func(env *sim.Env) {
			defer d.write("leaves")
			d.write("repairs as %s", env.Name())
			env.Sleep(10 * time.Second)
			d.write("repaired at %v", env.Now())
		},
	})
	w.At(0, func() { w.Crash(victim); w.Restart(victim) })
	w.At(5*time.Second, func() { w.Crash(victim); w.Restart(victim) })

	mustRun(t, w)

	d.want(t, "repairs as victim (restarting)", "leaves", "repairs as victim (restarting)", "repaired at 15s", "leaves")
}

// The first repair ends without a look at its own crash; the second is then
// still the one that a further crash must end.
func TestCrashWithinARepair(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	repairs := 0
	var victim sim.ActorID
	victim = w.Add(sim.Actor{
		Name: "victim", Serve: echo,
		Restarted: func(env *sim.Env) {
			if repairs++; repairs == 1 {
				w.Crash(victim)
				w.Restart(victim)
				return
			}
			defer d.write("leaves")
			env.Sleep(time.Hour)
			d.write("repaired")
		},
	})
	w.At(0, func() { w.Crash(victim); w.Restart(victim) })
	w.At(time.Second, func() { w.Crash(victim) })

	mustRun(t, w)

	d.want(t, "leaves")
}

func TestCrashAtTheRefusalOfTheOldest(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	victim := w.Add(sim.Actor{Name: "victim", Service: sim.Constant(time.Second), Mailbox: 1, Full: sim.DropOldest, Serve: echo})
	crashOn(w, victim, isWhat(sim.Refused, 1))
	w.Go("customer", func(env *sim.Env) {
		for i := range 3 {
			env.SendAgain(victim, errand{}, i)
		}
		env.Sleep(time.Minute)
		w.Restart(victim)
		env.SendAgain(victim, errand{}, 3)
	})

	mustRun(t, w)

	load := w.Load(victim)
	if load.Refused != 1 || load.Lost != 2 || load.Served != 1 || load.Inside != 0 || load.Waiting != 0 || load.Area != load.Times {
		t.Errorf("load %+v, want one refused, two lost and one served", load)
	}
}

func TestNobodyIsThereWhileAnActorIsDown(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	victim := w.Add(sim.Actor{Name: "victim", Full: sim.DropNewest, Serve: echo})
	lost := 0
	w.Watch(func(*sim.Event) { lost++ }, sim.Lost)
	var answer error
	w.At(0, func() { w.Crash(victim) })
	w.Go("customer", func(env *sim.Env) {
		env.Send(victim, errand{})
		_, answer = env.Try(victim, errand{}, time.Second, 1)
	})

	mustRun(t, w)

	if answer != sim.ErrDown || lost != 2 || w.Load(victim).Lost != 2 || w.Load(victim).Arrived != 2 {
		t.Errorf("the caller got %v and %d events, load %+v; want %v and 2 lost of 2", answer, lost, w.Load(victim), sim.ErrDown)
	}
}

func TestCrashLosesWhatWaitsAndWhatIsServed(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	victim := w.Add(sim.Actor{Name: "victim", Workers: 2, Service: sim.Constant(time.Second), Serve: echo})
	var crashed, lost int64
	w.Watch(func(e *sim.Event) { crashed += e.A }, sim.Crashed)
	w.Watch(func(*sim.Event) { lost++ }, sim.Lost)
	w.Go("customer", func(env *sim.Env) {
		for i := range 5 {
			env.SendAgain(victim, errand{}, i)
		}
	})
	w.At(time.Millisecond, func() { w.Crash(victim) })

	mustRun(t, w)

	if load := w.Load(victim); crashed != 5 || lost != 5 || load.Lost != 5 || load.Inside != 0 || load.Waiting != 0 || load.Area != load.Times {
		t.Errorf("%d and %d lost, load %+v; want 5", crashed, lost, load)
	}
}

func TestTimersOfTheDeadAreForgotten(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	victim := w.Add(sim.Actor{
		Name: "victim",
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			d.write("%d at %v", m.Kind(), env.Now())
			if m.Kind() == 1 {
				env.After(2*time.Second, kinds(2)) // the victim is down
				env.After(4*time.Second, kinds(3)) // the victim is back
			}
			return m, nil
		},
		Restarted: func(env *sim.Env) { env.After(5*time.Second, kinds(4)) },
	})
	w.Go("customer", func(env *sim.Env) { env.Send(victim, errand{}) })
	w.At(time.Second, func() { w.Crash(victim) })
	w.At(3*time.Second, func() { w.Restart(victim) })
	w.Go("customer", func(env *sim.Env) {
		env.Sleep(9 * time.Second)
		for i := range kinds(3) { // in envelopes that carried timers
			env.Send(victim, 5+i)
		}
	})

	mustRun(t, w)

	d.want(t, "1 at 0s", "4 at 8s", "5 at 9s", "6 at 9s", "7 at 9s")
	if load := w.Load(victim); load.Lost != 0 || load.Served != 5 {
		t.Errorf("load %+v, want nothing lost", load)
	}
}

// A watcher that asks for a crash must not let those behind it see the crash
// before the event that it was asked for at.
func TestWatchersSeeAllEventsInOneOrder(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	victim := w.Add(sim.Actor{Name: "victim", Serve: echo})
	crashOn(w, victim, isWhat(sim.Served, 1))
	w.Watch(func(*sim.Event) { w.Restart(victim) }, sim.Crashed)
	var seen []uint64
	var whats []sim.What
	w.Watch(func(e *sim.Event) {
		seen, whats = append(seen, e.Number), append(whats, e.What)
	})
	w.Go("customer", func(env *sim.Env) { env.Send(victim, errand{}) })

	mustRun(t, w)

	if fmt.Sprint(seen) != "[1 2 3 4]" {
		t.Errorf("the last watcher saw events %v (%v)", seen, whats)
	}
}

// A crash at one of the moves of a change comes after the event that completes
// it; or when the actor waits or ends, if it never does.
func TestCrashWaitsForWhatBelongsTogether(t *testing.T) {
	for _, row := range []struct {
		about string
		waits bool
		serve func(env *sim.Env, d *diary)
		want  []string
	}{
		{"completed", false, func(env *sim.Env, d *diary) {
			env.Move(1, 2, 3)
			env.Move(2, 1, 3)
			env.Note("committed", 0, 0)
			d.write("goes on")
		}, []string{"moved", "moved", "noted", "forgets", "crashed"}},
		{"completed, on a coroutine", true, func(env *sim.Env, d *diary) {
			env.Move(1, 2, 3)
			env.Note("committed", 0, 0)
			d.write("goes on")
		}, []string{"moved", "noted", "forgets", "crashed"}},
		{"never completed", false, func(env *sim.Env, d *diary) { env.Move(1, 2, 3) }, []string{"moved", "forgets", "crashed"}},
		{"never completed, on a coroutine", true, func(env *sim.Env, d *diary) { env.Move(1, 2, 3) }, []string{"moved", "forgets", "crashed"}},
		{"asleep instead", true, func(env *sim.Env, d *diary) {
			env.Move(1, 2, 3)
			env.Sleep(time.Hour)
			d.write("goes on")
		}, []string{"moved", "forgets", "crashed"}},
	} {
		for _, make := range []func(uint64) *sim.World{sim.New, sim.NewSlow} {
			w := make(1)
			var d diary
			victim := w.Add(sim.Actor{
				Name: "victim", Waits: row.waits,
				Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
					row.serve(env, &d)
					return m, nil
				},
				Crashed: func() { d.write("forgets") },
			})
			w.Together(sim.Moved)
			crashOn(w, victim, func(e *sim.Event) bool { return e.What == sim.Moved })
			w.Watch(func(e *sim.Event) {
				d.write("%s", map[sim.What]string{sim.Moved: "moved", sim.Noted: "noted", sim.Crashed: "crashed"}[e.What])
			}, sim.Moved, sim.Noted, sim.Crashed)
			w.Go("customer", func(env *sim.Env) { env.Send(victim, errand{}) })

			mustRun(t, w)

			d.want(t, row.want...)
			if load := w.Load(victim); load.Lost != 1 || load.Served != 0 {
				t.Errorf("%s: load %+v, want the message lost", row.about, load)
			}
			w.Close()
		}
	}
}
