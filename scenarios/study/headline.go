package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"buynow/sim/experiment"
)

// saying tells a harm as a child would: what it does to nobody, or to so many of those who were exposed.
type saying struct{ one, many, nobody, some, whom string }

// sayings are the harms, the worst first, by their metric.
var sayings = []struct {
	metric string
	saying
}{
	{"double_charges", saying{"charges", "charge", "nobody twice", "twice", "customers"}},
	{"oversold_units", saying{"sells", "sell", "nothing that is not there", "that are not there", "units"}},
	{"lost_orders", saying{"loses", "lose", "no order", "", "orders"}},
	{"stuck_orders", saying{"leaves", "leave", "no order stuck", "stuck", "orders"}},
	{"orphan_authorisations", saying{"holds", "hold", "nobody's money for nothing", "for nothing", "customers' money"}},
	{"shop_breaches", saying{"breaks", "break", "no promise", "", "promises"}},
	{"world_breaches", saying{"leaves", "leave", "nothing unrepaired", "unrepaired", "breaches"}},
}

// headline is a sentence that a child can read: who did harm and who did not; else who sold more; else
// that nothing could be told apart.
func (c *Comparison) headline() string {
	for _, s := range sayings {
		if text := c.harmLine(s.metric, s.saying); text != "" {
			return text
		}
	}
	for _, line := range []func() string{c.brokenLine, c.gainLine, c.clearestLine} {
		if text := line(); text != "" {
			return text
		}
	}
	names := list(c.Comparison.Variants)
	for _, row := range c.Rows {
		for _, cell := range row.Cells {
			if cell.Verdict != experiment.IsBaseline && cell.Verdict != experiment.TheSame && cell.Verdict != experiment.NotKnown {
				return capital(fmt.Sprintf("%s cannot be told apart in %s.", names, count(c.Replications, "run", "runs")))
			}
		}
	}
	return capital(fmt.Sprintf("%s are exactly the same in %s.", names, count(c.Replications, "run", "runs")))
}

// harmLine tells of a harm that tells variants apart: "Hardened charges nobody twice; naive charges 31 of
// 900 customers twice."
func (c *Comparison) harmLine(metric string, say saying) string {
	row := c.row(metric)
	if row == nil || !told(row) {
		return ""
	}
	best, most := c.winner(), -1
	for v := range row.Cells {
		if !slices.Contains(row.Best, v) && (most < 0 || events(row, v) > events(row, most)) {
			most = v
		}
	}
	if most < 0 {
		return "" // each is beaten by another
	}
	if !slices.Contains(row.Best, best) || events(row, best) >= events(row, most) {
		best = slices.MinFunc(row.Best, func(a, b int) int { return cmp.Compare(events(row, a), events(row, b)) })
	}
	var as []string
	for v := range row.Cells {
		if events(row, v) == events(row, best) {
			as = append(as, c.Comparison.Variants[v])
		}
	}
	runs := float64(c.Replications)
	if n := events(row, best) / runs; n > 0 && n < 1 || events(row, most)/runs < 1 || math.Round(n) == math.Round(events(row, most)/runs) {
		runs = 1
	}
	text := capital(harmOf(row, best, as, say, runs)) + "; " + harmOf(row, most, []string{c.Comparison.Variants[most]}, say, runs)
	if runs == 1 {
		text += ", in " + inWords(c.Replications) + " runs"
	}
	return text + "."
}

// harmOf says what some variants do to how many, each so many runs.
func harmOf(row *experiment.Row, variant int, names []string, say saying, runs float64) string {
	verb := say.many
	if len(names) == 1 {
		verb = say.one
	}
	harm := row.Cells[variant].Harm
	if harm == nil || harm.Events == 0 {
		return list(names) + " " + verb + " " + say.nobody
	}
	text := fmt.Sprintf("%s %s %s of %s %s", list(names), verb, decimals(math.Round(harm.Events/runs), 0), decimals(math.Round(harm.Exposed/runs), 0), say.whom)
	return strings.TrimSpace(text + " " + say.some)
}

