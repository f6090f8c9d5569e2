package study

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim/chart"
	"buynow/sim/experiment"
)

// The sizes of figures, in pixels: one of two columns of the page, and more than one. They are no
// wider than a tablet, so that words keep their size there.
const (
	column = 560
	whole  = 752
)

// draw puts a plot on the page, and keeps it for a file of its own. What it says to those who cannot see
// it is what it is, and what is in it.
func (s *sheet) draw(name, title, caption string, p chart.Picture, numbers *table) *figure {
	p.Text = strings.TrimSpace(title + " " + caption + " " + p.Text)
	s.plots = append(s.plots, plot{name, p})
	if numbers != nil {
		numbers.name = name
	}
	return &figure{Title: title, Caption: caption, SVG: inline(p), Numbers: numbers}
}

// spoken says what there is to see of curves.
func spoken(curves []chart.Curve, say func(float64) string) string {
	var says []string
	for _, c := range curves {
		if n := len(c.Y); n > 0 {
			says = append(says, fmt.Sprintf("%s: from %s to %s, %s at the end.", c.Name, say(slices.Min(c.Y)), say(slices.Max(c.Y)), say(c.Y[n-1])))
		}
	}
	return strings.Join(says, " ")
}

// hero is the first figure: what the variants confirmed while the faults lasted, in one run.
func (s *sheet) hero(c *Comparison, seed uint64) {
	lines := chart.Lines{Width: column, Height: 270, Bands: bands(c.Faults)}
	most, long := 0.0, 0
	for _, curve := range c.Curves {
		long = max(long, len(curve.First))
	}
	if long < 2 {
		return
	}
	from, to := around(c.Faults, float64(long)*c.Width)
	fold := int(math.Ceil((to - from) / c.Width / mostHeroSlices))
	width := c.Width * float64(fold)
	for i, curve := range c.Curves {
		ys := folded(curve.First, fold)
		l := c.letter(i)
		lines.Curves = append(lines.Curves, chart.Curve{Name: l.Letter + " " + l.Name, Pen: chart.PenOf(i), X: middles(len(ys), width), Y: ys})
		for _, v := range ys {
			most = max(most, v)
		}
	}
	lines.X, lines.Y = chart.Clock(from, to, 5), chart.Nice(0, most, 3, figures)
	for i := range lines.Curves {
		lines.Curves[i] = within(lines.Curves[i], from, to)
	}
	caption := fmt.Sprintf("in seed %d.", seed)
	if len(c.Curves) == 2 {
		under, over := lines.Curves[c.Baseline], lines.Curves[1-c.Baseline]
		more := 0.0
		for i := range min(len(under.Y), len(over.Y)) {
			more += (over.Y[i] - under.Y[i]) * width
		}
		a, b := c.letter(c.Baseline).Letter, c.letter(1-c.Baseline).Letter
		switch {
		case more >= 1:
			lines.Gap = &chart.Gap{Under: c.Baseline, Over: 1 - c.Baseline, Words: decimals(more, 0) + " orders"}
			caption += fmt.Sprintf(" Shaded: what %s confirmed and %s did not.", b, a)
		case more <= -1:
			lines.Gap = &chart.Gap{Under: 1 - c.Baseline, Over: c.Baseline, Words: decimals(-more, 0) + " orders"}
			caption += fmt.Sprintf(" Shaded: what %s confirmed and %s did not.", a, b)
		}
	}
	lines.Text = spoken(lines.Curves, figures)
	s.Hero = s.draw("confirmed", "Confirmed orders per second", caption, lines.Picture(), nil).keyed(lines.Curves)
}

// mostHeroSlices is how many slices of time the first figure has at most. In finer ones there is more
// chance than shop.
const mostHeroSlices = 90

// folded is the means of so many neighbours each.
func folded(of []float64, fold int) []float64 {
	var means []float64
	for len(of) >= fold && fold > 0 {
		means = append(means, sum(of[:fold])/float64(fold))
		of = of[fold:]
	}
	return means
}

// middles are the middles of so many slices of time.
func middles(n int, width float64) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = (float64(i) + 0.5) * width
	}
	return xs
}

// within is the part of a curve between two ends of its axis.
func within(c chart.Curve, from, to float64) chart.Curve {
	part := c
	part.X, part.Y = nil, nil
	for i, x := range c.X {
		if x >= from && x <= to && i < len(c.Y) {
			part.X, part.Y = append(part.X, x), append(part.Y, c.Y[i])
		}
	}
	return part
}

// around is the time around the faults, in which something is to be seen.
func around(faults []scenarios.FaultLine, end float64) (from, to float64) {
	first, last := math.Inf(1), math.Inf(-1)
	for _, f := range faults {
		if f.At < end {
			first, last = min(first, f.At), max(last, min(f.Until, end))
		}
	}
	if first > last {
		return 0, end
	}
	long := max(last-first, end/20)
	return max(0, first-long*0.6), min(end, last+long*2.2)
}

