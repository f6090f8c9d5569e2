package actors

import "buynow/sim"

// Machine names one of the state machines. An order is not one flat state: what
// the customer was promised, the money, the goods on the shelf, the parcel, the
// supplies on order and a complaint months later each go their own way.
type Machine uint8

// The machines.
const (
	OrderMachine Machine = iota
	PaymentMachine
	ReservationMachine
	ShipmentMachine
	PurchaseMachine
	CaseMachine
	Machines // how many there are
)

// String is the machine's name.
func (m Machine) String() string {
	return [...]string{"order", "payment", "reservation", "shipment", "purchase order", "case"}[m]
}

// OrderState is how an order stands.
type OrderState uint8

// The states of an order. OrderNone is before its creation.
const (
	OrderNone OrderState = iota
	Created
	StockPending
	BackorderOffered
	Backordered // accepted; reserved against goods on order
	Reserved
	PaymentPended // authorisation asked, or a challenge or a review is on
	PaymentRefused
	PaymentUnsure // nobody knows: an inquiry or a reversal is under way
	OrderAuthorised
	Confirmed
	DispatchAsked
	Shipped // collected by the truck
	OrderDelivered
	Reshipping // lost or damaged: a new parcel
	Refunding
	Cancelling
	NeedsAttention // a compensation could not be done: a person must look
	// The ends.
	Rejected     // an invalid order
	SoldOut      // no stock, and no date that was accepted
	FraudBlocked //
	OrderDeclined
	Cancelled
	Completed // delivered and settled
	Refunded  // lost or damaged, money back
	orderStates
)

// PaymentState is how a payment stands.
type PaymentState uint8

// The states of a payment.
const (
	PaymentNone PaymentState = iota
	PaymentRequested
	PaymentChallenged
	PaymentReviewed
	PaymentLost // no answer from the bank
	PaymentAuthorised
	PaymentCaptured
	PaymentSettled
	PaymentDisputed
	// The ends; a settled payment is at its end, too, unless a case opens.
	PaymentDeclined
	PaymentBlocked
	PaymentVoided
	PaymentExpired
	PaymentRefunded
	PaymentChargedBack
	paymentStates
)

// ReservationState is how the goods of an order stand.
type ReservationState uint8

// The states of a reservation.
const (
	ReservationNone    ReservationState = iota
	ReservationWaiting                  // for goods on order
	ReservationHeld
	ReservationTaken // to the packing table
	// The ends.
	ReservationReleased
	ReservationExpired
	ReservationShipped
	reservationStates
)

// ShipmentState is how a parcel stands.
type ShipmentState uint8

// The states of a shipment.
const (
	ShipmentNone ShipmentState = iota
	ShipmentRequested
	ShipmentPicking
	ShipmentPacked
	ShipmentLabelled
	ShipmentCollected
	ShipmentOut // for delivery
	ShipmentFailed
	// The ends.
	ShipmentDelivered
	ShipmentLost
	ShipmentDamaged
	ShipmentReturned
	ShipmentCancelled
	shipmentStates
)

// PurchaseState is how a purchase order stands.
type PurchaseState uint8

// The states of a purchase order.
const (
	PurchaseNone PurchaseState = iota
	PurchaseSent
	PurchaseAcked
	PurchasePartial
	// The ends.
	PurchaseReceived
	PurchaseRefused
	PurchaseCancelled
	purchaseStates
)

// CaseState is how an after-sales case stands.
type CaseState uint8

// The states of a case: a return or a dispute.
const (
	CaseNone CaseState = iota
	ReturnRequested
	ReturnReceived
	ClaimMade // nothing was at the door
	Disputed
	// The ends.
	CaseRefunded
	CasePartlyRefunded
	CaseRefused
	CaseWon
	CaseChargedBack
	caseStates
)

// to packs a set of states.
func to[S ~uint8](states ...S) uint64 {
	set := uint64(0)
	for _, s := range states {
		set |= 1 << s
	}
	return set
}