func events(row *experiment.Row, variant int) float64 {
	if harm := row.Cells[variant].Harm; harm != nil {
		return harm.Events
	}
	return 0
}

// brokenLine tells who broke promises and who kept all of them: "Naive and eshop break promises of the shop;
// hardened keeps all 42, in ten runs."
func (c *Comparison) brokenLine() string {
	var breaks, keeps []string
	for _, v := range c.Variants {
		switch {
		case slices.ContainsFunc(v.Broken, func(b Breaking) bool { return b.Shop > 0 }):
			breaks = append(breaks, v.Name)
		case len(v.Broken) == 0:
			keeps = append(keeps, v.Name)
		}
	}
	if len(breaks) == 0 || len(keeps) == 0 {
		return ""
	}
	verb := func(names []string, one, many string) string {
		if len(names) == 1 {
			return names[0] + " " + one
		}
		return list(names) + " " + many
	}
	return capital(fmt.Sprintf("%s promises of the shop; %s all %d, in %s runs.", verb(breaks, "breaks", "break"), verb(keeps, "keeps", "keep"),
		c.Variants[0].Judged, inWords(c.Replications)))
}

// clearestLine tells of the metric that tells a variant from the baseline most surely.
func (c *Comparison) clearestLine() string {
	var clearest *experiment.Row
	variant := 0
	for i := range c.Rows {
		for v, cell := range c.Rows[i].Cells {
			if (isTold(cell) || cell.Verdict == experiment.IsDifferent) && (clearest == nil || cell.Holm < clearest.Cells[variant].Holm) {
				clearest, variant = &c.Rows[i], v
			}
		}
	}
	if clearest == nil {
		return ""
	}
	m := clearest.Metric
	return capital(fmt.Sprintf("%s: %s with %s, %s with %s.", m.Text, amount(clearest.Cells[variant].Estimate.Mean, m.Unit), c.Comparison.Variants[variant],
		amount(clearest.Cells[c.Baseline].Estimate.Mean, m.Unit), c.Comparison.Variants[c.Baseline]))
}

// gainLine tells who sold more: "More-bank confirms 2,131 more of every 27,190 orders than as-planned."
func (c *Comparison) gainLine() string {
	for _, say := range []struct{ metric, verb string }{{"orders_confirmed", "confirms"}, {"orders_delivered", "delivers"}} {
		row := c.row(say.metric)
		if row == nil || !told(row) {
			continue
		}
		best, base := c.Baseline, row.Cells[c.Baseline].Estimate.Mean
		for v, cell := range row.Cells {
			if math.Abs(cell.Difference.Mean) > math.Abs(row.Cells[best].Difference.Mean) && isTold(cell) {
				best = v
			}
		}
		more, by := "more", row.Cells[best].Difference.Mean
		if by < 0 {
			more, by = "fewer", -by
		}
		return capital(fmt.Sprintf("%s %s %s orders %s than %s, which %s %s.", c.Comparison.Variants[best], say.verb,
			decimals(math.Round(by), 0), more, c.Comparison.Variants[c.Baseline], say.verb, decimals(math.Round(base), 0)))
	}
	return ""
}

// row of a metric, nil if there is none.
func (c *Comparison) row(metric string) *experiment.Row {
	i := slices.IndexFunc(c.Rows, func(r experiment.Row) bool { return r.Metric.Name == metric })
	if i < 0 {
		return nil
	}
	return &c.Rows[i]
}

// told tells if a metric tells a variant from the baseline.
func told(row *experiment.Row) bool { return slices.ContainsFunc(row.Cells, isTold) }

func isTold(cell experiment.Cell) bool {
	return cell.Verdict == experiment.IsBetter || cell.Verdict == experiment.IsWorse
}

// capital begins a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
