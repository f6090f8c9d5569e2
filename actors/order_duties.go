package actors

import (
	"errors"

	"buynow/sim"
)

// fulfil does one duty and strikes it out.
func (m *orderManager) fulfil(env *sim.Env, o *order, duty duties, attempt int) error {
	t := &m.shop.Config.Timeouts
	var err error
	switch duty {
	case oweRelease:
		_, err = m.shop.try(env, m.shop.Stock, &ReleaseStock{Order: o.id}, patience(t.Stock, attempt), attempt)
	case oweHold:
		_, err = m.shop.try(env, m.shop.Stock, &HoldStock{Order: o.id}, patience(t.Stock, attempt), attempt)
	case oweVoid:
		_, err = m.shop.try(env, m.shop.Merchant, &Void{Order: o.id, Key: o.payment}, patience(t.Payment, attempt), attempt)
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
	message := &StatusMail{Order: o.id, Key: o.id<<8 | uint64(state), State: state, Why: o.why, Customer: o.customer}
	_, err := m.shop.try(env, m.shop.Mail, message, patience(m.shop.Config.Timeouts.Mail, attempt), attempt)
	return err
}

// dispatch asks the warehouse to send the goods (step 12).
func (m *orderManager) dispatch(env *sim.Env, o *order, attempt int) error {
	message := &DispatchOrder{
		Order: o.id, Shipment: o.shipment, Cart: o.cart, Country: o.country, Customer: o.customer, Promise: o.promise,
	}
	_, err := m.shop.try(env, m.shop.Warehouse, message, patience(m.shop.Config.Timeouts.Dispatch, attempt), attempt)
	if err != nil && unanswered(err) {
		return err
	}
	fresh, ok := m.orders.Read(o.id)
	switch {
	case !ok:
	case errors.Is(err, ErrTooLate): // it was intercepted before it came
		if fresh.state == Confirmed {
			m.stop(env, &fresh, Cancelled, WhyCancelled)
		}
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
		if _, err := m.shop.try(env, m.shop.Merchant, void, patience(m.shop.Config.Timeouts.Payment, attempt), attempt); err != nil && unanswered(err) {
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
	_, err := m.shop.try(env, m.shop.Merchant, message, patience(m.shop.Config.Timeouts.Payment, attempt), attempt)
	if err != nil && unanswered(err) {
		return err
	}
	fresh, ok := m.orders.Read(o.id)
	if !ok {
		return nil
	}
	if err != nil {
		env.Emit(sim.Event{What: WrittenOff, A: int64(o.cart.Total())})
		fresh.writtenOff, fresh.settled = true, true // there is nothing to wait for
	} else {
		fresh.captured, fresh.until = true, 0 // the hold is no more
		if fresh.writtenOff {                 // with the first parcel; the money came with the next
			fresh.writtenOff, fresh.settled = false, false
		}
	}
	m.orders.Commit(env, fresh)
	m.complete(env, fresh)
	return nil
}
