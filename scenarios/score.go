package scenarios

import "buynow/sim/experiment"

// Score is what one run amounts to beside other runs on the same luck. It is small enough to be
// kept of hundreds of runs, and holds nothing that depends on the machine.
type Score struct {
	Seed      uint64
	TraceHash string
	Events    uint64
	Placed    int                // orders
	Values    []experiment.Value // of the metrics of [Scored], in their order

	Broken  []Breach // invariants that were broken and stayed so, in the order of the catalogue
	Judged  int      // invariants that were judged
	Finding string   // what the summary of the run says
	Order   int      // that shows it

	Fates   []Fate  // of everybody who clicked on Buy Now, by intent
	Reached [16]int // orders that came through each step; 0 is not used
	Answer  Times   // from the first click on Buy Now to the thank-you, or an honest no
	Door    Times   // from the first click to the parcel at the door
	Slices  []Slice // of the time of the load and a while after it
	Width   float64 // of a slice, in seconds
	Faults  []FaultLine
}

// Breach is an invariant that a run broke.
type Breach struct {
	Invariant string
	Shop      int // times, by the shop itself
	World     int // times, by what the world did and nobody repaired
	Order     int // an example
}

// Fate is how the wish of one customer ended. The intent is the same in every variant, the number
// of the order is not.
type Fate struct {
	Intent uint64
	Order  uint64 // 0 if the wish never came to an order
	End    Ending
	Harm   Harm
	At     float64 // seconds, when it was clear
}

// Slice is what happened in one slice of time.
type Slice struct {
	Due       float64 // customers who clicked for the first time
	Confirmed float64 // thank-yous
	AtRisk    float64 // euros that customers miss without getting anything for them, at the end of the slice
}

// Times are durations on a fixed grid of logarithmic buckets, and those that never came to an end.
// See [TimesAt].
type Times struct {
	Counts []uint32
	Never  uint32 // censored: failed, lost or given up
}

// Ending is how a wish ended. Endings are told by words, as in a table of who ended differently.
type Ending uint8

// The endings of a wish. Their words are said by String.
const (
	Unanswered Ending = iota // clicked, and never learnt what became of it
	TurnedAway               // told to try later, before there was an order
	EndedDeclined
	EndedFraudBlocked
	EndedSoldOut
	EndedRejected
	EndedCancelled
	EndedRefunded
	EndedDelivered // at the door, and settled
	EndedReturned
	EndedOpen      // still on its way when the run ended
	EndedAttention // a person has to look at it
	Endings
)

// Harm is what a wish suffered beside its ending, as bits.
type Harm uint8

// The harms.
const (
	ChargedTwice  Harm = 1 << iota
	MoneyOrphaned      // held for nothing for more than a minute
	Oversold
	Stuck
)

// Scored are the metrics of a [Score], in the order of its values, grouped for a table: safety first.
var Scored []experiment.Metric
