package dashboard

import (
	"slices"
	"testing"
	"time"

	"buynow/scenarios"
	"buynow/sim"
)

// busyShop has two customers a second, and a bank that can bear it.
const busyShop = `
version: 1
name: busy-shop
seed: 42
starts: mon 10:00
load: { shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } }
`

// statesOf plays ten minutes of a shop with a fault at the second, with ten ticks a
// second, and returns the states that an actor went through and when each began.
func statesOf(t *testing.T, fault, actor string) (states []int64, at []time.Duration) {
	t.Helper()
	s, err := scenarios.Parse("busy-shop.yaml", []byte(busyShop+fault), nil)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	e := newEye(s.Stage(w))
	const step = 100 * time.Millisecond
	for now := step; now < 10*time.Minute; now += step {
		if err := w.Run(now); err != nil {
			t.Fatal(err)
		}
		row := e.tick(now.Milliseconds(), 1, 1).Actors[castOf(actor)*perActor:]
		if n := len(states); n == 0 || states[n-1] != row[0] {
			states, at = append(states, row[0]), append(at, now)
		}
		if row[6] > micros(now) || row[6] > 0 && row[6] < micros(at[len(at)-1]-step) {
			t.Fatalf("at %v: in this state since %d, want about %v", now, row[6], at[len(at)-1])
		}
	}
	return states, at
}

// An actor is drawn as it fares, and its state does not flicker.
func TestActorsAreDrawnAsTheyFare(t *testing.T) {
	single(t)
	for _, test := range []struct {
		why, fault, actor string
		want              []int64
	}{
		{"nothing is wrong", "", "bank", []int64{actorHealthy}},
		{"it crashes, is back, and catches up", "faults: [{ type: crash, target: merchant, at: 2m, restart: 20s }]\n", "merchant", []int64{actorHealthy, actorDown, actorRecovering, actorHealthy}},
		{"it needs five times as long for a while", "faults: [{ type: slow, target: bank, at: 2m, for: 2m, factor: 5 }]\n", "bank", []int64{actorHealthy, actorSlow, actorHealthy}},
		{"it freezes, and nobody hears from it", "faults: [{ type: pause, target: bank, at: 2m, for: 1m }]\n", "bank", []int64{actorHealthy, actorFailing, actorHealthy}},
		{"it has too few workers, and a line forms", "actors: { bank: { workers: 1, mailbox: unlimited } }\ncustomers: { patience: 30m }\ntimeouts: { browser: 30m, web: 29m, payment: 28m, bank: 27m }\n", "bank", nil},
		{"it turns some away all the time", "actors: { bank: { workers: 1, mailbox: 1 } }\n", "bank", nil},
	} {
		t.Run(test.why, func(t *testing.T) {
			states, at := statesOf(t, test.fault, test.actor)
			if test.want != nil && !slices.Equal(states, test.want) {
				t.Errorf("states %v at %v, want %v", states, at, test.want)
			}
			if len(states) > 12 {
				t.Errorf("it flickers: %v at %v", states, at)
			}
			for i := 1; i+1 < len(states); i++ {
				if lasted := at[i+1] - at[i]; states[i+1] < states[i] && lasted < calmAfter*time.Millisecond {
					t.Errorf("state %d at %v lasted %v, and then it was better: nobody can see that", states[i], at[i], lasted)
				}
			}
		})
	}
}

// In a shop that fares well nobody seems to be slow, failing or down, however fast one
// looks at it: not while it fills, and not those who rarely have anything to do.
func TestNobodySeemsSlowWhileAllIsWell(t *testing.T) {
	single(t)
	for _, row := range []struct {
		name  string
		speed float64
	}{{"classroom", 1}, {"classroom", 10}, {"quickstart", 10}, {"quickstart", 100}} {
		s, err := scenarios.Load(row.name, nil)
		if err != nil {
			t.Fatal(err)
		}
		w := sim.New(s.Seed)
		defer w.Close()
		e := newEye(s.Stage(w))
		for wall := int64(100); wall <= 180_000; wall += 100 {
			now := time.Duration(row.speed * float64(time.Duration(wall)*time.Millisecond))
			if err := w.Run(now); err != nil {
				t.Fatal(err)
			}
			all := e.tick(wall, row.speed, row.speed).Actors
			for i := range len(all) / perActor {
				if state := all[i*perActor]; state != actorHealthy && state != actorFilling {
					t.Fatalf("%s at speed %g: after %v the %s is %s", row.name, row.speed, now, e.hello().Actors[i].Name, actorStates[state])
				}
			}
		}
	}
}
