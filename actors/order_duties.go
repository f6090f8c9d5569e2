package actors

import (
	"errors"
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
	if o.id == 0 || o.state != Cancelling && !o.state.Over() {
		return
	}
	o.owes |= duty
	m.orders.Commit(env, o)
	m.later(env, &o, 0, false)
}

// backoff is the pause before a try: doubled each time, up to a limit.
func (m *orderManager) backoff(attempt int) time.Duration {
	return min(m.rules.Patience<<min(attempt, 20), m.rules.LongestPause)
}

// relay works off what an order owes, the last duty first. Each is struck out
// in the commit after its acknowledgement, so a crash between the two repeats
// it: at least once, and the receiver takes it once.
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
	failed := duties(0)
	for o.owes&^failed != 0 {
		duty := duties(1) << (bits.Len16(uint16(o.owes&^failed)) - 1)
		work := m.fulfil
		if duty == oweDispatch && o.state == Confirmed && o.until < env.Now()+m.rules.AuthMargin {
			work = m.renew
		}
		if err := work(env, &o, duty, msg.attempt); err != nil {
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
		if fresh.complaint == ReturnReceived && failed&oweRefund != 0 {
			m.toCase(env, &fresh, CaseRefused)
		}
		m.orders.Commit(env, fresh)
		m.archive(env, &fresh)
		return
	}
	env.After(m.backoff(attempt), &relay{order: o.id, attempt: attempt})
}

// fulfil does one duty and strikes it out.
func (m *orderManager) fulfil(env *sim.Env, o *order, duty duties, attempt int) error {
	t := &m.shop.Config.Timeouts
	var err error
	switch duty {
	case oweRelease:
		_, err = env.Try(m.shop.Stock, &ReleaseStock{Order: o.id}, t.Stock, attempt)
	case oweHold:
		_, err = env.Try(m.shop.Stock, &HoldStock{Order: o.id}, t.Stock, attempt)
	case oweVoid:
		_, err = env.Try(m.shop.Merchant, &Void{Order: o.id, Key: o.payment}, t.Payment, attempt)
	case oweMail:
		err = m.mail(env, o, attempt)
	case oweStatus:
		env.SendAgain(m.shop.Web, o.status(), attempt)
	case oweRefund:
		err = m.refund(env, o, attempt)
	case oweCapture:
		err = m.capture(env, o, attempt)
	case oweDispatch:
		err = m.dispatch(env, o, attempt)
	case oweIntercept:
		err = m.intercept(env, o, attempt)
	}
	if err != nil && unanswered(err) {
		return err
	}
	fresh, ok := m.orders.Read(o.id)
	if !ok {
		return nil
	}
	fresh.owes &^= duty
	if duty == oweVoid && errors.Is(err, ErrTooLate) {
		fresh.owes |= oweRefund // the money was taken before it could be released
	}
	if duty == oweMail {
		fresh.told = o.news()
		if fresh.state != o.state && fresh.state.Over() {
			fresh.owes |= oweMail // it moved on while the mail was written
		}
	}
	m.orders.Commit(env, fresh)
	return nil
}

// mail tells the customer how the order stands: when it is confirmed, and when
// it ends otherwise than by being delivered.
func (m *orderManager) mail(env *sim.Env, o *order, attempt int) error {
	state := o.news()
	message := &StatusMail{Order: o.id, Key: o.id<<8 | uint64(state), State: state, Why: o.why, Customer: o.shopper.Customer}
	_, err := env.Try(m.shop.Mail, message, m.shop.Config.Timeouts.Mail, attempt)
	return err
}

// dispatch asks the warehouse to send the goods (step 12).
func (m *orderManager) dispatch(env *sim.Env, o *order, attempt int) error {
	message := &DispatchOrder{
		Order: o.id, Shipment: o.shipment, Cart: o.cart, Country: o.shopper.ShipCountry, Customer: o.shopper.Customer, Promise: o.promise,
	}
	_, err := env.Try(m.shop.Warehouse, message, m.shop.Config.Timeouts.Dispatch, attempt)
	if err != nil && unanswered(err) {
		return err
	}
	fresh, ok := m.orders.Read(o.id)
	switch {
	case !ok:
	case errors.Is(err, ErrTooLate): // it was intercepted before it came
	case err != nil:
	case fresh.state == Confirmed && m.to(env, &fresh, DispatchAsked):
		m.orders.Commit(env, fresh)
	}
	return nil
}

// renew asks for a new authorisation before the old one ends, as the goods were
// long in coming: the dispatch is owed again when it is there.
func (m *orderManager) renew(env *sim.Env, o *order, duty duties, attempt int) error {
	if o.held(env.Now()) {
		void := &Void{Order: o.id, Key: o.payment}
		if _, err := env.Try(m.shop.Merchant, void, m.shop.Config.Timeouts.Payment, attempt); err != nil && unanswered(err) {
			return err
		}
	}
	fresh, mine := m.again(o.id, o.version)
	if !mine {
		return nil
	}
	fresh.owes &^= duty
	m.newPayment(env, &fresh)
	_, err := m.carryOn(env, fresh, false)
	return err
}

// capture takes the money now that the truck has the goods.
func (m *orderManager) capture(env *sim.Env, o *order, attempt int) error {
	message := &Capture{Order: o.id, Key: o.payment, Amount: o.cart.Total(), Shipment: 1}
	_, err := env.Try(m.shop.Merchant, message, m.shop.Config.Timeouts.Payment, attempt)
	if err != nil && unanswered(err) {
		return err
	}
	fresh, ok := m.orders.Read(o.id)
	if !ok {
		return nil
	}
	if err != nil {
		env.Emit(sim.Event{What: WrittenOff, A: int64(o.cart.Total())})
		fresh.settled = true // there is nothing to wait for
	} else {
		fresh.captured = true
	}
	m.orders.Commit(env, fresh)
	m.complete(env, fresh)
	return nil
}

// archive puts an order away that is over. One that somebody will ask for again
// is kept until then, and each for a day, so that a late copy of its click finds
// it: payment providers keep idempotency keys as long.
func (m *orderManager) archive(env *sim.Env, o *order) {
	if !o.over() || o.keeps && o.state == Completed && o.complaint == CaseNone {
		return
	}
	if env.Now() < o.placed+Day {
		m.mem.ended = append(m.mem.ended, o.id)
		m.armCleaning(env)
		return
	}
	m.forget(env, o)
}

func (m *orderManager) forget(env *sim.Env, o *order) {
	env.About(o.intent, o.id)
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
	env.After(m.shop.Config.Calendar.Next(env.Now(), cleaning), &tick{})
}

// clean puts away what has been over for long enough.
func (m *orderManager) clean(env *sim.Env) {
	m.mem.cleaning = false
	ended := m.mem.ended
	m.mem.ended = m.mem.ended[:0]
	for _, id := range ended {
		o, ok := m.orders.Read(id)
		switch {
		case !ok:
		case env.Now() < o.placed+Day:
			m.mem.ended = append(m.mem.ended, id)
		default:
			m.forget(env, &o)
		}
	}
	if len(m.mem.ended) > 0 {
		m.armCleaning(env)
	}
}
