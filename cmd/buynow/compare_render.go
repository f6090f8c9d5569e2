package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"buynow/scenarios/study"
)

// mostCommands are told beside a table; the report has all of them.
const mostCommands = 6

// renderComparison is the whole answer as text: a sentence, the price, who kept which promise, the table, and what to
// type next.
func renderComparison(r *study.Result, width int, p paint) string {
	page := &page{width: min(max(width, narrowest), widest)}
	c := r.Comparison
	page.gap()
	page.flow(2, line{{plain, "  "}, {strong, r.Headline}})
	for _, text := range r.Story {
		page.gap()
		l := line{{plain, "  "}, {plain, text}}
		if head, rest, ok := strings.Cut(text, ": "); ok && !strings.Contains(head, " ways ") {
			l = line{{plain, "  "}, {strong, head + ":"}, {plain, " " + rest}}
		}
		page.flow(2, l)
	}
	page.gap()
	renderKept(page, c)
	newGrid(c, page.width).render(page)
	renderMeasured(page, c)
	renderChoice(page, c)
	renderPairs(page, c)
	renderCauses(page, c.Causes, true, func(variant int) string { return c.Variants[variant].Name })
	page.gap()
	for i, say := range r.Commands[:min(mostCommands, len(r.Commands))] {
		name := ""
		if i == 0 {
			name = "next"
		}
		command := append(label(name, plain, ""), span{plain, say.Command})
		if said := (line{{dim, "   # " + say.Text}}); command.width()+said.width() <= page.width {
			command = append(command, said...)
		}
		page.add(command) // whole, to be copied
	}
	page.flow(2+labelWidth, label("facts", plain, fmt.Sprintf("%s · scenario %s · seeds %d to %d · buynow"+nbsp+"%s",
		r.Scenario, r.Digest, r.Seed, r.Seed+uint64(c.Replications)-1, unbroken(r.Version))))
	return page.text(p)
}

// renderKept says of each variant what it is, and which invariants it kept.
func renderKept(page *page, c *study.Comparison) {
	name := 0
	for _, v := range c.Variants {
		name = max(name, columns(v.Name))
	}
	for _, v := range c.Variants {
		sign, said := kept(v, c.Replications)
		page.flow(9+name, line{{plain, "  "}, sign, {plain, " "}, {strong, v.Letter + " " + left(v.Name, name)}, {plain, "   " + said}})
		if text := fold(line{{dim, v.Text}}, page.width-9-name-2, 0); len(text) > 1 {
			page.add(append(append(line{{plain, pad(9 + name)}}, text[0]...), span{dim, " …"}))
		} else {
			page.add(append(line{{plain, pad(9 + name)}}, text[0]...))
		}
	}
}

// renderMeasured says how to read the table.
func renderMeasured(page *page, c *study.Comparison) {
	page.gap()
	text := fmt.Sprintf("± is half of a %.0f %% interval over %s; p of no difference after Holm, for %s; ~ no difference shown; ✓ better, ✗ worse, ≠ neither; * may be the best.",
		100*c.Confidence, plural(c.Replications, "run"), plural(c.Tests, "comparison"))
	if c.Looks > 1 {
		text += fmt.Sprintf(" The intervals are widened for the %d looks on the way.", c.Looks)
	}
	page.flow(2, line{{plain, "  "}, {dim, text}})
	if text := c.Pairing(); text != "" {
		page.flow(2, line{{plain, "  "}, {dim, text}})
	}
}

// kept says which invariants a variant kept, or broke, in how many of the runs.
func kept(v study.VariantLine, runs int) (span, string) {
	broken, unrepaired := map[int][]string{}, map[int][]string{}
	for _, b := range v.Broken {
		if b.Shop > 0 {
			broken[b.Runs] = append(broken[b.Runs], b.Invariant)
		} else {
			unrepaired[b.Runs] = append(unrepaired[b.Runs], b.Invariant)
		}
	}
	in := func(by map[int][]string) string {
		var parts []string
		for _, n := range slices.Backward(slices.Sorted(maps.Keys(by))) {
			parts = append(parts, fmt.Sprintf("%s in %s", strings.Join(by[n], ", "), unbroken(fmt.Sprintf("%d of %d runs", n, runs))))
		}
		return strings.Join(parts, "; ")
	}
	switch {
	case len(broken) > 0:
		return tick(false), "breaks " + in(broken)
	case len(unrepaired) > 0:
		return span{warn, "!"}, "does not make good " + in(unrepaired)
	}
	return tick(true), fmt.Sprintf("keeps all %d invariants in %d of %d runs", v.Judged, runs, runs)
}

// renderChoice says who is best by the metric that was asked for.
func renderChoice(page *page, c *study.Comparison) {
	if c.Choice == nil {
		return
	}
	var took []string
	for v, n := range c.Choice.Runs {
		took = append(took, plural(n, "run")+" of "+c.Variants[v].Name)
	}
	zone, _, unit := told(c.Choice.Zone, 0, c.Choice.Metric.Unit)
	page.gap()
	page.flow(2+labelWidth, line{{plain, "  best     "}, {strong, c.Variants[c.Choice.Best].Name},
		{plain, fmt.Sprintf(" by %s, with %.0f %% certainty, or no more than %s%s behind the best", c.Choice.Metric.Text, 100*c.Choice.Confidence, zone, unit)},
		{dim, "; it took " + strings.Join(took, ", ")}})
}
