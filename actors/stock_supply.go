package actors

import (
	"slices"

	"buynow/sim"
)

// lastTurn is how many suppliers may fail one after the other before it is left
// at that until the stock changes again.
const lastTurn = 3

// cover sees to it that enough of a product is on order, the second half of step 4.
func (d *stockDatabase) cover(env *sim.Env, sku SKU) { d.coverFrom(env, sku, fromManufacturer, 0) }

// coverFrom is the story of buying more:
//  1. what customers wait for and nobody has ordered comes from whoever is
//     quickest: that is the date they were given;
//  2. what the policy wants on top comes from the usual source, or the next one
//     if that has failed.
func (d *stockDatabase) coverFrom(env *sim.Env, sku SKU, from source, turn uint8) {
	row := d.items.row(sku)
	if turn > lastTurn {
		return
	}
	if turn == 0 && row.position() < 0 && d.quicker() != from {
		d.purchase(env, sku, -row.position(), d.quicker(), 0)
	}
	pieces := max(d.rules.Policy.Order(row.levels, row.position()), -row.position())
	if pieces > 0 {
		d.purchase(env, sku, pieces, from, turn)
	}
}

// next is whom to ask after a source has failed.
func (d *stockDatabase) next(failed source) source {
	if d.rules.SecondSource && failed == fromManufacturer {
		return fromWholesaler
	}
	return fromManufacturer
}

// purchase writes a purchase order down and sends it.
func (d *stockDatabase) purchase(env *sim.Env, sku SKU, pieces int, from source, turn uint8) {
	row, now := d.items.row(sku), env.Now()
	p := purchase{po: d.items.nextPurchase(sku), sku: sku, source: from, turn: turn, qty: pieces}
	p.sent, p.eta = now, now+d.usual(from).quote
	if !p.enter(env, PurchaseSent) {
		return
	}
	row.bought++
	row.onOrder += pieces
	d.purchases.Commit(env, p)

	list := &d.mem.lists[sku]
	list.coming = append(list.coming, p.po)
	d.touch(env, sku)
	d.sendPurchase(env, &p)
}

// enter changes the state of a purchase order, still to be committed.
func (p *purchase) enter(env *sim.Env, next PurchaseState) bool {
	if !change(env, PurchaseMachine, p.po, p.state, next) {
		return false
	}
	p.state = next
	return true
}

// sendPurchase sends a purchase order, perhaps again: its number tells the
// supplier. The number also keeps several that are sent at once apart.
func (d *stockDatabase) sendPurchase(env *sim.Env, p *purchase) {
	order := &PurchaseOrder{PO: p.po, SKU: p.sku, Qty: p.qty, NeedBy: p.eta}
	env.SendAgain(d.supplier(p.source), order, int(p.resends)|int(p.po&0xffffffff)<<8)
}

// acknowledged is the supplier's word: a date, or a refusal, after which
// somebody else is asked.
func (d *stockDatabase) acknowledged(env *sim.Env, m *POAck) {
	p, ok := d.purchases.Read(m.PO)
	switch {
	case !ok || p.state != PurchaseSent:
		return // it said so before
	case m.Qty <= 0:
		d.giveUp(env, p, PurchaseRefused)
		return
	}
	if !p.enter(env, PurchaseAcked) {
		return
	}
	if less := p.qty - m.Qty; less > 0 {
		p.qty = m.Qty
		d.items.row(p.sku).onOrder -= less
	}
	p.eta, p.resends = max(m.Eta, env.Now()), 0
	d.purchases.Commit(env, p)
	d.cover(env, p.sku)
}

// revised is another date from the supplier.
func (d *stockDatabase) revised(env *sim.Env, m *POUpdate) {
	p, ok := d.purchases.Read(m.PO)
	if !ok || p.over() {
		return
	}
	p.eta = m.Eta
	d.purchases.Commit(env, p)
}

// giveUp ends a purchase order that a supplier refused or never delivered, and
// asks the next supplier for what is needed by now.
func (d *stockDatabase) giveUp(env *sim.Env, p purchase, end PurchaseState) {
	if !p.enter(env, end) {
		return
	}
	d.items.row(p.sku).onOrder -= p.rest()
	d.purchases.Commit(env, p)
	d.finish(&p)
	d.coverFrom(env, p.sku, d.next(p.source), p.turn+1)
}

// receive is the story of a delivery at the dock:
//  1. what nobody ordered is sent away, and so is what came before;
//  2. no more is taken than was ordered;
//  3. the goods go to the shelf;
//  4. those who wait for them are served.
func (d *stockDatabase) receive(env *sim.Env, m *GoodsReceipt) {
	p, ok := d.purchases.Read(m.PO)
	if !ok || p.over() || p.sku != m.SKU {
		env.Note("nobody ordered what was delivered", int64(m.PO), int64(m.Qty))
		return
	}
	bit := uint64(1) << (m.Delivery & 63)
	if p.seen&bit != 0 {
		return
	}
	if p.state == PurchaseSent && !p.enter(env, PurchaseAcked) { // its acknowledgement was lost
		return
	}
	pieces := max(min(m.Qty, p.rest()), 0)
	p.seen |= bit
	p.received += pieces
	next := PurchasePartial
	if p.rest() == 0 {
		next = PurchaseReceived
	}
	if !p.enter(env, next) {
		return
	}
	env.Emit(sim.Event{What: Effect, A: int64(p.po<<6 | uint64(m.Delivery&63)), B: int64(KindGoodsReceipt)})
	env.Move(Supplier.At(uint64(p.sku)), Shelf.At(uint64(p.sku)), int64(pieces))
	row := d.items.row(p.sku)
	row.shelf += pieces
	row.onOrder -= pieces
	d.purchases.Commit(env, p)

	if p.over() {
		d.finish(&p)
	}
	d.touch(env, p.sku)
	d.serveWaiting(env, p.sku)
}

// finish takes a purchase order that is over from the list of those that come.
func (d *stockDatabase) finish(p *purchase) {
	list := &d.mem.lists[p.sku]
	if at := slices.Index(list.coming, p.po); at >= 0 {
		list.coming = slices.Delete(list.coming, at, at+1)
	}
}
