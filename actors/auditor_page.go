package actors

import "time"

// page is what the auditor knows about one order that is not over: sums and
// states rebuilt from the events, nothing that an actor keeps. Every open order
// has one; nearly all of them lie folded.
type page struct {
	order       OrderID
	broken      uint64 // the invariants that this order has broken, a bit each
	facts       facts
	steps       uint16 // reached, a bit each
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
	payments [6]payTry
	handed   int32 // units that ever went onto a truck
	lost     int32 // units that were lost or damaged
	onPaper  int16 // of its goods set aside, those that the shelf did not have

	quote   time.Duration // when the stock database expects what was short
	promise time.Duration // the date on the last page
	ended   time.Duration // when it ended
	doubled time.Duration // since when it is held or paid twice, 0 if it is not
	parcels [3]dispatched // the last has one that nobody has asked for
	effects effects
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
	hasTooMuch // somebody has a parcel that is still to be fetched
)

// moving tells if goods of the order are where they do not stay.
func (p *page) moving() bool {
	return p.goods[OnHold]|p.goods[Packing]|p.goods[OnTruck]|p.goods[Quarantine] != 0
}

// payment finds the try of that key, or makes it the newest: of seven, the first
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

// place is where on the page a parcel of that number is, if it is there at all.
func (p *page) place(shipment uint64) *dispatched {
	if isSurplus(shipment) {
		return &p.parcels[2]
	}
	return &p.parcels[shipment&1]
}

// parcel finds the parcel of that key, or makes it the newest: of three, the
// first is forgotten.
func (p *page) parcel(key uint64) *dispatched {
	number := uint8(key)
	slot := p.place(key & 0xff)
	if slot.number != number {
		*slot = dispatched{number: number}
	}
	return slot
}

// staged tells if any parcel of the order has been in one of the states.
func (p *page) staged(states uint64) bool {
	return uint64(p.parcels[0].stages|p.parcels[1].stages|p.parcels[2].stages)&states != 0
}

// fold packs what is the page's own: amounts, dates and numbers.
func (p *page) fold(f *fold) {
	if f.stripping {
		p.effects.fold(f, p)
	}
	f.own(&p.order)
	field(f, &p.total)
	fieldLike(f, &p.captured, p.total)
	fieldLike(f, &p.cleared, p.captured)
	fieldLike(f, &p.held, p.total)
	field(f, &p.promise)
	for i := range p.parcels {
		if parcel := &p.parcels[i]; parcel.number != 0 {
			f.along(&parcel.tracking, p.order, 1)
		}
	}
	if !f.stripping {
		p.effects.fold(f, p)
	}
	if !f.is(p.usual()) {
		field(f, &p.returned)
		f.moment(&p.quote, p.promise)
		f.moment(&p.ended, p.promise)
		f.moment(&p.doubled, p.promise)
	}
}

// usual tells if nothing has happened that is rare while an order is under way.
func (p *page) usual() bool { return p.returned == 0 && p.quote|p.ended|p.doubled == 0 }
