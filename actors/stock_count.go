package actors

import "buynow/sim"

// What the shop believes to be on a shelf may not be there: somebody has taken
// it, it was put into the wrong place, an update was lost. Nobody knows before
// somebody looks: a picker, or those who count at night.

// there tells if a picker would find all of a cart.
func (d *stockDatabase) there(cart *Cart) bool {
	for i, line := range cart.Lines {
		row := d.items.row(line.SKU)
		if row.shelf-row.wrong+row.held-d.shop.isAstray(line.SKU) < wanted(cart, i) {
			return false
		}
	}
	return true
}

// notFound is the story of a picker before an empty shelf:
//  1. the order loses what was set aside for it, whose other goods go back;
//  2. what is missing is written off, so that nobody else is promised it;
//  3. more is ordered.
func (d *stockDatabase) notFound(env *sim.Env, r reservation) {
	env.Note("the goods are not where they should be", int64(r.cart.Units()), 0)
	cart := r.cart
	d.giveBack(env, r, ReservationReleased)
	for _, line := range cart.Lines {
		d.correct(env, line.SKU)
		d.touch(env, line.SKU)
		d.cover(env, line.SKU)
	}
}

// correct makes the figure of a product's shelf what is there, and tells if it
// was not. Pieces that are set aside for somebody are corrected when they are
// looked for.
func (d *stockDatabase) correct(env *sim.Env, sku SKU) bool {
	row := d.items.row(sku)
	wrong := row.wrong
	row.shelf, row.wrong, row.by = row.shelf-wrong, 0, nil
	less := d.lacking(sku)
	if less == 0 {
		return wrong != 0
	}
	intent, order := env.Intent(), env.Order()
	env.About(0, 0) // it is found with an order, but it is none's
	from, to := Shelf, Vanished
	if less < 0 {
		from, to = to, from
	}
	env.Move(from.At(uint64(sku)), to.At(uint64(sku)), int64(max(less, -less)))
	row.add(Shelf, -less)
	d.shop.goAstray(sku, -less)
	env.About(intent, order)
	return true
}

// mislay is a picker who does not find the first product of an order where it
// should be: somebody has put those pieces elsewhere.
func (d *stockDatabase) mislay(env *sim.Env, r *reservation, shipment uint64) {
	if len(r.cart.Lines) == 0 {
		return
	}
	if blow := d.shop.struck(env, whenSought, nil, ShipmentKey(r.order, shipment)); blow != nil {
		d.shop.mislaid(blow, r.cart.Lines[0].SKU, r.cart.Lines[0].Qty)
	}
}

// lacking is how many pieces are not on the shelf, of those that would be free.
func (d *stockDatabase) lacking(sku SKU) int {
	return min(d.shop.isAstray(sku), max(d.items.row(sku).shelf, 0))
}

// count is the story of a night's count, of every product that changed:
//  1. what is found is reported, whatever the figures say;
//  2. if that is something else, the figures are corrected, what was found
//     missing is ordered, and it is counted once more.
func (d *stockDatabase) count(env *sim.Env) {
	for at := 0; at < len(d.mem.touched); at++ {
		sku := d.mem.touched[at]
		row := d.items.row(sku)
		d.mem.lists[sku].touched = false
		env.Emit(sim.Event{What: Counted, A: int64(sku), B: int64(row.shelf - d.lacking(sku)), C: int64(row.held)})
		if d.correct(env, sku) {
			d.touch(env, sku)
			d.cover(env, sku)
			d.serveWaiting(env, sku)
		}
	}
	d.mem.touched = d.mem.touched[:0]
}
