package sim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

// rulebook is a discipline made of functions; what is nil is as without one.
type rulebook struct {
	admit func(sim.Desk, sim.Mail) (int, bool)
	next  func(sim.Desk) (sim.Mail, bool)
	done  func(sim.Desk, sim.Mail)
}

func (r *rulebook) Admit(d sim.Desk, m sim.Mail) (int, bool) {
	if r.admit == nil {
		return 0, true
	}
	return r.admit(d, m)
}

func (r *rulebook) Next(d sim.Desk) (sim.Mail, bool) {
	if r.next == nil {
		m, _ := d.Oldest(0)
		return m, true
	}
	return r.next(d)
}

func (r *rulebook) Done(d sim.Desk, m sim.Mail) {
	if r.done != nil {
		r.done(d, m)
	}
}

func newest(d sim.Desk) (sim.Mail, bool) {
	m, _ := d.Newest(0)
	return m, true
}

// byKind lets each kind wait in a lane of its own, the first before all others.
func byKind(lane func(sim.Kind) int) *rulebook {
	return &rulebook{
		admit: func(_ sim.Desk, m sim.Mail) (int, bool) { return lane(m.Kind()), true },
		next: func(d sim.Desk) (sim.Mail, bool) {
			for lane := range sim.Lanes {
				if m, ok := d.Oldest(lane); ok {
					return m, true
				}
			}
			return sim.Mail{}, false
		},
	}
}

// Five customers come a second apart to a bank with one worker, which takes ten
// seconds, and room for two to wait: 0 is served at once.
func TestDisciplineDecides(t *testing.T) {
	for _, row := range []struct {
		about string
		rules rulebook
		full  sim.Full
		want  string
	}{
		{"nothing is decided, so it is as without a discipline", rulebook{}, sim.Refuse,
			"3 mailbox full 3s, 4 mailbox full 4s, 0 <nil> 10s, 1 <nil> 20s, 2 <nil> 30s"},
		{"the newest is next", rulebook{next: newest}, sim.Refuse,
			"3 mailbox full 3s, 4 mailbox full 4s, 0 <nil> 10s, 2 <nil> 20s, 1 <nil> 30s"},
		{"even numbers wait in the first lane", *byKind(func(k sim.Kind) int { return int(k % 2) }), sim.Refuse,
			"3 mailbox full 3s, 4 mailbox full 4s, 0 <nil> 10s, 2 <nil> 20s, 1 <nil> 30s"},
		{"who makes way is the oldest of the last lane in which anybody waits", *byKind(func(k sim.Kind) int { return int(k % 2) }), sim.DropOldest,
			"0 <nil> 10s, 2 <nil> 20s, 4 <nil> 30s, 1 no answer in time 1m1s, 3 no answer in time 1m3s"},
		{"odd numbers are turned away at the door, with a worker free or not", rulebook{admit: func(_ sim.Desk, m sim.Mail) (int, bool) { return 0, m.Kind()%2 == 0 }}, sim.Refuse,
			"1 mailbox full 1s, 3 mailbox full 3s, 0 <nil> 10s, 2 <nil> 20s, 4 <nil> 30s"},
		{"who waited nine seconds is turned away when the worker is free, and the next is served at once", rulebook{next: func(d sim.Desk) (sim.Mail, bool) {
			m, _ := d.Oldest(0)
			return m, d.Now()-m.Arrived() < 9*time.Second
		}}, sim.Refuse, "3 mailbox full 3s, 4 mailbox full 4s, 0 <nil> 10s, 1 mailbox full 10s, 2 <nil> 20s"},
		{"if all are turned away the worker rests", rulebook{next: func(d sim.Desk) (sim.Mail, bool) {
			m, _ := d.Oldest(0)
			return m, false
		}}, sim.Refuse, "3 mailbox full 3s, 4 mailbox full 4s, 0 <nil> 10s, 1 mailbox full 10s, 2 mailbox full 10s"},
		{"turned away without a word, if the mailbox drops", rulebook{next: func(d sim.Desk) (sim.Mail, bool) {
			m, _ := d.Oldest(0)
			return m, false
		}}, sim.DropNewest, "0 <nil> 10s, 1 no answer in time 1m1s, 2 no answer in time 1m2s, 3 no answer in time 1m3s, 4 no answer in time 1m4s"},
	} {
		t.Run(row.about, func(t *testing.T) {
			w := sim.New(1)
			defer w.Close()
			bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(10 * time.Second), Mailbox: 2, Full: row.full, Serve: echo,
				Discipline: func() sim.Discipline { return &row.rules }})
			var got []string
			for i := range 5 {
				w.Go("customer", func(env *sim.Env) {
					env.Sleep(time.Duration(i) * time.Second)
					_, err := env.Call(bank, baton{sim.Kind(i), 0}, time.Minute)
					got = append(got, fmt.Sprint(i, " ", err, " ", env.Now()))
				})
			}

			mustRun(t, w)

			if got := strings.Join(got, ", "); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
			if load := w.Load(bank); !load.Conserved() || !load.Little() || load.Arrived != 5 || load.Inside != 0 {
				t.Errorf("load %+v", load)
			}
		})
	}
}

