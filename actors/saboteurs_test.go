package actors

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

// A saboteur changes what happened on a usual day, as a bug would. Each is
// caught by its invariant, and by no other than those that it must break, too.
var saboteurs = []struct {
	invariant string
	bug       string
	sabotage  func(*tape)
	also      []string
}{
	{"shelf-never-negative", "the stock database sells what is not there",
		func(t *tape) {
			t.edit(0, moved(Supplier, Shelf), func(e *sim.Event) { e.Move.Amount = 1 })
			t.opensWithout(5)
		},
		[]string{"counts-match", "nothing-oversold"}},
	{"held-goods-never-negative", "the stock database gives a reservation back twice",
		func(t *tape) { t.again(3, moved(OnHold, Shelf)) }, []string{"counts-match", "reservations-end"}},
	{"goods-conserved", "goods appear on the shelf without a delivery",
		func(t *tape) { t.without(0, happened(Effect)) }, []string{"nothing-stuck"}},
	{"counts-match", "a piece is stolen, and nobody publishes it",
		func(t *tape) { t.edit(0, happened(Counted), func(e *sim.Event) { e.B-- }) }, nil},
	{"reservations-end", "the release of a cancelled order is forgotten",
		func(t *tape) {
			t.without(3, changed(ReservationMachine, uint8(ReservationReleased)))
			t.without(3, moved(OnHold, Shelf))
		}, []string{"counts-match"}},
	{"nothing-oversold", "an order is confirmed without its goods",
		func(t *tape) { t.edit(1, moved(Shelf, OnHold), func(e *sim.Event) { e.Move.Amount = 1 }) },
		[]string{"counts-match", "held-goods-never-negative", "reservations-end"}},
	{"purchase-received-once", "a delivery note that comes twice is taken twice",
		func(t *tape) {
			at := t.find(0, happened(Effect))
			twice := slices.Clone(t.events[at : at+2])
			t.events = slices.Insert(t.events, at, twice...)
			t.edit(0, happened(Counted), func(e *sim.Event) { e.B += 5 })
		}, []string{"goods-conserved"}},

	{"captured-within-authorised", "the bank takes more than it holds",
		func(t *tape) {
			t.edit(1, moved(Held, Clearing), func(e *sim.Event) { e.Move.Amount++ })
			t.edit(1, moved(Clearing, Till), func(e *sim.Event) { e.Move.Amount++ })
			t.edit(1, sent(KindSettlementFile), func(e *sim.Event) { e.Body.(*SettlementFile).Lines[0].Amount++ })
			t.edit(0, happened(Statement), func(e *sim.Event) { e.B-- })
		}, []string{"nobody-charged-twice", "paid-for-what-was-kept", "no-hold-left-behind"}},
	{"refunded-within-captured", "the shop gives a returned order's money back twice",
		func(t *tape) {
			t.again(2, moved(Till, Purse))
			t.edit(0, happened(Statement), func(e *sim.Event) { e.A += fullPrice })
		}, []string{"paid-for-what-was-kept"}},
	{"nobody-charged-twice", "a payment that timed out is asked for again with a new key, and both are held",
		func(t *tape) {
			t.insert(1, moved(Purse, Held), func(t *tape) { t.money(Purse, Held, fullPrice) })
			t.edit(0, happened(Statement), func(e *sim.Event) { e.A -= fullPrice; e.B += fullPrice })
		}, []string{"no-hold-left-behind"}},
	{"captured-then-shipped-or-refunded", "an order is cancelled after its money was taken, and it is kept",
		func(t *tape) {
			t.edit(3, moved(Held, Purse), func(e *sim.Event) { e.Move = sim.Move{From: Held.At(5), To: Clearing.At(0), Amount: fullPrice} })
			t.insert(3, happened(Archived), func(t *tape) { t.money(Clearing, Till, fullPrice) })
			t.edit(0, happened(Statement), func(e *sim.Event) { e.A -= fullPrice })
		}, []string{"paid-for-what-was-kept"}},
	{"shipped-then-captured", "goods go out and nobody takes the money",
		func(t *tape) { t.neverTakeMoney(1) },
		[]string{"no-hold-left-behind", "paid-for-what-was-kept"}},
	{"paid-for-what-was-kept", "a return is closed as refunded, with half of the money",
		func(t *tape) {
			t.edit(2, moved(Till, Purse), func(e *sim.Event) { e.Move.Amount /= 2 })
			t.edit(0, happened(Statement), func(e *sim.Event) { e.A -= fullPrice / 2 })
		}, nil},
	{"no-hold-left-behind", "the void of a cancelled order is lost, and the hold runs out after a week",
		func(t *tape) {
			void := t.take(3, moved(Held, Purse))
			t.without(3, served(KindBankVoid))
			t.expires(3, void)
		}, nil},
	{"bank-balances", "the bank's sums drift from its accounts",
		func(t *tape) { t.edit(0, happened(Statement), func(e *sim.Event) { e.A++ }) }, nil},
	{"settlement-matches", "the settlement file lists another amount than was taken",
		func(t *tape) {
			t.edit(1, sent(KindSettlementFile), func(e *sim.Event) { e.Body.(*SettlementFile).Lines[0].Amount-- })
		}, nil},
	{"settled-once", "the bank pays the same payment out twice",
		func(t *tape) { t.again(1, moved(Clearing, Till)) }, []string{"nothing-stuck"}},
	{"within-limits", "the bank holds more than is on the card",
		func(t *tape) {
			t.edit(1, moved(World, Purse), func(e *sim.Event) { e.Move.Amount = 10_00 })
			t.edit(0, happened(Statement), func(e *sim.Event) { e.A -= 990_00 })
		}, nil},
	{"price-is-right", "the page names another price than the cart",
		func(t *tape) {
			t.edit(1, served(KindPlaceOrder), func(e *sim.Event) { e.Body.(*ConfirmationPage).Total++ })
		}, nil},
	{"reversed-means-released", "the bank says that it has voided a hold, and does so only later",
		func(t *tape) {
			void := t.take(3, moved(Held, Purse))
			t.insertEvents(3, happened(Archived), void)
		}, nil},

	{"shipped-within-ordered", "the same parcel is sent twice",
		func(t *tape) {
			t.again(1, moved(Packing, OnTruck))
			t.insert(1, moved(Packing, OnTruck), func(t *tape) { t.goods(Shelf, Packing, units) })
			t.edit(1, moved(OnTruck, AtCustomer), func(e *sim.Event) { e.Move.Amount *= 2 })
			t.edit(0, happened(Counted), func(e *sim.Event) { e.B -= units })
		}, []string{"nothing-oversold"}},
	{"order-of-times", "a parcel is at the door before it was out for delivery",
		func(t *tape) { t.earlier(1, moved(OnTruck, AtCustomer), changed(ShipmentMachine, uint8(ShipmentOut))) }, nil},
	{"dispatch-after-authorised", "the warehouse is asked before the bank",
		func(t *tape) { t.earlier(1, sent(KindDispatchOrder), moved(Purse, Held)) }, nil},
	{"blocked-never-ships", "an order goes out although its review says fraud",
		func(t *tape) {
			t.insert(1, sent(KindDispatchOrder), func(t *tape) {
				t.by(t.shop.Merchant).change(PaymentMachine, paymentTries+1, 0, uint8(PaymentRequested))
				t.change(PaymentMachine, paymentTries+1, uint8(PaymentRequested), uint8(PaymentBlocked))
			})
		}, nil},
	{"tracking-unique", "the carrier gives a number a second time",
		func(t *tape) { t.renumber(2, 101) }, nil},
	{"tracking-before-mail", "the mail names the number of another parcel",
		func(t *tape) {
			t.edit(1, sent(KindDispatchMail), func(e *sim.Event) { e.Body.(*DispatchMail).Tracking++ })
		}, nil},

	{"mail-after-collection", "the mail goes out when the label is printed",
		func(t *tape) { t.earlier(1, sent(KindDispatchMail), sent(KindHandover)) }, nil},
	{"one-mail-per-parcel", "the mail provider delivers a mail twice",
		func(t *tape) { t.again(1, sent(KindLetter)) }, nil},
	{"page-tells-truth", "the web server says thank you before the order is confirmed",
		func(t *tape) { t.earlier(1, served(KindPlaceOrder), changed(OrderMachine, uint8(OrderAuthorised))) }, nil},
	{"everybody-hears-the-end", "nobody tells the customer that the order is cancelled",
		func(t *tape) {
			t.edit(3, sentState(Cancelled), func(e *sim.Event) { e.What = sim.Noted })
		}, nil},
	{"promise-covers-quote", "the page promises a date before the goods can be there",
		func(t *tape) {
			t.insert(1, served(KindPlaceOrder), func(t *tape) {
				t.by(t.shop.Stock).answers(KindReserveStock, &StockDecision{Order: 1, Answer: Later, Eta: t.now + 8*Day})
			})
		}, nil},

	{"one-click-one-order", "a second click makes a second order",
		func(t *tape) { t.edit(2, happened(Placed), func(e *sim.Event) { e.Intent = 1 }) }, nil},
	{"one-ending", "a cancelled order comes to life again, and is cancelled again",
		func(t *tape) {
			t.insert(3, happened(Archived), func(t *tape) { t.orderTo(Cancelled, Cancelling, Cancelled) })
		}, []string{"legal-changes"}},
	{"legal-changes", "an order skips the payment",
		func(t *tape) { t.without(1, changed(OrderMachine, uint8(PaymentPended))) }, nil},
	{"every-thing-has-an-order", "goods are reserved for an order that is over",
		func(t *tape) {
			t.insert(0, happened(Counted), func(t *tape) { t.about(1).by(t.shop.Stock).goods(Shelf, OnHold, 1) })
			t.edit(0, happened(Counted), func(e *sim.Event) { e.B--; e.C++ })
		}, nil},
	{"effects-once", "the warehouse takes the same order twice",
		func(t *tape) { t.again(1, effected(KindDispatchOrder)) }, nil},
	{"nothing-stuck", "the order manager forgets to complete an order",
		func(t *tape) {
			t.without(1, changed(OrderMachine, uint8(Completed)))
			t.without(1, happened(Archived))
		}, nil},
	{"books-agree", "the order manager puts a cancelled order away as completed",
		func(t *tape) { t.edit(3, happened(Archived), func(e *sim.Event) { e.A = int64(Completed) }) }, nil},
	{"order-numbers-gapless", "a number is left out",
		func(t *tape) {
			for i := range t.events {
				if t.events[i].Order == 3 {
					t.events[i].Order = 4
				}
			}
		}, nil},
	{"cases-follow-delivery", "a return is opened for goods that never came",
		func(t *tape) { t.earlier(2, changed(CaseMachine, uint8(ReturnRequested)), sent(KindHandover)) }, nil},
}

func TestSaboteursAreCaught(t *testing.T) {
	for _, s := range saboteurs {
		t.Run(s.invariant, func(t *testing.T) {
			day := usualDay()
			s.sabotage(day)

			a := day.play()

			want := append([]string{s.invariant}, s.also...)
			got := broken(a)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: broken (-want +got):\n%s", s.bug, diff)
				for _, v := range a.Verdicts() {
					if v.Shop > 0 {
						t.Logf("%s, order %d at %v: %s", v.Name, v.Example, v.At, v.Detail)
					}
				}
			}
		})
	}
}

func TestEveryInvariantHasASaboteur(t *testing.T) {
	var caught, all []string
	for _, s := range saboteurs {
		caught = append(caught, s.invariant)
	}
	for _, i := range Invariants() {
		all = append(all, i.Name)
	}

	if diff := cmp.Diff(all, caught); diff != "" {
		t.Errorf("saboteurs (-want one for each invariant +got):\n%s", diff)
	}
}
