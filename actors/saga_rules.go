package actors

import "time"

// SagaRules are the shop's strategy about orders that fail halfway, and about
// messages that do not arrive, or arrive twice. An order is a saga: a chain of
// steps at several places, each of which has a compensation that undoes it.
type SagaRules struct {
	// Compensate is what becomes of the steps behind an order that fails. in-reverse
	// undoes them, the last first: money is released or given back, then the goods.
	// none leaves everything as it is: goods stay set aside until the reservation ends,
	// and money stays held, or taken for nothing. Source: H. Garcia-Molina and K.
	// Salem, Sagas, 1987; the checkout of Online Boutique leaves the card charged when
	// the shipping fails.
	Compensate Compensation
	// Cancel is how a customer's change of mind meets a payment that is under way.
	// guarded undoes the payment, however it ends. by-state looks at what is known at
	// that moment: an order whose payment is on its way is cancelled, and paid. Source:
	// assumed; eShop cancels an order before it is marked as paid, and has no refund.
	Cancel Cancellation
	// Outbox writes down what is owed to others together with the change that causes
	// it, so that a crash does not forget it. Without it, that is in memory only.
	// Source: the transactional outbox (C. Richardson, Microservices Patterns).
	Outbox Switch
	// Inbox lets the warehouse and the mail provider drop what they have seen before.
	// Without it, they do it again. Source: the idempotent receiver (G. Hohpe and B.
	// Woolf, Enterprise Integration Patterns).
	Inbox Switch
	// Delivery is how hard the order manager tries to get a message through.
	// at-least-once repeats it until it is acknowledged, and is safe with receivers
	// that drop copies. at-most-once sends it once. Source: assumed; queues such as SQS
	// and Kafka deliver at least once unless told otherwise.
	Delivery Guarantee
	// Fence refuses what an instance wants to write that stood still, and was replaced
	// meanwhile: its work ends there, and whoever waits for its answer hears nothing.
	// Without it, it writes what it believes over what the new instance has done.
	// Source: fencing tokens (M. Kleppmann, How to do distributed locking, 2016); the
	// epoch of a Kafka producer, the term of a Raft leader.
	Fence Switch
	// Reconcile is the time, in whole days, between two looks of the merchant system
	// at payments that nobody has answered, and at reviews that nobody has decided; 0s
	// looks only when they have run out. Who reconciles also gives back what the bank's
	// files list twice, and what was paid for an order that counts on another payment.
	// Source: assumed; payments are usually reconciled once a day.
	Reconcile time.Duration
}

// DefaultSagaRules are those of a careful shop: the first of each list.
func DefaultSagaRules() SagaRules {
	return SagaRules{Reconcile: Day}
}

// Compensation is what becomes of the steps behind an order that fails.
type Compensation uint8

// The strategies.
const (
	CompensateInReverse Compensation = iota
	CompensateNothing
)

var compensationNames = [...]string{"in-reverse", "none"}

// String is its name.
func (c Compensation) String() string { return compensationNames[c] }

// MarshalText is its name.
func (c Compensation) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText finds it by its name.
func (c *Compensation) UnmarshalText(text []byte) error {
	return choose(c, "way to compensate", compensationNames[:], text)
}

// Compensations are the names of all ways to compensate.
func Compensations() []string { return compensationNames[:] }

// Cancellation is how a change of mind meets a payment that is under way.
type Cancellation uint8

// The strategies.
const (
	CancelGuarded Cancellation = iota // it is undone, however it ends
	CancelByState                     // what is not known yet is not undone
)

var cancellationNames = [...]string{"guarded", "by-state"}

// String is its name.
func (c Cancellation) String() string { return cancellationNames[c] }

// MarshalText is its name.
func (c Cancellation) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText finds it by its name.
func (c *Cancellation) UnmarshalText(text []byte) error {
	return choose(c, "way to cancel", cancellationNames[:], text)
}

// Cancellations are the names of all ways to cancel.
func Cancellations() []string { return cancellationNames[:] }

// Guarantee is how often a message is sent that is not acknowledged.
type Guarantee uint8

// The strategies.
const (
	AtLeastOnce Guarantee = iota
	AtMostOnce
)

var guaranteeNames = [...]string{"at-least-once", "at-most-once"}

// String is its name.
func (d Guarantee) String() string { return guaranteeNames[d] }

// MarshalText is its name.
func (d Guarantee) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText finds it by its name.
func (d *Guarantee) UnmarshalText(text []byte) error {
	return choose(d, "guarantee of delivery", guaranteeNames[:], text)
}

// Guarantees are the names of all guarantees.
func Guarantees() []string { return guaranteeNames[:] }

// nextLook is the day of the next look at what nobody has answered: after the
// period, and on the last day.
func (r *SagaRules) nextLook(today, last int) int {
	next := last
	if r.Reconcile > 0 {
		next = min(today+int((r.Reconcile+Day-1)/Day), last)
	}
	return max(next, today+1)
}
