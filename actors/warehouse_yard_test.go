package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// yard is a small world with a warehouse, a carrier and a mail provider, and
// with everybody around them played by hand.
type yard struct {
	t     *testing.T
	world *sim.World
	shop  *Shop

	warehouse *warehouse
	truck     *truck
	mail      *mailer

	// What the others do; nil is the usual.
	onStock    func(*sim.Env, sim.Message) (sim.Message, error)
	onOrders   func(*sim.Env, sim.Message) (sim.Message, error)
	onDelivery func(*sim.Env, *Delivery) (sim.Message, error)

	told    map[tale]int // what the order manager heard, with its repetitions
	heard   map[tale]time.Duration
	letters map[OrderID][]time.Duration
	taken   map[uint64]bool
	back    map[PutBack]int // by key, without the cart
	effects map[[3]uint64]int
	states  map[uint64]ShipmentState
	times   map[uint64]*[shipmentStates]time.Duration
	goods   map[sim.Account]int64
	notes   map[string]int
}

// tale is one piece of news for the order manager.
type tale struct {
	kind     sim.Kind
	order    OrderID
	shipment uint64
	fate     ParcelFate
	asNew    bool
}

var yardCart = &Cart{Lines: []Line{{SKU: 3, Qty: 2, Price: 10_00}, {SKU: 8, Qty: 1, Price: 5_00}}}

// newYard opens at ten to eight on a Monday, with 50 pickers; the rules may be
// changed.
func newYard(t *testing.T, seed uint64, change func(*Config)) *yard {
	y := &yard{
		t: t, world: sim.New(seed), told: map[tale]int{}, heard: map[tale]time.Duration{}, letters: map[OrderID][]time.Duration{},
		taken: map[uint64]bool{}, back: map[PutBack]int{}, effects: map[[3]uint64]int{}, states: map[uint64]ShipmentState{},
		times: map[uint64]*[shipmentStates]time.Duration{}, goods: map[sim.Account]int64{}, notes: map[string]int{},
	}
	t.Cleanup(y.world.Close)
	y.shop = &Shop{World: y.world, Config: Config{
		Calendar:  Calendar{Starts: 8*time.Hour - 10*time.Minute},
		Warehouse: DefaultWarehouseRules(), Carrier: DefaultCarrierRules(), Mail: DefaultMailRules(),
		Timeouts: DefaultTimeouts(),
	}}
	y.shop.Config.Warehouse.Pickers = 50
	if change != nil {
		change(&y.shop.Config)
	}

	add := func(name string, serve sim.Handler, crashed func(), restarted func(*sim.Env)) sim.ActorID {
		return y.world.Add(sim.Actor{
			Name: name, Serve: serve, Waits: true, Workers: sim.Unlimited, Mailbox: sim.Unlimited,
			Service: sim.Constant(time.Millisecond), Crashed: crashed, Restarted: restarted,
		})
	}
	y.warehouse, y.truck, y.mail = newWarehouse(y.shop), newTruck(y.shop), newMailer(y.shop)
	y.shop.Warehouse = add("warehouse", y.warehouse.Serve, y.warehouse.Crashed, y.warehouse.Restarted)
	y.shop.Truck = add("truck", y.truck.Serve, y.truck.Crashed, y.truck.Restarted)
	y.shop.Mail = add("mail", y.mail.Serve, y.mail.Crashed, y.mail.Restarted)
	y.shop.Stock = add("stock-db", y.serveStock, nil, nil)
	y.shop.Orders = add("order-manager", y.serveOrders, nil, nil)
	y.shop.Customer = add("customer", y.serveCustomer, nil, nil)
	y.world.Watch(y.watch)
	return y
}

func (y *yard) serveStock(env *sim.Env, message sim.Message) (sim.Message, error) {
	if y.onStock != nil {
		if reply, err := y.onStock(env, message); reply != nil || err != nil {
			return reply, err
		}
	}
	switch m := message.(type) {
	case *TakeStock:
		if key := ShipmentKey(m.Order, m.Shipment); !y.taken[key] {
			y.taken[key] = true
			moveGoods(env, m.Cart, Shelf, Packing)
		}
	case *PutBack:
		key := *m
		key.Cart = nil
		if y.back[key]++; y.back[key] == 1 {
			to := Shelf
			if !m.AsNew {
				to = Scrap
			}
			moveGoods(env, m.Cart, m.From, to)
		}
	}
	return &Done{}, nil
}

func (y *yard) serveOrders(env *sim.Env, message sim.Message) (sim.Message, error) {
	if y.onOrders != nil {
		if reply, err := y.onOrders(env, message); reply != nil || err != nil {
			return reply, err
		}
	}
	news := tale{kind: message.Kind()}
	switch m := message.(type) {
	case *Collected:
		news.order, news.shipment = m.Order, m.Shipment
	case *PickShort:
		news.order, news.shipment = m.Order, m.Shipment
	case *DeliveryEvent:
		news.order, news.shipment, news.fate = m.Order, m.Shipment, m.Fate
	case *ReturnArrived:
		news.order, news.asNew = m.Order, m.AsNew
	}
	if y.told[news]++; y.told[news] == 1 {
		y.heard[news] = env.Now()
	}
	return &Done{}, nil
}

