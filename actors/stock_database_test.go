package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

func TestReservingTwiceTakesTheGoodsOnce(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		first := rig.reserve(env, 1, false, 1, 3, 2, 1)
		second := rig.reserve(env, 1, false, 1, 3, 2, 1)
		rig.want("second answer", *second, *first)
		rig.want("answer", first.Answer, Yes)
		rig.want("shelf of product 1", rig.at(Shelf, 1), int64(7))
	})

	rig.want("state", rig.states[1], ReservationExpired)
	rig.want("shelf of product 1 in the end", rig.at(Shelf, 1), int64(10))
}

func TestAllLinesOrNone(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Backorders = false })

	rig.run(func(env *sim.Env) {
		got := rig.reserve(env, 1, false, 1, 3, 2, 11)
		rig.want("answer", got.Answer, No)
		rig.want("short", got.Short, SKU(2))
		twice := rig.reserve(env, 2, false, 3, 6, 3, 6)
		rig.want("answer for one product on two lines", twice.Answer, No)
		wrong := rig.reserve(env, 3, false, 4, 1)
		rig.want("answer for what is not sold", wrong.Answer, No)
	})

	rig.want("reserved", rig.at(OnHold, 1), int64(0))
}

func TestNothingIsOversoldToAThousandAtOnce(t *testing.T) {
	rig := newStockRig(t, func(c *Config) {
		c.Stock.Backorders = false
		c.Stock.Special = map[SKU]Levels{1: {Initial: 100}}
	})
	said := map[StockAnswer]int{}

	for order := range OrderID(1000) {
		rig.w.Go("customer", func(env *sim.Env) {
			got := rig.reserve(env, order+1, false, 1, 1)
			said[got.Answer]++
			if got.Answer == Yes {
				_, err := rig.call(env, order+1, &TakeStock{Order: order + 1})
				rig.want("taking", err, nil)
			}
		})
	}
	rig.drain()

	rig.balance()
	rig.want("answers yes", said[Yes], 100)
	rig.want("answers no", said[No], 900)
	rig.want("at packing", rig.at(Packing, 1), int64(100))
}

func TestGivingBackTwiceChangesNothing(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 1, false, 1, 3)
		for range 2 {
			_, err := rig.call(env, 1, &ReleaseStock{Order: 1})
			rig.want("release", err, nil)
		}
		_, err := rig.call(env, 9, &ReleaseStock{Order: 9})
		rig.want("release of an order never heard of", err, nil)
		_, err = rig.call(env, 1, &HoldStock{Order: 1})
		rig.want("hold of what was given back", err, ErrShort)
	})

	rig.want("shelf", rig.at(Shelf, 1), int64(10))
	rig.want("state", rig.states[1], ReservationReleased)
}

func TestALateConfirmation(t *testing.T) {
	for _, row := range []struct {
		claim string
		after time.Duration // before the confirmation
		rival int           // pieces that somebody else has by then
		err   error
		state ReservationState
	}{
		{"in time keeps the goods for good", 14 * time.Minute, 0, nil, ReservationHeld},
		{"after the expiry gets them again, if they are there", 17 * time.Minute, 0, nil, ReservationHeld},
		{"after the expiry is refused, if they are not", 17 * time.Minute, 8, ErrShort, ReservationExpired},
	} {
		t.Run(row.claim, func(t *testing.T) {
			rig := newStockRig(t, nil)

			rig.run(func(env *sim.Env) {
				rig.reserve(env, 1, false, 1, 3)
				env.Sleep(row.after)
				if row.rival > 0 {
					rig.reserve(env, 2, false, 1, row.rival)
				}
				_, err := rig.call(env, 1, &HoldStock{Order: 1})
				rig.want("hold", err, row.err)
			})

			rig.want("state", rig.states[1], row.state)
		})
	}
}

func TestTakingTwiceTakesOnce(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		_, err := rig.call(env, 1, &TakeStock{Order: 1, Shipment: 1, Cart: cartOf(1, 3)})
		rig.want("taking what was not reserved", err, ErrShort)
		rig.reserve(env, 1, false, 1, 3)
		for range 2 {
			_, err := rig.call(env, 1, &TakeStock{Order: 1, Shipment: 1, Cart: cartOf(1, 3)})
			rig.want("taking", err, nil)
		}
		_, err = rig.call(env, 1, &ReleaseStock{Order: 1})
		rig.want("release", err, nil)
	})

	rig.want("at packing", rig.at(Packing, 1), int64(3))
	rig.want("state", rig.states[1], ReservationTaken)
	rig.want("records left", rig.shop.stock.reservations.Open(), 0)
}

func TestAParcelSentAgainTakesGoodsAgain(t *testing.T) {
	for _, row := range []struct {
		claim string
		after time.Duration
	}{{"at once", 0}, {"when the first is long forgotten", 5 * Day}} {
		t.Run(row.claim, func(t *testing.T) {
			rig := newStockRig(t, nil)

			rig.run(func(env *sim.Env) {
				rig.reserve(env, 1, false, 1, 4)
				for _, take := range []struct {
					shipment uint64
					err      error
				}{{1, nil}, {2, nil}, {2, nil}, {3, ErrShort}} {
					if take.shipment == 2 {
						env.Sleep(row.after)
						row.after = 0
					}
					_, err := rig.call(env, 1, &TakeStock{Order: 1, Shipment: take.shipment, Cart: cartOf(1, 4)})
					rig.want("taking", err, take.err)
				}
			})

			rig.want("at packing", rig.at(Packing, 1), int64(8))
		})
	}
}

