package actors

import "buynow/sim"

// closePayments is the story of payments for which nothing can come any more,
// neither a refund nor a complaint:
//  1. of those that are settled or given back, the bank is told first: what it
//     has not heard of, nobody forgets;
//  2. they are put away. That there was one, and that it was captured, the number
//     of its order alone says from now on;
//  3. any other is put away by the nightly job when its time has come.
func (m *merchant) closePayments(env *sim.Env, r *PaymentsClosed) (sim.Message, error) {
	over := &PaymentsClosed{Keys: make([]uint64, 0, len(r.Keys))}
	for _, key := range r.Keys {
		if p, known := m.payments.Read(key); known && p.over() {
			over.Keys = append(over.Keys, key)
		}
	}
	if _, err := m.shop.call(env, m.shop.Bank, over, patience(m.shop.Config.Timeouts.Bank, env.Attempt())); err != nil {
		return nil, err
	}
	for _, key := range over.Keys {
		if p, known := m.payments.Read(key); known && p.over() {
			m.putAway(&p)
		}
	}
	return &Done{}, nil
}

// over tells if a payment was captured and nothing is expected to come.
func (p *payment) over() bool {
	ended := p.state == PaymentSettled || p.state == PaymentRefunded || p.state == PaymentChargedBack
	return ended && !p.claiming
}

// putAway forgets a payment that is over, but for a bit that answers those who
// ask late.
func (m *merchant) putAway(p *payment) {
	m.bygones.add(p.key, p.captured)
	m.payments.Archive(p.key)
}

// past is what is said of a payment that is not known any more to those who ask
// late; nil if there was none.
func (m *merchant) past(order OrderID, key uint64) *PaymentResult {
	switch {
	case m.isDropped(key):
		return &PaymentResult{Order: order, Key: key, Answer: Declined, Code: CodeIssuer}
	case m.isTaken(key):
		return &PaymentResult{Order: order, Key: key, Answer: Authorised, Auth: key}
	}
	return nil
}
