package chart

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Lines is curves over a common axis: over time, over load, or shares of durations.
type Lines struct {
	Text          string // for those who cannot see it
	Width, Height float64
	X, Y          Axis
	Bands         []Band
	Spans         []Span
	Levels        []Mark // lines across, with what they are: a threshold
	Gap           *Gap
	Curves        []Curve
}

// Curve is one line, perhaps with an interval around it, and its name.
type Curve struct {
	Name      string
	Note      string // after the name
	Pen       Pen
	X, Y      []float64
	Low, High []float64 // the ribbon; none, or as many as Y
	Dots      bool      // at each point, with its own interval instead of a ribbon
}

// Band is a time in which something went on: a fault.
type Band struct {
	Name     string
	From, To float64
}

// Span is a place on the axis that is not known exactly.
type Span struct {
	Name          string
	Low, Mid, End float64
}

// Gap is the area between two curves: what Over has and Under has not, and the other way round
// where they cross.
type Gap struct {
	Under, Over int
	Words       string
}

// The spaces of a chart, in pixels.
const (
	bandRow   = 17 // the name of a band
	sample    = 18 // of a pen, before a name
	nameApart = 16
	leader    = 12
	headroom  = 8
)

// Picture is the chart as a picture.
func (l Lines) Picture() Picture {
	return Picture{Width: l.Width, Height: l.Height, Text: l.Text, paint: l.paint}
}

func (l Lines) paint(c draw.Canvas) {
	p := frame(l.X, l.Y)
	rows := l.bandRows(float64(c.Max.X - c.Min.X))
	p.Add(plotter(l.grid), plotter(func(c draw.Canvas, p *plot.Plot) { l.bands(c, p, rows) }), plotter(l.spans), plotter(l.gap))
	for _, curve := range l.Curves {
		p.Add(plotter(curve.ribbon))
	}
	p.Add(plotter(l.levels))
	for _, curve := range l.Curves {
		p.Add(plotter(curve.stroke))
	}
	p.Add(plotter(l.names), plotter(func(c draw.Canvas, p *plot.Plot) { l.bandNames(c, p, rows) }))
	top := headroom + bandRow*vg.Length(slices.Max(append(rows, -1))+1)
	p.Draw(draw.Crop(c, l.Y.room(), -l.margin(), 0, -top))
}

// plotter is a function that draws a part of a plot.
type plotter func(draw.Canvas, *plot.Plot)

// Plot draws it.
func (f plotter) Plot(c draw.Canvas, p *plot.Plot) { f(c, p) }

// margin is the space to the right in which the names of the curves stand.
func (l Lines) margin() vg.Length {
	widest := vg.Length(0)
	for _, curve := range l.Curves {
		if curve.drawn() {
			widest = max(widest, wide(style(medium, Ink, true, false), curve.label()))
		}
	}
	if widest == 0 {
		return 6
	}
	return widest + leader + sample + 8
}

func (c Curve) label() string {
	if c.Note == "" {
		return c.Name
	}
	return c.Name + " " + c.Note
}

// drawn tells if there is anything of a curve to draw.
func (c Curve) drawn() bool { return c.Name != "" && len(c.points(c.Y)) > 0 }

func (l Lines) grid(c draw.Canvas, p *plot.Plot) {
	for _, tick := range l.Y.Ticks {
		y := c.Y(p.Y.Norm(tick.At))
		if c.ContainsY(y) && tick.At != l.Y.Low {
			c.StrokeLine2(hairline(Hairline, 1), c.Min.X, y, c.Max.X, y)
		}
	}
	if !l.X.Log {
		return
	}
	for _, tick := range l.X.Ticks {
		x := c.X(p.X.Norm(tick.At))
		c.StrokeLine2(hairline(Hairline, 1), x, c.Min.Y, x, c.Max.Y)
	}
}

// levels draws the lines across.
func (l Lines) levels(c draw.Canvas, p *plot.Plot) {
	words := style(small, Bad, true, true)
	words.YAlign = draw.YBottom
	for _, level := range l.Levels {
		y := c.Y(p.Y.Norm(level.At))
		if !c.ContainsY(y) {
			continue
		}
		line := hairline(Bad, 1.4)
		line.Dashes = []vg.Length{3, 3}
		c.StrokeLine2(line, c.Min.X, y, c.Max.X, y)
		c.FillText(words, vg.Point{X: c.Min.X + 6, Y: y + 2}, level.Text)
	}
}