// bands are the faults as bands of time.
func bands(faults []scenarios.FaultLine) []chart.Band {
	var bands []chart.Band
	for _, f := range faults {
		name := f.Name
		if f.Times > 1 {
			name = fmt.Sprintf("%s, %d times", f.Name, f.Times)
		}
		for _, w := range f.Windows {
			bands = append(bands, chart.Band{Name: name, From: w.At, To: w.Until})
		}
		if len(f.Windows) == 0 {
			bands = append(bands, chart.Band{Name: name, From: f.At, To: f.Until})
		}
	}
	return bands
}

// overTime is a figure of estimates by slice, of each variant, with ribbons.
func (s *sheet) overTime(c *Comparison, name, title, caption string, of func(Curve) []experiment.Estimate, say func(float64) string) *figure {
	lines := chart.Lines{Width: column, Height: 280, Bands: bands(c.Faults)}
	numbers := &table{Head: []string{"at"}}
	most, long := 0.0, 0
	for i, curve := range c.Curves {
		l := c.letter(i)
		drawn := chart.Curve{Name: l.Letter + " " + l.Name, Pen: chart.PenOf(i), X: middles(len(of(curve)), c.Width)}
		for _, e := range of(curve) {
			drawn.Y, drawn.Low, drawn.High = append(drawn.Y, e.Mean), append(drawn.Low, max(e.Low, 0)), append(drawn.High, e.High)
			most = max(most, e.Mean, e.High)
		}
		lines.Curves = append(lines.Curves, drawn)
		numbers.Head = append(numbers.Head, drawn.Name, intervalOf(c.Confidence))
		long = max(long, len(drawn.Y))
	}
	if long < 2 || most == 0 {
		return nil
	}
	lines.X, lines.Y = chart.Clock(0, float64(long)*c.Width, 6), chart.Nice(0, most, 4, say)
	for k := 0; k < long; k += 1 + long/15 {
		row := []string{chart.OnClock(float64(k) * c.Width)}
		for _, curve := range c.Curves {
			if row = append(row, unknown, ""); k < len(of(curve)) {
				e := of(curve)[k]
				row[len(row)-2], row[len(row)-1] = say(e.Mean), spread(e, say)
			}
		}
		numbers.Rows = append(numbers.Rows, row)
	}
	lines.Text = spoken(lines.Curves, say)
	return s.draw(name, title, caption, lines.Picture(), numbers).keyed(lines.Curves)
}

// spread is an interval in words.
func spread(e experiment.Estimate, say func(float64) string) string {
	if e.N < 2 || e.Method == "none" {
		return ""
	}
	return between(say(e.Low), say(e.High))
}

func intervalOf(confidence float64) string { return figures(100*confidence) + space + "% interval" }

// funnel is how many orders came through each of the fifteen steps, by variant.
func (s *sheet) funnel(c *Comparison) *figure {
	bars := chart.Bars{Width: whole}
	numbers := &table{Head: []string{"step"}}
	for i := range c.Curves {
		numbers.Head = append(numbers.Head, c.letter(i).Letter+" "+c.name(i), intervalOf(c.Confidence))
	}
	for step := actors.Step(1); step <= actors.Steps; step++ {
		row := chart.BarRow{Badge: fmt.Sprint(int(step)), Name: step.String(), Color: actColors[step.Info().Act]}
		line := []string{fmt.Sprintf("%d %s", step, step)}
		for i, curve := range c.Curves {
			if int(step) > len(curve.Steps) {
				continue
			}
			e := curve.Steps[step-1]
			bar := chart.Bar{Pen: chart.PenOf(i), Value: e.Mean, Words: c.letter(i).Letter + "  " + figures(math.Round(e.Mean))}
			if e.N > 1 && e.Low < e.High {
				bar.Low, bar.High = e.Low, e.High
			}
			row.Bars = append(row.Bars, bar)
			line = append(line, figures(math.Round(e.Mean)), spread(e, func(v float64) string { return figures(math.Round(v)) }))
		}
		if len(row.Bars) > 0 {
			bars.Rows = append(bars.Rows, row)
			numbers.Rows = append(numbers.Rows, line)
		}
	}
	if len(bars.Rows) == 0 {
		return nil
	}
	return s.draw("funnel", "Orders through each of the fifteen steps", "on average per run, with intervals.", bars.Picture(), numbers)
}

// actColors are those of the acts into which the steps are grouped.
var actColors = map[string]color.NRGBA{
	actors.ActOrder:   {R: 0x00, G: 0x69, B: 0xA8, A: 255},
	actors.ActStock:   {R: 0x5E, G: 0x4B, B: 0x00, A: 255},
	actors.ActPayment: {R: 0x00, G: 0x75, B: 0x5A, A: 255},
	actors.ActConfirm: {R: 0x9C, G: 0x3F, B: 0x78, A: 255},
	actors.ActDeliver: {R: 0xC0, G: 0x4A, B: 0x00, A: 255},
}
