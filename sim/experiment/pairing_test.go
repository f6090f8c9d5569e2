package experiment_test

import (
	"context"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/experiment"
)

// waits runs one server at 80 % load and returns the mean time in its queue, in service times of the
// slow one. A customer needs the same service under every variant, which is common luck; the
// seed is that of the replication.
func waits(seed uint64, service time.Duration, customers int) (mean float64, err error) {
	type customer struct {
		came  time.Duration
		needs time.Duration
	}
	w := sim.New(seed)
	defer w.Close()
	between, needs := sim.Exponential(time.Second), sim.Exponential(service)
	line := sim.NewQueue[customer](w)
	w.Go("arrivals", func(env *sim.Env) {
		luck := env.Luck(sim.FirstPurpose)
		for i := range customers {
			env.Sleep(between.Duration(&luck))
			own := sim.Fate(seed, sim.FirstPurpose+1, uint64(i))
			line.Put(customer{env.Now(), needs.Duration(&own)})
		}
	})
	var total time.Duration
	w.Go("server", func(env *sim.Env) {
		for i := range customers {
			c := line.Get(env)
			if i >= customers/10 { // the queue is not empty any more
				total += env.Now() - c.came
			}
			env.Sleep(c.needs)
		}
	})
	err = w.Run(sim.Forever)
	return total.Seconds() / 0.8 / float64(customers-customers/10), err
}

// A queue at 80 % load beside one that serves in 10 % less time: customers wait 4 and 2.314 service
// times on average (ρ/(1−ρ) times the service), 1.686 less. On common luck the variance of the
// difference is a third of what it is on independent luck.
func TestCommonLuckTellsTheDifferenceWithAThirdOfTheVariance(t *testing.T) {
	customers, replications := 8_000, 60
	if racing {
		customers = 3_000
	}
	compare := func(luckOfB uint64) experiment.Cell {
		observations := make([][][]experiment.Value, 2)
		pool := experiment.Pool[float64]{Run: func(_ context.Context, variant, replication int) (float64, error) {
			if variant == 1 {
				return waits(uint64(replication)+luckOfB, 720*time.Millisecond, customers)
			}
			return waits(uint64(replication), 800*time.Millisecond, customers)
		}}
		err := pool.Take(t.Context(), 2, 1_000, 1_000+replications, func(variant, _ int, mean float64) error {
			observations[variant] = append(observations[variant], []experiment.Value{{X: mean}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return experiment.Compare([]experiment.Metric{late}, []string{"slow", "fast"}, 0, observations, experiment.Options{}).Rows[0].Cells[1]
	}

	common, independent := compare(0), compare(1_000_000)

	t.Logf("on common luck %+v, pairing %.1f; on independent luck %+v, pairing %.1f",
		common.Difference, common.Pairing, independent.Difference, independent.Pairing)
	d := common.Difference
	near(t, "difference", d.Mean, -1.686, 1.5*(d.High-d.Low)/2) // three standard errors
	if common.Verdict != experiment.IsBetter {
		t.Errorf("the faster one is %s", common.Verdict)
	}
	if common.Pairing < 2.5 || common.Pairing > 5 {
		t.Errorf("pairing %v, want about 3.4", common.Pairing)
	}
	if independent.Pairing < 0.5 || independent.Pairing > 1.6 {
		t.Errorf("pairing of independent luck is %v, want about 1", independent.Pairing)
	}
}
