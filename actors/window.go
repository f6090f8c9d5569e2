package actors

import (
	"fmt"
	"time"

	"buynow/sim"
)

// The shop window: three goods beside the catalogue's, which only visitors buy,
// people who stand before a screen while the shop runs. A visitor picks a good
// and a card, and those two decide how it ends:
//
//	plenty    is on the shelf          good    pays
//	last      is there once            empty   has no money on it
//	sold-out  has to be made (step 4)  stolen  is blocked by the fraud check
//
// Whoever comes by a schedule never sees the window, and draws the same luck with
// it and without.

// Ware is one of the goods in the window.
type Ware uint8

// The goods.
const (
	Plenty Ware = iota
	LastPiece
	OutOfStock
	Wares // how many there are
)

var wareNames = [Wares]string{"plenty", "last", "sold-out"}

// String is the good's name in files and commands.
func (w Ware) String() string { return wareNames[w] }

// WareNames are the names of all goods in the window.
func WareNames() []string { return wareNames[:] }

// VisitorCard is what a visitor pays with.
type VisitorCard uint8

// The cards.
const (
	GoodCard VisitorCard = iota
	EmptyCard
	StolenCard
	visitorCards
)

var visitorCardNames = [visitorCards]string{"good", "empty", "stolen"}

// String is the card's name in files and commands.
func (c VisitorCard) String() string { return visitorCardNames[c] }

// VisitorCardNames are the names of all cards of visitors.
func VisitorCardNames() []string { return visitorCardNames[:] }

// Visitor is one purchase of somebody before the window: what they buy, what they
// pay with, and how many with both the same there were, counted from 1.
type Visitor struct {
	Ware   Ware
	Card   VisitorCard
	Number uint64
}

// VisitorOf is who buys a good with a card, by their names; ErrUnknown if there is
// no such good or card.
func VisitorOf(ware, card string, number uint64) (Visitor, error) {
	for w, name := range wareNames {
		for c, other := range visitorCardNames {
			if name == ware && other == card {
				return Visitor{Ware(w), VisitorCard(c), number}, nil
			}
		}
	}
	return Visitor{}, fmt.Errorf("a visitor with %.20q and %.20q: %w", ware, card, ErrUnknown)
}

// visitorRange is the first of the ranges of visitors: one for each good and card,
// so that an intent says who it is.
const visitorRange = testerRange - uint64(Wares)*uint64(visitorCards)

// Intent is the number of the visitor's wish to buy.
func (v Visitor) Intent() uint64 {
	return (visitorRange+uint64(v.Ware)*uint64(visitorCards)+uint64(v.Card))*IntentRange + v.Number
}

// IsVisitor tells if an intent is a visitor's.
func IsVisitor(intent uint64) bool {
	return intent >= visitorRange*IntentRange && intent < testerRange*IntentRange
}

// VisitorBehind is who has an intent, of which it is known that a visitor has it.
func VisitorBehind(intent uint64) Visitor {
	row, number := RangeOf(intent)
	choice := row - visitorRange
	return Visitor{Ware(choice / uint64(visitorCards)), VisitorCard(choice % uint64(visitorCards)), number}
}

// window is what hangs on the goods in the window: the price, and how many pieces
// are kept. The price is all that a visitor pays, for shipping is free. The last piece is bought again when it is gone, what is sold out only
// for who waits for it.
var window = [Wares]struct {
	title  string
	price  Cents
	levels Levels
}{
	Plenty:     {"Night Train", 24_90, Levels{Initial: 400, ReorderAt: 200, UpTo: 400, Lot: 200}},
	LastPiece:  {"Desk lamp", 39_00, Levels{Initial: 1, UpTo: 1, Lot: 1}},
	OutOfStock: {"Red kettle", 54_50, Levels{}},
}

// wareOf is the good in the window that a product is, false if it is none.
func (c *Catalog) wareOf(sku SKU) (Ware, bool) {
	ware := int(sku) - c.SKUs - 1
	return Ware(ware), ware >= 0 && ware < int(Wares)
}

