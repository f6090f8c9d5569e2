package actors

import "buynow/sim"

// capture takes the money of an authorisation, once:
//  1. what was taken before is not taken again;
//  2. a hold that is void or over, or smaller than the amount, is refused;
//  3. the amount goes on its way, and the rest of the hold back to its owner.
func (b *bank) capture(env *sim.Env, m *BankCapture) (sim.Message, error) {
	a, known := b.auths.Read(m.Auth)
	if known && a.state.taken() || !known && b.isTaken(m.Auth) {
		return &Done{}, nil
	}
	if !known || a.state != authHeld || a.until < env.Now() || m.Amount <= 0 || m.Amount > a.amount {
		return nil, ErrCaptureRejected
	}
	if b.shop.struck(env, whenTaken, m, a.number) != nil {
		return nil, ErrCaptureRejected
	}
	b.take(env, &a, m.Amount)
	b.write(env, a)
	return &Done{}, nil
}

// take takes an amount of what is held.
func (b *bank) take(env *sim.Env, a *authorisation, amount Cents) {
	a.captured, a.until = amount, 0 // the hold is no more
	a.enter(authCaptured, env.Now()+b.rules.Settles)
	b.accounts.take(env, a.card, amount)
	b.accounts.release(env, a.card, a.amount-amount)
	env.Emit(sim.Event{What: Effect, A: int64(a.number), B: int64(KindBankCapture)})
}

// refund gives taken money back, once per case and never more than was taken.
// What the shop has not been paid yet comes out of the clearing.
func (b *bank) refund(env *sim.Env, m *BankRefund) (sim.Message, error) {
	a, known := b.auths.Read(m.Auth)
	if known && a.cases.has(m.Case) {
		return &Done{}, nil
	}
	paid := a.state == authSettled
	if !known || a.state != authCaptured && !paid || m.Amount <= 0 || m.Amount > a.rest() || !a.cases.add(m.Case) {
		return nil, ErrRefundRejected
	}
	from := Clearing
	if paid {
		from = Till
	}
	a.refunded += m.Amount
	if a.rest() == 0 {
		a.enter(authClosed, env.Now()+Day)
	}
	b.accounts.credit(env, from, a.card, m.Amount)
	env.Emit(sim.Event{What: Effect, A: int64(sim.Mix(a.number, m.Case)), B: int64(KindBankRefund)})
	b.write(env, a)
	return &Done{}, nil
}
