package chart

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"testing"
)

// hill is a chart of two curves with ribbons and a fault.
func hill() Lines {
	l := Lines{Text: "a hill", Width: 560, Height: 280, X: Clock(0, 240, 6), Y: Nice(0, 110, 4, func(v float64) string { return fmt.Sprint(v, "/s") }),
		Bands: []Band{{"bank slow", 60, 120}}, Gap: &Gap{Under: 0, Over: 1, Words: "42 orders"}}
	for i := range 2 {
		c := Curve{Name: fmt.Sprintf("%c way", 'A'+i), Pen: PenOf(i)}
		for t := 0.0; t <= 240; t += 4 {
			y := 100 - float64(60-40*i)*math.Exp(-math.Pow((t-110)/40, 2))
			c.X, c.Y, c.Low, c.High = append(c.X, t), append(c.Y, y), append(c.Low, y-3-float64(i)), append(c.High, y+3)
		}
		l.Curves = append(l.Curves, c)
	}
	return l
}

// valueOn is the number at a place on an axis, by the labels of two of its ticks.
func valueOn(t *testing.T, elements []drawn, a Axis, axis int, at float64) float64 {
	t.Helper()
	first, last := a.Ticks[0], a.Ticks[len(a.Ticks)-1]
	p, q := wordsAt(t, elements, first.Text)[axis], wordsAt(t, elements, last.Text)[axis]
	from, to := first.At, last.At
	if a.Log {
		from, to = math.Log(from), math.Log(to)
	}
	v := from + (at-p)/(q-p)*(to-from)
	if axis == 1 { // words stand below their middle, all by as much
		v = from + (at-(p-0.36*small))/(q-p)*(to-from)
	}
	if a.Log {
		return math.Exp(v)
	}
	return v
}

func TestCurvesPassThroughTheirPoints(t *testing.T) {
	l := hill()
	elements := readBack(t, l.Picture())

	for i, curve := range l.Curves {
		lines := strokes(elements, hex(curve.Pen.Color))
		if len(lines) < 1 || len(lines[0].points) != len(curve.X) {
			t.Fatalf("curve %d is not one stroke through %d points", i, len(curve.X))
		}
		for k, p := range lines[0].points {
			x, y := valueOn(t, elements, l.X, 0, p[0]), valueOn(t, elements, l.Y, 1, p[1])
			if !near(x, curve.X[k], 0.1) || !near(y, curve.Y[k], 0.1) {
				t.Errorf("curve %d goes through %.2f, %.2f, want %.2f, %.2f", i, x, y, curve.X[k], curve.Y[k])
			}
		}
	}
}

func TestLogarithmicAxisReadsBack(t *testing.T) {
	l := Lines{Width: 560, Height: 280, X: Durations(0.004, 40), Y: Nice(0, 1, 4, func(v float64) string { return fmt.Sprint(v, "/s") }),
		Curves: []Curve{{Name: "A", Pen: PenOf(1), X: []float64{0.001, 0.02, 3, 60}, Y: []float64{0, 0.3, 0.8, 1}}}}
	elements := readBack(t, l.Picture())

	for k, p := range strokes(elements, hex(PenOf(1).Color))[0].points {
		if x := valueOn(t, elements, l.X, 0, p[0]); !near(x/l.Curves[0].X[k], 1, 0.01) {
			t.Errorf("point %d is drawn at %.4g s, want %.4g s", k, x, l.Curves[0].X[k])
		}
	}
}

// ribbonLeaves says where a curve leaves the ribbon that is drawn for it.
func ribbonLeaves(elements []drawn, ink string) (wrong []string) {
	var ribbon [][2]float64
	for _, e := range elements {
		if e.kind == "path" && e.attr["fill"] == ink && e.attr["fill-opacity"] != "" {
			ribbon = e.points
		}
	}
	lines := strokes(elements, ink)
	if ribbon == nil || len(lines) == 0 {
		return []string{"there is no ribbon or no line"}
	}
	for _, p := range lines[0].points {
		low, high := math.Inf(1), math.Inf(-1)
		for _, q := range ribbon {
			if near(q[0], p[0], 0.02) {
				low, high = min(low, q[1]), max(high, q[1])
			}
		}
		if p[1] < low || p[1] > high {
			wrong = append(wrong, fmt.Sprintf("at %.1f the line is at %.1f, and the ribbon from %.1f to %.1f", p[0], p[1], low, high))
		}
	}
	return wrong
}

