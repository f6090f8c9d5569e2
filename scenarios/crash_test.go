package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// A crash may come between any two steps. Whoever crashes, and wherever in an
// order's way, after the restart every order must come to an end and every
// promise must hold.
func TestNoCrashBetweenStepsLosesAnOrder(t *testing.T) {
	s, err := Load("quickstart", []string{"load.shoppers.duration=2m"})
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for _, victim := range []string{"order-manager", "web", "stock-db", "merchant", "bank", "fraud", "warehouse", "truck", "mail", "manufacturer"} {
		for step := actors.Step(1); step <= actors.Steps; step++ {
			for _, when := range []sim.What{sim.Sent, sim.Served} {
				number++
				sampled(t, fmt.Sprintf("%s/%d/%d", victim, step, when), number, func(t *testing.T) {
					crashAt(t, s, victim, func(e *sim.Event) bool { return e.What == when && actors.StepOf(e.Body) == step })
				})
			}
		}
	}
}

// The same for each commit of a ledger: the record is written, and nobody has
// heard of it.
func TestNoCrashAfterACommitLosesAnOrder(t *testing.T) {
	s, err := Load("quickstart", []string{"load.shoppers.duration=2m"})
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for _, victim := range []string{"order-manager", "stock-db", "merchant", "bank", "warehouse", "truck", "mail", "manufacturer"} {
		for nth := 1; nth <= 400; nth += 13 {
			number++
			sampled(t, fmt.Sprintf("%s/%d", victim, nth), number, func(t *testing.T) {
				count := 0
				crashAt(t, s, victim, func(e *sim.Event) bool {
					if e.What == actors.Committed && shopNames[e.Actor] == victim {
						count++
					}
					return count == nth
				})
			})
		}
	}
}

// And at any event whatever that the victim brings about: what it changes and
// moves together with a commit is done as a whole or not at all.
func TestNoCrashAtAnyMomentLosesAnOrder(t *testing.T) {
	s, err := Load("quickstart", []string{"load.shoppers.duration=1m"})
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for _, victim := range []string{"order-manager", "stock-db", "merchant", "bank", "warehouse", "truck"} {
		for nth := 1; nth <= 700; nth += 29 {
			number++
			sampled(t, fmt.Sprintf("%s/%d", victim, nth), number, func(t *testing.T) {
				count := 0
				crashAt(t, s, victim, func(e *sim.Event) bool {
					if shopNames[e.Actor] == victim {
						count++
					}
					return count == nth
				})
			})
		}
	}
}

// In a bad hour somebody crashes every minute, for half a minute on average.
func TestABadHourLosesNoOrder(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		sampled(t, fmt.Sprint(seed), int(seed), func(t *testing.T) {
			badHour(t, playShort(t, func(*actors.Config) {}), seed, time.Minute)
		})
	}
}

// Nor does a worse one under any other strategy that is safe.
func TestAWorseHourLosesNoOrderUnderASafeStrategy(t *testing.T) {
	for i, strategy := range []string{
		"payments.take=charge-then-ship", "payments.take=charge-then-ship payments.unknown=same-key",
		"payments.unknown=wait", "payments.take=charge-then-ship payments.unknown=wait", "preset=stripe-like",
	} {
		for seed := uint64(5); seed <= 8; seed++ {
			sampled(t, fmt.Sprint(strategy, " ", seed), 4*i+int(seed), func(t *testing.T) {
				s, err := Load("quickstart", append(strings.Fields(strategy), "load.shoppers.duration=3m", fmt.Sprint("seed=", seed)))
				if err != nil {
					t.Fatal(err)
				}
				w := sim.New(s.Seed)
				defer w.Close()
				badHour(t, s.Stage(w), seed, 10*time.Second)
			})
		}
	}
}

// badHour lets somebody crash every so often, for half a minute on average.
func badHour(t *testing.T, p *Play, seed uint64, every time.Duration) {
	t.Helper()
	luck := sim.Fate(seed, sim.FirstPurpose, 0)
	victims := []string{"order-manager", "web", "stock-db", "merchant", "bank", "fraud", "warehouse", "truck", "manufacturer"}
	down := sim.Exponential(30 * time.Second)
	for at := time.Second; at < 5*time.Hour; at += every {
		victim, length := actorNamed(t, p.World, victims[luck.IntN(len(victims))]), down.Duration(&luck)
		p.World.At(at, func() { p.World.Crash(victim) })
		p.World.At(at+length, func() { p.World.Restart(victim) })
	}
	crashes := 0
	p.World.Watch(func(*sim.Event) { crashes++ }, sim.Crashed)

	sum := finish(t, p)

	if crashes < 200 || sum.Outcomes.Completed == 0 {
		t.Errorf("%d crashes and %d completed orders prove little", crashes, sum.Outcomes.Completed)
	}
}

// sampled runs a case of a sweep as a test of its own; under the race detector
// one in nine is enough, as it looks for races and not for lost orders.
func sampled(t *testing.T, name string, number int, test func(*testing.T)) {
	t.Helper()
	if racing && number%9 != 0 {
		return
	}
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		test(t)
	})
}

// crashAt plays the scenario and lets the victim crash at the first event that
// fits, for half a minute.
func crashAt(t *testing.T, s *Scenario, victim string, fits func(*sim.Event) bool) {
	t.Helper()
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	id := actorNamed(t, w, victim)
	crashed := false
	w.Watch(func(e *sim.Event) {
		if crashed || e.What == sim.Crashed || !fits(e) {
			return
		}
		crashed = true
		w.Crash(id)
		w.At(w.Now()+30*time.Second, func() { w.Restart(id) })
	})

	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}

	sum := p.Summary(false)
	if err := sum.Check(); err != nil {
		t.Error(err)
	}
	if sum.Outcomes.InFlight != 0 {
		t.Errorf("%d orders never came to an end", sum.Outcomes.InFlight)
	}
	for _, v := range sum.Invariants {
		if v.Shop > 0 {
			t.Errorf("%s broken %d times, order %d: %s", v.Name, v.Shop, v.Example, v.Text)
		}
	}
}

// shopNames are the names of the actors of any shop: they are always the same.
var shopNames = func() []string {
	w := sim.New(1)
	defer w.Close()
	actors.Open(w, actors.DefaultConfig())
	return w.Names()
}()
