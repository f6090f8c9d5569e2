package study

import (
	"fmt"
	"slices"
	"strings"

	"buynow/sim/chart"
	"buynow/sim/experiment"
)

// sweep fills in which variant wins where.
func (s *sheet) sweep(w *Sweep) {
	title, caption := "Who wins where", fmt.Sprintf("by %s. A letter stands where one variant wins; several where they cannot be told apart.", w.Metric.Text)
	one := section{Title: "Who wins, and what it costs elsewhere", Tables: []*table{w.winners(), w.points()}}
	switch {
	case w.Design != "sobol" && len(w.Axes) == 1:
		lines := w.curves()
		s.Hero = s.draw("metric", w.Metric.Text, "with intervals, by variant.", lines.Picture(), nil).keyed(lines.Curves)
		one.Figures = append(one.Figures, s.draw("regimes", title, caption, w.row().Picture(), nil))
	case w.Design != "sobol" && len(w.Axes) == 2:
		s.Hero = s.draw("regimes", title, caption, w.cells().Picture(), nil)
	case len(w.Axes) >= 2:
		s.Hero = s.draw("regimes", title, caption, w.places(0, 1).Picture(), nil)
		for i := 2; i < len(w.Axes); i++ {
			one.Figures = append(one.Figures, s.draw(fmt.Sprintf("regimes-%d", i), title, "the same points along another axis.", w.places(0, i).Picture(), nil))
		}
	}
	s.Sections = append(s.Sections, one)
	s.Measured = w.measured()
}

// who is the letters of those that cannot be told apart from the best at a point, and the pen of
// the one that wins, if one does.
func (w *Sweep) who(p Point) (letters string, pen *chart.Pen) {
	var words []string
	for _, i := range p.Best {
		words = append(words, letterOf(i))
	}
	if p.Winner >= 0 && p.Winner < len(w.Variants) {
		one := chart.PenOf(p.Winner)
		return letterOf(p.Winner), &one
	}
	if len(words) == len(w.Variants) {
		return "all", nil
	}
	return strings.Join(words, space), nil
}

// spoken says how often each wins.
func (w *Sweep) spoken() string {
	var says []string
	for i, name := range w.Variants {
		if i < len(w.Wins) {
			says = append(says, fmt.Sprintf("%s %s wins %s.", letterOf(i), name, amount(w.Wins[i], experiment.Share)))
		}
	}
	return strings.Join(says, " ")
}

// cell is a point of a grid.
func (w *Sweep) cell(p Point) chart.Cell {
	word, pen := w.who(p)
	cell := chart.Cell{Word: word, Pen: pen}
	if p.Winner >= 0 && p.Winner < len(p.Estimates) {
		cell.Notes = amount(p.Estimates[p.Winner].Mean, w.Metric.Unit)
	}
	return cell
}

// row is the map of one axis.
func (w *Sweep) row() chart.Cells {
	m := chart.Cells{Text: w.spoken(), Width: column, XName: w.Axes[0].Path, X: w.Axes[0].Values, Y: []string{""}, Rows: [][]chart.Cell{nil}}
	for _, value := range m.X {
		m.Rows[0] = append(m.Rows[0], w.find(value))
	}
	return m
}

