package actors

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

// soughtAfter is a shop with 40 pieces of each of five products and 400
// customers who all come within twenty seconds.
func soughtAfter(seed uint64, adjust func(*Config)) *Auditor {
	config := DefaultConfig()
	config.Catalog.SKUs, config.Customers.Think = 5, sim.Exponential(time.Second)
	config.Stock.Levels = Levels{Initial: 40}
	config.Stock.Backorders, config.Stock.ApplyDelay = false, 500*time.Millisecond
	adjust(&config)
	shop := Open(sim.New(seed), config)
	shop.World.Go("customers", func(env *sim.Env) {
		for intent := uint64(1); intent <= 400; intent++ {
			env.About(intent, 0)
			env.Send(shop.Customer, &Visit{Intent: intent, Journey: Buy})
			env.Sleep(50 * time.Millisecond)
		}
	})
	return NewAuditor(shop)
}

// TestEachStrategyOfStockBreaksWhatItMust sells more than there is in every way,
// and wants exactly the invariants broken that its weakness must break.
func TestEachStrategyOfStockBreaksWhatItMust(t *testing.T) {
	unraced(t)
	for _, row := range []struct {
		strategy string
		why      string
		adjust   func(*StockRules)
		breaks   []string
	}{
		{"conditional", "nothing lies between the look and the deed", func(r *StockRules) {}, nil},
		{"pessimistic", "nobody else comes between them", func(r *StockRules) { r.Write = PessimisticLock }, nil},
		{"optimistic", "whoever came between them is noticed", func(r *StockRules) { r.Write = OptimisticVersion }, nil},
		{"check-then-act", "what is asked for in between is sold twice", func(r *StockRules) { r.Write = CheckThenAct },
			[]string{"shelf-never-negative", "nothing-oversold"}},
		{"overwrite", "what others took is forgotten", func(r *StockRules) { r.Write = Overwrite },
			[]string{"shelf-never-negative", "nothing-oversold", "counts-match"}},
		{"what-is-there", "half a cart is taken for a whole one", func(r *StockRules) { r.Write = WhatIsThere },
			[]string{"nothing-oversold"}},
		{"at-cart", "who looks first has it, who comes later is told so", func(r *StockRules) { r.Reserve = ReserveAtCart }, nil},
		{"at-payment", "who pays last is told that it is gone, and the money is released",
			func(r *StockRules) { r.Reserve = ReserveAtPayment }, nil},
		{"at-payment, what-is-there", "as eShop does: nobody looks at the result", func(r *StockRules) {
			r.Reserve, r.Write = ReserveAtPayment, WhatIsThere
		}, []string{"nothing-oversold"}},
		{"at-payment, check-then-act", "as without a database transaction", func(r *StockRules) {
			r.Reserve, r.Write = ReserveAtPayment, CheckThenAct
		}, []string{"shelf-never-negative", "nothing-oversold"}},
	} {
		t.Run(row.strategy, func(t *testing.T) {
			for seed := uint64(1); seed <= 3; seed++ {
				a := soughtAfter(seed, func(c *Config) { row.adjust(&c.Stock) })

				a.rest(t)

				got := broken(a)
				slices.Sort(got)
				want := slices.Sorted(slices.Values(row.breaks))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("seed %d, because %s: broken (-want +got):\n%s", seed, row.why, diff)
					for _, v := range a.Verdicts() {
						if v.Shop > 0 {
							t.Logf("%s %d times, order %d at %v: %s", v.Name, v.Shop, v.Example, v.At, v.Detail)
						}
					}
				}
				if _, goods := a.Books(); !goods.Balanced() || goods.Delivered < 100 {
					t.Errorf("seed %d: the books are %+v, want them balanced, with most of 200 pieces delivered", seed, goods)
				}
			}
		})
	}
}

func TestStrategiesAreNamed(t *testing.T) {
	for _, name := range Writes() {
		var w Write
		if err := w.UnmarshalText([]byte(name)); err != nil || w.String() != name {
			t.Errorf("%q reads as %v, %v", name, w, err)
		}
	}
	for _, name := range ReserveTimes() {
		var r ReserveAt
		if err := r.UnmarshalText([]byte(name)); err != nil || r.String() != name {
			t.Errorf("%q reads as %v, %v", name, r, err)
		}
	}

	var w Write
	err := w.UnmarshalText([]byte("atomic"))

	if err == nil || !strings.Contains(err.Error(), `"atomic" is no way to write stock, want conditional, check-then-act`) {
		t.Errorf("the error is %v, want one that lists what is allowed", err)
	}
}
