package actors

import "buynow/sim"

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
	w.putAway(&p)
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
		_, err = w.shop.try(env, w.shop.Stock, message, patience(timeouts.Stock, attempt), attempt)
	case dutyShort:
		_, err = w.shop.try(env, w.shop.Orders, &PickShort{Order: p.order, Shipment: p.shipment}, patience(timeouts.Dispatch, attempt), attempt)
	case dutyCollected:
		message := &Collected{Order: p.order, Shipment: p.shipment, Tracking: p.tracking, Eta: p.eta}
		_, err = w.shop.try(env, w.shop.Orders, message, patience(timeouts.Dispatch, attempt), attempt)
	case dutyMail:
		_, err = w.shop.try(env, w.shop.Mail, w.onItsWay(p), patience(timeouts.Mail, attempt), attempt)
	}
	return 0, settled(err)
}

// putAway ends a parcel with which nothing more happens: that there was one, and
// whether it went, two bits say from now on.
func (w *warehouse) putAway(p *parcel) {
	w.done.add(p.order, p.shipment)
	if p.state == ShipmentCancelled {
		w.stopped.add(p.order, p.shipment)
	}
	w.parcels.Archive(p.key)
}
