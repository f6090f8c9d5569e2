package actors

// right tells if an order is as an invariant wants it by now, whatever was broken
// before. What nobody can undo, such as a mail that was read, is right when the
// order is; of no order, only what leaves nothing behind is.
func (p *page) right(i invariant) bool {
	if p == nil || invariants[i].When == AtClose {
		return false
	}
	over := p.ended != 0
	switch i {
	case settledOnce, settlementMatches:
		return p.cleared == p.captured
	case nobodyChargedTwice:
		return p.captured-p.returned <= p.total && p.doubled == 0
	case refundedWithinCaptured:
		return p.returned <= p.captured
	case capturedWithinAuthorised:
		return p.held >= 0
	case noHoldLeftBehind:
		return !over || p.held == 0
	case capturedThenShippedOrRefunded:
		return !over || p.delivered() || p.captured <= p.returned
	case shippedThenCaptured:
		return !p.delivered() || p.captured >= p.total || p.facts&wasWrittenOff != 0
	case paidForWhatWasKept:
		return !over || p.fairlyPaid()
	case heldGoodsNeverNegative:
		return p.hasNoDebts()
	case reservationsEnd:
		return !over || !p.moving()
	case shippedWithinOrdered:
		return int32(p.goods[OnTruck])+int32(p.goods[AtCustomer]) <= p.units
	case nothingOversold:
		return over || p.handed > 0 || p.waits() || p.setAside() >= p.units
	case everybodyHearsTheEnd:
		return !over || p.heard()
	case priceIsRight:
		return p.held == 0 || p.held == p.total
	case mailAfterCollection:
		return p.collected > 0 || over && p.heard()
	case oneClickOneOrder:
		return over && OrderState(p.state.now) != Completed || CaseState(p.complaint.now) == CaseRefunded
	}
	return true
}

// delivered tells if the customer ever got a parcel.
func (p *page) delivered() bool { return p.facts&wasDelivered != 0 }

// waits tells if the customer has agreed to wait for the goods.
func (p *page) waits() bool { return ReservationState(p.reservation.now) == ReservationWaiting }

// setAside is how many units are there for the order: what was taken from a shelf
// that did not have it is not.
func (p *page) setAside() int32 {
	return int32(p.goods[OnHold]) + int32(p.goods[Packing]) - int32(p.onPaper)
}

// heard tells if the customer knows how the order ended: who holds the parcel does.
func (p *page) heard() bool {
	return OrderState(p.state.now) == Completed || p.facts&heardTheEnd != 0
}

// hasNoDebts tells if no goods of the order were taken from where they were not.
func (p *page) hasNoDebts() bool {
	for _, pieces := range p.goods {
		if pieces < 0 {
			return false
		}
	}
	return true
}

// fairlyPaid tells if the customer has paid for what they kept: all of it if
// nothing came back, part or nothing as their case ended.
func (p *page) fairlyPaid() bool {
	kept := p.captured - p.returned
	if OrderState(p.state.now) != Completed || p.facts&wasWrittenOff != 0 && p.captured == 0 {
		return kept == 0
	}
	switch CaseState(p.complaint.now) {
	case CaseRefunded, CaseChargedBack:
		return kept == 0
	case CasePartlyRefunded:
		return 0 < kept && kept < p.total
	}
	return kept == p.total
}