func TestDisciplineSeesTheMessageAndTheDesk(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var d diary
	look := &rulebook{
		admit: func(desk sim.Desk, m sim.Mail) (int, bool) {
			gives, some := m.Deadline()
			d.write("%v: kind %d of intent %d, sent %v, %v until %v (%v); %d of %d busy, %d of %d wait, free %v",
				desk.Now(), m.Kind(), m.Intent(), m.Sent(), m.Called(), gives, some, desk.Busy(), desk.Workers(), desk.Waiting(), desk.Mailbox(), desk.Free())
			return 0, true
		},
		done: func(desk sim.Desk, m sim.Mail) {
			d.write("%v: came %v, began %v", desk.Now(), m.Arrived(), m.Began())
		},
	}
	bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(10 * time.Second), Mailbox: 7, Serve: echo, Discipline: func() sim.Discipline { return look }})
	w.Connect(sim.Outside, bank, sim.Link{Request: sim.Constant(time.Second)})
	w.Go("customer", func(env *sim.Env) {
		env.About(3, 0)
		_, _ = env.Call(bank, baton{2, 0}, time.Minute)
	})
	w.Go("letter", func(env *sim.Env) {
		env.Sleep(time.Second)
		env.Send(bank, baton{1, 0})
	})

	mustRun(t, w)

	d.want(t,
		"1s: kind 2 of intent 3, sent 0s, true until 1m0s (true); 0 of 1 busy, 0 of 7 wait, free true",
		"2s: kind 1 of intent 0, sent 1s, false until 0s (false); 1 of 1 busy, 0 of 7 wait, free false",
		"11s: came 1s, began 1s",
		"21s: came 2s, began 11s")
}

func TestWhoSetATimerIsNotRefusedIt(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var served diary
	never := &rulebook{
		admit: func(sim.Desk, sim.Mail) (int, bool) { return 0, false },
		next: func(d sim.Desk) (sim.Mail, bool) {
			m, _ := d.Oldest(0)
			return m, false
		},
	}
	bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(10 * time.Second), Mailbox: 1, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		served.write("%v", env.Now())
		if env.Now() == 10*time.Second {
			sim.Assign(w, env.Self(), func() sim.Discipline { return never })
			env.After(time.Second, errand{})
			env.After(2*time.Second, errand{})
			env.After(3*time.Second, errand{})
		}
		return m, nil
	}})
	w.Go("customer", func(env *sim.Env) { env.Send(bank, errand{}) })

	mustRun(t, w)

	served.want(t, "10s", "21s", "31s", "41s")
}

func TestCrashForgetsWhatADisciplineLearnt(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	made := 0
	bank := w.Add(sim.Actor{Name: "bank", Serve: echo, Service: sim.Constant(time.Minute), Discipline: func() sim.Discipline {
		made++
		return byKind(func(k sim.Kind) int { return int(k) })
	}})
	w.Go("customers", func(env *sim.Env) {
		for i := range 8 {
			env.Send(bank, baton{sim.Kind(i), 0})
		}
		env.Sleep(time.Second)
		w.Crash(bank)
		w.Restart(bank)
	})

	mustRun(t, w)

	if load := w.Load(bank); made != 2 || load.Lost != 8 || load.Waiting != 0 || !load.Conserved() || !load.Little() {
		t.Errorf("%d disciplines were made, want 2; load %+v, want 8 lost", made, load)
	}
}

