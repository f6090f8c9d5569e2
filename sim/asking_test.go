package sim_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// askingWorld is a world with a caller that is an actor, and a callee whose n-th
// answer arrives after as long as the test says, of which it travels a millisecond.
type askingWorld struct {
	*sim.World
	caller, callee sim.ActorID
	diary          diary
}

func newAskingWorld(t *testing.T, takes []time.Duration, ask func(env *sim.Env, a *askingWorld)) *askingWorld {
	t.Helper()
	a := &askingWorld{World: sim.New(1)}
	t.Cleanup(a.Close)
	n := 0
	a.callee = a.Add(sim.Actor{Name: "callee", Waits: true, Workers: sim.Unlimited,
		Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			n++
			mine := n
			env.Sleep(takes[mine-1] - ms)
			return kinds(mine), nil
		}})
	a.Connect(sim.Outside, sim.Outside, sim.Link{Reply: sim.Constant(ms)})
	a.caller = a.Add(sim.Actor{Name: "caller", Waits: true,
		Serve: func(env *sim.Env, _ sim.Message) (sim.Message, error) {
			ask(env, a)
			return nil, nil
		}})
	a.Watch(func(e *sim.Event) {
		if e.Actor == a.caller && e.Peer == a.callee {
			what := map[sim.What]string{sim.Sent: "sent", sim.Answered: "answered", sim.TimedOut: "gave up", sim.Late: "late"}[e.What]
			a.diary.write("%v %s %d", e.At.Milliseconds(), what, e.Attempt)
		}
	})
	return a
}

func (a *askingWorld) run(t *testing.T) {
	t.Helper()
	a.Go("customer", func(env *sim.Env) { env.Send(a.caller, kinds(9)) })
	if err := a.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
}

const ms = time.Millisecond

func TestFirstAnswerEndsACallThatAsksTwice(t *testing.T) {
	for _, row := range []struct {
		says    string
		takes   []time.Duration
		timeout time.Duration
		want    []string
	}{
		{"an answer before the second question is the only one", []time.Duration{4 * ms}, 0,
			[]string{"0 sent 0", "4 answered 0", "reply 1 <nil>"}},
		{"an answer at the very instant of the second question is in time", []time.Duration{10 * ms}, 0,
			[]string{"0 sent 0", "10 answered 0", "reply 1 <nil>"}},
		{"the second may be faster: the first comes too late", []time.Duration{30 * ms, 5 * ms}, 0,
			[]string{"0 sent 0", "10 sent 1", "15 answered 1", "reply 2 <nil>", "30 late 0"}},
		{"the first may still be faster: the second comes too late", []time.Duration{12 * ms, 15 * ms}, 0,
			[]string{"0 sent 0", "10 sent 1", "12 answered 0", "reply 1 <nil>", "25 late 1"}},
		{"the call is given up, both questions with it", []time.Duration{40 * ms, 40 * ms}, 20 * ms,
			[]string{"0 sent 0", "10 sent 1", "20 gave up 0", "20 gave up 1", "reply <nil> no answer in time", "40 late 0", "50 late 1"}},
		{"an answer at the very end is in time", []time.Duration{40 * ms, 10 * ms}, 20 * ms,
			[]string{"0 sent 0", "10 sent 1", "20 answered 1", "reply 2 <nil>", "40 late 0"}},
	} {
		a := newAskingWorld(t, row.takes, func(env *sim.Env, a *askingWorld) {
			call := env.Open(row.timeout)
			call.Ask(a.callee, kinds(1), 0)
			reply, over, err := call.Wait(10 * ms)
			if !over {
				call.Ask(a.callee, kinds(1), 1)
				reply, _, err = call.Wait(0)
			}
			a.diary.write("reply %v %v", reply, err)
		})

		a.run(t)

		t.Log(row.says)
		a.diary.want(t, row.want...)
	}
}

