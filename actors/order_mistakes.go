package actors

import "buynow/sim"

// What the order manager does about the mistakes of others. It hears of them from
// customers and drivers, and makes them good: with the money, or a driver who
// fetches what is too much.

// neverCame is the story of a parcel that somebody has taken from the doorstep: the
// carrier has proof of the delivery, the customer has nothing and gets the money
// back.
func (m *orderManager) neverCame(env *sim.Env, o order) {
	if o.complaint != CaseNone {
		return
	}
	m.toCase(env, &o, ClaimMade)
	o.asNew = true // nothing will come back that could be worth less
	o.owes |= oweRefund
	m.orders.Commit(env, o)
	m.later(env, &o, 0, false)
}

// fetchBack is the story of a parcel that was sent and that nobody has asked for:
// whoever has got it is asked for it, and a driver fetches it. The carrier tells of
// the parcel again as long as no driver takes the job.
func (m *orderManager) fetchBack(env *sim.Env, msg *DeliveryEvent) (sim.Message, error) {
	if msg.Fate != ParcelDelivered {
		return &Done{}, nil
	}
	message := &SendBack{Order: msg.Order, Shipment: msg.Shipment, Cart: msg.Cart}
	if _, err := m.shop.call(env, m.shop.Truck, message, m.shop.Config.Timeouts.Dispatch); err != nil {
		return nil, err
	}
	return &Done{}, nil
}

// honour takes an order at the prices that the customer saw. If they are others by
// now, that is the shop's loss or gain.
func (m *orderManager) honour(env *sim.Env, cart *Cart) {
	if m.shop.active(whenPriced) != nil && m.shop.Config.Catalog.changed(env.Seed(), cart) {
		m.shop.struck(env, whenPriced, nil, env.Intent())
	}
}