func TestRibbonHoldsItsLine(t *testing.T) {
	l := hill()
	for i, curve := range l.Curves {
		for _, wrong := range ribbonLeaves(readBack(t, l.Picture()), hex(curve.Pen.Color)) {
			t.Errorf("curve %d: %s", i, wrong)
		}
	}

	l.Curves[1].Low[30] = l.Curves[1].Y[30] + 1 // an interval beside its mean must be seen
	if len(ribbonLeaves(readBack(t, l.Picture()), hex(l.Curves[1].Pen.Color))) == 0 {
		t.Error("a line outside of its ribbon was not found")
	}
}

func TestBandCoversItsTime(t *testing.T) {
	l := hill()
	elements := readBack(t, l.Picture())

	for _, e := range elements {
		if e.kind == "path" && e.attr["fill"] == hex(WarnSoft) {
			from, to := extent(e.points, 0)
			if a, b := valueOn(t, elements, l.X, 0, from), valueOn(t, elements, l.X, 0, to); !near(a, 60, 0.2) || !near(b, 120, 0.2) {
				t.Errorf("the band goes from %.1f to %.1f s, want 60 to 120", a, b)
			}
			for _, hatch := range strokes(elements, hex(Warn)) {
				if a, b := extent(hatch.points, 0); a < from-0.01 || b > to+0.01 {
					t.Errorf("the hatch goes from %.1f to %.1f, beyond the band from %.1f to %.1f", a, b, from, to)
				}
			}
			return
		}
	}
	t.Error("there is no band")
}

func TestNamesOfBandsDoNotMeet(t *testing.T) {
	l := hill()
	l.Bands = []Band{{"bank slow", 60, 120}, {"warehouse down", 70, 80}, {"bank slow", 130, 140}, {"mail lost", 75, 75}, {"late", 200, 230}}
	elements := readBack(t, l.Picture())

	rows := map[float64]int{}
	for _, name := range []string{"bank slow", "warehouse down", "mail lost"} {
		rows[wordsAt(t, elements, name)[1]]++
	}
	if len(rows) != 3 {
		t.Errorf("three names at the same time stand in %d rows, want 3", len(rows))
	}
	if a, b := wordsAt(t, elements, "late")[1], wordsAt(t, elements, "bank slow")[1]; a != b {
		t.Errorf("a name that meets no other stands at %.1f, want the first row at %.1f", a, b)
	}
}

func TestNamesOfCurvesDoNotMeet(t *testing.T) {
	l := Lines{Width: 560, Height: 200, X: Clock(0, 10, 5), Y: Nice(0, 10, 4, func(float64) string { return "" })}
	for i := range 7 {
		l.Curves = append(l.Curves, Curve{Name: fmt.Sprintf("%c", 'A'+i), Pen: PenOf(i), X: []float64{0, 10}, Y: []float64{1, 0.2 * float64(i%3)}})
	}
	elements := readBack(t, l.Picture())

	var heights []float64
	for i := range 7 {
		heights = append(heights, wordsAt(t, elements, string(rune('A'+i)))[1])
	}
	for i, a := range heights {
		if a < 0 || a > 200 {
			t.Errorf("%c stands at %.1f, outside of the picture", 'A'+i, a)
		}
		for k, b := range heights[:i] {
			if math.Abs(a-b) < nameApart-0.1 {
				t.Errorf("%c and %c stand %.1f apart, want %d", 'A'+i, 'A'+k, math.Abs(a-b), nameApart)
			}
		}
	}
}

func TestGapLiesBetweenItsCurves(t *testing.T) {
	l := hill()
	elements := readBack(t, l.Picture())

	over, under := strokes(elements, hex(l.Curves[1].Pen.Color))[0], strokes(elements, hex(l.Curves[0].Pen.Color))[0]
	for _, e := range elements {
		if e.attr["fill"] != hex(GoodSoft) {
			continue
		}
		for _, p := range e.points {
			found := false
			for k := range over.points {
				found = found || p == over.points[k] || p == under.points[k]
			}
			if !found {
				t.Errorf("the gap has a corner at %v, on neither curve", p)
			}
		}
		at := wordsAt(t, elements, "42 orders")
		for k := range over.points {
			if near(over.points[k][0], at[0], 4) && (at[1] < over.points[k][1] || at[1]-small > under.points[k][1]) {
				t.Errorf("its words stand at %v, outside of it", at)
			}
		}
		return
	}
	t.Error("there is no gap")
}

