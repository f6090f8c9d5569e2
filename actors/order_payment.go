package actors

import (
	"time"

	"buynow/sim"
)

// mostPayments is how many payments an order may have: three cards, and renewals.
// After that it is shipped on what is held.
const mostPayments = 6

// newPayment opens a payment with the card in use. Its key counts payments of
// the order, never attempts: asking again with it charges once.
func (m *orderManager) newPayment(env *sim.Env, o *order) {
	o.payment = PaymentKey(o.id, o.tries)
	o.tries++
	o.auth, o.until = 0, 0
	o.why = WhyNone
	o.challenge = NotChallenged
	if o.told == Confirmed { // a renewal: the customer proved it before
		o.challenge = ChallengePassed
	}
	m.to(env, o, PaymentPended)
	m.orders.Commit(env, *o)
}

// pay asks the merchant system for the money (steps 6 to 9).
func (m *orderManager) pay(env *sim.Env, o order) (order, bool) {
	shopper := m.shopperOf(&o)
	card := shopper.Cards[o.card]
	amount := o.cart.Total()
	request := &PaymentRequest{
		Order: o.id, Key: o.payment, Amount: amount, Card: card, Customer: o.customer,
		Risk: shopper.Risk(card, amount, m.shop.hour(env.Now())), Fraud: shopper.Fraudster,
		Challenge: o.challenge, Aftermath: o.keeps, Sale: m.shop.Config.Payments.Take == ChargeThenShip, Renewal: o.told == Confirmed,
	}
	version, key := o.version, o.payment
	reply, err := m.askForPayment(env, &o, request)
	o, mine := m.again(o.id, version)
	result, ok := reply.(*PaymentResult)
	if !mine {
		if m.shop.Config.Saga.Cancel == CancelGuarded {
			m.owe(env, o, oweVoid) // if it was cancelled meanwhile, nothing may stay held
		}
		m.disown(env, &o, result)
		return o, false
	}
	if err != nil || !ok {
		result = &PaymentResult{Order: o.id, Key: key, Answer: PaymentUnknown}
	}
	return m.paid(env, o, result)
}

// askForPayment asks the merchant system, with all the patience of the line the
// first time; every further attempt has a number of its own.
func (m *orderManager) askForPayment(env *sim.Env, o *order, request *PaymentRequest) (sim.Message, error) {
	timeout := m.shop.Config.Timeouts.Payment
	if o.asked == 0 {
		return m.shop.ask(env, m.shop.Merchant, request, timeout)
	}
	each := max(1, m.shop.Config.Policies.of("order-manager", "merchant").Retry.Attempts)
	return m.shop.try(env, m.shop.Merchant, request, timeout, each+o.asked-1)
}

// shopperOf is who is behind an order. It is a matter of minutes until it is paid;
// later, when it must be paid anew, they are drawn again.
func (m *orderManager) shopperOf(o *order) *Shopper {
	if o.shopper != nil {
		return o.shopper
	}
	shopper := m.shop.shopperOf(o.intent)
	return &shopper
}

// paid is what an order makes of the merchant system's answer, whenever it
// comes:
//   - authorised: on to the confirmation;
//   - declined: the customer may try another card, the reservation waits;
//   - blocked as fraud: the end;
//   - pending: people look at it, or the customer must prove who they are;
//   - unknown: nobody says "failed" before it is known. The merchant system is
//     asked until it knows.
func (m *orderManager) paid(env *sim.Env, o order, result *PaymentResult) (order, bool) {
	o.payment = result.Key
	switch result.Answer {
	case Authorised:
		o.auth, o.until = result.Auth, result.Until
		o.captured = m.shop.Config.Payments.Take == ChargeThenShip
		m.to(env, &o, OrderAuthorised)
		m.orders.Commit(env, o)
		return o, true
	case Declined:
		if o.card+1 >= cardsEach || o.told == Confirmed {
			m.stop(env, &o, OrderDeclined, WhyDeclined)
			return o, false
		}
		o.why = WhyDeclined
		m.to(env, &o, PaymentRefused)
		m.orders.Commit(env, o)
		m.watch(env, &o, m.rules.OfferOpen, 0)
	case Blocked:
		m.stop(env, &o, FraudBlocked, WhyFraud)
	case PaymentPending:
		o.why = WhyReview
		o.owes |= oweHold
		o.version++
		m.orders.Commit(env, o)
		m.later(env, &o, 0, false)
		m.watch(env, &o, 12*time.Hour, 0)
	case PaymentChallenge:
		if o.state == PaymentUnsure {
			m.to(env, &o, PaymentPended) // it is known now: the customer is waited for
		}
		o.why = WhyChallenge
		o.version++
		m.orders.Commit(env, o)
		m.watch(env, &o, m.rules.ChallengeOpen, 0)
	default:
		return m.unsure(env, o)
	}
	return o, false
}

