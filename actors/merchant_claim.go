package actors

import (
	"errors"

	"buynow/sim"
)

// compares tells if anybody compares the bank's files with the shop's books.
func (m *merchant) compares() bool { return m.rules.ClaimAfter > 0 && m.shop.Config.Saga.Reconcile > 0 }

// match compares a line of a settlement file with what was captured. A line that
// puts an earlier one right ends the claim; one that is short, or stands there
// twice, begins one, unless nobody compares.
func (m *merchant) match(env *sim.Env, p payment, line *SettlementLine, twice bool) payment {
	right := p.captured == line.Amount && !twice
	if !right {
		env.Note("the bank paid another amount than was captured", int64(line.Amount), int64(p.captured))
	}
	before := p.claiming
	switch {
	case !m.compares():
	case line.Again:
		p.claiming = false
	case !right:
		p.claiming = true
	}
	if p.claiming != before {
		m.write(env, &p)
	}
	return p
}

// claim is the story of money that is missing, or too much:
//  1. the bank is told which payment it got wrong, every night until its file puts
//     that right;
//  2. if the bank finds nothing wrong, its file may still be on the way: it is waited
//     for once more.
func (m *merchant) claim(env *sim.Env, p payment, attempt int) {
	timeout := patience(m.shop.Config.Timeouts.Bank, attempt)
	_, err := m.shop.try(env, m.shop.Bank, &Claim{Order: p.order, Auth: p.auth}, timeout, attempt)
	p, known := m.payments.Read(p.key)
	if known && p.claiming && errors.Is(err, ErrUnknown) {
		p.claiming = false
		m.write(env, &p)
	}
}
