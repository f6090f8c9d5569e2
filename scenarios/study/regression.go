package study

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"buynow/sim/experiment"
)

// DefaultTolerance is how much worse a metric may be before that is a regression, as a share of what it was.
const DefaultTolerance = 0.02

// Against is what an answer is worth beside an older one: the same scenario, before a change and after it.
type Against struct {
	Version   string        `json:"version"`   // of the older answer
	Digest    string        `json:"digest"`    // of its scenario
	Tolerance float64       `json:"tolerance"` // as a share of what a metric was
	Tests     int           `json:"tests"`     // that Holm's correction counts
	Same      int           `json:"same"`      // metrics of variants that are the same in every pair
	Worse     []Changed     `json:"worse"`     // beyond their interval and the tolerance
	Within    []Changed     `json:"within"`    // beyond their interval, but not beyond the tolerance
	Better    []Changed     `json:"better"`    // beyond their interval
	Missing   []string      `json:"missing"`   // what only one of the answers has
	Luck      []VariantLuck `json:"luck"`      // by variant that both have
}

// VariantLuck says how a variant was held against what it was.
type VariantLuck struct {
	Variant string `json:"variant"`
	Pairs   int    `json:"pairs"` // replications with the same luck in both; 0 if so few that means were held against each other
	Runs    int    `json:"runs"`  // if there are no pairs, those of the smaller answer
}

// Changed is a metric of a variant that is not what it was.
type Changed struct {
	Variant string            `json:"variant"`
	Metric  experiment.Metric `json:"metric"`
	Held    experiment.Held   `json:"held"`
	Holm    float64           `json:"holm"`
}

// ErrNothingInCommon means that two answers have no metric of a variant that is known in both often enough: nobody can say
// that nothing is worse.
var ErrNothingInCommon = errors.New("the older answer and this one have nothing in common")

// FitsPlan is an error if no answer to the plan can be held against this older one, before it is made.
func (r *Result) FitsPlan(p *Plan) error {
	was := r.Comparison.byVariant()
	for _, name := range p.names() {
		if was[name] != nil {
			return nil
		}
	}
	return fmt.Errorf("%w: it is about %s, and this one is about %s", ErrNothingInCommon,
		list(slices.Sorted(maps.Keys(was))), list(p.names()))
}

// HoldAgainst is the story of a regression test:
//  1. each variant that both answers have is held against what it was, metric by metric: pair by pair if
//     half of the runs or more had the same seeds, else mean against mean;
//  2. all the p values are corrected together;
//  3. what is worse beyond its interval and by more than the tolerance is a regression.
//
// What only one of the answers has is told. If that is all, it is [ErrNothingInCommon].
func (r *Result) HoldAgainst(before *Result, tolerance float64) (*Against, error) {
	if before.Scenario != r.Scenario {
		return nil, fmt.Errorf("the older answer is about %s, and this one is about %s", before.Scenario, r.Scenario)
	}
	a := &Against{Version: before.Version, Digest: before.Digest, Tolerance: tolerance,
		Worse: []Changed{}, Within: []Changed{}, Better: []Changed{}, Missing: []string{}, Luck: []VariantLuck{}}
	was, is := before.Comparison.byVariant(), r.Comparison.byVariant()
	var all []Changed
	for _, line := range before.Comparison.Variants {
		if is[line.Name] == nil {
			a.Missing = append(a.Missing, "the variant "+line.Name+" is only in the older answer")
		}
	}
	for _, line := range r.Comparison.Variants {
		if was[line.Name] == nil {
			a.Missing = append(a.Missing, "the variant "+line.Name+" is not in the older answer")
			continue
		}
		luck := luckOf(line.Name, was[line.Name], is[line.Name])
		a.Luck = append(a.Luck, luck)
		a.missValues(before.Comparison, r.Comparison, line.Name)
		all = append(all, r.Comparison.changes(before.Comparison, luck)...)
	}
	a.missMetrics(before.Comparison, r.Comparison)
	a.judge(all)
	if a.Tests+a.Same == 0 {
		return nil, ErrNothingInCommon
	}
	return a, nil
}

// byVariant are the runs of each variant, by its name.
func (c *Comparison) byVariant() map[string][]MadeRun {
	by := map[string][]MadeRun{}
	for _, one := range c.Runs {
		by[one.Variant] = append(by[one.Variant], one)
	}
	return by
}

