package actors

import "buynow/sim"

// judge is what is asked of an order that is over.
func (a *Auditor) judge(p *page) {
	a.checkReservationEnds(p)
	a.checkNoHold(p)
	a.checkSettled(p)
	a.checkShippedOrRefunded(p)
	a.checkPaid(p)
	a.checkPaidForKept(p)
	a.checkHeard(p)
	a.checkEnded(p)
	a.checkPlaced(p)
}

// checkOneOrder checks that a click makes no second order.
func (a *Auditor) checkOneOrder(p *page, e *sim.Event) {
	intent := intentOf(e, uint64(e.C))
	if !a.holds(oneClickOneOrder, a.results.order(intent)) {
		a.breach(oneClickOneOrder, p, "intent %d has an order already", intent)
	}
}

// checkEnded checks that an order that is over ended once.
func (a *Auditor) checkEnded(p *page) {
	if !a.holds(oneEnding, p.endings == 1 && OrderState(p.state.now).Over()) {
		a.breach(oneEnding, p, "over while %s, after %d endings", OrderState(p.state.now), p.endings)
	}
}

// checkLegal checks a change: that it is one of the machine, and starts where
// the thing was known to be.
func (a *Auditor) checkLegal(p *page, machine Machine, known, from, next uint8) {
	if !a.holds(legalChanges, known == from && Legal(machine, from, next)) {
		a.breach(legalChanges, p, "the %s went from %s to %s, and was last seen %s",
			machine, StateName(machine, from), StateName(machine, next), StateName(machine, known))
	}
}

// illegal is an actor's own word that it was about to make a change that its
// machine forbids.
func (a *Auditor) illegal(e *sim.Event) {
	a.now = e.At
	machine, from, next := ChangeOf(e)
	a.holds(legalChanges, false)
	a.breachOf(legalChanges, a.pages.edit(e.Order), e.Order, "the %s was about to go from %s to %s",
		machine, StateName(machine, from), StateName(machine, next))
}

// checkKnown checks that what changes belongs to an order on the books, or to an
// open purchase order.
func (a *Auditor) checkKnown(e *sim.Event, known bool) {
	if a.holds(everyThingHasAnOrder, known) {
		return
	}
	if e.What == Archived {
		a.breachOf(everyThingHasAnOrder, nil, e.Order, "put away, and not on the books")
		return
	}
	machine, from, next := ChangeOf(e)
	a.breachOf(everyThingHasAnOrder, nil, e.Order, "the %s %d went from %s to %s for an order that is not on the books",
		machine, e.B, StateName(machine, from), StateName(machine, next))
}

// checkMoveHasOrder checks that what moves without an order is an opening balance,
// or what a count has found.
func (a *Auditor) checkMoveHasOrder(e *sim.Event, from, to Place) {
	if !a.holds(everyThingHasAnOrder, from == World || from == Vanished || to == Vanished) {
		a.breachOf(everyThingHasAnOrder, nil, e.Order, "%d moved from %s to %s for an order that is not on the books", e.Move.Amount, from, to)
	}
}

// effect remembers what must happen once.
func (a *Auditor) effect(e *sim.Event) {
	a.now = e.At
	if sim.Kind(e.B) == KindGoodsReceipt {
		a.receipt(e)
		return
	}
	p := a.pages.edit(e.Order)
	if p == nil {
		return
	}
	if sim.Kind(e.B) == KindSendBack && isSurplus(uint64(e.A)) {
		p.facts &^= hasTooMuch
	}
	if !a.holds(effectsOnce, p.effects.add(e)) {
		a.breach(effectsOnce, p, "message %d had its effect a second time with key %d", e.B, e.A)
	}
}

// checkStuck checks an order that is still on the books when nothing moves any
// more. One that was completed may lie there for a return that never came.
func (a *Auditor) checkStuck(p *page) {
	state := OrderState(p.state.now)
	over := state == NeedsAttention || state == Completed || p.facts&wasArchived != 0
	if !a.holds(nothingStuck, over && !p.complaining() && (state == NeedsAttention || !p.underWay())) {
		a.breach(nothingStuck, p, "at rest with the order %s, its case %s, its payments %s, %s and %s, its parcels %s and %s",
			state, CaseState(p.complaint.now), PaymentState(p.payments[0].now), PaymentState(p.payments[1].now),
			PaymentState(p.payments[2].now), ShipmentState(p.parcels[1].now), ShipmentState(p.parcels[0].now))
	}
}

// checkPurchasesOver checks that no purchase order is open.
func (a *Auditor) checkPurchasesOver() {
	open := len(a.purchases.lines)
	if !a.holds(nothingStuck, open == 0) {
		a.breach(nothingStuck, nil, "%d purchase orders are open, the first is %d", open, a.purchases.lines[0].number)
	}
}

// checkBooksAgree compares what was published about an order with how the order
// manager puts it away.
func (a *Auditor) checkBooksAgree(p *page, state OrderState, complaint CaseState) {
	if !a.holds(booksAgree, OrderState(p.state.now) == state && CaseState(p.complaint.now) == complaint) {
		a.breach(booksAgree, p, "put away as %s with case %s, its changes say %s and %s",
			state, complaint, OrderState(p.state.now), CaseState(p.complaint.now))
	}
}

// checkGapless checks the number of a new order.
func (a *Auditor) checkGapless(order OrderID) {
	if !a.holds(orderNumbersGapless, order == a.last+1) {
		a.breachOf(orderNumbersGapless, nil, order, "order %d came after order %d", order, a.last)
	}
}

// checkPlaced checks that it was said what an order amounts to.
func (a *Auditor) checkPlaced(p *page) {
	if !a.holds(orderNumbersGapless, p.facts&wasPlaced != 0) {
		a.breach(orderNumbersGapless, p, "nobody said what the order amounts to")
	}
}

// checkCaseFollows checks that a case is about goods that came.
func (a *Auditor) checkCaseFollows(p *page) {
	if !a.holds(casesFollowDelivery, p.facts&wasDelivered != 0) {
		a.breach(casesFollowDelivery, p, "a case was opened while the order is %s", OrderState(p.state.now))
	}
}
