package actors

import (
	"errors"

	"buynow/sim"
)

// capture takes the money of an authorisation, once the goods are on the truck:
//  1. a payment is captured once; a second parcel of the order takes no more;
//  2. a payment that is not authorised, or to be voided, is refused;
//  3. the bank is asked, with patience, and may say that the hold is over;
//  4. that it was captured is written down before it is told.
func (m *merchant) capture(env *sim.Env, r *Capture) (sim.Message, error) {
	p, known := m.payments.Read(r.Key)
	if known && p.captured > 0 || !known && m.isTaken(r.Key) {
		return &Done{}, nil
	}
	if !known || p.state != PaymentAuthorised || p.voiding || r.Amount <= 0 || r.Amount > p.amount {
		return nil, ErrCaptureRejected
	}
	err := m.tell(env, &BankCapture{Order: p.order, Auth: p.auth, Amount: r.Amount})
	p, _ = m.payments.Read(r.Key)
	switch {
	case p.captured > 0: // asked twice at once
		return &Done{}, nil
	case p.state != PaymentAuthorised:
		return nil, ErrCaptureRejected
	case err == nil:
		p.captured, p.voiding, p.until = r.Amount, false, 0 // the hold is no more
		m.turn(env, p, PaymentCaptured)
		return &Done{}, nil
	case errors.Is(err, ErrCaptureRejected) && env.Now() > p.until:
		m.turn(env, p, PaymentExpired)
	}
	return nil, err
}

// refund gives captured money back, once per case, in all never more than was
// captured. While a dispute is open, nothing is given back: its verdict decides.
func (m *merchant) refund(env *sim.Env, r *Refund) (sim.Message, error) {
	p, known := m.payments.Read(r.Key)
	if known && p.cases.has(r.Case) {
		return &Done{}, nil
	}
	if !known || !p.refundable(r.Amount) {
		return nil, ErrRefundRejected
	}
	err := m.tell(env, &BankRefund{Order: p.order, Auth: p.auth, Amount: r.Amount, Case: r.Case})
	p, _ = m.payments.Read(r.Key)
	if p.cases.has(r.Case) { // asked twice at once
		return &Done{}, nil
	}
	if err != nil {
		return nil, err
	}
	if p.state == PaymentCaptured && m.compares() {
		p.claiming = true // the bank may have forgotten to pay it out before
	}
	p.cases.add(r.Case)
	p.refunded += r.Amount
	if p.refunded == p.captured {
		m.turn(env, p, PaymentRefunded)
	} else {
		m.write(env, &p)
	}
	return &Done{}, nil
}

// refundable tells if an amount may be given back.
func (p *payment) refundable(amount Cents) bool {
	open := p.state == PaymentCaptured || p.state == PaymentSettled
	return open && amount > 0 && amount <= p.captured-p.refunded
}

// tell has the bank do something that may be asked for again, with as much
// patience as the caller has shown.
func (m *merchant) tell(env *sim.Env, order sim.Message) error {
	_, err := m.shop.ask(env, m.shop.Bank, order, patience(m.shop.Config.Timeouts.Bank, env.Attempt()))
	return err
}
