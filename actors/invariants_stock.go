package actors

import "buynow/sim"

// checkAccount checks what a move left behind on the account it came from. An
// account that was overdrawn before is not reported again.
func (a *Auditor) checkAccount(e *sim.Event, place Place, number uint64, left int64) {
	i := heldGoodsNeverNegative
	switch place {
	case Shelf:
		i = shelfNeverNegative
	case Purse:
		i = withinLimits
	case Held:
		i = capturedWithinAuthorised
	case OnHold, Packing, OnTruck, AtCustomer, Quarantine:
	default:
		return
	}
	if !a.holds(i, left >= 0) && left+e.Move.Amount >= 0 {
		a.breachOf(i, a.pages.edit(e.Order), e.Order, "%s of number %d is %d, want 0 or more", place, number, left)
	}
}

// checkHas checks that an order has the goods that it moves.
func (a *Auditor) checkHas(p *page, place Place) {
	if left := p.goods[place]; !a.holds(heldGoodsNeverNegative, left >= 0) {
		a.breach(heldGoodsNeverNegative, p, "the order has %d units in %s, want 0 or more", left, place)
	}
}

// counted compares the stock database's count of a product with the accounts.
func (a *Auditor) counted(e *sim.Event) {
	a.now = e.At
	sku := uint64(e.A)
	shelf, held := a.accounts.pieces(Shelf, sku), a.accounts.pieces(OnHold, sku)
	if !a.holds(countsMatch, shelf == e.B && held == e.C) {
		a.breachBy(countsMatch, subject{number: sku}, "product %d: counted %d on the shelf and %d reserved, moved were %d and %d", sku, e.B, e.C, shelf, held)
		return
	}
	a.mend(countsMatch, subject{number: sku})
}

// checkReserved checks the promise of a confirmation.
func (a *Auditor) checkReserved(p *page) {
	if !a.holds(nothingOversold, p.setAside() >= p.units || p.waits()) {
		a.breach(nothingOversold, p, "confirmed with %d of %d units set aside", p.setAside(), p.units)
	}
}

// checkWholeParcel checks what the driver has scanned.
func (a *Auditor) checkWholeParcel(p *page) {
	want := p.units * int32(p.collected)
	if !a.holds(nothingOversold, p.handed == want) {
		a.breach(nothingOversold, p, "%d units on the truck in %d parcels, want %d", p.handed, p.collected, want)
	}
}

// checkReservationEnds checks that an order that is over leaves no goods behind.
func (a *Auditor) checkReservationEnds(p *page) {
	state := ReservationState(p.reservation.now)
	if !a.holds(reservationsEnd, !p.moving() && state != ReservationHeld && state != ReservationWaiting) {
		a.breach(reservationsEnd, p, "over with the reservation %s: %d units reserved, %d packing, %d on a truck, %d in quarantine",
			state, p.goods[OnHold], p.goods[Packing], p.goods[OnTruck], p.goods[Quarantine])
	}
}

// checkReceivedOnce checks that a delivery is new, and of an open purchase order.
func (a *Auditor) checkReceivedOnce(number uint64, isNew bool) {
	if !a.holds(purchaseReceivedOnce, isNew) {
		a.breachBy(purchaseReceivedOnce, subject{number: number}, "purchase order %d: a delivery was taken again, or after the last", number)
	}
}

// checkReceivedWithin checks how much of a purchase order has come.
func (a *Auditor) checkReceivedWithin(line *purchaseLine) {
	if !a.holds(purchaseReceivedOnce, line.received <= line.ordered && line.received <= line.told) {
		a.breachBy(purchaseReceivedOnce, subject{number: line.number}, "purchase order %d: %d pieces taken, of %d ordered and %d delivered",
			line.number, line.received, line.ordered, line.told)
	}
}

// checkGoodsConserved checks where all pieces came from, and that they are
// somewhere.
func (a *Auditor) checkGoodsConserved() {
	_, goods := a.Books()
	if !a.holds(goodsConserved, a.unexplained == 0 && goods.Balanced()) {
		a.breach(goodsConserved, nil, "%d pieces came without a delivery note; the books are %+v", a.unexplained, goods)
	}
}
