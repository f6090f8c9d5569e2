package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// variantInks are those of letters in a map, which say the same without them.
var variantInks = [...]ink{order, deliver, payment, confirm, stock, gold}

func inkOf(variant int) ink { return variantInks[variant%len(variantInks)] }

func letterAt(variant int) string { return string(rune('A' + variant)) }

// renderSweep is the answer of a sweep: who wins, the map, who loses how much where, and what to
// type next.
func renderSweep(r *study.Result, width int, p paint) string {
	page := &page{width: min(max(width, narrowest), widest)}
	w := r.Sweep
	page.gap()
	page.flow(2, line{{plain, "  "}, {strong, r.Headline}})
	page.gap()
	renderWinners(page, w)
	page.gap()
	switch {
	case len(w.Axes) == 1 && w.Design == study.Grid:
		renderRow(page, w)
	case len(w.Axes) == 2:
		renderMap(page, w)
	default:
		renderMarginals(page, w)
	}
	page.gap()
	for _, paragraph := range r.Story {
		page.flow(2, line{{dim, "  " + paragraph}})
	}
	page.gap()
	for _, l := range r.Commands {
		page.add(line{{dim, "  # " + l.Text}})
		page.add(line{{plain, "  " + l.Command}})
	}
	return page.text(p)
}

const notTold = "not to be told apart"

// renderWinners is a row for each variant: where it wins, and what choosing it everywhere can cost.
func renderWinners(page *page, w *study.Sweep) {
	name := columns(notTold)
	for _, variant := range w.Variants {
		name = max(name, columns(variant)+2)
	}
	page.add(line{{plain, "  "}, {strong, left("VARIANT", name)}, {plain, right("wins", 8) + "  " + left("largest regret", 26) + "  at"}})
	for v, variant := range w.Variants {
		regret, where := "none", ""
		if w.Regret[v] > 0 {
			regret = valueOf(w.Regret[v], w.Metric.Unit)
			if e := w.Regrets[v]; e.Method != experiment.None && e.Method != experiment.Exact {
				regret += " (" + valueOf(e.Low, w.Metric.Unit) + " to " + valueOf(e.High, w.Metric.Unit) + ")"
			}
			where = whereOf(w, w.Points[w.At[v]])
		}
		page.flow(name+4, line{{plain, "  "}, {inkOf(v), letterAt(v)}, {plain, " " + left(variant, name-2)},
			{plain, right(fmt.Sprintf("%.0f %%", 100*w.Wins[v]), 8) + "  " + left(unbroken(regret), 26) + "  "}, {dim, where}})
	}
	if w.Ties > 0 {
		page.add(line{{plain, "  " + left(notTold, name)}, {plain, right(fmt.Sprintf("%.0f %%", 100*w.Ties), 8)}})
	}
}

func whereOf(w *study.Sweep, p study.Point) string {
	var words []string
	for i, a := range w.Axes {
		words = append(words, unbroken(a.Path+"="+p.At[i]))
	}
	return strings.Join(words, " ")
}

// letters are who wins at a point: one letter, several if they cannot be told apart, = for all.
func letters(w *study.Sweep, p study.Point) span {
	switch {
	case p.Winner >= 0:
		return span{inkOf(p.Winner), letterAt(p.Winner)}
	case len(p.Best) == len(w.Variants):
		return span{dim, "="}
	}
	return span{dim, w.Letters(p)}
}

// renderRow is the map of one axis: a row for each value, with the number of each variant.
func renderRow(page *page, w *study.Sweep) {
	value, number := columns(w.Axes[0].Path), 8
	for _, p := range w.Points {
		value = max(value, columns(p.At[0]))
		for _, e := range p.Estimates {
			number = max(number, columns(estimateText(e, w.Metric.Unit)))
		}
	}
	head := line{{plain, "  "}, {strong, left(w.Axes[0].Path, value)}, {plain, "  best"}}
	for v := range w.Variants {
		head = append(head, span{plain, "  "}, span{inkOf(v), right(letterAt(v)+" "+clipped(w.Variants[v], number-2), number)})
	}
	page.add(head)
	for _, p := range w.Points {
		who := letters(w, p)
		l := line{{plain, "  " + right(p.At[0], value) + "  "}, {who.ink, left(who.text, 4)}}
		for v, e := range p.Estimates {
			ink := plain
			if v == p.Winner {
				ink = strong
			}
			l = append(l, span{plain, "  "}, span{ink, right(estimateText(e, w.Metric.Unit), number)})
		}
		page.add(l)
	}
	renderKey(page, w)
}

