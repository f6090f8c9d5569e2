package actors

import (
	"errors"

	"buynow/sim"
)

// Returns and disputes are cases of their own. They come weeks after an order
// has ended and do not open it again; at most one case comes up per order.

// returnGoods opens a return.
func (m *orderManager) returnGoods(env *sim.Env, msg *ReturnGoods) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok || !o.delivered {
		return nil, ErrUnknown
	}
	switch {
	case msg.NeverCame:
		m.neverCame(env, o)
	case o.complaint == CaseNone:
		m.toCase(env, &o, ReturnRequested)
		m.orders.Commit(env, o)
	}
	return &Done{}, nil
}

// returnArrived is the warehouse's word on what came back: all of the money, or
// a part if the goods can no longer be sold.
func (m *orderManager) returnArrived(env *sim.Env, msg *ReturnArrived) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok || isSurplus(msg.Shipment) {
		return &Done{}, nil
	}
	if o.complaint == CaseNone && o.delivered { // nobody announced it, or nobody heard that
		m.toCase(env, &o, ReturnRequested)
	}
	if o.complaint != ReturnRequested {
		return &Done{}, nil
	}
	m.toCase(env, &o, ReturnReceived)
	o.asNew = msg.AsNew
	o.owes |= oweRefund
	m.orders.Commit(env, o)
	m.later(env, &o, 0, false)
	return &Done{}, nil
}

// refund gives money back: for goods that came back, or that never came. If the
// money was not taken yet, what is held is released instead.
func (m *orderManager) refund(env *sim.Env, o *order, attempt int) error {
	timeout := patience(m.shop.Config.Timeouts.Payment, attempt)
	if o.writtenOff {
		return m.refunded(env, o.id, nil) // nothing was taken, nothing is held
	}
	if !o.captured {
		_, err := m.shop.try(env, m.shop.Merchant, &Void{Order: o.id, Key: o.payment}, timeout, attempt)
		if !errors.Is(err, ErrTooLate) { // then it was taken after all
			return m.refunded(env, o.id, err)
		}
	}
	amount := o.cart.Total()
	if o.complaint == ReturnReceived && !o.asNew {
		amount = Cents(float64(amount) * m.rules.DamagedShare)
	}
	message := &Refund{Order: o.id, Key: o.payment, Amount: amount, Case: 1}
	_, err := m.shop.try(env, m.shop.Merchant, message, timeout, attempt)
	return m.refunded(env, o.id, err)
}

// refunded ends what was waiting for the refund. If the bank cannot give the
// money back, a person must look.
func (m *orderManager) refunded(env *sim.Env, id OrderID, failed error) error {
	if failed != nil && unanswered(failed) {
		return failed
	}
	o, ok := m.orders.Read(id)
	if !ok || o.refunded {
		return nil
	}
	o.refunded = failed == nil
	if !o.captured {
		o.owes &^= oweCapture // it was released: there is nothing to take any more
	}
	if o.refunded && (o.state == Refunding || o.asNew) {
		o.settled = true // all of it went back: no more will come
	}
	switch {
	case (o.state == Refunding || o.state == Cancelling) && failed != nil:
		m.to(env, &o, NeedsAttention)
	case o.state == Refunding:
		m.to(env, &o, Refunded)
	case o.complaint != ReturnReceived && o.complaint != ClaimMade:
	case failed != nil:
		m.toCase(env, &o, CaseRefused)
	case o.asNew || m.rules.DamagedShare >= 1:
		m.toCase(env, &o, CaseRefunded)
	default:
		m.toCase(env, &o, CasePartlyRefunded)
	}
	if o.state != Cancelling { // its end has a mail of its own
		o.owes |= oweMail
	}
	m.orders.Commit(env, o)
	m.complete(env, o)
	return nil
}

// chargeback is the merchant system's news of a dispute, and of its end.
func (m *orderManager) chargeback(env *sim.Env, msg *Chargeback) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok {
		return &Done{}, nil
	}
	if o.complaint == CaseNone {
		m.toCase(env, &o, Disputed)
	}
	if msg.Closed && o.complaint == Disputed {
		end := CaseChargedBack
		if msg.Won {
			end = CaseWon
		}
		m.toCase(env, &o, end)
	}
	m.orders.Commit(env, o)
	m.archive(env, &o)
	return &Done{}, nil
}

// toCase changes the state of the order's case; the caller commits.
func (m *orderManager) toCase(env *sim.Env, o *order, next CaseState) {
	if change(env, CaseMachine, o.id, o.complaint, next) {
		o.complaint = next
		o.version++
	}
}
