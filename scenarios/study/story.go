package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// story is what was tried, what the winner costs, and what the same luck is worth, a paragraph each.
func (t *tally) story(c *Comparison) []string {
	story := []string{c.tried(t.sameFaults()), c.price()}
	if t.cutShort {
		story = append([]string{fmt.Sprintf("This was stopped before its end: it is what the first %s say.", count(c.Replications, "run", "runs"))}, story...)
	}
	return slices.DeleteFunc(story, func(text string) bool { return text == "" })
}

// sameFaults tells if all variants have the same faults to live through.
func (t *tally) sameFaults() bool {
	base := t.scores[t.plan.Baseline][0].Faults
	return !slices.ContainsFunc(t.scores, func(scores []*scenarios.Score) bool {
		return !slices.EqualFunc(base, scores[0].Faults, func(a, b scenarios.FaultLine) bool { return a.Name == b.Name && a.Text == b.Text })
	})
}

// tried says what was done: "Three ways to live through the same lost answers, tried on the same customers
// with the same luck, ten times."
func (c *Comparison) tried(sameFaults bool) string {
	what := "to run the same shop"
	if len(c.Faults) > 0 && sameFaults {
		var faults []string
		for _, f := range c.Faults {
			faults = append(faults, f.Name)
		}
		if len(faults) > 3 {
			faults = append(faults[:2:2], count(len(faults)-2, "fault more", "faults more"))
		}
		what = "to live through the same faults (" + strings.Join(faults, ", ") + ")"
	}
	return fmt.Sprintf("%s ways %s, tried on the same customers with the same luck, %s.",
		capital(inWords(len(c.Variants))), what, times(c.Replications))
}

// inWords spells small numbers.
func inWords(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n < len(words) {
		return words[n]
	}
	return decimals(float64(n), 0)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return inWords(n) + " times"
}

// winner is the variant that is best, or as good as the best, in most metrics, the safe ones first. The
// baseline wins if none is better.
func (c *Comparison) winner() int {
	best, most := c.Baseline, math.Inf(-1)
	for v := range c.Variants {
		points := 0.
		for _, row := range c.Rows {
			weight := 1.
			if row.Metric.Group == "Safety" {
				weight = 100
			}
			switch row.Cells[v].Verdict {
			case experiment.IsBetter:
				points += weight
			case experiment.IsWorse:
				points -= weight
			}
		}
		if points > most || points == most && v == c.Baseline {
			best, most = v, points
		}
	}
	return best
}

// priceOf is a metric in which the winner is worse than another variant.
type priceOf struct {
	row   *experiment.Row
	times float64 // as a share of what it is for the other; of what that does not do at all, beyond all bounds
}

// safe is 0 of what is told first: harm to customers, however small its share.
func (p priceOf) safe() int {
	if p.row.Metric.Group == "Safety" {
		return 0
	}
	return 1
}

// price says what the winner does worse than the baseline, harm first, then what is worse by the largest share; nothing
// if the winner is the baseline.
func (c *Comparison) price() string {
	winner := c.winner()
	var prices []priceOf
	other := c.Baseline
	if winner == c.Baseline {
		return ""
	}
	for i := range c.Rows {
		if cell := c.Rows[i].Cells[winner]; cell.Verdict == experiment.IsWorse {
			was := c.Rows[i].Cells[other].Estimate.Mean
			prices = append(prices, priceOf{&c.Rows[i], math.Abs(cell.Difference.Mean / was)}) // by 0 it is infinite
		}
	}
	name, than := c.Comparison.Variants[winner], c.Comparison.Variants[other]
	if len(prices) == 0 {
		if slices.ContainsFunc(c.Rows, func(r experiment.Row) bool { return r.Cells[winner].Verdict == experiment.IsBetter }) {
			return fmt.Sprintf("The price: none that these numbers show; nothing that was measured shows %s worse than %s.", name, than)
		}
		return ""
	}
	slices.SortStableFunc(prices, func(a, b priceOf) int { return cmp.Or(cmp.Compare(a.safe(), b.safe()), cmp.Compare(b.times, a.times)) })
	var texts []string
	for _, p := range prices[:min(3, len(prices))] {
		a, b := p.row.Cells[other].Estimate.Mean, p.row.Cells[winner].Estimate.Mean
		texts = append(texts, fmt.Sprintf("%s (%s against %s)", p.row.Metric.Text, amount(b, p.row.Metric.Unit), amount(a, p.row.Metric.Unit)))
	}
	if more := len(prices) - len(texts); more > 0 {
		texts = append(texts, count(more, "metric more", "metrics more"))
	}
	return fmt.Sprintf("The price: %s is worse than %s in %s.", name, than, list(texts))
}

// Pairing says what the same luck for all is worth, by what most people ask for first; nothing if that cannot be
// told.
func (c *Comparison) Pairing() string {
	median, of := pairing(c)
	if of == 0 {
		return ""
	}
	var parts []string
	for _, metric := range []string{"orders_delivered", "profit"} {
		if row := c.row(metric); row != nil {
			best := 0.
			for _, cell := range row.Cells {
				best = max(best, cell.Pairing)
			}
			if best > 1 {
				parts = append(parts, fmt.Sprintf("%s times for %s", figures(best), row.Metric.Text))
			}
		}
	}
	if median > 1 {
		parts = append(parts, fmt.Sprintf("%s times in the median of %s", figures(median), count(of, "difference", "differences")))
	}
	if len(parts) == 0 {
		return "The same luck for all is worth no more here than independent seeds, as far as these runs show."
	}
	return "The same luck for all makes the variance of a difference smaller than independent seeds would: up to " + list(parts) + "."
}
