package study

import (
	"strconv"
	"strings"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim/experiment"
)

// tables are the numbers of an answer, as files: all of them, where the page shows some.
func tables(r *Result) (all []*table) {
	if c := r.Comparison; c != nil {
		all = append(all, metricTable(c), curveTable(c), timeTable(c), stepTable(c), pairTable(c), causeTable(c))
	}
	if r.Capacity != nil {
		all = append(all, probeTable(r.Capacity))
	}
	if r.Sweep != nil {
		all = append(all, pointTable(r.Sweep))
	}
	return all
}

// three are an estimate's mean and its interval, empty if nobody knows: unknown is not 0.
func three(e experiment.Estimate) []string {
	if e.N == 0 {
		return []string{"", "", ""}
	}
	return []string{plain(e.Mean), plain(e.Low), plain(e.High)}
}

// estimateAt is one of several estimates, and nothing behind the last.
func estimateAt(of []experiment.Estimate, i int) []string {
	if i >= len(of) {
		return []string{"", "", ""}
	}
	return three(of[i])
}

// curveTable is each slice of time of each variant.
func curveTable(c *Comparison) *table {
	t := &table{name: "curves", Head: []string{"variant", "from_s", "to_s", "confirmed_per_s", "confirmed_low", "confirmed_high",
		"confirmed_first_run", "at_risk_euro", "at_risk_low", "at_risk_high"}}
	for i, curve := range c.Curves {
		for k := range max(len(curve.Confirmed), len(curve.AtRisk), len(curve.First)) {
			row := append([]string{c.name(i), plain(float64(k) * c.Width), plain(float64(k+1) * c.Width)}, estimateAt(curve.Confirmed, k)...)
			first := ""
			if k < len(curve.First) {
				first = plain(curve.First[k])
			}
			t.Rows = append(t.Rows, append(append(row, first), estimateAt(curve.AtRisk, k)...))
		}
	}
	return t
}

// timeTable is the share of all that had come to an end by each time of the grid.
func timeTable(c *Comparison) *table {
	t := &table{name: "times", Head: []string{"variant", "by_s", "answered", "answered_low", "answered_high", "delivered", "delivered_low", "delivered_high"}}
	for i, curve := range c.Curves {
		for k, at := range scenarios.TimesAt() {
			if k < max(len(curve.Answer), len(curve.Door)) {
				t.Rows = append(t.Rows, append(append([]string{c.name(i), plain(at)}, estimateAt(curve.Answer, k)...), estimateAt(curve.Door, k)...))
			}
		}
	}
	return t
}

func stepTable(c *Comparison) *table {
	t := &table{name: "steps", Head: []string{"variant", "step", "name", "orders", "low", "high"}}
	for i, curve := range c.Curves {
		for step := actors.Step(1); int(step) <= min(len(curve.Steps), actors.Steps); step++ {
			t.Rows = append(t.Rows, append([]string{c.name(i), strconv.Itoa(int(step)), step.String()}, three(curve.Steps[step-1])...))
		}
	}
	return t
}

// pairTable is each group of wishes that ended differently, with an example.
func pairTable(c *Comparison) *table {
	t := &table{name: "pairs", Head: []string{"baseline", "variant", "with_baseline", "with_variant", "wishes", "example_seed", "example_wish", "explain_baseline", "explain_variant"}}
	for _, p := range c.Pairs {
		for _, g := range p.Groups {
			row := []string{c.name(c.Baseline), c.name(p.Variant), g.A, g.B, strconv.Itoa(g.Count), "", "", "", ""}
			if len(g.Examples) > 0 {
				e := g.Examples[0]
				row = append(row[:5], strconv.FormatUint(e.Seed, 10), strconv.FormatUint(e.Intent, 10), e.ExplainA, e.ExplainB)
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// causeTable is what each harm came from.
func causeTable(c *Comparison) *table {
	t := &table{name: "causes", Head: []string{"variant", "seed", "harm", "harmed", "factor", "kind", "change", "vanishes_alone", "made", "example_order"}}
	for _, cause := range c.Causes {
		for _, f := range cause.Factors {
			t.Rows = append(t.Rows, []string{c.name(cause.Variant), strconv.FormatUint(cause.Seed, 10), cause.Harm, strconv.Itoa(cause.Count),
				f.Name, f.Kind, f.Change, strconv.Itoa(f.Alone), strconv.Itoa(f.Made), strconv.Itoa(f.Example)})
		}
	}
	return t
}

// probeTable is each load that was tried.
func probeTable(c *Capacity) *table {
	t := &table{name: "probes", Head: []string{"load", "passed", "of", "goodput_per_s", "goodput_low", "goodput_high", "p99_s", "p99_low", "p99_high", "busiest", "failed"}}
	for _, p := range c.Probes {
		row := append([]string{plain(p.Load), strconv.Itoa(p.Passed), strconv.Itoa(p.Of)}, three(p.Goodput)...)
		t.Rows = append(t.Rows, append(append(row, three(p.P99)...), fullest(p.Utilization), strings.Join(p.Broken, "; ")))
	}
	return t
}

// pointTable is each variant at each point of a map.
func pointTable(w *Sweep) *table {
	t := &table{name: "points"}
	for _, a := range w.Axes {
		t.Head = append(t.Head, a.Path)
	}
	t.Head = append(t.Head, "variant", w.Metric.Name, "low", "high", "n", "wins")
	for _, p := range w.Points {
		for i, e := range p.Estimates {
			row := make([]string, len(w.Axes))
			copy(row, p.At)
			row = append(row, w.name(i))
			t.Rows = append(t.Rows, append(append(row, three(e)...), strconv.Itoa(e.N), strconv.FormatBool(i == p.Winner)))
		}
	}
	return t
}

func (w *Sweep) name(i int) string {
	if i < len(w.Variants) {
		return w.Variants[i]
	}
	return strconv.Itoa(i)
}
