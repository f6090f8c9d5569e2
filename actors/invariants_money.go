package actors

import "buynow/sim"

// holdGrace is how long a hold may stand that nobody needs any more: the bank
// releases those that have run out once a night.
const holdGrace = Day

// checkAuthorised checks what was held for an order.
func (a *Auditor) checkAuthorised(p *page, amount Cents) {
	if !a.holds(priceIsRight, amount == p.total) {
		a.breach(priceIsRight, p, "%v held, want the total of %v", amount, p.total)
	}
}

// checkCaptured checks what was taken for an order and not given back: a charge
// that was reversed makes room for one on another card.
func (a *Auditor) checkCaptured(p *page) {
	if taken := p.captured - p.returned; !a.holds(nobodyChargedTwice, taken <= p.total) {
		a.breach(nobodyChargedTwice, p, "%v taken, of a total of %v", taken, p.total)
	}
}

// checkReleased checks a hold that ended, well or not.
func (a *Auditor) checkReleased(p *page) {
	if !a.holds(capturedWithinAuthorised, p.held >= 0) {
		a.breach(capturedWithinAuthorised, p, "%v more were taken or released than held", -p.held)
	}
	if p.ended != 0 && p.handed == 0 && !a.holds(noHoldLeftBehind, a.now <= p.ended+holdGrace) {
		a.breach(noHoldLeftBehind, p, "released %v after the end, want within %v", a.now-p.ended, holdGrace)
	}
}

// checkDoubled checks how long an order is held twice, or held and paid.
func (a *Auditor) checkDoubled(p *page) {
	times := int(p.holds)
	if p.captured > p.returned {
		times++
	}
	if times > 1 {
		if p.doubled == 0 {
			p.doubled = max(a.now, 1)
		}
		return
	}
	if p.doubled == 0 {
		return
	}
	stood := a.now - p.doubled
	p.doubled = 0
	if !a.holds(nobodyChargedTwice, stood <= holdGrace) {
		a.breach(nobodyChargedTwice, p, "held twice, or held and paid, for %v, want at most %v", stood, holdGrace)
	}
}

// checkNoHold checks that an order that is over holds no money.
func (a *Auditor) checkNoHold(p *page) {
	if !a.holds(noHoldLeftBehind, p.held == 0) {
		a.breach(noHoldLeftBehind, p, "over, and %v are still held", p.held)
	}
	if !a.holds(nobodyChargedTwice, p.doubled == 0) {
		a.breach(nobodyChargedTwice, p, "over, and held twice, or held and paid, since %v", p.doubled)
	}
}

// checkReturned checks money that went back.
func (a *Auditor) checkReturned(p *page) {
	if !a.holds(refundedWithinCaptured, p.returned <= p.captured) {
		a.breach(refundedWithinCaptured, p, "%v given back, of %v taken", p.returned, p.captured)
	}
}

// checkCleared checks money that left the clearing.
func (a *Auditor) checkCleared(p *page) {
	if !a.holds(settledOnce, p.cleared <= p.captured) {
		a.breach(settledOnce, p, "%v paid out or given back, of %v taken", p.cleared, p.captured)
	}
}

// checkSettled checks that nothing of what was taken is still on its way.
func (a *Auditor) checkSettled(p *page) {
	if !a.holds(settledOnce, p.cleared == p.captured) {
		a.breach(settledOnce, p, "over, and %v paid out or given back of %v taken", p.cleared, p.captured)
	}
}

// checkShippedOrRefunded checks what money was taken for.
func (a *Auditor) checkShippedOrRefunded(p *page) {
	kept := p.captured - p.returned
	if !a.holds(capturedThenShippedOrRefunded, kept <= 0 || p.delivered()) {
		a.breach(capturedThenShippedOrRefunded, p, "%v kept, and nothing was delivered", kept)
	}
}

// checkPaid checks that goods that arrived were paid.
func (a *Auditor) checkPaid(p *page) {
	paid := !p.delivered() || p.captured >= p.total || p.facts&wasWrittenOff != 0
	if !a.holds(shippedThenCaptured, paid) {
		a.breach(shippedThenCaptured, p, "delivered for %v, want %v", p.captured, p.total)
	}
}

// checkPaidForKept checks the balance of one customer and one order.
func (a *Auditor) checkPaidForKept(p *page) {
	if !a.holds(paidForWhatWasKept, p.fairlyPaid()) {
		a.breach(paidForWhatWasKept, p, "ended %s, case %s: the customer paid %v and got %v back, of a total of %v",
			OrderState(p.state.now), CaseState(p.complaint.now), p.captured, p.returned, p.total)
	}
}

// stated compares the bank's sums with the accounts.
func (a *Auditor) stated(e *sim.Event) {
	a.now = e.At
	available, held := a.accounts.sum(Purse), a.accounts.sum(Held)
	if !a.holds(bankBalances, available == e.A && held == e.B) {
		a.breach(bankBalances, nil, "the bank has %v available and %v held, moved were %v and %v",
			Cents(e.A), Cents(e.B), Cents(available), Cents(held))
		return
	}
	a.mend(bankBalances, subject{})
}

// checkFile checks a settlement file line by line.
func (a *Auditor) checkFile(file *SettlementFile) {
	for i := range file.Lines {
		line := &file.Lines[i]
		p := a.pages.edit(line.Order)
		switch {
		case p == nil && line.Order != 0 && line.Order <= a.last:
		case p == nil:
			a.holds(settlementMatches, false)
			a.breachOf(settlementMatches, nil, line.Order, "the file of day %d lists %v for an order that nobody placed", file.Day, line.Amount)
		case p.captured > p.total: // charged twice, which is a breach of its own
		case !a.holds(settlementMatches, line.Amount == p.captured):
			a.breach(settlementMatches, p, "the file of day %d lists %v, taken were %v", file.Day, line.Amount, p.captured)
		}
	}
}

// checkReversed checks a hold that the bank agreed to take back.
func (a *Auditor) checkReversed(p *page) {
	if p.auths > 1 || p.payments[1].now != 0 || p.payments[2].now != 0 {
		return
	}
	if !a.holds(reversedMeansReleased, p.held == 0) {
		a.breach(reversedMeansReleased, p, "reversed or voided, and %v are still held", p.held)
	}
}

// checkNothingOnTheWay checks that in the end all money has arrived.
func (a *Auditor) checkNothingOnTheWay() {
	if rest := Cents(a.accounts.sum(Clearing)); !a.holds(nothingStuck, rest == 0) {
		a.breach(nothingStuck, nil, "%v are still on the way between the banks", rest)
	}
}
