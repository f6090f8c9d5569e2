package actors

import (
	"time"

	"buynow/sim"
)

// The draws of the bank. Cards, and intents with cards, are the keys.
const (
	luckCardAccount sim.Purpose = sim.FirstPurpose + 0x200 + iota
	luckDecline
	luckVerdict
)

// bank is the customers' bank and the shop's in one: it holds money for a
// purchase, takes it when the goods are on their way, pays it out days later,
// and hears complaints. It only answers; it never waits for anybody.
type bank struct {
	shop     *Shop
	rules    *BankRules
	auths    Ledger[authorisation]
	files    Ledger[settlementDay]
	accounts cardAccounts // as durable as the ledgers
	mem      bankMemory

	// What is over and forgotten; as durable as the ledgers.
	bygones // payments that are over; as durable as the ledger
}

// bankMemory is what the bank must look up again after a crash.
type bankMemory struct {
	nights   diary         // when holds run out, verdicts fall and records go
	mornings diary         // when captured money is paid out
	night    time.Duration // when the next nightly job comes, 0 if none
	morning  time.Duration // the same for the settlement
	outbox   []*SettlementFile
	notices  []uint64 // authorisations with news for the merchant system
	last     uint64   // the number of the last request
}

func newBank(s *Shop) *bank {
	return &bank{shop: s, rules: &s.Config.Bank, auths: NewLedger((*authorisation).fold, paymentBits), files: NewLedger((*settlementDay).fold, 0)}
}

// Serve deals with one message.
func (b *bank) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *AuthRequest:
		return b.authorise(env, m)
	case *Reversal:
		return b.reverse(env, m)
	case *BankVoid:
		return b.void(env, m)
	case *BankCapture:
		return b.capture(env, m)
	case *BankRefund:
		return b.refund(env, m)
	case *Dispute:
		return b.dispute(env, m)
	case *SettlementFile:
		return b.fileTaken(env, m)
	case *Chargeback:
		return b.noticeTaken(env, m)
	case *PaymentsClosed:
		return b.closePayments(m)
	case *Claim:
		return b.claim(env, m)
	case *tick:
		return b.daily(env, m)
	}
	return nil, ErrUnknown
}

// Crashed loses the memory.
func (b *bank) Crashed() { b.mem = bankMemory{} }

// authorise is the story of one request to hold money (steps 7 and 8):
//  1. a request that was answered before gets the same answer; one that was
//     taken back before it came is refused;
//  2. the card is judged: it may be refused, or its account may lack the money;
//  3. the amount is held, and written down, before the bank says yes; of a sale
//     it is taken in the same breath (message 0200 instead of 0100).
func (b *bank) authorise(env *sim.Env, m *AuthRequest) (sim.Message, error) {
	if other := b.mistaken(env, m); other != nil {
		return other, nil
	}
	number := b.fileUnder(env, m.Stan)
	if known, ok := b.auths.Read(number); ok {
		return known.answer(), nil
	}
	if number != m.Stan {
		b.shop.struck(env, whenRepeated, m, number) // it should have been known
	}
	if b.isTaken(number) || b.isDropped(number) {
		return &AuthResponse{Order: m.Order, Stan: m.Stan, Code: CodeDuplicate}, nil
	}
	a := authorisation{
		number: number, order: m.Order, intent: env.Intent(), made: b.shop.Config.Payments.made(env.Now()),
		card: m.Card.Token, amount: m.Amount, aftermath: m.Aftermath, sale: m.Sale,
	}
	a.enter(authRefused, env.Now()+Day)
	a.code = b.judge(env, m, &a)
	if a.code == CodeApproved {
		b.holdPart(env, m, &a)
		a.until = env.Now() + b.rules.Valid
		a.enter(authHeld, a.postAt(env.Now()))
		b.accounts.hold(env, a.card, a.amount)
		env.Emit(sim.Event{What: Effect, A: int64(a.number), B: int64(KindAuthRequest)})
		if a.sale {
			b.take(env, &a, a.amount)
		}
	}
	b.write(env, a)
	return a.answer(), nil
}

// fileUnder is the number of the authorisation that a request is about: that of
// the request, unless those are no help.
func (b *bank) fileUnder(env *sim.Env, stan uint64) uint64 {
	return b.shop.Config.Payments.file(env, stan, bankCopies, func(number uint64) (time.Duration, bool) {
		a, known := b.auths.Read(number)
		return a.made, known
	})
}

// judge says whether a card may be used for an amount. Refusals other than for
// lack of money are a coin that belongs to the intent and the card: another
// card has luck of its own, the same card does not.
func (b *bank) judge(env *sim.Env, m *AuthRequest, a *authorisation) Code {
	if code, spoken := b.worldJudges(env, m, a); spoken {
		return code
	}
	luck := env.LuckOf(luckDecline, sim.Mix(env.Intent(), uint64(m.Card.Token)))
	if luck.Chance(b.rules.Decline) && !IsVisitor(env.Intent()) {
		return b.rules.reason(&luck)
	}
	b.open(env, m.Card)
	if b.accounts.of(m.Card.Token).available < m.Amount || m.Amount <= 0 {
		return CodeNoFunds
	}
	return CodeApproved
}

// open opens the account of a card at its first use.
func (b *bank) open(env *sim.Env, card Card) {
	if b.accounts.has(card.Token) {
		return
	}
	if IsVisitor(env.Intent()) {
		b.accounts.open(env, card.Token, visitorHas(card.Token))
		return
	}
	luck := env.LuckOf(luckCardAccount, uint64(card.Token))
	short, full := luck.Chance(b.rules.Short), b.rules.Limit
	if card.Debit {
		full = b.rules.Balance
	}
	if short {
		full = b.rules.Left
	}
	b.accounts.open(env, card.Token, Cents(max(0, full.Count(&luck))))
}

// reverse takes back an authorisation whose answer nobody got. If the request
// never came either, it is refused should it still come.
func (b *bank) reverse(env *sim.Env, m *Reversal) (sim.Message, error) {
	a, known := b.auths.Read(m.Stan)
	switch {
	case known:
	case b.isDropped(m.Stan):
		return &Done{}, nil
	case b.isTaken(m.Stan):
		return nil, ErrTooLate
	default:
		a = authorisation{number: m.Stan, order: m.Order, intent: env.Intent()}
		a.enter(authVoided, env.Now()+Day)
		b.write(env, a)
		return &Done{}, nil
	}
	return b.release(env, a, authVoided)
}

// void releases an authorisation that is not needed any more.
func (b *bank) void(env *sim.Env, m *BankVoid) (sim.Message, error) {
	a, known := b.auths.Read(m.Auth)
	switch {
	case !known && b.isTaken(m.Auth) && !b.isDropped(m.Auth):
		return nil, ErrTooLate
	case !known:
		return &Done{}, nil
	}
	return b.release(env, a, authVoided)
}

// release gives held money back to its owner. It is too late once it was taken,
// or, for a sale, paid out.
func (b *bank) release(env *sim.Env, a authorisation, next authState) (sim.Message, error) {
	switch {
	case a.state == authHeld:
		b.accounts.release(env, a.card, a.amount)
	case a.state == authCaptured && a.sale && a.refunded == 0:
		b.accounts.credit(env, Clearing, a.card, a.captured)
		a.captured = 0
	case a.state.taken():
		return nil, ErrTooLate
	default:
		return &Done{}, nil
	}
	a.enter(next, env.Now()+Day)
	b.write(env, a)
	return &Done{}, nil
}
