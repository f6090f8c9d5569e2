package actors

import (
	"buynow/sim"
)

// answerOffer is the customer's word on the date that was offered.
func (m *orderManager) answerOffer(env *sim.Env, msg *AnswerOffer) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok {
		return nil, ErrUnknown
	}
	if o.state != BackorderOffered {
		return o.status(), nil
	}
	if !msg.Accept {
		m.stop(env, &o, SoldOut, WhyDate)
		return o.status(), nil
	}

	version := o.version
	request := &ReserveStock{Order: o.id, Cart: o.cart, TTL: m.rules.ReservationTTL, Backorder: true}
	reply, err := m.shop.ask(env, m.shop.Stock, request, m.shop.Config.Timeouts.Stock)
	o, mine := m.again(o.id, version)
	if !mine {
		if err == nil {
			m.owe(env, o, oweRelease)
		}
		return o.status(), nil
	}
	decision, _ := reply.(*StockDecision)
	if err != nil || decision == nil || decision.Answer == No {
		m.stop(env, &o, SoldOut, WhySoldOut)
		return o.status(), nil
	}
	o.backorder = true
	o.goodsReady = o.goodsReady || decision.Answer == Yes
	o.promise = max(o.promise, decision.Eta+m.rules.DeliveryTime)
	m.to(env, &o, Backordered)
	m.orders.Commit(env, o)
	return m.carryOn(env, o, true)
}

// goodsReady is the stock database's news that backordered goods are in.
func (m *orderManager) goodsReady(env *sim.Env, msg *GoodsReady) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok {
		env.Send(m.shop.Stock, &ReleaseStock{Order: msg.Order}) // nobody waits for them any more
		return nil, nil
	}
	if o.goodsReady {
		return nil, nil
	}
	o.goodsReady = true
	if o.state == Confirmed {
		o.owes |= oweDispatch
	}
	m.orders.Commit(env, o)
	if o.owes != 0 {
		m.later(env, &o, 0, false)
	}
	return nil, nil
}

// cancel is the customer's change of mind:
//   - before the warehouse knows, the order is stopped;
//   - after that, the warehouse is asked to intercept the parcel;
//   - once the goods are gone it is refused: they can be sent back.
func (m *orderManager) cancel(env *sim.Env, msg *CancelOrder) (sim.Message, error) {
	o, ok := m.orders.Find(msg.ClientKey)
	if !ok {
		return nil, ErrUnknown
	}
	env.Numbered(o.id)
	switch {
	case o.state > DispatchAsked:
		return o.status(), nil
	case o.state < DispatchAsked && o.owes&oweDispatch == 0:
		m.stop(env, &o, Cancelled, WhyCancelled)
		return o.status(), nil
	}

	o.version++            // a renewal under way must not go on
	o.owes |= oweIntercept // written down first: the wish survives a crash
	m.orders.Commit(env, o)
	if err := m.fulfil(env, &o, oweIntercept, 0); err != nil {
		m.tryLater(env, o, oweIntercept, 1)
	}
	if fresh, ok := m.orders.Read(o.id); ok {
		o = fresh
	}
	return o.status(), nil
}

// intercept asks the warehouse to stop the parcel. If it could, the order ends
// here; if not, it goes its way.
func (m *orderManager) intercept(env *sim.Env, o *order, attempt int) error {
	message := &Intercept{Order: o.id, Shipment: o.shipment}
	_, err := m.shop.try(env, m.shop.Warehouse, message, patience(m.shop.Config.Timeouts.Dispatch, attempt), attempt)
	if err != nil {
		return err
	}
	if fresh, ok := m.orders.Read(o.id); ok && (fresh.state == Confirmed || fresh.state == DispatchAsked) {
		m.stop(env, &fresh, Cancelled, WhyCancelled)
	}
	return nil
}

// check is a look at the status page.
func (m *orderManager) check(_ *sim.Env, msg *CheckOrder) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok {
		return nil, ErrUnknown
	}
	return o.status(), nil
}

