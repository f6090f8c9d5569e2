package actors

import (
	"math"
	"testing"
	"time"

	"buynow/sim"
)

// crowds lets people want one piece of each of so many products, one product
// after the other: a hundred pieces, and 200 people a second until it is long
// sold out.
func crowds(t *testing.T, products int, write Write) *stockRig {
	const pieces, people = 100, 150
	rig := newStockRig(t, func(c *Config) {
		c.Catalog.SKUs = products
		c.Stock.Backorders, c.Stock.Levels = false, Levels{Initial: pieces}
		c.Stock.Write, c.Stock.ApplyDelay = write, 50*time.Millisecond
	})
	rig.oversells = write == CheckThenAct
	for product := range products {
		rig.w.At(time.Duration(product)*50*time.Millisecond, func() {
			rig.w.Go("crowd", func(env *sim.Env) {
				for i := range people {
					order := OrderID(product*people + i + 1)
					luck := env.LuckOf(sim.FirstPurpose, order)
					env.Sleep(sim.Exponential(5 * time.Millisecond).Duration(&luck))
					env.About(order+1000, order)
					env.Send(rig.shop.Stock, &ReserveStock{Order: order, Cart: cartOf(product+1, 1)})
				}
			})
		})
	}
	return rig
}

// TestCheckThenActOversellsLikePoisson compares what is sold too much with what
// the arrivals between the look and the deed must be: Poisson with the mean
// 200/s * 50 ms, whatever the stock. A conditional write sells nothing too much.
func TestCheckThenActOversellsLikePoisson(t *testing.T) {
	unraced(t)
	products := 400
	if *longInventory {
		products = 20_000
	}
	for _, row := range []struct {
		claim string
		write Write
		mean  float64
	}{
		{"check-then-act sells what is asked for within the delay", CheckThenAct, 10},
		{"a conditional write sells what there is", ConditionalWrite, 0},
		{"a lock sells what there is", PessimisticLock, 0},
		{"a version sells what there is", OptimisticVersion, 0},
	} {
		t.Run(row.claim, func(t *testing.T) {
			rig := crowds(t, products, row.write)
			most := map[SKU]int{}
			rig.w.Watch(func(e *sim.Event) {
				if _, sku := PlaceOf(e.Move.From); rig.at(Shelf, int(sku)) < 0 {
					most[SKU(sku)] = max(most[SKU(sku)], int(-rig.at(Shelf, int(sku))))
				}
			}, sim.Moved)

			if err := rig.w.Run(10 * time.Minute); err != nil {
				t.Fatal(err)
			}

			n, sum, squares := float64(products), 0.0, 0.0
			for sku := range products {
				x := float64(most[SKU(sku+1)])
				sum, squares = sum+x, squares+x*x
			}
			mean := sum / n
			variance := squares/n - mean*mean
			if off := 3 * math.Sqrt(row.mean/n); math.Abs(mean-row.mean) > off {
				t.Errorf("%.3f pieces of a product are oversold on average, want %v within %.3f", mean, row.mean, off)
			}
			if off := 3 * math.Sqrt((row.mean+2*row.mean*row.mean)/n); math.Abs(variance-row.mean) > off {
				t.Errorf("the variance is %.3f, want %v within %.3f", variance, row.mean, off)
			}
		})
	}
}