// cells is the map of two axes.
func (w *Sweep) cells() chart.Cells {
	m := chart.Cells{Text: w.spoken(), Width: column, XName: w.Axes[0].Path, YName: w.Axes[1].Path, X: w.Axes[0].Values, Y: w.Axes[1].Values}
	for _, y := range m.Y {
		var row []chart.Cell
		for _, x := range m.X {
			row = append(row, w.find(x, y))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// find is the cell at these values; an empty one if it was not tried.
func (w *Sweep) find(values ...string) chart.Cell {
	for _, p := range w.Points {
		if slices.Equal(p.At, values) {
			return w.cell(p)
		}
	}
	return chart.Cell{Word: unknown}
}

// curves is the metric along one axis.
func (w *Sweep) curves() chart.Lines {
	lines := chart.Lines{Width: column, Height: 280}
	least, most, low, high := 0.0, 0.0, 0.0, 0.0
	for i, name := range w.Variants {
		curve := chart.Curve{Name: letterOf(i) + " " + name, Pen: chart.PenOf(i), Dots: true}
		for k, p := range w.Points {
			if i >= len(p.Estimates) || len(p.Place) == 0 {
				continue
			}
			if e := p.Estimates[i]; e.N > 0 {
				curve.X = append(curve.X, p.Place[0])
				if w.Metric.Unit == experiment.Euro { // a shop may lose money; nothing else is less than nothing
					least = min(least, e.Mean, e.Low)
				} else {
					e.Low = max(e.Low, 0)
				}
				curve.Y, curve.Low, curve.High = append(curve.Y, e.Mean), append(curve.Low, e.Low), append(curve.High, e.High)
				most = max(most, e.Mean, e.High)
			}
			if k == 0 || p.Place[0] < low {
				low = p.Place[0]
			}
			high = max(high, p.Place[0])
		}
		lines.Curves = append(lines.Curves, curve)
	}
	lines.Text = spoken(lines.Curves, func(v float64) string { return amount(v, w.Metric.Unit) })
	lines.X = w.axis(0, low, high)
	lines.Y = chart.Nice(least, most, 4, func(v float64) string { return amount(v, w.Metric.Unit) })
	return lines
}

// axis is a side of the map, from low to high. Words stand at their places.
func (w *Sweep) axis(i int, low, high float64) chart.Axis {
	a := w.Axes[i]
	say := func(v float64) string { return sayAs(a.Is, v) }
	switch {
	case a.Is == "" && len(a.Values) > 0:
		words := chart.Axis{Low: -0.3, High: float64(len(a.Values)) - 0.7}
		for k, value := range a.Values {
			words.Ticks = append(words.Ticks, chart.Mark{At: float64(k), Text: value})
		}
		return words
	case a.Log && low > 0:
		return chart.Doubling([]float64{low, high}, say)
	}
	return chart.Nice(low, high, 5, say)
}

// places is the map of a design that fills space, along two of its axes.
func (w *Sweep) places(x, y int) chart.Places {
	a, b := w.Axes[x], w.Axes[y]
	m := chart.Places{Text: w.spoken(), Width: column, Height: 460, X: w.axis(x, a.Low, a.High), Y: w.axis(y, b.Low, b.High), XName: a.Path, YName: b.Path}
	for _, p := range w.Points {
		if len(p.Place) > max(x, y) {
			word, pen := w.who(p)
			if pen == nil {
				word = "="
			}
			m.At = append(m.At, chart.Place{X: p.Place[x], Y: p.Place[y], Pen: pen, Word: word})
		}
	}
	return m
}

// winners is how often each variant wins, and what it costs where it does not.
func (w *Sweep) winners() *table {
	t := &table{Head: []string{"variant", "wins", "largest regret", "interval", "where"}}
	for i, name := range w.Variants {
		row := []string{letterOf(i) + " " + name, unknown, unknown, "", ""}
		if i < len(w.Wins) {
			row[1] = figures(100*w.Wins[i]) + space + "%"
		}
		if i < len(w.Regret) {
			row[2] = amount(w.Regret[i], w.Metric.Unit)
		}
		if i < len(w.Regrets) && w.Regrets[i].N > 0 {
			words := estimate(w.Regrets[i], w.Metric.Unit, false)
			row[2], row[3] = words.value(), words.interval()
		}
		if i < len(w.At) && w.At[i] >= 0 && w.At[i] < len(w.Points) && i < len(w.Regret) && w.Regret[i] > 0 {
			row[4] = w.where(w.Points[w.At[i]])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (w *Sweep) where(p Point) string {
	var words []string
	for i, value := range p.At {
		if i < len(w.Axes) {
			words = append(words, w.Axes[i].Path+"="+value)
		}
	}
	return strings.Join(words, " ")
}

// points is each point with each variant's number.
func (w *Sweep) points() *table {
	t := &table{Head: []string{"at"}}
	for i, name := range w.Variants {
		t.Head = append(t.Head, letterOf(i)+" "+name)
	}
	t.Head = append(t.Head, "best")
	for _, p := range w.Points {
		row := []string{w.where(p)}
		for _, e := range p.Estimates {
			words := estimate(e, w.Metric.Unit, false)
			text := words.value()
			if words.spread {
				text += " (" + words.interval() + ")"
			}
			row = append(row, text)
		}
		letters, _ := w.who(p)
		t.Rows = append(t.Rows, append(row, letters))
	}
	return t
}

func (w *Sweep) measured() []string {
	what := fmt.Sprintf("Each variant ran at each of %s of a grid", count(len(w.Points), "point", "points"))
	if w.Design == "sobol" {
		what = fmt.Sprintf("Each variant ran at each of %s of a scrambled Sobol sequence, which fills the space evenly", count(len(w.Points), "point", "points"))
	}
	says := []string{what + ", with the same luck; a variant wins where its paired interval leaves out all others."}
	if n := w.replications(); n > 1 {
		says = append(says, fmt.Sprintf("Intervals are 95%s%% over %d runs at each point.", space, n))
	}
	if w.Ties > 0 {
		says = append(says, fmt.Sprintf("At %s of the points several cannot be told apart.", amount(w.Ties, experiment.Share)))
	}
	return append(says, "The largest regret is the most that a variant loses anywhere to whichever is best there.")
}

func (w *Sweep) replications() int {
	most := 0
	for _, p := range w.Points {
		for _, e := range p.Estimates {
			most = max(most, e.N)
		}
	}
	return most
}
