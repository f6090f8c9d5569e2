package actors

import (
	"time"

	"buynow/sim"
)

// What goes wrong in a warehouse does so in people's hands, and no computer knows:
// a picker takes the wrong thing, or packs the same order twice; a product is not
// at its place. Where pieces really are, the shop's astray says: how many of a
// product are not where the books have them.

// misPick tells which product a picker takes instead of the first in the cart, if
// any: the one that lies beside it. One stays where the books have none, and the
// other is missing, until it comes back or somebody counts.
func (w *warehouse) misPick(env *sim.Env, p *parcel) SKU {
	right := p.cart.Lines[0]
	wrong := right.SKU%SKU(max(w.shop.Config.Catalog.SKUs, 1)) + 1
	if wrong == right.SKU || isSurplus(p.shipment) { // one mistake for one order
		return 0
	}
	blow := w.shop.struck(env, whenPicked, nil, p.key)
	if blow == nil {
		return 0
	}
	w.shop.mislaid(blow, right.SKU, -right.Qty)
	w.shop.mislaid(blow, wrong, right.Qty)
	return wrong
}

// mislaid says that a fault has let pieces of a product go astray.
func (s *Shop) mislaid(b *blow, sku SKU, pieces int) {
	s.goAstray(sku, pieces)
	b.hit(0, uint64(sku))
}

// foundWrong puts the product that came back instead of another where it belongs.
func (w *warehouse) foundWrong(c *comeback) {
	right := c.cart.Lines[0]
	w.shop.goAstray(right.SKU, right.Qty)
	w.shop.goAstray(c.wrong, -right.Qty)
}

// goAstray says that pieces of a product are not, or no longer, where the books
// have them.
func (s *Shop) goAstray(sku SKU, pieces int) {
	for len(s.astray) <= int(sku) {
		s.astray = append(s.astray, 0)
	}
	s.astray[sku] += pieces
}

// isAstray is how many pieces of a product are not where the books have them.
func (s *Shop) isAstray(sku SKU) int {
	if int(sku) >= len(s.astray) {
		return 0
	}
	return s.astray[sku]
}

// surplus marks the number of a parcel that nobody has asked for.
const surplus = 0x80

// isSurplus tells if nobody has asked for a parcel.
func isSurplus(shipment uint64) bool { return shipment&surplus != 0 }

// sendTwice lets the picking list of an order whose parcel has just gone be worked
// off once more: it lay on two desks.
func (w *warehouse) sendTwice(env *sim.Env, p parcel) {
	if p.shipment != 1 || w.shop.struck(env, whenHanded, nil, p.key) == nil {
		return
	}
	twin := parcel{
		order: p.order, intent: p.intent, shipment: surplus | p.shipment, cart: p.cart, country: p.country, customer: p.customer,
	}
	twin.key = ShipmentKey(twin.order, twin.shipment)
	if _, known := w.parcels.Read(twin.key); known || w.done.has(twin.order, twin.shipment) {
		return // after a crash
	}
	w.to(env, &twin, ShipmentRequested)
	w.parcels.Commit(env, twin)
	w.mem.waiting.push(twin.key)
	w.callDesks(env)
}

// free is how many pickers could set out.
func (w *warehouse) free() int {
	if w.rules.Absent == 0 {
		return w.mem.pickers
	}
	return w.mem.pickers - int(float64(w.rules.Absent*float64(w.rules.Pickers)))
}

// lookOut is how often it is looked whether people have come back to work.
const lookOut = time.Hour

// awaitStaff lets the desks begin again some time, if nobody is at work whose end
// would do that.
func (w *warehouse) awaitStaff(env *sim.Env) {
	if w.rules.Absent > 0 && w.mem.pickers == w.rules.Pickers {
		w.mem.resting = true
		w.round(env, lookOut, choreWake, 0)
	}
}
