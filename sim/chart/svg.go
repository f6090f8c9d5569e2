package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// page is a canvas that writes SVG: in pixels from the top left corner, with attributes rather than
// styles, words as words, and no ids, so that many can stand in one document.
type page struct {
	width, height float64
	body          bytes.Buffer
	pens          []pen
}

var _ vg.Canvas = (*page)(nil)

// pen is how a page draws at the moment, and where.
type pen struct {
	color  color.Color
	width  vg.Length
	dash   []vg.Length
	offset vg.Length
	moved  vg.Point
	turned float64 // radians
}

func newPage(width, height float64) *page {
	p := &page{width: width, height: height, pens: make([]pen, 1)}
	vg.Initialize(p)
	return p
}

func (p *page) now() *pen { return &p.pens[len(p.pens)-1] }

func (p *page) SetLineWidth(w vg.Length) { p.now().width = w }

func (p *page) SetLineDash(dash []vg.Length, offset vg.Length) {
	p.now().dash, p.now().offset = dash, offset
}

func (p *page) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	p.now().color = c
}

func (p *page) Push() { p.pens = append(p.pens, *p.now()) }

func (p *page) Pop() { p.pens = p.pens[:len(p.pens)-1] }

func (p *page) Rotate(by float64) { p.now().turned += by }

func (p *page) Translate(by vg.Point) {
	x, y := p.place(by)
	p.now().moved = vg.Point{X: vg.Length(x), Y: vg.Length(p.height - y)}
}

func (p *page) Scale(float64, float64) {
	panic("chart: a page is drawn in pixels, and not scaled")
}

func (p *page) DrawImage(vg.Rectangle, image.Image) {
	panic("chart: a page holds no images")
}

// place is where a point of the canvas is on the page.
func (p *page) place(at vg.Point) (x, y float64) {
	sin, cos := math.Sincos(p.now().turned)
	x = float64(p.now().moved.X) + cos*float64(at.X) - sin*float64(at.Y)
	y = float64(p.now().moved.Y) + sin*float64(at.X) + cos*float64(at.Y)
	return x, p.height - y
}

func (p *page) Stroke(path vg.Path) {
	if p.now().width <= 0 || len(path) == 0 {
		return
	}
	fmt.Fprintf(&p.body, `<path fill="none"%s stroke-width="%s"`, paint("stroke", p.now().color), pixels(float64(p.now().width)))
	if len(p.now().dash) > 0 {
		p.body.WriteString(` stroke-dasharray="`)
		for i, length := range p.now().dash {
			if i > 0 {
				p.body.WriteByte(' ')
			}
			p.body.WriteString(pixels(float64(length)))
		}
		p.body.WriteByte('"')
	}
	p.trace(path)
}

func (p *page) Fill(path vg.Path) {
	if len(path) == 0 {
		return
	}
	fmt.Fprintf(&p.body, `<path%s`, paint("fill", p.now().color))
	p.trace(path)
}

// trace writes the way of a path, and ends its element.
func (p *page) trace(path vg.Path) {
	p.body.WriteString(` d="`)
	for _, step := range path {
		switch step.Type {
		case vg.MoveComp:
			p.to("M", step.Pos)
		case vg.LineComp:
			p.to("L", step.Pos)
		case vg.ArcComp:
			p.arc(step)
		case vg.CurveComp:
			p.to([]string{"", "Q", "C"}[len(step.Control)], append(step.Control, step.Pos)...)
		case vg.CloseComp:
			p.body.WriteByte('Z')
		}
	}
	p.body.WriteString("\"/>\n")
}

func (p *page) to(how string, points ...vg.Point) {
	p.body.WriteString(how)
	for i, point := range points {
		if i > 0 {
			p.body.WriteByte(' ')
		}
		x, y := p.place(point)
		p.body.WriteString(pixels(x) + " " + pixels(y))
	}
}

// arc goes on to an arc, and along it in two halves, since a whole circle ends where it begins.
func (p *page) arc(step vg.PathComp) {
	at := func(angle float64) vg.Point {
		sin, cos := math.Sincos(angle)
		return step.Pos.Add(vg.Point{X: vg.Length(cos) * step.Radius, Y: vg.Length(sin) * step.Radius})
	}
	p.to("L", at(step.Start))
	sweep := 0 // y grows downwards here
	if step.Angle < 0 {
		sweep = 1
	}
	for _, part := range []float64{0.5, 1} {
		r := pixels(float64(step.Radius))
		fmt.Fprintf(&p.body, "A%s %s 0 0 %d ", r, r, sweep)
		p.to("", at(step.Start+part*step.Angle))
	}
}

// FillString writes words from their left end.
func (p *page) FillString(face font.Face, at vg.Point, words string) {
	p.write(face.Font, at, words, "", false)
}

// write writes words that are anchored at their start, middle or end, perhaps with a seam of paper.
func (p *page) write(f font.Font, at vg.Point, words, anchor string, seam bool) {
	x, y := p.place(at)
	fmt.Fprintf(&p.body, `<text x="%s" y="%s" font-size="%s"%s`, pixels(x), pixels(y), pixels(float64(f.Size)), paint("fill", p.now().color))
	if f.Weight > 0 {
		p.body.WriteString(` font-weight="650"`)
	}
	if anchor != "" {
		fmt.Fprintf(&p.body, ` text-anchor="%s"`, anchor)
	}
	if turned := p.now().turned; turned != 0 {
		fmt.Fprintf(&p.body, ` transform="rotate(%s %s %s)"`, pixels(-turned*180/math.Pi), pixels(x), pixels(y))
	}
	if seam {
		fmt.Fprintf(&p.body, `%s stroke-width="4" stroke-linejoin="round" paint-order="stroke"`, paint("stroke", Paper))
	}
	p.body.WriteByte('>')
	xml.EscapeText(&p.body, []byte(words))
	p.body.WriteString("</text>\n")
}

// paint is a colour as an attribute.
func paint(what string, c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	text := fmt.Sprintf(` %s="#%02X%02X%02X"`, what, n.R, n.G, n.B)
	if n.A < 255 {
		text += fmt.Sprintf(` %s-opacity="%s"`, what, pixels(float64(n.A)/255))
	}
	return text
}

// pixels is a length or a place: to a hundredth of a pixel, and always finite.
func pixels(v float64) string {
	if math.IsNaN(v) {
		v = 0
	}
	v = math.Round(min(max(v, -1e5), 1e5)*100) / 100
	if v == 0 {
		v = 0 // never -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
