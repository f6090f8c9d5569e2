package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// book reserves a spot on the next truck for a packed parcel, or on a later one
// for a parcel whose truck has left without it. The tracking number stays.
func (w *warehouse) book(env *sim.Env, p parcel) {
	message := &BookCarrier{Order: p.order, Shipment: p.shipment, Units: p.cart.Units(), Country: p.country}
	reply, err := w.shop.try(env, w.shop.Truck, message, patience(w.shop.Config.Timeouts.Dispatch, int(p.tries)), int(p.tries))
	booked, _ := reply.(*Booked)
	if err != nil || booked == nil {
		w.again(env, p, choreBook)
		return
	}
	if p.state == ShipmentPacked {
		w.to(env, &p, ShipmentLabelled)
	}
	p.tracking, p.collects, p.eta, p.tries = booked.Tracking, booked.Collects, booked.Eta, 0
	w.parcels.Commit(env, p)
	if w.shop.struck(env, whenLabelled, message, p.key) != nil {
		env.Send(w.shop.Mail, w.onItsWay(&p))
	}
	w.awaitTruck(env, p)
}

// onItsWay is the mail about a parcel (step 14).
func (w *warehouse) onItsWay(p *parcel) *DispatchMail {
	return &DispatchMail{Order: p.order, Shipment: p.shipment, Tracking: p.tracking, Eta: p.eta, Customer: p.customer}
}

// again does a chore for the parcel later, because nobody answered.
func (w *warehouse) again(env *sim.Env, p parcel, job uint8) {
	p.tries++
	w.parcels.Commit(env, p)
	pause, patient := w.rules.Repeat.pause(int(p.tries))
	if !patient {
		env.Send(w.shop.Orders, &Stranded{Order: p.order, Shipment: p.shipment})
		return
	}
	w.later(env, spread(env, luckRepeat, p.key, int(p.tries), pause), job, p.key)
}

// awaitTruck puts a labelled parcel on the dock where its truck will be. If it
// comes there too late to be seen at the truck's arrival, it is tried at once.
func (w *warehouse) awaitTruck(env *sim.Env, p parcel) {
	dock, known := w.mem.docks[p.collects]
	if !known {
		dock = &backlog{}
		w.mem.docks[p.collects] = dock
		w.round(env, p.collects+w.rules.Overdue-env.Now(), choreOverdue, uint64(p.collects))
	}
	dock.push(p.key)
	if p.collects <= env.Now() && (dock.len()-1)%w.rules.Lane == 0 {
		w.round(env, 0, choreLoad, uint64(p.collects))
	}
}

// docked is the arrival of a truck: loading begins, in as many lanes as there
// are drivers.
func (w *warehouse) docked(env *sim.Env, m *Docked) (sim.Message, error) {
	w.openLanes(env, m.Run)
	return &Done{}, nil
}

func (w *warehouse) openLanes(env *sim.Env, run time.Duration) {
	dock := w.mem.docks[run]
	if dock == nil {
		return
	}
	for parcels := dock.len(); parcels > 0; parcels -= w.rules.Lane {
		w.later(env, 0, choreLoad, uint64(run))
	}
}

// load hands over the next parcel of a lane, while the one after it is fetched.
func (w *warehouse) load(env *sim.Env, run time.Duration) {
	dock := w.mem.docks[run]
	if dock == nil {
		return
	}
	key, some := dock.pop()
	if !some {
		return
	}
	if dock.len() > 0 {
		w.later(env, w.rules.Scan, choreLoad, uint64(run))
	}
	if p, ok := w.parcels.Read(key); ok {
		env.About(p.intent, p.order)
		w.handOver(env, p)
	}
}

// overdue looks for parcels that no truck came for: the driver is sought, and if
// the truck has left without them, they are booked again.
func (w *warehouse) overdue(env *sim.Env, run time.Duration) {
	dock := w.mem.docks[run]
	if dock == nil || dock.len() == 0 {
		delete(w.mem.docks, run)
		return
	}
	w.openLanes(env, run)
	w.later(env, w.rules.Overdue, choreOverdue, uint64(run))
}

// handOver is the story of a parcel and its truck (step 13):
//  1. the driver scans it, and from then on it is the carrier's: the scan, not
//     our note of it, is when the goods change hands;
//  2. if the truck has left, a later one is booked; if it is not there yet, the
//     parcel waits for it;
//  3. the collection is written down, together with the news of it that we owe;
//  4. only now the order manager and the customer are told.
func (w *warehouse) handOver(env *sim.Env, p parcel) {
	message := &Handover{
		Order: p.order, Shipment: p.shipment, Tracking: p.tracking, Cart: p.cart, Country: p.country, Customer: p.customer,
		Wrong: p.wrong,
	}
	_, err := w.shop.try(env, w.shop.Truck, message, patience(w.shop.Config.Timeouts.Dispatch, int(p.tries)), int(p.tries))
	switch {
	case errors.Is(err, ErrTooLate):
		w.book(env, p)
	case err != nil:
		w.again(env, p, choreHandOver)
	default:
		p.state, p.tries = ShipmentCollected, 0 // published by the truck
		p.owes = dutyCollected | dutyMail
		w.parcels.Commit(env, p)
		w.sendTwice(env, p)
		w.settle(env, p)
	}
}
