package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// askBank asks the bank to hold the amount, perhaps several times, and always
// with the same key; nil if nothing was heard.
func (m *merchant) askBank(env *sim.Env, p *payment) *AuthResponse {
	reply, _ := m.shop.ask(env, m.shop.Bank, p.request(), m.shop.Config.Timeouts.Bank)
	return p.answered(reply)
}

// answered is the bank's answer, if it is one to this payment: banks confuse
// numbers, and what was said of another payment is as good as silence.
func (p *payment) answered(reply sim.Message) *AuthResponse {
	response, _ := reply.(*AuthResponse)
	if response != nil && response.Order != p.order {
		return nil
	}
	return response
}

// askAgain is one more attempt at it, some time later.
func (m *merchant) askAgain(env *sim.Env, p *payment, timeout time.Duration, attempt int) *AuthResponse {
	reply, _ := m.shop.try(env, m.shop.Bank, p.request(), timeout, attempt)
	return p.answered(reply)
}

// request is what the bank is asked.
func (p *payment) request() *AuthRequest {
	return &AuthRequest{
		Order: p.order, Stan: p.key, Card: p.card, Amount: p.amount, Sale: p.sale, Authenticated: p.authenticated, Aftermath: p.aftermath,
	}
}

// learn writes down what the bank said to a request. A void that came meanwhile
// follows at once: no authorisation survives it.
func (m *merchant) learn(env *sim.Env, p payment, response *AuthResponse) payment {
	switch response.Code {
	case CodeApproved, CodePartial:
		// A part is no use: another card may have it all. Of more than was asked for, all goes back.
		p.voiding = p.voiding || response.Code == CodePartial || !p.sale && response.Held != p.amount
		p.auth, p.until = response.Auth, response.Until
		p = m.turn(env, p, PaymentAuthorised)
		switch {
		case p.voiding:
			p, _ = m.release(env, p, 0)
		case p.sale:
			p.captured, p.until = p.amount, 0
			p = m.turn(env, p, PaymentCaptured)
		}
		return p
	case CodeDuplicate: // it was taken back before
		return m.turn(env, p, PaymentVoided)
	}
	p.code = response.Code
	return m.turn(env, p, PaymentDeclined)
}

// void releases an authorisation, or sees to it that none comes about:
//  1. a payment that nobody heard of is written down as void, should it still come;
//  2. one that has not been to the bank ends;
//  3. one that is at the bank ends as soon as it is known how;
//  4. an authorisation is released, now or, if the bank is silent, later;
//  5. money that was taken is beyond it.
func (m *merchant) void(env *sim.Env, r *Void) (sim.Message, error) {
	p, known := m.payments.Read(r.Key)
	switch {
	case known:
	case m.isDropped(r.Key):
		return &Done{}, nil
	case m.isTaken(r.Key):
		return nil, ErrTooLate
	default:
		p = payment{key: r.Key, order: r.Order, intent: env.Intent()}
		change(env, PaymentMachine, p.key, PaymentNone, PaymentRequested)
		p.state = PaymentRequested
		m.turn(env, p, PaymentVoided)
		return &Done{}, nil
	}
	switch {
	case p.state >= PaymentCaptured && p.state <= PaymentDisputed, p.captured > 0:
		return nil, ErrTooLate
	case p.voiding, p.state >= PaymentDeclined:
		return &Done{}, nil
	case p.state == PaymentChallenged, p.state == PaymentReviewed:
		m.turn(env, p, PaymentVoided)
		return &Done{}, nil
	}
	p.voiding = true
	m.write(env, &p)
	switch p.state {
	case PaymentLost:
		m.chase(env, p.key, 0)
	case PaymentAuthorised:
		if _, err := m.release(env, p, 0); err != nil {
			return nil, err
		}
	}
	return &Done{}, nil
}

// release tells the bank to void an authorisation that is to be voided. If the
// bank is silent it is followed up; ErrTooLate if the money was taken.
func (m *merchant) release(env *sim.Env, p payment, attempt int) (payment, error) {
	timeout := patience(m.shop.Config.Timeouts.Bank, attempt)
	_, err := m.shop.try(env, m.shop.Bank, &BankVoid{Order: p.order, Auth: p.auth}, timeout, attempt)
	p, _ = m.payments.Read(p.key)
	switch {
	case p.captured > 0:
		return p, ErrTooLate
	case p.state != PaymentAuthorised:
		return p, nil
	case err == nil:
		return m.turn(env, p, PaymentVoided), nil
	case errors.Is(err, ErrTooLate):
		p.voiding = false
		m.write(env, &p)
		return p, err
	}
	m.chase(env, p.key, attempt)
	return p, nil
}
