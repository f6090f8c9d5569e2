package scenarios

import (
	"math"
	"reflect"
	"testing"

	"buynow/actors"
)

// A shop of a quarter of the size is a quarter of the shop: as many orders as a
// quarter, as busy as before, with the same shares of what becomes of them.
func TestAScaledScenarioIsTheSameButSmaller(t *testing.T) {
	long(t)
	sets := []string{"load.shoppers.rate=16", "load.shoppers.duration=20m", "load.shoppers.arrivals=uniform", "size=middling", "population.customers=1_000_000"}
	large, err := Load("quickstart", sets)
	if err != nil {
		t.Fatal(err)
	}
	small, err := Load("quickstart", append(sets, "scale=4"))
	if err != nil {
		t.Fatal(err)
	}

	_, busyLarge, placedLarge := worked(t, large)
	_, busySmall, placedSmall := worked(t, small)

	if ratio := placedLarge / placedSmall; math.Abs(ratio-4) > 0.2 {
		t.Errorf("%.0f and %.0f orders, want four times as many", placedLarge, placedSmall)
	}
	for _, name := range []string{"web", "order-manager", "merchant", "bank", "stock-db", "mail"} {
		if math.Abs(busySmall[name]-busyLarge[name]) > 0.05 {
			t.Errorf("%s is busy for %.2f of the time, and %.2f at a quarter of the size", name, busyLarge[name], busySmall[name])
		}
	}
}

func TestScaledSharesStayTheSame(t *testing.T) {
	long(t)
	outcomes := func(scale string) (share [3]float64, placed float64) {
		s, err := Load("quickstart", []string{"load.shoppers.rate=2.5", "load.shoppers.arrivals=uniform", "scale=" + scale})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := s.Run(t.Context(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := float64(sum.Placed)
		return [3]float64{float64(sum.Outcomes.Completed) / n, float64(sum.Outcomes.Declined) / n, float64(sum.Outcomes.Cancelled) / n}, n
	}

	large, many := outcomes("1")
	small, few := outcomes("4")

	if math.Abs(many/few-4) > 0.2 {
		t.Errorf("%g and %g orders, want four times as many", many, few)
	}
	for i, name := range []string{"completed", "declined", "cancelled"} {
		if math.Abs(large[i]-small[i]) > 0.04 {
			t.Errorf("%.3f of the orders are %s, and %.3f at a quarter of the size", large[i], name, small[i])
		}
	}
}

func TestScaleDividesWhatIsMarkedAndNothingElse(t *testing.T) {
	before, err := Parse("shop.yaml", []byte(everything), nil)
	if err != nil {
		t.Fatal(err)
	}

	s, err := Parse("shop.yaml", []byte(everything), []string{"scale=1000"})
	if err != nil {
		t.Fatal(err)
	}

	for _, row := range []struct {
		why       string
		got, want any
	}{
		{"a rate", s.Load[0].Rate, before.Load[0].Rate / 1000},
		{"the target of a stage", s.Load[1].Stages[1].Target, before.Load[1].Stages[1].Target / 1000},
		{"a pool, but never to nothing", s.Config.Actors.Web.Workers, 1},
		{"no limit stays none", s.Config.Actors.OrderManager.Workers, -1},
		{"a level of one product", s.Config.Stock.Special[1], actors.Levels{Initial: 1, ReorderAt: 1, Lot: 1}},
		{"what is nothing stays nothing", s.Config.Stock.Special[7], actors.Levels{}},
		{"the people", s.Config.Population.Customers, 5},
		{"the room in the shop", s.Load[2].MaxVUs, 1},
		{"the users, who are whole", s.Load[3].Stages[0].Target, 1.0},
		{"what all users have to do together", s.Load[4].Iterations, 5},
		{"no duration", s.Load[0].Duration, before.Load[0].Duration},
		{"no share", s.Config.Population.AttackRate, before.Config.Population.AttackRate},
		{"no weight", s.Load[0].Journeys, before.Load[0].Journeys},
		{"no seed", s.Seed, before.Seed},
	} {
		if !reflect.DeepEqual(row.got, row.want) {
			t.Errorf("%s: %v, want %v", row.why, row.got, row.want)
		}
	}
}

func TestAScaleBeyondReasonIsRefused(t *testing.T) {
	for _, scale := range []string{"0", "-1", "0.5", "1e7", ".nan", ".inf"} {
		if _, err := Load("quickstart", []string{"scale=" + scale}); err == nil {
			t.Errorf("scale=%s is taken, want a mistake", scale)
		}
	}
}
