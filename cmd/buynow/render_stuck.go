package main

import "buynow/scenarios"

// mostStuck is how many orders that are stuck are shown; the summary as JSON has more.
const mostStuck = 5

// renderStuck tells which orders did not go on after all faults were over.
func renderStuck(page *page, s *scenarios.Summary) {
	if s.Liveness == nil || s.Liveness.Stuck == 0 {
		return
	}
	page.gap()
	page.flow(4, append(title("STUCK"), span{plain, "  "}, span{loud, "✗ " + plural(s.Liveness.Stuck, "order")},
		span{plain, " did not go on after " + clock(s.Liveness.From) + ", when the faults were over and nobody came any more"}))
	for _, stuck := range s.Liveness.First[:min(mostStuck, len(s.Liveness.First))] {
		page.flow(5, line{{plain, "   "}, tick(false), {plain, " " + stuck.Text()}})
		if stuck.Explain != "" {
			page.add(line{{plain, pad(5)}, {dim, "see  "}, {plain, stuck.Explain}})
		}
	}
}
