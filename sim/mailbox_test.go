package sim_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

// Three customers call at once, one second apart from a fourth; there is one
// worker, which takes ten seconds, and room for one more to wait.
func TestFullMailbox(t *testing.T) {
	for _, row := range []struct {
		about string
		full  sim.Full
		want  []string
	}{
		{"the newest is told to go", sim.Refuse, []string{"<nil> 10s", "<nil> 20s", "mailbox full 1s", "mailbox full 2s"}},
		{"the newest hears nothing", sim.DropNewest, []string{"<nil> 10s", "<nil> 20s", "no answer in time 1m1s", "no answer in time 1m2s"}},
		{"the oldest hears nothing", sim.DropOldest, []string{"<nil> 10s", "no answer in time 1m0s", "no answer in time 1m1s", "<nil> 20s"}},
	} {
		t.Run(row.about, func(t *testing.T) {
			w := sim.New(1)
			defer w.Close()
			bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(10 * time.Second), Mailbox: 1, Full: row.full, Serve: echo})
			var refused diary
			w.Watch(func(e *sim.Event) { refused.write("%d", e.Attempt) }, sim.Refused)
			got := make([]string, 4)
			for i, at := range []time.Duration{0, 0, time.Second, 2 * time.Second} {
				w.Go("customer", func(env *sim.Env) {
					env.Sleep(at)
					_, err := env.Try(bank, errand{}, time.Minute, i)
					got[i] = fmt.Sprint(err, " ", env.Now())
				})
			}

			mustRun(t, w)

			diary(got).want(t, row.want...)
			if row.full == sim.DropOldest {
				refused.want(t, "1", "2")
			} else {
				refused.want(t, "2", "3")
			}
			if load := w.Load(bank); load.Arrived != 4 || load.Served != 2 || load.Refused != 2 || load.LongestQueue != 1 {
				t.Errorf("load %+v, want 4 arrived, 2 served, 2 refused", load)
			}
		})
	}
}

func TestServerSeesTheDeadline(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	bank := w.Add(sim.Actor{Name: "bank", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		deadline, some := env.Deadline()
		d.write("%v %v", deadline, some)
		return m, nil
	}})
	w.Connect(sim.Outside, bank, sim.Link{Request: sim.Constant(time.Second)})
	w.Go("customer", func(env *sim.Env) {
		env.Sleep(time.Minute)
		_, _ = env.Call(bank, errand{}, 5*time.Second)
		_, _ = env.Try(bank, errand{}, 0, 1)
		_, _ = env.Try(bank, errand{}, sim.Forever, 2)
		env.SendAgain(bank, errand{}, 3)
	})

	mustRun(t, w)

	d.want(t, "1m5s true", "0s false", fmt.Sprint(sim.Forever, " true"), "0s false")
}

func TestLateAnswerWakesNobody(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	bank := w.Add(sim.Actor{Name: "bank", Workers: sim.Unlimited, Service: sim.Constant(10 * time.Second), Serve: echo})
	var d diary
	w.Watch(func(e *sim.Event) { d.write("late %v after %v", e.Body.Kind(), time.Duration(e.A)) }, sim.Late)
	w.Go("customer", func(env *sim.Env) {
		for kind := range kinds(3) { // the answer to the first comes during the third
			answer, err := env.Call(bank, kind, 4*time.Second)
			d.write("%v, %v at %v", answer, err, env.Now())
		}
		answer, err := env.Call(bank, kinds(3), 0)
		d.write("%v, %v at %v", answer, err, env.Now())
	})
	w.Go("passer-by", func(env *sim.Env) { _, _ = env.Call(bank, kinds(4), time.Second) })
	w.Go("passer-by", func(env *sim.Env) { // lives in the same process after it
		env.Sleep(5 * time.Second)
		env.Sleep(10 * time.Second)
		d.write("undisturbed at %v", env.Now())
	})

	mustRun(t, w)

	d.want(t, "<nil>, no answer in time at 4s", "<nil>, no answer in time at 8s", "late 0 after 10s", "late 4 after 10s",
		"<nil>, no answer in time at 12s", "late 1 after 10s", "undisturbed at 15s", "late 2 after 10s", "3, <nil> at 22s")
}

func TestLateAnswerFindsNobodyInAProcessThatIsUsedAgain(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	slow := w.Add(sim.Actor{Name: "slow", Workers: sim.Unlimited, Service: sim.Constant(10 * time.Second), Serve: echo})
	late := 0
	w.Watch(func(*sim.Event) { late++ }, sim.Late)
	web := w.Add(sim.Actor{Name: "web", Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		answer, err := env.Call(slow, m, 3*time.Second)
		if err == nil {
			t.Errorf("call %v got %v of another at %v", m, answer, env.Now())
		}
		return answer, err
	}})
	w.Go("customer", func(env *sim.Env) {
		for i := range 20 {
			env.SendAgain(web, kinds(i), i)
			env.Sleep(time.Second)
		}
	})

	mustRun(t, w)

	if late != 20 {
		t.Errorf("%d answers were late, want 20", late)
	}
}