func (y *yard) serveCustomer(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *Letter:
		y.letters[m.Order] = append(y.letters[m.Order], env.Now())
	case *Delivery:
		if y.onDelivery != nil {
			return y.onDelivery(env, m)
		}
	}
	return &Done{}, nil
}

// watch keeps the books and refuses what must never happen.
func (y *yard) watch(e *sim.Event) {
	switch e.What {
	case Illegal:
		m, from, next := ChangeOf(e)
		y.t.Errorf("at %v: %d goes from %s to %s, which is illegal", e.At, e.B, StateName(m, from), StateName(m, next))
	case Changed:
		_, from, next := ChangeOf(e)
		key := uint64(e.B)
		if y.states[key] != ShipmentState(from) {
			y.t.Errorf("at %v: %d leaves %v, but was %v", e.At, key, ShipmentState(from), y.states[key])
		}
		y.states[key] = ShipmentState(next)
		if y.times[key] == nil {
			y.times[key] = &[shipmentStates]time.Duration{}
		}
		y.times[key][next] = e.At
	case Effect:
		key := [3]uint64{uint64(e.Actor), uint64(e.A), uint64(e.B)}
		if y.effects[key]++; y.effects[key] > 1 {
			y.t.Errorf("at %v: effect %v happens %d times, want once", e.At, key, y.effects[key])
		}
	case sim.Moved:
		y.goods[e.Move.From] -= e.Move.Amount
		y.goods[e.Move.To] += e.Move.Amount
		if place, _ := PlaceOf(e.Move.From); place != Shelf && y.goods[e.Move.From] < 0 {
			y.t.Errorf("at %v: %v gives away %d that it does not have", e.At, place, -y.goods[e.Move.From])
		}
	case sim.Noted:
		y.notes[e.Text]++
	case sim.Sent:
		if m, ok := e.Body.(*DispatchMail); ok && y.states[ShipmentKey(m.Order, m.Shipment)] < ShipmentCollected {
			y.t.Errorf("at %v: the mail of order %d is sent before its collection", e.At, m.Order)
		}
	}
}

// dispatch lets the order manager ask for a shipment at a time, until it is
// acknowledged. The intent is the order plus 1000.
func (y *yard) dispatch(at time.Duration, order OrderID, shipment uint64) {
	y.tell(at, order, y.shop.Warehouse, &DispatchOrder{Order: order, Shipment: shipment, Cart: yardCart})
}

// tell calls an actor until it answers anything.
func (y *yard) tell(at time.Duration, order OrderID, to sim.ActorID, message sim.Message) *answer {
	a := &answer{}
	y.world.At(at, func() {
		y.world.Go("test", func(env *sim.Env) {
			env.About(1000+order, order)
			for attempt := range 1000 {
				a.reply, a.err = env.Try(to, message, 5*time.Second, attempt)
				if a.err != sim.ErrTimeout && a.err != sim.ErrDown {
					a.at = env.Now()
					return
				}
				env.Sleep(time.Minute)
			}
		})
	})
	return a
}

// answer is what came back.
type answer struct {
	reply sim.Message
	err   error
	at    time.Duration
}

// run lets the world go on to its end, which must come.
func (y *yard) run() {
	y.t.Helper()
	if err := y.world.Run(400 * Day); err != nil {
		y.t.Fatal(err)
	}
	y.wantPeace()
	open := [5]int{
		y.warehouse.parcels.Open(), y.warehouse.returns.Open(), y.truck.waybills.Open(), y.truck.pickups.Open(), y.mail.queue.Open(),
	}
	if home := y.shop.Config.Warehouse.Pickers - y.warehouse.mem.pickers; home != 0 || y.warehouse.mem.desks != 0 {
		y.t.Errorf("%d pickers and %d desks are still at work", home, y.warehouse.mem.desks)
	}
	if open != [5]int{} {
		y.t.Errorf("open parcels, returns, waybills, pickups and mails = %v, want none", open)
	}
}

// wantPeace tells if anything still happens.
func (y *yard) wantPeace() {
	y.t.Helper()
	events := y.world.Events()
	if err := y.world.Run(y.world.Now() + 40*Day); err != nil || y.world.Events() != events {
		y.t.Fatalf("%d things happen after %v: %v", y.world.Events()-events, y.world.Now()-40*Day, err)
	}
}

// wantOnce tells if the order manager heard that news.
func (y *yard) wantOnce(news tale) {
	y.t.Helper()
	if y.told[news] == 0 {
		y.t.Errorf("the order manager never heard %+v", news)
	}
}

// wantGoods compares what is at a place, of the first product of yardCart.
func (y *yard) wantGoods(place Place, want int64) {
	y.t.Helper()
	if got := y.goods[place.At(3)]; got != want {
		y.t.Errorf("%v has %d of the first product, want %d", place, got, want)
	}
}
