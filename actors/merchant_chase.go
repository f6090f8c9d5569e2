package actors

import (
	"time"

	"buynow/sim"
)

// chases tells if the merchant system looks by itself for the answer to a payment
// that is lost, or to be voided. Else it is in the settlement file, if anywhere,
// and whoever asked may have asked for another one.
func (m *merchant) chases(p *payment) bool {
	unknown := m.shop.Config.Payments.Unknown
	return p.voiding || unknown == InquireThenReverse || unknown == AskWithSameKey
}

// chase sees to it that a payment is followed up after a while, longer with
// every attempt, and not together with all others.
func (m *merchant) chase(env *sim.Env, key uint64, attempt int) {
	waits := m.rules.FollowUps
	wait := spread(env, luckFollowUp, key, attempt, waits[min(attempt, len(waits)-1)])
	if m.mem.chase == nil {
		m.mem.chase = map[uint64]time.Duration{}
	}
	m.mem.chase[key] = env.Now() + wait
	env.After(wait, &due{key: key, attempt: attempt})
}

// remind follows payments up, when there is a worker for it.
func (m *merchant) remind(env *sim.Env, reminder sim.Message) {
	more := m.mem.aside.begin(env, m.shop.Config.Actors.Merchant.Workers, reminder)
	for ; more; reminder, more = m.mem.aside.next(env) {
		if r, ok := reminder.(*due); ok {
			m.followUp(env, r)
		}
	}
}

// followUp looks after a payment for which somebody did not answer. There is one
// such reminder at a time; others are from before a crash, or were overtaken.
func (m *merchant) followUp(env *sim.Env, r *due) {
	at, armed := m.mem.chase[r.key]
	if !armed || env.Now() < at {
		return
	}
	delete(m.mem.chase, r.key)
	p, known := m.payments.Read(r.key)
	if !known {
		return
	}
	switch {
	case p.claiming:
		m.claim(env, p, r.attempt)
	case p.state == PaymentReviewed:
		if !m.askPeople(env, &p, r.attempt+1) {
			m.chase(env, p.key, r.attempt+1)
		}
	case p.state == PaymentLost:
		m.resolve(env, p, r.attempt)
	case p.state == PaymentAuthorised && p.voiding:
		_, _ = m.release(env, p, r.attempt+1)
	}
}

// resolve is the story of a payment whose answer never came:
//  1. a few times the bank is asked again with the same key (message 0101): if
//     it has heard of it, it says what it said then;
//  2. after that, or if nobody wants the payment any more, the bank is told to
//     forget it (message 0400), until it has confirmed that;
//  3. a hold that nobody could reverse has run out by itself in the end;
//  4. the order manager hears what came of it.
func (m *merchant) resolve(env *sim.Env, p payment, attempt int) {
	timeout := patience(m.shop.Config.Timeouts.Bank, attempt)
	response := &AuthResponse{Code: CodeDuplicate} // it is forgotten
	switch {
	case env.Now() > p.until:
	case p.voiding || p.reversing || attempt >= m.rules.Repeats && m.shop.Config.Payments.Unknown != AskWithSameKey:
		if _, err := m.shop.try(env, m.shop.Bank, &Reversal{Order: p.order, Stan: p.key}, timeout, attempt); err != nil {
			response = nil
		}
	default:
		response = m.askAgain(env, &p, timeout, attempt)
	}
	p, _ = m.payments.Read(p.key)
	switch {
	case p.state != PaymentLost: // somebody else asked meanwhile, and has the answer
		return
	case response == nil:
		m.chase(env, p.key, attempt+1)
		return
	}
	p = m.learn(env, p, response)
	env.Send(m.shop.Orders, p.result())
}
