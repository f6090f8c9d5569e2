package actors

import (
	"time"

	"buynow/sim"
)

// mishap is what goes wrong with a parcel, if anything.
type mishap uint8

// The mishaps.
const (
	arrivesWell mishap = iota
	getsLost
	getsDamaged
	isMisaddressed
	isStolen
)

// fate is what lies ahead of a parcel that was just collected: what goes wrong, and
// how long it travels.
func (t *truck) fate(env *sim.Env, b *waybill) (mishap, time.Duration) {
	luck := env.LuckOf(luckJourney, sim.Mix(b.intent, b.shipment))
	draw := luck.Float64()
	way := t.rules.Transit
	if b.country != t.rules.Home {
		way = t.rules.Abroad
	}
	transit := way.Duration(&luck)
	if luck.Chance(t.rules.Late) {
		transit += t.rules.Delay.Duration(&luck)
	}
	if blow := t.shop.struck(env, whenDelayed, nil, b.key); blow != nil {
		late := env.LuckOf(luckBlow, b.key)
		transit += blow.Delay.Duration(&late)
	}
	if blow := t.shop.struck(env, whenCarried, nil, b.key); blow != nil {
		transit = time.Duration(float64(float64(transit) * blow.Factor))
	}

	switch {
	case draw < t.rules.Lost, t.shop.struck(env, whenLost, nil, b.key) != nil:
		return getsLost, transit
	case draw < t.rules.Lost+t.rules.Damaged, t.shop.struck(env, whenDamaged, nil, b.key) != nil:
		return getsDamaged, transit
	case draw < t.rules.Lost+t.rules.Damaged+t.rules.WrongAddress:
		return isMisaddressed, transit
	}
	return arrivesWell, transit
}

// arrival is when something happens to a parcel that was just collected: its
// first tour, or somebody notices that it is damaged, or that it is nowhere.
func (t *truck) arrival(env *sim.Env, b *waybill) time.Duration {
	mishap, transit := t.fate(env, b)
	b.mishap = mishap
	switch mishap {
	case getsLost:
		return env.Now() + t.rules.Search
	case getsDamaged:
		return env.Now() + transit
	}
	return t.morning(env.Now() + transit)
}

// morning is when the tours begin after that.
func (t *truck) morning(after time.Duration) time.Duration {
	if t.rules.couriers() {
		return after
	}
	return after + t.shop.Config.Calendar.Next(after, t.rules.From)
}

// carry is the next thing that happens to a parcel. Until its end there is
// always exactly one on the agenda.
func (t *truck) carry(env *sim.Env, key uint64) {
	b, ok := t.waybills.Read(key)
	if !ok {
		return
	}
	switch b.state {
	case ShipmentCollected:
		t.arrive(env, b)
	case ShipmentOut:
		t.ring(env, b)
	case ShipmentFailed:
		t.tryNextDay(env, b)
	default:
		t.report(env, b)
	}
}

// arrive is the end of the transit.
func (t *truck) arrive(env *sim.Env, b waybill) {
	switch b.mishap {
	case getsLost:
		t.end(env, b, ShipmentLost, Missing)
	case getsDamaged:
		t.end(env, b, ShipmentDamaged, Broken)
	default:
		t.tour(env, b)
	}
}

// tour takes a parcel out for delivery: after its round, or at some time of the
// day, it will be at the door.
func (t *truck) tour(env *sim.Env, b waybill) {
	if closed := t.closed(env); closed > 0 { // after an outage
		t.later(env, closed, choreCarry, b.key)
		return
	}
	t.to(env, &b, ShipmentOut)
	luck := env.LuckOf(luckTour, sim.Mix(sim.Mix(b.intent, b.shipment), uint64(b.attempts)))
	b.due = env.Now() + t.round(env, &luck)
	t.waybills.Commit(env, b)
	t.await(env, b.due, choreCarry, b.key)
}

// round is how long a parcel is out before it is at the door.
func (t *truck) round(env *sim.Env, luck *sim.Luck) time.Duration {
	if t.rules.couriers() {
		return t.rules.Round.Duration(luck)
	}
	daylight := t.shop.Config.Calendar.Next(env.Now(), t.rules.Till)
	return time.Duration(luck.IntN(int(daylight)))
}

