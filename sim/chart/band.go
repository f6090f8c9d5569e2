package chart

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// narrowest is how wide a band is drawn at least.
const narrowest = 3

// bandRows gives the name of each band a row above the chart in which it meets no other.
// A band without a name, or with that of an earlier one, has none: -1.
func (l Lines) bandRows(width float64) []int {
	rows := make([]int, len(l.Bands))
	said := map[string]bool{"": true}
	var ends []float64 // of the last name in each row
	words := style(medium, Warn, true, true)
	scale := (width - 40 - float64(l.margin())) / (l.X.High - l.X.Low)
	for _, i := range l.bandOrder() {
		band := l.Bands[i]
		if rows[i] = -1; said[band.Name] {
			continue
		}
		said[band.Name] = true
		from := (band.From - l.X.Low) * scale
		rows[i] = slices.IndexFunc(ends, func(end float64) bool { return end <= from })
		if rows[i] < 0 {
			rows[i] = len(ends)
			ends = append(ends, 0)
		}
		ends[rows[i]] = from + float64(wide(words, band.Name)) + 10
	}
	return rows
}

// bandOrder is the bands by when they begin.
func (l Lines) bandOrder() []int {
	order := make([]int, len(l.Bands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.Bands[a].From, l.Bands[b].From) })
	return order
}

// edges is where a band is on the canvas, and whether it is there at all.
func (l Lines) edges(band Band, c draw.Canvas, p *plot.Plot) (from, to vg.Length, is bool) {
	if band.To < l.X.Low || band.From > l.X.High {
		return 0, 0, false
	}
	from, to = point{x: band.From}.at(c, p).X, point{x: band.To}.at(c, p).X
	return from, max(to, from+narrowest), true
}

func (l Lines) bands(c draw.Canvas, p *plot.Plot, rows []int) {
	for i, band := range l.Bands {
		from, to, is := l.edges(band, c, p)
		if !is {
			continue
		}
		area := vg.Rectangle{Min: vg.Point{X: from, Y: c.Min.Y}, Max: vg.Point{X: to, Y: c.Max.Y + bandRow*vg.Length(rows[i]+1)}}
		c.SetColor(faint(WarnSoft, 0.75))
		c.Fill(area.Path())
		hatch(c, area, Up, faint(Warn, 0.38), 8)
	}
}

// bandNames writes the names above the chart, where no curve is.
func (l Lines) bandNames(c draw.Canvas, p *plot.Plot, rows []int) {
	words := style(medium, Warn, true, true)
	words.YAlign = draw.YCenter
	for i, band := range l.Bands {
		from, to, is := l.edges(band, c, p)
		if !is || rows[i] < 0 {
			continue
		}
		at := vg.Point{X: from + 4, Y: c.Max.Y + bandRow*(vg.Length(rows[i])+0.5)}
		if wide(words, band.Name) < to-from {
			words.XAlign, at.X = draw.XCenter, (from+to)/2
		} else {
			words.XAlign = draw.XLeft
		}
		c.FillText(words, at, band.Name)
	}
}

// spans draws places on the axis that are known up to an interval.
func (l Lines) spans(c draw.Canvas, p *plot.Plot) {
	for _, span := range l.Spans {
		from, to, is := l.edges(Band{From: span.Low, To: span.End}, c, p)
		if !is {
			continue
		}
		c.SetColor(GoodSoft)
		c.Fill(vg.Rectangle{Min: vg.Point{X: from, Y: c.Min.Y}, Max: vg.Point{X: to, Y: c.Max.Y}}.Path())
		x := point{x: span.Mid}.at(c, p).X
		c.StrokeLine2(hairline(Good, 1.6), x, c.Min.Y, x, c.Max.Y)
		words := style(medium, Good, true, true)
		at := vg.Point{X: x - 6, Y: c.Min.Y + 8}
		if words.XAlign = draw.XRight; x-c.Min.X < wide(words, span.Name) {
			words.XAlign, at.X = draw.XLeft, x+6
		}
		c.FillText(words, at, span.Name)
	}
}

