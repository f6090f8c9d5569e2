package chart

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Cells is a map: what is the case at each place of a grid, by colour, hatch and word.
type Cells struct {
	Text  string // for those who cannot see it
	Width float64
	XName string
	YName string
	X, Y  []string // of the columns, and of the rows from below
	Rows  [][]Cell // by row, from below
}

// Cell is one place of a map.
type Cell struct {
	Pen   *Pen // none is paper: nobody's
	Word  string
	Notes string // below it, smaller
}

// The sizes of a map, in pixels.
const (
	cellHigh   = 52
	widestCell = 150
)

// Picture is the map as a picture.
func (m Cells) Picture() Picture {
	return Picture{Width: m.Width, Height: cellHigh*float64(max(len(m.Y), 1)) + 62, Text: m.Text, paint: m.paint}
}

func (m Cells) paint(c draw.Canvas) {
	names := style(small, Ink2, false, false)
	bold := style(small, Ink2, true, false)
	left := vg.Length(0)
	for _, y := range m.Y {
		left = max(left, wide(names, y))
	}
	left += c.Min.X + 12
	if len(m.X) == 0 || len(m.Y) == 0 {
		return
	}
	width := min((c.Max.X-left)/vg.Length(len(m.X)), widestCell)
	bottom := c.Min.Y + 42
	for row, cells := range m.Rows {
		for column, cell := range cells {
			at := vg.Point{X: left + vg.Length(column)*width, Y: bottom + vg.Length(row)*cellHigh}
			cell.paint(c, vg.Rectangle{Min: at, Max: at.Add(vg.Point{X: width, Y: cellHigh})})
		}
	}
	bold.YAlign = draw.YTop
	c.FillText(bold, vg.Point{X: c.Min.X, Y: c.Max.Y - 1}, m.YName)
	names.XAlign, names.YAlign = draw.XRight, draw.YCenter
	for i, y := range m.Y {
		c.FillText(names, vg.Point{X: left - 10, Y: bottom + (vg.Length(i)+0.5)*cellHigh}, y)
	}
	names.XAlign, names.YAlign = draw.XCenter, draw.YTop
	widest := vg.Length(0)
	for _, x := range m.X {
		widest = max(widest, wide(names, x)+6)
	}
	every := max(1, int(math.Ceil(float64(widest/width)))) // name of as many as there is room for
	for i := 0; i < len(m.X); i += every {
		c.FillText(names, vg.Point{X: left + (vg.Length(i)+0.5)*width, Y: bottom - 5}, m.X[i])
	}
	bold.XAlign = draw.XLeft
	c.FillText(bold, vg.Point{X: left, Y: bottom - 23}, m.XName)
}

func (cell Cell) paint(c draw.Canvas, area vg.Rectangle) {
	if cell.Pen != nil {
		c.SetColor(cell.Pen.Soft)
		c.Fill(area.Path())
		hatch(c, area, cell.Pen.Slant, faint(cell.Pen.Color, 0.3), 8)
	}
	c.SetLineStyle(hairline(Paper, 2))
	c.Stroke(area.Path())
	if cell.Pen == nil {
		inner := area
		inner.Min, inner.Max = inner.Min.Add(vg.Point{X: 2, Y: 2}), inner.Max.Sub(vg.Point{X: 2, Y: 2})
		c.SetLineStyle(hairline(Hairline, 1))
		c.Stroke(inner.Path())
	}
	middle := area.Min.Add(area.Size().Scale(0.5))
	words, notes := style(16, Ink, true, true), style(11.5, Ink, false, true)
	if wide(words, cell.Word) > area.Size().X {
		words = style(11.5, Ink, true, true)
	}
	words.XAlign, words.YAlign = draw.XCenter, draw.YCenter
	if cell.Notes != "" && wide(notes, cell.Notes) < area.Size().X { // the table has them, too
		notes.XAlign, notes.YAlign = draw.XCenter, draw.YCenter
		c.FillText(notes, middle.Sub(vg.Point{Y: 11}), cell.Notes)
		middle.Y += 8
	}
	c.FillText(words, middle, cell.Word)
}

// Places is a map of single places between two axes, each with a letter.
type Places struct {
	Text          string
	Width, Height float64
	X, Y          Axis
	XName, YName  string
	At            []Place
}

// Place is one of them.
type Place struct {
	X, Y float64
	Pen  *Pen
	Word string
}

// Picture is the map as a picture.
func (m Places) Picture() Picture {
	return Picture{Width: m.Width, Height: m.Height, Text: m.Text, paint: func(c draw.Canvas) {
		p := frame(m.X, m.Y)
		p.X.Label.Text = m.XName
		p.Add(plotter(Lines{X: m.X, Y: m.Y}.grid), plotter(m.places))
		names := style(small, Ink2, true, false)
		names.YAlign = draw.YTop
		c.FillText(names, vg.Point{X: c.Min.X, Y: c.Max.Y - 1}, m.YName)
		p.Draw(draw.Crop(c, m.Y.room(), -16, 0, -30))
	}}
}

func (m Places) places(c draw.Canvas, p *plot.Plot) {
	const radius = 11
	for _, place := range m.At {
		if !isNumber(place.X) || !isNumber(place.Y) {
			continue
		}
		at := point{place.X, place.Y}.at(c, p)
		var disc vg.Path
		disc.Move(at.Add(vg.Point{X: radius}))
		disc.Arc(at, radius, 0, 2*math.Pi)
		disc.Close()
		fill, edge := Paper, hairline(Edge, 1.4)
		if place.Pen != nil {
			fill, edge = place.Pen.Soft, place.Pen.line()
			edge.Width, edge.Dashes = 1.8, nil
		}
		c.SetColor(fill)
		c.Fill(disc)
		c.SetLineStyle(edge)
		c.Stroke(disc)
		words := style(11.5, Ink, true, false)
		words.XAlign, words.YAlign = draw.XCenter, draw.YCenter
		c.FillText(words, at, place.Word)
	}
}