// renderMap is the map of two axes: the first goes to the right, the second up. Of a Sobol design
// each cell holds the one point in it.
func renderMap(page *page, w *study.Sweep) {
	x, y := mapParts(w, 0), mapParts(w, 1)
	cells := make(map[[2]int]study.Point)
	for _, p := range w.Points {
		cells[[2]int{x.place(w, p, 0), y.place(w, p, 1)}] = p
	}
	side, cell := columns(w.Axes[1].Path), 1
	for _, text := range y.names {
		side = max(side, columns(text))
	}
	for _, text := range x.names {
		cell = max(cell, columns(text))
	}
	for _, p := range w.Points {
		cell = max(cell, columns(letters(w, p).text))
	}
	cell = min(cell, max(3, (page.width-side-6)/len(x.names)-2))
	page.add(line{{plain, "  "}, {strong, w.Axes[1].Path}})
	for row := len(y.names) - 1; row >= 0; row-- {
		l := line{{plain, "  " + right(y.names[row], side) + " │"}}
		for column := range x.names {
			text := span{dim, "·"}
			if p, ok := cells[[2]int{column, row}]; ok {
				text = letters(w, p)
			}
			l = append(l, span{plain, "  "}, span{text.ink, centred(text.text, cell)})
		}
		page.add(l)
	}
	foot, names := line{{plain, "  " + pad(side) + " └" + strings.Repeat("─", len(x.names)*(cell+2))}}, line{{plain, "  " + pad(side+2)}}
	for _, text := range x.names {
		names = append(names, span{plain, "  " + centred(clipped(text, cell), cell)})
	}
	page.add(foot, append(names, span{plain, "  "}, span{strong, w.Axes[0].Path}))
	renderKey(page, w)
}

// side is one side of a map: its parts by name, in their order.
type mapSide struct {
	names []string
	cuts  int // of a range without values of its own; else 0
}

// mapParts are the values of an axis, or as many slices of it as the points allow: a Sobol design of
// 2^m points has one in each box of a map of 2^⌈m/2⌉ by 2^⌊m/2⌋.
func mapParts(w *study.Sweep, axis int) mapSide {
	a := w.Axes[axis]
	if w.Design == study.Grid {
		return mapSide{names: a.Values}
	}
	m := int(math.Log2(float64(len(w.Points))) + 0.5)
	cuts := 1 << ((m + 1 - axis) / 2)
	side := mapSide{cuts: cuts}
	for i := range cuts {
		side.names = append(side.names, w.Axes[axis].Cut(float64(i)/float64(cuts)))
	}
	return side
}

func (s mapSide) place(w *study.Sweep, p study.Point, axis int) int {
	if s.cuts == 0 {
		return slices.Index(s.names, p.At[axis])
	}
	return min(s.cuts-1, int(p.Share[axis]*float64(s.cuts)))
}

// renderMarginals is who wins along each axis, whatever the others are: of more than two axes
// nobody sees a map.
func renderMarginals(page *page, w *study.Sweep) {
	for i, a := range w.Axes {
		if i > 0 {
			page.gap()
		}
		shares := w.Marginal(i)
		part := columns(a.Path)
		for _, s := range shares {
			part = max(part, columns(s.Part))
		}
		head := line{{plain, "  "}, {strong, left(a.Path, part)}, {plain, right("points", 8)}}
		for v, name := range w.Variants {
			head = append(head, span{inkOf(v), right(letterAt(v)+" "+clipped(name, 12), 16)})
		}
		page.add(head)
		for _, s := range shares {
			l := line{{plain, "  " + right(s.Part, part) + right(count(s.Points), 8)}}
			for v, wins := range s.Wins {
				l = append(l, span{plain, right(fmt.Sprintf("%.0f %%", 100*wins), 7) + " "})
				l = append(l, bar(wins, 8, inkOf(v))...)
			}
			page.add(l)
		}
	}
	renderKey(page, w)
}

func renderKey(page *page, w *study.Sweep) {
	better := "more is better"
	if w.Metric.Better == experiment.Less {
		better = "less is better"
	}
	text := fmt.Sprintf("  By %s: %s. A: it wins; AB: these cannot be told apart; =: none can.", w.Metric.Text, better)
	if w.Design == study.Sobol && len(w.Axes) == 2 {
		text += " Each cell holds one point, and begins at the numbers beside it."
	}
	page.flow(2, line{{dim, text}})
}

// estimateText is a number with how far its interval reaches to either side.
func estimateText(e experiment.Estimate, unit experiment.Unit) string {
	if e.N == 0 {
		return "?"
	}
	text := valueOf(e.Mean, unit)
	if e.Method == experiment.Exact || e.Method == experiment.None {
		return text
	}
	return strings.TrimSuffix(text, "/s") + " ± " + valueOf((e.High-e.Low)/2, unit)
}

// valueOf is a number of a metric with three digits and its unit.
func valueOf(x float64, unit experiment.Unit) string {
	switch unit {
	case experiment.Seconds:
		if x < 0 {
			return "-" + latency(-1000*x)
		}
		return latency(1000 * x)
	case experiment.Share:
		return fmt.Sprintf("%.3g %%", 100*x)
	}
	text := fmt.Sprintf("%.3g", x)
	if math.Abs(x) >= 1000 {
		text = count(int64(math.Round(x)))
	}
	switch unit {
	case experiment.Euro:
		return "€ " + text
	case experiment.EuroHours:
		return text + " € h"
	case experiment.PerSecond:
		return text + "/s"
	}
	return text
}

// clipped is as much of a text as fits.
func clipped(text string, width int) string {
	if columns(text) <= width || width < 1 {
		return text
	}
	return string([]rune(text)[:width-1]) + "…"
}

func centred(text string, width int) string {
	return left(pad((width-columns(text))/2)+text, width)
}
