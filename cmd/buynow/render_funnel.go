package main

import (
	"buynow/scenarios"
)

// columnsOf is how the funnel's table is cut: a shorter bar and fewer latencies where the terminal is narrow.
type columnsOf struct {
	name, orders, bar, latency, notes int
	p50, p99                          bool
}

// renderFunnel shows how many orders came through each of the fifteen steps, how fast, and what became of the others.
func renderFunnel(page *page, s *scenarios.Summary) {
	if len(s.Steps) == 0 {
		return
	}
	table := cutFunnel(s.Steps, page.width)
	page.gap()
	page.add(table.heading())
	for _, step := range s.Steps {
		page.add(table.row(step)...)
	}
}

// cutFunnel gives the notes the room they need, first from the bars, then from p50. Before p99 goes, the notes of a step may
// go on below it, one to a line.
func cutFunnel(steps []scenarios.StepLine, width int) columnsOf {
	table := columnsOf{name: columns("FIFTEEN STEPS"), orders: columns("orders"), latency: 8}
	notes := 0
	for _, step := range steps {
		table.name = max(table.name, columns(step.Name))
		table.orders = max(table.orders, columns(count(step.Count)))
		table.latency = max(table.latency, 2+columns(latency(step.P50)), 2+columns(latency(step.P99)))
		notes = max(notes, notesOf(step.Notes, width).width())
	}
	beside, below := 0, 0 // the room the notes need to stand beside their step, and to go on below it
	if notes > 0 {
		notes = max(notes, columns(lostHeading))
		beside, below = min(notes, 24), min(notes, 16)
	}

	for _, cut := range []struct {
		bar      int
		p50, p99 bool
		room     int
	}{
		{15, true, true, beside}, {10, true, true, beside}, {6, true, true, beside},
		{8, false, true, beside}, {5, false, true, beside}, {5, false, true, below}, {5, false, false, below},
	} {
		table.bar, table.p50, table.p99 = cut.bar, cut.p50, cut.p99
		if table.width()+cut.room <= width {
			break
		}
	}
	if spare := width - table.width() - notes; table.bar == 15 && spare > 0 {
		table.bar += min(spare, 10)
	}
	if notes > 0 {
		table.notes = width - table.width()
	}
	return table
}

const lostHeading = "lost on the way"

// width is where the notes begin.
func (t columnsOf) width() int {
	w := 6 + t.name + 2 + t.orders + 2 + t.bar + 8 + 2
	if t.p50 {
		w += t.latency
	}
	if t.p99 {
		w += t.latency
	}
	return w
}

func (t columnsOf) heading() line {
	l := title("FIFTEEN STEPS").to(6 + t.name + 2)
	l = append(l, span{plain, right("orders", t.orders) + "  "})
	share := "share of placed"
	if columns(share) > t.bar+8 {
		share = "share"
	}
	l = append(l, span{dim, left(share, t.bar+8)})
	if t.p50 {
		l = append(l, span{plain, right("p50", t.latency)})
	}
	if t.p99 {
		l = append(l, span{plain, right("p99", t.latency)})
	}
	if t.notes > 0 {
		l = append(l, span{dim, "  " + lostHeading})
	}
	return l
}

// row is one step, and below it the notes for which there was no room beside it.
func (t columnsOf) row(step scenarios.StepLine) []line {
	act := actOf(step.Step)
	l := line{{act, right(count(step.Step), 5)}, {plain, " " + left(step.Name, t.name) + "  " + right(count(step.Count), t.orders) + "  "}}
	l = append(l, bar(step.Share, t.bar, act)...)
	l = append(l, span{plain, right(percent(step.Share), 8)})
	for _, column := range []struct {
		shown bool
		ms    float64
	}{{t.p50, step.P50}, {t.p99, step.P99}} {
		text := latency(column.ms)
		if step.Count == 0 {
			text = "–"
		}
		if column.shown {
			l = append(l, span{plain, right(text, t.latency)})
		}
	}
	notes := fold(notesOf(step.Notes, t.notes), t.notes, 0)
	rows := []line{append(append(l, span{plain, "  "}), notes[0]...)}
	for _, more := range notes[1:] {
		rows = append(rows, append(line{{plain, pad(t.width())}}, more...))
	}
	return rows
}

// notesOf is what became of the orders that came no further: red for the lost, amber with ↩ for those that went back.
// A note stays on one line if there is room for it.
func notesOf(notes []scenarios.StepNote, room int) line {
	var l line
	for i, note := range notes {
		if i > 0 {
			l = append(l, span{plain, ", "})
		}
		ink, mark := warn, ""
		if note.Bad {
			ink = loud
		}
		if note.Back {
			mark = "↩" + nbsp
		}
		text, number := note.Text, ""
		if note.Count > 0 {
			number = count(note.Count)
		}
		if number != "" {
			text = " " + text
		}
		if columns(mark+number+text+",") <= room {
			text = unbroken(text)
		}
		if number == "" {
			l = append(l, span{ink, mark + text})
			continue
		}
		l = append(l, span{ink, mark + number}, span{plain, text})
	}
	return l
}

// actOf is the colour of the act that a step belongs to.
func actOf(step int) ink {
	switch {
	case step <= 2:
		return order
	case step <= 5:
		return stock
	case step <= 9:
		return payment
	case step == 10, step == 11, step == 14:
		return confirm
	}
	return deliver
}
