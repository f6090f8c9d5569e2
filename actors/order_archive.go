package actors

import (
	"time"

	"buynow/sim"
)

// archive puts an order away that is over. One that somebody will ask for again
// is kept until then, and each for a day, so that a late copy of its click finds
// it: payment providers keep idempotency keys as long.
func (m *orderManager) archive(env *sim.Env, o *order) {
	if !o.over() || o.keeps && o.state == Completed && o.complaint == CaseNone {
		return
	}
	if env.Now() < o.placed+Day {
		m.mem.ended.add(o.id)
		m.armCleaning(env)
		return
	}
	m.forget(env, o)
}

// forget puts an order away, and owes the merchant system the word that its
// payment is over.
func (m *orderManager) forget(env *sim.Env, o *order) {
	env.About(o.intent, o.id)
	if o.captured {
		m.closed.Commit(env, closedPayment(o.payment))
		m.armCleaning(env)
	}
	env.Emit(sim.Event{What: Archived, A: int64(o.state), B: int64(o.complaint)})
	m.orders.Archive(o.id)
}

// cleaning is when, every night, orders that have ended are put away.
const cleaning = 3 * time.Hour

// armCleaning sets the nightly job, if it is not set.
func (m *orderManager) armCleaning(env *sim.Env) {
	if m.mem.cleaning {
		return
	}
	m.mem.cleaning = true
	order := env.Order()
	env.Numbered(0) // the job is nobody's
	defer env.Numbered(order)
	env.After(m.shop.Config.Calendar.Next(env.Now(), cleaning), &tick{})
}

// clean puts away what has been over for long enough, and tells of the payments
// that are over.
func (m *orderManager) clean(env *sim.Env) {
	m.mem.cleaning = false
	ended := m.mem.ended.ids()
	m.mem.ended = diaryPage{}
	for _, id := range ended {
		o, ok := m.orders.Read(id)
		switch {
		case !ok, !o.over(): // it owes something again, and is put away after that
		case env.Now() < o.placed+Day:
			m.mem.ended.add(id)
		default:
			m.forget(env, &o)
		}
	}
	m.closePayments(env)
	if len(m.mem.ended.entries) > 0 || m.closed.Open() > 0 {
		m.armCleaning(env)
	}
}

// closedPayment is the key of a payment that was captured and is over, which the
// merchant system does not know yet. Whoever keeps a payment for the sake of what
// may come after can then forget it.
type closedPayment uint64

// ID is the key of the payment.
func (c closedPayment) ID() uint64 { return uint64(c) }

// Alias is none.
func (c closedPayment) Alias() uint64 { return 0 }

func (c *closedPayment) fold(f *fold) { f.own((*uint64)(c)) }

// closePayments tells the merchant system which payments are over. Without an
// answer it is told the next night; told twice changes nothing.
func (m *orderManager) closePayments(env *sim.Env) {
	if m.closed.Open() == 0 {
		return
	}
	env.About(0, 0)
	message := &PaymentsClosed{Keys: make([]uint64, 0, m.closed.Open())}
	m.closed.Each(func(c closedPayment) bool {
		message.Keys = append(message.Keys, c.ID())
		return true
	})
	timeout := patience(m.shop.Config.Timeouts.Payment, m.mem.nights)
	if _, err := m.shop.try(env, m.shop.Merchant, message, timeout, m.mem.nights); err != nil {
		m.mem.nights++
		return
	}
	m.mem.nights = 0
	for _, key := range message.Keys {
		m.closed.Archive(key)
	}
}
