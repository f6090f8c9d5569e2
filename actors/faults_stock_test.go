package actors

import (
	"math"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// TestALostUpdateIsTheWorldsAndIsMadeGood switches locking off in a shop where
// everybody wants the same few things. Too much is promised, and figures are
// wrong, by the world; whoever goes without is told, and the count sets the figures
// right.
func TestALostUpdateIsTheWorldsAndIsMadeGood(t *testing.T) {
	s, a, failure := stricken(t, 1, 0, scarce, sim.Fault{Type: "lost_update", For: Day, Delay: sim.Constant(500 * time.Millisecond)})
	rush(s, 400)
	seen := watchGoods(s)

	a.rest(t)

	if seen.struck < 20 || s.Config.Stock.Write != ConditionalWrite {
		t.Errorf("it struck %d orders, and stock is written %v afterwards; want 20, and as before", seen.struck, s.Config.Stock.Write)
	}
	for _, v := range a.Verdicts() {
		declared := slices.Contains(rowOf(t, s, failure.Fault.Type).Breaks, v.Name)
		if v.Shop > 0 || v.WorldUnrepaired > 0 || declared && v.WorldRepaired == 0 {
			t.Errorf("%s: %d by the shop: %+v; %d not repaired: %+v; %d repaired", v.Name, v.Shop, v.Instance, v.WorldUnrepaired, v.Unrepaired, v.WorldRepaired)
		}
	}
}

// TestACarefulWriteIsNotDeceivedByAnOldCopy reads old figures in a shop where
// everything is soon sold out, under ways to write that do and do not look again.
func TestACarefulWriteIsNotDeceivedByAnOldCopy(t *testing.T) {
	for _, row := range []struct {
		claim  string
		fault  sim.Fault
		write  Write
		breaks []string
	}{
		{"conditional, with a copy that is kept", sim.Fault{Type: "stale_read", For: Day, Age: 5 * time.Second}, ConditionalWrite, nil},
		{"conditional, with a copy that lags", sim.Fault{Type: "replica_lag", For: Day, Delay: sim.Constant(5 * time.Second)}, ConditionalWrite, nil},
		{"a lock, with a copy that lags", sim.Fault{Type: "replica_lag", For: Day, Delay: sim.Constant(5 * time.Second)}, PessimisticLock, nil},
		{"check-then-act sells by the old figure", sim.Fault{Type: "stale_read", For: Day, Age: 5 * time.Second}, CheckThenAct, []string{"shelf-never-negative", "nothing-oversold"}},
		{"and by that which lags", sim.Fault{Type: "replica_lag", For: Day, Delay: sim.Constant(5 * time.Second)}, CheckThenAct, []string{"shelf-never-negative", "nothing-oversold"}},
	} {
		t.Run(row.claim, func(t *testing.T) {
			s, a, _ := stricken(t, 1, 0, func(c *Config) {
				scarce(c)
				c.Stock.Write, c.Stock.ApplyDelay = row.write, time.Microsecond
			}, row.fault)
			rush(s, 400)
			seen := watchGoods(s)

			a.rest(t)

			if got := broken(a); !slices.Equal(got, row.breaks) {
				t.Errorf("broken = %v, want %v", got, row.breaks)
			}
			if seen.struck < 10 {
				t.Errorf("%d orders or pages were deceived, want 10 or more", seen.struck)
			}
		})
	}
}

func TestACopyIsBehindByItsDelay(t *testing.T) {
	rig := newStockRig(t, nil)
	fault := sim.Fault{Type: "replica_lag", Name: "lag", Probability: 1, At: time.Second, For: 20 * time.Second, Delay: sim.Constant(5 * time.Second)}
	row := rowOf(t, rig.shop, fault.Type)
	rig.w.Inflict(fault, row.Make(&fault), sim.Aim{})
	page := func(env *sim.Env) int {
		reply, err := rig.call(env, 0, &ViewItem{SKU: 1})
		rig.want("error", err, nil)
		return reply.(*ItemPage).Stock
	}

	rig.run(func(env *sim.Env) {
		env.Sleep(2 * time.Second)
		rig.want("at first", page(env), 10)
		rig.reserve(env, 1, false, 1, 4)
		rig.want("at once", page(env), 10)
		env.Sleep(4900 * time.Millisecond)
		rig.want("just before the delay is over", page(env), 10)
		env.Sleep(200 * time.Millisecond)
		rig.want("after it", page(env), 6)
		rig.reserve(env, 2, false, 1, 1)
		env.Sleep(20 * time.Second)
		rig.want("when the fault is over", page(env), 5)
	})
}

// TestEverybodyWantsTheHotKey compares how many carts hold the best-seller alone
// with the share that the fault says.
func TestEverybodyWantsTheHotKey(t *testing.T) {
	const share = 0.8
	s, a, _ := stricken(t, 1, 1000, wellBehaved, sim.Fault{Type: "hot_key", For: 2 * Day, Share: share})
	hot, all := 0.0, 0.0
	s.World.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*PlaceOrder); ok && e.Attempt == 0 {
			all++
			if len(m.Cart.Lines) == 1 && m.Cart.Lines[0] == (Line{SKU: 1, Qty: 1, Price: s.Config.Catalog.Price(1, 1)}) {
				hot++
			}
		}
	}, sim.Sent)

	a.rest(t)

	if off := 4 * math.Sqrt(share*(1-share)/all); all < 900 || math.Abs(hot/all-share) > off+0.05*(1-share) {
		t.Errorf("%.3f of %v carts hold the best-seller alone, want %v within %.3f", hot/all, all, share, off)
	}
	if len(broken(a)) > 0 {
		t.Errorf("broken = %v, want nothing", broken(a))
	}
}

