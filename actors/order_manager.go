package actors

import (
	"errors"

	"buynow/sim"
)

// orderManager sees orders through every stage from the click to the end. Its
// memory is the ledger; what it is doing at the moment is on the stacks of its
// workers, and a crash loses those.
type orderManager struct {
	shop   *Shop
	rules  *OrderRules
	orders Ledger[order]
	closed Ledger[closedPayment]
	mem    orderMemory
}

// orderMemory is lost in a crash.
type orderMemory struct {
	relaying map[OrderID]bool // orders whose duties are being worked off now
	aside    aside            // duties and reminders
	ended    diaryPage        // orders to put away when a day has passed
	cleaning bool             // the nightly job is set
	nights   int              // in which the merchant system did not hear which payments are over
}

func newOrderManager(s *Shop) *orderManager {
	m := &orderManager{shop: s, rules: &s.Config.Orders, orders: NewLedger((*order).fold, 0),
		closed: NewLedger((*closedPayment).fold, paymentBits),
	}
	m.Crashed()
	return m
}

// Crashed loses what was going on.
func (m *orderManager) Crashed() { m.mem = orderMemory{relaying: map[OrderID]bool{}} }

// Restarted takes up every open order where the ledger says it stands.
func (m *orderManager) Restarted(env *sim.Env) {
	m.orders.Each(func(o order) bool {
		env.About(o.intent, o.id)
		if o.owes != 0 && m.shop.Config.Saga.Outbox == Off {
			o.owes = 0 // nobody wrote it down
			m.orders.Commit(env, o)
		}
		env.After(0, &relay{order: o.id, resume: true})
		return true
	})
	if m.closed.Open() > 0 {
		m.armCleaning(env)
	}
}

// Serve takes orders, news about them, and its own reminders.
func (m *orderManager) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch msg := message.(type) {
	case *CreateOrder:
		return m.create(env, msg)
	case *PayAgain:
		return m.payAgain(env, msg)
	case *AnswerOffer:
		return m.answerOffer(env, msg)
	case *ChallengeDone:
		return m.challengeDone(env, msg)
	case *CancelOrder:
		return m.cancel(env, msg)
	case *CheckOrder:
		return m.check(env, msg)
	case *GoodsReady:
		return m.goodsReady(env, msg)
	case *PaymentResult:
		return m.paymentNews(env, msg)
	case *Collected:
		return m.collected(env, msg)
	case *PickShort:
		return m.pickShort(env, msg)
	case *Stranded:
		m.stranded(env, msg)
	case *DeliveryEvent:
		return m.delivery(env, msg)
	case *Settled:
		return m.settled(env, msg)
	case *ReturnGoods:
		return m.returnGoods(env, msg)
	case *ReturnArrived:
		return m.returnArrived(env, msg)
	case *Chargeback:
		return m.chargeback(env, msg)
	case *relay, *watch: // no customer waits for it
		m.remind(env, message)
	case *tick:
		m.clean(env)
	}
	return nil, nil
}

// create is the story of a new order:
//  1. an order that is known by its client key gets its status back;
//  2. the order gets its number and is committed before anybody hears of it;
//  3. it is carried as far as it goes while the customer waits.
func (m *orderManager) create(env *sim.Env, msg *CreateOrder) (sim.Message, error) {
	if known, ok := m.orders.Find(msg.ClientKey); ok {
		env.Numbered(known.id)
		return known.status(), nil
	}
	if len(msg.Cart.Lines) == 0 || msg.Cart.Total() <= 0 {
		return nil, ErrUnknown
	}

	o := order{
		id: m.orders.Last() + 1, key: msg.ClientKey, intent: env.Intent(), shopper: msg.Shopper, cart: msg.Cart,
		customer: msg.Shopper.Customer, country: msg.Shopper.ShipCountry,
		placed: env.Now(), shipment: 1, keeps: m.shop.afterSales(env.Intent(), msg.Shopper).any(),
	}
	env.Numbered(o.id)
	m.honour(env, o.cart)
	m.to(env, &o, Created)
	env.Emit(sim.Event{What: Placed, A: int64(o.cart.Total()), B: int64(o.cart.Units()), C: int64(o.key)})
	m.orders.Commit(env, o)

	return m.carryOn(env, o, true)
}