// legal lists, for each machine and state, which states may follow.
var legal = [Machines][32]uint64{
	OrderMachine: {
		OrderNone:        to(Created, Rejected),
		Created:          to(StockPending, Rejected, Cancelling),
		StockPending:     to(Reserved, BackorderOffered, SoldOut, Cancelling),
		BackorderOffered: to(Backordered, SoldOut, Cancelling),
		Backordered:      to(PaymentPended, Cancelling, SoldOut),
		Reserved:         to(PaymentPended, Cancelling, StockPending),
		PaymentPended:    to(OrderAuthorised, PaymentRefused, PaymentUnsure, FraudBlocked, Cancelling),
		PaymentRefused:   to(PaymentPended, OrderDeclined, Cancelling, StockPending),
		PaymentUnsure:    to(OrderAuthorised, PaymentRefused, PaymentPended, FraudBlocked, Cancelling),
		OrderAuthorised:  to(Confirmed, Cancelling),
		Confirmed:        to(DispatchAsked, Cancelling, PaymentPended, NeedsAttention),
		DispatchAsked:    to(Shipped, Cancelling, NeedsAttention),
		Shipped:          to(OrderDelivered, Reshipping, Refunding, NeedsAttention),
		Reshipping:       to(Shipped, Refunding, NeedsAttention),
		OrderDelivered:   to(Completed, NeedsAttention),
		Refunding:        to(Refunded, NeedsAttention),
		Cancelling:       to(Cancelled, SoldOut, OrderDeclined, FraudBlocked, NeedsAttention, Refunding),
		NeedsAttention:   to(Cancelling, Refunding, DispatchAsked),
	},
	PaymentMachine: {
		PaymentNone:       to(PaymentRequested),
		PaymentRequested:  to(PaymentChallenged, PaymentReviewed, PaymentLost, PaymentAuthorised, PaymentDeclined, PaymentBlocked, PaymentVoided),
		PaymentChallenged: to(PaymentRequested, PaymentDeclined, PaymentVoided),
		PaymentReviewed:   to(PaymentRequested, PaymentBlocked, PaymentVoided),
		PaymentLost:       to(PaymentAuthorised, PaymentDeclined, PaymentVoided),
		PaymentAuthorised: to(PaymentCaptured, PaymentVoided, PaymentExpired),
		PaymentCaptured:   to(PaymentSettled, PaymentRefunded),
		PaymentSettled:    to(PaymentRefunded, PaymentDisputed),
		PaymentDisputed:   to(PaymentChargedBack, PaymentSettled),
	},
	ReservationMachine: {
		ReservationNone:    to(ReservationHeld, ReservationWaiting),
		ReservationWaiting: to(ReservationHeld, ReservationReleased, ReservationExpired),
		ReservationHeld:    to(ReservationTaken, ReservationReleased, ReservationExpired),
		ReservationTaken:   to(ReservationShipped, ReservationReleased),
		// A parcel sent again takes goods again.
		ReservationShipped:  to(ReservationHeld),
		ReservationReleased: to(ReservationHeld, ReservationWaiting),
		ReservationExpired:  to(ReservationHeld, ReservationWaiting),
	},
	ShipmentMachine: {
		ShipmentNone:      to(ShipmentRequested),
		ShipmentRequested: to(ShipmentPicking, ShipmentCancelled),
		ShipmentPicking:   to(ShipmentPacked, ShipmentCancelled),
		ShipmentPacked:    to(ShipmentLabelled, ShipmentCancelled),
		ShipmentLabelled:  to(ShipmentCollected, ShipmentCancelled),
		ShipmentCollected: to(ShipmentOut, ShipmentLost, ShipmentDamaged),
		ShipmentOut:       to(ShipmentDelivered, ShipmentFailed, ShipmentLost, ShipmentDamaged),
		ShipmentFailed:    to(ShipmentOut, ShipmentReturned),
	},
	PurchaseMachine: {
		PurchaseNone:    to(PurchaseSent),
		PurchaseSent:    to(PurchaseAcked, PurchaseRefused, PurchaseCancelled),
		PurchaseAcked:   to(PurchasePartial, PurchaseReceived, PurchaseCancelled),
		PurchasePartial: to(PurchasePartial, PurchaseReceived, PurchaseCancelled),
	},
	CaseMachine: {
		CaseNone:        to(ReturnRequested, ClaimMade, Disputed),
		ClaimMade:       to(CaseRefunded, CaseRefused),
		ReturnRequested: to(ReturnReceived, CaseRefused),
		ReturnReceived:  to(CaseRefunded, CasePartlyRefunded, CaseRefused),
		Disputed:        to(CaseWon, CaseChargedBack),
	},
}

