package study

import (
	"buynow/scenarios"
	"buynow/sim/chart"
	"buynow/sim/experiment"
)

// sharesTold are the shares of all for which a table tells how long it took.
var sharesTold = []float64{0.5, 0.9, 0.99, 0.999}

// times is how long something took, of each variant: the share of all who wanted it that had it by
// then. Those who never got it are counted, so a curve that ends below the top shows them as the gap.
func (s *sheet) times(c *Comparison, name, title, caption string, of func(Curve) []experiment.Estimate) *figure {
	grid := scenarios.TimesAt()
	lines := chart.Lines{Width: column, Height: 300, Y: shareAxis()}
	numbers := &table{Head: []string{"share"}}
	first, last := len(grid), 0
	for i, curve := range c.Curves {
		l := c.letter(i)
		drawn := chart.Curve{Name: l.Letter + " " + l.Name, Pen: chart.PenOf(i), X: grid}
		for k, e := range of(curve) {
			drawn.Y, drawn.Low, drawn.High = append(drawn.Y, e.Mean), append(drawn.Low, max(e.Low, 0)), append(drawn.High, min(e.High, 1))
			if k > 0 && k < len(grid) && e.Mean > drawn.Y[k-1]+0.0005 {
				first, last = min(first, k-1), max(last, k)
			}
		}
		if n := min(len(drawn.Y), len(grid)); n > 0 {
			if never := 1 - drawn.Y[n-1]; never > 0.0005 {
				drawn.Note = "· " + figures(100*never) + space + "% never"
			}
		}
		lines.Curves = append(lines.Curves, drawn)
		numbers.Head = append(numbers.Head, drawn.Name, intervalOf(c.Confidence))
	}
	if first >= last {
		return nil
	}
	lines.X = chart.Durations(grid[first], grid[last])
	for _, part := range sharesTold {
		row := []string{figures(100*part) + space + "%"}
		for _, curve := range lines.Curves {
			early, late := by(grid, curve.High, part), by(grid, curve.Low, part)
			if row = append(row, by(grid, curve.Y, part), between(early, late)); early == late {
				row[len(row)-1] = ""
			}
		}
		numbers.Rows = append(numbers.Rows, row)
	}
	row := []string{"never"}
	for _, curve := range c.Curves {
		e := of(curve)
		if len(e) == 0 {
			row = append(row, unknown, "")
			continue
		}
		end := e[len(e)-1]
		row = append(row, amount(1-end.Mean, experiment.Share), between(amount(max(1-end.High, 0), experiment.Share), amount(min(1-end.Low, 1), experiment.Share)))
	}
	numbers.Rows = append(numbers.Rows, row)
	for k, curve := range lines.Curves {
		lines.Text += curve.Name + ": half of all by " + numbers.Rows[0][1+2*k] + ". "
	}
	return s.draw(name, title, caption, lines.Picture(), numbers).keyed(lines.Curves)
}

// by is when so large a share had come to an end.
func by(grid, shares []float64, part float64) string {
	for k, share := range shares {
		if share >= part && k < len(grid) {
			return span(grid[k])
		}
	}
	return "never"
}

// shareAxis goes from none to all.
func shareAxis() chart.Axis {
	a := chart.Axis{Low: 0, High: 1.02}
	for _, part := range []float64{0, 0.25, 0.5, 0.75, 1} {
		a.Ticks = append(a.Ticks, chart.Mark{At: part, Text: figures(100*part) + space + "%"})
	}
	return a
}
