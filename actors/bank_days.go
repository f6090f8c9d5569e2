package actors

import (
	"time"

	"buynow/sim"
)

// The jobs of a day. They come only while there is something to do.
const (
	nightJob = iota + 1
	morningJob
)

// nightTime is when the nightly job runs.
const nightTime = 30 * time.Minute

// confirmWithin is how long the bank repeats news that the merchant system does
// not confirm.
const confirmWithin = 30 * Day

// arm sees to it that the next job of each sort comes, if it is needed.
func (b *bank) arm(env *sim.Env) {
	if b.mem.nights.open > 0 {
		b.mem.night = b.shop.alarm(env, b.mem.night, nightTime, nightJob)
	}
	if b.mem.mornings.open > 0 || len(b.mem.outbox) > 0 || len(b.mem.notices) > 0 {
		b.mem.morning = b.shop.alarm(env, b.mem.morning, b.rules.SettleAt, morningJob)
	}
}

// daily runs a job, unless its tick is one from before a crash.
func (b *bank) daily(env *sim.Env, t *tick) (sim.Message, error) {
	job, under := b.closeDay, &b.mem.night
	if t.job == morningJob {
		job, under = b.payOut, &b.mem.morning
	}
	if *under == 0 || env.Now() < *under {
		return nil, nil
	}
	*under = 0
	job(env)
	b.arm(env)
	return nil, nil
}

// closeDay is the nightly job:
//  1. holds that nobody took in time are released;
//  2. complaints are decided;
//  3. records that are over are put away;
//  4. the bank states its sums, which it keeps apart from the single accounts.
func (b *bank) closeDay(env *sim.Env) {
	night := b.shop.Config.Calendar.Day(env.Now() - nightTime)
	for page, more := b.mem.nights.read(night); more; page, more = b.mem.nights.read(night) {
		for _, number := range page {
			a, known := b.auths.Read(number)
			if !known || a.next > env.Now() || a.state == authCaptured {
				continue // it has changed since, and has another entry
			}
			env.About(a.intent, a.order)
			b.closeOne(env, a, night)
		}
	}
	env.About(0, 0)
	env.Emit(sim.Event{What: Statement, A: int64(b.accounts.available), B: int64(b.accounts.held)})
}

// closeOne does what is due for one authorisation.
func (b *bank) closeOne(env *sim.Env, a authorisation, night int) {
	switch {
	case a.state == authHeld && a.standsIn:
		b.post(env, a)
	case a.state == authHeld:
		_, _ = b.release(env, a, authExpired)
	case a.state == authDisputed:
		b.verdict(env, a)
	case b.unconfirmed(&a) && env.Now() < a.next+confirmWithin:
		b.mem.nights.note(night+1, a.number)
	default:
		b.putAway(&a)
	}
}

// unconfirmed tells if the merchant system has yet to confirm news of it, or to
// claim what was not paid out as it should have been: of such a payment, money is
// left over in the clearing.
func (b *bank) unconfirmed(a *authorisation) bool {
	_, open := b.files.Read(a.paid.ID())
	return a.untold || open || a.claimed || a.lacks != 0
}

// Restarted reads the diaries from the ledger, and does at once what should
// have been done meanwhile.
func (b *bank) Restarted(env *sim.Env) {
	b.auths.Each(func(a authorisation) bool {
		b.remember(env, &a)
		if a.untold {
			b.mem.notices = append(b.mem.notices, a.number)
		}
		if _, open := b.files.Read(a.paid.ID()); open {
			b.file(a.paid).add(&a)
		}
		return true
	})
	b.closeDay(env)
	b.payOut(env)
	b.files.Each(func(day settlementDay) bool {
		if len(b.file(day).Lines) == 0 { // it crashed before the first line
			b.takeOut(day)
		}
		return true
	})
	b.arm(env)
}