func TestAParcelThatWasRefusedIsNotTakenForLater(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 1, false, 1, 6)
		for _, take := range []struct {
			shipment uint64
			err      error
		}{{1, nil}, {2, ErrShort}} {
			_, err := rig.call(env, 1, &TakeStock{Order: 1, Shipment: take.shipment, Cart: cartOf(1, 6)})
			rig.want("taking", err, take.err)
		}
		_, err := rig.call(env, 1, &PutBack{Order: 1, Cart: cartOf(1, 6), AsNew: true, From: Packing, Shipment: 1})
		rig.want("putting the first back", err, nil)
		_, err = rig.call(env, 1, &TakeStock{Order: 1, Shipment: 2, Cart: cartOf(1, 6)})
		rig.want("a late copy of the question, now that they are there", err, ErrShort)
	})

	rig.want("at packing", rig.at(Packing, 1), int64(0))
}

func TestWhoWasReleasedGetsNothingAnyMore(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Backorders = false })

	rig.run(func(env *sim.Env) {
		rig.want("answer", rig.reserve(env, 1, false, 1, 11).Answer, No)
		rig.want("answer", rig.reserve(env, 2, false, 1, 1).Answer, Yes)
		for order := OrderID(1); order <= 2; order++ {
			_, err := rig.call(env, order, &ReleaseStock{Order: order})
			rig.want("release", err, nil)
			rig.want("answer to a copy that comes late", rig.reserve(env, order, false, 1, 1).Answer, No)
		}
	})

	rig.want("reserved", rig.at(OnHold, 1), int64(0))
}

func TestGoodsComeBackOnce(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		for order := OrderID(1); order <= 3; order++ {
			rig.reserve(env, order, false, 1, 3)
			_, err := rig.call(env, order, &TakeStock{Order: order})
			rig.want("taking", err, nil)
		}
		for _, order := range []OrderID{2, 3} { // sent, returned
			env.About(order+1000, order)
			moveGoods(env, cartOf(1, 3), Packing, Quarantine)
		}
		for range 2 {
			for _, back := range []*PutBack{
				{Order: 1, Cart: cartOf(1, 3), AsNew: true, From: Packing, Shipment: 1},
				{Order: 2, Cart: cartOf(1, 3), AsNew: true, From: Quarantine},
				{Order: 3, Cart: cartOf(1, 3), From: Quarantine},
			} {
				_, err := rig.call(env, back.Order, back)
				rig.want("putting back", err, nil)
			}
		}
	})

	rig.want("shelf", rig.at(Shelf, 1), int64(7))
	rig.want("scrap", rig.at(Scrap, 1), int64(3))
	rig.want("state of the parcel that was stopped", rig.states[1], ReservationReleased)
}

func TestTheShelfIsCountedAfterItChanged(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) { rig.reserve(env, 1, false, 1, 1, 3, 1) })

	rig.want("counts", rig.counts, 2)
}

func TestAPageShowsWhatIsFree(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 1, false, 1, 4)
		reply, err := rig.call(env, 0, &ViewItem{SKU: 1})
		rig.want("error", err, nil)
		rig.want("stock", reply.(*ItemPage).Stock, 6)
		_, err = rig.call(env, 0, &ViewItem{SKU: 4})
		rig.want("error", err, ErrUnknown)
	})
}

// BenchmarkStock is what an order costs here: reserve, confirm, take.
func BenchmarkStock(b *testing.B) {
	config := Config{
		Policies: DefaultPolicies(),
		Catalog:  DefaultCatalog(), Stock: DefaultStockRules(), Timeouts: DefaultTimeouts(),
		Manufacturer: DefaultManufacturerRules(), Wholesaler: DefaultWholesalerRules(),
	}
	w := sim.New(7)
	defer w.Close()
	s := &Shop{World: w, Config: config}
	s.stock = newStockDatabase(s)
	s.Stock = w.Add(sim.Actor{Name: "stock-db", Waits: true, Workers: 16, Serve: s.stock.Serve})
	for _, supplier := range []struct {
		id    *sim.ActorID
		rules *SupplierRules
	}{{&s.Manufacturer, &s.Config.Manufacturer}, {&s.Wholesaler, &s.Config.Wholesaler}} {
		m := newManufacturer(s, supplier.rules)
		*supplier.id = w.Add(sim.Actor{Name: "supplier", Workers: sim.Unlimited, Serve: m.Serve})
	}
	carts := make([]*Cart, 4096)
	for i := range carts {
		carts[i] = s.Config.Catalog.Cart(7, uint64(i), &Shopper{Budget: 45_00})
	}
	b.ReportAllocs()
	b.ResetTimer()
	w.Go("orders", func(env *sim.Env) {
		for order := OrderID(1); order <= OrderID(b.N); order++ {
			env.Sleep(Day / 1_000_000)
			env.About(order, order)
			env.Call(s.Stock, &ReserveStock{Order: order, Cart: carts[order%4096]}, 0)
			env.Call(s.Stock, &HoldStock{Order: order}, 0)
			env.Call(s.Stock, &TakeStock{Order: order, Shipment: 1}, 0)
		}
	})
	w.Run(sim.Forever)
}
