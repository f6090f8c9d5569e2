package actors

import (
	"time"

	"buynow/sim"
)

// Auditor stands beside the shop and keeps the books from what is published,
// never from what an actor says of itself:
//  1. every move of goods and money is booked, double entry;
//  2. every open order has a page, rebuilt from the events about it;
//  3. at each event, what may never happen is checked at once;
//  4. when an order is put away and its goods and money have come to rest, the
//     page is judged and used again;
//  5. when the run is over, what must come out even is judged: see Close;
//  6. what is broken is the shop's fault, unless the world has struck: see Faults.
//
// What it finds are Verdicts; what it counts on the way are the outcomes,
// milestones and steps of the orders.
type Auditor struct {
	shop *Shop

	accounts    accounts
	money       MoneyBook // what the sums of the accounts do not tell
	opening     int64     // pieces on the shelves when the shop opened
	restocked   int64     // pieces that came from suppliers since
	unexplained int64     // of these, without a delivery note

	pages     store[page] // of all open orders
	purchases purchaseBook
	trackings numbers       // of all parcels
	last      OrderID       // the highest number of an order so far
	newest    uint64        // the intent of that order
	unsaved   unsaved       // the last change, if it is not committed
	leaving   []OrderID     // put away, and perhaps at rest since
	leaves    time.Duration // when the last of them was noted

	crashes [64]uint8 // of each actor, by ActorID
	results results
	checks  [invariantCount]uint64
	found   [invariantCount][allBlamed]breaches
	guilt   guilt
	now     time.Duration

	oversold int                                                     // units
	heard    func(broken Invariant, order OrderID, at time.Duration) // nil if nobody wants to know
}

// NewAuditor sets an auditor beside the shop. It must be there before the world
// runs: it believes nothing that it has not seen.
func NewAuditor(shop *Shop) *Auditor {
	a := newAuditor(shop)
	for what, eye := range a.eyes() {
		if eye != nil {
			shop.World.Watch(eye, sim.What(what))
		}
	}
	return a
}

func newAuditor(shop *Shop) *Auditor {
	return &Auditor{
		shop: shop, pages: newStore(0, (*page).fold), purchases: purchaseBook{places: map[uint64]int{}},
		guilt: guilt{due: sim.Forever},
	}
}

// eyes are what the auditor does at each kind of event.
func (a *Auditor) eyes() (eyes [sim.MaxWhat]sim.Watcher) {
	eyes[sim.Sent] = a.sent
	eyes[sim.Served] = a.served
	eyes[sim.TimedOut], eyes[sim.Refused], eyes[sim.Lost] = a.unheard, a.unheard, a.unheard
	eyes[sim.Crashed] = a.crashed
	eyes[sim.Moved] = a.moved
	eyes[Changed] = a.changed
	eyes[Illegal] = a.illegal
	eyes[Committed] = a.committed
	eyes[Placed] = a.placed
	eyes[Effect] = a.effect
	eyes[Statement] = a.stated
	eyes[Counted] = a.counted
	eyes[Archived] = a.archived
	eyes[sim.FaultHit] = a.struck
	eyes[WrittenOff] = a.writtenOff
	return eyes
}

// unsaved names the machines of an order, or a purchase order, that an actor has
// changed since it last committed something.
type unsaved struct {
	actor    sim.ActorID
	order    OrderID // 0 if it is a purchase order
	purchase uint64
}

// crashed remembers that what an actor had not committed is void.
func (a *Auditor) crashed(e *sim.Event) {
	a.crashes[e.Actor%64]++
	if a.unsaved.actor == e.Actor {
		a.unsaved = unsaved{}
	}
}

// committed takes for final what the actor has published since its last commit.
// Most commits change no state.
func (a *Auditor) committed(e *sim.Event) {
	if a.unsaved.actor != e.Actor {
		return
	}
	order, purchase := a.unsaved.order, a.unsaved.purchase
	switch {
	case order != 0 && order == e.Order:
		a.unsaved = unsaved{}
		if p := a.pages.edit(order); p != nil {
			p.keep(e.Actor, a.shop)
		}
	case order == 0 && purchase == uint64(e.A):
		a.unsaved = unsaved{}
		if line := a.purchases.find(purchase); line != nil {
			line.kept = line.now
		}
	}
}

// keep makes the states final that are an actor's business.
func (p *page) keep(actor sim.ActorID, shop *Shop) {
	switch actor {
	case shop.Orders:
		p.state.kept, p.complaint.kept = p.state.now, p.complaint.now
	case shop.Merchant:
		for i := range p.payments {
			p.payments[i].kept = p.payments[i].now
		}
	case shop.Stock:
		p.reservation.kept = p.reservation.now
	case shop.Warehouse, shop.Truck:
		for i := range p.parcels {
			p.parcels[i].kept = p.parcels[i].now
		}
	}
}

// placed learns what an order amounts to.
func (a *Auditor) placed(e *sim.Event) {
	a.now = e.At
	p := a.pages.edit(e.Order)
	if p == nil {
		p = a.begin(e.Order)
	}
	p.facts |= wasPlaced
	a.newest = intentOf(e, uint64(e.C))
	p.total, p.units = Cents(e.A), int32(e.B)
	a.guilt.inherit(a.newest, e.Order)
	a.checkOneOrder(p, e)
}

// archived is the order manager's word that an order is over. It is judged now,
// or when its goods and its money have come to rest.
func (a *Auditor) archived(e *sim.Event) {
	if e.Actor != a.shop.Orders {
		return
	}
	if a.guilt.due <= e.At {
		a.callIn(e.At)
	}
	a.now = e.At
	p := a.pages.edit(e.Order)
	if p == nil {
		a.checkKnown(e, false)
		return
	}
	a.checkBooksAgree(p, OrderState(e.A), CaseState(e.B))
	p.facts |= wasArchived
	a.retire(p)
}

// mayRetire notes that an order that was put away may have come to rest. It is
// looked at when the clock has moved on, because what happens at one moment
// belongs together.
func (a *Auditor) mayRetire(p *page) {
	if p.facts&wasArchived != 0 {
		a.leaving = append(a.leaving, p.order)
		a.leaves = a.now
	}
}

// leave retires those that have come to rest meanwhile.
func (a *Auditor) leave() {
	for _, order := range a.leaving {
		if p := a.pages.edit(order); p != nil {
			a.retire(p)
		}
	}
	a.leaving = a.leaving[:0]
}

// retire judges an order that was put away, unless something of it is still
// under way or to be made good, and closes its page.
func (a *Auditor) retire(p *page) {
	if p.facts&wasArchived == 0 || p.busy() || a.unrepaired(p) {
		return
	}
	a.judge(p)
	a.settleBlame(p)
	a.pages.remove(p.order)
}

// Close judges what must be true in the end: of every order that is still on the
// books, and of the books as a whole. Drained says that the world has come to
// rest, so that nothing may be under way any more.
func (a *Auditor) Close(now time.Duration, drained bool) {
	a.now = now
	a.leave()
	if drained {
		a.pages.each(func(order OrderID) bool {
			p := a.pages.edit(order)
			a.checkStuck(p)
			if OrderState(p.state.now).Over() && !p.complaining() {
				a.judge(p)
			}
			return true
		})
	}
	a.checkGoodsConserved()
	if drained {
		a.results.drained()
		a.checkPurchasesOver()
		a.checkNothingOnTheWay()
	}
	a.callIn(sim.Forever)
}
