package actors

import (
	"slices"

	"buynow/sim"
)

// dispute opens a complaint about all that is left of a payment. The customer gets nothing on
// account: the money moves when the shop has lost, so nobody has to take back
// what may be spent by then.
func (b *bank) dispute(env *sim.Env, m *Dispute) (sim.Message, error) {
	a, known := b.disputed(m)
	if known && a.state == authDisputed {
		return &Done{}, nil
	}
	if !known || a.state != authSettled {
		return nil, ErrUnknown
	}
	env.About(a.intent, a.order)
	luck := env.LuckOf(luckVerdict, a.intent)
	a.enter(authDisputed, env.Now()+b.rules.Verdict.Duration(&luck))
	a.untold = true
	b.write(env, a)
	b.tell(env, &a, 0)
	return &Done{}, nil
}

// disputed finds what a complaint is about. A customer without the number of the
// authorisation names the order: it is the payment for it that went through.
func (b *bank) disputed(m *Dispute) (authorisation, bool) {
	if m.Auth != 0 {
		return b.auths.Read(m.Auth)
	}
	for try := range uint64(paymentTries) {
		if a, known := b.auths.Read(m.Order*paymentTries + try); known && a.state.taken() {
			return a, true
		}
	}
	return authorisation{}, false
}

// verdict decides a complaint: if the shop cannot prove its case, the customer
// gets the money back from the shop's account.
func (b *bank) verdict(env *sim.Env, a authorisation) {
	luck := env.LuckOf(luckVerdict, a.intent)
	luck.Uint64() // the time it took
	a.won = luck.Chance(b.shop.chances(a.intent))
	if !a.won {
		b.accounts.credit(env, Till, a.card, a.rest())
		env.Emit(sim.Event{What: Effect, A: int64(a.number), B: int64(KindChargeback)})
	}
	a.untold = true
	a.enter(authClosed, env.Now()+Day)
	b.write(env, a)
	b.tell(env, &a, 1)
}

// tell sends the merchant system the news of a complaint.
func (b *bank) tell(env *sim.Env, a *authorisation, attempt int) {
	env.SendAgain(b.shop.Merchant, &Chargeback{
		Order: a.order, Auth: a.number, Amount: a.rest(), Won: a.won, Closed: a.state == authClosed, Stan: a.stan(),
	}, attempt)
	if !slices.Contains(b.mem.notices, a.number) {
		b.mem.notices = append(b.mem.notices, a.number)
	}
	b.arm(env)
}

// sendNotices repeats the news that was not confirmed.
func (b *bank) sendNotices(env *sim.Env) {
	b.mem.notices = slices.DeleteFunc(b.mem.notices, func(number uint64) bool {
		a, known := b.auths.Read(number)
		return !known || !a.untold || a.state == authClosed && env.Now() > a.next+confirmWithin
	})
	for _, number := range b.mem.notices {
		a, _ := b.auths.Read(number)
		env.About(a.intent, a.order)
		b.tell(env, &a, 2)
	}
	env.About(0, 0)
}

// noticeTaken is the merchant system's confirmation: the news comes back.
func (b *bank) noticeTaken(env *sim.Env, m *Chargeback) (sim.Message, error) {
	a, known := b.auths.Read(m.Auth)
	if known && a.untold && m.Closed == (a.state == authClosed) {
		a.untold = false
		b.write(env, a)
	}
	return nil, nil
}
