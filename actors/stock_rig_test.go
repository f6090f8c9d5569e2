package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// stockRig is a small world: the real stock database and suppliers, an order
// manager that only listens, and books that watch the moves.
type stockRig struct {
	*testing.T
	w      *sim.World
	shop   *Shop
	books  map[sim.Account]int64
	heard  []OrderID // of the GoodsReady messages
	states map[OrderID]ReservationState
	bought []PurchaseState
	effect map[[2]int64]int
	counts int

	oversells bool // the shelf may be less than empty
	miscounts bool // the figures may be wrong, until they are counted
}

// newStockRig opens a shop of three products: 10 pieces each, never reordered
// by themselves, lead time 2 days and, at the wholesaler, 1.
func newStockRig(t *testing.T, adjust func(*Config)) *stockRig {
	t.Helper()
	config := Config{
		Policies: DefaultPolicies(),
		Catalog:  DefaultCatalog(), Stock: DefaultStockRules(),
		Manufacturer: DefaultManufacturerRules(), Wholesaler: DefaultWholesalerRules(), Timeouts: DefaultTimeouts(),
	}
	config.Catalog.SKUs = 3
	config.Stock.Levels = Levels{Initial: 10}
	for i, r := range []*SupplierRules{&config.Manufacturer, &config.Wholesaler} {
		r.Lead, r.Ack = sim.Constant(time.Duration(2-i)*Day), sim.Constant(time.Minute)
		r.Refused, r.Short, r.Revised = 0, 0, 0
	}
	if adjust != nil {
		adjust(&config)
	}
	rig := &stockRig{
		T: t, w: sim.New(7), books: map[sim.Account]int64{}, states: map[OrderID]ReservationState{}, effect: map[[2]int64]int{},
	}
	rig.shop = &Shop{World: rig.w, Config: config}
	s := rig.shop
	s.Orders = rig.w.Add(sim.Actor{Name: "order-manager", Workers: sim.Unlimited, Serve: func(_ *sim.Env, m sim.Message) (sim.Message, error) {
		if ready, ok := m.(*GoodsReady); ok {
			rig.heard = append(rig.heard, ready.Order)
		}
		return nil, nil
	}})
	s.stock = newStockDatabase(s)
	s.Stock = rig.w.Add(sim.Actor{
		Name: "stock-db", Waits: true, Workers: 2000, Serve: s.stock.Serve, Crashed: s.stock.Crashed, Restarted: s.stock.Restarted,
	})
	s.Manufacturer = rig.addSupplier("manufacturer", &s.Config.Manufacturer)
	s.Wholesaler = rig.addSupplier("wholesaler", &s.Config.Wholesaler)
	rig.w.Connect(sim.Outside, sim.Outside, sim.Link{Request: sim.Constant(time.Millisecond), Reply: sim.Constant(time.Millisecond)})
	rig.w.Watch(rig.watch, sim.Moved, Changed, Illegal, Effect, Counted)
	rig.w.Go("opening", s.stockUp)
	t.Cleanup(rig.w.Close)
	return rig
}

func (rig *stockRig) addSupplier(name string, rules *SupplierRules) sim.ActorID {
	m := newManufacturer(rig.shop, rules)
	return rig.w.Add(sim.Actor{Name: name, Workers: sim.Unlimited, Serve: m.Serve, Crashed: m.Crashed, Restarted: m.Restarted})
}

func (rig *stockRig) watch(e *sim.Event) {
	switch e.What {
	case sim.Moved:
		rig.books[e.Move.From] -= e.Move.Amount
		rig.books[e.Move.To] += e.Move.Amount
		if place, sku := PlaceOf(e.Move.From); place != Supplier && rig.books[e.Move.From] < 0 && !(rig.oversells && place == Shelf) {
			rig.Errorf("at %v %v of product %d is %d, want at least 0", e.At, place, sku, rig.books[e.Move.From])
		}
	case Changed:
		machine, from, next := ChangeOf(e)
		switch machine {
		case ReservationMachine:
			rig.states[uint64(e.B)] = ReservationState(next)
			if e.Order != uint64(e.B) {
				rig.Errorf("order %d went from %v to %v in the story of order %d", e.B, ReservationState(from), ReservationState(next), e.Order)
			}
		case PurchaseMachine:
			rig.bought = append(rig.bought, PurchaseState(next))
		}
	case Illegal:
		machine, from, next := ChangeOf(e)
		rig.Errorf("%v %d went from %s to %s", machine, e.B, StateName(machine, from), StateName(machine, next))
	case Effect:
		key := [2]int64{e.A, e.B}
		if rig.effect[key]++; rig.effect[key] > 1 {
			rig.Errorf("effect %d of kind %d happened %d times, want once", e.A, e.B, rig.effect[key])
		}
	case Counted:
		rig.counts++
		if rig.miscounts {
			return
		}
		if shelf, held := rig.books[Shelf.At(uint64(e.A))], rig.books[OnHold.At(uint64(e.A))]; e.B != shelf || e.C != held {
			rig.Errorf("counted %d and %d reserved of product %d, the books say %d and %d", e.B, e.C, e.A, shelf, held)
		}
	}
}

