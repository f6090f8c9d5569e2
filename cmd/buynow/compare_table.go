package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// grid is the table of a comparison, in the manner of benchstat: a line for each metric, the baseline first, then each
// variant with its difference to it. What does not fit beside each other stands below, with the baseline again.
type grid struct {
	*study.Comparison
	shown            []experiment.Row // what is not exactly the same everywhere
	same, silent     []string         // metrics that are, and metrics of which nothing is known
	name, cell, diff int              // columns
	beside           int              // variants beside the baseline
	tall             bool             // names stand above their numbers, for they do not fit beside them
}

// The widths of a table.
const (
	leastName = 20
	gutter    = 2

	longestHead = 16 // of a name over a column that is narrower
)

func newGrid(c *study.Comparison, width int) *grid {
	g := &grid{Comparison: c, name: 24}
	for _, row := range c.Rows {
		switch others := others(row, c.Baseline); {
		case all(others, experiment.TheSame):
			g.same = append(g.same, row.Metric.Text)
		case all(others, experiment.NotKnown):
			g.silent = append(g.silent, row.Metric.Text)
		default:
			g.shown = append(g.shown, row)
		}
	}
	for _, row := range g.shown {
		g.name = max(g.name, min(columns(row.Metric.Text), 40))
		for v, cell := range row.Cells {
			g.cell = max(g.cell, g.estimate(row, v).width())
			if v != c.Baseline {
				g.diff = max(g.diff, g.difference(row.Metric, cell).width())
			}
		}
	}
	for _, v := range c.Variants {
		g.cell = max(g.cell, min(columns(v.Letter+" "+v.Name), longestHead))
	}
	one := 2*gutter + g.cell + g.diff
	room := width - 4 - gutter - g.cell
	if spare := room - one; g.name > spare {
		g.name, g.tall = spare, spare < leastName
	}
	if g.tall {
		g.name = 0
	}
	g.beside = max(1, min((room-g.name)/one, len(c.Variants)-1))
	return g
}

// others are the cells but that of the baseline.
func others(row experiment.Row, baseline int) []experiment.Cell {
	return append(slices.Clone(row.Cells[:baseline]), row.Cells[baseline+1:]...)
}

func all(cells []experiment.Cell, verdict experiment.Verdict) bool {
	return !slices.ContainsFunc(cells, func(c experiment.Cell) bool { return c.Verdict != verdict })
}

// render adds the table to a page.
func (g *grid) render(page *page) {
	var variants []int
	for v := range g.Variants {
		if v != g.Baseline {
			variants = append(variants, v)
		}
	}
	for some := range slices.Chunk(variants, g.beside) {
		page.gap()
		g.head(page, some)
		group, untold := "", 0
		for _, row := range g.shown {
			if len(variants) > g.beside && !g.tells(row, some) {
				untold++
				continue
			}
			if row.Metric.Group != group {
				group = row.Metric.Group
				page.add(title(group))
			}
			g.line(page, row, some)
		}
		if untold > 0 {
			page.add(line{{plain, "  "}, {dim, metrics("show", "shows", untold) + " no difference here"}})
		}
	}
	if len(g.shown) == 0 {
		page.gap()
	}
	if n := len(g.same); n > 0 {
		page.flow(4, line{{plain, "  "}, {dim, metrics("are", "is", n) + " exactly the same in every pair: " + strings.Join(g.same, ", ")}})
	}
	if n := len(g.silent); n > 0 {
		page.flow(4, line{{plain, "  "}, {dim, metrics("say", "says", n) + " nothing here: " + strings.Join(g.silent, ", ")}})
	}
}

// tells tells if a metric tells one of the variants from the baseline, or is a harm that not all of them did alike.
func (g *grid) tells(row experiment.Row, some []int) bool {
	return slices.ContainsFunc(some, func(v int) bool {
		verdict := row.Cells[v].Verdict
		return row.Metric.Rare && verdict == experiment.NoDifference || verdict == experiment.IsBetter || verdict == experiment.IsWorse || verdict == experiment.IsDifferent
	})
}

// metrics begins a sentence on metrics: "17 metrics are".
func metrics(many, one string, n int) string {
	if n == 1 {
		return "1 metric " + one
	}
	return plural(n, "metric") + " " + many
}

func (g *grid) head(page *page, some []int) {
	text := fmt.Sprintf("mean of %s of %s", plural(g.Replications, "run"), plural(int(math.Round(g.Orders)), "order"))
	if columns(text) > g.name+gutter {
		text = fmt.Sprintf("mean of %s", plural(g.Replications, "run"))
	}
	if g.tall {
		page.add(line{{plain, "  "}, {dim, text}})
		text = ""
	}
	base := g.Variants[g.Baseline]
	l := append(line{{plain, "  "}, {dim, left(text, g.name+2)}}, span{plain, pad(gutter)}, span{strong, g.over(base)})
	for _, v := range some {
		one := g.Variants[v]
		l = append(l, span{plain, pad(gutter)}, span{strong, g.over(one)}, span{plain, pad(gutter)}, span{dim, left("against "+base.Letter, g.diff)})
	}
	page.add(l)
}

