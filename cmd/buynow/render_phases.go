package main

import (
	"cmp"
	"slices"

	"buynow/scenarios"
)

// mostPhaseLines is how many phases are printed; of more, those that went worst.
const mostPhaseLines = 20

// phaseColumn is one column of the table of phases.
type phaseColumn struct {
	heading string
	of      func(scenarios.PhaseLine) (string, ink)
}

func phaseColumns() []phaseColumn {
	number := func(of func(scenarios.PhaseLine) int) func(scenarios.PhaseLine) (string, ink) {
		return func(p scenarios.PhaseLine) (string, ink) { return count(of(p)), plain }
	}
	time := func(of func(scenarios.PhaseLine) float64) func(scenarios.PhaseLine) (string, ink) {
		return func(p scenarios.PhaseLine) (string, ink) { return latency(of(p)), plain }
	}
	return []phaseColumn{
		{"from", func(p scenarios.PhaseLine) (string, ink) { return clock(p.From), dim }},
		{"customers", number(func(p scenarios.PhaseLine) int { return p.Customers })},
		{"orders", number(func(p scenarios.PhaseLine) int { return p.Orders })},
		{"confirmed", func(p scenarios.PhaseLine) (string, ink) {
			if p.Orders == 0 {
				return "–", plain
			}
			return percent(float64(p.Confirmed) / float64(p.Orders)), plain
		}},
		{"no page", func(p scenarios.PhaseLine) (string, ink) {
			if p.NoPage == 0 {
				return "0", plain
			}
			return count(p.NoPage), loud
		}},
		{"p50", time(func(p scenarios.PhaseLine) float64 { return p.P50 })},
		{"p95", time(func(p scenarios.PhaseLine) float64 { return p.P95 })},
		{"p99", time(func(p scenarios.PhaseLine) float64 { return p.P99 })},
	}
}

// width is what a column needs, with the gap before it.
func (c phaseColumn) width(phases []scenarios.PhaseLine) int {
	width := columns(c.heading)
	for _, p := range phases {
		text, _ := c.of(p)
		width = max(width, columns(text))
	}
	return 2 + width
}

// renderPhases is what became of the customers of each phase of the load, if it has several. Where there is no room, p50
// goes first, then the time, p95 and the customers.
func renderPhases(page *page, s *scenarios.Summary) {
	if len(s.Phases) < 2 {
		return
	}
	phases, table := worstPhases(s.Phases), phaseColumns()
	name, example := columns("PHASES"), columns("near p99")
	for _, p := range phases {
		name = max(name, columns(shortened(p.Phase)))
		example = max(example, columns(exampleOf(p)))
	}
	for _, drop := range []string{"p50", "from", "p95", "customers"} {
		width := 2 + name + 2 + example
		for _, c := range table {
			width += c.width(phases)
		}
		if width > page.width {
			table = slices.DeleteFunc(table, func(c phaseColumn) bool { return c.heading == drop })
		}
	}

	page.gap()
	l := title("PHASES").to(2 + name)
	for _, c := range table {
		l = append(l, span{plain, right(c.heading, c.width(phases))})
	}
	page.add(append(l, span{dim, "  near p99"}))
	for _, p := range phases {
		l := line{{plain, "  "}, {order, left(shortened(p.Phase), name)}}
		for _, c := range table {
			text, ink := c.of(p)
			l = append(l, span{ink, right(text, c.width(phases))})
		}
		page.add(append(l, span{dim, "  " + exampleOf(p)}))
	}
	if more := len(s.Phases) - len(phases); more > 0 {
		page.add(line{{dim, "  and " + count(more) + " that went better"}})
	}
}

func exampleOf(p scenarios.PhaseLine) string {
	switch {
	case p.Warmup:
		return "warm-up"
	case p.Example > 0:
		return "order " + count(p.Example)
	}
	return ""
}

// worstPhases are all, or those that went worst, in the order of time.
func worstPhases(phases []scenarios.PhaseLine) []scenarios.PhaseLine {
	if len(phases) <= mostPhaseLines {
		return phases
	}
	worst := slices.Clone(phases)
	slices.SortStableFunc(worst, func(a, b scenarios.PhaseLine) int {
		return cmp.Or(cmp.Compare(b.NoPage, a.NoPage), cmp.Compare(b.P99, a.P99))
	})
	worst = worst[:mostPhaseLines]
	slices.SortStableFunc(worst, func(a, b scenarios.PhaseLine) int { return cmp.Compare(a.From, b.From) })
	return worst
}

// shortened is a name that fits a column.
func shortened(name string) string {
	const longest = 20
	if columns(name) <= longest {
		return name
	}
	return string([]rune(name)[:longest-1]) + "…"
}