// collected is the warehouse's news that the truck has the goods (step 13). The
// money is taken now, not before.
func (m *orderManager) collected(env *sim.Env, msg *Collected) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok || msg.Shipment != o.shipment {
		return &Done{}, nil
	}
	if o.state == Confirmed { // the acknowledgement of the dispatch was lost
		o.owes &^= oweDispatch
		m.to(env, &o, DispatchAsked)
	}
	if o.state != DispatchAsked && o.state != Reshipping {
		return &Done{}, nil
	}
	m.to(env, &o, Shipped)
	if !o.captured {
		o.owes |= oweCapture
	}
	m.orders.Commit(env, o)
	m.later(env, &o, 0, false)
	return &Done{}, nil
}

// pickShort is the warehouse's news that the goods are not there.
func (m *orderManager) pickShort(env *sim.Env, msg *PickShort) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok || msg.Shipment != o.shipment {
		return &Done{}, nil
	}
	switch o.state {
	case Confirmed, DispatchAsked:
		m.stop(env, &o, SoldOut, WhySoldOut)
	case Reshipping:
		m.giveBack(env, &o, WhyLost)
	}
	return &Done{}, nil
}

// stranded puts an order on a person's desk whose parcel cannot go on.
func (m *orderManager) stranded(env *sim.Env, msg *Stranded) {
	o, ok := m.orders.Read(msg.Order)
	if ok && msg.Shipment == o.shipment && Legal(OrderMachine, uint8(o.state), uint8(NeedsAttention)) {
		m.to(env, &o, NeedsAttention)
		m.orders.Commit(env, o)
	}
}

// delivery is the carrier's news about the parcel (step 15). A parcel that is
// lost or damaged is sent again, once; then, or if it came back, so does the
// money.
func (m *orderManager) delivery(env *sim.Env, msg *DeliveryEvent) (sim.Message, error) {
	if isSurplus(msg.Shipment) {
		return m.fetchBack(env, msg)
	}
	o, ok := m.orders.Read(msg.Order)
	if !ok || msg.Shipment != o.shipment || o.delivered {
		return &Done{}, nil
	}
	if o.state == Confirmed || o.state == DispatchAsked || o.state == Reshipping { // overtook the news of the collection
		if _, err := m.collected(env, &Collected{Order: o.id, Shipment: msg.Shipment}); err != nil {
			return nil, err
		}
		o, _ = m.orders.Read(msg.Order)
	}
	if o.state != Shipped {
		return &Done{}, nil
	}

	switch {
	case msg.Fate == ParcelDelivered:
		o.delivered, o.keeps = true, o.keeps || msg.Complaint
		m.to(env, &o, OrderDelivered)
		m.orders.Commit(env, o)
		m.complete(env, o)
	case msg.Fate == ParcelReturned || o.shipment > 1:
		m.giveBack(env, &o, WhyLost)
	default:
		o.shipment++
		o.owes |= oweDispatch
		m.to(env, &o, Reshipping)
		m.orders.Commit(env, o)
		m.later(env, &o, 0, false)
	}
	return &Done{}, nil
}

// giveBack ends an order whose goods never came.
func (m *orderManager) giveBack(env *sim.Env, o *order, why Why) {
	o.why = why
	o.owes |= oweRefund
	m.to(env, o, Refunding)
	m.orders.Commit(env, *o)
	m.later(env, o, 0, false)
}

// settled is the news that the money has arrived.
func (m *orderManager) settled(env *sim.Env, msg *Settled) (sim.Message, error) {
	for _, id := range msg.Orders {
		o, ok := m.orders.Read(id)
		if !ok || o.settled {
			continue
		}
		env.About(o.intent, o.id)
		o.settled = true
		m.orders.Commit(env, o)
		m.complete(env, o)
	}
	return &Done{}, nil
}

// complete ends an order that is delivered and settled.
func (m *orderManager) complete(env *sim.Env, o order) {
	o, ok := m.orders.Read(o.id)
	if !ok || o.state != OrderDelivered || !o.settled {
		return
	}
	m.to(env, &o, Completed)
	m.orders.Commit(env, o)
	m.archive(env, &o)
}
