package chart

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars is several quantities in each of several rows, from left to right: a funnel, or what
// something is made of.
type Bars struct {
	Text  string // for those who cannot see it
	Width float64
	Most  float64 // the end of the axis; as much as the largest bar if 0
	Ticks []Mark
	Rows  []BarRow
}

// BarRow is a name and its bars, one below the other.
type BarRow struct {
	Badge string      // before the name, in its colour
	Color color.NRGBA // of the badge
	Name  string
	Bars  []Bar
}

// Bar is a quantity, perhaps with an interval, and what is written at its end.
type Bar struct {
	Pen       Pen
	Value     float64
	Low, High float64 // the interval; none if both are 0
	Words     string
}

// The heights of bars, in pixels.
const (
	barHigh  = 11
	barApart = 3
	rowApart = 12
	ticksTop = 20
	badge    = 24
)

// Picture is the chart as a picture. It is as high as its rows.
func (b Bars) Picture() Picture {
	height := float64(ticksTop)
	for _, row := range b.Rows {
		height += row.height()
	}
	return Picture{Width: b.Width, Height: height, Text: b.Text, paint: b.paint}
}

func (r BarRow) height() float64 {
	return float64(max(1, len(r.Bars)))*(barHigh+barApart) - barApart + rowApart
}

func (b Bars) paint(c draw.Canvas) {
	names, ends := vg.Length(0), vg.Length(0)
	most := b.Most
	for _, row := range b.Rows {
		indent := vg.Length(0)
		if row.Badge != "" {
			indent = badge
		}
		names = max(names, indent+wide(style(medium, Ink, false, false), row.Name))
		for _, bar := range row.Bars {
			ends = max(ends, wide(style(small, Ink, true, false), bar.Words))
			if b.Most == 0 {
				most = max(most, bar.Value, bar.High)
			}
		}
	}
	_, most = sane(0, most)
	left := c.Min.X + names + 12
	right := max(c.Max.X-ends-14, left+40)
	x := func(v float64) vg.Length { return left + vg.Length(min(max(v/most, 0), 1))*(right-left) }

	words := style(small, Ink2, false, false)
	words.XAlign, words.YAlign = draw.XCenter, draw.YTop
	for _, tick := range b.Ticks {
		c.StrokeLine2(hairline(Hairline, 1), x(tick.At), c.Min.Y, x(tick.At), c.Max.Y-ticksTop+4)
		c.FillText(words, vg.Point{X: x(tick.At), Y: c.Max.Y - 1}, tick.Text)
	}
	y := c.Max.Y - ticksTop
	for _, row := range b.Rows {
		next := y - vg.Length(row.height())
		row.paint(c, y-rowApart/2, next+rowApart/2, x)
		y = next
	}
	c.StrokeLine2(hairline(Edge, 1), left, c.Min.Y, left, c.Max.Y-ticksTop+4)
}

// paint draws a row between two heights.
func (r BarRow) paint(c draw.Canvas, top, bottom vg.Length, x func(float64) vg.Length) {
	middle, at := (top+bottom)/2, c.Min.X
	if r.Badge != "" {
		var disc vg.Path
		center := vg.Point{X: at + 9, Y: middle}
		disc.Move(center.Add(vg.Point{X: 9}))
		disc.Arc(center, 9, 0, 2*math.Pi)
		disc.Close()
		c.SetColor(r.Color)
		c.Fill(disc)
		words := style(small-1, Paper, true, false)
		words.XAlign, words.YAlign = draw.XCenter, draw.YCenter
		c.FillText(words, center, r.Badge)
		at += badge
	}
	words := style(medium, Ink, false, false)
	words.YAlign = draw.YCenter
	c.FillText(words, vg.Point{X: at, Y: middle}, r.Name)
	for i, bar := range r.Bars {
		y := top - vg.Length(i)*(barHigh+barApart) - barHigh/2
		bar.paint(c, y, x)
	}
}

func (b Bar) paint(c draw.Canvas, y vg.Length, x func(float64) vg.Length) {
	area := vg.Rectangle{Min: vg.Point{X: x(0), Y: y - barHigh/2}, Max: vg.Point{X: x(b.Value), Y: y + barHigh/2}}
	end := area.Max.X
	if end > area.Min.X {
		c.SetColor(b.Pen.Soft)
		if b.Pen.Slant == Up { // the second of two, which stands out
			c.SetColor(faint(b.Pen.Color, 0.55))
		}
		c.Fill(area.Path())
		if b.Pen.Slant != Up {
			hatch(c, area, b.Pen.Slant, faint(b.Pen.Color, 0.5), 6)
		}
		outline := b.Pen.line()
		outline.Width = 1.2
		c.SetLineStyle(outline)
		c.Stroke(area.Path())
	}
	if b.Low != 0 || b.High != 0 {
		low, high := x(b.Low), x(b.High)
		stroke := hairline(Ink, 1.4)
		c.StrokeLine2(stroke, low, y, high, y)
		c.StrokeLine2(stroke, low, y-3, low, y+3)
		c.StrokeLine2(stroke, high, y-3, high, y+3)
		end = max(end, high)
	}
	words := style(small, b.Pen.Color, true, true)
	words.YAlign = draw.YCenter
	c.FillText(words, vg.Point{X: end + 6, Y: y}, b.Words)
}

// Portion is a bar on its track, to stand in a row of a table.
func Portion(width, height, share float64) Picture {
	return Picture{Width: width, Height: height, paint: func(c draw.Canvas) {
		c.SetColor(Sunk)
		c.Fill(c.Rectangle.Path())
		area := c.Rectangle
		area.Max.X = c.Min.X + vg.Length(width*min(max(share, 0), 1))
		c.SetColor(Ink2)
		c.Fill(area.Path())
	}}
}
