package sim_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

// kinds is a message of any kind.
type kinds sim.Kind

func (k kinds) Kind() sim.Kind { return sim.Kind(k) }

// crashOn makes the victim crash at the first event that fits.
func crashOn(w *sim.World, victim sim.ActorID, fits func(*sim.Event) bool) {
	done := false
	w.Watch(func(e *sim.Event) {
		if !done && fits(e) {
			done = true
			w.Crash(victim)
		}
	})
}

// diary notes what code has come by.
type diary []string

func (d *diary) write(format string, args ...any) { *d = append(*d, fmt.Sprintf(format, args...)) }

func (d diary) want(t *testing.T, lines ...string) {
	t.Helper()
	if got, want := strings.Join(d, "; "), strings.Join(lines, "; "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Wherever an actor is when it crashes, it takes no further step, its deferred
// calls run, and it serves again after its restart.
func TestCrashUnwindsWhateverAnActorDoes(t *testing.T) {
	const second = time.Second
	for _, row := range []struct {
		about string
		waits bool
		fits  func(*sim.Event) bool
		serve func(env *sim.Env, world *crashWorld)
	}{
		{"at an event of its own, running", true, isNote("hit"), func(env *sim.Env, _ *crashWorld) { env.Note("hit", 0, 0) }},
		{"at an event of its own, inline", false, isNote("hit"), func(env *sim.Env, _ *crashWorld) { env.Note("hit", 0, 0) }},
		{"by its own hand", true, never, func(env *sim.Env, c *crashWorld) { c.Crash(c.victim); env.Note("dead", 0, 0) }},
		{"by its own hand, inline", false, never, func(env *sim.Env, c *crashWorld) { c.Crash(c.victim); env.Note("dead", 0, 0) }},
		{"by its own hand, with a message", false, never, func(env *sim.Env, c *crashWorld) { c.Crash(c.victim); env.Send(c.other, errand{}) }},
		{"by its own hand, with a timer", false, never, func(env *sim.Env, c *crashWorld) { c.Crash(c.victim); env.After(0, kinds(9)) }},
		{"by its own hand, without looking back", false, never, func(env *sim.Env, c *crashWorld) { c.Crash(c.victim) }},
		{"by its own hand, waiting, without looking back", true, never, func(env *sim.Env, c *crashWorld) { c.Crash(c.victim) }},
		{"asleep, at an event of another", true, isNote("elsewhere"), func(env *sim.Env, _ *crashWorld) { env.Sleep(9 * second) }},
		{"asleep, at an event of an inline server on its stack", true, isKind(5), func(env *sim.Env, _ *crashWorld) { env.Sleep(9 * second) }},
		{"in a call", true, isNote("elsewhere"), func(env *sim.Env, c *crashWorld) { _, _ = env.Call(c.other, kinds(7), 0) }},
		{"at the sending of its call", true, isWhat(sim.Sent, 7), func(env *sim.Env, c *crashWorld) { _, _ = env.Call(c.other, kinds(7), 0) }},
		{"at the answer to its call", true, isWhat(sim.Answered, 7), func(env *sim.Env, c *crashWorld) { _, _ = env.Call(c.other, kinds(7), 0) }},
		{"at the timeout of its call", true, isWhat(sim.TimedOut, 7), func(env *sim.Env, c *crashWorld) { _, _ = env.Call(c.other, kinds(7), second/2) }},
		{"in a queue", true, isNote("elsewhere"), func(env *sim.Env, c *crashWorld) { c.queue.Get(env) }},
		{"in line for a resource", true, isNote("elsewhere"), func(env *sim.Env, c *crashWorld) { c.tills.Acquire(env, 1) }},
	} {
		t.Run(row.about, func(t *testing.T) {
			for _, make := range []func(uint64) *sim.World{sim.New, sim.NewSlow} {
				c := newCrashWorld(make(1))
				var d diary
				served := 0
				c.victim = c.Add(sim.Actor{
					Name: "victim", Waits: row.waits,
					Crashed: func() { d.write("forgets") },
					Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
						if served++; served > 1 {
							return m, nil
						}
						defer d.write("unwinds")
						row.serve(env, c)
						if !c.Down(c.victim) { // one that looks no further, returns
							t.Error("goes on")
						}
						return m, nil
					},
				})
				crashOn(c.World, c.victim, row.fits)
				c.Go("customer", func(env *sim.Env) {
					_, err := env.Call(c.victim, errand{}, 20*second)
					d.write("%v", err)
					c.Restart(c.victim)
					_, err = env.Try(c.victim, errand{}, 20*second, 1)
					d.write("%v", err)
				})

				mustRun(t, c.World)

				d.want(t, "forgets", "unwinds", "no answer in time", "<nil>")
				load := c.Load(c.victim)
				if load.Lost != 1 || load.Served != 1 || load.Inside != 0 || load.Busy != 0 {
					t.Errorf("load %+v, want one lost and one served", load)
				}
				c.Close()
			}
		})
	}
}

func never(*sim.Event) bool { return false }

func isNote(text string) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.Text == text }
}

func isKind(kind sim.Kind) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.What == sim.Served && e.Message == kind }
}

func isWhat(what sim.What, kind sim.Kind) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.What == what && e.Message == kind }
}

// crashWorld is what surrounds a victim: another actor, inline, that takes a
// second, and is sent something now and then; a resource that is taken.
type crashWorld struct {
	*sim.World
	victim, other sim.ActorID
	queue         *sim.Queue[int]
	tills         *sim.Resource
}

