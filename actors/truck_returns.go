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
}

// ID is the order: each is sent back once.
func (p pickup) ID() uint64 { return p.order }

// Alias is none.
func (p pickup) Alias() uint64 { return 0 }

func (p *pickup) fold(f *fold) {
	f.own(&p.order)
	f.along(&p.intent, p.order, 0)
	f.cart(&p.cart)
	field(f, &p.due)
}

// fetch takes a return from the customer.
func (t *truck) fetch(env *sim.Env, m *SendBack) (sim.Message, error) {
	if _, known := t.pickups.Read(m.Order); known || t.brought.has(m.Order) {
		return &Done{}, nil
	}
	luck := env.LuckOf(luckWayBack, sim.Mix(env.Intent(), 0))
	takes := t.rules.Back.Duration(&luck)
	moveGoods(env, m.Cart, AtCustomer, OnTruck)
	env.Emit(sim.Event{What: Effect, A: int64(ShipmentKey(m.Order, 0)), B: int64(KindSendBack)})
	due := env.Now() + takes
	t.pickups.Commit(env, pickup{order: m.Order, intent: env.Intent(), cart: m.Cart, due: due})
	t.await(env, due, choreBring, m.Order)
	return &Done{}, nil
}

// bring hands a return to the warehouse, which may be closed to messages but
// never to parcels: it is tried until it takes it.
func (t *truck) bring(env *sim.Env, order OrderID) {
	p, ok := t.pickups.Read(order)
	if !ok {
		return
	}
	message := &SendBack{Order: p.order, Cart: p.cart}
	_, err := t.shop.try(env, t.shop.Warehouse, message, patience(t.shop.Config.Timeouts.Dispatch, int(p.tries)), int(p.tries))
	if err == nil {
		t.brought.add(order)
		t.pickups.Archive(order)
		return
	}
	p.tries++
	pause, patient := t.rules.Repeat.pause(int(p.tries))
	pause = spread(env, luckRepeat, order, int(p.tries), pause)
	p.due = env.Now() + pause
	t.pickups.Commit(env, p)
	if !patient {
		env.Note("the warehouse takes no returns: a person must look", int64(order), 0)
		return
	}
	t.later(env, pause, choreBring, order)
}
