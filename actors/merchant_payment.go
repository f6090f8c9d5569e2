package actors

import (
	"time"

	"buynow/sim"
)

// payment is one record of the merchant system.
type payment struct {
	key           uint64
	order, intent uint64
	amount        Cents
	captured      Cents
	refunded      Cents
	cases         refundCases
	card          Card
	auth          uint64
	until         time.Duration // the authorisation is valid until then; before there is one, when we stop waiting for it
	made          time.Duration // see PaymentRules
	look          int32         // the day when the nightly job must look at it, 0 if none
	state         PaymentState
	code          Code
	fraud         bool // the truth, for the review
	aftermath     bool // a return or a dispute lies ahead
	sale          bool // the money is taken at once
	authenticated bool // a challenge was passed
	voiding       bool // to be voided as soon as it is known what there is to void
	reversing     bool // the bank is not to be asked again, but told to forget it
	judged        bool // a dispute has ended
	claiming      bool // the bank paid out something else than was captured
}

// ID is the key of the payment.
func (p payment) ID() uint64 { return p.key }

// Alias is none.
func (p payment) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (p *payment) fold(f *fold) {
	f.own(&p.key)
	fieldLike(f, &p.order, p.key/paymentTries)
	f.along(&p.intent, p.order, 0)
	field(f, &p.amount)
	fieldLike(f, &p.captured, p.amount)
	field(f, &p.refunded)
	p.cases.fold(f)
	p.card.fold(f)
	fieldLike(f, &p.auth, p.key)
	field(f, &p.until)
	field(f, &p.made)
	if p.state != PaymentSettled { // then all of a day have the same
		field(f, &p.look)
	}
}

func (m *merchant) newPayment(env *sim.Env, key uint64, r *PaymentRequest) payment {
	return payment{
		key: key, order: r.Order, intent: env.Intent(), amount: r.Amount, card: r.Card, fraud: r.Fraud, aftermath: r.Aftermath, sale: r.Sale,
		authenticated: r.Challenge == ChallengePassed, until: env.Now() + m.rules.GiveUp, made: m.shop.Config.Payments.made(env.Now()),
	}
}

// result is what the merchant system says of a payment, whenever it is asked.
// What is void, or will be, counts as declined by a bank that was not there:
// nothing is taken, and the customer may try again.
func (p *payment) result() *PaymentResult {
	r := &PaymentResult{Order: p.order, Key: p.key, Code: p.code}
	switch p.state {
	case PaymentDeclined:
		r.Answer = Declined
		return r
	case PaymentBlocked:
		r.Answer = Blocked
		return r
	case PaymentVoided, PaymentExpired:
		r.Answer, r.Code = Declined, CodeIssuer
		return r
	}
	switch {
	case p.voiding:
		r.Answer, r.Code = Declined, CodeIssuer
	case p.state == PaymentRequested, p.state == PaymentLost:
		r.Answer = PaymentUnknown
	case p.state == PaymentChallenged:
		r.Answer = PaymentChallenge
	case p.state == PaymentReviewed:
		r.Answer = PaymentPending
	default:
		r.Answer, r.Auth, r.Until = Authorised, p.auth, p.until
	}
	return r
}

// turn brings a payment into its next state and commits it.
func (m *merchant) turn(env *sim.Env, p payment, next PaymentState) payment {
	if !change(env, PaymentMachine, p.key, p.state, next) {
		return p
	}
	p.state = next
	m.write(env, &p)
	return p
}

// write commits a payment and notes in the diary when it must be looked at.
func (m *merchant) write(env *sim.Env, p *payment) {
	before := p.look
	p.look = int32(m.nextLook(env.Now(), p))
	m.payments.Commit(env, *p)
	if p.look != before {
		m.remember(env, p)
	}
}

func (m *merchant) remember(env *sim.Env, p *payment) {
	if p.look == 0 {
		return
	}
	m.mem.diary.note(int(p.look), p.key)
	m.mem.night = m.shop.alarm(env, m.mem.night, reconcileTime, nightJob)
}

// nextLook is the day when the nightly job must look at a payment; 0 if it waits
// for somebody who will come.
func (m *merchant) nextLook(now time.Duration, p *payment) int {
	today, last := m.shop.Config.Calendar.Day(now), m.shop.Config.Calendar.Day(p.until)+1
	if p.claiming {
		return today + 1
	}
	switch p.state {
	case PaymentRequested, PaymentDisputed:
		return 0
	case PaymentCaptured:
		if !m.compares() {
			return 0
		}
		return m.shop.Config.Calendar.Day(now + m.rules.ClaimAfter)
	case PaymentChallenged, PaymentReviewed, PaymentLost:
		return m.shop.Config.Saga.nextLook(today, last)
	case PaymentAuthorised:
		return last
	case PaymentRefunded:
		return today + 2 + int(m.shop.Config.Bank.Settles/Day) // a second charge of it may be in the file
	case PaymentSettled:
		if p.judged {
			return today + 2
		}
		return today + int(m.shop.Config.Bank.keep(p.aftermath)/Day) // as long as the bank can refund it
	}
	return today + 2
}
