package study

import (
	"math"
	"slices"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// mapOf judges who wins where. The trials are by point, variant and replication.
//
// At each point the variants are compared pair by pair on the same luck. One wins if all others can
// be told to be worse (see [experiment.Compare] for the set that cannot be told from the best). The
// regret of a variant at a point is what it loses there to the variant with the best mean, and its
// largest is the most that choosing it everywhere can cost.
func (p *SweepPlan) mapOf(trials [][][]sweepTrial) *Sweep {
	metric := scenarios.Scored[p.metric]
	w := &Sweep{
		Metric: metric, Variants: p.names, Design: p.Design, Replications: p.Replications,
		Wins: make([]float64, len(p.Variants)), Regret: make([]float64, len(p.Variants)), At: make([]int, len(p.Variants)),
		Regrets: make([]experiment.Estimate, len(p.Variants)),
	}
	for _, a := range p.axes {
		w.Axes = append(w.Axes, a.Axis)
	}
	for i, byVariant := range trials {
		point := Point{At: p.points[i].at, Place: p.points[i].place, Share: p.points[i].share, Winner: -1}
		row := compareAt(metric, p.names, 0, byVariant).Rows[0]
		for v, cell := range row.Cells {
			point.Estimates = append(point.Estimates, cell.Estimate)
			point.Hashes = append(point.Hashes, byVariant[v][0].hash)
		}
		point.Best = row.Best
		if len(row.Best) == 1 {
			point.Winner = row.Best[0]
			w.Wins[point.Winner]++
		} else {
			w.Ties++
		}
		w.regret(i, point, byVariant)
		w.Points = append(w.Points, point)
	}
	n := float64(max(1, len(trials))) // once, at the end: 96 times a 96th is not quite 1
	w.Ties /= n
	for v := range w.Wins {
		w.Wins[v] /= n
	}
	return w
}

// compareAt compares the variants at one point, against one of them.
func compareAt(metric experiment.Metric, variants []string, baseline int, byVariant [][]sweepTrial) *experiment.Comparison {
	observations := make([][][]experiment.Value, len(byVariant))
	for v, trials := range byVariant {
		for _, t := range trials {
			observations[v] = append(observations[v], []experiment.Value{t.value})
		}
	}
	return experiment.Compare([]experiment.Metric{metric}, variants, baseline, observations, experiment.Options{Confidence: confidence})
}

// regret notes what each variant loses at a point to the one with the best mean.
func (w *Sweep) regret(at int, point Point, byVariant [][]sweepTrial) {
	best := -1
	for v, e := range point.Estimates {
		if e.N > 0 && (best < 0 || w.lost(e.Mean, point.Estimates[best].Mean) < 0) {
			best = v
		}
	}
	if best < 0 {
		return
	}
	for v, cell := range compareAt(w.Metric, w.Variants, best, byVariant).Rows[0].Cells {
		e := cell.Difference
		if w.Metric.Better == experiment.More {
			e.Mean, e.Low, e.High = -e.Mean, -e.High, -e.Low
		}
		if e.N > 0 && (w.Regrets[v].N == 0 || e.Mean > w.Regret[v]) {
			w.Regret[v], w.Regrets[v], w.At[v] = math.Max(0, e.Mean), e, at
		}
	}
}

// lost is how much worse a number is than another.
func (w *Sweep) lost(x, than float64) float64 {
	if w.Metric.Better == experiment.More {
		return than - x
	}
	return x - than
}

// Letters are who wins at a point: A, or A B if they cannot be told apart.
func (w *Sweep) Letters(p Point) string {
	text := ""
	for _, v := range p.Best {
		text += string(rune('A' + v))
	}
	return text
}

// MapPart is who wins in one part of an axis.
type MapPart struct {
	Part   string    // of the axis, in words
	Points int       // in it
	Wins   []float64 // by variant, of the points
}

// Marginal is who wins along one axis, whatever the others are: by value, or where there are many
// by quarter.
func (w *Sweep) Marginal(axis int) []MapPart {
	var shares []MapPart
	for i := range w.Points {
		part := w.partOf(axis, i)
		at := slices.IndexFunc(shares, func(s MapPart) bool { return s.Part == part })
		if at < 0 {
			at = len(shares)
			shares = append(shares, MapPart{Part: part, Wins: make([]float64, len(w.Variants))})
		}
		shares[at].Points++
		if winner := w.Points[i].Winner; winner >= 0 {
			shares[at].Wins[winner]++
		}
	}
	for i := range shares {
		for v := range shares[i].Wins {
			shares[i].Wins[v] /= float64(shares[i].Points)
		}
	}
	order := w.parts(axis)
	slices.SortStableFunc(shares, func(a, b MapPart) int { return slices.Index(order, a.Part) - slices.Index(order, b.Part) })
	return shares
}

// quarters is into how many parts a range is cut that has no values of its own.
const quarters = 4

// parts are those of an axis, in their order.
func (w *Sweep) parts(axis int) []string {
	a := w.Axes[axis]
	if w.Design == Grid || !a.Ranged {
		return a.Values
	}
	var parts []string
	for q := range quarters {
		parts = append(parts, scenarios.SayNumber(a.at(float64(q)/quarters), a.Is, "")+" to "+scenarios.SayNumber(a.at(float64(q+1)/quarters), a.Is, a.Unit))
	}
	return parts
}

// partOf is the part of an axis in which a point lies.
func (w *Sweep) partOf(axis, point int) string {
	if w.Design == Grid || !w.Axes[axis].Ranged {
		return w.Points[point].At[axis]
	}
	return w.parts(axis)[min(quarters-1, int(w.Points[point].Share[axis]*quarters))]
}

// Cut is what stands at a share of an axis, in words.
func (a *Axis) Cut(share float64) string {
	if !a.Ranged {
		return a.Values[min(len(a.Values)-1, int(share*float64(len(a.Values))))]
	}
	return scenarios.SayNumber(a.at(share), a.Is, "")
}

// at is the number at a share of a range.
func (a *Axis) at(share float64) float64 {
	if a.Log {
		return a.Low * math.Pow(a.High/a.Low, share)
	}
	return a.Low + share*(a.High-a.Low)
}
