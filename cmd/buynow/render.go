package main

import (
	"strings"

	"buynow/scenarios"
)

// A page is laid out for these widths; a narrower terminal wraps, a wider one leaves its edge empty.
const (
	narrowest = 80
	widest    = 120
)

// renderSummary is the whole summary as text: what was run, what was promised, where the orders went, what held them up,
// whether the books balance, and what to type next.
func renderSummary(s *scenarios.Summary, width int, p paint) string {
	page := &page{width: min(max(width, narrowest), widest)}
	page.gap()
	renderHead(page, s)
	renderThresholds(page, s)
	renderFunnel(page, s)
	renderOutcomes(page, s)
	renderCheckout(page, s)
	renderPhases(page, s)
	renderBottleneck(page, s)
	renderBooks(page, s)
	renderStuck(page, s)
	renderEnd(page, s)
	return page.text(p)
}

// renderQuiet is the summary in one line: the outcome, and the finding.
func renderQuiet(s *scenarios.Summary, p paint) string {
	mark, reason := verdictOf(s)
	l := append(mark, span{plain, "  "}, span{strong, s.Scenario}, span{plain, " seed " + seedText(s.Seed) + ": " +
		plural(s.Placed, "order") + ", " + count(s.Outcomes.Completed) + " completed; " + reason + "."})
	if s.Finding != "" {
		l = append(l, span{plain, " " + s.Finding})
	}
	page := page{lines: []line{l}}
	return page.text(p)
}

// title opens a section.
func title(text string) line { return line{{plain, "  "}, {strong, text}} }

// tick is the sign before something that was judged.
func tick(ok bool) span {
	if ok {
		return span{good, "✓"}
	}
	return span{bad, "✗"}
}

// bar draws a share of a number of columns, in halves. A share that is not zero shows at least a half.
func bar(share float64, columns int, full ink) line {
	halves := int(share*float64(2*columns) + 0.5)
	halves = min(halves, 2*columns)
	if share > 0 && halves == 0 {
		halves = 1
	}
	return line{
		{full, strings.Repeat("━", halves/2) + strings.Repeat("╸", halves%2)},
		{track, strings.Repeat("─", columns-halves/2-halves%2)},
	}
}