func TestTheEndOfWaitingIsToldToAllWhoAreAsked(t *testing.T) {
	var deadlines []time.Duration
	w := sim.New(1)
	defer w.Close()
	callee := w.Add(sim.Actor{Name: "callee", Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		deadline, _ := env.Deadline()
		deadlines = append(deadlines, deadline)
		return nil, errors.New("no")
	}})

	w.Go("caller", func(env *sim.Env) {
		env.Sleep(5 * ms)
		call := env.Open(20 * ms)
		call.Ask(callee, kinds(1), 0)
		call.Ask(callee, kinds(1), 1)
		if reply, over, err := call.Wait(0); reply != nil || !over || err == nil {
			t.Errorf("the answer is %v, %v, %v, want the refusal", reply, over, err)
		}
	})
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}

	if len(deadlines) != 2 || deadlines[0] != 25*ms || deadlines[1] != 25*ms {
		t.Errorf("the callee is told to answer until %v, want 25ms twice", deadlines)
	}
}

func TestAnswersBetweenTwoWaitsComeTooLate(t *testing.T) {
	a := newAskingWorld(t, []time.Duration{7 * ms, 30 * ms}, func(env *sim.Env, a *askingWorld) {
		call := env.Open(0)
		call.Ask(a.callee, kinds(1), 0)
		call.Ask(a.callee, kinds(1), 1)
		_, over, _ := call.Wait(5 * ms)
		env.Sleep(10 * ms)
		a.diary.write("over %v at %v", over, env.Now().Milliseconds())
		reply, _, _ := call.Wait(0)
		a.diary.write("reply %v", reply)
	})

	a.run(t)

	a.diary.want(t, "0 sent 0", "0 sent 1", "7 late 0", "over false at 15", "30 answered 1", "reply 2")
}

func TestCrashUnwindsACallThatAsksTwice(t *testing.T) {
	for _, row := range []struct {
		says string
		fits func(*sim.Event) bool
		want []string
	}{
		{"while it waits", isNote("elsewhere"), []string{"0 sent 0", "0 sent 1", "left", "20 late 0", "30 late 1"}},
		{"as the second question is sent, which travels on", func(e *sim.Event) bool { return e.What == sim.Sent && e.Attempt == 1 },
			[]string{"0 sent 0", "0 sent 1", "left", "20 late 0", "30 late 1"}},
		{"as the first question is given up: no word of the second", func(e *sim.Event) bool { return e.What == sim.TimedOut },
			[]string{"0 sent 0", "0 sent 1", "15 gave up 0", "left", "20 late 0", "30 late 1"}},
	} {
		a := newAskingWorld(t, []time.Duration{20 * ms, 30 * ms}, func(env *sim.Env, a *askingWorld) {
			defer a.diary.write("left")
			call := env.Open(15 * ms)
			call.Ask(a.callee, kinds(1), 0)
			call.Ask(a.callee, kinds(1), 1)
			_, _, err := call.Wait(0)
			a.diary.write("went on: %v", err)
		})
		crashOn(a.World, a.caller, row.fits)
		a.Go("elsewhere", func(env *sim.Env) {
			env.Sleep(5 * ms)
			env.Note("elsewhere", 0, 0)
		})

		a.run(t)

		t.Log(row.says)
		a.diary.want(t, row.want...)
	}
}

func TestACallThatIsOverCannotBeGoneOnWith(t *testing.T) {
	for says, misuse := range map[string]func(env *sim.Env, callee sim.ActorID, call *sim.Asking){
		"after its answer": func(_ *sim.Env, _ sim.ActorID, call *sim.Asking) { _, _, _ = call.Wait(0); _, _, _ = call.Wait(0) },
		"after another call": func(env *sim.Env, callee sim.ActorID, call *sim.Asking) {
			_, _ = env.Call(callee, kinds(2), 0)
			_, _, _ = call.Wait(0)
		},
		"too often": func(_ *sim.Env, callee sim.ActorID, call *sim.Asking) {
			for i := range sim.MaxAsks {
				call.Ask(callee, kinds(1), i+1)
			}
		},
	} {
		a := newAskingWorld(t, slices.Repeat([]time.Duration{ms}, 20), func(env *sim.Env, a *askingWorld) {
			call := env.Open(0)
			call.Ask(a.callee, kinds(1), 0)
			misuse(env, a.callee, &call)
		})
		a.Go("customer", func(env *sim.Env) { env.Send(a.caller, kinds(9)) })

		var panicked *sim.Panic
		if err := a.Run(sim.Forever); !errors.As(err, &panicked) {
			t.Errorf("a call that is asked %s: the run ends with %v, want a panic", says, err)
		}
	}
}
