package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// callDesks sets desks to work on the orders that wait, if somebody is free to
// pick them. After hours they wait for the shift.
func (w *warehouse) callDesks(env *sim.Env) {
	if w.mem.resting || w.mem.waiting.len() == 0 {
		return
	}
	if w.free() <= 0 {
		w.awaitStaff(env)
		return
	}
	if closed := w.closed(env); closed > 0 {
		w.mem.resting = true
		w.round(env, closed, choreWake, 0)
		return
	}
	for w.mem.desks < min(w.rules.Desks, w.mem.waiting.len()) {
		w.mem.desks++
		w.round(env, 0, choreDesk, 0)
	}
}

// wake lets the desks begin again.
func (w *warehouse) wake(env *sim.Env) {
	w.mem.resting, w.mem.idle = false, false
	w.callDesks(env)
}

// closed is how long it is until the shift begins; 0 while it is on.
func (w *warehouse) closed(env *sim.Env) time.Duration {
	return w.shop.Config.Calendar.Working(env.Now(), w.rules.Opens, w.rules.Closes)
}

// desk makes picking lists, one after the other, while orders wait and somebody
// is free. If the stock database does not answer, all desks rest for a while.
func (w *warehouse) desk(env *sim.Env) {
	for w.free() > 0 && !w.mem.resting && w.closed(env) == 0 {
		key, some := w.mem.waiting.pop()
		if !some {
			break
		}
		p, ok := w.parcels.Read(key)
		if !ok || p.state != ShipmentRequested {
			continue // intercepted
		}
		env.About(p.intent, p.order)
		w.mem.pickers--
		if answered := w.makeList(env, p); answered {
			w.mem.silence = 0
			continue
		}
		w.mem.pickers++
		w.mem.waiting.unpop(key)
		w.rest(env)
	}
	w.mem.desks--
	w.callDesks(env)
}

// rest stops all desks for a while, longer with every time.
func (w *warehouse) rest(env *sim.Env) {
	if w.mem.resting {
		return
	}
	w.mem.resting = true
	w.mem.silence++
	pause, patient := w.rules.Repeat.pause(w.mem.silence)
	if !patient { // until the next order comes: whoever brings it asks again for all
		w.mem.idle = true
		env.Note("the stock database is silent: nobody picks", int64(w.mem.silence), int64(w.mem.waiting.len()))
		return
	}
	w.round(env, pause, choreWake, 0)
}

// makeList is the story of one picking list:
//  1. it is written down that the stock database is asked, because an answer may
//     be lost with the goods already taken;
//  2. the goods are taken from the shelf; while we waited, the parcel may have
//     been intercepted, and then its duties see to the goods;
//  3. a picker sets out, or the order manager is told that the shelf is empty.
//
// It is false if there was no answer.
func (w *warehouse) makeList(env *sim.Env, p parcel) (answered bool) {
	if !p.asked {
		p.asked = true
		w.parcels.Commit(env, p)
	}

	taken, answered := w.takeStock(env, &p, w.mem.silence)
	p, _ = w.parcels.Read(p.key)
	if p.state != ShipmentRequested {
		w.mem.pickers++
		return true
	}

	switch {
	case !answered:
		return false
	case taken:
		w.pick(env, p)
	default:
		p.owes = dutyShort
		w.to(env, &p, ShipmentCancelled)
		w.parcels.Commit(env, p)
		w.mem.pickers++
		w.later(env, 0, choreSettle, p.key)
	}
	return true
}

// takeStock asks for the goods; asking again changes nothing.
func (w *warehouse) takeStock(env *sim.Env, p *parcel, attempt int) (taken, answered bool) {
	message := &TakeStock{Order: p.order, Shipment: p.shipment, Cart: p.cart}
	_, err := w.shop.try(env, w.shop.Stock, message, patience(w.shop.Config.Timeouts.Stock, attempt), attempt)
	switch {
	case err == nil:
		return true, true
	case errors.Is(err, ErrShort), errors.Is(err, ErrUnknown), errors.Is(err, ErrTooLate):
		return false, true
	}
	return false, false
}

// pick sends a picker, who also packs.
func (w *warehouse) pick(env *sim.Env, p parcel) {
	luck := env.LuckOf(luckPick, sim.Mix(p.intent, p.shipment))
	takes := w.rules.Pack.Duration(&luck)
	for range p.cart.Units() {
		takes += w.rules.Pick.Duration(&luck)
	}
	p.due = env.Now() + takes
	p.wrong = w.misPick(env, &p)
	w.to(env, &p, ShipmentPicking)
	w.parcels.Commit(env, p)
	w.later(env, takes, chorePacked, p.key)
}

// packed frees the picker and looks for a truck.
func (w *warehouse) packed(env *sim.Env, p parcel) {
	if p.state != ShipmentPicking {
		return // intercepted
	}
	w.to(env, &p, ShipmentPacked)
	w.parcels.Commit(env, p)
	w.mem.pickers++
	w.callDesks(env)
	w.book(env, p)
}
