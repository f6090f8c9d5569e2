package actors

import (
	"time"

	"buynow/sim"
)

// luckChallenge says whose bank wants to know that it is them; intents with
// cards are the keys.
const luckChallenge sim.Purpose = sim.FirstPurpose + 0x240

// paymentTries is how many payments an order may have: so many that it asks for,
// and of each so many copies at the merchant system, and of each of those at the
// bank, as slip through where keys are no help.
const (
	paymentTries = 1 << paymentBits
	paymentBits  = 8

	askedTries     = paymentTries / copies / copies
	merchantCopies = askedTries
	bankCopies     = askedTries * copies
)

// PaymentKey is the key of a payment request: try counts the payments of an
// order from 0, one for each card, never the attempts at one of them. It is the
// Stan towards the bank, too.
func PaymentKey(order OrderID, try int) uint64 {
	return order*paymentTries + uint64(try%askedTries)
}

// merchant is the merchant system: it stands between the shop and the bank, and
// is the one that knows what became of a payment when a line was cut.
type merchant struct {
	shop     *Shop
	rules    *MerchantRules
	payments Ledger[payment]
	mem      merchantMemory

	// What is over and forgotten; as durable as the ledger.
	bygones // payments that are over; as durable as the ledger
}

// merchantMemory is what the merchant system must look up again after a crash.
type merchantMemory struct {
	diary diary                    // when payments must be looked at
	night time.Duration            // when the nightly job comes, 0 if none
	chase map[uint64]time.Duration // when a payment is followed up, by its key
	aside aside                    // follow-ups
}

func newMerchant(s *Shop) *merchant {
	return &merchant{shop: s, rules: &s.Config.Merchant, payments: NewLedger((*payment).fold, paymentBits)}
}

// Serve deals with one message.
func (m *merchant) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch r := message.(type) {
	case *PaymentRequest:
		return m.pay(env, r), nil
	case *Inquiry:
		return m.inquire(r), nil
	case *ReviewDecided:
		return m.reviewed(env, r)
	case *Void:
		return m.void(env, r)
	case *Capture:
		return m.capture(env, r)
	case *Refund:
		return m.refund(env, r)
	case *SettlementFile:
		return m.reconcile(env, r)
	case *Chargeback:
		return m.chargeback(env, r)
	case *PaymentsClosed:
		return m.closePayments(env, r)
	case *due: // no customer waits for it
		m.remind(env, message)
		return nil, nil
	case *tick:
		return m.nightly(env)
	}
	return nil, ErrUnknown
}

// Crashed loses the memory.
func (m *merchant) Crashed() { m.mem = merchantMemory{} }

// pay is the story of one payment request (steps 6 to 9):
//  1. a key that was answered gets the same answer, and one that is under way
//     is told that nothing is known yet;
//  2. the request is written down before anybody hears of it;
//  3. the fraud check may refuse it, or want people to look first;
//  4. the customer may have to prove who they are first;
//  5. the bank is asked, again with the same key if it stays silent, and what
//     it says is written down before it is told;
//  6. if it stays silent, that is what is written down and told, and followed up.
func (m *merchant) pay(env *sim.Env, r *PaymentRequest) *PaymentResult {
	key := m.fileUnder(env, r)
	p, known := m.payments.Read(key)
	if known && (p.state != PaymentChallenged || r.Challenge == NotChallenged) {
		return p.result()
	}
	if past := m.past(r.Order, key); !known && past != nil {
		return past
	}
	if known {
		p = m.challenged(env, p, r.Challenge)
	} else {
		p = m.turn(env, m.newPayment(env, key, r), PaymentRequested)
		if !r.Renewal { // what has passed is not judged twice
			p = m.screen(env, p, r)
		}
	}
	p = m.proceed(env, p)
	return p.result()
}

// proceed goes on with a payment that has passed the fraud check, if it has.
func (m *merchant) proceed(env *sim.Env, p payment) payment {
	if p.state != PaymentRequested {
		return p
	}
	luck := env.LuckOf(luckChallenge, sim.Mix(p.intent, uint64(p.card.Token)))
	if luck.Chance(m.rules.Challenge) && !p.authenticated && !IsVisitor(p.intent) {
		return m.turn(env, p, PaymentChallenged)
	}
	response := m.askBank(env, &p)
	p, _ = m.payments.Read(p.key)
	if response == nil {
		p = m.turn(env, p, PaymentLost)
		if m.chases(&p) {
			m.chase(env, p.key, 0)
		}
		return p
	}
	return m.learn(env, p, response)
}

// fileUnder is the number of the payment that a request is about: its key, unless
// keys are no help. Who comes back from a challenge goes on with the same payment.
func (m *merchant) fileUnder(env *sim.Env, r *PaymentRequest) uint64 {
	if r.Challenge != NotChallenged {
		if p, known := m.payments.Read(r.Key); known && p.state == PaymentChallenged {
			return r.Key
		}
	}
	return m.shop.Config.Payments.file(env, r.Key, merchantCopies, func(number uint64) (time.Duration, bool) {
		p, known := m.payments.Read(number)
		return p.made, known
	})
}

// challenged is the outcome of a 3-D Secure challenge.
func (m *merchant) challenged(env *sim.Env, p payment, outcome Challenge) payment {
	if outcome == ChallengeFailed {
		p.code = CodeDoNot
		return m.turn(env, p, PaymentDeclined)
	}
	p.authenticated = true
	return m.turn(env, p, PaymentRequested)
}

// inquire tells what is known of a payment.
func (m *merchant) inquire(r *Inquiry) *PaymentResult {
	if p, known := m.payments.Read(r.Key); known {
		return p.result()
	}
	if past := m.past(r.Order, r.Key); past != nil {
		return past
	}
	return &PaymentResult{Order: r.Order, Key: r.Key, Answer: PaymentUnknown}
}