func newCrashWorld(w *sim.World) *crashWorld {
	c := &crashWorld{World: w, queue: sim.NewQueue[int](w), tills: sim.NewResource(w, 1)}
	c.other = w.Add(sim.Actor{Name: "other", Service: sim.Constant(time.Second), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Note("elsewhere", 0, 0)
		return m, nil
	}})
	w.Go("hoarder", func(env *sim.Env) { c.tills.Acquire(env, 1) })
	w.Go("sender", func(env *sim.Env) {
		env.Sleep(time.Millisecond)
		env.Send(c.other, kinds(5))
	})
	return c
}

func TestReplyIsLostIfTheServerCrashesAtServed(t *testing.T) {
	for _, restart := range []bool{false, true} {
		for _, waits := range []bool{false, true} {
			w := sim.New(1)
			victim := w.Add(sim.Actor{Name: "victim", Waits: waits, Serve: echo})
			w.Watch(func(*sim.Event) {
				w.Crash(victim)
				if restart {
					w.Restart(victim)
				}
			}, sim.Served)
			var got error
			w.Go("customer", func(env *sim.Env) { _, got = env.Call(victim, errand{}, time.Second) })

			mustRun(t, w)

			if got != sim.ErrTimeout {
				t.Errorf("waits %v, restarts %v: the caller got %v, want %v", waits, restart, got, sim.ErrTimeout)
			}
			w.Close()
		}
	}
}

func TestWaitInADeferredCallOfTheDead(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	queue, tills := sim.NewQueue[int](w), sim.NewResource(w, 1)
	queue.Put(1)
	var victim sim.ActorID
	victim = w.Add(sim.Actor{Name: "victim", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		defer d.write("unwound at %v", env.Now())
		for name, wait := range []func(){
			func() { env.Sleep(time.Second) },
			func() { _, _ = env.Call(victim, m, time.Second) },
			func() { env.Send(victim, m) },
			func() { env.After(time.Second, m) },
			func() { env.Note("still here", 0, 0) },
			func() { queue.Get(env) },
			func() { tills.Acquire(env, 1) },
			func() { _, _ = sim.Await(env, func() (int, error) { d.write("awaits"); return 0, nil }) },
		} {
			defer func() {
				wait()
				d.write("step %d goes on", name)
			}()
		}
		env.Sleep(time.Hour)
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) { env.Send(victim, errand{}) })
	w.At(time.Minute, func() { w.Crash(victim) })
	w.Go("clock", func(env *sim.Env) { env.Sleep(2 * time.Hour) })
	w.Watch(func(*sim.Event) { d.write("notes") }, sim.Noted)

	mustRun(t, w)

	d.want(t, "unwound at 0s")
	if w.Now() != 2*time.Hour || queue.Len() != 1 || tills.Free() != 1 {
		t.Errorf("now %v with %d items and %d units, want 2h, 1 and 1", w.Now(), queue.Len(), tills.Free())
	}
}

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

func TestPanicNamesWhoWhatWhenAndWhere(t *testing.T) {
	for _, row := range []struct {
		about string
		waits bool
		slow  bool
	}{{"inline", false, false}, {"waiting", true, false}, {"slow", false, true}} {
		t.Run(row.about, func(t *testing.T) {
			w := sim.New(42)
			if row.slow {
				w = sim.NewSlow(42)
			}
			bank := w.Add(sim.Actor{Name: "bank", Waits: row.waits, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
				burnTheLedger()
				return m, nil
			}})
			cleared := false
			w.Go("customer", func(env *sim.Env) {
				defer func() { cleared = true }()
				env.About(7, 8)
				env.Sleep(3 * time.Second)
				_, _ = env.Call(bank, errand{}, 0)
			})

			err := w.Run(sim.Forever)

			var p *sim.Panic
			if !errors.As(err, &p) {
				t.Fatalf("Run() = %v, want a *sim.Panic", err)
			}
			if p.Actor != "bank" || p.Order != 8 || p.At != 3*time.Second || p.Seed != 42 || p.Value != "on fire" {
				t.Errorf("%+v, want the bank on fire", p)
			}
			if !strings.Contains(p.Stack, "burnTheLedger") {
				t.Errorf("the stack does not say where:\n%s", p.Stack)
			}
			if again := w.Run(sim.Forever); again != err {
				t.Errorf("the second Run() = %v, want the same", again)
			}
			w.Close()
			if !cleared {
				t.Error("the customer was not unwound by Close")
			}
		})
	}
}

func burnTheLedger() { panic("on fire") }

// A watcher or an alarm runs on the stack of whoever happens to wait; it is not
// that one's fault.
func TestPanicOfTheAssemblyBlamesNobodyElse(t *testing.T) {
	for _, row := range []struct {
		about string
		spoil func(w *sim.World)
	}{
		{"an alarm", func(w *sim.World) { w.At(time.Second, burnTheLedger) }},
		{"a watcher", func(w *sim.World) { w.Watch(func(*sim.Event) { burnTheLedger() }, sim.TimedOut) }},
	} {
		w := sim.New(1)
		silent := w.Add(sim.Actor{Name: "silent", Service: sim.Constant(time.Hour), Serve: echo})
		row.spoil(w)
		w.Go("customer", func(env *sim.Env) { _, _ = env.Call(silent, errand{}, 2*time.Second) })

		err := w.Run(sim.Forever)

		var p *sim.Panic
		if !errors.As(err, &p) || p.Actor != "outside" || !strings.Contains(p.Stack, "burnTheLedger") {
			t.Errorf("%s: Run() = %v, want a panic of the outside", row.about, err)
		}
		w.Close()
	}
}

func TestAnActorThatWaitsMustSaySo(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	bank := w.Add(sim.Actor{Name: "bank", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Sleep(time.Second)
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) { env.Send(bank, errand{}) })

	err := w.Run(sim.Forever)

	if err == nil || !strings.Contains(err.Error(), "bank waits, but was not assembled to: set Waits") {
		t.Errorf("Run() = %v, want that bank must set Waits", err)
	}
}
