package actors

import "buynow/sim"

// purchaseBook has a line for each open purchase order.
type purchaseBook struct {
	places    map[uint64]int // of the lines, by number
	lines     []purchaseLine
	receiving uint64 // the purchase order whose goods are about to be moved
}

// purchaseLine is what is known of one purchase order, in pieces.
type purchaseLine struct {
	number   uint64
	ordered  int64
	told     int64  // what the delivery notes say
	notes    uint64 // delivery notes, a bit each
	received int64
	receipts uint64 // what the stock database took for a delivery, a bit each
	thing
}

func (b *purchaseBook) find(number uint64) *purchaseLine {
	if len(b.lines) == 0 {
		return nil
	}
	if at, ok := b.places[number]; ok {
		return &b.lines[at]
	}
	return nil
}

func (b *purchaseBook) add(number uint64) *purchaseLine {
	b.places[number] = len(b.lines)
	b.lines = append(b.lines, purchaseLine{number: number})
	return &b.lines[len(b.lines)-1]
}

func (b *purchaseBook) remove(number uint64) {
	at := b.places[number]
	last := len(b.lines) - 1
	b.lines[at] = b.lines[last]
	b.places[b.lines[at].number] = at
	b.lines = b.lines[:last]
	delete(b.places, number)
}

// ordered is a purchase order on its way to a supplier, perhaps once more.
func (b *purchaseBook) ordered(m *PurchaseOrder) {
	if line := b.find(m.PO); line != nil {
		line.ordered = int64(m.Qty)
	}
}

// delivered is a supplier's delivery note. A second one of the same delivery
// brings no more goods.
func (b *purchaseBook) delivered(m *GoodsReceipt) {
	line := b.find(m.PO)
	if note := uint64(1) << (m.Delivery & 63); line != nil && line.notes&note == 0 {
		line.notes |= note
		line.told += int64(m.Qty)
	}
}

// purchaseChanged follows a purchase order. One that is over is forgotten, but
// for one whose last goods are just being moved.
func (a *Auditor) purchaseChanged(e *sim.Event, from, next PurchaseState) {
	number := uint64(e.B)
	line := a.purchases.find(number)
	if line == nil {
		if from != PurchaseNone {
			a.checkKnown(e, false)
			return
		}
		line = a.purchases.add(number)
	}
	a.follow(nil, &line.thing, e)
	if next == PurchaseRefused || next == PurchaseCancelled {
		a.purchases.remove(number)
	}
}

// receipt is the stock database's word that it takes a delivery, whose goods
// move next.
func (a *Auditor) receipt(e *sim.Event) {
	b := &a.purchases
	b.receiving = uint64(e.A) >> 6
	line := b.find(b.receiving)
	bit := uint64(1) << (e.A & 63)
	a.checkReceivedOnce(b.receiving, line != nil && line.receipts&bit == 0)
	if line != nil {
		line.receipts |= bit
	}
}

// supplied books goods that come from a supplier.
func (a *Auditor) supplied(e *sim.Event, pieces int64) {
	if e.Actor == sim.Outside {
		a.opening += pieces
		return
	}
	a.restocked += pieces
	b := &a.purchases
	line := b.find(b.receiving)
	b.receiving = 0
	if line == nil {
		a.unexplained += pieces
		return
	}
	line.received += pieces
	a.checkReceivedWithin(line)
	if PurchaseState(line.now) == PurchaseReceived {
		b.remove(line.number)
	}
}
