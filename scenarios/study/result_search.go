package study

import "buynow/sim/experiment"

// Capacity is how much load a shop can take.
type Capacity struct {
	Vary      string              `json:"vary"`  // the path, such as vars.peak
	Unit      string              `json:"unit"`  // of what it counts: customers/s
	Is        string              `json:"is"`    // what it is: number, whole number, share, duration (in seconds), euros
	Until     []string            `json:"until"` // the thresholds that must hold
	Estimate  experiment.Estimate `json:"estimate"`
	Tolerance float64             `json:"tolerance"` // relative, of the search
	Bound     string              `json:"bound"`     // "" or why the search ended without finding the knee: [LeastFails], [MostPasses]
	Phase     string              `json:"phase"`     // of the load, in which goodput and p99 are measured
	Probes    []Probe             `json:"probes"`    // by load, ascending
	Broken    string              `json:"broken"`    // the threshold that fails first
	Actor     string              `json:"actor"`     // that gives way
	Why       string              `json:"why"`       // in a sentence
	Try       string              `json:"try"`       // what may help: actors.bank.workers=40
	Shape     string              `json:"shape"`     // bends or collapses
	ShapeWhy  string              `json:"shape_why"`
	Beyond    []Beyond            `json:"beyond"` // what the shape is judged by
}

// Why a search may end without finding the knee.
const (
	LeastFails = "even the least load fails"
	MostPasses = "even the largest load passes"
)

// What a shop may do beyond its knee.
const (
	Bends     = "bends"
	Collapses = "collapses"
	Unclear   = "unclear"
)

// Beyond is how much of its best goodput is left at a load beyond the knee.
type Beyond struct {
	Times float64             `json:"times"` // of the knee
	Load  float64             `json:"load"`
	Share experiment.Estimate `json:"share"` // replication by replication
}

// Probe is one load that was tried.
type Probe struct {
	Load        float64             `json:"load"`
	Passed      int                 `json:"passed"` // replications that kept the thresholds
	Of          int                 `json:"of"`
	Goodput     experiment.Estimate `json:"goodput"`     // thank-yous a second in the phase
	P99         experiment.Estimate `json:"p99"`         // of the checkout in it, in seconds
	Utilization map[string]float64  `json:"utilization"` // by actor, at its busiest
	Broken      []string            `json:"broken"`      // thresholds that failed in most of the replications
}

// Sweep is which variant wins where.
type Sweep struct {
	Metric   experiment.Metric `json:"metric"` // by which it is judged
	Variants []string          `json:"variants"`
	Axes     []Axis            `json:"axes"`
	Design   string            `json:"design"` // grid, sobol
	Points   []Point           `json:"points"`
	Wins     []float64         `json:"wins"`   // share of the points at which each variant is best
	Regret   []float64         `json:"regret"` // the largest that each loses to the best anywhere, in the metric's unit
	At       []int             `json:"at"`     // the point of that

	Replications int                   `json:"replications"` // at each point
	Ties         float64               `json:"ties"`         // share of the points at which several cannot be told apart
	Regrets      []experiment.Estimate `json:"regrets"`      // the largest regret of each with its interval
}

// Axis is one path that is varied.
type Axis struct {
	Path   string   `json:"path"`
	Is     string   `json:"is"`     // what it is: number, whole number, share, duration (in seconds), euros; empty if it is words
	Unit   string   `json:"unit"`   // of what it counts: customers/s
	Ranged bool     `json:"ranged"` // it was given by its ends
	Values []string `json:"values"` // as they are set; of a Sobol design the two ends
	Low    float64  `json:"low"`
	High   float64  `json:"high"`
	Log    bool     `json:"log"`
}

// Point is one place in the map.
type Point struct {
	At        []string              `json:"at"`        // a value for each axis
	Place     []float64             `json:"place"`     // the same as numbers
	Share     []float64             `json:"share"`     // where that is on each axis of a Sobol design, 0 to 1
	Estimates []experiment.Estimate `json:"estimates"` // by variant
	Best      []int                 `json:"best"`      // those that cannot be told apart from the best
	Winner    int                   `json:"winner"`    // -1 if more than one
	Hashes    []string              `json:"hashes"`    // of the traces of the first replication, by variant
}
