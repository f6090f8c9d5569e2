package sim_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"buynow/sim"
)

var long = flag.Bool("long", false, "run the tests that take minutes")

// A random world is made of everything the kernel offers, in every mixture:
// actors with scripts of random steps, clients that call them with timeouts,
// crashes at random events. Times are coarse, so that much happens at once.
type randomWorld struct {
	*sim.World
	rules  *rand.Rand // used only while the world is made
	actors []*randomActor
	queue  *sim.Queue[int64]
	tills  *sim.Resource
	timers bool
	told   uint64 // events, but for the comings and goings of faults

	suicides int
}

// variant is a way to run the same world.
type variant struct {
	slow     bool    // on the slow kernel
	allWait  bool    // every actor on a coroutine
	speed    float64 // on the wall clock
	noTimers bool    // a world in which nobody uses After
	noFaults bool    // one that nothing befalls but crashes
}

// baton is the message of random worlds. It is passed on so often.
type baton struct {
	kind sim.Kind
	left int
}

func (b baton) Kind() sim.Kind { return b.kind }

// move is one step of a script.
type move struct {
	does    string
	to      sim.ActorID
	kind    sim.Kind
	takes   time.Duration
	attempt int
}

type randomActor struct {
	id      sim.ActorID
	scripts [3][]move
	repairs []move
	seen    int64     // forgotten in a crash
	alarm   sim.Timer // likewise
}

const luckOfScripts = sim.FirstPurpose

var coarse = []time.Duration{0, 0, time.Millisecond, time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 20 * time.Millisecond}

// newRandomWorld makes the world that the number names.
func newRandomWorld(number uint64, v variant) *randomWorld {
	w := sim.New(number)
	if v.slow {
		w = sim.NewSlow(number)
	}
	w.Pace(v.speed)
	r := &randomWorld{World: w, rules: rand.New(rand.NewPCG(number, 1)), timers: !v.noTimers}
	r.Watch(func(e *sim.Event) {
		if !comesOrGoes(e) {
			r.told++
		}
	})
	r.queue, r.tills = sim.NewQueue[int64](w), sim.NewResource(w, 3)
	actors := 2 + r.rules.IntN(6)
	for i := range actors {
		r.addActor(sim.ActorID(i+1), actors, v)
	}
	for range r.rules.IntN(10) {
		from, to := sim.ActorID(r.rules.IntN(actors+1)), sim.ActorID(r.rules.IntN(actors+1))
		w.Connect(from, to, sim.Link{Request: r.dist(), Reply: r.dist()})
	}
	for i := range 1 + r.rules.IntN(8) {
		r.addClient(fmt.Sprint("client ", i%3), actors)
	}
	w.Go("feeder", func(env *sim.Env) {
		for i := range int64(100) {
			env.Sleep(3 * time.Millisecond)
			r.queue.Put(i)
		}
	})
	r.addCrashes(actors)
	if !v.noFaults {
		r.addFaults(actors)
	}
	return r
}

func (r *randomWorld) pick() time.Duration { return coarse[r.rules.IntN(len(coarse))] }

// dist is mostly coarse, and now and then fine.
func (r *randomWorld) dist() sim.Dist {
	switch r.rules.IntN(4) {
	case 0:
		return sim.Dist{}
	case 1:
		return sim.Constant(r.pick())
	case 2:
		return sim.Exponential(2 * time.Millisecond)
	}
	return sim.Empirical(coarse[:5], []float64{1, 1, 1, 1, 1})
}

