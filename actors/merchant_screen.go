package actors

import "buynow/sim"

// screen lets the fraud check judge a payment. If it is silent, the payment passes
// unseen or goes to people: see MerchantRules.
func (m *merchant) screen(env *sim.Env, p payment, r *PaymentRequest) payment {
	verdict := m.rules.unseen(p.amount)
	reply, err := m.shop.ask(env, m.shop.Fraud, &RiskCheck{Order: r.Order, Risk: r.Risk}, m.rules.RiskTimeout)
	if score, ok := reply.(*RiskScore); ok && err == nil {
		verdict = score.Verdict
	}
	p = m.heed(env, p)
	switch {
	case p.state != PaymentRequested || verdict == Pass:
		return p
	case verdict == Block:
		return m.turn(env, p, PaymentBlocked)
	}
	p.until = env.Now() + m.rules.ReviewLimit
	p = m.turn(env, p, PaymentReviewed)
	if !m.askPeople(env, &p, 0) {
		m.chase(env, p.key, 0)
	}
	p, _ = m.payments.Read(p.key)
	return p
}

// heed reads a payment again after a wait: a void may have come meanwhile. As
// long as the bank has not been asked, that is all there is to it.
func (m *merchant) heed(env *sim.Env, p payment) payment {
	p, _ = m.payments.Read(p.key)
	if p.voiding && p.state == PaymentRequested {
		return m.turn(env, p, PaymentVoided)
	}
	return p
}

// askPeople hands a payment to those who look at it. They may be asked again,
// and decide alike.
func (m *merchant) askPeople(env *sim.Env, p *payment, attempt int) bool {
	request := &ReviewCase{Order: p.order, Key: p.key, Fraud: p.fraud}
	_, err := m.shop.try(env, m.shop.Fraud, request, patience(m.rules.RiskTimeout, attempt), attempt)
	return err == nil
}

// reviewed goes on with a payment that people have looked at.
func (m *merchant) reviewed(env *sim.Env, r *ReviewDecided) (sim.Message, error) {
	p, known := m.payments.Read(r.Key)
	if !known || p.state != PaymentReviewed {
		return &Done{}, nil
	}
	if r.Good {
		p.until = env.Now() + m.rules.GiveUp
		p = m.proceed(env, m.turn(env, p, PaymentRequested))
	} else {
		p = m.turn(env, p, PaymentBlocked)
	}
	env.Send(m.shop.Orders, p.result())
	return &Done{}, nil
}
