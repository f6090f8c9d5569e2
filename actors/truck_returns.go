package actors

import (
	"time"

	"buynow/sim"
)

// pickup is what a customer gives the carrier to take back.
type pickup struct {
	order  OrderID
	intent uint64
	cart   *Cart
	due    time.Duration // when it reaches the warehouse
	tries  uint16
	key    uint64 // ShipmentKey
	wrong  SKU    // that is in it instead, 0 if none
}

// ID is the key of the shipment; 0 stands for what a customer returns. Each is sent
// back once.
func (p pickup) ID() uint64 { return p.key }

// Alias is none.
func (p pickup) Alias() uint64 { return 0 }

func (p *pickup) fold(f *fold) {
	f.own(&p.key)
	fieldLike(f, &p.order, p.key>>shipmentBits)
	field(f, &p.wrong)
	f.along(&p.intent, p.order, 0)
	f.cart(&p.cart)
	field(f, &p.due)
}

// fetch takes a return from the customer.
func (t *truck) fetch(env *sim.Env, m *SendBack) (sim.Message, error) {
	key := ShipmentKey(m.Order, m.Shipment)
	if _, known := t.pickups.Read(key); known || t.brought.has(m.Order, m.Shipment) {
		return &Done{}, nil
	}
	luck := env.LuckOf(luckWayBack, sim.Mix(env.Intent(), m.Shipment))
	takes := t.rules.Back.Duration(&luck)
	moveGoods(env, m.Cart, AtCustomer, OnTruck)
	env.Emit(sim.Event{What: Effect, A: int64(key), B: int64(KindSendBack)})
	due := env.Now() + takes
	t.pickups.Commit(env, pickup{key: key, order: m.Order, intent: env.Intent(), cart: m.Cart, due: due, wrong: m.Wrong})
	t.await(env, due, choreBring, key)
	return &Done{}, nil
}

// bring hands a return to the warehouse, which may be closed to messages but
// never to parcels: it is tried until it takes it.
func (t *truck) bring(env *sim.Env, key uint64) {
	p, ok := t.pickups.Read(key)
	if !ok {
		return
	}
	message := &SendBack{Order: p.order, Shipment: p.key & 0xff, Cart: p.cart, Wrong: p.wrong}
	_, err := t.shop.try(env, t.shop.Warehouse, message, patience(t.shop.Config.Timeouts.Dispatch, int(p.tries)), int(p.tries))
	if err == nil {
		t.brought.add(p.order, message.Shipment)
		t.pickups.Archive(key)
		return
	}
	p.tries++
	pause, patient := t.rules.Repeat.pause(int(p.tries))
	pause = spread(env, luckRepeat, key, int(p.tries), pause)
	p.due = env.Now() + pause
	t.pickups.Commit(env, p)
	if !patient {
		env.Note("the warehouse takes no returns: a person must look", int64(p.order), 0)
		return
	}
	t.later(env, pause, choreBring, key)
}