// closed is how long it is until parcels are delivered again; 0 while they are.
func (t *truck) closed(env *sim.Env) time.Duration {
	if t.rules.couriers() {
		return 0
	}
	return t.shop.Config.Calendar.Working(env.Now(), t.rules.From, t.rules.Till)
}

// ring is the story of a parcel at the door (step 15):
//  1. who is not at this address cannot take it;
//  2. what is left at the door may be stolen; the carrier has proof that it was there;
//  3. the customer takes it, or nobody is home; no answer is nobody home, too;
//  4. what was handed over is written down with the news of it that we owe; what
//     was not is tried again tomorrow, or goes back after the last attempt.
func (t *truck) ring(env *sim.Env, b waybill) {
	if closed := t.closed(env); closed > 0 { // after an outage
		t.later(env, closed, choreCarry, b.key)
		return
	}
	switch {
	case b.mishap == isMisaddressed:
		env.Note("the address does not exist", int64(b.tracking), 0)
		b.attempts = uint8(t.rules.Attempts)
	case t.shop.struck(env, whenRung, nil, sim.Mix(b.key, uint64(b.attempts))) != nil:
		b.attempts++
	default:
		if b.mishap == isStolen || !isSurplus(b.shipment) && t.shop.struck(env, whenLeft, nil, b.key) != nil {
			b.mishap = isStolen
		}
		message := &Delivery{
			Order: b.order, Shipment: b.shipment, Tracking: b.tracking, Cart: b.cart, Wrong: b.wrong, Stolen: b.mishap == isStolen,
		}
		_, err := t.shop.try(env, t.shop.Customer, message, t.rules.Doorbell, int(b.attempts))
		if err == nil {
			t.end(env, b, ShipmentDelivered, AtCustomer)
			return
		}
		b.attempts++
	}

	t.to(env, &b, ShipmentFailed)
	b.due = t.morning(env.Now())
	if int(b.attempts) >= t.rules.Attempts {
		luck := env.LuckOf(luckWayBack, sim.Mix(b.intent, b.shipment))
		b.due = env.Now() + t.rules.Back.Duration(&luck)
	}
	t.waybills.Commit(env, b)
	t.await(env, b.due, choreCarry, b.key)
}

// tryNextDay is the morning after a failed attempt, or after the last one the
// return to the warehouse.
func (t *truck) tryNextDay(env *sim.Env, b waybill) {
	if int(b.attempts) < t.rules.Attempts {
		t.tour(env, b)
		return
	}
	message := &SendBack{Order: b.order, Cart: b.cart, Shipment: b.shipment}
	_, err := t.shop.try(env, t.shop.Warehouse, message, patience(t.shop.Config.Timeouts.Dispatch, int(b.tries)), int(b.tries))
	if err != nil {
		t.again(env, b)
		return
	}
	t.to(env, &b, ShipmentReturned) // the warehouse has put it into quarantine
	b.tries = 0
	t.waybills.Commit(env, b)
	t.report(env, b)
}

// end is a parcel's end anywhere but in the warehouse.
func (t *truck) end(env *sim.Env, b waybill, state ShipmentState, place Place) {
	t.to(env, &b, state)
	moveGoods(env, b.cart, OnTruck, place)
	b.tries, b.due = 0, env.Now()
	t.waybills.Commit(env, b)
	t.report(env, b)
}

// report tells the order manager what became of a parcel, until it answers. Then
// the waybill is closed: one bit says from now on that it is done.
func (t *truck) report(env *sim.Env, b waybill) {
	message := &DeliveryEvent{Order: b.order, Shipment: b.shipment, Fate: fateOf(b.state)}
	message.Complaint = b.wrong != 0 || b.mishap == isStolen
	if isSurplus(b.shipment) {
		message.Cart = b.cart
	}
	_, err := t.shop.try(env, t.shop.Orders, message, patience(t.shop.Config.Timeouts.Dispatch, int(b.tries)), int(b.tries))
	if !settled(err) {
		t.again(env, b)
		return
	}
	t.over.add(b.order, b.shipment)
	t.waybills.Archive(b.key)
}

// fateOf is a parcel's end in the words of a DeliveryEvent.
func fateOf(end ShipmentState) ParcelFate {
	switch end {
	case ShipmentLost:
		return ParcelLost
	case ShipmentDamaged:
		return ParcelDamaged
	case ShipmentReturned:
		return ParcelReturned
	}
	return ParcelDelivered
}
