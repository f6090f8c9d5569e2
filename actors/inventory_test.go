package actors

import (
	"flag"
	"math"
	"testing"
	"time"

	"buynow/sim"
)

var longInventory = flag.Bool("long-inventory", false, "run the inventory cases twenty times as long")

// TestTheLotOfLeastCost is the classical case of 12,000 pieces a year, 150 an
// order, and 2.40 to keep a piece for a year.
func TestTheLotOfLeastCost(t *testing.T) {
	const demand, order, holding = 12000.0, 150.0, 2.4

	lot := EOQ(demand, order, holding)
	cost := order*demand/lot + holding*lot/2

	near(t, "lot", lot, 1224.745, 0.001)
	near(t, "cost", cost, 2939.388, 0.001)
}

// TestTheNewsvendor buys at 10, sells at 25, and returns for 4 what is left of a
// Poisson demand of 100.
func TestTheNewsvendor(t *testing.T) {
	const price, cost, salvage, mean = 25.0, 10.0, 4.0, 100.0

	quantity := NewsvendorQuantity(mean, (price-cost)/(price-salvage))
	sold, p := 0.0, math.Exp(-mean)
	for k := 0; k < 400; k++ {
		sold += p * math.Min(float64(k), float64(quantity))
		p *= mean / float64(k+1)
	}
	profit := price*sold - cost*float64(quantity) + salvage*(float64(quantity)-sold)

	if quantity != 106 {
		t.Errorf("quantity = %d, want 106", quantity)
	}
	near(t, "profit", profit, 1427.945, 0.001)
	near(t, "fill", sold/mean, 0.982831, 1e-6)
}

func TestNewsvendorQuantityIsTheSmallestThatIsEnough(t *testing.T) {
	for _, mean := range []float64{0.1, 0.5, 1, 3.7, 10, 99.5} {
		for _, level := range []float64{0.01, 0.3, 0.5, 0.8, 0.95, 0.999} {
			want, p := 0, math.Exp(-mean)
			for sum := p; sum < level; sum += p {
				want++
				p *= mean / float64(want)
			}
			if got := NewsvendorQuantity(mean, level); got != want {
				t.Errorf("NewsvendorQuantity(%v, %v) = %d, want %d", mean, level, got, want)
			}
		}
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s = %v, want %v within %v", what, got, want, within)
	}
}

// batches are the means of stretches of a run, long enough to be independent.
type batches []float64

func (b batches) mean() (mean, standardError float64) {
	for _, x := range b {
		mean += x / float64(len(b))
	}
	for _, x := range b {
		standardError += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(standardError / float64(len(b)-1) / float64(len(b)))
}

// inventoryRun sells one product from a base stock of 14, four a day as a
// Poisson process, with 2.5 days for the next to come. It returns the share that
// was met from the shelf and the mean number of orders that wait, by batches.
func inventoryRun(t *testing.T, backorders bool) (met, waiting batches) {
	const batchSize, runs = 2500, 40
	rig := newStockRig(t, func(c *Config) {
		c.Catalog.SKUs = 1
		c.Stock.Backorders = backorders
		c.Stock.Policy = BaseStock
		c.Stock.Levels = Levels{Initial: 14, UpTo: 14}
		c.Manufacturer.Lead = sim.Constant(60 * time.Hour)
		c.Stock.SecondSource = false
	})
	rig.w.Connect(sim.Outside, sim.Outside, sim.Link{})
	size := batchSize
	if *longInventory {
		size *= 20
	}

	now, since, area := 0, time.Duration(0), 0.0
	rig.w.Watch(func(e *sim.Event) {
		machine, from, next := ChangeOf(e)
		if machine != ReservationMachine {
			return
		}
		area += float64(now) * (e.At - since).Seconds()
		since = e.At
		switch ReservationWaiting {
		case ReservationState(next):
			now++
		case ReservationState(from):
			now--
		}
	}, Changed)
	rig.w.Watch(func(e *sim.Event) {
		if ready, ok := e.Body.(*GoodsReady); ok {
			rig.w.Go("warehouse", func(env *sim.Env) {
				env.About(ready.Order, ready.Order)
				env.Send(rig.shop.Stock, &TakeStock{Order: ready.Order})
			})
		}
	}, sim.Sent)

	gap := sim.Exponential(6 * time.Hour)
	rig.w.Go("demand", func(env *sim.Env) {
		order := OrderID(0)
		sell := func() bool {
			order++
			luck := env.LuckOf(luckOpening, order<<32)
			env.Sleep(gap.Duration(&luck))
			env.About(order, order)
			if rig.reserve(env, order, false, 1, 1).Answer == Yes {
				env.Send(rig.shop.Stock, &TakeStock{Order: order})
				return true
			}
			if backorders {
				rig.reserve(env, order, true, 1, 1)
			}
			return false
		}
		for range 200 { // until it no longer matters how it began
			sell()
		}
		for range runs {
			yes, began := 0, env.Now()
			area, since = 0, began
			for range size {
				if sell() {
					yes++
				}
			}
			met = append(met, float64(yes)/float64(size))
			waiting = append(waiting, (area+float64(now)*(env.Now()-since).Seconds())/(env.Now()-began).Seconds())
		}
	})
	if err := rig.w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	rig.balance()
	return met, waiting
}

func TestBaseStockWithBackorders(t *testing.T) {
	unraced(t)
	met, waiting := inventoryRun(t, true)

	ready, readyError := met.mean()
	near(t, "ready rate", ready, 0.86446, max(3*readyError, 0.001))
	mean, meanError := waiting.mean()
	near(t, "mean backorders", mean, 0.18694, max(3*meanError, 0.01*0.18694))
	if readyError > 0.005 || meanError > 0.05*mean {
		t.Errorf("the standard errors are %v and %v, want at most 0.005 and 5 %%", readyError, meanError)
	}
	t.Logf("ready rate %.5f +- %.5f, mean backorders %.5f +- %.5f", ready, readyError, mean, meanError)
}

func TestBaseStockWithLostSales(t *testing.T) {
	unraced(t)
	met, _ := inventoryRun(t, false)

	fill, fillError := met.mean()
	near(t, "fill", fill, 0.943181, max(3*fillError, 0.001))
	if fillError > 0.005 {
		t.Errorf("the standard error is %v, want at most 0.005", fillError)
	}
	t.Logf("fill %.5f +- %.5f", fill, fillError)
}
