package actors

import "buynow/sim"

// sent sees what the actors ask and tell one another. Most of it says nothing
// to an auditor, so it looks at the kind first.
func (a *Auditor) sent(e *sim.Event) {
	if len(a.leaving) > 0 && a.leaves < e.At {
		a.leave()
	}
	if a.guilt.due <= e.At {
		a.callIn(e.At)
	}
	if e.Message >= Kinds || !heeded[e.Message] {
		return
	}
	a.now = e.At
	p := a.pages.edit(e.Order)
	switch m := e.Body.(type) {
	case *PlaceOrder:
		a.results.click(intentOf(e, m.ClientKey))
	case *CreateOrder:
		a.try(p, 2)
	case *ReserveStock:
		a.ask(p, 3)
	case *SupplyQuote:
		a.ask(p, 4)
	case *GoodsReady:
		a.ask(p, 5)
	case *PaymentRequest:
		a.ask(p, 6)
	case *AuthRequest:
		a.ask(p, 7)
	case *PaymentResult:
		a.paid(p, m)
	case *OrderStatus:
		a.confirmed(p, m)
	case *DispatchOrder:
		a.ask(p, 12)
		a.checkDispatch(p, m.Order)
	case *Handover:
		a.try(p, 13)
	case *DispatchMail:
		a.try(p, 14)
		a.checkDispatchMail(p, m)
	case *StatusMail:
		a.mailed(p, m)
	case *Letter:
		a.checkLetter(p, m)
	case *Delivery:
		a.try(p, 15)
	case *PurchaseOrder:
		a.ask(p, 4)
		a.purchases.ordered(m)
	case *GoodsReceipt:
		a.purchases.delivered(m)
	case *SettlementFile:
		a.checkFile(m)
	}
}

// heeded are the kinds of message that an auditor looks at when they are sent.
var heeded = kindSet(
	KindPlaceOrder, KindCreateOrder, KindReserveStock, KindSupplyQuote, KindPaymentRequest, KindAuthRequest, KindPaymentResult,
	KindOrderStatus, KindDispatchOrder, KindHandover, KindDispatchMail, KindStatusMail, KindLetter, KindDelivery, KindPurchaseOrder,
	KindGoodsReceipt, KindSettlementFile, KindGoodsReady,
)

// minded are the kinds of message whose answers it looks at.
var minded = kindSet(
	KindPlaceOrder, KindPayAgain, KindAnswerOffer, KindChallengeDone, KindCancelOrder, KindCheckOrder, KindCreateOrder,
	KindReserveStock, KindAuthRequest, KindPaymentRequest, KindInquiry, KindPaymentResult, KindBookCarrier, KindHandover,
	KindDispatchMail, KindStatusMail, KindDelivery, KindReversal, KindBankVoid,
)

func kindSet(kinds ...sim.Kind) (set [Kinds]bool) {
	for _, kind := range kinds {
		set[kind] = true
	}
	return set
}

// served sees what was answered. A refusal is no step, but it ends the wait of
// who clicked.
func (a *Auditor) served(e *sim.Event) {
	if e.Message >= Kinds || !minded[e.Message] {
		return
	}
	a.now = e.At
	if e.Message == KindPlaceOrder {
		a.results.answered(e.Intent)
	}
	if e.C != 0 {
		return
	}
	switch m := e.Body.(type) {
	case *OrderStatus:
		a.confirmed(a.pages.edit(m.Order), m)
	case *ConfirmationPage:
		a.thanked(a.pages.edit(m.Order), m)
	case *OfferPage:
		a.offered(a.pages.edit(m.Order), m)
	case *SorryPage:
		a.excused(a.pages.edit(m.Order))
	default:
		if p := a.pages.edit(e.Order); p != nil {
			a.replied(p, e)
		}
	}
}

// replied sees the answers between the shop's own people. Who asked says which
// order it is about; of a page, only the page does.
func (a *Auditor) replied(p *page, e *sim.Event) {
	switch m := e.Body.(type) {
	case *StockDecision:
		a.decided(p, m)
	case *AuthResponse:
		if m.Code == CodeApproved {
			a.ask(p, 8)
		}
	case *PaymentResult:
		a.paid(p, m)
	case *Booked:
		a.booked(p, m)
	case *Done:
		a.done(p, e.Message)
	}
}

// thanked is a thank-you page on its way to the customer.
func (a *Auditor) thanked(p *page, m *ConfirmationPage) {
	a.ask(p, 11)
	if p != nil {
		p.promise = m.Promise
		a.checkConfirmation(p, m)
	}
}

// offered is a page that asks whether a later date will do.
func (a *Auditor) offered(p *page, m *OfferPage) {
	if p != nil {
		p.promise = m.Expected
		a.checkPromise(p)
	}
}

// excused is a page that says that there will be no order.
func (a *Auditor) excused(p *page) {
	if p == nil {
		return
	}
	if state := OrderState(p.state.now); state.Over() || state == Cancelling {
		p.facts |= heardTheEnd
	}
}

// done sees what was done as asked.
func (a *Auditor) done(p *page, kind sim.Kind) {
	switch kind {
	case KindHandover:
		a.reachStep(p, 13)
		a.checkWholeParcel(p)
	case KindDispatchMail:
		a.reachStep(p, 14)
	case KindStatusMail:
		if p.mailing.Over() {
			p.facts |= heardTheEnd
		}
	case KindDelivery:
		a.reachStep(p, 15)
	case KindReversal, KindBankVoid:
		a.checkReversed(p)
	}
}

// unheard ends the wait of a customer whose click nobody answers.
func (a *Auditor) unheard(e *sim.Event) {
	if e.Message == KindPlaceOrder {
		a.results.answered(e.Intent)
	}
}

// decided is the stock database's answer.
func (a *Auditor) decided(p *page, m *StockDecision) {
	switch m.Answer {
	case Yes:
		a.ask(p, 5)
		p.quote = 0
	case Later:
		p.quote = m.Eta
	}
}

// paid is the merchant system's answer, at once or later.
func (a *Auditor) paid(p *page, m *PaymentResult) {
	if m.Answer == Authorised {
		a.ask(p, 9)
	}
}

// confirmed is the order manager's word to the web server: the order is, or was
// when this was written.
func (a *Auditor) confirmed(p *page, m *OrderStatus) {
	if m.State >= Confirmed && m.State <= OrderDelivered || m.State == Completed {
		a.ask(p, 10)
	}
}

// mailed is the order manager's mail on its way to the provider.
func (a *Auditor) mailed(p *page, m *StatusMail) {
	if p == nil {
		return
	}
	p.mailing = m.State
	a.checkConfirmationMail(p)
}

// booked is the carrier's number for a parcel: that of the newest, or the same
// as before.
func (a *Auditor) booked(p *page, m *Booked) {
	for i := range p.parcels {
		if p.parcels[i].tracking == m.Tracking {
			return
		}
	}
	if parcel := p.place(m.Shipment); parcel.number == uint8(m.Shipment) && parcel.tracking == 0 {
		parcel.tracking = m.Tracking
	}
	a.checkTracking(p, m.Tracking)
}

// intentOf is whose wish an event is about; who has no intent is known by the
// key of the click.
func intentOf(e *sim.Event, key uint64) uint64 {
	if e.Intent != 0 {
		return e.Intent
	}
	return key
}
