package actors

import (
	"strconv"
	"time"

	"buynow/sim"
)

// What the world does to a bank: faults that are not of one message or of one
// computer, but of the banks behind it.

// worldJudges says whether a card may be used, if a fault does that in the place
// of the bank.
func (b *bank) worldJudges(env *sim.Env, m *AuthRequest, a *authorisation) (Code, bool) {
	who := sim.Mix(env.Intent(), uint64(m.Card.Token))
	if blow := b.shop.struck(env, whenStoodIn, m, who); blow != nil {
		return b.standIn(env, m, a, blow), true
	}
	if blow := b.shop.struck(env, whenJudged, m, who); blow != nil {
		return declineCode(blow.Error), true
	}
	return 0, false
}

// standIn is the network's answer in the place of an issuer that is not there. It
// knows nothing of the account, and approves a share of what it is asked.
func (b *bank) standIn(env *sim.Env, m *AuthRequest, a *authorisation, blow *blow) Code {
	luck := blow.draws(env.Seed(), sim.Mix(a.number, 1))
	if !luck.Chance(blow.Share) || m.Amount <= 0 {
		return CodeIssuer
	}
	b.open(env, m.Card)
	a.standsIn = true
	return CodeApproved
}

// postAt is when the bank looks at a hold again: when it runs out, or, if the
// network stood in for the issuer, the next night.
func (a *authorisation) postAt(now time.Duration) time.Duration {
	if a.standsIn {
		return min(a.until, now+Day/2)
	}
	return a.until
}

// post is the night in which an issuer that was not there learns what was approved
// in its place: it takes back what the account does not have.
func (b *bank) post(env *sim.Env, a authorisation) {
	for _, blow := range b.shop.blows[whenStoodIn] {
		if blow.strength > 0 { // it is still not there
			a.enter(authHeld, min(a.until, env.Now()+Day))
			b.write(env, a)
			return
		}
	}
	a.standsIn = false
	if b.accounts.of(a.card).available < 0 || env.Now() > a.until {
		env.Note("the issuer takes back what was approved in its place", int64(a.number), int64(a.amount))
		_, _ = b.release(env, a, authExpired)
		return
	}
	a.enter(authHeld, a.until)
	b.write(env, a)
}

// holdPart lets the bank hold only a part of the amount.
func (b *bank) holdPart(env *sim.Env, m *AuthRequest, a *authorisation) {
	if blow := b.shop.struck(env, whenHeld, m, a.number); blow != nil {
		a.code, a.sale = CodePartial, false
		a.amount = max(1, Cents(float64(float64(a.amount)*blow.Share)))
	}
}

// mistaken is the answer to another request, if a number is given twice. A request
// that is taken for a new one, though it is not, is noted here, too.
func (b *bank) mistaken(env *sim.Env, m *AuthRequest) *AuthResponse {
	last := b.mem.last
	b.mem.last = m.Stan
	if last == 0 || last/paymentTries == m.Order {
		return nil
	}
	other, known := b.auths.Read(last)
	if !known || b.shop.struck(env, whenNumbered, m, sim.Mix(m.Stan, uint64(env.Attempt()))) == nil {
		return nil
	}
	return other.answer()
}

// declineCode is the reason that a fault gives: a code of ISO 8583, or do not
// honour.
func declineCode(text string) Code {
	if number, err := strconv.Atoi(text); err == nil && Code(number).String() != unknownCode {
		return Code(number)
	}
	return CodeDoNot
}

// error is what is missing of what the bank pays out for a payment; below 0, what
// is too much.
func (b *bank) error(env *sim.Env, a *authorisation) Cents {
	net := a.rest() - a.fee
	blow := b.shop.struck(env, whenListed, nil, a.number)
	switch {
	case blow == nil || net <= 0:
		return 0
	case blow.Type == settlementMissing:
		return net
	case blow.Type == settlementDuplicate:
		return -net
	}
	return min(max(1, Cents(float64(float64(net)*blow.Share))), net)
}

// claim is the merchant system's word that a payment was not paid out as it was
// captured. What is wrong with it is made good in the morning.
func (b *bank) claim(env *sim.Env, m *Claim) (sim.Message, error) {
	a, known := b.auths.Read(m.Auth)
	if !known || a.lacks == 0 {
		return nil, ErrUnknown
	}
	if !a.claimed {
		a.claimed = true
		b.write(env, a)
	}
	return &Done{}, nil
}

// makeGood pays what a payment lacks, or takes back what was too much, and lists
// it again.
func (b *bank) makeGood(env *sim.Env, a authorisation, day settlementDay) {
	if a.lacks > 0 {
		env.Move(Clearing.At(0), Till.At(0), int64(a.lacks))
	} else {
		env.Move(Till.At(0), Clearing.At(0), int64(-a.lacks))
	}
	b.begin(env, day)
	a.paid, a.lacks, a.claimed, a.corrected = day, 0, false, true
	b.write(env, a)
	b.file(day).add(&a)
}
