package actors

import "buynow/sim"

// What no customer waits for has at most half of the order manager's workers: a
// bulkhead (M. Nygard, Release It!). Duties wait for mails, the warehouse and the
// bank, and one of those that is slow would keep every worker busy, and every
// customer out.

// putOff is a reminder, and whom it is about.
type putOff struct {
	reminder sim.Message
	intent   uint64
	order    OrderID
}

// aside does what a reminder says, or leaves it to a worker who does such things
// already. Each of those goes on until nothing is left.
func (m *orderManager) aside(env *sim.Env, reminder sim.Message) {
	if workers := m.shop.Config.Actors.OrderManager.Workers; workers > 0 && m.mem.aside >= max(workers/2, 1) {
		m.mem.outbox = append(m.mem.outbox, putOff{reminder, env.Intent(), env.Order()})
		return
	}
	m.mem.aside++
	m.attend(env, reminder)
	for len(m.mem.outbox) > 0 {
		next := m.mem.outbox[0]
		m.mem.outbox = m.mem.outbox[1:]
		env.About(next.intent, next.order)
		m.attend(env, next.reminder)
	}
	m.mem.aside--
}

// attend does what a reminder says.
func (m *orderManager) attend(env *sim.Env, reminder sim.Message) {
	switch msg := reminder.(type) {
	case *relay:
		m.relay(env, msg)
	case *watch:
		m.watched(env, msg)
	}
}
