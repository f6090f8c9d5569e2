package actors

import (
	"time"

	"buynow/sim"
)

// reconcileTime is when the nightly job of the merchant system runs.
const reconcileTime = time.Hour

// nightly looks at every payment whose day has come, unless the tick is one from
// before a crash. It comes only while there is something in the diary.
func (m *merchant) nightly(env *sim.Env) (sim.Message, error) {
	if m.mem.night == 0 || env.Now() < m.mem.night {
		return nil, nil
	}
	m.mem.night = 0
	today := m.shop.Config.Calendar.Day(env.Now())
	for page, more := m.mem.diary.read(today); more; page, more = m.mem.diary.read(today) {
		for _, key := range page {
			p, known := m.payments.Read(key)
			if !known || p.look == 0 || int(p.look) > today {
				continue // it has changed since, and has another entry
			}
			env.About(p.intent, p.order)
			m.lookAt(env, p)
		}
	}
	if m.mem.diary.open > 0 {
		m.mem.night = m.shop.alarm(env, m.mem.night, reconcileTime, nightJob)
	}
	return nil, nil
}

// lookAt does what is due for one payment:
//   - a customer who never came back from a challenge has not passed it;
//   - people who have not decided are asked again, but not for ever;
//   - a payment without an answer is followed up, should that have been lost;
//   - an authorisation that nobody captured is over;
//   - what the bank should have paid out, or paid out wrong, is claimed;
//   - what is over is put away.
func (m *merchant) lookAt(env *sim.Env, p payment) {
	if p.claiming || p.state == PaymentCaptured {
		p.claiming = true
		m.lookAgain(env, &p)
		return
	}
	switch p.state {
	case PaymentChallenged:
		p = m.challenged(env, p, ChallengeFailed)
		env.Send(m.shop.Orders, p.result())
	case PaymentReviewed:
		if env.Now() > p.until {
			p = m.turn(env, p, PaymentBlocked)
			env.Send(m.shop.Orders, p.result())
			return
		}
		m.lookAgain(env, &p)
	case PaymentLost:
		m.lookAgain(env, &p)
	case PaymentAuthorised:
		m.turn(env, p, PaymentExpired)
	default:
		m.putAway(&p)
	}
}

// lookAgain follows a payment up that nobody follows up, and comes back to it the
// next night.
func (m *merchant) lookAgain(env *sim.Env, p *payment) {
	left := p.state == PaymentLost && !m.chases(p) && env.Now() <= p.until
	if _, pending := m.mem.chase[p.key]; !pending && !left {
		m.chase(env, p.key, m.rules.Repeats)
	}
	m.write(env, p)
}

// Restarted reads the diary from the ledger and takes up what was under way.
// How far a payment had come when the lights went out nobody knows: it is not
// asked for again, since the fraud check may not have seen it, but reversed.
func (m *merchant) Restarted(env *sim.Env) {
	m.payments.Each(func(p payment) bool {
		env.About(p.intent, p.order)
		if p.state == PaymentRequested {
			p.reversing = true
			p = m.turn(env, p, PaymentLost)
		} else {
			m.remember(env, &p)
		}
		if p.claiming || p.state == PaymentLost || p.state == PaymentReviewed || p.state == PaymentAuthorised && p.voiding {
			m.chase(env, p.key, 0)
		}
		return true
	})
	env.About(0, 0)
}
