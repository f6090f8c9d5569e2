package actors

import (
	"cmp"
	"slices"
	"time"

	"buynow/sim"
)

// stockDatabase knows what is on the shelf, for whom it is set aside and what is
// on order. It waits only for a supplier's quote; all else is done in one go, so
// no two customers can be promised the same piece.
type stockDatabase struct {
	shop  *Shop
	rules *StockRules

	items        stockTable
	reservations Ledger[reservation]
	purchases    Ledger[purchase]

	// What is over, as durable as the ledgers.
	gone    numbers // orders whose reservation was put away
	taken   deeds   // goods that were taken, by shipment
	refused deeds   // goods that were not there for a parcel sent again
	back    deeds   // goods that were put back, by shipment and where they were

	mem     stockMemory
	replica replica
}

// stockMemory is lost in a crash. All of it follows from the table and the ledgers.
type stockMemory struct {
	lists    []productLists // by SKU
	turns    uint64         // the last place in the queue that was given
	waiting  int            // orders that wait
	expiring []dated        // reservations that may expire, the first due first
	closed   []dated        // reservations that are over, the oldest first
	claims   claims         // of those who have goods in their carts
	ready    []OrderID      // orders that waited and may not know that their goods are here
	touched  []SKU          // products whose stock changed since the last count
	sweep    alarm
	daily    alarm
	lead     [sources]leadTime
	of       [sources]sim.Dist // the rules that lead was worked out from
}

// productLists are the open affairs of one product.
type productLists struct {
	waiting []waiter // who waits for it, the first first
	coming  []uint64 // its open purchase orders, in the order they were sent
	touched bool
	locked  time.Duration // until when, by those who wait for the lock and have it
}

// dated is an order and when something is to be done about it.
type dated struct {
	order OrderID
	at    time.Duration
}

// alarm is a tick that is under way.
type alarm struct {
	tick *tick
	due  time.Duration
}

// newStockDatabase fills the shelves. The moves that say so come with stockUp.
func newStockDatabase(s *Shop) *stockDatabase {
	catalog := &s.Config.Catalog
	catalog.open(s.World.Seed())
	d := &stockDatabase{
		shop: s, rules: &s.Config.Stock, items: make(stockTable, catalog.SKUs+1+s.inWindow()),
		reservations: NewLedger((*reservation).fold, 0), purchases: NewLedger((*purchase).fold, 0),
	}
	d.Crashed()
	d.furnish()
	return d
}

// bestSellers are never gone at the opening: a shop looks after them.
const bestSellers = 10

// furnish sets the levels of all products, and what is on their shelves: a shop
// that has been open for a while is somewhere between s and S, and has run out
// of some products.
func (d *stockDatabase) furnish() {
	var demand []float64
	seed := d.shop.World.Seed()
	for i := range d.items[1:] {
		sku := SKU(i + 1)
		row := d.items.row(sku)
		if own, ok := d.rules.Special[sku]; ok {
			row.levels = own
		} else if ware, is := d.shop.Config.Catalog.wareOf(sku); is {
			row.levels = window[ware].levels
		} else if row.levels = d.rules.Levels; row.levels == (Levels{}) {
			if demand == nil {
				demand = demandPerOrder(seed, &d.shop.Config.Catalog)
			}
			daily := float64(demand[sku] * d.rules.OrdersPerDay)
			row.levels = d.rules.Suggest(daily, d.shop.Config.Catalog.Price(seed, sku), d.usual(fromManufacturer))
			luck := sim.Fate(seed, luckOpening, uint64(sku))
			row.levels.Initial -= luck.IntN(row.levels.Lot + 1)
			if luck.Chance(d.rules.Gone) && sku > bestSellers {
				row.levels.Initial = 0
			}
		}
		row.shelf = row.levels.Initial
	}
}

// stockUp is the opening: the goods that are there come from somewhere.
func (s *Shop) stockUp(env *sim.Env) {
	for i := range s.stock.items[1:] {
		if row := &s.stock.items[i+1]; row.levels.Initial > 0 {
			env.Move(Supplier.At(uint64(i+1)), Shelf.At(uint64(i+1)), int64(row.levels.Initial))
		}
	}
}