// TestALockIsAQueue compares the wait for a lock that is held for a fixed time
// with the formula of Pollaczek and Khinchine, and, when more want it than it can
// serve, the sales with one in each time of the lock.
func TestALockIsAQueue(t *testing.T) {
	const h = 10 * time.Millisecond
	for _, row := range []struct {
		claim string
		rate  float64 // orders a second
		wait  time.Duration
		sold  int // in the first ten seconds
	}{
		{"at half of its capacity the wait is h/2 on average", 50, h + h/2, 0},
		{"at four fifths it is 2 h", 80, h + 2*h, 0},
		{"at twice its capacity it sells one in h", 200, 0, int(10 * time.Second / h)},
	} {
		t.Run(row.claim, func(t *testing.T) {
			const orders = 20_000
			rig := newStockRig(t, func(c *Config) {
				c.Stock.Write, c.Stock.LockTime, c.Stock.TTL = PessimisticLock, h, Day
				c.Stock.Levels = Levels{Initial: orders}
			})
			total, answered, early := time.Duration(0), 0, 0
			rig.w.Watch(func(e *sim.Event) {
				if e.Actor != rig.shop.Stock || e.Message != KindReserveStock {
					return
				}
				total += time.Duration(e.B)
				answered++
				if e.At < 10*time.Second+time.Millisecond {
					early++
				}
			}, sim.Served)
			rig.w.Go("crowd", func(env *sim.Env) {
				for order := range OrderID(orders) {
					luck := env.LuckOf(sim.FirstPurpose, order)
					env.Sleep(sim.Exponential(time.Duration(1e9 / row.rate)).Duration(&luck))
					env.About(order+1001, order+1)
					env.Send(rig.shop.Stock, &ReserveStock{Order: order + 1, Cart: cartOf(1, 1)})
				}
			})

			if err := rig.w.Run(2 * time.Hour); err != nil {
				t.Fatal(err)
			}

			mean := total / time.Duration(answered)
			if row.wait > 0 && math.Abs(float64(mean-row.wait)) > 0.06*float64(row.wait) {
				t.Errorf("an answer takes %v on average, want %v", mean, row.wait)
			}
			if row.sold > 0 && (early > row.sold || early < row.sold-15) {
				t.Errorf("%d were sold in ten seconds, want %d less the first few", early, row.sold)
			}
		})
	}
}

// TestAVersionThatChangedIsTriedAgain compares how often a write finds that
// somebody else has written meanwhile with 1-exp(-lambda*D).
func TestAVersionThatChangedIsTriedAgain(t *testing.T) {
	for _, row := range []struct {
		rate  float64 // writes of others in a second
		tries int
		fails float64
	}{
		{20, 1, 1 - math.Exp(-1)},
		{2, 1, 1 - math.Exp(-0.1)},
		{20, 3, math.Pow(1-math.Exp(-1), 3)},
	} {
		const orders = 2000
		rig := newStockRig(t, func(c *Config) {
			c.Stock.Write, c.Stock.ApplyDelay, c.Stock.WriteTries = OptimisticVersion, 50*time.Millisecond, row.tries
			c.Stock.Levels, c.Stock.TTL = Levels{Initial: orders}, Day
		})
		failed, over := 0, false
		rig.w.Go("others", func(env *sim.Env) {
			for i := uint64(0); !over; i++ {
				luck := env.LuckOf(sim.FirstPurpose, i)
				env.Sleep(sim.Exponential(time.Duration(1e9 / row.rate)).Duration(&luck))
				rig.shop.stock.items[1].version++
			}
		})
		rig.w.Go("orders", func(env *sim.Env) {
			for order := range OrderID(orders) {
				env.Sleep(time.Second)
				if _, err := rig.call(env, order+1, &ReserveStock{Order: order + 1, Cart: cartOf(1, 1)}); err == ErrContended {
					failed++
				}
			}
			over = true
		})

		if err := rig.w.Run(2 * time.Hour); err != nil {
			t.Fatal(err)
		}

		got := float64(failed) / orders
		if off := 3 * math.Sqrt(row.fails*(1-row.fails)/orders); math.Abs(got-row.fails) > off {
			t.Errorf("at %v writes a second, %.4f of %d tries are in vain, want %.4f within %.4f", row.rate, got, row.tries, row.fails, off)
		}
	}
}

func TestALostUpdateIsFoundAtNight(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Write, c.Stock.Backorders = Overwrite, false })
	rig.miscounts, rig.oversells = true, true

	rig.run(func(env *sim.Env) {
		for order := OrderID(1); order <= 2; order++ { // at the same time
			env.About(order+1000, order)
			env.Send(rig.shop.Stock, &ReserveStock{Order: order, Cart: cartOf(1, 4)})
		}
		env.Sleep(time.Second)
		rig.want("the figure of the shelf, of which 4 and 4 were taken", rig.shop.stock.items[1].shelf, 6)
		rig.want("the shelf", rig.at(Shelf, 1), int64(2))
		for order := OrderID(1); order <= 2; order++ {
			_, err := rig.call(env, order, &TakeStock{Order: order, Shipment: 1, Cart: cartOf(1, 4)})
			rig.want("taking", err, nil)
		}
		rig.want("answer for what is on paper only", rig.reserve(env, 3, false, 1, 3).Answer, Yes)
		_, err := rig.call(env, 3, &TakeStock{Order: 3, Shipment: 1, Cart: cartOf(1, 3)})
		rig.want("taking what is on paper only", err, ErrShort)
		env.Sleep(Day)
	})

	rig.want("the figure of the shelf in the end", rig.shop.stock.items[1].shelf, 2)
}

