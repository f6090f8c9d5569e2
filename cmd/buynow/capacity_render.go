package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// renderCapacity is the answer of a search: how much, what fails first and why, the curve, what
// lies beyond it, and what to type next.
func renderCapacity(r *study.Result, width int, p paint) string {
	page := &page{width: min(max(width, narrowest), widest)}
	c := r.Capacity
	page.gap()
	page.flow(2, line{{plain, "  "}, {strong, r.Headline}})
	page.gap()
	if c.Bound == "" {
		page.flow(12, capacityLine("CAPACITY", span{strong, c.Words(c.Estimate.Mean)}, span{plain, "   " + c.Interval()}))
	}
	if c.Broken != "" {
		page.flow(12, capacityLine("FAILS", span{bad, "✗ "}, span{plain, unbroken(c.Broken)}, span{dim, "  fails first"}))
	}
	if c.Why != "" {
		page.flow(12, capacityLine("BECAUSE", span{plain, c.Why}))
	}
	if c.ShapeWhy != "" {
		page.flow(12, capacityLine("BEYOND", span{plain, c.ShapeWhy}))
	}
	renderCurve(page, r)
	page.gap()
	for i, paragraph := range r.Story {
		ink := dim
		if c.Bound != "" && i == len(r.Story)-1 {
			ink = strong
		}
		if told := strings.Contains(paragraph, c.Why) && c.Why != "" || i > 0 && strings.EqualFold(paragraph, c.ShapeWhy); !told {
			page.flow(2, line{{plain, "  "}, {ink, paragraph}})
		}
	}
	page.gap()
	for _, l := range r.Commands {
		page.add(line{{dim, "  # " + l.Text}})
		page.add(line{{plain, "  " + l.Command}})
	}
	return page.text(p)
}

func capacityLine(name string, rest ...span) line {
	return append(line{{plain, "  "}, {strong, left(name, 10)}}, rest...)
}

// renderCurve is a row for each load: how many replications kept what was promised, goodput as a
// number and a bar, p99, and how busy the actor was that gives way.
func renderCurve(page *page, r *study.Result) {
	c := r.Capacity
	shown := worthALine(c.Probes)
	if len(shown) == 0 {
		return
	}
	most, load, goodput := 0.0, columns("LOAD"), columns("goodput")
	for _, probe := range shown {
		most = max(most, probe.Goodput.Mean)
		load, goodput = max(load, columns(c.Words(probe.Load))), max(goodput, columns(rateText(probe.Goodput)))
	}
	page.gap()
	head := line{{plain, "  "}, {strong, left("LOAD", load)}, {plain, "  kept  " + right("goodput", goodput) + pad(2+curveWidth) + "     p99"}}
	if c.Actor != "" {
		head = append(head, span{plain, "  " + c.Actor + " busy"})
	}
	if where := (span{dim, "   in the phase " + c.Phase}); head.width()+columns(where.text) <= page.width {
		head = append(head, where)
	}
	page.add(head)
	knee := false
	for _, probe := range shown {
		if c.Bound == "" && !knee && probe.Load > c.Estimate.Mean {
			knee = true
			page.add(line{{plain, "  "}, {gold, strings.Repeat("╌", load) + " the knee: " + c.Words(c.Estimate.Mean)}})
		}
		ink := good
		if 2*probe.Passed < probe.Of {
			ink = bad
		}
		l := line{{plain, "  " + right(c.Words(probe.Load), load) + "  "}, {ink, right(fmt.Sprintf("%d/%d", probe.Passed, probe.Of), 4)}}
		l = append(l, span{plain, "  " + right(rateText(probe.Goodput), goodput) + "  "})
		share := 0.0
		if most > 0 {
			share = probe.Goodput.Mean / most
		}
		l = append(l, bar(share, curveWidth, ink)...)
		l = append(l, span{plain, right(secondsText(probe.P99), 8)})
		if c.Actor != "" {
			l = append(l, span{plain, right(fmt.Sprintf("%.0f %%", 100*probe.Utilization[c.Actor]), columns(c.Actor)+7)})
		}
		page.add(l)
	}
}

// curveWidth is how long a bar of goodput is.
const curveWidth = 20

// mostProbes is how many loads are printed.
const mostProbes = 16

// worthALine leaves out loads of which nobody knows what came of them, and of more than fit those
// that rest on the fewest runs.
func worthALine(probes []study.Probe) []study.Probe {
	shown := slices.DeleteFunc(slices.Clone(probes), func(p study.Probe) bool { return p.Goodput.N == 0 })
	for len(shown) > mostProbes {
		least := 1
		for i := range shown[1 : len(shown)-1] {
			if shown[i+1].Goodput.N < shown[least].Goodput.N {
				least = i + 1
			}
		}
		shown = slices.Delete(shown, least, least+1)
	}
	return shown
}

func rateText(e experiment.Estimate) string {
	if e.N == 0 {
		return "?"
	}
	text := fmt.Sprintf("%.3g", e.Mean)
	if e.N > 1 {
		text += fmt.Sprintf(" ± %.2g", (e.High-e.Low)/2)
	}
	return text + "/s"
}

func secondsText(e experiment.Estimate) string {
	if e.N == 0 || math.IsNaN(e.Mean) {
		return "?"
	}
	return latency(1000 * e.Mean)
}
