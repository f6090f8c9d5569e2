package actors

import (
	"time"

	"buynow/sim"
)

// comeback is a parcel that came back: from the customer, or undeliverable.
type comeback struct {
	key      uint64 // ShipmentKey
	order    OrderID
	intent   uint64
	shipment uint64
	cart     *Cart
	due      time.Duration // when somebody will look at it
	tries    uint16
	stage    returnStage
	wrong    SKU // that is in it instead, 0 if none
}

// ID is the key of the shipment; 0 stands for the shipment of a customer.
func (c comeback) ID() uint64 { return c.key }

// Alias is none.
func (c comeback) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (c *comeback) fold(f *fold) {
	f.own(&c.key)
	fieldNear(f, &c.order, c.key>>shipmentBits)
	fieldNear(f, &c.shipment, c.key&0xff)
	f.along(&c.intent, c.order, 0)
	f.cart(&c.cart)
	field(f, &c.due)
	field(f, &c.wrong)
}

// returnStage is how far a return has come.
type returnStage uint8

// The stages.
const (
	returnLies     returnStage = iota // in quarantine
	returnUnpacked                    // the stock database knows what became of it
)

// takeBack is the arrival of a return at the dock. It lies in quarantine until
// somebody looks at it, in working hours.
func (w *warehouse) takeBack(env *sim.Env, m *SendBack) (sim.Message, error) {
	key := ShipmentKey(m.Order, m.Shipment)
	if _, known := w.returns.Read(key); known || w.unpacked.has(m.Order, m.Shipment) {
		return &Done{}, nil
	}

	luck := env.LuckOf(luckInspect, sim.Mix(env.Intent(), m.Shipment))
	due := env.Now() + w.rules.Inspect.Duration(&luck)
	due += w.shop.Config.Calendar.Working(due, w.rules.Opens, w.rules.Closes)
	c := comeback{key: key, order: m.Order, intent: env.Intent(), shipment: m.Shipment, cart: m.Cart, due: due, wrong: m.Wrong}
	moveGoods(env, m.Cart, OnTruck, Quarantine)
	env.Emit(sim.Event{What: Effect, A: int64(key), B: int64(KindSendBack)})
	w.returns.Commit(env, c)
	w.later(env, due-env.Now(), choreUnpack, key)
	return &Done{}, nil
}

// unpack is the story of a return:
//  1. it is as new or scrap, and the stock database puts it where it belongs;
//  2. the order manager is told;
//  3. whoever does not answer is asked again later.
func (w *warehouse) unpack(env *sim.Env, key uint64) {
	c, ok := w.returns.Read(key)
	if !ok {
		return
	}
	luck := env.LuckOf(luckAsNew, sim.Mix(c.intent, c.shipment))
	asNew := luck.Chance(w.rules.AsNew) || c.wrong != 0 || isSurplus(c.shipment) // nobody has used it
	timeouts := &w.shop.Config.Timeouts

	if c.stage == returnLies {
		message := &PutBack{Order: c.order, Cart: c.cart, AsNew: asNew, From: Quarantine, Shipment: c.shipment}
		if _, err := w.shop.try(env, w.shop.Stock, message, patience(timeouts.Stock, int(c.tries)), int(c.tries)); !settled(err) {
			w.unpackAgain(env, c)
			return
		}
		if c.wrong != 0 {
			w.foundWrong(&c)
		}
		c.stage = returnUnpacked
		w.returns.Commit(env, c)
	}

	message := &ReturnArrived{Order: c.order, Shipment: c.shipment, AsNew: asNew}
	if _, err := w.shop.try(env, w.shop.Orders, message, patience(timeouts.Dispatch, int(c.tries)), int(c.tries)); !settled(err) {
		w.unpackAgain(env, c)
		return
	}
	w.unpacked.add(c.order, c.shipment)
	w.returns.Archive(key)
}

func (w *warehouse) unpackAgain(env *sim.Env, c comeback) {
	c.tries++
	w.returns.Commit(env, c)
	pause, patient := w.rules.Repeat.pause(int(c.tries))
	if !patient {
		env.Note("nobody answers about a return: a person must look", int64(c.key), 0)
		return
	}
	w.later(env, spread(env, luckRepeat, c.key, int(c.tries), pause), choreUnpack, c.key)
}