// gap shades what one curve has and the other has not.
func (l Lines) gap(c draw.Canvas, p *plot.Plot) {
	if l.Gap == nil || l.Gap.Under >= len(l.Curves) || l.Gap.Over >= len(l.Curves) {
		return
	}
	under, over := l.Curves[l.Gap.Under], l.Curves[l.Gap.Over]
	low, high := all(under.points(under.Y), c, p), all(over.points(over.Y), c, p)
	if len(low) != len(high) || len(low) < 2 {
		return
	}
	more := func(i int) bool { return high[i].Y+high[i-1].Y >= low[i].Y+low[i-1].Y } // up to this point
	for from, to := 0, 1; to < len(low); to++ {
		if to+1 < len(low) && more(to+1) == more(to) {
			continue
		}
		shade := GoodSoft
		if !more(to) {
			shade = BadSoft
		}
		under := slices.Clone(low[from : to+1])
		slices.Reverse(under)
		c.FillPolygon(shade, append(slices.Clone(high[from:to+1]), under...))
		from = to
	}
	words := style(medium, Good, true, true)
	words.XAlign, words.YAlign = draw.XCenter, draw.YCenter
	if at, room := largest(low, high); room {
		c.FillText(words, at, l.Gap.Words)
	}
}

// largest is the middle of the largest area between two lines, and whether there is room for words.
func largest(low, high []vg.Point) (at vg.Point, room bool) {
	var most vg.Length
	for from := 0; from < len(low); {
		to, area, moment := from, vg.Length(0), vg.Length(0)
		for ; to < len(low) && high[to].Y > low[to].Y; to++ {
			area += high[to].Y - low[to].Y
			moment += (high[to].Y - low[to].Y) * low[to].X
		}
		if area > most {
			most = area
			for i := from; i < to; i++ {
				if low[i].X <= moment/area {
					at = low[i].Add(vg.Point{Y: (high[i].Y - low[i].Y) / 2})
					room = high[i].Y-low[i].Y > 20
				}
			}
		}
		from = to + 1
	}
	return at, room
}

// hatch draws the slanted lines of an area, so far apart, cut off at its edges.
func hatch(c draw.Canvas, area vg.Rectangle, slant Slant, ink color.Color, step vg.Length) {
	c.SetLineStyle(draw.LineStyle{Color: ink, Width: 1.2})
	var path vg.Path
	line := func(a, b vg.Point) {
		path.Move(a)
		path.Line(b)
	}
	size := area.Size()
	if slant == Up || slant == Crossed || slant == Down {
		for k := -math.Ceil(float64(size.Y / step)); vg.Length(k)*step < size.X; k++ {
			at := vg.Length(k) * step // where the line meets the lower edge
			from, to := max(at, 0), min(at+size.Y, size.X)
			if from >= to {
				continue
			}
			if slant != Down {
				line(area.Min.Add(vg.Point{X: from, Y: from - at}), area.Min.Add(vg.Point{X: to, Y: to - at}))
			}
			if slant != Up {
				line(vg.Point{X: area.Min.X + from, Y: area.Max.Y - (from - at)}, vg.Point{X: area.Min.X + to, Y: area.Max.Y - (to - at)})
			}
		}
	}
	for at := step / 2; slant == Level && at < size.Y; at += step {
		line(area.Min.Add(vg.Point{Y: at}), area.Min.Add(vg.Point{X: size.X, Y: at}))
	}
	for at := step / 2; slant == Upright && at < size.X; at += step {
		line(area.Min.Add(vg.Point{X: at}), area.Min.Add(vg.Point{X: at, Y: size.Y}))
	}
	for x := step / 2; slant == Dotted && x < size.X; x += step {
		for y := step / 2; y < size.Y; y += step {
			line(area.Min.Add(vg.Point{X: x - 0.8, Y: y}), area.Min.Add(vg.Point{X: min(x+0.8, size.X), Y: y}))
		}
	}
	c.Stroke(path)
}
