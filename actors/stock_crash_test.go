package actors

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// aDayOfStock is a story with everything in it: orders that are met, one that
// expires, one that waits for goods, goods that come back, a parcel sent again.
func (rig *stockRig) aDayOfStock(env *sim.Env) {
	try := func(order OrderID, m sim.Message) {
		if _, err := rig.call(env, order, m); err != nil {
			rig.Errorf("order %d: %T: %v", order, m, err)
		}
	}
	rig.reserve(env, 1, false, 1, 6, 2, 1)
	try(1, &HoldStock{Order: 1})
	rig.reserve(env, 2, false, 1, 4) // expires
	rig.reserve(env, 3, false, 1, 8)
	waits := rig.reserve(env, 3, true, 1, 8, 3, 1)
	try(3, &HoldStock{Order: 3})
	rig.want("answer", waits.Answer, Later)
	try(1, &TakeStock{Order: 1, Shipment: 1})
	rig.reserve(env, 4, false, 3, 2)
	try(4, &ReleaseStock{Order: 4})
	rig.reserve(env, 5, false, 3, 3)
	try(5, &TakeStock{Order: 5, Shipment: 1})
	try(5, &PutBack{Order: 5, Cart: cartOf(3, 3), AsNew: true, From: Packing, Shipment: 1})
	for !slices.Contains(rig.heard, 3) {
		env.Sleep(time.Hour)
	}
	try(3, &TakeStock{Order: 3, Shipment: 1})
	try(3, &TakeStock{Order: 3, Shipment: 2, Cart: cartOf(1, 8, 3, 1)})
}

// crashRig is the world of that story; the victim crashes when an event of the
// kind happens to it for the nth time, and is back ten minutes later. It tells
// whether there was an nth time.
func crashRig(t *testing.T, victim string, what sim.What, nth int) (*stockRig, bool) {
	rig := newStockRig(t, func(c *Config) {
		c.Stock.Levels = Levels{Initial: 10, ReorderAt: 5, UpTo: 30}
		c.Manufacturer.Short, c.Manufacturer.Rest, c.Manufacturer.Revised = 1, sim.Constant(Day), 1
		c.Manufacturer.Lead = sim.Uniform(2*Day, 3*Day)
		c.Wholesaler.Lead = sim.Constant(5 * Day)
	})
	id := rig.shop.Stock
	if victim == "manufacturer" {
		id = rig.shop.Manufacturer
	}
	seen := 0
	rig.w.Watch(func(e *sim.Event) {
		if e.Actor != id {
			return
		}
		if seen++; seen == nth {
			rig.w.Crash(id)
			rig.w.At(e.At+10*time.Minute, func() { rig.w.Restart(id) })
		}
	}, what)
	rig.run(rig.aDayOfStock)
	return rig, seen >= nth
}

func TestCrashAtEveryPoint(t *testing.T) {
	undisturbed, _ := crashRig(t, "stock-db", Committed, 0)
	for _, victim := range []string{"stock-db", "manufacturer"} {
		for _, what := range []sim.What{Committed, sim.Sent} {
			name := map[sim.What]string{Committed: "commit", sim.Sent: "message"}[what]
			t.Run(fmt.Sprintf("of the %s at each %s", victim, name), func(t *testing.T) {
				points := 0
				for nth := 1; ; nth++ {
					rig, happened := crashRig(t, victim, what, nth)
					if !happened {
						break
					}
					points++
					for _, place := range []Place{Shelf, OnHold, Packing, Quarantine} {
						for sku := 1; sku <= 3; sku++ {
							if got, want := rig.at(place, sku), undisturbed.at(place, sku); got != want {
								t.Errorf("crash %d: %v of product %d in the end = %d, want %d", nth, place, sku, got, want)
							}
						}
					}
					if t.Failed() {
						t.Fatalf("it crashed at its %s %d", name, nth)
					}
				}
				if points < 2 {
					t.Errorf("it crashed at %d points, want at least 2", points)
				}
			})
		}
	}
}

// TestAnyStoryBalances lets many orders do anything at any time, twice now and
// then, while all computers crash every few days.
func TestAnyStoryBalances(t *testing.T) {
	for seed := range uint64(20) {
		rig := newStockRig(t, func(c *Config) {
			c.Stock.Levels = Levels{Initial: 10, ReorderAt: 5, UpTo: 30, Lot: 8}
			c.Stock.Policy = Policy(seed % 3)
			c.Manufacturer = DefaultManufacturerRules()
			c.Manufacturer.Refused, c.Manufacturer.Short, c.Manufacturer.Revised = 0.2, 0.3, 0.5
		})
		chance := sim.Fate(seed, luckOpening, 0)
		for order := OrderID(1); order <= 60; order++ {
			luck := sim.Fate(seed, luckOpening, order)
			rig.w.Go("customer", func(env *sim.Env) {
				env.Sleep(time.Duration(luck.IntN(int(20 * Day))))
				cart := []int{1 + luck.IntN(3), 1 + luck.IntN(9), 1 + luck.IntN(3), 1 + luck.IntN(4)}
				answer := rig.reserve(env, order, luck.Chance(0.5), cart...).Answer
				if answer == No {
					return
				}
				for range 4 {
					env.Sleep(time.Duration(luck.IntN(int(Day))) / 60 << luck.IntN(9))
					rig.call(env, order, []sim.Message{
						&HoldStock{Order: order}, &ReleaseStock{Order: order}, &TakeStock{Order: order, Shipment: 1},
						&TakeStock{Order: order, Shipment: 2, Cart: cartOf(cart...)},
						&ReserveStock{Order: order, Cart: cartOf(cart...), Backorder: true},
					}[luck.IntN(5)])
				}
			})
		}
		for i := range 12 {
			id := []sim.ActorID{rig.shop.Stock, rig.shop.Manufacturer, rig.shop.Wholesaler}[i%3]
			at := time.Duration(chance.IntN(int(40 * Day)))
			rig.w.At(at, func() { rig.w.Crash(id) })
			rig.w.At(at+time.Duration(chance.IntN(int(10*time.Minute))), func() { rig.w.Restart(id) })
		}

		rig.drain()

		rig.balance()
		if d := rig.shop.stock; d.purchases.Open() > 0 || d.mem.waiting > 0 || len(d.mem.closed) > 0 {
			t.Errorf("%d purchase orders, %d who wait and %d records are left", d.purchases.Open(), d.mem.waiting, len(d.mem.closed))
		}
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

func TestACrashWhileTheSupplierThinks(t *testing.T) {
	rig := newStockRig(t, nil)
	rig.w.At(2*time.Millisecond, func() { rig.w.Crash(rig.shop.Stock) })
	rig.w.At(time.Minute, func() { rig.w.Restart(rig.shop.Stock) })

	rig.run(func(env *sim.Env) {
		got := rig.reserve(env, 1, false, 1, 11)
		rig.want("answer", got.Answer, Later)
	})
}

func TestTheSameSeedTellsTheSameStory(t *testing.T) {
	first, _ := crashRig(t, "stock-db", Committed, 7)
	second, _ := crashRig(t, "stock-db", Committed, 7)

	if first.w.Trace() != second.w.Trace() {
		t.Errorf("the traces are %v and %v, want the same", first.w.Trace(), second.w.Trace())
	}
}
