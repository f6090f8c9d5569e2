package actors

import (
	"time"

	"buynow/sim"
)

// warehouse turns orders into parcels on a truck, and what comes back into
// stock. An order that is being picked is a record with a time, not a stack.
type warehouse struct {
	shop    *Shop
	rules   *WarehouseRules
	parcels Ledger[parcel]
	returns Ledger[comeback]
	mem     warehouseMemory

	// What is over, by shipment; as durable as the ledgers.
	done     deeds // parcels that are on their way, or were stopped
	stopped  deeds // parcels that were intercepted, some of them before they came
	unpacked deeds // returns
	chores   slab[chore]
}

// warehouseMemory is what a crash loses: who is doing what. Restarted finds it
// out again from the ledgers.
type warehouseMemory struct {
	waiting backlog
	pickers int                        // free
	desks   int                        // at work
	resting bool                       // no lists are made until a chore wakes the desks
	idle    bool                       // or, if none will, the next order
	silence int                        // how often in a row the stock database gave no answer
	docks   map[time.Duration]*backlog // labelled parcels, by the time of their truck
}

// parcel is one shipment of an order, until the order manager and the customer
// know that it is on its way.
type parcel struct {
	key      uint64 // ShipmentKey
	order    OrderID
	intent   uint64
	shipment uint64
	tracking uint64
	cart     *Cart
	due      time.Duration // when picking and packing will be finished
	collects time.Duration // when its truck comes
	eta      time.Duration
	customer int
	tries    uint16 // of what it waits for now
	country  Country
	state    ShipmentState
	owes     parcelDuties
	asked    bool // the stock database may have heard of it
	wrong    SKU  // that was picked instead of what was ordered, 0 if none
}

// ID is the shipment's key.
func (p parcel) ID() uint64 { return p.key }

// Alias is none: everybody asks by order and shipment.
func (p parcel) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (p *parcel) fold(f *fold) {
	f.own(&p.key)
	fieldLike(f, &p.order, p.key>>shipmentBits)
	fieldLike(f, &p.shipment, p.key&0xff)
	f.along(&p.intent, p.order, 0)
	if f.is(p.tracking != 0) {
		f.along(&p.tracking, p.order, 1)
	}
	f.cart(&p.cart)
	field(f, &p.due)
	f.timely(&p.collects)
	f.moment(&p.eta, p.collects)
	field(f, &p.customer)
	field(f, &p.country)
	field(f, &p.wrong)
}

// The draws of the warehouse, keyed by intent and shipment.
const (
	luckPick sim.Purpose = sim.FirstPurpose + 0x400 + iota
	luckInspect
	luckAsNew
)

// What the warehouse tells itself to do later.
const (
	choreDesk     uint8 = iota + 1 // make picking lists
	choreWake                      // begin to make lists again
	chorePacked                    // a parcel is packed
	choreBook                      // book a truck for a parcel
	choreLoad                      // hand the next parcel of a run to the driver
	choreOverdue                   // look for parcels that no truck came for
	choreHandOver                  // hand one parcel to the driver
	choreSettle                    // do what is owed for a parcel
	choreUnpack                    // look at a return
)

func newWarehouse(s *Shop) *warehouse {
	w := &warehouse{shop: s, rules: &s.Config.Warehouse, parcels: NewLedger((*parcel).fold, shipmentBits), returns: NewLedger((*comeback).fold, shipmentBits)}
	w.Crashed()
	return w
}

// Serve takes orders, trucks and returns, and its own chores.
func (w *warehouse) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *DispatchOrder:
		return w.dispatch(env, m)
	case *Intercept:
		return w.intercept(env, m)
	case *Docked:
		return w.docked(env, m)
	case *SendBack:
		return w.takeBack(env, m)
	case *chore:
		w.do(env, m)
		return nil, nil
	}
	return nil, ErrUnknown
}

func (w *warehouse) do(env *sim.Env, m *chore) {
	switch m.job {
	case choreDesk:
		w.desk(env)
	case choreWake:
		w.wake(env)
	case choreLoad:
		w.load(env, time.Duration(m.id))
	case choreOverdue:
		w.overdue(env, time.Duration(m.id))
	case choreUnpack:
		w.unpack(env, m.id)
	default:
		if p, ok := w.parcels.Read(m.id); ok {
			w.goOn(env, m.job, p)
		}
	}
}

