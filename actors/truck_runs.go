package actors

import (
	"time"

	"buynow/sim"
)

// book is the story of a spot on the next truck:
//  1. a parcel that has one, or is aboard, gets the same answer again;
//  2. else the next run with a free spot takes it; a parcel whose truck has left
//     without it keeps its number;
//  3. a run takes place because somebody has booked it.
func (t *truck) book(env *sim.Env, m *BookCarrier) (sim.Message, error) {
	key := ShipmentKey(m.Order, m.Shipment)
	b, known := t.waybills.Read(key)
	if known && (b.state != ShipmentLabelled || !t.left(env, b.collects)) {
		return t.booked(&b), nil
	}

	if !known && t.over.has(m.Order, m.Shipment) {
		return nil, ErrTooLate // nobody waits for it any more
	}
	if !known {
		b = waybill{
			tracking: t.given + 1, key: key, order: m.Order, intent: env.Intent(), shipment: m.Shipment,
			country: m.Country, state: ShipmentLabelled,
		}
		env.Emit(sim.Event{What: Effect, A: int64(key), B: int64(KindBookCarrier)})
	}
	b.collects = t.nextRun(env)
	t.given = max(t.given, b.tracking)
	t.waybills.Commit(env, b)
	t.occupy(env, b.collects)
	return t.booked(&b), nil
}

func (t *truck) booked(b *waybill) *Booked {
	quoted := t.rules.Quoted
	if b.country != t.rules.Home {
		quoted = t.rules.QuotedAbroad
	}
	return &Booked{Order: b.order, Shipment: b.shipment, Tracking: b.tracking, Collects: b.collects, Eta: b.collects + quoted}
}

// nextRun is the next run that can be booked and has a spot.
func (t *truck) nextRun(env *sim.Env) time.Duration {
	run := t.runAfter(env.Now() + t.rules.CutOff)
	for t.mem.runs[run] >= t.rules.Trucks*t.rules.Parcels {
		run = t.runAfter(run)
	}
	return run
}

// runAfter is the first run later than that.
func (t *truck) runAfter(now time.Duration) time.Duration {
	return t.rules.RunAfter(t.shop.Config.Calendar, now)
}

// left tells if the truck of a run is no longer at the dock.
func (t *truck) left(env *sim.Env, run time.Duration) bool { return env.Now() >= run+t.rules.Stays }

// occupy takes a spot on a run. The first one makes a truck come.
func (t *truck) occupy(env *sim.Env, run time.Duration) {
	t.mem.runs[run]++
	if t.mem.runs[run] > 1 {
		return
	}
	env.About(0, 0)
	t.later(env, run-env.Now(), choreDock, uint64(run))
}

// dock is the arrival of a run's trucks. The warehouse is told until it opens
// the gate or the trucks must leave.
func (t *truck) dock(env *sim.Env, run time.Duration) {
	if !t.left(env, run) {
		if _, err := t.shop.call(env, t.shop.Warehouse, &Docked{Run: run}, t.shop.Config.Timeouts.Dispatch); err != nil {
			t.later(env, t.rules.Repeat.Pause, choreDock, uint64(run))
			return
		}
	}
	delete(t.mem.runs, run)
}

// collect is the driver's scan (step 13):
//  1. a parcel that was scanned before is aboard; one whose waybill was closed
//     arrived long ago;
//  2. it must be booked on the truck that stands at the dock;
//  3. with the scan it is the carrier's, and its journey begins.
func (t *truck) collect(env *sim.Env, m *Handover) (sim.Message, error) {
	b, known := t.waybills.Read(ShipmentKey(m.Order, m.Shipment))
	switch {
	case !known && t.over.has(m.Order, m.Shipment):
		return &Done{}, nil
	case !known || b.tracking != m.Tracking:
		return nil, ErrUnknown
	case b.state != ShipmentLabelled:
		return &Done{}, nil
	case env.Now() < b.collects:
		return nil, ErrClosed
	case t.left(env, b.collects):
		return nil, ErrTooLate
	}

	b.cart, b.wrong = m.Cart, m.Wrong
	t.to(env, &b, ShipmentCollected)
	moveGoods(env, m.Cart, Packing, OnTruck)
	env.Emit(sim.Event{What: Effect, A: int64(m.Tracking), B: int64(KindHandover)})
	b.due = t.arrival(env, &b)
	t.waybills.Commit(env, b)
	t.await(env, b.due, choreCarry, b.key)
	return &Done{}, nil
}
