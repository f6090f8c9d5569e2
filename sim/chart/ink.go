package chart

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colours of a chart. A test judges their contrast, and how far apart they look to eyes that
// lack one kind of cone.
var (
	Paper    = rgb(0xFFFFFF)
	Sunk     = rgb(0xECEEF2) // tracks
	Hairline = rgb(0xD8DCE3) // grids: never meaning
	Edge     = rgb(0x7D8797) // axes
	Ink      = rgb(0x18202C)
	Ink2     = rgb(0x4A5464)
	Good     = rgb(0x0A7148)
	GoodSoft = rgb(0xD8F0E3)
	Warn     = rgb(0x8F5A00)
	WarnSoft = rgb(0xFBEBC8)
	Bad      = rgb(0xB3123A)
	BadSoft  = rgb(0xFBDDE3)
)

func rgb(c uint32) color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 255}
}

// Pen is how one of several things is drawn: its colour, its dash, and the slant of its hatch.
type Pen struct {
	Color color.NRGBA
	Soft  color.NRGBA // of areas on which words stand
	Dash  []float64   // pixels; none is a solid line
	Width float64
	Slant Slant
}

// Slant is how an area is hatched.
type Slant uint8

// The slants of hatches.
const (
	Plain Slant = iota
	Up
	Down
	Crossed
	Level
	Upright
	Dotted
)

var pens = []Pen{
	{Color: Ink2, Soft: Sunk, Dash: []float64{5, 3}, Width: 2, Slant: Plain},
	{Color: Ink, Soft: rgb(0xD3DBE6), Width: 2.4, Slant: Up},
	{Color: rgb(0x0069A8), Soft: rgb(0xD6E8F5), Dash: []float64{11, 3}, Width: 2.2, Slant: Down},
	{Color: rgb(0xC04A00), Soft: rgb(0xFBE3D2), Dash: []float64{2, 2.5}, Width: 2.4, Slant: Crossed},
	{Color: rgb(0xA8437F), Soft: rgb(0xF3DCEA), Dash: []float64{9, 3, 2, 3}, Width: 2.2, Slant: Level},
	{Color: rgb(0x00755A), Soft: rgb(0xCFEBE1), Dash: []float64{6, 2, 2, 2, 2, 2}, Width: 2.2, Slant: Upright},
	{Color: rgb(0x5E4B00), Soft: rgb(0xF0E8C2), Dash: []float64{14, 4, 4, 4}, Width: 2.2, Slant: Dotted},
}

// PenOf is the pen of the i-th of several things. The first is the one that the others are held
// against. After seven they come again: nobody tells more apart, and each carries its name.
func PenOf(i int) Pen { return pens[i%len(pens)] }

// line is a pen's stroke.
func (p Pen) line() draw.LineStyle {
	style := draw.LineStyle{Color: p.Color, Width: vg.Length(p.Width)}
	for _, length := range p.Dash {
		style.Dashes = append(style.Dashes, vg.Length(length))
	}
	return style
}

func hairline(c color.Color, width float64) draw.LineStyle {
	return draw.LineStyle{Color: c, Width: vg.Length(width)}
}

// faint is a colour through which others are seen.
func faint(c color.NRGBA, share float64) color.NRGBA {
	c.A = uint8(255 * share)
	return c
}

// The sizes of words, in pixels. Nothing is smaller.
const (
	small  = 12.5
	medium = 13
)

// bold is the weight of heavy words, by the scale of the library, on which 0 is normal.
const bold = 3

// lettering sets words. On a page they are anchored where they belong and drawn in the reader's
// letters; in pixels they are drawn in those of the library.
type lettering struct {
	text.Plain
	seam bool // of paper, that keeps words readable on a hatch
}

// style is how words look.
func style(size float64, c color.Color, heavy, seam bool) text.Style {
	f := font.Font{Typeface: plot.DefaultFont.Typeface, Variant: "Sans", Size: vg.Length(size)}
	if heavy {
		f.Weight = bold
	}
	return text.Style{Color: c, Font: f, Handler: lettering{Plain: text.Plain{Fonts: font.DefaultCache}, seam: seam}}
}

// Draw sets words at a point.
func (l lettering) Draw(on vg.Canvas, words string, s text.Style, at vg.Point) {
	if words == "" {
		return
	}
	on = under(on)
	baseline := vg.Length(s.YAlign) // as a share of their size
	switch s.YAlign {
	case text.YTop:
		baseline = -0.78
	case text.YCenter:
		baseline = -0.36
	case text.YBottom:
		baseline = 0.22
	}
	if p, ok := on.(*page); ok {
		anchor := map[text.XAlignment]string{text.XCenter: "middle", text.XRight: "end"}[s.XAlign]
		p.Push()
		defer p.Pop()
		p.SetColor(s.Color)
		p.Translate(at)
		p.Rotate(s.Rotation)
		p.write(s.Font, vg.Point{Y: baseline * s.Font.Size}, words, anchor, l.seam)
		return
	}
	if l.seam {
		over := s
		over.Color = Paper
		for _, by := range []vg.Point{{X: -1.5}, {X: 1.5}, {Y: -1.5}, {Y: 1.5}, {X: -1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}, {X: 1, Y: -1}} {
			l.Plain.Draw(on, words, over, at.Add(by))
		}
	}
	l.Plain.Draw(on, words, s, at)
}

// under is the canvas that all parts of it are parts of.
func under(c vg.Canvas) vg.Canvas {
	for {
		switch part := c.(type) {
		case draw.Canvas:
			c = part.Canvas
		case *draw.Canvas:
			c = part.Canvas
		default:
			return c
		}
	}
}

// wide is how wide words may become in the letters of a reader, which are up to a sixth wider than
// those that are measured here.
func wide(s text.Style, words string) vg.Length { return s.Width(words) * 7 / 6 }