// SKUOf is the number of a good in the window: those behind the catalogue's.
func (c *Catalog) SKUOf(ware Ware) SKU { return SKU(c.SKUs + 1 + int(ware)) }

// Visit lets a visitor click on Buy Now, for the first time with click 0. Every
// further click is for the same order.
func (s *Shop) Visit(v Visitor, click int) {
	if !s.Config.Window {
		panic("actors: a visitor before a shop without a window")
	}
	visit := &Visit{Intent: v.Intent(), Journey: Buy, next: (*customer).comeIn}
	if click > 0 {
		visit.next = (*customer).pressAgain
	}
	s.World.Go("visitor", func(env *sim.Env) {
		env.Begin(visit.Intent)
		env.SendAgain(s.Customer, visit, click)
	})
}

// comeIn is a visitor's first click: they have seen the page already.
func (c *customer) comeIn(env *sim.Env, v *Visit) {
	c.takeUp(env, v)
	c.shop.grieve(env, v)
	c.buy(env, v)
}

// pressAgain is another one. Its answer is not looked at.
func (c *customer) pressAgain(env *sim.Env, v *Visit) {
	c.takeUp(env, v)
	v.clicks = env.Attempt() + 1
	_, _ = c.shop.try(env, c.shop.Web, c.click(v), c.shop.Config.Timeouts.Browser, 1)
}

// takeUp is what a visitor holds in their hands.
func (c *customer) takeUp(env *sim.Env, v *Visit) {
	v.shopper = c.shop.shopperOf(v.Intent)
	v.cart = c.shop.Config.Catalog.Cart(env.Seed(), v.Intent, &v.shopper)
}

// watched tells if the customer is a visitor.
func (v *Visit) watched() bool { return IsVisitor(v.Intent) }

// decides is how long somebody thinks about a page that asks them something.
func (c *customer) decides(v *Visit, luck *sim.Luck) time.Duration {
	if v.watched() {
		return visitorDecides
	}
	return c.rules.Decide.Duration(luck)
}

// windowCart is one piece of what a visitor has picked. It is sent free, so that the
// price in the window is what they pay.
func (c *Catalog) windowCart(seed, intent uint64) *Cart {
	sku := c.SKUOf(VisitorBehind(intent).Ware)
	b := &basket{}
	b.Lines = append(b.room[:0], Line{SKU: sku, Qty: 1, Price: c.Price(seed, sku)})
	return &b.Cart
}

// visitor is who stands before the window: somebody the shop knows well, or, with
// a stolen card, a thief as from a book. They click from abroad, from a computer
// that nobody has seen, with an account of today that banks have complained about,
// and the parcel goes to a third country: the fraud check needs no luck for that.
func (p Population) visitor(intent uint64) Shopper {
	v := VisitorBehind(intent)
	s := Shopper{
		Customer: p.Customers + int(3*(v.Number-1)) + int(v.Ware), Device: p.unseenDevice(intent),
		DeviceAge: 900, AccountAge: 1200, PastOrders: 12, OS: MacOS, Screen: Desktop, Budget: window[v.Ware].price,
	}
	first := CardToken(3 * s.Customer)
	for i := range s.Cards {
		s.Cards[i] = Card{Token: first + CardToken(v.Card), Country: s.IPCountry}
	}
	if v.Card == StolenCard {
		s.Fraudster, s.DeviceAge, s.AccountAge, s.PastOrders, s.PastDisputes = true, 0, 0, 0, 3
		s.IPCountry, s.ShipCountry = s.IPCountry+1, s.IPCountry+2
	}
	return s
}

// visitorHas is what is on a visitor's card when it is used first.
func visitorHas(card CardToken) Cents {
	if VisitorCard(card%CardToken(visitorCards)) == EmptyCard {
		return 0
	}
	return 1_000_00
}

// visitorDecides is how long a visitor thinks about a page, since somebody watches.
const visitorDecides = 3 * time.Second
