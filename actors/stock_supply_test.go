package actors

import (
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// wantNear is a claim about a date: a minute more or less is messages travelling.
func (rig *stockRig) wantNear(what string, got, want time.Duration) {
	rig.Helper()
	if (got - want).Abs() > time.Minute {
		rig.Errorf("%s = %v, want about %v", what, got, want)
	}
}

func TestTheDateThatIsNamed(t *testing.T) {
	silent := func(id func(*Shop) sim.ActorID) func(*stockRig) {
		return func(rig *stockRig) { rig.w.Crash(id(rig.shop)) }
	}
	maker := func(s *Shop) sim.ActorID { return s.Manufacturer }
	wholesaler := func(s *Shop) sim.ActorID { return s.Wholesaler }
	for _, row := range []struct {
		claim  string
		adjust func(*Config)
		fault  func(*stockRig)
		pieces int
		eta    time.Duration
	}{
		{"is the wholesaler's if that is earlier", nil, nil, 11, Day},
		{"is the manufacturer's if there is no second source", func(c *Config) { c.Stock.SecondSource = false }, nil, 11, 2 * Day},
		{"is the manufacturer's if the wholesaler is no quicker",
			func(c *Config) { c.Wholesaler.Lead = sim.Constant(9 * Day) }, nil, 11, 2 * Day},
		{"is the wholesaler's if the manufacturer is gone", func(c *Config) { c.Manufacturer.Lead = sim.Constant(Day / 2) }, silent(maker), 11, Day},
		{"is the manufacturer's if the wholesaler is gone", nil, silent(wholesaler), 11, 2 * Day},
		{"is the usual one if both are gone", nil, func(rig *stockRig) { silent(maker)(rig); silent(wholesaler)(rig) }, 11, Day},
		{"is the usual one if the suppliers are too slow", nil, func(rig *stockRig) {
			for _, id := range []sim.ActorID{rig.shop.Manufacturer, rig.shop.Wholesaler} {
				rig.w.Connect(rig.shop.Stock, id, sim.Link{Request: sim.Constant(time.Minute)})
			}
		}, 11, Day},
		{"is that of goods on order, if nobody waits for them",
			func(c *Config) { c.Stock.Levels = Levels{Initial: 10, ReorderAt: 10, UpTo: 30} }, nil, 11, 2 * Day},
	} {
		t.Run(row.claim, func(t *testing.T) {
			rig := newStockRig(t, row.adjust)

			rig.run(func(env *sim.Env) {
				if row.fault != nil {
					row.fault(rig)
				}
				rig.reserve(env, 1, false, 1, 1)
				got := rig.reserve(env, 2, false, 1, row.pieces-1)
				rig.want("answer", got.Answer, Later)
				rig.wantNear("date", got.Eta, row.eta)
				if took := env.Now(); took > 4*time.Second+100*time.Millisecond {
					t.Errorf("the answer took %v, want at most 4s", took)
				}
			})
		})
	}
}

func TestGoodsGoToThoseWhoWaitInTheirOrder(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 1, false, 1, 10)
		rig.call(env, 1, &TakeStock{Order: 1})
		big := rig.reserve(env, 2, true, 1, 8, 2, 11)
		rig.want("answer", big.Answer, Later)
		rig.wantNear("date", big.Eta, Day)
		small := rig.reserve(env, 3, true, 1, 1)
		rig.want("answer to one after", small.Answer, Later)
		again := rig.reserve(env, 3, true, 1, 1)
		rig.want("answer again", again.Answer, Later)
		for _, order := range []OrderID{2, 3} {
			_, err := rig.call(env, order, &HoldStock{Order: order})
			rig.want("confirming one that waits", err, nil)
		}
		late := rig.reserve(env, 4, false, 2, 1)
		rig.want("answer to one who wants what is kept for another", late.Answer, Later)
		env.Sleep(3 * Day)
		for _, order := range []OrderID{2, 3} {
			_, err := rig.call(env, order, &TakeStock{Order: order})
			rig.want("taking", err, nil)
		}
	})

	if len(rig.heard) < 2 || !slices.Equal(slices.Compact(rig.heard[:2]), []OrderID{2, 3}) {
		t.Errorf("goods were ready for %v, want 2 and 3 first", rig.heard)
	}
	rig.want("at packing", rig.at(Packing, 1), int64(19))
	rig.want("bought", rig.at(Supplier, 1), int64(-19))
}

