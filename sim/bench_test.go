package sim_test

import (
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

// errand is a message without anything in it.
type errand struct{}

func (errand) Kind() sim.Kind { return 1 }

// perEvent reports the time by published event, besides by operation.
func perEvent(b *testing.B, w *sim.World) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(w.Events()), "ns/event")
}

// A customer of an M/M/1 queue: an arrival process, a queue, a server process,
// at 90 % load. Nothing is published: it costs what the loop costs.
func BenchmarkMM1(b *testing.B) {
	w := sim.New(1)
	defer w.Close()
	between, service := sim.Exponential(10*time.Millisecond), sim.Exponential(9*time.Millisecond)
	line := sim.NewQueue[time.Duration](w)
	var total time.Duration
	w.Go("arrivals", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for {
			env.Sleep(between.Duration(&luck))
			line.Put(env.Now())
		}
	})
	w.Go("server", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for range b.N {
			came := line.Get(env)
			env.Sleep(service.Duration(&luck))
			total += env.Now() - came
		}
		w.Stop()
	})

	b.ReportAllocs()
	b.ResetTimer()
	if err := w.Run(sim.Forever); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(total.Seconds()/float64(b.N), "mean-W")
}

// A call travels to a server, is served, is answered, and its deadline is
// cancelled: 500 clients, each with a server.
func benchmarkCall(b *testing.B, waits bool, befalls ...func(*sim.World)) {
	w := sim.New(1)
	defer w.Close()
	second := sim.Exponential(time.Second)
	w.Connect(sim.Outside, sim.Outside, sim.Link{Request: second, Reply: second})
	for _, befall := range befalls {
		befall(w)
	}
	left := b.N
	for range 500 {
		server := w.Add(sim.Actor{Name: "server", Waits: waits, Service: second, Serve: echo})
		w.Go("client", func(env *sim.Env) {
			for attempt := 0; left > 0; attempt++ {
				left--
				if _, err := env.Try(server, errand{}, 90*time.Second, attempt); err != nil {
					panic(err)
				}
			}
		})
	}

	b.ReportAllocs()
	b.ResetTimer()
	if err := w.Run(sim.Forever); err != nil {
		b.Fatal(err)
	}
	perEvent(b, w)
}

func echo(_ *sim.Env, m sim.Message) (sim.Message, error) { return m, nil }

func BenchmarkCall(b *testing.B)        { benchmarkCall(b, false) }
func BenchmarkCallWaiting(b *testing.B) { benchmarkCall(b, true) }

// A crash unwinds a hundred workers that wait, and a restart brings the actor
// back: one operation is one worker.
func BenchmarkCrash(b *testing.B) {
	const workers = 100
	w := sim.New(1)
	defer w.Close()
	victim := w.Add(sim.Actor{Name: "victim", Waits: true, Workers: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Sleep(time.Hour)
		return m, nil
	}})
	w.Go("clients", func(env *sim.Env) {
		for i := 0; i < b.N; i += workers {
			for attempt := range workers {
				env.SendAgain(victim, errand{}, attempt)
			}
			env.Sleep(time.Second)
			w.Crash(victim)
			env.Sleep(time.Second)
			w.Restart(victim)
		}
	})

	b.ReportAllocs()
	b.ResetTimer()
	if err := w.Run(sim.Forever); err != nil {
		b.Fatal(err)
	}
	perEvent(b, w)
}

// The agenda holds so many events; one is taken and put back.
func BenchmarkAgenda(b *testing.B) {
	for _, pending := range []int{2, 1_000, 100_000} {
		b.Run(fmt.Sprint(pending), func(b *testing.B) {
			second, luck := sim.Exponential(time.Second), sim.Fate(1, sim.FirstPurpose, 1)
			draw := func() int64 { return int64(second.Duration(&luck)) }
			b.ReportAllocs()
			sim.Churn(pending, b.N, draw)
		})
	}
}

// The call of BenchmarkCall while a fault looks at every message and hits one in a
// thousand.
func BenchmarkCallUnderFault(b *testing.B) {
	benchmarkCall(b, false, func(w *sim.World) {
		w.Inflict(sim.Fault{Name: "late", Probability: 0.001, Direction: sim.BothWays}, []sim.Deed{sim.Delay{Factor: 1.5}}, sim.Aim{})
	})
}
