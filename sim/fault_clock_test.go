package sim_test

import (
	"testing"
	"time"

	"buynow/sim"
)

// Readings of a clock every ten seconds, by the one who stands beside the bank.
func TestClockFaults(t *testing.T) {
	for _, row := range []struct {
		says   string
		change func(*sim.Fault)
		// what the bank reads at 10, 30, 50 and 70 seconds
		want [4]time.Duration
	}{
		{"it is an hour fast", func(f *sim.Fault) { f.Offset = time.Hour }, [4]time.Duration{10 * time.Second, time.Hour + 30*time.Second, time.Hour + 50*time.Second, 70 * time.Second}},
		{"it is slow, and never before the beginning", func(f *sim.Fault) { f.Offset = -40 * time.Second }, [4]time.Duration{10 * time.Second, 0, 10 * time.Second, 70 * time.Second}},
		{"it gains half a second a second, and is set right in the end", func(f *sim.Fault) { f.Offset, f.Drift = 0, 0.5 }, [4]time.Duration{10 * time.Second, 35 * time.Second, 65 * time.Second, 70 * time.Second}},
		{"it goes wrong little by little", func(f *sim.Fault) { f.Offset, f.RampIn = 40*time.Second, 40*time.Second }, [4]time.Duration{10 * time.Second, 40 * time.Second, 80 * time.Second, 70 * time.Second}},
	} {
		t.Run(row.says, func(t *testing.T) {
			w := sim.New(1)
			defer w.Close()
			var reads []time.Duration
			reading := func(env *sim.Env, m sim.Message) (sim.Message, error) {
				reads = append(reads, env.Now())
				return m, nil
			}
			bank := w.Add(sim.Actor{Name: "bank", Serve: reading})
			w.Go("customer", func(env *sim.Env) {
				for i := range 4 {
					env.Sleep(10*time.Second + time.Duration(min(i, 1))*10*time.Second)
					env.SendAgain(bank, errand{}, i)
					if env.Now() != time.Duration(10+20*i)*time.Second {
						t.Errorf("the customer reads %v", env.Now())
					}
				}
			})
			f, deeds := faultOf(t, "clock_skew", row.change)
			w.Inflict(f, deeds, sim.Aim{Actor: bank})

			mustRun(t, w)

			if len(reads) != 4 || [4]time.Duration(reads) != row.want {
				t.Errorf("the bank reads %v, want %v", reads, row.want)
			}
		})
	}
}