func TestAPickerFindsOutWhoWasPromisedTooMuch(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Write, c.Stock.Backorders = CheckThenAct, false })
	rig.oversells = true
	var errs [4]error

	rig.run(func(env *sim.Env) {
		for order := OrderID(1); order <= 4; order++ {
			env.About(order+1000, order)
			env.Send(rig.shop.Stock, &ReserveStock{Order: order, Cart: cartOf(1, 3)})
		}
		env.Sleep(time.Second)
		rig.want("the shelf with 12 of 10 pieces reserved", rig.at(Shelf, 1), int64(-2))
		for order := range OrderID(4) {
			_, errs[order] = rig.call(env, order+1, &TakeStock{Order: order + 1, Shipment: 1, Cart: cartOf(1, 3)})
		}
	})

	rig.want("errors of the pickers", errs, [4]error{nil, nil, nil, ErrShort})
	rig.want("the shelf in the end, with two that were ordered", rig.at(Shelf, 1), int64(1+2))
}

func TestWhatIsThereIsLessThanWasPromised(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Write = WhatIsThere })

	rig.run(func(env *sim.Env) {
		rig.want("answer", rig.reserve(env, 1, false, 1, 7, 2, 1).Answer, Yes)
		rig.want("answer", rig.reserve(env, 2, false, 1, 7, 2, 1).Answer, Yes)
		rig.want("reserved", rig.at(OnHold, 1), int64(10))
		_, err := rig.call(env, 1, &TakeStock{Order: 1, Shipment: 1, Cart: cartOf(1, 7, 2, 1)})
		rig.want("taking", err, nil)
		_, err = rig.call(env, 2, &TakeStock{Order: 2, Shipment: 1, Cart: cartOf(1, 7, 2, 1)})
		rig.want("taking 7 of which 3 were set aside", err, ErrShort)
	})

	rig.want("shelf in the end", rig.at(Shelf, 1), int64(3))
	rig.want("state", rig.states[2], ReservationReleased)
}

func TestGoodsInACartAreKept(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Reserve, c.Stock.Backorders = ReserveAtCart, false })
	look := func(env *sim.Env, intent uint64, cart *Cart) int {
		env.About(intent, 0)
		reply, err := env.Call(rig.shop.Stock, &ViewItem{SKU: 1, Cart: cart}, time.Second)
		rig.want("error", err, nil)
		return reply.(*ItemPage).Stock
	}

	rig.run(func(env *sim.Env) {
		rig.want("free at first", look(env, 1001, cartOf(1, 6)), 10)
		rig.want("free beside a cart", look(env, 1002, nil), 4)
		rig.want("answer to another", rig.reserve(env, 2, false, 1, 5).Answer, No)
		rig.want("answer to who has it in the cart", rig.reserve(env, 1, false, 1, 6).Answer, Yes)
		rig.want("free", look(env, 1003, cartOf(1, 4)), 4)
		env.Sleep(16 * time.Minute)
		rig.want("free when both were too slow", look(env, 1004, nil), 10)
	})
}

func TestGoodsAreTakenAfterThePayment(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Reserve = ReserveAtPayment })

	rig.run(func(env *sim.Env) {
		for order := OrderID(1); order <= 2; order++ {
			rig.want("answer", rig.reserve(env, order, false, 1, 6).Answer, Yes)
		}
		rig.want("reserved after a look", rig.at(OnHold, 1), int64(0))
		for range 2 {
			_, err := rig.call(env, 1, &HoldStock{Order: 1, Cart: cartOf(1, 6)})
			rig.want("holding", err, nil)
		}
		_, err := rig.call(env, 2, &HoldStock{Order: 2, Cart: cartOf(1, 6)})
		rig.want("holding what is gone meanwhile", err, ErrShort)
		rig.want("reserved", rig.at(OnHold, 1), int64(6))
		rig.want("answer for more than there is", rig.reserve(env, 3, false, 1, 6).Answer, Later)
	})
}
