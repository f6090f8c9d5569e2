package actors

import "buynow/sim"

// changed follows a machine from state to state.
func (a *Auditor) changed(e *sim.Event) {
	a.now = e.At
	machine, from, next := ChangeOf(e)
	if machine == PurchaseMachine {
		a.purchaseChanged(e, PurchaseState(from), PurchaseState(next))
		return
	}
	p := a.pages.edit(e.Order)
	if p == nil {
		if machine != OrderMachine || OrderState(from) != OrderNone {
			a.checkKnown(e, false)
			return
		}
		p = a.begin(e.Order)
	}
	a.checkKnown(e, true)
	if machine == OrderMachine && OrderState(from) == OrderNone && p.unmade(a.crashes[e.Actor%64]) {
		a.beginAgain(p)
	}
	switch machine {
	case OrderMachine:
		before := OrderState(p.state.now)
		a.follow(p, &p.state, e)
		a.orderChanged(p, before, OrderState(next))
	case PaymentMachine:
		a.follow(p, &p.payment(uint64(e.B)).thing, e)
		a.paymentChanged(p, PaymentState(next))
	case ReservationMachine:
		a.follow(p, &p.reservation, e)
		a.mayRetire(p)
	case ShipmentMachine:
		parcel := p.parcel(uint64(e.B))
		a.results.parcels[parcel.now]--
		a.follow(p, &parcel.thing, e)
		a.results.parcels[parcel.now]++
		a.shipmentChanged(p, parcel, ShipmentState(next))
	case CaseMachine:
		a.follow(p, &p.complaint, e)
		a.caseChanged(p, CaseState(next))
	}
}

// begin opens the page of an order that is new. The numbers have no gap; one
// that was given just before a crash may be given again.
func (a *Auditor) begin(order OrderID) *page {
	a.checkGapless(order)
	a.last = max(a.last, order)
	a.results.standing[OrderNone]++
	a.results.orders++
	p := a.pages.add(order)
	p.order = order
	a.reachStep(p, 2)
	return p
}

// unmade tells if a crash came before the order was first committed.
func (p *page) unmade(life uint8) bool {
	return OrderState(p.state.now) != OrderNone && OrderState(p.state.kept) == OrderNone && p.state.life != life
}

// beginAgain empties the page of an order that a crash unmade: its number, and
// perhaps its click, are given to an order once more.
func (a *Auditor) beginAgain(p *page) {
	a.results.standing[p.state.now]--
	a.results.standing[OrderNone]++
	if p.facts&wasPlaced != 0 {
		a.results.unmake(a.newest)
	}
	*p = page{order: p.order, steps: p.steps}
}

// follow makes a change, and checks that it starts where the thing stands: where
// it was changed to last, or, if its actor has crashed since, committed last.
func (a *Auditor) follow(p *page, t *thing, e *sim.Event) {
	machine, from, next := ChangeOf(e)
	life := a.crashes[e.Actor%64]
	known := t.now
	if from != known && t.life != life {
		known = t.kept
	}
	a.checkLegal(p, machine, known, from, next)
	t.now, t.life = next, life
	a.unsaved = unsaved{actor: e.Actor, purchase: uint64(e.B)}
	if p != nil {
		a.unsaved.order = p.order
	}
}

// orderChanged notes how far an order has come.
func (a *Auditor) orderChanged(p *page, before, next OrderState) {
	a.results.standing[before]--
	a.results.standing[next]++
	switch {
	case next == Confirmed:
		a.reach(p, wasConfirmed, &a.results.milestones.Confirmed)
		a.checkReserved(p)
	case next.Over():
		if !before.Over() {
			p.endings++
		}
		p.ended = a.now
		a.lose(p, next)
	}
}

// paymentChanged notes whether a thief is behind an order.
func (a *Auditor) paymentChanged(p *page, next PaymentState) {
	switch next {
	case PaymentBlocked:
		p.facts |= wasBlocked
	case PaymentAuthorised:
		p.facts &^= wasBlocked
	}
	a.mayRetire(p)
}

// shipmentChanged notes how far a parcel has come.
func (a *Auditor) shipmentChanged(p *page, parcel *dispatched, next ShipmentState) {
	again := parcel.stages&(1<<next) != 0 // after a crash
	parcel.stages |= 1 << next
	switch next {
	case ShipmentCollected:
		if !again {
			p.collected++
		}
		a.reach(p, wasCollected, &a.results.milestones.Collected)
	case ShipmentDelivered:
		if isSurplus(uint64(parcel.number)) {
			p.facts |= hasTooMuch
		}
		a.money.arrived(p)
		a.reach(p, wasDelivered, &a.results.milestones.Delivered)
		if p.promise != 0 && a.now > p.promise && p.facts&wasLate == 0 {
			p.facts |= wasLate
			a.results.steps[15].Late++
		}
	case ShipmentLost, ShipmentDamaged:
		if !again {
			a.results.steps[15].Parcels++
		}
	}
	a.checkStages(p, parcel, next)
	a.mayRetire(p)
}

// caseChanged notes what came after the order.
func (a *Auditor) caseChanged(p *page, next CaseState) {
	switch next {
	case ReturnRequested, ClaimMade:
		a.checkCaseFollows(p)
	case Disputed:
		a.checkCaseFollows(p)
		a.reach(p, wasDisputed, &a.results.milestones.Disputed)
	case ReturnReceived:
		a.reach(p, wasReturned, &a.results.milestones.Returned)
	}
}

// reach counts a milestone, once per order.
func (a *Auditor) reach(p *page, fact facts, count *int) {
	if p.facts&fact == 0 {
		p.facts |= fact
		*count++
	}
}

// busy tells if anything of the order has not come to rest: its goods, its money,
// or a machine.
func (p *page) busy() bool {
	reserved := ReservationState(p.reservation.now)
	return p.moving() || p.held != 0 || p.captured != p.cleared || p.owed() || reserved == ReservationHeld || reserved == ReservationWaiting ||
		p.facts&hasTooMuch != 0 || p.underWay()
}

// owed tells if the shop has money of the customer that is not its own: it may
// still find out and give it back.
func (p *page) owed() bool {
	kept := p.captured - p.returned
	return kept > p.total || kept > 0 && p.ended != 0 && p.handed == 0
}

// underWay tells if a payment or a parcel of the order has not come to its end.
func (p *page) underWay() bool {
	for i := range p.payments {
		switch PaymentState(p.payments[i].now) {
		case PaymentRequested, PaymentChallenged, PaymentReviewed, PaymentLost, PaymentAuthorised:
			return true
		}
	}
	for i := range p.parcels {
		if state := ShipmentState(p.parcels[i].now); ShipmentNone < state && state < ShipmentDelivered {
			return true
		}
	}
	return false
}

// complaining tells if a case of the order is open.
func (p *page) complaining() bool {
	state := CaseState(p.complaint.now)
	return state == ReturnRequested || state == ReturnReceived || state == ClaimMade || state == Disputed
}
