package sim_test

import (
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

// disciplined gives the first station of a shop a discipline.
func disciplined(s *shop, rules func() *rulebook) *shop {
	sim.Assign(s.World, s.stations[0], func() sim.Discipline { return rules() })
	return s
}

// Who is next does not change how many wait, if nobody looks at how long
// somebody takes: the mean wait is that of the order of coming. But the waits
// spread further: E(W²) of the last come first served is that of the first come
// divided by 1-rho, for the wait of those who wait in M/M/1.
func TestLastComeFirstServedHasTheSameMeanWait(t *testing.T) {
	t.Parallel()
	const rho = 0.8
	run := func(rules func() *rulebook) []estimate {
		return replicate(func(seed uint64) []float64 {
			s := disciplined(openShop(seed, customers(200_000), 100*rho, 1, sim.Exponential(10*time.Millisecond)), rules)
			squares := 0.
			s.Watch(func(e *sim.Event) { squares += float64(e.A) * float64(e.A) / 1e12 }, sim.Served)
			got := s.run(t)
			return append(got, squares/float64(len(s.times)))
		})
	}
	first := run(func() *rulebook { return &rulebook{} })
	last := run(func() *rulebook { return &rulebook{next: newest} })

	// In the order of coming E(W²) = 2 rho / (mu-lambda)² = 4,000 ms².
	for _, row := range []struct {
		about  string
		got    []estimate
		square float64
	}{
		{"first come", first, 2 * rho / (0.1 * 0.1 * (1 - rho) * (1 - rho))},
		{"last come", last, 2 * rho / (0.1 * 0.1 * (1 - rho) * (1 - rho)) / (1 - rho)},
	} {
		row.got[3].mustBe(t, row.about+" Wq", 40, 0.01)
		row.got[0].mustBe(t, row.about+" L", 4, 0.01)
		row.got[4].mustBe(t, row.about+" P(wait)", rho, 0.01)
		row.got[8].mustBe(t, row.about+" E(W²)", row.square, 0.06)
	}
}

// With priorities that do not interrupt, class k of M/M/1 waits
// W0 / ((1-s(k-1)) (1-s(k))), s(k) being the load of the classes up to k and W0
// the work that an arrival finds at the worker (Cobham, 1954).
func TestPrioritiesWaitAsCobhamSays(t *testing.T) {
	t.Parallel()
	shares := []float64{0.2, 0.3, 0.5}
	const lambda, mu = 80., 100.
	got := replicate(func(seed uint64) []float64 {
		many := customers(200_000)
		w := sim.New(seed)
		defer w.Close()
		sums, counts := make([]float64, 3), make([]float64, 3)
		desk := w.Add(sim.Actor{Name: "desk", Mailbox: sim.Unlimited, Service: sim.Exponential(10 * time.Millisecond), Serve: echo,
			Discipline: func() sim.Discipline { return byKind(func(k sim.Kind) int { return int(k) }) }})
		w.Watch(func(e *sim.Event) {
			sums[e.Message] += float64(e.A) / 1e6
			counts[e.Message]++
		}, sim.Served)
		between, classes := sim.Exponential(time.Duration(1e9/lambda)), sim.Empirical([]time.Duration{0, 1, 2}, shares)
		w.Go("arrivals", func(env *sim.Env) {
			luck := env.Luck(sim.FirstPurpose)
			for i := range many {
				env.Sleep(between.Duration(&luck))
				env.SendAgain(desk, baton{sim.Kind(classes.Duration(&luck)), 0}, i)
			}
		})
		if err := w.Run(sim.Forever); err != nil {
			t.Error(err)
		}
		all := (sums[0] + sums[1] + sums[2]) / float64(many)
		return []float64{sums[0] / counts[0], sums[1] / counts[1], sums[2] / counts[2], all}
	})

	residual, above := 1e3*lambda/(mu*mu), 0.
	for class, share := range shares {
		up := above + share*lambda/mu
		got[class].mustBe(t, fmt.Sprint("class ", class), residual/((1-above)*(1-up)), 0.01)
		above = up
	}
	// What one class gains the others lose: the mean over all is that of one queue.
	got[3].mustBe(t, "all", 40, 0.01)
}
