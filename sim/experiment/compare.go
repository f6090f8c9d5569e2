package experiment

import (
	"fmt"
	"math"
)

// Options say how sure a comparison has to be.
type Options struct {
	Confidence float64 // of each interval; 0.95 if 0
	// Looks is how many times the numbers may be looked at to decide whether to go on; 1 if 0.
	// Each interval and each test is made at a share of the error that pays for all of them.
	Looks int
}

func (o Options) orDefault() Options {
	if o.Confidence == 0 {
		o.Confidence = 0.95
	}
	o.Looks = max(1, o.Looks)
	return o
}

// alpha is the probability with which one interval may miss.
func (o Options) alpha() float64 { return (1 - o.Confidence) / float64(o.Looks) }

// Compare holds each variant against the baseline in each metric. The observations are by
// variant, replication and metric, as many for each variant.
//
//  1. what each variant came to, with an interval;
//  2. what it differs from the baseline, pair by pair, since replication r of both had the
//     same luck;
//  3. how likely such a difference is if there were none, corrected for how many questions
//     were asked at once;
//  4. which variants cannot be told apart from the best.
//
// Pairs in which either value is unknown are left out. A metric that is exactly the same in
// every pair is called so, and counts for no test: given how large the differences are, here 0,
// no direction of them could have come out significant, so it takes no share of the error
// (Tarone, Biometrics 46, 1990).
func Compare(metrics []Metric, variants []string, baseline int, observations [][][]Value, o Options) *Comparison {
	o = o.orDefault()
	c := &Comparison{Variants: variants, Baseline: baseline, Confidence: o.Confidence, Looks: o.Looks}
	if len(variants) > 0 {
		c.Replications = len(observations[baseline])
	}
	for v := range variants {
		if len(observations[v]) != c.Replications {
			panic(fmt.Sprintf("compare: %s has %d replications, %s has %d",
				variants[v], len(observations[v]), variants[baseline], c.Replications))
		}
	}
	var numbers [][][]float64 // by metric, variant and replication
	var kinds []kind
	for m, metric := range metrics {
		samples := make([][]Value, len(variants))
		for v := range variants {
			for _, replication := range observations[v] {
				samples[v] = append(samples[v], replication[m])
			}
		}
		k := kind{rare: metric.Rare, yesNo: saysYesOrNo(samples)}
		row, x := rowOf(k, baseline, samples, o)
		row.Metric = metric
		c.Rows, numbers, kinds = append(c.Rows, row), append(numbers, x), append(kinds, k)
	}
	c.judge()
	c.choose(numbers, kinds, o)
	return c
}

// kind is how the numbers of a metric are to be taken.
type kind struct {
	rare  bool // events among those who were exposed
	yesNo bool // yes or no of each replication
}

// saysYesOrNo tells if all that is known of a metric is yes or no: 1 or 0 of one.
func saysYesOrNo(samples [][]Value) bool {
	for _, sample := range samples {
		for _, v := range sample {
			if v.Known() && (v.Of != 1 || v.X != 0 && v.X != 1) {
				return false
			}
		}
	}
	return true
}

// rowOf compares the samples of one metric, by variant, which it also returns as numbers.
func rowOf(k kind, baseline int, samples [][]Value, o Options) (row Row, numbers [][]float64) {
	numbers = make([][]float64, len(samples))
	for v, sample := range samples {
		for _, value := range sample {
			numbers[v] = append(numbers[v], value.X)
		}
	}
	for v, sample := range samples {
		cell := Cell{Holm: 1, Verdict: IsBaseline}
		cell.Estimate, cell.Harm = estimate(k, sample, o.alpha())
		pair := both(numbers[baseline], numbers[v], k.yesNo)
		cell.Difference, cell.P = pair.difference(o.alpha())
		cell.P = min(1, cell.P*float64(o.Looks))
		cell.Relative = pair.relative(o.alpha())
		if v != baseline {
			cell.Pairing = pair.pairing()
			cell.Verdict = open(cell)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row, numbers
}

// estimate is what one variant came to, with the rate of a rare harm beside it. How often a
// whole replication says yes is a rate, too. A harm that never happened, or as often in each
// replication, has no spread of its own, and is bounded by what its rate can be.
func estimate(k kind, sample []Value, alpha float64) (Estimate, *Harm) {
	var known []Value
	var numbers []float64
	for _, v := range sample {
		if measured(v.X) {
			known, numbers = append(known, v), append(numbers, v.X)
		}
	}
	e := meanOf(numbers, alpha)
	if k.yesNo && e.N > 1 {
		n := float64(e.N)
		e.Low, e.High = clopperPearson(math.Round(e.Mean*n), n, alpha)
		e.Method = ClopperPearson
	}
	if !k.rare {
		return e, nil
	}
	h := harmOf(known, alpha)
	if e.Method == Exact && h.Exposed > 0 && h.Events <= h.Exposed {
		each := h.Exposed / float64(e.N)
		e.Low, e.High, e.Method = h.Low*each, h.High*each, ClopperPearson
	}
	return e, h
}

// open is the verdict on a cell before it is judged with the others.
func open(c Cell) Verdict {
	d := c.Difference
	switch {
	case d.N < 2:
		return NotKnown
	case d.Method == Exact && d.Mean == 0:
		return TheSame
	}
	return NoDifference
}

// judge corrects all tests of a comparison together, and says of each what it shows.
func (c *Comparison) judge() {
	var tested []*Cell
	var better []Better
	var p []float64
	for _, row := range c.Rows {
		for v := range row.Cells {
			if cell := &row.Cells[v]; cell.Verdict == NoDifference {
				tested, better, p = append(tested, cell), append(better, row.Metric.Better), append(p, cell.P)
			}
		}
	}
	c.Tests = len(tested)
	for i, adjusted := range holm(p) {
		tested[i].Holm = adjusted
		if adjusted <= 1-c.Confidence {
			tested[i].Verdict = verdict(tested[i].Difference.Mean, better[i])
		}
	}
}

func verdict(difference float64, better Better) Verdict {
	switch {
	case better == Neither:
		return IsDifferent
	case (difference > 0) == (better == More):
		return IsBetter
	}
	return IsWorse
}