func (r *randomWorld) addActor(id sim.ActorID, actors int, v variant) {
	a := &randomActor{id: id}
	r.actors = append(r.actors, a)
	mayWait := r.rules.IntN(2) == 0
	for kind := range a.scripts {
		a.scripts[kind] = r.script(id, actors, mayWait)
	}
	made := sim.Actor{
		Name: fmt.Sprint("actor ", id), Waits: mayWait || v.allWait,
		Workers: []int{1, 1, 2, 3, sim.Unlimited}[r.rules.IntN(5)],
		Mailbox: []int{1, 2, 4, 0, sim.Unlimited}[r.rules.IntN(5)],
		Full:    sim.Full(r.rules.IntN(3)),
		Service: r.dist(),
		Times:   map[sim.Kind]sim.Dist{2: r.dist()},
		Crashed: func() { a.seen, a.alarm = 0, sim.Timer{} },
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			a.seen++
			return r.serve(a, env, m.(baton))
		},
	}
	if r.rules.IntN(2) == 0 {
		a.repairs = r.script(id, actors, true)
		made.Restarted = func(env *sim.Env) { _ = r.follow(a, env, a.repairs, 1) }
	}
	r.Add(made)
}

// script sends messages only to actors further on, so that no world runs for
// ever; except with a timer, whose message is passed on ever less often.
func (r *randomWorld) script(id sim.ActorID, actors int, mayWait bool) []move {
	choices := []string{"note", "draw", "put", "fail", "number", "crash myself"}
	if r.timers {
		choices = append(choices, "after", "after", "cancel")
	}
	if int(id) < actors {
		choices = append(choices, "send", "send")
	}
	if mayWait {
		choices = append(choices, "sleep", "sleep", "get", "till", "busy till")
		if int(id) < actors {
			choices = append(choices, "call", "call", "call", "ask twice")
		}
	}
	moves := make([]move, r.rules.IntN(5))
	for i := range moves {
		to := id
		if int(id) < actors {
			to += 1 + sim.ActorID(r.rules.IntN(actors-int(id)))
		}
		moves[i] = move{choices[r.rules.IntN(len(choices))], to, sim.Kind(r.rules.IntN(3)), r.pick(), i}
	}
	return moves
}

func (r *randomWorld) serve(a *randomActor, env *sim.Env, b baton) (sim.Message, error) {
	err := r.follow(a, env, a.scripts[b.kind], b.left)
	deadline, _ := env.Deadline()
	env.Note("done", a.seen, int64(deadline))
	return b, err
}

var errRandom = errors.New("as the script says")

// follow does what the script says.
func (r *randomWorld) follow(a *randomActor, env *sim.Env, script []move, left int) error {
	luck := env.Luck(luckOfScripts)
	for _, m := range script {
		switch m.does {
		case "note":
			env.Note("attempt", int64(env.Attempt()), int64(env.Sent()))
		case "draw":
			env.Note("luck", int64(luck.IntN(1000)), a.seen)
		case "put":
			r.queue.Put(a.seen)
		case "fail":
			if luck.Chance(0.3) {
				return errRandom
			}
		case "number":
			env.Numbered(r.told)
			env.Move(1, 2, a.seen)
		case "crash myself":
			if luck.Chance(0.01) && r.suicides < 5 {
				r.suicides++
				r.Crash(a.id)
				r.At(env.Now()+m.takes, func() { r.Restart(a.id) })
			}
		case "after":
			if left > 0 {
				a.alarm = env.After(m.takes, baton{m.kind, left - 1})
			}
		case "cancel":
			cancelled := env.Cancel(a.alarm)
			env.Note("cancelled", failure(cancelled), 0)
		case "send":
			env.SendAgain(m.to, baton{m.kind, left}, m.attempt)
		case "sleep":
			env.Sleep(m.takes)
		case "get":
			env.Note("got", r.queue.Get(env), 0)
		case "till":
			r.shop(env, m)
		case "busy till":
			r.shopInHaste(env, m)
		case "ask twice":
			askTwice(env, m, left)
		case "call":
			_, err := env.Try(m.to, baton{m.kind, left}, m.takes, m.attempt)
			env.Note("called", failure(err != nil), int64(env.Now()))
		}
	}
	return nil
}