func TestAnswerExactlyAtTheDeadlineCounts(t *testing.T) {
	for _, row := range []struct {
		about   string
		timeout time.Duration
		want    error
	}{
		{"exactly in time", 3 * time.Second, nil},
		{"a nanosecond too late", 3*time.Second - 1, sim.ErrTimeout},
		{"given up before it asked", -time.Second, sim.ErrTimeout},
	} {
		w := sim.New(1)
		bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(time.Second), Serve: echo})
		w.Connect(sim.Outside, bank, sim.Link{Request: sim.Constant(time.Second), Reply: sim.Constant(time.Second)})
		var got error
		w.Go("customer", func(env *sim.Env) { _, got = env.Call(bank, errand{}, row.timeout) })

		mustRun(t, w)

		if got != row.want {
			t.Errorf("%s: Call(…, %v) = %v, want %v", row.about, row.timeout, got, row.want)
		}
		w.Close()
	}
}

func TestAnswerOfTheHandlerReachesTheCaller(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	declined := errors.New("declined")
	bank := w.Add(sim.Actor{Name: "bank", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		return kinds(2), declined
	}})
	w.Go("customer", func(env *sim.Env) {
		answer, err := env.Call(bank, errand{}, time.Second)
		if answer != kinds(2) || err != declined {
			t.Errorf("Call() = %v, %v, want 2, declined", answer, err)
		}
	})

	mustRun(t, w)
}

func TestCancelledTimer(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	var timer sim.Timer
	clock := w.Add(sim.Actor{Name: "clock", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		switch m.Kind() {
		case 1:
			timer = env.After(2*time.Second, kinds(9))
		case 2:
			d.write("%v", env.Cancel(timer))
			d.write("again %v", env.Cancel(timer))
			d.write("zero %v", env.Cancel(sim.Timer{}))
		default:
			d.write("rings at %v", env.Now())
			d.write("while it rings %v", env.Cancel(timer))
		}
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) {
		env.SendAgain(clock, kinds(1), 0)
		env.Sleep(time.Second)
		env.SendAgain(clock, kinds(2), 0)
		env.Sleep(5 * time.Second) // the envelope is used again meanwhile
		env.SendAgain(clock, kinds(1), 1)
		env.Sleep(5 * time.Second)
		env.SendAgain(clock, kinds(2), 1)
	})

	mustRun(t, w)

	d.want(t, "true", "again false", "zero false", "rings at 8s", "while it rings false", "false", "again false", "zero false")
}

// A timer that rang cancels no other, even if that one's message travels in the
// same envelope.
func TestStaleTimerCancelsNothing(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	var stale sim.Timer
	clock := w.Add(sim.Actor{Name: "clock", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		switch m.Kind() {
		case 1:
			stale = env.After(time.Second, kinds(9))
		case 2:
			for range 3 { // one of them gets the envelope
				env.After(time.Second, kinds(9))
			}
			d.write("%v", env.Cancel(stale))
		default:
			d.write("rings at %v", env.Now())
		}
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) {
		env.Send(clock, kinds(1))
		env.Sleep(time.Minute)
		env.Send(clock, kinds(2))
	})

	mustRun(t, w)

	d.want(t, "rings at 1s", "false", "rings at 1m1s", "rings at 1m1s", "rings at 1m1s")
}

// A hundred thousand timers are set and cancelled: were cancelling not O(1),
// this would take minutes.
func TestCancellingIsFast(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	const many = 100_000
	timers := make([]sim.Timer, many)
	clock := w.Add(sim.Actor{Name: "clock", Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		for i := range timers {
			timers[i] = env.After(time.Hour, kinds(9))
		}
		for i := range timers {
			if !env.Cancel(timers[(i*7919)%many]) {
				t.Fatal("not cancelled")
			}
		}
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) { env.Send(clock, errand{}) })

	mustRun(t, w)

	if w.Now() != 0 {
		t.Errorf("the world ran until %v, want 0: nothing is left to happen", w.Now())
	}
}

func TestMessagesToNobodyAreABug(t *testing.T) {
	for _, to := range []sim.ActorID{sim.Outside, 99} {
		w := sim.New(1)
		w.Go("customer", func(env *sim.Env) { env.Send(to, errand{}) })
		if err := w.Run(sim.Forever); err == nil {
			t.Errorf("a message to %d was accepted", to)
		}
		w.Close()
	}
}

func TestNumberGivenWhileServingIsTold(t *testing.T) {
	for _, waits := range []bool{false, true} {
		w := sim.New(1)
		manager := w.Add(sim.Actor{Name: "manager", Waits: waits, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
			env.Numbered(17)
			return m, nil
		}})
		var orders []uint64
		w.Watch(func(e *sim.Event) { orders = append(orders, e.Order) }, sim.Served, sim.Answered)
		w.Go("customer", func(env *sim.Env) { _, _ = env.Call(manager, errand{}, 0) })

		mustRun(t, w)

		if fmt.Sprint(orders) != "[17 17]" {
			t.Errorf("waits %v: served and answered are about the orders %v, want 17", waits, orders)
		}
		w.Close()
	}
}
