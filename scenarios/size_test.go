package scenarios

import (
	"math"
	"testing"
	"time"

	"buynow/sim"
)

// worked runs a scenario and says how long the workers of each actor were busy
// for an order while customers came, in seconds, and which share of the time.
func worked(t *testing.T, s *Scenario) (busy, share map[string]float64, placed float64) {
	t.Helper()
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.Stage(w)
	busy, share = map[string]float64{}, map[string]float64{}
	w.At(s.Load.End(), func() {
		placed = float64(p.orders())
		for id, name := range w.Names() {
			l := w.Load(sim.ActorID(id))
			busy[name] = l.Work.Seconds() / placed
			share[name] = l.Work.Seconds() / s.Load.End().Seconds() / float64(l.Workers)
		}
		p.enough = true
	})
	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}
	return busy, share, placed
}

// The table of what an order asks of each actor is measured, not believed: the
// work that it predicts is the work that quickstart does.
func TestTheWorkOfAnOrderIsAsPredicted(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why  string
		sets []string
	}{
		{"as it is", nil},
		{"when nobody just looks around", []string{"load.shoppers.journeys={ buy: 1 }"}},
		{"when most look around", []string{"load.shoppers.journeys={ browse: 3, buy: 1 }", "load.shoppers.rate=1"}},
		{"when the bank is slow", []string{"actors.bank.service=exp(2s)"}},
		{"when the way is long", []string{"links.internet=exp(200ms)"}},
	} {
		s, err := Load("quickstart", row.sets)
		if err != nil {
			t.Fatal(err)
		}

		busy, _, _ := worked(t, s)

		for _, work := range demands(&s.Config, s.Load.base().pages(&s.Config)) {
			got, least := busy[work.name], 0.85*work.busy
			if work.atMost {
				least = 0
			}
			if got < least || got > 1.15*work.busy {
				t.Errorf("%s: %s is busy %.3f s for an order, predicted are %.3f s", row.why, work.name, got, work.busy)
			}
		}
	}
}

// Pools that are sized by the base load are busy for 60 % of the time at it,
// whatever the load.
func TestAutoMakesPoolsBusyForThreeFifths(t *testing.T) {
	long(t)
	names := []string{"web", "order-manager", "merchant", "fraud", "bank", "mail"}
	sets := []string{
		"load.shoppers.rate=20", "load.shoppers.duration=10m", "load.shoppers.arrivals=uniform",
		"stock.levels={ initial: 9000, reorder_at: 100, up_to: 9000 }", "population.customers=1_000_000",
	}
	for _, name := range names {
		sets = append(sets, "actors."+name+".workers=auto")
	}
	s, err := Load("quickstart", sets)
	if err != nil {
		t.Fatal(err)
	}

	_, share, _ := worked(t, s)

	for _, name := range names {
		if got := share[name]; got < 0.5 || got > 0.68 {
			t.Errorf("%s is busy for %.0f %% of the time, want about 60", name, 100*got)
		}
	}
}

func TestTheBaseLoadIsThatOfAnOrdinaryHour(t *testing.T) {
	for _, row := range []struct {
		why, load string
		want      float64 // orders per second
	}{
		{"a constant rate", "{ executor: constant-arrival-rate, rate: 2, duration: 10m }", 2},
		{"a peak does not count", "{ executor: ramping-arrival-rate, startRate: 10, stages: [{ duration: 1h, target: 10 }, { duration: 0s, target: 400 }, { duration: 10m, target: 400 }] }", 10},
		{"neither does a pause", "{ executor: ramping-arrival-rate, startRate: 0, stages: [{ duration: 2h, target: 0 }, { duration: 0s, target: 5 }, { duration: 1h, target: 5 }] }", 5},
		{"a ramp is as in its middle", "{ executor: ramping-arrival-rate, startRate: 0, stages: [{ duration: 1h, target: 100 }] }", 50},
		{"by the minute", "{ executor: constant-arrival-rate, rate: 60, timeUnit: 1m, duration: 10m }", 1},
		{"who only looks around does not buy", "{ executor: constant-arrival-rate, rate: 4, duration: 10m, journeys: { browse: 1, buy: 3 } }", 3},
	} {
		s, err := Parse("shop.yaml", []byte(crowdWith(row.load)), nil)
		if err != nil {
			t.Fatal(err)
		}

		if got := s.Load.base().orders; math.Abs(got-row.want) > 0.02*row.want {
			t.Errorf("%s: the base load is %.3g orders/s, want %.3g", row.why, got, row.want)
		}
	}
}

func TestAutoNeedsALoadThatBuys(t *testing.T) {
	text := crowdWith("{ executor: constant-arrival-rate, rate: 3, duration: 1m, journeys: { browse: 1 } }") + "actors: { bank: { workers: auto } }\n"

	_, err := Parse("shop.yaml", []byte(text), nil)

	want := "shop.yaml:3:28: actors.bank.workers: auto needs a load that has a rate and buys something, want a number"
	if err == nil || err.Error() != want {
		t.Errorf("Parse() = %v, want %s", err, want)
	}
}

func TestAutoSizesTheWarehouse(t *testing.T) {
	s, err := Parse("shop.yaml", []byte(shopWith("warehouse: { pickers: auto }")), []string{"load.shoppers.rate=50"})

	// 178 s for an order of two pieces, in 16 of 24 hours, at 60 % of the time.
	if err != nil || math.Abs(float64(s.Config.Warehouse.Pickers)/22_250-1) > 0.02 {
		t.Errorf("50 orders/s have %d pickers, %v, want about 22,250", s.Config.Warehouse.Pickers, err)
	}
}

func TestPeakIsTheMostAtAnyTime(t *testing.T) {
	text := "name: shop\nload:\n" +
		"  a: { executor: constant-arrival-rate, rate: 2, duration: 10m }\n" +
		"  b: { executor: ramping-arrival-rate, startTime: 5m, startRate: 1, stages: [{ duration: 1m, target: 7 }, { duration: 1m, target: 0 }] }\n"
	s, err := Parse("shop.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}

	most, at := s.Load.peak()

	if math.Abs(most.orders-9) > 0.01 || at < 5*time.Minute+59*time.Second || at > 6*time.Minute {
		t.Errorf("the peak is %.3g orders/s at %v, want 9 at 6m", most.orders, at)
	}
}
