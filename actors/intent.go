package actors

// IntentRange is how many intents have numbers in a row. Those of customers who
// come by a schedule are in the first range, counted from 1. Each crowd of
// virtual users has a range of its own, so that neither how many others come nor
// how fast the shop is changes whose luck a customer has. Within a range numbers
// are dense: what is kept by intent is a row for each range.
const IntentRange = 1 << 36

// testerRange is the first of the ranges of card testers whom faults send.
const testerRange = 960

// RangeOf cuts an intent into its range and its number there.
func RangeOf(intent uint64) (row, number uint64) { return intent / IntentRange, intent % IntentRange }

// Turn tells whoever lets the customers in that one of their virtual users may
// come again.
type Turn struct{ Crowd, User int }