// over is what stands over the column of a variant, cut to fit.
func (g *grid) over(v study.VariantLine) string {
	name := []rune(v.Letter + " " + v.Name)
	if len(name) > g.cell {
		name = append(name[:g.cell-1], '…')
	}
	return right(string(name), g.cell)
}

// line is one metric of some of the variants.
func (g *grid) line(page *page, row experiment.Row, some []int) {
	names := fold(line{{plain, row.Metric.Text}}, g.name, 0)
	if g.tall {
		page.add(line{{plain, "    " + row.Metric.Text}})
		names = []line{nil}
	}
	l := append(line{{plain, "    "}}, names[0]...).to(4 + g.name + gutter)
	l = append(l, g.estimate(row, g.Baseline).right(g.cell)...)
	for _, v := range some {
		l = append(append(l, span{plain, pad(gutter)}), g.estimate(row, v).right(g.cell)...)
		difference := g.difference(row.Metric, row.Cells[v])
		l = append(append(append(l, span{plain, pad(gutter)}), difference...), span{plain, pad(g.diff - difference.width())})
	}
	page.add(l)
	for _, rest := range names[1:] {
		page.add(append(line{{plain, "      "}}, rest...))
	}
}

// right fills a line up to a width on its left.
func (l line) right(width int) line { return append(line{{plain, pad(width - l.width())}}, l...) }

// estimate is what one variant came to: 31.3 ±2.1 *.
func (g *grid) estimate(row experiment.Row, variant int) line {
	cell, mark := row.Cells[variant], ""
	if row.Metric.Better != experiment.Neither && len(row.Best) < len(row.Cells) && slices.Contains(row.Best, variant) {
		mark = "*"
	}
	e := cell.Estimate
	if e.N == 0 {
		return line{{dim, "–"}, {plain, "  "}}
	}
	half := spreadOf(e)
	number, spread, unit := told(e.Mean, half, row.Metric.Unit)
	l := line{{strong, number + unit}}
	switch {
	case e.Mean == 0 && e.High > 0 && e.Low == 0:
		_, spread, unit = told(e.High, e.High, row.Metric.Unit)
		l = append(l, span{dim, " ≤" + spread + unit})
	case e.Mean == e.High && e.Low < e.Mean: // all of them did, such as recover
		least, _, unit := told(e.Low, half, row.Metric.Unit)
		l = append(l, span{dim, " ≥" + least + unit})
	case e.Method != experiment.None && half > 0:
		l = append(l, span{dim, " ±" + spread})
	}
	return append(l, span{plain, " " + left(mark, 1)})
}

// difference is what a variant differs from the baseline: −12.4 % ±2.0 %  p=0.001 ✓.
func (g *grid) difference(m experiment.Metric, c experiment.Cell) line {
	switch c.Verdict {
	case experiment.NotKnown:
		return line{{dim, "–"}}
	case experiment.TheSame:
		return line{{dim, "the same"}}
	}
	e, unit := c.Relative, experiment.Share
	none := spreadOf(e) == 0 && spreadOf(c.Difference) > 0 // all of it is gone: minus 100 % has no interval
	if e.Method == experiment.None || math.Abs(e.Mean) > 10 || none || lopsided(e) {
		e, unit = c.Difference, m.Unit
	}
	half := spreadOf(e)
	number, spread, name := told(e.Mean, half, unit)
	if e.Mean > 0 {
		number = "+" + number
	}
	var l line
	ink, sign := dim, "~"
	switch c.Verdict {
	case experiment.IsBetter:
		ink, sign = good, "✓"
	case experiment.IsWorse:
		ink, sign = bad, "✗"
	case experiment.IsDifferent:
		ink, sign = strong, "≠"
	}
	l = append(l, span{ink, sign + " " + number + name})
	if half > 0 {
		l = append(l, span{dim, " ±" + spread})
	}
	behind := " " + probability(c.Holm)
	if c.Difference.N != g.Replications {
		behind += fmt.Sprintf(" n=%d", c.Difference.N)
	}
	return append(l, span{dim, behind})
}

// lopsided tells if an interval reaches so much further to one side that no ± tells it: +38 % of −4 to +150 % looks as if
// it held 0, or as if it did not.
func lopsided(e experiment.Estimate) bool {
	up, down := e.High-e.Mean, e.Mean-e.Low
	return max(up, down) > 2*min(up, down)
}

// probability is a p value as benchstat has it.
func probability(p float64) string {
	if p < 0.0005 {
		return "p<0.001"
	}
	return fmt.Sprintf("p=%.3f", p)
}
