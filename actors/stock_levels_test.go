package actors

import (
	"math"
	"testing"
	"time"

	"buynow/sim"
)

func TestNormalQuantile(t *testing.T) {
	for _, row := range []struct{ p, want float64 }{
		{0.5, 0}, {0.8, 0.8416}, {0.9, 1.2816}, {0.95, 1.6449}, {0.99, 2.3263}, {0.05, -1.6449},
	} {
		near(t, "quantile", normalQuantile(row.p), row.want, 0.011)
	}
}

func TestSuggestedLevels(t *testing.T) {
	lead := leadTime{mean: 7 * Day, spread: 84 * time.Hour}
	for _, row := range []struct {
		claim    string
		policy   Policy
		daily    float64
		reorder  float64
		lot      float64
		upTo     float64
		tolerant float64
	}{
		{"s covers the lead time and its variation, S a lot more", OrderUpTo, 100, 700 + 1.645*math.Sqrt(700+350*350), 854.4, 2131.4, 5},
		{"a slow product is not given up", OrderUpTo, 0.01, 1, 9, 10, 1},
		{"the base stock meets the service level", BaseStock, 10.0 / 7, 0, 0, 16, 0},
	} {
		rules := DefaultStockRules()
		rules.Policy = row.policy

		got := rules.Suggest(row.daily, 25_00, lead)

		near(t, row.claim+": s", float64(got.ReorderAt), row.reorder, row.tolerant)
		near(t, row.claim+": Q", float64(got.Lot), row.lot, row.tolerant)
		near(t, row.claim+": S", float64(got.UpTo), row.upTo, row.tolerant)
	}
}

func TestUsualLeadTime(t *testing.T) {
	maker := DefaultManufacturerRules()
	got := maker.usual()
	days := func(d time.Duration) float64 { return d.Seconds() / Day.Seconds() }
	near(t, "mean in days", days(got.mean), 7, 0.01)
	near(t, "spread in days", days(got.spread), 3.5, 0.2)
	near(t, "80 of a hundred are quicker than", days(got.quote), 9.65, 0.4)
}

// TestDefaultLevelsMeetTheServiceLevel sells from the default shop for half a
// year, a hundredth of its load, and looks at what was met from the shelf.
func TestDefaultLevelsMeetTheServiceLevel(t *testing.T) {
	const perDay, days = 1000, 60
	rig := newStockRig(t, func(c *Config) {
		c.Catalog = DefaultCatalog()
		c.Catalog.SKUs = 100
		c.Stock = DefaultStockRules()
		c.Stock.OrdersPerDay = perDay
		c.Stock.Backorders = false
		c.Manufacturer, c.Wholesaler = DefaultManufacturerRules(), DefaultWholesalerRules()
	})
	catalog := &rig.shop.Config.Catalog
	gap := sim.Exponential(Day / perDay)
	met := 0

	rig.run(func(env *sim.Env) {
		for order := OrderID(1); order <= perDay*days; order++ {
			luck := env.LuckOf(luckOpening, order<<32)
			env.Sleep(gap.Duration(&luck))
			s := DrawShopper(env.Seed(), order, DefaultPopulation())
			reply, err := rig.call(env, order, &ReserveStock{Order: order, Cart: catalog.Cart(env.Seed(), order, &s)})
			if err != nil {
				t.Fatal(err)
			}
			if reply.(*StockDecision).Answer == Yes {
				met++
				env.Send(rig.shop.Stock, &TakeStock{Order: order})
			}
		}
	})

	fill := float64(met) / (perDay * days)
	t.Logf("%.4f of the orders were met from the shelf, by %d events of purchase orders", fill, len(rig.bought))
	if fill < 0.93 {
		t.Errorf("%.4f of the orders were met from the shelf, want at least 0.93", fill)
	}
}

func BenchmarkOpening(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		s := &Shop{World: sim.New(1), Config: Config{
			Catalog: DefaultCatalog(), Stock: DefaultStockRules(), Manufacturer: DefaultManufacturerRules(), Wholesaler: DefaultWholesalerRules(),
		}}
		newStockDatabase(s)
	}
}
