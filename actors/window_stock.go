package actors

import (
	"time"

	"buynow/sim"
)

// Good is a good in the window as it stands.
type Good struct {
	Ware  string // plenty, last or sold-out
	SKU   SKU
	Title string
	Price Cents
	Stock int           // on the shelf and free
	More  time.Duration // until there are more if there are none, as far as is known
}

// inWindow is how many goods there are in the window.
func (s *Shop) inWindow() int {
	if s.Config.Window {
		return int(Wares)
	}
	return 0
}

// Goods are those in the window; none if the shop has no window.
func (s *Shop) Goods() []Good {
	if !s.Config.Window {
		return nil
	}
	var goods []Good
	for ware := range Wares {
		sku := s.Config.Catalog.SKUOf(ware)
		g := Good{
			Ware: ware.String(), SKU: sku, Title: window[ware].title,
			Price: s.Config.Catalog.Price(s.World.Seed(), sku), Stock: s.stock.items.row(sku).free(),
		}
		if g.Stock == 0 {
			g.More = s.stock.moreIn(sku, s.World.Now())
		}
		goods = append(goods, g)
	}
	return goods
}

// moreIn is how long it takes until a newcomer could have a piece of a product.
func (d *stockDatabase) moreIn(sku SKU, now time.Duration) time.Duration {
	if due, ok := d.comingBy(now, sku, 1); ok {
		return due - now
	}
	return d.usual(d.quicker()).quote
}

// bespeak notes that a cart is set aside or waited for by somebody who has not paid,
// or with -1 that this is over. It is only noted of the goods in the window: of those
// nothing is bought before it is paid, so that what is sold out stays so, and of the
// last piece there is never a second.
func (d *stockDatabase) bespeak(cart *Cart, sign int) {
	for _, line := range cart.Lines {
		if _, is := d.shop.Config.Catalog.wareOf(line.SKU); is {
			d.items.row(line.SKU).bespoken += sign * line.Qty
		}
	}
}

// paid writes down that a reservation is kept from expiring, and buys what is sold
// by that of the goods in the window.
func (d *stockDatabase) paid(env *sim.Env, r reservation) {
	d.bespeak(r.cart, -1)
	d.reservations.Commit(env, r)
	for _, line := range r.cart.Lines {
		if _, is := d.shop.Config.Catalog.wareOf(line.SKU); is {
			d.cover(env, line.SKU)
		}
	}
}