// run lets a customer's side of the story happen, and the world come to its end.
func (rig *stockRig) run(story func(env *sim.Env)) {
	rig.Helper()
	rig.w.Go("story", story)
	rig.drain()
	rig.balance()
}

// drain runs to the end, which must come within two years.
func (rig *stockRig) drain() {
	rig.Helper()
	if err := rig.w.Run(2 * 365 * Day); err != nil {
		rig.Fatal(err)
	}
	before := rig.w.Events()
	if err := rig.w.Run(3 * 365 * Day); err != nil {
		rig.Fatal(err)
	}
	if after := rig.w.Events(); after != before {
		rig.Errorf("%d events after two years, want none: the world does not end", after-before)
	}
}

// balance compares the table with the books and with the ledgers.
func (rig *stockRig) balance() {
	rig.Helper()
	d := rig.shop.stock
	waiting, onOrder := make([]int, len(d.items)), make([]int, len(d.items))
	d.reservations.Each(func(r reservation) bool {
		if r.state == ReservationWaiting {
			for _, line := range r.cart.Lines {
				waiting[line.SKU] += line.Qty
			}
		}
		return true
	})
	d.purchases.Each(func(p purchase) bool {
		if !p.over() {
			onOrder[p.sku] += p.rest()
		}
		return true
	})
	for sku := 1; sku < len(d.items); sku++ {
		row := d.items[sku]
		got := [4]int{row.shelf, row.held, row.waiting, row.onOrder}
		want := [4]int{int(rig.at(Shelf, sku)), int(rig.at(OnHold, sku)), waiting[sku], onOrder[sku]}
		if got != want {
			rig.Errorf("the row of product %d is %v, want %v", sku, got, want)
		}
		sum := int64(0)
		for place := Supplier; place <= Vanished; place++ {
			sum += rig.at(place, sku)
		}
		if sum != 0 {
			rig.Errorf("the places of product %d add up to %d, want 0", sku, sum)
		}
	}
}

func (rig *stockRig) at(place Place, sku int) int64 { return rig.books[place.At(uint64(sku))] }

// call asks the stock database for an order, and again as long as it is down.
func (rig *stockRig) call(env *sim.Env, order OrderID, m sim.Message) (sim.Message, error) {
	env.About(order+1000, order)
	for attempt := 0; ; attempt++ {
		reply, err := env.Try(rig.shop.Stock, m, 4*time.Second, attempt)
		if err != sim.ErrDown && err != sim.ErrTimeout || attempt > 100 {
			return reply, err
		}
		env.Sleep(10 * time.Second)
	}
}

// reserve asks for pieces of products: sku, pieces, sku, pieces.
func (rig *stockRig) reserve(env *sim.Env, order OrderID, backorder bool, lines ...int) *StockDecision {
	rig.Helper()
	reply, err := rig.call(env, order, &ReserveStock{Order: order, Cart: cartOf(lines...), Backorder: backorder})
	if err != nil {
		rig.Fatalf("reserve order %d: %v", order, err)
	}
	return reply.(*StockDecision)
}

func cartOf(lines ...int) *Cart {
	c := &Cart{}
	for i := 0; i+1 < len(lines); i += 2 {
		c.Lines = append(c.Lines, Line{SKU: SKU(lines[i]), Qty: lines[i+1], Price: 10_00})
	}
	return c
}

// want is a claim about an answer.
func (rig *stockRig) want(what string, got, want any) {
	rig.Helper()
	if got != want {
		rig.Errorf("%s = %v, want %v", what, got, want)
	}
}