func TestWhoGivesUpWaitingMakesRoom(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 2, true, 1, 8, 2, 11)
		rig.reserve(env, 3, true, 1, 3)
		rig.want("state", rig.states[3], ReservationWaiting)
		rig.call(env, 2, &ReleaseStock{Order: 2})
		rig.want("state after room was made", rig.states[3], ReservationHeld)
		rig.call(env, 3, &TakeStock{Order: 3})
	})

	rig.want("shelf, with the one that was bought", rig.at(Shelf, 1), int64(8))
}

func TestGoodsThatNobodyFetchesAreSoldToOthers(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) { rig.reserve(env, 1, true, 1, 11) })

	rig.want("state", rig.states[1], ReservationExpired)
	if reminded := len(rig.heard); reminded < 10 || reminded > 20 {
		t.Errorf("the order manager was told %d times, want about one a day for two weeks", reminded)
	}
}

func TestPolicies(t *testing.T) {
	for _, row := range []struct {
		policy   Policy
		levels   Levels
		position int
		want     int
	}{
		{OrderUpTo, Levels{ReorderAt: 5, UpTo: 20}, 6, 0},
		{OrderUpTo, Levels{ReorderAt: 5, UpTo: 20}, 5, 15},
		{OrderUpTo, Levels{}, 0, 0},
		{FixedLot, Levels{ReorderAt: 5, Lot: 4}, 6, 0},
		{FixedLot, Levels{ReorderAt: 5, Lot: 4}, 5, 4},
		{FixedLot, Levels{ReorderAt: 5, Lot: 4}, 1, 8},
		{BaseStock, Levels{UpTo: 14}, 14, 0},
		{BaseStock, Levels{UpTo: 14}, 11, 3},
	} {
		if got := row.policy.Order(row.levels, row.position); got != row.want {
			t.Errorf("%v.Order(%v, %d) = %d, want %d", row.policy, row.levels, row.position, got, row.want)
		}
		var read Policy
		text, _ := row.policy.MarshalText()
		if err := read.UnmarshalText(text); err != nil || read != row.policy {
			t.Errorf("UnmarshalText(%s) = %v, %v, want %v", text, read, err, row.policy)
		}
	}
	var p Policy
	if p.UnmarshalText([]byte("(S,s)")) == nil {
		t.Errorf("UnmarshalText of a policy that does not exist succeeds")
	}
}

func TestTheLifeOfAPurchaseOrder(t *testing.T) {
	sent, acked, part, received := PurchaseSent, PurchaseAcked, PurchasePartial, PurchaseReceived
	refused, cancelled := PurchaseRefused, PurchaseCancelled
	for _, row := range []struct {
		claim  string
		adjust func(*Config)
		fault  func(*stockRig)
		want   []PurchaseState
		came   int64
	}{
		{"usually is simple", nil, nil, []PurchaseState{sent, acked, received}, 16},
		{"has two deliveries if it is short", func(c *Config) { c.Manufacturer.Short = 1; c.Manufacturer.Rest = sim.Constant(Day) }, nil,
			[]PurchaseState{sent, acked, part, received}, 16},
		{"moves to the wholesaler if it is refused", func(c *Config) { c.Manufacturer.Refused = 1 }, nil,
			[]PurchaseState{sent, refused, sent, acked, received}, 16},
		{"ends if all refuse", func(c *Config) { c.Manufacturer.Refused, c.Wholesaler.Refused = 1, 1 }, nil,
			[]PurchaseState{sent, refused, sent, refused, sent, refused, sent, refused}, 0},
		{"goes on with the same number if the supplier was away",
			nil, func(rig *stockRig) {
				rig.w.Crash(rig.shop.Manufacturer)
				rig.w.At(Day, func() { rig.w.Restart(rig.shop.Manufacturer) })
			}, []PurchaseState{sent, acked, received}, 16},
		{"moves to the wholesaler if the supplier stays away", nil, func(rig *stockRig) { rig.w.Crash(rig.shop.Manufacturer) },
			[]PurchaseState{sent, cancelled, sent, acked, received}, 16},
		{"ends if all are away", nil, func(rig *stockRig) { rig.w.Crash(rig.shop.Manufacturer); rig.w.Crash(rig.shop.Wholesaler) },
			[]PurchaseState{sent, cancelled, sent, cancelled, sent, cancelled, sent, cancelled}, 0},
		{"is given up if it is far too late", func(c *Config) {
			c.Manufacturer.Lead = sim.Empirical([]time.Duration{Day, 60 * Day}, []float64{90, 10})
		},
			func(rig *stockRig) {
				rig.w.At(0, func() { rig.shop.Config.Manufacturer.Lead = sim.Constant(60 * Day) })
				rig.w.Watch(func(e *sim.Event) { // the date it names is the old one
					if ack, ok := e.Body.(*POAck); ok {
						ack.Eta = Day
					}
				}, sim.Sent)
			}, []PurchaseState{sent, acked, cancelled, sent, acked, received}, 16},
	} {
		t.Run(row.claim, func(t *testing.T) {
			rig := newStockRig(t, func(c *Config) {
				c.Stock.Levels = Levels{Initial: 10, ReorderAt: 5, UpTo: 20}
				if row.adjust != nil {
					row.adjust(c)
				}
			})

			rig.run(func(env *sim.Env) {
				if row.fault != nil {
					row.fault(rig)
				}
				rig.reserve(env, 1, false, 1, 6)
				rig.call(env, 1, &TakeStock{Order: 1})
			})

			if !slices.Equal(rig.bought, row.want) {
				t.Errorf("the purchase orders went %v, want %v", rig.bought, row.want)
			}
			rig.want("goods that came", -rig.at(Supplier, 1)-10, row.came)
			rig.want("purchase orders left", rig.shop.stock.purchases.Open(), 0)
		})
	}
}

