package actors

import "buynow/sim"

// intercept is the story of a parcel that must not go:
//  1. one that has not come yet will be refused when it does;
//  2. until it is packed it is stopped at once, and what was taken from the shelf
//     for it is put back as soon as the stock database answers;
//  3. after that it is too late.
func (w *warehouse) intercept(env *sim.Env, m *Intercept) (sim.Message, error) {
	key := ShipmentKey(m.Order, m.Shipment)
	p, known := w.parcels.Read(key)
	switch {
	case !known && w.done.has(m.Order, m.Shipment) && !w.stopped.has(m.Order, m.Shipment):
		return nil, ErrTooLate
	case !known:
		w.stopped.add(m.Order, m.Shipment)
		return &Done{}, nil
	case p.state == ShipmentCancelled:
		return &Done{}, nil
	case p.state > ShipmentPicking:
		return nil, ErrTooLate
	}

	picking := p.state == ShipmentPicking
	switch {
	case picking:
		p.owes = dutyPutBack
	case p.asked:
		p.owes = dutyAnswer
	}
	w.to(env, &p, ShipmentCancelled)
	w.parcels.Commit(env, p)

	if p.owes != 0 {
		w.later(env, 0, choreSettle, key)
	} else {
		w.putAway(&p)
	}
	if picking {
		w.mem.pickers++
		w.callDesks(env)
	}
	return &Done{}, nil
}