// unsure is what becomes of an order whose payment nobody knows anything about:
//   - some shops ask again while the customer waits, and some of those do so with
//     a new key, and give up when they have asked often enough;
//   - the others say so, and find out later.
func (m *orderManager) unsure(env *sim.Env, o order) (order, bool) {
	rules := &m.shop.Config.Payments
	again := o.asked < rules.Asks && o.state == PaymentPended
	switch {
	case again && (rules.Unknown == AskWithSameKey || rules.Unknown == AskWithNewKey):
		return m.askAgain(env, o)
	case rules.Unknown == AskWithNewKey:
		m.stop(env, &o, Cancelled, WhyUnsure)
	case o.state != PaymentUnsure:
		o.why = WhyUnsure
		m.to(env, &o, PaymentUnsure)
		m.orders.Commit(env, o)
		m.watch(env, &o, m.rules.Patience, 0)
	}
	return o, false
}

// askAgain asks for a payment once more, at once.
func (m *orderManager) askAgain(env *sim.Env, o order) (order, bool) {
	o.asked++
	if m.shop.Config.Payments.Unknown == AskWithNewKey {
		o.payment = PaymentKey(o.id, o.tries)
		o.tries++
	}
	m.orders.Commit(env, o)
	return o, true
}

// disown undoes a payment that an order does not count on, as another one was made
// for it. Whoever reconciles nothing does not notice.
func (m *orderManager) disown(env *sim.Env, o *order, result *PaymentResult) {
	if result == nil || result.Answer != Authorised || o.id == 0 || o.payment == result.Key || m.shop.Config.Saga.Reconcile == 0 {
		return
	}
	env.Send(m.shop.Merchant, &Void{Order: o.id, Key: result.Key})
	if m.shop.Config.Payments.Take == ChargeThenShip {
		env.Send(m.shop.Merchant, &Refund{Order: o.id, Key: result.Key, Amount: o.cart.Total(), Case: 1})
	}
}

// paymentNews is a result that comes by itself: a review or a lost payment was
// decided. What is not waited for any more changes nothing; a late
// authorisation of a cancelled order is released by the void it owes.
func (m *orderManager) paymentNews(env *sim.Env, msg *PaymentResult) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	m.disown(env, &o, msg)
	if !ok || o.payment != msg.Key || (o.state != PaymentPended && o.state != PaymentUnsure) {
		return &Done{}, nil
	}
	if msg.Answer == PaymentPending || msg.Answer == PaymentUnknown || msg.Answer == PaymentChallenge {
		return &Done{}, nil
	}
	o, goOn := m.paid(env, o, msg)
	if goOn {
		_, err := m.carryOn(env, o, false)
		return &Done{}, err
	}
	return &Done{}, nil
}

// payAgain tries another card, up to the last.
func (m *orderManager) payAgain(env *sim.Env, msg *PayAgain) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok {
		return nil, ErrUnknown
	}
	if o.state != PaymentRefused || msg.Card <= o.card || msg.Card >= cardsEach {
		return o.status(), nil
	}
	o.card = msg.Card
	m.newPayment(env, &o)
	return m.carryOn(env, o, true)
}

// challengeDone goes on with a payment after the bank's own page.
func (m *orderManager) challengeDone(env *sim.Env, msg *ChallengeDone) (sim.Message, error) {
	o, ok := m.orders.Read(msg.Order)
	if !ok {
		return nil, ErrUnknown
	}
	if o.state != PaymentPended || o.why != WhyChallenge {
		return o.status(), nil
	}
	o.why, o.challenge = WhyNone, ChallengeFailed
	if msg.Passed {
		o.challenge = ChallengePassed
	}
	o.version++
	m.orders.Commit(env, o)
	return m.carryOn(env, o, true)
}

// inquire asks what became of a payment of which nothing was heard, unless it is
// the settlement file that will tell.
func (m *orderManager) inquire(env *sim.Env, o order, attempt int) {
	rules := &m.shop.Config.Payments
	if rules.Unknown == WaitForFile {
		m.inquireLater(env, o, attempt)
		return
	}
	version := o.version
	reply, err := m.shop.try(env, m.shop.Merchant, &Inquiry{Order: o.id, Key: o.payment}, patience(m.shop.Config.Timeouts.Payment, attempt), attempt)
	o, mine := m.again(o.id, version)
	if !mine {
		return
	}
	result, ok := reply.(*PaymentResult)
	if err == nil && ok && result.Answer != PaymentUnknown && result.Answer != PaymentPending {
		if o, goOn := m.paid(env, o, result); goOn {
			_, _ = m.carryOn(env, o, false)
		}
		return
	}
	if o.state == PaymentUnsure && attempt == 1 && o.asked < rules.Asks {
		// The request itself may have been lost. The key makes it one payment.
		o.asked++
		m.to(env, &o, PaymentPended)
		m.orders.Commit(env, o)
		_, _ = m.carryOn(env, o, false)
		return
	}
	m.inquireLater(env, o, attempt)
}

// inquireLater comes back to it after a longer pause, up to a point.
func (m *orderManager) inquireLater(env *sim.Env, o order, attempt int) {
	if attempt >= m.rules.GiveUp {
		m.stop(env, &o, Cancelled, WhyUnsure) // owes the void, which follows it up
		return
	}
	m.watch(env, &o, m.backoff(env, &o, attempt+1), attempt+1)
}
