package actors

import (
	"time"

	"buynow/sim"
)

// archive puts an order away that is over. One that somebody will ask for again
// is kept until then, and each for a day, so that a late copy of its click finds
// it: payment providers keep idempotency keys as long.
func (m *orderManager) archive(env *sim.Env, o *order) {
	if !o.over() || o.keeps && o.state == Completed && o.complaint == CaseNone {
		return
	}
	if env.Now() < o.placed+Day {
		m.mem.ended = append(m.mem.ended, o.id)
		m.armCleaning(env)
		return
	}
	m.forget(env, o)
}

func (m *orderManager) forget(env *sim.Env, o *order) {
	env.About(o.intent, o.id)
	env.Emit(sim.Event{What: Archived, A: int64(o.state), B: int64(o.complaint)})
	m.orders.Archive(o.id)
}

// cleaning is when, every night, orders that have ended are put away.
const cleaning = 3 * time.Hour

// armCleaning sets the nightly job, if it is not set.
func (m *orderManager) armCleaning(env *sim.Env) {
	if m.mem.cleaning {
		return
	}
	m.mem.cleaning = true
	env.After(m.shop.Config.Calendar.Next(env.Now(), cleaning), &tick{})
}

// clean puts away what has been over for long enough.
func (m *orderManager) clean(env *sim.Env) {
	m.mem.cleaning = false
	ended := m.mem.ended
	m.mem.ended = m.mem.ended[:0]
	for _, id := range ended {
		o, ok := m.orders.Read(id)
		switch {
		case !ok, !o.over(): // it owes something again, and is put away after that
		case env.Now() < o.placed+Day:
			m.mem.ended = append(m.mem.ended, id)
		default:
			m.forget(env, &o)
		}
	}
	if len(m.mem.ended) > 0 {
		m.armCleaning(env)
	}
}
