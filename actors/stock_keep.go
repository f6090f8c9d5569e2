package actors

import (
	"buynow/sim"
)

// hold is the story of a confirmed order: its reservation no longer expires. If
// it has expired already, the goods are set aside again if they are still
// there. One that was given back stays so: the word of it came late.
func (d *stockDatabase) hold(env *sim.Env, m *HoldStock) (sim.Message, error) {
	r, ok := d.reservations.Read(m.Order)
	switch {
	case !ok && d.rules.Reserve == ReserveAtPayment && m.Cart != nil && !d.gone.has(m.Order):
		return d.holdNow(env, m)
	case !ok || r.state == ReservationReleased:
		return nil, ErrShort
	case r.state == ReservationExpired:
		return d.holdAgain(env, r)
	case r.state == ReservationTaken || r.confirmed:
		return &Done{}, nil
	}
	r.confirmed, r.expires = true, 0
	d.paid(env, r)
	return &Done{}, nil
}

// holdNow sets goods aside for an order that is paid, and had none until now.
func (d *stockDatabase) holdNow(env *sim.Env, m *HoldStock) (sim.Message, error) {
	if _, ok := d.items.stocks(m.Cart); !ok {
		return nil, ErrShort
	}
	if _, missing := d.items.short(m.Cart); missing > 0 && d.rules.Write != WhatIsThere {
		return nil, ErrShort
	}
	if _, err := d.write(env, &ReserveStock{Order: m.Order, Cart: m.Cart}); err != nil {
		return nil, err
	}
	r, _ := d.reservations.Read(m.Order)
	if r.state != ReservationHeld {
		return nil, ErrShort // others were faster
	}
	r.confirmed, r.expires = true, 0
	d.paid(env, r)
	return &Done{}, nil
}

// holdAgain sets goods aside for an order that was confirmed too late.
func (d *stockDatabase) holdAgain(env *sim.Env, r reservation) (sim.Message, error) {
	if _, missing := d.items.short(r.cart); missing > 0 {
		return nil, ErrShort
	}
	r.confirmed = true
	if !d.enter(env, &r, ReservationHeld) {
		return nil, ErrShort
	}
	moveGoods(env, r.cart, Shelf, OnHold)
	d.items.shift(r.cart, Shelf, OnHold)
	d.reservations.Commit(env, r)
	d.changed(env, r.cart)
	return &Done{}, nil
}

// release gives the goods of an order back, or its place in the queue. If it
// has none, the answer is the same, and it will have none: a question that was long
// on its way comes for nobody.
func (d *stockDatabase) release(env *sim.Env, m *ReleaseStock) (sim.Message, error) {
	if r, ok := d.reservations.Read(m.Order); ok {
		d.giveBack(env, r, ReservationReleased)
	} else {
		d.gone.add(m.Order)
	}
	return &Done{}, nil
}

// giveBack ends a reservation that is held or waits; what it leaves goes to
// those who wait.
func (d *stockDatabase) giveBack(env *sim.Env, r reservation, next ReservationState) {
	before := r
	if before.over() || !d.enter(env, &r, next) {
		return
	}
	r.ready = false
	if !before.confirmed {
		d.bespeak(r.cart, -1)
	}
	if before.state == ReservationHeld {
		moveGoods(env, r.cart, OnHold, Shelf)
		d.items.shift(r.cart, OnHold, Shelf)
	} else {
		d.items.await(r.cart, -1)
	}
	d.reservations.Commit(env, r)

	if before.state == ReservationWaiting {
		d.dequeue(&r)
	}
	d.closed(&r)
	for _, line := range r.cart.Lines {
		d.touch(env, line.SKU)
		d.serveWaiting(env, line.SKU)
	}
}

// closed remembers that a reservation is over: its record is kept for a while,
// for messages that come twice.
func (d *stockDatabase) closed(r *reservation) {
	d.mem.closed = append(d.mem.closed, dated{r.order, r.since})
}