// shop holds a resource for a while; the waits in its deferred call are for
// those who die meanwhile.
func (r *randomWorld) shop(env *sim.Env, m move) {
	r.tills.Acquire(env, 1+m.attempt%3)
	defer func() {
		r.tills.Release(1 + m.attempt%3)
		env.Sleep(m.takes)
		env.Note("left", int64(r.tills.Free()), 0)
	}()
	env.Sleep(m.takes)
}

// shopInHaste is shop for who waits only for so long.
func (r *randomWorld) shopInHaste(env *sim.Env, m move) {
	got := r.tills.AcquireWithin(env, 1+m.attempt%3, m.takes)
	env.Note("hastened", failure(!got), int64(env.Now()))
	if got {
		defer r.tills.Release(1 + m.attempt%3)
		env.Sleep(m.takes)
	}
}

// askTwice asks again while the first question is on its way.
func askTwice(env *sim.Env, m move, left int) {
	call := env.Open(m.takes)
	call.Ask(m.to, baton{m.kind, left}, m.attempt)
	_, over, err := call.Wait(time.Millisecond)
	if !over {
		call.Ask(m.to, baton{m.kind, left}, m.attempt+100)
		_, _, err = call.Wait(0)
	}
	env.Note("asked twice", failure(over)+2*failure(err != nil), int64(env.Now()))
}

func failure(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

// addClient adds somebody outside who calls again and again.
func (r *randomWorld) addClient(name string, actors int) {
	to := sim.ActorID(1 + r.rules.IntN(actors))
	pause, timeout, calls := r.dist(), r.pick(), 20+r.rules.IntN(60)
	r.Go(name, func(env *sim.Env) {
		for i := range calls {
			luck := env.LuckOf(luckOfScripts, uint64(i))
			env.Sleep(pause.Duration(&luck))
			env.About(uint64(i)+1, uint64(i%5))
			kind := sim.Kind(luck.IntN(3))
			if luck.Chance(0.5) {
				env.SendAgain(to, baton{kind, 2}, i)
				continue
			}
			_, err := env.Try(to, baton{kind, 2}, timeout+time.Millisecond, i)
			env.Note("client", int64(i), failure(err != nil))
		}
	})
}

// addCrashes lets actors crash at random events, their own or those of others,
// and come back, some at once.
func (r *randomWorld) addCrashes(actors int) {
	every, left := uint64(20+r.rules.IntN(400)), 12
	victims := make([]sim.ActorID, left)
	pauses := make([]time.Duration, left)
	for i := range victims {
		victims[i], pauses[i] = sim.ActorID(1+r.rules.IntN(actors)), r.pick()
	}
	r.Watch(func(e *sim.Event) {
		if left == 0 || comesOrGoes(e) || r.told%every != every-1 {
			return
		}
		left--
		victim := victims[left]
		if left%2 == 0 && e.Actor != sim.Outside {
			victim = e.Actor
		}
		r.Crash(victim)
		if left%5 == 0 {
			r.Restart(victim)
			return
		}
		r.At(e.At+pauses[left], func() { r.Restart(victim) })
	})
}

func comesOrGoes(e *sim.Event) bool { return e.What == sim.FaultBegan || e.What == sim.FaultEnded }

// outcome is all that a run can be compared by.
type outcome struct {
	trace  sim.Trace
	events uint64
	now    time.Duration
	queued int
	free   int
	loads  [10]sim.Load
}

// run runs the world in two parts and closes it.
func (r *randomWorld) run(t testing.TB) outcome {
	t.Helper()
	defer r.Close()
	for _, until := range []time.Duration{30 * time.Millisecond, 30*time.Millisecond + 1, 2 * time.Second} {
		if err := r.Run(until); err != nil {
			t.Fatal(err, err.(*sim.Panic).Stack)
		}
	}
	o := outcome{trace: r.Trace(), events: r.Events(), now: r.Now(), queued: r.queue.Len(), free: r.tills.Free()}
	for i, a := range r.actors {
		o.loads[i] = r.Load(a.id)
	}
	return o
}
