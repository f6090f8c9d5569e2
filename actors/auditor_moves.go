package actors

import "buynow/sim"

// moved books a move, and notes it on the page of its order.
func (a *Auditor) moved(e *sim.Event) {
	if a.guilt.due <= e.At {
		a.callIn(e.At)
	}
	a.now = e.At
	m := &e.Move
	from, number := PlaceOf(m.From)
	to, _ := PlaceOf(m.To)
	left, _ := a.accounts.move(m)
	a.checkAccount(e, from, number, left)
	if from == Supplier {
		a.supplied(e, m.Amount)
		return
	}
	p := a.pages.edit(e.Order)
	switch {
	case p == nil:
		a.checkMoveHasOrder(e, from, to)
	case from.Goods():
		if from == Shelf && to == OnHold && left < 0 {
			p.onPaper += int16(min(-left, m.Amount))
		}
		a.goodsMoved(p, from, to, int16(m.Amount))
	default:
		a.moneyMoved(p, from, to, Cents(m.Amount))
	}
}

// goodsMoved notes goods of an order that go from one place to another.
func (a *Auditor) goodsMoved(p *page, from, to Place, pieces int16) {
	if from != Shelf {
		p.goods[from] -= pieces
		a.checkHas(p, from)
	}
	if from == OnHold { // a picker has found them, or nobody needs them any more
		p.onPaper = 0
	}
	if to <= Scrap {
		p.goods[to] += pieces
	}
	switch to {
	case OnTruck:
		if from == Packing {
			p.handed += int32(pieces)
			a.checkHandover(p)
		}
	case AtCustomer:
		a.checkDelivered(p)
	case Missing, Broken:
		p.lost += int32(pieces)
	}
	a.mayRetire(p)
}

// moneyMoved notes money of an order that goes from one place to another.
func (a *Auditor) moneyMoved(p *page, from, to Place, amount Cents) {
	switch {
	case from == Purse && to == Held:
		p.held += amount
		p.auths++
		p.holds++
		a.checkAuthorised(p, amount)
	case from == Held:
		p.held -= amount
		if p.holds > 0 {
			p.holds--
		}
		if to == Clearing {
			p.captured += amount
			a.money.Captured += amount
			a.money.earn(p, amount)
			a.checkCaptured(p)
		}
		a.checkReleased(p)
	case from == Clearing:
		p.cleared += amount
		a.checkCleared(p)
		if to == Till && p.cleared > 0 {
			a.reach(p, wasSettled, &a.results.milestones.Settled)
		}
	case from == Till && to == Clearing: // the bank had paid too much
		p.cleared -= amount
	}
	if to == Purse && (from == Clearing || from == Till) {
		p.returned += amount
		a.money.earn(p, -amount)
		a.countReturned(p, amount)
		a.checkReturned(p)
	}
	a.checkDoubled(p)
	a.mayRetire(p)
}

// countReturned tells money that the shop gave back from money that the bank
// took back.
func (a *Auditor) countReturned(p *page, amount Cents) {
	if p.facts&wasDisputed != 0 {
		a.money.ChargedBack += amount
	} else {
		a.money.Refunded += amount
	}
}

// writtenOff notes that goods went for which no money can be had. A crash may
// make the shop say it twice.
func (a *Auditor) writtenOff(e *sim.Event) {
	p := a.pages.edit(e.Order)
	if p == nil || p.facts&wasWrittenOff != 0 {
		return
	}
	p.facts |= wasWrittenOff
	a.money.WrittenOff += Cents(e.A)
}
