package actors

import (
	"math/bits"
	"time"

	"buynow/sim"
)

// watch reminds the order manager to look at an order that waits for somebody.
// It is void once the order has moved on.
type watch struct {
	order   OrderID
	version int
	attempt int
}

// watch arms a reminder.
func (m *orderManager) watch(env *sim.Env, o *order, after time.Duration, attempt int) {
	env.After(after, &watch{order: o.id, version: o.version, attempt: attempt})
}

// remind does what a reminder says, when there is a worker for it.
func (m *orderManager) remind(env *sim.Env, reminder sim.Message) {
	more := m.mem.aside.begin(env, m.shop.Config.Actors.OrderManager.Workers, reminder)
	for ; more; reminder, more = m.mem.aside.next(env) {
		switch msg := reminder.(type) {
		case *relay:
			m.relay(env, msg)
		case *watch:
			m.watched(env, msg)
		}
	}
}

// watched looks at an order that has waited long enough.
func (m *orderManager) watched(env *sim.Env, msg *watch) {
	o, mine := m.again(msg.order, msg.version)
	if !mine {
		return
	}
	switch {
	case o.state == BackorderOffered:
		m.stop(env, &o, SoldOut, WhyDate)
	case o.state == PaymentRefused:
		m.stop(env, &o, OrderDeclined, WhyDeclined)
	case o.state == PaymentPended && o.why == WhyChallenge:
		m.stop(env, &o, OrderDeclined, WhyChallenge)
	case o.state == PaymentPended, o.state == PaymentUnsure:
		m.inquire(env, o, msg.attempt)
	}
}

// later lets the duties of an order be worked off, after a while.
func (m *orderManager) later(env *sim.Env, o *order, after time.Duration, resume bool) {
	env.After(after, &relay{order: o.id, resume: resume})
}

// owe adds a compensation to an order that was cancelled meanwhile. One that
// goes on keeps what it has.
func (m *orderManager) owe(env *sim.Env, o order, duty duties) {
	if m.shop.Config.Saga.Compensate == CompensateNothing || o.id == 0 || o.state != Cancelling && !o.state.Over() {
		return
	}
	o.owes |= duty
	m.orders.Commit(env, o)
	m.later(env, &o, 0, false)
}

// backoff is the pause before a try: doubled each time, up to a limit.
func (m *orderManager) backoff(env *sim.Env, o *order, attempt int) time.Duration {
	return spread(env, luckRelay, o.intent, attempt, min(m.rules.Patience<<min(attempt, 20), m.rules.LongestPause))
}

// relay works off what an order owes, the last duty first. Each is struck out
// in the commit after its acknowledgement, so a crash between the two repeats
// it: at least once, and the receiver takes it once. Delivered at most once, it
// is struck out before.
func (m *orderManager) relay(env *sim.Env, msg *relay) {
	if m.mem.relaying[msg.order] {
		if msg.resume {
			env.After(m.rules.Patience, msg)
		}
		return
	}
	m.mem.relaying[msg.order] = true
	defer delete(m.mem.relaying, msg.order)

	o, ok := m.orders.Read(msg.order)
	if !ok {
		return
	}
	if msg.resume {
		o = m.resume(env, o)
	}
	failed, once := duties(0), m.shop.Config.Saga.Delivery == AtMostOnce
	for o.owes&^failed != 0 {
		duty := duties(1) << (bits.Len16(uint16(o.owes&^failed)) - 1)
		if once {
			o.owes &^= duty
			m.orders.Commit(env, o)
		}
		if err := m.work(env, &o, duty, msg.attempt); err != nil && !once {
			failed |= duty // the others need not wait for it
		}
		if o, ok = m.orders.Read(msg.order); !ok {
			return
		}
	}
	if failed != 0 {
		m.tryLater(env, o, failed, msg.attempt+1)
		return
	}
	if o.state == Cancelling && o.owes == 0 {
		m.to(env, &o, o.end)
		o.owes |= oweMail
		m.orders.Commit(env, o)
		m.later(env, &o, 0, false)
		return
	}
	m.archive(env, &o)
}

// work does one duty. Goods that were long in coming are paid for anew before
// they go out.
func (m *orderManager) work(env *sim.Env, o *order, duty duties, attempt int) error {
	if duty == oweDispatch && o.state == Confirmed && !o.captured && o.until < env.Now()+m.rules.AuthMargin && o.tries < mostPayments {
		return m.renew(env, o, duty, attempt)
	}
	return m.fulfil(env, o, duty, attempt)
}

// resume takes up an order after a crash, where the ledger says it stands.
func (m *orderManager) resume(env *sim.Env, o order) order {
	switch o.state {
	case Created, StockPending, Reserved, Backordered, OrderAuthorised:
		_, _ = m.carryOn(env, o, false)
	case PaymentPended:
		switch o.why {
		case WhyNone: // asked, perhaps: the key makes it one payment
			_, _ = m.carryOn(env, o, false)
		case WhyChallenge:
			m.watch(env, &o, m.rules.ChallengeOpen, 0)
		default:
			m.watch(env, &o, m.rules.Patience, 0)
		}
	case BackorderOffered, PaymentRefused:
		m.watch(env, &o, m.rules.OfferOpen, 0)
	case PaymentUnsure:
		m.watch(env, &o, m.rules.Patience, 0)
	case OrderDelivered:
		m.complete(env, o)
	}
	o, _ = m.orders.Read(o.id)
	return o
}

// tryLater comes back to what could not be done; after too many tries a person
// must look.
func (m *orderManager) tryLater(env *sim.Env, o order, failed duties, attempt int) {
	fresh, ok := m.orders.Read(o.id)
	if !ok {
		return
	}
	if attempt > m.rules.GiveUp {
		fresh.owes &^= failed
		if Legal(OrderMachine, uint8(fresh.state), uint8(NeedsAttention)) && failed&^(oweMail|oweStatus) != 0 {
			m.to(env, &fresh, NeedsAttention)
		}
		if (fresh.complaint == ReturnReceived || fresh.complaint == ClaimMade) && failed&oweRefund != 0 {
			m.toCase(env, &fresh, CaseRefused)
		}
		m.orders.Commit(env, fresh)
		m.archive(env, &fresh)
		return
	}
	env.After(m.backoff(env, &o, attempt), &relay{order: o.id, attempt: attempt})
}
