package actors

// checkHandover checks goods that go onto a truck.
func (a *Auditor) checkHandover(p *page) {
	if !a.holds(shippedWithinOrdered, p.handed <= p.units+p.lost) {
		a.breach(shippedWithinOrdered, p, "%d units sent of %d ordered, and %d were lost", p.handed, p.units, p.lost)
	}
	blocked := p.facts&wasBlocked != 0 || OrderState(p.state.now) == FraudBlocked
	if !a.holds(blockedNeverShips, !blocked) {
		a.breach(blockedNeverShips, p, "on the truck, though blocked as fraud: the order is %s", OrderState(p.state.now))
	}
	packed := p.staged(to(ShipmentPacked, ShipmentLabelled, ShipmentCollected))
	if !a.holds(orderOfTimes, packed) {
		a.breach(orderOfTimes, p, "on the truck before any parcel was packed")
	}
}

// checkDelivered checks goods that reach the customer.
func (a *Auditor) checkDelivered(p *page) {
	if !a.holds(orderOfTimes, p.staged(to(ShipmentOut))) {
		a.breach(orderOfTimes, p, "at the customer before any parcel was out for delivery")
	}
}

// checkStages checks that a parcel has come the usual way, stage by stage.
func (a *Auditor) checkStages(p *page, parcel *dispatched, next ShipmentState) {
	before := ShipmentNone
	switch next {
	case ShipmentCollected:
		before = ShipmentPacked
	case ShipmentOut:
		before = ShipmentCollected
	case ShipmentDelivered:
		before = ShipmentOut
	default:
		return
	}
	if !a.holds(orderOfTimes, parcel.stages&(1<<before) != 0) {
		a.breach(orderOfTimes, p, "parcel %d is %s and was never %s", parcel.number, next, before)
	}
}

// checkDispatch checks that somebody pays for what the warehouse is asked to send.
func (a *Auditor) checkDispatch(p *page, order OrderID) {
	paid := p != nil && (p.held > 0 || p.captured > 0 || p.facts&wasWrittenOff != 0)
	if !a.holds(dispatchAfterAuthorised, paid) {
		a.breachOf(dispatchAfterAuthorised, p, order, "the warehouse was asked with nothing held and nothing taken")
	}
}

// checkTracking checks that a tracking number is new.
func (a *Auditor) checkTracking(p *page, tracking uint64) {
	if !a.holds(trackingUnique, tracking != 0 && a.trackings.add(tracking)) {
		a.breach(trackingUnique, p, "tracking number %d is that of another parcel, too", tracking)
	}
}