func TestDisciplineThatPicksNobodyIsABug(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	bank := w.Add(sim.Actor{Name: "bank", Service: sim.Constant(time.Second), Serve: echo, Discipline: func() sim.Discipline {
		return &rulebook{next: func(d sim.Desk) (sim.Mail, bool) {
			m, _ := d.Oldest(1)
			return m, true
		}}
	}})
	w.Go("customers", func(env *sim.Env) {
		env.Send(bank, errand{})
		env.SendAgain(bank, errand{}, 1)
	})

	err := w.Run(sim.Forever)

	if err == nil || !strings.Contains(err.Error(), "the discipline of bank picks a message that does not wait there") {
		t.Errorf("Run = %v, want that the discipline picks nobody", err)
	}
}

// moody decides by luck, and remembers how often, so that two kernels that ask
// it differently do not agree.
func moody() sim.Discipline {
	asked := uint64(0)
	draw := func(d sim.Desk, n int) int {
		asked++
		luck := d.Luck(asked)
		return luck.IntN(n)
	}
	return &rulebook{
		admit: func(d sim.Desk, m sim.Mail) (int, bool) { return int(m.Kind()) % sim.Lanes, draw(d, 8) > 0 },
		next: func(d sim.Desk) (sim.Mail, bool) {
			end := sim.Desk.Oldest
			if draw(d, 2) == 0 {
				end = sim.Desk.Newest
			}
			for i, from := 0, draw(d, sim.Lanes); i < sim.Lanes; i++ {
				if m, ok := end(d, (from+i)%sim.Lanes); ok {
					return m, draw(d, 4) > 0
				}
			}
			return sim.Mail{}, true
		},
		done: func(sim.Desk, sim.Mail) { asked += 1 << 32 },
	}
}

// newMoodyWorld is a random world all of whose actors have a discipline.
func newMoodyWorld(number uint64, v variant) *randomWorld {
	r := newRandomWorld(number, v)
	for _, a := range r.actors {
		sim.Assign(r.World, a.id, moody)
	}
	return r
}

func TestKernelsAgreeUnderDisciplines(t *testing.T) {
	for number := range worlds(t, 100) {
		want := newMoodyWorld(number, variant{}).run(t)
		for _, v := range []variant{{slow: true}, {allWait: true}} {
			if got := newMoodyWorld(number, v).run(t); got != want {
				t.Fatalf("world %d, %+v: %d events, trace %v, want %d, %v", number, v, got.events, got.trace, want.events, want.trace)
			}
		}
	}
}

func TestNothingIsLostFromTheBooksUnderDisciplines(t *testing.T) {
	shed := uint64(0)
	for number := range worlds(t, 100) {
		r := newMoodyWorld(number, variant{})
		var seen [sim.MaxWhat]uint64
		r.Watch(func(e *sim.Event) {
			seen[e.What]++
			if e.What == sim.Refused && e.A > 0 {
				shed++
			}
		})
		for until := time.Duration(0); until < 100*time.Millisecond; until += 7_654_321 {
			if err := r.Run(until); err != nil {
				t.Fatal(err)
			}
			var sum sim.Load
			for _, a := range r.actors {
				load := r.Load(a.id)
				if !load.Conserved() || !load.Little() {
					t.Fatalf("world %d at %v: %+v", number, r.Now(), load)
				}
				sum.Served, sum.Refused, sum.Lost = sum.Served+load.Served, sum.Refused+load.Refused, sum.Lost+load.Lost
			}
			if sum.Served != seen[sim.Served] || sum.Refused != seen[sim.Refused] || sum.Lost != seen[sim.Lost] {
				t.Fatalf("world %d at %v: %+v in the books, events %v", number, r.Now(), sum, seen)
			}
		}
		r.Close()
	}
	if many := map[bool]uint64{false: 1000, true: 200}[racing]; shed < many {
		t.Errorf("%d messages were turned away after a wait, want many", shed)
	}
}

// A discipline costs little and allocates nothing: a call as in BenchmarkCall.
func BenchmarkCallDiscipline(b *testing.B) {
	w := sim.New(1)
	defer w.Close()
	second := sim.Exponential(time.Second)
	left := b.N
	for range 100 {
		server := w.Add(sim.Actor{Name: "server", Service: second, Serve: echo, Discipline: func() sim.Discipline { return &rulebook{next: newest} }})
		for range 5 {
			w.Go("client", func(env *sim.Env) {
				for attempt := 0; left > 0; attempt++ {
					left--
					if _, err := env.Try(server, errand{}, 90*time.Second, attempt); err != nil && err != sim.ErrTimeout {
						panic(err)
					}
				}
			})
		}
	}

	b.ReportAllocs()
	b.ResetTimer()
	if err := w.Run(sim.Forever); err != nil {
		b.Fatal(err)
	}
	perEvent(b, w)
}
