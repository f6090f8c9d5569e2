package actors

import (
	"time"
)

// item is the stock database's row for one product, in pieces.
type item struct {
	shelf    int   // free to be sold
	held     int   // reserved, still on the shelf
	waiting  int   // promised to orders that wait, not yet there
	onOrder  int   // sent for, not yet received
	bought   int   // how many purchase orders there were
	claimed  int   // in carts, not ordered yet
	bespoken int   // of those held and waiting, not paid: see bespeak
	wrong    int   // by how much the figure of the shelf is above what was moved, after a lost update
	version  int   // how often it was written
	by       *blow // what has made the figure wrong, nil if the shop itself
	levels   Levels
}

// position is the inventory position.
func (i *item) position() int { return i.shelf + i.onOrder - i.waiting + i.bespoken }

// free is how many pieces a newcomer may have: those who wait come first, and who
// has them in the cart.
func (i *item) free() int { return max(i.shelf-i.waiting-i.claimed, 0) }

// add puts pieces to a place or takes them from it. Places that are not the
// stock database's are no concern of it. A careless [Write] may take more from
// the shelf than there is; the auditor sees that.
func (i *item) add(place Place, pieces int) {
	i.version++
	switch place {
	case Shelf:
		i.shelf += pieces
	case OnHold:
		i.held += pieces
	}
	if i.held < 0 {
		panic("stock database: less than nothing is reserved")
	}
}

// stockTable has the rows of all products, by SKU. Like the ledgers it survives
// a crash. A row is written in one go with the record that says why: no event
// comes between the two, so a crash finds both or neither.
type stockTable []item

// row is the row of a product; nil if there is no such product.
func (t stockTable) row(sku SKU) *item {
	if sku == 0 || int(sku) >= len(t) {
		return nil
	}
	return &t[sku]
}

// shift books the lines of a cart from one place to another.
func (t stockTable) shift(cart *Cart, from, to Place) {
	for _, line := range cart.Lines {
		row := t.row(line.SKU)
		row.add(from, -line.Qty)
		row.add(to, line.Qty)
	}
}

// await books that an order waits for a cart, or with -1 that it does no more.
func (t stockTable) await(cart *Cart, sign int) {
	for _, line := range cart.Lines {
		t.row(line.SKU).waiting += sign * line.Qty
	}
}

// stocks tells if a cart makes sense, and if not, at which product.
func (t stockTable) stocks(cart *Cart) (SKU, bool) {
	for _, line := range cart.Lines {
		if t.row(line.SKU) == nil || line.Qty <= 0 {
			return line.SKU, false
		}
	}
	return 0, len(cart.Lines) > 0
}

// short returns the first line of which a newcomer cannot have all, and how
// many pieces are missing; 0 if there is everything.
func (t stockTable) short(cart *Cart) (SKU, int) {
	for i, line := range cart.Lines {
		if missing := wanted(cart, i) - t.row(line.SKU).free(); missing > 0 {
			return line.SKU, missing
		}
	}
	return 0, 0
}

// version is how often the products of a cart were written.
func (t stockTable) version(cart *Cart) int {
	version := 0
	for _, line := range cart.Lines {
		version += t.row(line.SKU).version
	}
	return version
}

// wanted is how many pieces of the product in line i the lines up to it want.
func wanted(cart *Cart, i int) int {
	pieces := 0
	for _, line := range cart.Lines[:i+1] {
		if line.SKU == cart.Lines[i].SKU {
			pieces += line.Qty
		}
	}
	return pieces
}

// reservation is what the stock database remembers of an order.
type reservation struct {
	order     OrderID
	intent    uint64
	cart      *Cart
	state     ReservationState
	confirmed bool          // the order is: it no longer expires
	ready     bool          // goods came for one that waited
	expires   time.Duration // if it is held and not confirmed; 0 is never
	since     time.Duration // when it came into its state
	turn      uint64        // its place in the queue of those who wait
	eta       time.Duration // when the goods it waits for are expected
}

// ID is the order's number.
func (r reservation) ID() uint64 { return r.order }

// Alias is none.
func (reservation) Alias() uint64 { return 0 }

// fold packs what is the record's own.
func (r *reservation) fold(f *fold) {
	f.own(&r.order)
	f.along(&r.intent, r.order, 0)
	f.cart(&r.cart)
	field(f, &r.since)
	f.moment(&r.expires, r.since)
	field(f, &r.turn)
	f.moment(&r.eta, r.since)
}

// over tells if nothing more is to be done for it.
func (r *reservation) over() bool { return r.state > ReservationHeld }

// source is a supplier, as the stock database counts them.
type source uint8

// The sources.
const (
	fromManufacturer source = iota
	fromWholesaler
	sources
)

// purchase is what the stock database remembers of a purchase order.
type purchase struct {
	po       uint64
	sku      SKU
	source   source
	state    PurchaseState
	resends  uint8         // how often it was sent again without an answer
	turn     uint8         // how many suppliers failed before this one
	rushed   bool          // it is late, and what customers wait for was bought elsewhere
	seen     uint64        // the deliveries that came, a bit each
	qty      int           // pieces ordered
	received int           // pieces that came
	sent     time.Duration // when
	eta      time.Duration // when it is expected
}

// ID is the number of the purchase order.
func (p purchase) ID() uint64 { return p.po }

// Alias is none.
func (purchase) Alias() uint64 { return 0 }

func (p *purchase) fold(f *fold) {
	f.own(&p.po)
	fieldLike(f, &p.sku, SKU(p.po/purchasesPerSKU))
	field(f, &p.seen)
	field(f, &p.qty)
	field(f, &p.received)
	field(f, &p.sent)
	f.moment(&p.eta, p.sent)
}

// rest is what is still to come.
func (p *purchase) rest() int { return p.qty - p.received }

// over tells if nothing more will come.
func (p *purchase) over() bool { return p.state >= PurchaseReceived }

// backSort tells the goods of one order apart that are put back: by shipment and
// where they are.
func backSort(m *PutBack) uint64 {
	sort := min(m.Shipment, 7) << 1
	if m.From == Packing {
		sort |= 1
	}
	return sort
}

const backBits = 4

// purchasesPerSKU leaves room in the number of a purchase order: 17000000003 is the
// third for product 17.
const purchasesPerSKU = 1_000_000_000

// nextPurchase is the number of the next purchase order for a product.
func (t stockTable) nextPurchase(sku SKU) uint64 {
	return uint64(sku)*purchasesPerSKU + uint64(t[sku].bought) + 1
}
