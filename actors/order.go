package actors

import "time"

// order is what the order manager writes down about an order: one record per
// order, committed as a whole.
type order struct {
	id      OrderID
	key     uint64 // the client key: every copy of one click carries it
	intent  uint64
	shopper *Shopper // nil once the record was folded: see shopperOf
	cart    *Cart

	customer int
	country  Country // where the parcel goes

	state   OrderState
	end     OrderState // where Cancelling leads
	why     Why
	version int
	owes    duties
	placed  time.Duration
	promise time.Duration

	card      int       // index of the card in use
	payment   uint64    // PaymentKey of the payment under way, 0 before the first
	tries     int       // how often a payment key was made
	challenge Challenge // how the bank's own page ended for it
	asked     int       // how often the same payment was asked for again
	auth      uint64
	until     time.Duration // the authorisation is valid

	backorder  bool // reserved against goods on order
	goodsReady bool
	shipment   uint64 // number of the parcel, from 1
	captured   bool
	delivered  bool
	settled    bool
	refunded   bool
	writtenOff bool       // shipped, and no money can be had for it
	told       OrderState // the last state that was told by mail
	complaint  CaseState
	asNew      bool // what was returned can be sold again
	keeps      bool // a return or a dispute lies ahead: keep the record
}

// ID numbers the record.
func (o order) ID() uint64 { return o.id }

// Alias is the client key.
func (o order) Alias() uint64 { return o.key }

// fold packs what is the record's own. Who is behind it can be drawn again.
func (o *order) fold(f *fold) {
	o.shopper = nil
	f.own(&o.id)
	f.along(&o.intent, o.id, 0)
	fieldLike(f, &o.key, o.intent)
	f.cart(&o.cart)
	field(f, &o.customer)
	field(f, &o.country)
	field(f, &o.placed)
	f.moment(&o.promise, o.placed)
	fieldLike(f, &o.payment, PaymentKey(o.id, o.tries-1))
	fieldLike(f, &o.auth, o.payment)
	f.moment(&o.until, o.placed)
}

// duties are what an order still owes: messages that must get through, however
// often it takes. They are the outbox: committed together with the change that
// causes them, worked off one by one, each struck out when it was acknowledged.
// Each is made from the record, so none is stored.
type duties uint16

// The duties. What is owed is worked off from the last to the first, so that
// compensations come in the reverse order of what they undo: the money that was
// authorised last is released first.
const (
	oweRelease   duties = 1 << iota // give the reservation back
	oweVoid                         // release the authorisation
	oweHold                         // keep the reservation from expiring
	oweRefund                       // give captured money back
	oweDispatch                     // ask the warehouse, step 12
	oweMail                         // tell the customer how the order stands
	oweStatus                       // tell the web server, step 10
	oweCapture                      // take the money
	oweIntercept                    // stop the parcel, which the customer cancelled
)

// status is the order as the web server is told.
func (o *order) status() *OrderStatus {
	state, why := o.news(), o.why
	switch state {
	case Cancelling:
		state = o.end // as good as ended; the rest is between computers
	case Confirmed:
		why = WhyNone
	}
	cards := 0
	if o.card+1 < cardsEach {
		cards = cardsEach - o.card - 1
	}
	return &OrderStatus{
		Order: o.id, State: state, Version: o.version, Why: why, Promise: o.promise, Total: o.cart.Total(), Cards: cards,
	}
}

// news is what a mail to the customer would say about the order.
func (o *order) news() OrderState {
	switch {
	case o.complaint == CaseRefunded || o.complaint == CasePartlyRefunded:
		return Refunded
	case o.state > Confirmed && o.state <= OrderDelivered:
		return Confirmed // the parcel has a mail of its own
	}
	return o.state
}

// held tells if money may be held for the order: from the moment that it was
// asked for, until the night after the authorisation ended by itself.
func (o *order) held(now time.Duration) bool {
	return o.payment != 0 && o.state != PaymentRefused && (o.auth == 0 || now < o.until+Day)
}

// over tells if nothing is left to do for the order.
func (o *order) over() bool {
	return o.state.Over() && o.owes == 0 && o.complaint != ReturnRequested && o.complaint != ReturnReceived &&
		o.complaint != ClaimMade && o.complaint != Disputed
}