// odd are numbers that no chart should get, and does.
var odd = []float64{0, -1, 1, math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308, 5e-324}

func TestOddNumbersDoNotBreakAChart(t *testing.T) {
	for i, a := range odd {
		for k, b := range odd {
			if racing && (i+k)%4 != 0 {
				continue // all of them take long there
			}
			say := func(v float64) string { return fmt.Sprint(v) }
			l := Lines{Text: "odd", Width: 300, Height: 200, X: Nice(a, b, 4, say), Y: Nice(b, a, 4, say), Bands: []Band{{"x", a, b}}, Spans: []Span{{"y", a, b, a}},
				Levels: []Mark{{a, "z"}}, Gap: &Gap{Over: 1, Words: "w"}, Curves: []Curve{{Name: "c", X: odd, Y: []float64{a, b, a, b, a}, Low: odd, High: odd, Dots: true}, {Name: "d", X: []float64{a, b}, Y: []float64{b, a}}}}
			pictures := []Picture{l.Picture(), Scale{Low: -1, High: 1, Width: 100}.Strip(20, &Interval{Low: a, Mid: b, High: a}),
				Bars{Width: 300, Rows: []BarRow{{Name: "r", Bars: []Bar{{Value: a, Low: b, High: a}}}}}.Picture(), Portion(100, 10, a),
				Places{Width: 300, Height: 200, X: Durations(a, b), Y: Clock(a, b, 4), At: []Place{{X: a, Y: b}}}.Picture(),
				Lines{Width: 300, Height: 200, X: Doubling([]float64{a, b}, say), Curves: l.Curves}.Picture()}
			for i, p := range pictures {
				for _, e := range readBack(t, p) {
					for _, at := range e.points {
						if !near(at[0], 150, 1000) || !near(at[1], 100, 1000) {
							t.Fatalf("picture %d with %g and %g: %s at %v", i, a, b, e.kind, at)
						}
					}
				}
			}
		}
	}
}

func TestEmptyChartsAreDrawn(t *testing.T) {
	for i, p := range []Picture{Lines{Width: 10, Height: 10}.Picture(), Bars{Width: 10}.Picture(), Cells{Width: 10}.Picture(), Places{Width: 10, Height: 10}.Picture()} {
		if len(readBack(t, p)) == 0 {
			t.Errorf("picture %d is nothing at all", i)
		}
	}
}

func TestWordsOfOthersAreEscaped(t *testing.T) {
	const nasty = `"><script>alert('&')</script>`
	l := hill()
	l.Text, l.Bands[0].Name, l.Curves[0].Name, l.Gap.Words = nasty, nasty, nasty, nasty
	for _, e := range readBack(t, l.Picture()) {
		if e.kind != "svg" && e.kind != "path" && e.kind != "text" {
			t.Errorf("there is an element %s", e.kind)
		}
	}
}

func TestSameChartIsTheSameBytes(t *testing.T) {
	a, b := hill().Picture(), hill().Picture()
	if !bytes.Equal(a.SVG(), b.SVG()) || !bytes.Equal(a.SVG(), a.SVG()) {
		t.Error("the vector graphics are not the same the second time")
	}
	if bytes.Contains(a.SVG(), []byte(" id=")) || bytes.Contains(a.SVG(), []byte("style=")) || bytes.Contains(a.SVG(), []byte("url(")) {
		t.Error("the vector graphics have an id, a style or a reference, and would clash in a page")
	}
	if racing {
		return
	}
	var first, second bytes.Buffer
	if err := a.PNG(&first, 1); err != nil {
		t.Fatal(err)
	}
	if err := b.PNG(&second, 1); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the pixels are not the same the second time")
	}
	im, err := png.Decode(&first)
	if err != nil {
		t.Fatal(err)
	}
	if size := im.Bounds().Size(); size.X != 560 || size.Y != 280 {
		t.Errorf("the picture has %v pixels, want 560 x 280", size)
	}
}
