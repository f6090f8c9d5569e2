package study

import (
	"fmt"
	"math"
	"slices"

	"buynow/sim/experiment"
)

// compare fills in what a comparison says.
func (s *sheet) compare(c *Comparison, seed uint64) {
	atRisk := s.overTime(c, "at-risk", "Money at risk", "that customers miss without getting anything for it: mean and interval.", func(c Curve) []experiment.Estimate { return c.AtRisk }, euros)
	if atRisk != nil && c.apart(func(c Curve) float64 { return sum(c.First) }) < 0.02 && c.apart(func(c Curve) float64 { return sumOf(c.AtRisk) }) > 0.05 {
		s.Hero = &figure{Title: atRisk.Title, Caption: atRisk.Caption, SVG: atRisk.SVG, Keys: atRisk.Keys} // what was confirmed hardly differs
	} else {
		s.hero(c, seed)
	}
	s.Forest, s.Folded = newForest(c)
	for i, v := range c.Variants {
		s.Keeping = append(s.Keeping, keeps(c.letter(i), v, c.Replications))
	}
	s.Measured = measured(c)
	if breaking := c.breaking(); len(breaking) > 0 {
		s.Exits = fmt.Sprintf("A plain run of %s ends with exit code 111: an invariant is broken.", list(breaking))
	}
	s.section("Over time", "",
		s.overTime(c, "goodput", "Confirmed orders per second", "in all runs: mean and interval.", func(c Curve) []experiment.Estimate { return c.Confirmed }, figures), atRisk)
	s.section("How long it took", "", s.times(c, "answer", "From the click to the thank-you:", "the share of all customers who had it by then, with intervals. Who never gets it is the gap at the top.", func(c Curve) []experiment.Estimate { return c.Answer }),
		s.times(c, "door", "From the click to the door:", "the share of all orders that had come by then.", func(c Curve) []experiment.Estimate { return c.Door }))
	s.section("Where orders are lost", "", s.funnel(c))
	s.causes(c)
	s.pairs(c)
	s.metrics(c)
}

// apart is how far a number of the curves lies from that of the baseline at most, as a share.
func (c *Comparison) apart(of func(Curve) float64) float64 {
	most := 0.0
	for _, curve := range c.Curves {
		if a, b := of(c.Curves[c.Baseline]), of(curve); a != b {
			most = max(most, math.Abs(a-b)/max(a, b))
		}
	}
	return most
}

func sum(of []float64) (all float64) {
	for _, v := range of {
		all += v
	}
	return all
}

func sumOf(of []experiment.Estimate) (all float64) {
	for _, e := range of {
		all += e.Mean
	}
	return all
}

// section adds a section with the figures that there are, if there are any.
func (s *sheet) section(title, text string, figures ...*figure) {
	figures = slices.DeleteFunc(figures, func(f *figure) bool { return f == nil })
	if len(figures) == 0 {
		return
	}
	one := section{Title: title, Figures: figures}
	if text != "" {
		one.Text = []string{text}
	}
	s.Sections = append(s.Sections, one)
}

func euros(v float64) string { return amount(v, experiment.Euro) }

// breaking are the variants that break an invariant by themselves.
func (c *Comparison) breaking() (names []string) {
	for i, v := range c.Variants {
		if slices.ContainsFunc(v.Broken, func(b Breaking) bool { return b.Shop > 0 }) {
			names = append(names, c.name(i))
		}
	}
	return names
}

// keeps says which invariants a variant kept, in how many runs.
func keeps(l letter, v VariantLine, runs int) keeping {
	k := keeping{Letter: l.Letter, Name: l.Name}
	if len(v.Broken) == 0 {
		k.Sign, k.Words = "ok", fmt.Sprintf("keeps all %d invariants", v.Judged)
		k.Runs = fmt.Sprintf("in %d of %d runs", runs, runs)
		return k
	}
	k.Sign, k.Words = "warn", "repairs not all that the world breaks:"
	often := 0
	for _, b := range v.Broken {
		if b.Shop > 0 {
			k.Sign, k.Words = "bad", "breaks"
		}
		often = max(often, b.Runs)
		k.Broken = append(k.Broken, b.Invariant)
	}
	if more := len(k.Broken) - 3; more > 0 {
		k.Broken = slices.Clip(k.Broken[:3])
		k.Runs = fmt.Sprintf("and %d more, ", more)
	}
	k.Runs += fmt.Sprintf("in %s%d of %d runs", upTo(v.Broken, often), often, runs)
	return k
}

// upTo says that not each invariant was broken as often as the one that was most.
func upTo(broken []Breaking, most int) string {
	for _, b := range broken {
		if b.Runs != most {
			return "up to "
		}
	}
	return ""
}

// measured says how the numbers came about.
func measured(c *Comparison) []string {
	n := c.Replications
	says := []string{"Each run of one variant has a twin of each other with identical arrivals, baskets, cards and faults, so a difference is the strategy and nothing else; a variant against itself differs by exactly 0."}
	if n < 2 {
		return append(says, "This is a single run: it has no intervals, and proves nothing beyond itself.")
	}
	text := fmt.Sprintf("Intervals are paired t over %d runs", n)
	if bootstrapped(c) {
		text += ", by the bootstrap (BCa) where a metric is skewed"
	}
	if c.Tests > 1 {
		text += fmt.Sprintf("; verdicts are Holm-corrected for %d comparisons (“%s”: alone it would count, among so many it may be chance)", c.Tests, notCertain)
	}
	if c.Looks > 1 {
		text += fmt.Sprintf(", and the intervals widened for the %d looks that were taken on the way", c.Looks)
	}
	says = append(says, text+".")
	if gain := c.Pairing(); gain != "" {
		says = append(says, gain)
	}
	return says
}

// bootstrapped tells if an interval of a difference is not that of Student's t.
func bootstrapped(c *Comparison) bool {
	return slices.ContainsFunc(c.Rows, func(row experiment.Row) bool {
		return slices.ContainsFunc(row.Cells, func(cell experiment.Cell) bool { return cell.Difference.Method == experiment.BCa })
	})
}

// pairing is the median of how much pairing reduces the variance, over all metrics that tell.
func pairing(c *Comparison) (factor float64, of int) {
	var factors []float64
	for _, row := range c.Rows {
		for i, cell := range row.Cells {
			if i != c.Baseline && cell.Pairing > 0 && finite(cell.Pairing) {
				factors = append(factors, cell.Pairing)
			}
		}
	}
	if len(factors) == 0 {
		return 0, 0
	}
	slices.Sort(factors)
	return factors[len(factors)/2], len(factors)
}
