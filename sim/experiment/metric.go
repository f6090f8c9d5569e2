package experiment

import "math"

// Metric is something that is measured once in every replication.
type Metric struct {
	Name   string `json:"name"`   // as in files and flags: double_charges
	Text   string `json:"text"`   // in words, to stand in a table: "charged twice"
	Group  string `json:"group"`  // Safety, Orders, Time, Recovery, Cost, Money, Fairness
	Unit   Unit   `json:"unit"`   // of its value
	Better Better `json:"better"` // which way is an improvement
	Rare   bool   `json:"rare"`   // a count of harms among the units that were exposed to it: [Value.Of]
}

// Unit is what a metric counts.
type Unit string

// The units of metrics. What is told to people is told in these; a share is 0 to 1.
const (
	Count     Unit = "count"
	Seconds   Unit = "s"
	Share     Unit = "share"
	Euro      Unit = "euro"
	EuroHours Unit = "euro-hours"
	PerSecond Unit = "/s"
	Ratio     Unit = "ratio"
)

// Better is which way a metric gets better.
type Better string

// The ways of getting better. A metric without one is told, and never called better or worse.
const (
	Less    Better = "less"
	More    Better = "more"
	Neither Better = ""
)

// Value is what a metric came to in one replication. Of is how many units were exposed to a
// rare harm, such as the orders that could have been charged twice. It is 1 of what a whole replication
// says yes or no to, 1 or 0, such as that the shop recovered; elsewhere it is 0.
type Value struct{ X, Of float64 }

// Unknown is the value of a metric that a replication says nothing about: the time to
// recover when nothing had happened. Pairs with an unknown value are left out.
var Unknown = Value{X: math.NaN()}

// Known tells if a replication said anything.
func (v Value) Known() bool { return !math.IsNaN(v.X) }
