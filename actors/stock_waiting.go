package actors

import (
	"slices"

	"buynow/sim"
)

// waiter is an order in the queue for a product, and how many pieces it wants.
type waiter struct {
	order  OrderID
	pieces int
}

// enqueue puts an order at the end of the queue for each of its products.
func (d *stockDatabase) enqueue(r *reservation) {
	d.mem.turns = max(d.mem.turns, r.turn)
	d.mem.waiting++
	for i, line := range r.cart.Lines {
		if wanted(r.cart, i) == line.Qty { // the first line of the product
			list := &d.mem.lists[line.SKU]
			list.waiting = append(list.waiting, waiter{r.order, piecesOf(r.cart, line.SKU)})
		}
	}
}

// dequeue takes an order out of all queues.
func (d *stockDatabase) dequeue(r *reservation) {
	d.mem.waiting--
	for _, line := range r.cart.Lines {
		list := &d.mem.lists[line.SKU]
		if at := slices.IndexFunc(list.waiting, func(w waiter) bool { return w.order == r.order }); at >= 0 {
			list.waiting = slices.Delete(list.waiting, at, at+1)
		}
	}
}

// serveWaiting is the story of goods that came in, for those who wait:
//  1. they are served in the order they came, each with all lines or none;
//  2. what one of them is still missing a line for is kept for them, so a large
//     order does not starve among small ones;
//  3. the order manager is told, and told again every day until it acts.
func (d *stockDatabase) serveWaiting(env *sim.Env, sku SKU) {
	row, list := d.items.row(sku), &d.mem.lists[sku]
	if row.waiting == 0 || row.shelf == 0 {
		return
	}
	intent, order := env.Intent(), env.Order()
	kept := 0 // pieces of this product for those further ahead
	for at := 0; at < len(list.waiting) && kept < row.shelf; {
		next := list.waiting[at]
		if kept+next.pieces <= row.shelf && d.served(env, next.order, sku) {
			continue // it is no longer in the list
		}
		kept += next.pieces
		at++
	}
	env.About(intent, order)
}

// served sets aside what an order has waited for, if the rest of it is here, too.
func (d *stockDatabase) served(env *sim.Env, order OrderID, sku SKU) bool {
	r, _ := d.reservations.Read(order)
	return d.restHere(&r, sku) && d.serveOne(env, r)
}

// restHere tells if there is everything else that an order waits for, beyond
// what is kept for those ahead of it.
func (d *stockDatabase) restHere(r *reservation, but SKU) bool {
	for _, line := range r.cart.Lines {
		if line.SKU == but {
			continue
		}
		free := d.items.row(line.SKU).shelf - piecesOf(r.cart, line.SKU)
		for _, other := range d.mem.lists[line.SKU].waiting {
			if free < 0 || other.order == r.order {
				break
			}
			free -= other.pieces
		}
		if free < 0 {
			return false
		}
	}
	return true
}

// serveOne sets aside what an order has waited for.
func (d *stockDatabase) serveOne(env *sim.Env, r reservation) bool {
	env.About(r.intent, r.order)
	if !d.enter(env, &r, ReservationHeld) {
		return false
	}
	r.ready = true
	moveGoods(env, r.cart, Shelf, OnHold)
	d.items.shift(r.cart, Shelf, OnHold)
	d.items.await(r.cart, -1)
	d.reservations.Commit(env, r)

	d.dequeue(&r)
	d.mem.ready = append(d.mem.ready, r.order)
	for _, line := range r.cart.Lines {
		d.touch(env, line.SKU)
	}
	env.Send(d.shop.Orders, &GoodsReady{Order: r.order})
	return true
}

// piecesOf is how many pieces of a product are in a cart.
func piecesOf(cart *Cart, sku SKU) int {
	pieces := 0
	for _, line := range cart.Lines {
		if line.SKU == sku {
			pieces += line.Qty
		}
	}
	return pieces
}
