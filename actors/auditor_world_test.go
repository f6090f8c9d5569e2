package actors

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

// audited is a shop with an auditor, and so many customers who come one after
// the other; every twentieth thinks better of it.
func audited(seed, customers uint64) (*Shop, *Auditor) {
	config := DefaultConfig()
	config.Stock.OrdersPerDay = 10_000
	shop := Open(sim.New(seed), config)
	shop.World.Go("customers", func(env *sim.Env) {
		for intent := uint64(1); intent <= customers; intent++ {
			env.About(intent, 0)
			visit := &Visit{Intent: intent, Journey: Buy}
			if intent%20 == 0 {
				visit.Journey = BuyAndCancel
			}
			env.Send(shop.Customer, visit)
			env.Sleep(500 * time.Millisecond)
		}
	})
	return shop, NewAuditor(shop)
}

// rest lets the world come to rest, and the auditor judge it.
func (a *Auditor) rest(t *testing.T) {
	t.Helper()
	if err := a.shop.World.Run(400 * Day); err != nil {
		t.Fatal(err)
	}
	a.Close(a.shop.World.Now(), true)
	a.shop.World.Close()
}

func TestShopKeepsItsPromises(t *testing.T) {
	for seed := uint64(1); seed <= 5; seed++ {
		_, a := audited(seed, 1000)

		a.rest(t)

		for _, v := range a.Verdicts() {
			if v.Shop > 0 {
				t.Errorf("seed %d: %s is broken %d times, first by order %d at %v: %s", seed, v.Name, v.Shop, v.Example, v.At, v.Detail)
			}
		}
		money, goods := a.Books()
		if !money.Balanced() || !goods.Balanced() {
			t.Errorf("seed %d: the books do not balance: %+v, %+v", seed, money, goods)
		}
		if o := a.Outcomes(); o.Placed < 900 || o.InFlight != 0 {
			t.Errorf("seed %d: %+v, want most of 1000 placed and none in flight", seed, o)
		}
	}
}

func TestAuditorChangesNothing(t *testing.T) {
	shop, a := audited(1, 100)
	a.rest(t)

	alone, _ := audited(1, 100)
	if err := alone.World.Run(400 * Day); err != nil {
		t.Fatal(err)
	}

	if shop.World.Trace() != alone.World.Trace() {
		t.Errorf("the trace with an auditor is %v, another time %v", shop.World.Trace(), alone.World.Trace())
	}
}

// Forgers are saboteurs of a shop at work: when something happens for the first
// time, they send a message that nobody should, or tamper with a ledger.
var forgers = []struct {
	bug    string
	when   match
	forge  func(*sim.Env, *Shop, *order)
	breaks []string
}{
	{"the browser sends a second click with another key", happened(Placed),
		func(env *sim.Env, s *Shop, o *order) {
			env.Send(s.Web, &PlaceOrder{ClientKey: 1 << 40, Shopper: o.shopper, Cart: o.cart})
		}, []string{"one-click-one-order"}},
	{"a payment is asked for again with another key", changed(OrderMachine, uint8(Confirmed)),
		func(env *sim.Env, s *Shop, o *order) {
			env.Send(s.Bank, &AuthRequest{Order: o.id, Stan: PaymentKey(o.id, 9), Card: o.shopper.Cards[0], Amount: o.cart.Total()})
		}, []string{"nobody-charged-twice"}},
	{"the warehouse computer writes before the truck has come", changed(OrderMachine, uint8(Confirmed)),
		func(env *sim.Env, s *Shop, o *order) { env.Send(s.Mail, &DispatchMail{Order: o.id, Shipment: 1}) },
		[]string{"tracking-before-mail", "mail-after-collection"}},
	{"the warehouse hears of an order before the bank", changed(ReservationMachine, uint8(ReservationHeld)),
		func(env *sim.Env, s *Shop, o *order) {
			env.Send(s.Warehouse, &DispatchOrder{Order: o.id, Shipment: 1, Cart: o.cart})
		}, []string{"dispatch-after-authorised"}},
	{"the hold of a confirmed order is voided", changed(OrderMachine, uint8(Confirmed)),
		func(env *sim.Env, s *Shop, o *order) {
			env.Send(s.Bank, &BankVoid{Order: o.id, Auth: PaymentKey(o.id, 0)})
		},
		[]string{"dispatch-after-authorised"}},
	{"a refund is given for goods that were kept", moved(Clearing, Fees),
		func(env *sim.Env, s *Shop, o *order) {
			env.Send(s.Bank, &BankRefund{Order: o.id, Auth: PaymentKey(o.id, 0), Amount: o.cart.Total(), Case: 7})
		}, []string{"paid-for-what-was-kept"}},
	{"a second parcel is sent although the first is on its way", changed(ShipmentMachine, uint8(ShipmentCollected)),
		func(env *sim.Env, s *Shop, o *order) {
			env.Send(s.Warehouse, &DispatchOrder{Order: o.id, Shipment: 2, Cart: o.cart})
		}, []string{"shipped-within-ordered"}},
	{"goods come back for an order that is over", happened(Archived),
		func(env *sim.Env, s *Shop, o *order) { env.Send(s.Truck, &SendBack{Order: o.id, Cart: o.cart}) },
		[]string{"every-thing-has-an-order"}},
	{"the bank makes a mistake in its sums", changed(OrderMachine, uint8(Confirmed)),
		func(_ *sim.Env, s *Shop, _ *order) { s.bank.accounts.available++ }, []string{"bank-balances"}},
	{"a piece is stolen from the shelf", changed(OrderMachine, uint8(Confirmed)),
		func(_ *sim.Env, s *Shop, o *order) { s.stock.items.row(o.cart.Lines[0].SKU).shelf-- }, []string{"counts-match"}},
}

// plainSeed is a seed under which the first order is bought and kept.
func plainSeed(t *testing.T) uint64 {
	t.Helper()
	for seed := uint64(1); ; seed++ {
		_, a := audited(seed, 1)
		a.rest(t)
		if a.Outcomes().Completed == 1 && a.Milestones().Returned+a.Milestones().Disputed == 0 && a.Steps()[7].Tries == 1 && a.Steps()[15].Tries == 1 {
			return seed
		}
	}
}

func TestForgersAreCaught(t *testing.T) {
	seed := plainSeed(t)
	for _, f := range forgers {
		t.Run(f.bug, func(t *testing.T) {
			shop, a := audited(seed, 1)
			acted := false
			shop.World.Watch(func(e *sim.Event) {
				if acted || e.Order != 1 || !f.when(e) {
					return
				}
				acted = true
				o := order{id: e.Order, intent: e.Intent}
				shopper := shop.shopperOf(o.intent)
				o.shopper, o.cart = &shopper, shop.Config.Catalog.Cart(seed, o.intent, &shopper)
				shop.World.Go("forger", func(env *sim.Env) {
					env.About(o.intent, o.id)
					f.forge(env, shop, &o)
				})
			})

			a.rest(t)

			got := broken(a)
			slices.Sort(got)
			want := slices.Sorted(slices.Values(f.breaks))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("broken (-want +got):\n%s", diff)
				for _, v := range a.Verdicts() {
					if v.Shop > 0 {
						t.Logf("%s, order %d at %v: %s", v.Name, v.Example, v.At, v.Detail)
					}
				}
			}
		})
	}
}
