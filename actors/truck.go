package actors

import (
	"time"

	"buynow/sim"
)

// truck is the carrier: trucks that come to the warehouse at fixed hours, and
// the parcels in its hands until they are delivered, lost or back.
type truck struct {
	shop     *Shop
	rules    *CarrierRules
	waybills Ledger[waybill]
	pickups  Ledger[pickup]
	given    uint64 // the last tracking number; as durable as the ledger
	over     deeds  // parcels whose waybill was closed, by shipment; as durable
	brought  deeds  // returns that were brought back, by shipment; as durable
	mem      truckMemory
	chores   slab[chore]
}

// truckMemory is what a crash loses.
type truckMemory struct {
	runs  map[time.Duration]int // spots booked on runs that have not docked yet
	hours hours                 // when something happens to parcels and returns
}

// waybill is a parcel from the booking of its spot to its end.
type waybill struct {
	tracking uint64
	key      uint64 // ShipmentKey
	order    OrderID
	intent   uint64
	shipment uint64
	cart     *Cart
	collects time.Duration // when its truck comes
	due      time.Duration // when the next thing happens to it
	tries    uint16        // to tell somebody
	country  Country
	attempts uint8 // at the door
	mishap   mishap
	wrong    SKU // that is in it instead of what was ordered, 0 if none
	state    ShipmentState
}

// ID is the shipment's key.
func (b waybill) ID() uint64 { return b.key }

// Alias is none.
func (b waybill) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (b *waybill) fold(f *fold) {
	f.own(&b.key)
	fieldLike(f, &b.order, b.key>>shipmentBits)
	fieldLike(f, &b.shipment, b.key&0xff)
	f.along(&b.tracking, b.order, 1)
	f.along(&b.intent, b.order, 0)
	f.cart(&b.cart)
	f.timely(&b.collects)
	f.timely(&b.due)
	field(f, &b.country)
	field(f, &b.wrong)
}

// The draws of the carrier, keyed by intent and shipment.
const (
	luckJourney sim.Purpose = sim.FirstPurpose + 0x440 + iota
	luckTour
	luckWayBack
)

// What the carrier tells itself to do later.
const (
	choreDock  uint8 = iota + 1 // a truck arrives at the warehouse
	choreCarry                  // the next thing happens to a parcel
	choreBring                  // what a customer returned arrives at the warehouse
	choreHour                   // look what this hour brings
)

func newTruck(s *Shop) *truck {
	t := &truck{shop: s, rules: &s.Config.Carrier, waybills: NewLedger((*waybill).fold, shipmentBits), pickups: NewLedger((*pickup).fold, shipmentBits)}
	if t.rules.Daily()*t.rules.Parcels <= 0 {
		panic("actors: a carrier needs a run and a truck")
	}
	t.Crashed()
	return t
}

// Serve takes bookings, parcels and returns, and its own chores.
func (t *truck) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *BookCarrier:
		return t.book(env, m)
	case *Handover:
		return t.collect(env, m)
	case *SendBack:
		return t.fetch(env, m)
	case *chore:
		t.do(env, m)
		return nil, nil
	}
	return nil, ErrUnknown
}

func (t *truck) do(env *sim.Env, m *chore) {
	switch m.job {
	case choreDock:
		t.dock(env, time.Duration(m.id))
	case choreCarry:
		t.carry(env, m.id)
	case choreBring:
		t.bring(env, m.id)
	case choreHour:
		t.hour(env)
	}
}

// later notes a chore.
func (t *truck) later(env *sim.Env, after time.Duration, job uint8, id uint64) {
	env.After(after, t.chores.of(chore{job, id}))
}

// await notes a chore for a time that may be days ahead.
func (t *truck) await(env *sim.Env, due time.Duration, job uint8, id uint64) {
	entry := id << 1
	if job == choreBring {
		entry |= 1
	}
	if !t.mem.hours.note(env, due, entry, &chore{job: choreHour}) {
		t.later(env, due-env.Now(), job, id)
	}
}

// hour sets the timers of the hour that begins.
func (t *truck) hour(env *sim.Env) {
	t.mem.hours.strike(env, &chore{job: choreHour}, func(entry uint64) {
		if entry&1 != 0 {
			p, _ := t.pickups.Read(entry >> 1)
			env.About(p.intent, p.order)
			t.later(env, p.due-env.Now(), choreBring, p.key)
			return
		}
		b, _ := t.waybills.Read(entry >> 1)
		env.About(b.intent, b.order)
		t.later(env, b.due-env.Now(), choreCarry, b.key)
	})
}

// to changes a parcel's state; the caller commits.
func (t *truck) to(env *sim.Env, b *waybill, next ShipmentState) {
	if change(env, ShipmentMachine, b.key, b.state, next) {
		b.state = next
	}
}

// again does a chore for the parcel later, because nobody answered.
func (t *truck) again(env *sim.Env, b waybill) {
	b.tries++
	pause, patient := t.rules.Repeat.pause(int(b.tries))
	pause = spread(env, luckRepeat, b.key, int(b.tries), pause)
	b.due = env.Now() + pause
	t.waybills.Commit(env, b)
	if !patient {
		env.Note("nobody answers the carrier: a person must look", int64(b.tracking), 0)
		env.Send(t.shop.Orders, &Stranded{Order: b.order, Shipment: b.shipment})
		return
	}
	t.later(env, pause, choreCarry, b.key)
}

// Crashed loses which spots are booked; the waybills know.
func (t *truck) Crashed() {
	t.mem = truckMemory{runs: map[time.Duration]int{}}
}

// Restarted goes on with every parcel. A run whose truck should be at the dock
// now docks late; one that is over was missed, and its parcels will be booked
// again by the warehouse.
func (t *truck) Restarted(env *sim.Env) {
	t.waybills.Each(func(b waybill) bool {
		switch {
		case b.state != ShipmentLabelled:
			env.About(b.intent, b.order)
			t.await(env, b.due, choreCarry, b.key)
		case !t.left(env, b.collects):
			t.occupy(env, b.collects)
		}
		return true
	})
	t.pickups.Each(func(p pickup) bool {
		env.About(p.intent, p.order)
		t.await(env, p.due, choreBring, p.key)
		return true
	})
}
