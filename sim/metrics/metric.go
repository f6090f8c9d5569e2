package metrics

// Kind is what a metric makes of what is recorded. The kinds are those of k6.
type Kind uint8

// The kinds.
const (
	TrendKind   Kind = iota // the distribution of durations
	RateKind                // the share that counted
	CounterKind             // a sum
	GaugeKind               // a level that goes up and down
)

// String is the kind's name.
func (k Kind) String() string { return [...]string{"trend", "rate", "counter", "gauge"}[k] }

// Aggregate is one number made of all that was recorded.
type Aggregate uint8

// The aggregates. Not every kind has each: see [Kind.Aggregates].
const (
	Avg Aggregate = iota
	Min
	Med
	Max
	Percentile // p(N)
	Count
	PerSecond // rate of a counter
	Share     // rate of a rate
	Value     // of a gauge: the level now
)

// aggregates are the names of what may be asked of each kind.
var aggregates = [...][]named{
	TrendKind:   {{"avg", Avg}, {"min", Min}, {"med", Med}, {"max", Max}, {"p", Percentile}},
	RateKind:    {{"rate", Share}},
	CounterKind: {{"count", Count}, {"rate", PerSecond}},
	GaugeKind:   {{"value", Value}, {"avg", Avg}, {"max", Max}},
}

type named struct {
	name string
	of   Aggregate
}

// Aggregates lists what may be asked of a metric of this kind, as it is written
// in a threshold.
func (k Kind) Aggregates() []string {
	var names []string
	for _, a := range aggregates[k] {
		name := a.name
		if a.of == Percentile {
			name = "p(N)"
		}
		names = append(names, name)
	}
	return names
}

// Unit is what the numbers of a metric are.
type Unit uint8

// The units. The numbers of a trend are always durations.
const (
	Number   Unit = iota
	Duration      // nanoseconds inside, milliseconds in files and summaries
	Part          // of a whole, 0 to 1, which may be written in percent
)

// String is the unit as lists name it.
func (u Unit) String() string { return [...]string{"number", "ms", "0 to 1"}[u] }

// Metric says what a metric is.
type Metric struct {
	Name string
	Kind Kind
	Unit Unit
	Tags []string // that tell its numbers apart
	Must string   // the one of them without which it says nothing, if any
	Text string
}
