package actors

import "buynow/sim"

// What the shop reports, beside what the kernel does.
const (
	// Changed: something goes from one state to the next; see ChangeOf.
	Changed = sim.FirstWhat + iota
	// Illegal: something was about to change in a way its machine forbids.
	Illegal
	// Committed: a record was written to an actor's ledger; A is its number.
	Committed
	// Placed: an order was created; A is its total in cents, B its units, C the
	// client key.
	Placed
	// Effect: something that must happen once happened; A is its key, B the kind
	// of message that asked for it.
	Effect
	// Statement: the bank's own sums; A is all money available on accounts, B all
	// that is held.
	Statement
	// Counted: the stock database's own count of a product; A is the SKU, B the
	// units on the shelf, C those reserved.
	Counted
	// Archived: an actor has put an order away; A is the state in which it ended.
	Archived
	// WrittenOff: goods were sent for which no money can be had; A is the amount.
	WrittenOff
)