// take is the story of goods that leave for the packing table:
//  1. goods that were taken are not taken again;
//  2. those of the first parcel were reserved; what was reserved may not be there;
//  3. those of a parcel sent again come from what is free on the shelf; what was
//     refused once is refused for good, for there will be no such parcel.
func (d *stockDatabase) take(env *sim.Env, m *TakeStock) (sim.Message, error) {
	r, ok := d.reservations.Read(m.Order)
	shipment := max(m.Shipment, 1)
	switch {
	case d.taken.has(m.Order, shipment):
		return &Done{}, nil
	case d.refused.has(m.Order, shipment):
		return nil, ErrShort
	case ok && r.state == ReservationHeld:
		d.mislay(env, &r, shipment)
		if !d.there(r.cart) || m.Cart != nil && r.cart.Units() < m.Cart.Units() {
			d.notFound(env, r)
			return nil, ErrShort
		}
		if !d.enter(env, &r, ReservationTaken) {
			return nil, ErrShort
		}
		if !r.confirmed {
			d.bespeak(r.cart, -1)
		}
		d.carryOff(env, r, OnHold, shipment)
		return &Done{}, nil
	case shipment == 1 || ok && r.state == ReservationWaiting:
		return nil, ErrShort
	}
	reply, err := d.takeAgain(env, r, m, shipment)
	if err != nil {
		d.refused.add(m.Order, shipment)
	}
	return reply, err
}

// takeAgain takes goods for a parcel that replaces a lost one.
func (d *stockDatabase) takeAgain(env *sim.Env, r reservation, m *TakeStock, shipment uint64) (sim.Message, error) {
	if r.cart == nil { // the record of the first parcel was put away
		r.order, r.intent, r.cart, r.state = m.Order, env.Intent(), m.Cart, ReservationTaken
	}
	if r.cart == nil {
		return nil, ErrUnknown
	}
	if _, ok := d.items.stocks(r.cart); !ok {
		return nil, ErrShort
	}
	if _, missing := d.items.short(r.cart); missing > 0 || !d.there(r.cart) {
		return nil, ErrShort
	}
	ok := r.state != ReservationTaken || d.enter(env, &r, ReservationShipped)
	if !ok || !d.enter(env, &r, ReservationHeld) || !d.enter(env, &r, ReservationTaken) {
		return nil, ErrShort
	}
	d.carryOff(env, r, Shelf, shipment)
	d.changed(env, r.cart)
	return &Done{}, nil
}

// carryOff brings goods to the packing table.
func (d *stockDatabase) carryOff(env *sim.Env, r reservation, from Place, shipment uint64) {
	r.ready = false
	env.Emit(sim.Event{What: Effect, A: int64(r.order<<8 | shipment), B: int64(KindTakeStock)})
	moveGoods(env, r.cart, from, Packing)
	d.items.shift(r.cart, from, Packing)
	d.taken.add(r.order, shipment)
	d.reservations.Commit(env, r)
	d.closed(&r)
	for _, line := range r.cart.Lines {
		d.touch(env, line.SKU)
	}
}

// putBack is the story of goods that come back from packing or from a customer:
//  1. the same goods are not put back twice;
//  2. what is as new goes to the shelf, the rest to the scrap;
//  3. a reservation whose parcel was stopped is over;
//  4. those who wait are served.
func (d *stockDatabase) putBack(env *sim.Env, m *PutBack) (sim.Message, error) {
	if _, ok := d.items.stocks(m.Cart); !ok {
		return nil, ErrUnknown
	}
	from, onto := m.From, Scrap
	if from == 0 {
		from = Quarantine
	}
	if m.AsNew {
		onto = Shelf
	}
	if sort := backSort(m); !d.back.has(m.Order, sort) {
		env.Emit(sim.Event{What: Effect, A: int64(m.Order<<backBits | sort), B: int64(KindPutBack)})
		moveGoods(env, m.Cart, from, onto)
		d.items.shift(m.Cart, from, onto)
		d.back.add(m.Order, sort)
	}
	if r, ok := d.reservations.Read(m.Order); ok && from == Packing && r.state == ReservationTaken {
		if d.enter(env, &r, ReservationReleased) {
			d.reservations.Commit(env, r)
		}
	}
	for _, line := range m.Cart.Lines {
		d.touch(env, line.SKU)
		d.serveWaiting(env, line.SKU)
	}
	return &Done{}, nil
}

// sweep gives back what was reserved for orders that were never confirmed.
func (d *stockDatabase) sweep(env *sim.Env) {
	d.mem.sweep = alarm{}
	for len(d.mem.expiring) > 0 && d.mem.expiring[0].at <= env.Now() {
		due := d.mem.expiring[0]
		d.mem.expiring = d.mem.expiring[1:]
		r, ok := d.reservations.Read(due.order)
		if ok && r.state == ReservationHeld && r.expires != 0 && r.expires <= env.Now() {
			env.About(r.intent, r.order)
			d.giveBack(env, r, ReservationExpired)
		}
	}
	env.About(0, 0)
}