// goOn does a chore about one parcel. There is never more than one of them on
// the agenda, so that nobody else changes the parcel from its picking on.
func (w *warehouse) goOn(env *sim.Env, job uint8, p parcel) {
	switch job {
	case chorePacked:
		w.packed(env, p)
	case choreBook:
		w.book(env, p)
	case choreHandOver:
		w.handOver(env, p)
	case choreSettle:
		w.settle(env, p)
	}
}

// later notes a chore.
func (w *warehouse) later(env *sim.Env, after time.Duration, job uint8, id uint64) {
	env.After(after, w.chores.of(chore{job, id}))
}

// round notes a chore that is about no order in particular.
func (w *warehouse) round(env *sim.Env, after time.Duration, job uint8, id uint64) {
	intent, order := env.Intent(), env.Order()
	env.About(0, 0)
	w.later(env, after, job, id)
	env.About(intent, order)
}

// dispatch is the story of an order's arrival (step 12):
//  1. one that is known gets the answer of the first time, but without an inbox
//     it is taken for another; one that was intercepted before it came is refused;
//  2. it is written down, and only then acknowledged;
//  3. a desk that is free makes its picking list.
func (w *warehouse) dispatch(env *sim.Env, m *DispatchOrder) (sim.Message, error) {
	shipment := m.Shipment
	if w.knows(m.Order, shipment) && w.shop.Config.Saga.Inbox == Off {
		shipment ^= copied
	}
	key := ShipmentKey(m.Order, shipment)
	switch {
	case w.knows(m.Order, shipment):
		return &Done{}, nil
	case w.stopped.has(m.Order, shipment):
		return nil, ErrTooLate
	}
	p := parcel{
		key: key, order: m.Order, intent: env.Intent(), shipment: shipment,
		cart: m.Cart, country: m.Country, customer: m.Customer,
	}
	w.to(env, &p, ShipmentRequested)
	env.Emit(sim.Event{What: Effect, A: int64(key), B: int64(KindDispatchOrder)})
	w.parcels.Commit(env, p)

	w.mem.waiting.push(key)
	if w.mem.idle {
		w.wake(env)
	} else {
		w.callDesks(env)
	}
	return &Done{}, nil
}

// copied makes the number of a parcel that goes out a second time.
const copied = 0x81

// knows tells if the warehouse was asked for a parcel before.
func (w *warehouse) knows(order OrderID, shipment uint64) bool {
	_, known := w.parcels.Read(ShipmentKey(order, shipment))
	return known || w.done.has(order, shipment)
}

// to changes a parcel's state; the caller commits.
func (w *warehouse) to(env *sim.Env, p *parcel, next ShipmentState) {
	if change(env, ShipmentMachine, p.key, p.state, next) {
		p.state = next
	}
}

// Crashed loses who was doing what.
func (w *warehouse) Crashed() {
	w.mem = warehouseMemory{pickers: w.rules.Pickers, docks: map[time.Duration]*backlog{}}
}

// Restarted sends everybody back to work, as the ledgers say.
func (w *warehouse) Restarted(env *sim.Env) {
	w.parcels.Each(func(p parcel) bool {
		env.About(p.intent, p.order)
		switch {
		case p.owes != 0:
			w.later(env, 0, choreSettle, p.key)
		case p.state == ShipmentRequested:
			w.mem.waiting.push(p.key)
		case p.state == ShipmentPicking:
			w.mem.pickers--
			w.later(env, p.due-env.Now(), chorePacked, p.key)
		case p.state == ShipmentPacked:
			w.later(env, 0, choreBook, p.key)
		case p.state == ShipmentLabelled:
			w.awaitTruck(env, p)
		default:
			w.putAway(&p)
		}
		return true
	})
	w.returns.Each(func(c comeback) bool {
		env.About(c.intent, c.order)
		w.later(env, c.due-env.Now(), choreUnpack, c.key)
		return true
	})
	w.callDesks(env)
}
