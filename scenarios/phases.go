package scenarios

import (
	"slices"
	"strconv"
	"time"

	"buynow/sim/metrics"
)

// PhaseLine is what became of the customers who came in one phase of the load.
type PhaseLine struct {
	Phase     string  `json:"phase"`
	From      float64 `json:"from"`
	Until     float64 `json:"until"`
	Warmup    bool    `json:"warmup"` // left out of metrics and thresholds
	Customers int     `json:"customers"`
	Orders    int     `json:"orders"`    // customers who clicked on Buy Now
	Confirmed int     `json:"confirmed"` // of these, who were promised their goods
	NoPage    int     `json:"no_page"`   // clicks that got no page
	P50       float64 `json:"p50"`       // of the checkout, in milliseconds
	P95       float64 `json:"p95"`
	P99       float64 `json:"p99"`
	Example   int     `json:"example"` // an order near p99
}

// phaseOf is what a stage of a crowd is called, and whether it is a warm-up.
// Stages of one name are one phase, whichever crowd they belong to.
func (l Crowds) phaseOf(crowd, stage int) (name string, warmup bool) {
	_, stages := l[crowd].stages()
	name = stages[stage].Name
	if name == "" {
		name = "stage " + strconv.Itoa(stage+1)
	}
	return name, stages[stage].Warmup
}

// phaseTally counts the customers of one phase, those of a warm-up, too.
type phaseTally struct {
	name                         string
	warmup                       bool
	from, until                  time.Duration
	customers, orders, confirmed int
	noPage                       int
	checkout                     *metrics.Series // nil beyond mostPhases
}

// mostPhases is how many phases are told apart without asking: each has
// histograms of its own.
const mostPhases = 100

// phasesOf lists the phases of a load in the order in which they begin. A step
// takes no time, and nobody comes in it.
func phasesOf(l Crowds) []phaseTally {
	var phases []phaseTally
	for i := range l {
		from := l[i].StartTime
		_, stages := l[i].stages()
		for n, stage := range stages {
			until := from + stage.Duration
			name, warmup := l.phaseOf(i, n)
			at := slices.IndexFunc(phases, func(p phaseTally) bool { return p.name == name && p.warmup == warmup })
			switch {
			case stage.Duration == 0:
			case at < 0:
				phases = append(phases, phaseTally{name: name, warmup: warmup, from: from, until: until})
			default:
				phases[at].from, phases[at].until = min(phases[at].from, from), max(phases[at].until, until)
			}
			from = until
		}
	}
	slices.SortStableFunc(phases, func(a, b phaseTally) int { return int(min(max(a.from-b.from, -1), 1)) })
	return phases
}

// lines are the phases as the summary shows them.
func phaseLines(phases []phaseTally) []PhaseLine {
	var lines []PhaseLine
	for _, p := range phases[:min(len(phases), mostPhases)] {
		line := PhaseLine{
			Phase: p.name, From: p.from.Seconds(), Until: p.until.Seconds(), Warmup: p.warmup,
			Customers: p.customers, Orders: p.orders, Confirmed: p.confirmed, NoPage: p.noPage,
		}
		if trend, ok := p.checkout.All.(*metrics.Trend); ok {
			line.P50, line.P95, line.P99 = millis(trend.At(50)), millis(trend.At(95)), millis(trend.At(99))
			line.Example = int(trend.Example())
		}
		lines = append(lines, line)
	}
	return lines
}