// Legal tells if a thing of the machine may go from one state to the other.
func Legal(m Machine, from, next uint8) bool { return legal[m][from&31]&(1<<next) != 0 }

// change publishes that a thing goes from one state to the next, and tells if
// it may: an illegal change is published as one, and must not be made.
func change[S ~uint8](env *sim.Env, m Machine, id uint64, from, next S) bool {
	what := Changed
	if !Legal(m, uint8(from), uint8(next)) {
		what = Illegal
	}
	env.Emit(sim.Event{What: what, A: packChange(m, uint8(from), uint8(next)), B: int64(id)})
	return what == Changed
}

func packChange(m Machine, from, next uint8) int64 {
	return int64(m)<<16 | int64(from)<<8 | int64(next)
}

// ChangeOf unpacks what a Changed or Illegal event is about: B of the event
// names the order, authorisation, shipment, purchase order or case.
func ChangeOf(e *sim.Event) (m Machine, from, next uint8) {
	return Machine(e.A >> 16), uint8(e.A >> 8), uint8(e.A)
}

// Over tells if an order has ended.
func (s OrderState) Over() bool { return s >= Rejected }

// String is the state in words.
func (s OrderState) String() string { return stateNames[OrderMachine][s] }

// String is the state in words.
func (s PaymentState) String() string { return stateNames[PaymentMachine][s] }

// String is the state in words.
func (s ReservationState) String() string { return stateNames[ReservationMachine][s] }

// String is the state in words.
func (s ShipmentState) String() string { return stateNames[ShipmentMachine][s] }

// String is the state in words.
func (s PurchaseState) String() string { return stateNames[PurchaseMachine][s] }

// String is the state in words.
func (s CaseState) String() string { return stateNames[CaseMachine][s] }

// StateName is the name of any machine's state.
func StateName(m Machine, s uint8) string { return stateNames[m][s&31] }

var stateNames = [Machines][32]string{
	OrderMachine: {
		"none", "created", "stock asked", "date offered", "backordered", "reserved", "payment asked", "payment refused",
		"payment unsure", "authorised", "confirmed", "dispatch asked", "shipped", "delivered", "sending again", "refunding",
		"cancelling", "needs attention", "rejected", "sold out", "fraud blocked", "declined", "cancelled", "completed", "refunded",
	},
	PaymentMachine: {
		"none", "requested", "challenged", "in review", "no answer", "authorised", "captured", "settled", "disputed",
		"declined", "blocked", "voided", "expired", "refunded", "charged back",
	},
	ReservationMachine: {"none", "waiting for goods", "held", "taken", "released", "expired", "shipped"},
	ShipmentMachine: {
		"none", "requested", "picking", "packed", "labelled", "collected", "out for delivery", "attempt failed",
		"delivered", "lost", "damaged", "returned to sender", "cancelled",
	},
	PurchaseMachine: {"none", "sent", "acknowledged", "partly received", "received", "refused", "cancelled"},
	CaseMachine: {
		"none", "return requested", "return received", "claim made", "disputed", "refunded", "partly refunded", "refused", "won", "charged back",
	},
}

// Why says why an order did not go through at once.
type Why uint8

// The reasons.
const (
	WhyNone Why = iota
	WhySoldOut
	WhyDeclined
	WhyFraud
	WhyReview
	WhyCancelled
	WhyUnsure
	WhyBusy
	WhyInvalid
	WhyLost
	WhyDate
	WhyChallenge
)

// String is the reason as a customer reads it.
func (w Why) String() string {
	return [...]string{
		"", "sold out", "the card was declined", "the order could not be accepted", "the order is being looked at",
		"cancelled as you wished", "the bank has not answered yet", "too much is going on", "the order was not valid",
		"the parcel was lost", "the date did not suit", "your bank wants to know that it is you",
	}[w]
}