// TestPricesThatChangeAreKeptAsSeen changes half of the prices again and again, and
// wants every order charged what its customer saw, and each of them counted.
func TestPricesThatChangeAreKeptAsSeen(t *testing.T) {
	s, a, _ := stricken(t, 1, 1000, func(c *Config) { c.Customers.Return = 0.5 }, sim.Fault{
		Type: "price_change", For: 17 * time.Hour, MTBF: 10 * time.Second, MTTR: 10 * time.Second, Share: 0.5, Factor: 1.5,
	})
	seen, old := watchGoods(s), 0
	s.World.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*CreateOrder); ok && e.Attempt == 0 && s.active(whenPriced) != nil && s.Config.Catalog.changed(1, m.Cart) {
			old++
		}
	}, sim.Sent)

	a.rest(t)

	if len(broken(a)) > 0 || seen.cases[CaseRefunded] < 50 {
		t.Errorf("broken = %v after %d returns, want nothing after 50 or more", broken(a), seen.cases[CaseRefunded])
	}
	if seen.struck == 0 || math.Abs(float64(seen.struck-old)) > 0.02*float64(old) {
		t.Errorf("it struck %d orders, and %d were sent with old prices; want as many, but for those under way at the change", seen.struck, old)
	}
}

// TestWhatComesBackIsWhatWasDelivered changes prices when everything is delivered and
// some of it is about to come back: at those prices people would have bought other
// things, and these they do not have.
func TestWhatComesBackIsWhatWasDelivered(t *testing.T) {
	s, a, _ := stricken(t, 1, 300, func(c *Config) { wellBehaved(c); c.Customers.Return = 0.5 }, sim.Fault{
		Type: "price_change", At: 12 * Day, For: 40 * Day, Share: 0.5, Factor: 3,
	})
	seen, other := watchGoods(s), 0
	s.World.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*SendBack); ok && e.Actor == s.Customer {
			if shopper := s.shopperOf(e.Intent); !m.Cart.alike(s.Config.Catalog.Cart(1, e.Intent, &shopper)) {
				other++
			}
		}
	}, sim.Sent)

	a.rest(t)

	if len(broken(a)) > 0 || seen.cases[CaseRefunded] < 50 {
		t.Errorf("broken = %v after %d returns, want nothing after 50 or more", broken(a), seen.cases[CaseRefunded])
	}
	if other < 5 {
		t.Errorf("%d customers would have bought something else by then, want 5 or more: the prices did not matter", other)
	}
}

func TestAFlushedCacheAsksForEveryPage(t *testing.T) {
	asked := func(f sim.Fault) int {
		s, a, _ := stricken(t, 1, 0, func(c *Config) { wellBehaved(c); c.Catalog.SKUs = 5 }, f)
		rush(s, 400)
		pages := 0
		s.World.Watch(func(e *sim.Event) {
			if e.Message == KindViewItem && e.Actor == s.Web {
				pages++
			}
		}, sim.Sent)
		a.rest(t)
		return pages
	}

	calm, flushed := asked(sim.Fault{Type: "cache_flush", At: Day}), asked(sim.Fault{Type: "cache_flush", For: time.Minute, MTBF: time.Second, MTTR: time.Millisecond})

	if calm > 10 || flushed < 30 {
		t.Errorf("%d pages are asked for, and %d if the cache is flushed every second; want one for each product, and for each of some 20 flushes", calm, flushed)
	}
}

// scarce is a shop that has little of five products, and gets no more.
func scarce(c *Config) {
	wellBehaved(c)
	c.Catalog.SKUs, c.Customers.Think = 5, sim.Exponential(time.Second)
	c.Stock.Levels, c.Stock.Backorders = Levels{Initial: 40}, false
}

// rush lets so many customers come at twenty a second.
func rush(s *Shop, customers int) {
	s.World.Go("rush", func(env *sim.Env) {
		for intent := range uint64(customers) {
			env.About(intent+1, 0)
			env.Send(s.Customer, &Visit{Intent: intent + 1, Journey: Buy})
			env.Sleep(50 * time.Millisecond)
		}
	})
}
