package actors

import "buynow/sim"

// aside is the work that no customer waits for. It has at most half of an actor's
// workers, and the rest of it waits its turn: a bulkhead (M. Nygard, Release It!).
// Whoever waits for mails, the warehouse or the bank would else, if one of those
// is slow, keep every worker busy and every customer out. The zero aside is ready.
type aside struct {
	workers int      // at it
	waiting []putOff // first come, first served
}

// putOff is a reminder that waits, and whom it is about.
type putOff struct {
	reminder sim.Message
	intent   uint64
	order    OrderID
}

// begin tells if there is a worker for what a reminder says, of all that the
// actor has. If not, it will be the next of somebody who is at it.
func (a *aside) begin(env *sim.Env, workers int, reminder sim.Message) bool {
	if workers > 0 && a.workers >= max(workers/2, 1) {
		a.waiting = append(a.waiting, putOff{reminder, env.Intent(), env.Order()})
		return false
	}
	a.workers++
	return true
}

// next is what a worker goes on with who has done one thing; false if nothing is
// left.
func (a *aside) next(env *sim.Env) (sim.Message, bool) {
	if len(a.waiting) == 0 {
		a.workers--
		return nil, false
	}
	next := a.waiting[0]
	a.waiting = a.waiting[1:]
	env.About(next.intent, next.order)
	return next.reminder, true
}