// Serve deals with one message, and sees to it that the jobs that it leaves are
// done some time.
func (d *stockDatabase) Serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	reply, err := d.serve(env, message)
	d.arm(env)
	return reply, err
}

func (d *stockDatabase) serve(env *sim.Env, message sim.Message) (sim.Message, error) {
	switch m := message.(type) {
	case *ViewItem:
		return d.show(env, m)
	case *ReserveStock:
		return d.reserve(env, m)
	case *HoldStock:
		return d.hold(env, m)
	case *ReleaseStock:
		return d.release(env, m)
	case *TakeStock:
		return d.take(env, m)
	case *PutBack:
		return d.putBack(env, m)
	case *POAck:
		d.acknowledged(env, m)
	case *POUpdate:
		d.revised(env, m)
	case *GoodsReceipt:
		d.receive(env, m)
	case *tick:
		switch m {
		case d.mem.sweep.tick:
			d.sweep(env)
		case d.mem.daily.tick:
			d.daily(env)
		}
	}
	return nil, nil
}

// show is a page of the catalog.
func (d *stockDatabase) show(env *sim.Env, m *ViewItem) (sim.Message, error) {
	row := d.items.row(m.SKU)
	if row == nil {
		return nil, ErrUnknown
	}
	d.expireClaims(env.Now())
	price := d.shop.Config.Catalog.Price(env.Seed(), m.SKU)
	page := &ItemPage{SKU: m.SKU, Price: price, Stock: d.read(env, m.SKU)}
	if m.Cart != nil && d.rules.Reserve == ReserveAtCart {
		d.claim(env, m.Cart)
	}
	return page, nil
}

// Crashed loses the memory.
func (d *stockDatabase) Crashed() {
	d.dropClaims()
	d.mem = stockMemory{lists: make([]productLists, len(d.items))}
}

// Restarted is the story of a recovery:
//  1. the memory is worked out again from the ledgers;
//  2. purchase orders that nobody has answered are sent again;
//  3. what a crash may have cut short is finished: those whose goods are here
//     are told so, goods go to those who wait, and what is low is ordered.
func (d *stockDatabase) Restarted(env *sim.Env) {
	d.recall(env)
	d.purchases.Each(func(p purchase) bool {
		if p.state == PurchaseSent {
			d.sendPurchase(env, &p)
		}
		return true
	})
	for _, order := range d.mem.ready {
		if r, ok := d.reservations.Read(order); ok {
			env.About(r.intent, r.order)
			env.Send(d.shop.Orders, &GoodsReady{Order: r.order})
		}
	}
	env.About(0, 0)
	for i := range d.items[1:] {
		d.serveWaiting(env, SKU(i+1))
		d.cover(env, SKU(i+1))
	}
	d.arm(env)
}

// recall works out the memory from the ledgers.
func (d *stockDatabase) recall(env *sim.Env) {
	d.Crashed()
	var queue []reservation
	d.reservations.Each(func(r reservation) bool {
		switch {
		case r.state == ReservationWaiting:
			queue = append(queue, r)
		case r.over():
			d.mem.closed = append(d.mem.closed, dated{r.order, r.since})
		case r.expires != 0:
			d.mem.expiring = append(d.mem.expiring, dated{r.order, r.expires})
		}
		if r.state == ReservationHeld && r.ready {
			d.mem.ready = append(d.mem.ready, r.order)
		}
		return true
	})
	byDate := func(a, b dated) int { return cmp.Compare(a.at, b.at) }
	slices.SortStableFunc(d.mem.closed, byDate)
	slices.SortStableFunc(d.mem.expiring, byDate)
	slices.SortFunc(queue, func(a, b reservation) int { return cmp.Compare(a.turn, b.turn) })
	for i := range queue {
		d.enqueue(&queue[i])
	}
	d.purchases.Each(func(p purchase) bool {
		if !p.over() {
			d.mem.lists[p.sku].coming = append(d.mem.lists[p.sku].coming, p.po)
		}
		return true
	})
	for i := range d.items[1:] {
		d.touch(env, SKU(i+1))
	}
}
