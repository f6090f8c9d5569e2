package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sign is what stands in the middle of an interval: a shape, so that nothing is said by colour alone.
type Sign uint8

// The signs of a forest.
const (
	Ring    Sign = iota // includes zero: no difference
	Square              // better
	Diamond             // worse
	Disc                // different, and neither
)

// Interval is one line of a forest: an estimate between its bounds.
type Interval struct {
	Low, Mid, High float64
	Sign           Sign
	Words          string // instead of an interval, on the side on which Mid is: "none left"
}

// Scale is the common axis of a forest: zero is a line, and each tick a fainter one.
type Scale struct {
	Low, High float64
	Ticks     []Mark
	Width     float64 // pixels
	Inset     float64 // of both ends, for half a sign
}

// Mark is a place on an axis, and what is written there.
type Mark struct {
	At   float64
	Text string
}

// X is where a value is, in pixels from the left. What lies beyond the ends is at the end.
func (s Scale) X(value float64) float64 {
	value = min(max(value, s.Low), s.High)
	return s.Inset + (value-s.Low)/(s.High-s.Low)*(s.Width-2*s.Inset)
}

// Beyond tells if a value lies outside the scale.
func (s Scale) Beyond(value float64) bool { return value < s.Low || value > s.High }

// Strip draws one line of a forest, to stand in a row of a table above and below others.
func (s Scale) Strip(height float64, line *Interval) Picture {
	return Picture{Width: s.Width, Height: height, paint: func(c draw.Canvas) {
		s.grid(c, line)
		if line != nil {
			s.interval(c, *line)
		}
	}}
}

// Head draws what the two sides of zero mean.
func (s Scale) Head(height float64, left, right string) Picture {
	return Picture{Width: s.Width, Height: height, paint: func(c draw.Canvas) {
		zero := vg.Length(s.X(0))
		y := c.Center().Y
		c.StrokeLine2(hairline(Ink, 1.2), zero, c.Min.Y, zero, c.Max.Y)
		words := style(small, Ink2, false, false)
		words.YAlign = draw.YCenter
		c.FillText(words, vg.Point{X: zero + 8, Y: y}, right)
		words.XAlign = draw.XRight
		c.FillText(words, vg.Point{X: zero - 8, Y: y}, left)
	}}
}

// Foot draws the ticks.
func (s Scale) Foot(height float64) Picture {
	return Picture{Width: s.Width, Height: height, paint: func(c draw.Canvas) {
		words := style(small, Ink2, false, false)
		words.XAlign, words.YAlign = draw.XCenter, draw.YTop
		for _, tick := range s.Ticks {
			x := vg.Length(s.X(tick.At))
			c.StrokeLine2(hairline(Edge, 1), x, c.Max.Y, x, c.Max.Y-4)
			c.FillText(words, vg.Point{X: x, Y: c.Max.Y - 7}, tick.Text)
		}
	}}
}

// grid draws zero and the ticks, but not through words.
func (s Scale) grid(c draw.Canvas, line *Interval) {
	for _, tick := range s.Ticks {
		if tick.At == 0 || line != nil && line.Words != "" && (tick.At < 0) == (line.Mid < 0) {
			continue
		}
		x := vg.Length(s.X(tick.At))
		c.StrokeLine2(hairline(Hairline, 1), x, c.Min.Y, x, c.Max.Y)
	}
	zero := vg.Length(s.X(0))
	c.StrokeLine2(hairline(Ink, 1.2), zero, c.Min.Y, zero, c.Max.Y)
}

func (s Scale) interval(c draw.Canvas, line Interval) {
	y := c.Center().Y
	if line.Words != "" {
		words := style(small, Ink2, false, false)
		words.YAlign = draw.YCenter
		at := vg.Point{X: vg.Length(s.X(0)) + 10, Y: y}
		if line.Mid < 0 {
			words.XAlign, at.X = draw.XRight, at.X-20
		}
		c.FillText(words, at, line.Words)
		return
	}
	ink := Ink2
	switch line.Sign {
	case Square:
		ink = Good
	case Diamond:
		ink = Bad
	}
	low, high := vg.Length(s.X(line.Low)), vg.Length(s.X(line.High))
	stroke := hairline(ink, 2)
	c.StrokeLine2(stroke, low, y, high, y)
	s.end(c, stroke, y, line.Low)
	s.end(c, stroke, y, line.High)
	if !s.Beyond(line.Mid) {
		drawSign(c, line.Sign, ink, vg.Point{X: vg.Length(s.X(line.Mid)), Y: y})
	}
}

// end closes an interval with a bar, or with the head of an arrow where it leaves the scale.
func (s Scale) end(c draw.Canvas, stroke draw.LineStyle, y vg.Length, bound float64) {
	x, back := vg.Length(s.X(bound)), vg.Length(5)
	switch {
	case !s.Beyond(bound):
		c.StrokeLine2(stroke, x, y-5, x, y+5)
		return
	case bound > s.High:
		back = -5
	}
	c.StrokeLines(stroke, []vg.Point{{X: x + back, Y: y + 4}, {X: x, Y: y}, {X: x + back, Y: y - 4}})
}

// drawSign draws the sign of an estimate.
func drawSign(c draw.Canvas, sign Sign, ink color.Color, at vg.Point) {
	around := func(points ...vg.Point) []vg.Point {
		for i := range points {
			points[i] = points[i].Add(at)
		}
		return points
	}
	switch sign {
	case Square:
		c.FillPolygon(ink, around(vg.Point{X: -3.5, Y: -3.5}, vg.Point{X: 3.5, Y: -3.5}, vg.Point{X: 3.5, Y: 3.5}, vg.Point{X: -3.5, Y: 3.5}))
	case Diamond:
		c.FillPolygon(ink, around(vg.Point{X: -5}, vg.Point{Y: -5}, vg.Point{X: 5}, vg.Point{Y: 5}))
	case Ring, Disc:
		var circle vg.Path
		circle.Move(at.Add(vg.Point{X: 3.8}))
		circle.Arc(at, 3.8, 0, 2*math.Pi)
		circle.Close()
		c.SetColor(Paper)
		if sign == Disc {
			c.SetColor(ink)
		}
		c.Fill(circle)
		c.SetLineStyle(hairline(ink, 2))
		c.Stroke(circle)
	}
}