// carryOn takes the order from state to state until it must wait for somebody
// else: the customer, a person who looks at it, the warehouse. It is the whole
// flow at a glance, and what recovery does after a crash.
func (m *orderManager) carryOn(env *sim.Env, o order, asked bool) (sim.Message, error) {
	for {
		var goOn bool
		switch o.state {
		case Created:
			m.to(env, &o, StockPending)
			m.orders.Commit(env, o)
			goOn = true
		case StockPending:
			o, goOn = m.reserve(env, o)
		case Reserved, Backordered:
			m.newPayment(env, &o)
			goOn = true
		case PaymentPended:
			o, goOn = m.pay(env, o)
		case OrderAuthorised:
			o, goOn = m.confirm(env, o, asked)
		}
		if !goOn {
			return o.status(), nil
		}
	}
}

// to changes the state of the order; the caller commits.
func (m *orderManager) to(env *sim.Env, o *order, next OrderState) bool {
	if !change(env, OrderMachine, o.id, o.state, next) {
		return false
	}
	o.state = next
	o.version++
	return true
}

// again reads the order once more after a wait: somebody else may have moved it.
func (m *orderManager) again(id OrderID, version int) (order, bool) {
	o, ok := m.orders.Read(id)
	return o, ok && o.version == version
}

// reserve asks the stock database (steps 3 to 5). Without an answer it asks
// again: the order's number is the key, so it reserves once.
func (m *orderManager) reserve(env *sim.Env, o order) (order, bool) {
	request := &ReserveStock{Order: o.id, Cart: o.cart, TTL: m.rules.ReservationTTL}
	version := o.version
	reply, err := m.shop.ask(env, m.shop.Stock, request, m.shop.Config.Timeouts.Stock)
	o, mine := m.again(o.id, version)
	if !mine {
		if err == nil { // it was cancelled meanwhile: what we got must go back
			m.owe(env, o, oweRelease)
		}
		return o, false
	}
	if err != nil {
		m.stop(env, &o, SoldOut, WhyBusy)
		return o, false
	}

	switch decision := reply.(*StockDecision); decision.Answer {
	case Yes:
		m.to(env, &o, Reserved)
		m.orders.Commit(env, o)
		return o, true
	case Later:
		o.promise = decision.Eta + m.rules.DeliveryTime
		m.to(env, &o, BackorderOffered)
		m.orders.Commit(env, o)
		m.watch(env, &o, m.rules.OfferOpen, 0)
	default:
		m.stop(env, &o, SoldOut, WhySoldOut)
	}
	return o, false
}

// confirm makes sure of the goods and promises them:
//  1. the reservation is kept from expiring; if it has expired, there is no order;
//  2. the order is confirmed, and owes a mail and the dispatch;
//  3. the answer to the web server is step 10; if nobody waits for one, it is
//     owed as well.
func (m *orderManager) confirm(env *sim.Env, o order, asked bool) (order, bool) {
	version := o.version
	_, err := m.shop.ask(env, m.shop.Stock, &HoldStock{Order: o.id, Cart: o.cart}, m.shop.Config.Timeouts.Stock)
	o, mine := m.again(o.id, version)
	switch {
	case !mine:
		return o, false
	case errors.Is(err, ErrShort), errors.Is(err, ErrUnknown):
		m.stop(env, &o, SoldOut, WhySoldOut)
		return o, false
	case err != nil: // the stock database is silent: the relay asks again
		m.later(env, &o, m.rules.Patience, true)
		return o, false
	}

	m.to(env, &o, Confirmed)
	if !o.backorder || o.goodsReady {
		o.owes |= oweDispatch
	}
	if o.told != Confirmed {
		o.owes |= oweMail
		if !asked {
			o.owes |= oweStatus
			if o.why == WhyNone {
				o.why = WhyUnsure // the customer was left with a page that did not say
			}
		}
	}
	if !o.backorder && o.told != Confirmed { // what was promised stays
		o.promise = env.Now() + m.rules.DeliveryTime
	}
	m.orders.Commit(env, o)
	m.later(env, &o, m.rules.Outbox, false)
	return o, false
}

// stop ends an order that did not go through: compensations are owed in the
// same commit that says so, and the customer is told when they are done.
func (m *orderManager) stop(env *sim.Env, o *order, end OrderState, why Why) {
	undo := m.compensations(env, o)
	if !m.to(env, o, Cancelling) {
		return
	}
	o.end, o.why, o.owes = end, why, undo
	m.orders.Commit(env, *o)
	m.later(env, o, 0, false)
}

// compensations are what undoes an order as far as it has come. Of a payment
// that is under way nobody knows yet how it ends.
func (m *orderManager) compensations(env *sim.Env, o *order) duties {
	saga := &m.shop.Config.Saga
	known := o.auth != 0 || saga.Cancel == CancelGuarded
	switch {
	case saga.Compensate == CompensateNothing:
		return 0
	case o.captured:
		return oweRelease | oweRefund
	case known && o.held(env.Now()):
		return oweRelease | oweVoid
	}
	return oweRelease
}