// points are the points of a curve that can be drawn, with another list for their heights.
func (c Curve) points(heights []float64) []point {
	var points []point
	for i := range min(len(c.X), len(heights)) {
		if isNumber(c.X[i]) && isNumber(heights[i]) {
			points = append(points, point{c.X[i], heights[i]})
		}
	}
	return points
}

// point is a place in the numbers of a chart.
type point struct{ x, y float64 }

// at is where it is on the canvas. What lies beyond the axes is on their ends.
func (q point) at(c draw.Canvas, p *plot.Plot) vg.Point {
	return vg.Point{
		X: c.X(p.X.Norm(min(max(q.x, p.X.Min), p.X.Max))),
		Y: c.Y(p.Y.Norm(min(max(q.y, p.Y.Min), p.Y.Max))),
	}
}

func all(points []point, c draw.Canvas, p *plot.Plot) []vg.Point {
	placed := make([]vg.Point, len(points))
	for i, q := range points {
		placed[i] = q.at(c, p)
	}
	return placed
}

func (c Curve) ribbon(on draw.Canvas, p *plot.Plot) {
	low, high := c.points(c.Low), c.points(c.High)
	if len(low) < 2 || len(low) != len(high) || c.Dots {
		return // between single points nothing was measured
	}
	slices.Reverse(low)
	on.FillPolygon(faint(c.Pen.Color, 0.16), all(append(high, low...), on, p))
}

func (c Curve) stroke(on draw.Canvas, p *plot.Plot) {
	placed := all(c.points(c.Y), on, p)
	if len(placed) > 1 {
		on.StrokeLines(c.Pen.line(), placed)
	}
	if !c.Dots && len(placed) != 1 {
		return
	}
	for _, at := range placed {
		drawSign(on, Disc, c.Pen.Color, at)
	}
	low, high := c.points(c.Low), c.points(c.High)
	for i := range min(len(low), len(high)) {
		a, b := low[i].at(on, p), high[i].at(on, p)
		on.StrokeLine2(hairline(c.Pen.Color, 1.2), a.X, a.Y, b.X, b.Y)
	}
}

// names writes the name of each curve beside its end, with a piece of its line. Names that would lie
// on each other move apart, and a thin line leads to where they belong.
func (l Lines) names(c draw.Canvas, p *plot.Plot) {
	type name struct {
		curve Curve
		end   vg.Point
		y     vg.Length
	}
	var names []name
	for _, curve := range l.Curves {
		if !curve.drawn() {
			continue
		}
		points := curve.points(curve.Y)
		end := points[len(points)-1].at(c, p)
		names = append(names, name{curve, end, end.Y})
	}
	slices.SortStableFunc(names, func(a, b name) int {
		switch {
		case a.end.Y > b.end.Y:
			return -1
		case a.end.Y < b.end.Y:
			return 1
		}
		return 0
	})
	heights := make([]vg.Length, len(names))
	for i, n := range names {
		heights[i] = n.end.Y
	}
	for i, y := range apart(heights, c.Max.Y, c.Min.Y) {
		n := names[i]
		x := c.Max.X + leader
		c.StrokeLines(hairline(Edge, 0.8), []vg.Point{{X: n.end.X + 2, Y: n.end.Y}, {X: x - 2, Y: y}})
		c.StrokeLines(n.curve.Pen.line(), []vg.Point{{X: x, Y: y}, {X: x + sample, Y: y}})
		words := style(medium, n.curve.Pen.Color, true, true)
		words.YAlign = draw.YCenter
		c.FillText(words, vg.Point{X: x + sample + 5, Y: y}, n.curve.label())
	}
}

// Sample draws a piece of a pen's line, to stand before a name.
func (p Pen) Sample() Picture {
	return Picture{Width: 24, Height: 10, paint: func(c draw.Canvas) {
		c.StrokeLine2(p.line(), c.Min.X, c.Center().Y, c.Max.X, c.Center().Y)
	}}
}

// apart moves heights, which fall, so far apart that names fit between them, and keeps them between
// the top and the bottom if there is room.
func apart(heights []vg.Length, top, bottom vg.Length) []vg.Length {
	moved := slices.Clone(heights)
	for i := 1; i < len(moved); i++ {
		moved[i] = min(moved[i], moved[i-1]-nameApart)
	}
	if n := len(moved); n > 0 && moved[n-1] < bottom {
		moved[n-1] = bottom
		for i := n - 2; i >= 0; i-- {
			moved[i] = max(moved[i], moved[i+1]+nameApart)
		}
	}
	return moved
}
