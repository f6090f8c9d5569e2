package actors

import (
	"time"

	"buynow/sim"
)

// parcelDuties are what the warehouse owes for a parcel: written down in the
// same commit as the reason for it, and repeated until it is done.
type parcelDuties uint8

// The duties, in the order in which they are done.
const (
	dutyAnswer    parcelDuties = 1 << iota // find out whether goods were taken for a stopped parcel
	dutyPutBack                            // put goods back on the shelf
	dutyShort                              // tell the order manager that the shelf is empty
	dutyCollected                          // tell the order manager that the truck has the parcel
	dutyMail                               // have the customer told (step 14)
	parcelDutiesEnd
)

// settle does what is owed for a parcel. What is not answered is owed still, and
// does not keep the rest from being done. A parcel for which nothing is owed is
// put away.
func (w *warehouse) settle(env *sim.Env, p parcel) {
	owed := p.owes
	for duty := parcelDuties(1); duty < parcelDutiesEnd; duty <<= 1 {
		if owed&duty == 0 {
			continue
		}
		if arising, done := w.fulfil(env, &p, duty); done {
			owed = owed&^duty | arising
		}
	}

	p.owes = owed
	if owed != 0 {
		w.again(env, p, choreSettle)
		return
	}
	w.parcels.Commit(env, p.done())
	w.putAway(env, p.key)
}

// fulfil does one duty, and says which other arises from it.
func (w *warehouse) fulfil(env *sim.Env, p *parcel, duty parcelDuties) (arising parcelDuties, done bool) {
	timeouts, attempt := &w.shop.Config.Timeouts, int(p.tries)
	var err error
	switch duty {
	case dutyAnswer:
		taken, answered := w.takeStock(env, p, attempt)
		if taken {
			return dutyPutBack, answered
		}
		return 0, answered
	case dutyPutBack:
		message := &PutBack{Order: p.order, Cart: p.cart, AsNew: true, From: Packing, Shipment: p.shipment}
		_, err = env.Try(w.shop.Stock, message, timeouts.Stock, attempt)
	case dutyShort:
		_, err = env.Try(w.shop.Orders, &PickShort{Order: p.order, Shipment: p.shipment}, timeouts.Dispatch, attempt)
	case dutyCollected:
		message := &Collected{Order: p.order, Shipment: p.shipment, Tracking: p.tracking, Eta: p.eta}
		_, err = env.Try(w.shop.Orders, message, timeouts.Dispatch, attempt)
	case dutyMail:
		message := &DispatchMail{Order: p.order, Shipment: p.shipment, Tracking: p.tracking, Eta: p.eta, Customer: p.customer}
		_, err = env.Try(w.shop.Mail, message, timeouts.Mail, attempt)
	}
	return 0, settled(err)
}

// done is what is kept of a parcel with which nothing more happens: that there was
// one, and how it ended.
func (p *parcel) done() parcel {
	return parcel{key: p.key, order: p.order, intent: p.intent, shipment: p.shipment, state: p.state, barred: p.barred, asked: p.asked}
}

// putAway keeps a parcel for a day in which it may still be asked about.
func (w *warehouse) putAway(env *sim.Env, key uint64) {
	w.mem.done.today.add(key)
	w.comeAtMidnight(env, &w.mem.done, choreForget)
}

// forgetReturn does the same for a return.
func (w *warehouse) forgetReturn(env *sim.Env, key uint64) {
	w.mem.undone.today.add(key)
	w.comeAtMidnight(env, &w.mem.undone, choreForgetReturns)
}

func (w *warehouse) comeAtMidnight(env *sim.Env, f *finished, job uint8) {
	if f.clearing {
		return
	}
	f.clearing = true
	w.round(env, w.untilMidnight(env), job, 0)
}

func (w *warehouse) untilMidnight(env *sim.Env) time.Duration {
	return w.shop.Config.Calendar.Next(env.Now(), 0)
}

// tidy forgets what was finished before the day that ends.
func (w *warehouse) tidy(env *sim.Env, f *finished, job uint8, forget func(uint64)) {
	if f.midnight(forget) {
		w.later(env, w.untilMidnight(env), job, 0)
	}
}
