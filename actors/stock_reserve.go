package actors

import (
	"time"

	"buynow/sim"
)

// reserve is the story of step 3:
//  1. an order that has its goods, or waits for them, gets its answer again;
//  2. if all lines are on the shelf, they are set aside, all or none, until the
//     reservation expires: by default with no wait between the look and the deed,
//     see [Write];
//  3. if one is short, and its date was accepted, the order joins the queue;
//  4. if not, the answer is a date, which takes a while: suppliers are asked
//     while others are served, so the shelf is looked at once more.
func (d *stockDatabase) reserve(env *sim.Env, m *ReserveStock) (sim.Message, error) {
	r, _ := d.reservations.Read(m.Order)
	if r.stands() {
		return r.answer(), nil
	}
	if r.state == ReservationReleased || d.gone.has(m.Order) {
		return &StockDecision{Order: m.Order, Answer: No}, nil // a late copy: nobody waits for it
	}
	if sku, ok := d.items.stocks(m.Cart); !ok {
		return &StockDecision{Order: m.Order, Answer: No, Short: sku}, nil
	}
	d.ownClaim(env)
	sku, missing := d.look(env, m.Cart)
	if missing == 0 {
		if decision, err := d.found(env, m); decision != nil || err != nil {
			return decision, err
		}
		if r, _ = d.reservations.Read(m.Order); r.stands() {
			return r.answer(), nil
		}
		sku, _ = d.items.short(m.Cart) // others were faster
	}
	switch {
	case d.rules.Write == WhatIsThere && d.rules.Reserve != ReserveAtPayment:
		return d.takeWhatIsThere(env, m), nil
	case !d.rules.Backorders:
		return &StockDecision{Order: m.Order, Answer: No, Short: sku}, nil
	case m.Backorder:
		return d.wait(env, m, r, sku), nil
	}

	eta := d.expect(env, m.Cart)
	if r, _ = d.reservations.Read(m.Order); r.stands() {
		return r.answer(), nil // the same order was asked for meanwhile
	}
	if _, missing := d.items.short(m.Cart); missing == 0 {
		if decision, err := d.found(env, m); decision != nil || err != nil {
			return decision, err
		}
	}
	return &StockDecision{Order: m.Order, Answer: Later, Short: sku, Eta: eta}, nil
}

// found deals with a cart that is there: it is set aside now, or, if that comes
// after the payment, the customer is only told so. It is nil if others were faster.
func (d *stockDatabase) found(env *sim.Env, m *ReserveStock) (sim.Message, error) {
	if d.rules.Reserve == ReserveAtPayment {
		return &StockDecision{Order: m.Order, Answer: Yes}, nil
	}
	decision, err := d.write(env, m)
	if decision == nil {
		return nil, err
	}
	return decision, err
}

// stands tells if the order has goods, or a place in the queue.
func (r *reservation) stands() bool {
	return r.state == ReservationHeld || r.state == ReservationWaiting || r.state == ReservationTaken
}

// answer is what the order was told.
func (r *reservation) answer() *StockDecision {
	if r.state == ReservationWaiting {
		return &StockDecision{Order: r.order, Answer: Later, Short: r.cart.Lines[0].SKU, Eta: r.eta}
	}
	return &StockDecision{Order: r.order, Answer: Yes, Reserved: r.expires}
}

// setAside reserves a cart of which everything is there.
func (d *stockDatabase) setAside(env *sim.Env, m *ReserveStock, r reservation) *StockDecision {
	ttl := m.TTL
	if ttl <= 0 {
		ttl = d.rules.TTL
	}
	r.order, r.intent, r.cart = m.Order, env.Intent(), m.Cart
	r.confirmed, r.ready, r.expires = false, false, env.Now()+ttl
	if !d.enter(env, &r, ReservationHeld) {
		return &StockDecision{Order: m.Order, Answer: No}
	}
	d.bespeak(m.Cart, 1)
	d.misled(env, m.Cart)
	moveGoods(env, m.Cart, Shelf, OnHold)
	d.items.shift(m.Cart, Shelf, OnHold)
	d.reservations.Commit(env, r)

	d.mem.expire(dated{r.order, r.expires})
	d.changed(env, m.Cart)
	return r.answer()
}

// wait puts an order whose date was accepted into the queue. What nobody has
// ordered yet is bought where it comes from soonest.
func (d *stockDatabase) wait(env *sim.Env, m *ReserveStock, r reservation, short SKU) *StockDecision {
	r.order, r.intent, r.cart = m.Order, env.Intent(), m.Cart
	r.confirmed, r.ready, r.expires = false, false, 0
	r.eta = d.onPaper(env, m.Cart)
	r.turn = d.mem.turns + 1
	if !d.enter(env, &r, ReservationWaiting) {
		return &StockDecision{Order: m.Order, Answer: No}
	}
	d.items.await(m.Cart, 1)
	d.bespeak(m.Cart, 1)
	d.reservations.Commit(env, r)

	d.enqueue(&r)
	d.changed(env, m.Cart)
	return &StockDecision{Order: r.order, Answer: Later, Short: short, Eta: r.eta}
}

// enter changes the state of a reservation, still to be committed.
func (d *stockDatabase) enter(env *sim.Env, r *reservation, next ReservationState) bool {
	if !change(env, ReservationMachine, r.order, r.state, next) {
		return false
	}
	r.state, r.since = next, env.Now()
	if r.over() {
		r.expires = 0
	}
	return true
}

// changed sees to the products of a cart after their stock went down, or the
// demand up.
func (d *stockDatabase) changed(env *sim.Env, cart *Cart) {
	for _, line := range cart.Lines {
		d.touch(env, line.SKU)
		d.cover(env, line.SKU)
	}
}

// touch remembers that the stock of a product changed since the last count.
func (d *stockDatabase) touch(env *sim.Env, sku SKU) {
	d.replica.note(env.Now(), sku, d.items[sku].free())
	if list := &d.mem.lists[sku]; !list.touched {
		list.touched = true
		d.mem.touched = append(d.mem.touched, sku)
	}
}

// expire remembers a reservation that may expire. They mostly come in order.
func (m *stockMemory) expire(r dated) {
	m.expiring = append(m.expiring, r)
	for i := len(m.expiring) - 1; i > 0 && m.expiring[i-1].at > r.at; i-- {
		m.expiring[i-1], m.expiring[i] = m.expiring[i], m.expiring[i-1]
	}
}

// sweepEvery is how often expired reservations are looked for.
const sweepEvery = time.Minute