func luckOf(variant string, was, is []MadeRun) VariantLuck {
	luck := VariantLuck{Variant: variant, Runs: min(len(was), len(is))}
	for _, one := range is {
		if slices.ContainsFunc(was, func(other MadeRun) bool { return other.Seed == one.Seed }) {
			luck.Pairs++
		}
	}
	if luck.Pairs < 2 || 2*luck.Pairs < luck.Runs { // two pairs of ten runs know less than ten means
		luck.Pairs = 0
	}
	return luck
}

// changes holds each metric of a variant against what it was.
func (c *Comparison) changes(before *Comparison, luck VariantLuck) []Changed {
	was, is := before.byVariant()[luck.Variant], c.byVariant()[luck.Variant]
	if luck.Pairs > 0 {
		was, is = paired(was, is)
	}
	var all []Changed
	for m, row := range c.Rows {
		old := slices.IndexFunc(before.Rows, func(r experiment.Row) bool { return r.Metric.Name == row.Metric.Name })
		if old < 0 {
			continue
		}
		hold := experiment.Unpaired
		if luck.Pairs > 0 {
			hold = experiment.Paired
		}
		held := hold(columnOf(was, old, len(before.Rows)), columnOf(is, m, len(c.Rows)), confidence)
		all = append(all, Changed{Variant: luck.Variant, Metric: row.Metric, Held: held})
	}
	return all
}

// paired are the runs with the same seeds, in the same order.
func paired(was, is []MadeRun) (a, b []MadeRun) {
	for _, one := range is {
		if i := slices.IndexFunc(was, func(other MadeRun) bool { return other.Seed == one.Seed }); i >= 0 {
			a, b = append(a, was[i]), append(b, one)
		}
	}
	return a, b
}

// columnOf is one metric of some runs.
func columnOf(runs []MadeRun, metric, of int) []float64 {
	var x []float64
	for _, one := range runs {
		numbers, err := one.numbers(of)
		if err != nil {
			panic("study: " + err.Error()) // they were read before
		}
		x = append(x, numbers[metric])
	}
	return x
}

func (a *Against) missMetrics(before, now *Comparison) {
	only := func(one, other *Comparison, text string) {
		for _, row := range one.Rows {
			if other.row(row.Metric.Name) == nil {
				a.Missing = append(a.Missing, fmt.Sprintf("the metric %s %s", row.Metric.Name, text))
			}
		}
	}
	only(before, now, "is only in the older answer")
	only(now, before, "is not in the older answer")
}

// missValues tells which metrics of a variant were known and are known no more, or are known only now: a shop of which
// nothing can be told any more is not as good as it was.
func (a *Against) missValues(before, now *Comparison, variant string) {
	was, is := before.byVariant()[variant], now.byVariant()[variant]
	for m, row := range now.Rows {
		old := slices.IndexFunc(before.Rows, func(r experiment.Row) bool { return r.Metric.Name == row.Metric.Name })
		if old < 0 {
			continue
		}
		x, y := known(columnOf(was, old, len(before.Rows))), known(columnOf(is, m, len(now.Rows)))
		switch {
		case x >= 2 && y < 2:
			a.Missing = append(a.Missing, fmt.Sprintf("the metric %s of %s was known in %s, and is in %s", row.Metric.Name, variant, count(x, "run", "runs"), count(y, "run", "runs")))
		case x < 2 && y >= 2:
			a.Missing = append(a.Missing, fmt.Sprintf("the metric %s of %s is known only now", row.Metric.Name, variant))
		}
	}
}

// known counts the numbers that are finite.
func known(x []float64) (n int) {
	for _, v := range x {
		if finite(v) {
			n++
		}
	}
	return n
}

// judge says of each change what it is.
func (a *Against) judge(all []Changed) {
	var tested []Changed
	var p []float64
	for _, one := range all {
		switch d := one.Held.Difference; {
		case d.N >= 2 && d.Mean == 0 && d.Method == experiment.Exact:
			a.Same++
		case d.N >= 2:
			tested, p = append(tested, one), append(p, one.Held.P)
		}
	}
	a.Tests = len(tested)
	for i, holm := range experiment.Holm(p) {
		one := tested[i]
		one.Holm = holm
		d, more := one.Held.Difference.Mean, one.Metric.Better == experiment.More
		switch {
		case holm > 1-confidence || one.Metric.Better == experiment.Neither:
		case (d > 0) == more:
			a.Better = append(a.Better, one)
		case math.Abs(d) > a.Tolerance*math.Abs(one.Held.Before.Mean):
			a.Worse = append(a.Worse, one)
		default:
			a.Within = append(a.Within, one)
		}
	}
	slices.SortStableFunc(a.Worse, func(x, y Changed) int {
		return cmp.Compare(math.Abs(y.Held.Relative.Mean), math.Abs(x.Held.Relative.Mean))
	})
}
