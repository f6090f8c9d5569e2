package actors

import "time"

// page is what the auditor knows about one order that is not over: sums and
// states rebuilt from the events, nothing that an actor keeps. Every open order
// has one, so it is three cache lines long, what changes together side by side.
type page struct {
	order       OrderID
	broken      uint64 // the invariants that this order has broken, a bit each
	facts       facts
	steps       uint16 // reached, a bit each
	effects     int32  // its block of effects, from 1
	units       int32
	goods       [Scrap + 1]int16 // its units, by place; Supplier and Shelf do not count
	state       thing
	complaint   thing
	reservation thing
	auths       uint8 // how often money was held
	holds       int8  // of these, how many are held now
	collected   uint8 // parcels that the truck has taken
	endings     uint8 // how often it ended
	mailing     OrderState

	total    Cents
	held     Cents // authorised, neither taken nor given back
	captured Cents // taken
	returned Cents // given back of what was taken
	cleared  Cents // taken and no longer on its way
	payments [3]payTry
	handed   int32 // units that ever went onto a truck
	lost     int32 // units that were lost or damaged

	quote   time.Duration // when the stock database expects what was short
	promise time.Duration // the date on the last page
	ended   time.Duration // when it ended
	doubled time.Duration // since when it is held or paid twice, 0 if it is not
	parcels [2]dispatched
}

// thing is one state machine as far as it was published.
type thing struct {
	now  uint8 // as it was changed last
	kept uint8 // as it was committed last: what a crash leaves
	life uint8 // of the actor that changed it last: how often it had crashed
}

// payTry is one try to pay; its number is the last byte of its key.
type payTry struct {
	number uint8
	thing
}

// dispatched is one parcel; its number is the last byte of its key.
type dispatched struct {
	tracking uint64
	number   uint8
	letters  uint8 // about it, to the customer
	stages   uint16
	thing
}

// facts are what has happened to an order, a bit each.
type facts uint16

const (
	wasPlaced    facts = 1 << iota // its total is known
	wasConfirmed                   // it was a promise, at least once
	wasCollected
	wasDelivered
	wasSettled
	wasReturned
	wasDisputed
	wasBlocked // a payment was blocked as fraud, and none was authorised since
	wasWrittenOff
	heardTheEnd // the customer has got the news that it ended
	wasLate
	wasArchived
)

// moving tells if goods of the order are where they do not stay.
func (p *page) moving() bool {
	return p.goods[OnHold]|p.goods[Packing]|p.goods[OnTruck]|p.goods[Quarantine] != 0
}

// payment finds the try of that key, or makes it the newest: of four, the first
// is forgotten.
func (p *page) payment(key uint64) *payTry {
	number := uint8(key)
	oldest := &p.payments[0]
	for i := range p.payments {
		try := &p.payments[i]
		switch {
		case try.now == 0:
			try.number = number
			return try
		case try.number == number:
			return try
		case try.number < oldest.number:
			oldest = try
		}
	}
	*oldest = payTry{number: number}
	return oldest
}

// parcel finds the parcel of that key, or makes it the newest: of three, the
// first is forgotten.
func (p *page) parcel(key uint64) *dispatched {
	number := uint8(key)
	slot := &p.parcels[number&1]
	if slot.number != number {
		*slot = dispatched{number: number}
	}
	return slot
}

// staged tells if any parcel of the order has been in one of the states.
func (p *page) staged(states uint64) bool {
	return uint64(p.parcels[0].stages|p.parcels[1].stages)&states != 0
}

// pages are the pages of all open orders. Orders are numbered without gaps, so
// a table in two levels finds a page; what is over is used again.
type pages struct {
	slabs  []*[256]page
	free   []int32
	tables []*pageTable
	spare  []*pageTable
	last   *page // that was found; mostly it is asked for again at once
	open   int
}

// pageTable has the pages of 256 orders, as places in the slabs, from 1.
type pageTable struct {
	at   [256]int32
	used int
}

// find returns the page of an order; nil if there is none.
func (b *pages) find(order OrderID) *page {
	if b.last != nil && b.last.order == order {
		return b.last
	}
	return b.look(order)
}

func (b *pages) look(order OrderID) *page {
	i := order >> 8
	if i >= uint64(len(b.tables)) || b.tables[i] == nil {
		return nil
	}
	at := b.tables[i].at[order&255]
	if at == 0 {
		return nil
	}
	b.last = b.page(at)
	return b.last
}

func (b *pages) page(at int32) *page { return &b.slabs[(at-1)>>8][(at-1)&255] }

// add opens a page for an order that has none.
func (b *pages) add(order OrderID) *page {
	if len(b.free) == 0 {
		first := int32(len(b.slabs) * 256)
		b.slabs = append(b.slabs, new([256]page))
		for i := int32(256); i > 0; i-- {
			b.free = append(b.free, first+i)
		}
	}
	at := b.free[len(b.free)-1]
	b.free = b.free[:len(b.free)-1]
	b.table(order>>8).put(order, at)
	b.open++
	b.last = b.page(at)
	*b.last = page{order: order}
	return b.last
}

func (b *pages) table(i uint64) *pageTable {
	for uint64(len(b.tables)) <= i {
		b.tables = append(b.tables, nil)
	}
	if b.tables[i] == nil {
		if last := len(b.spare) - 1; last >= 0 {
			b.tables[i], b.spare = b.spare[last], b.spare[:last]
		} else {
			b.tables[i] = new(pageTable)
		}
	}
	return b.tables[i]
}

func (t *pageTable) put(order OrderID, at int32) {
	t.at[order&255] = at
	t.used++
}

// remove closes the page of an order.
func (b *pages) remove(order OrderID) {
	table := b.tables[order>>8]
	b.free = append(b.free, table.at[order&255])
	table.at[order&255] = 0
	b.last = nil
	table.used--
	b.open--
	if table.used == 0 {
		b.tables[order>>8] = nil
		b.spare = append(b.spare, table)
	}
}

// each visits the open pages in the order of their numbers.
func (b *pages) each(visit func(*page)) {
	for _, table := range b.tables {
		if table == nil {
			continue
		}
		for _, at := range table.at {
			if at != 0 {
				visit(b.page(at))
			}
		}
	}
}
