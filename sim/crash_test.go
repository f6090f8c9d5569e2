package sim_test

import (
	"fmt"
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
