package main

import (
	"fmt"
	"io"
	"math"

	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// holdAgainst holds an answer against an older one, prints what has changed, and tells the shell of a regression.
func (p *program) holdAgainst(r, before *study.Result, tolerance float64) error {
	a, err := r.HoldAgainst(before, tolerance)
	if err != nil {
		return err
	}
	width, paint := p.look(p.out)
	if _, err := io.WriteString(p.out, renderAgainst(a, width, paint)); err != nil {
		return fmt.Errorf("print what has changed: %w", err)
	}
	if len(a.Worse) > 0 {
		return verdict(regression)
	}
	return nil
}

// renderAgainst says what has changed since an older answer: the regressions first.
func renderAgainst(a *study.Against, width int, p paint) string {
	page := &page{width: min(max(width, narrowest), widest)}
	page.gap()
	head := line{{plain, "  "}, tick(len(a.Worse) == 0), {plain, " "}}
	switch n := len(a.Worse); n {
	case 0:
		head = append(head, span{strong, "no regression"})
	case 1:
		head = append(head, span{loud, "one regression"})
	default:
		head = append(head, span{loud, count(n) + " regressions"})
	}
	head = append(head, span{plain, fmt.Sprintf(" against buynow %s (scenario %s)", a.Version, a.Digest)},
		span{dim, fmt.Sprintf(", beyond a tolerance of %.3g %% and the interval, after Holm for %s", 100*a.Tolerance, plural(a.Tests, "test"))})
	page.flow(4, head)
	for _, some := range []struct {
		ink  ink
		name string
		rows []study.Changed
	}{{bad, "✗ worse", a.Worse}, {warn, "! worse, within the tolerance", a.Within}, {good, "✓ better", a.Better}} {
		for i, one := range some.rows {
			if i == 0 {
				page.add(line{{plain, "    "}, {some.ink, some.name}})
			}
			page.flow(8, changeLine(one))
		}
	}
	for _, text := range a.Missing {
		page.flow(6, line{{plain, "    "}, {warn, "! " + text}})
	}
	for _, luck := range a.Luck {
		how := fmt.Sprintf("%s with the same luck", plural(luck.Pairs, "pair"))
		if luck.Pairs == 0 {
			how = fmt.Sprintf("few or no seeds in common: mean against mean, by Welch's test over %s", plural(luck.Runs, "run"))
		}
		page.flow(6, line{{plain, "    "}, {dim, luck.Variant + ": " + how}})
	}
	if a.Same > 0 {
		page.flow(6, line{{plain, "    "}, {dim, plural(a.Same, "metric") + " of a variant the same in every pair"}})
	}
	return page.text(p)
}

// changeLine is one metric that has changed: charged twice of naive  31.8 → 64.2  +102 % ±12 p<0.001.
func changeLine(c study.Changed) line {
	unit := c.Metric.Unit
	was, _, wasIn := told(c.Held.Before.Mean, spreadOf(c.Held.Before), unit)
	is, _, isIn := told(c.Held.After.Mean, spreadOf(c.Held.After), unit)
	e := c.Held.Relative
	if e.Method == experiment.None || lopsided(e) {
		e = c.Held.Difference
	} else {
		unit = experiment.Share
	}
	number, spread, name := told(e.Mean, spreadOf(e), unit)
	if e.Mean > 0 {
		number = "+" + number
	}
	return line{{plain, "      "}, {strong, c.Metric.Text}, {plain, " of " + c.Variant + "  "}, {plain, unbroken(was + wasIn + " → " + is + isIn)},
		{plain, "  "}, {plain, unbroken(number + name + " ±" + spread)}, {dim, " " + probability(c.Holm)}}
}

// spreadOf is how far an interval reaches from its estimate, at most.
func spreadOf(e experiment.Estimate) float64 { return math.Max(e.High-e.Mean, e.Mean-e.Low) }