func TestNoMoreIsReceivedThanWasOrdered(t *testing.T) {
	rig := newStockRig(t, func(c *Config) { c.Stock.Levels = Levels{Initial: 10, ReorderAt: 5, UpTo: 20} })

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 1, false, 1, 6)
		po := uint64(purchasesPerSKU + 1)
		for _, receipt := range []*GoodsReceipt{
			{PO: po, SKU: 1, Qty: 4, Delivery: 5}, {PO: po, SKU: 1, Qty: 4, Delivery: 5}, // twice
			{PO: po, SKU: 2, Qty: 4, Delivery: 6}, {PO: po + 1, SKU: 1, Qty: 4, Delivery: 1}, // not ordered
		} {
			_, err := rig.call(env, 0, receipt)
			rig.want("receipt", err, nil)
		}
		rig.want("goods that came", -rig.at(Supplier, 1)-10, int64(4))
		rig.want("the other product", rig.at(Shelf, 2), int64(10))
	})

	rig.want("goods that came, with what the supplier brings", -rig.at(Supplier, 1)-10, int64(16))
}

func TestARevisedDateIsBelieved(t *testing.T) {
	rig := newStockRig(t, func(c *Config) {
		c.Stock.Levels = Levels{Initial: 10, ReorderAt: 5, UpTo: 20}
		c.Manufacturer.Revised = 1
		c.Manufacturer.Lead = sim.Uniform(Day, 5*Day)
	})
	revised := time.Duration(0)
	rig.w.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*POUpdate); ok {
			revised = m.Eta
		}
	}, sim.Sent)
	came := time.Duration(0)
	rig.w.Watch(func(e *sim.Event) {
		if place, _ := PlaceOf(e.Move.From); place == Supplier && e.At > 0 {
			came = e.At
		}
	}, sim.Moved)

	rig.run(func(env *sim.Env) { rig.reserve(env, 1, false, 1, 6) })

	rig.wantNear("the day the goods came", came, revised)
}

func TestLateGoodsAreBoughtElsewhereForThoseWhoWait(t *testing.T) {
	rig := newStockRig(t, func(c *Config) {
		c.Stock.Levels = Levels{Initial: 10, ReorderAt: 9, UpTo: 40}
		c.Manufacturer.Confidence = 0
		c.Manufacturer.Lead = sim.Empirical([]time.Duration{Day / 4, 15 * Day}, []float64{1, 99})
	})
	ready := time.Duration(0)
	rig.w.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*GoodsReady); ok && ready == 0 {
			ready = e.At
			rig.w.Go("warehouse", func(env *sim.Env) { rig.call(env, m.Order, &TakeStock{Order: m.Order}) })
		}
	}, sim.Sent)

	rig.run(func(env *sim.Env) {
		rig.reserve(env, 1, false, 1, 5)
		rig.reserve(env, 2, true, 1, 8)
	})

	if ready == 0 || ready > 5*Day {
		t.Errorf("the goods were there after %v, want within 5 days", ready)
	}
}
