package chart

import (
	"fmt"
	"strings"
	"testing"
)

func texts(marks []Mark) string {
	var words []string
	for _, m := range marks {
		words = append(words, m.Text)
	}
	return strings.Join(words, " | ")
}

func TestTicksStandAtRoundNumbers(t *testing.T) {
	say := func(v float64) string { return fmt.Sprintf("%.4g", v) }
	for _, row := range []struct {
		what string
		axis Axis
		want string
	}{
		{"a thousand a second", Nice(0, 1014, 3, say), "0 | 500 | 1000"},
		{"less than one", Nice(0, 0.073, 4, say), "0 | 0.02 | 0.04 | 0.06"},
		{"below zero", Nice(-3, 7, 5, say), "-4 | -2 | 0 | 2 | 4 | 6"},
		{"nothing", Nice(0, 0, 4, say), "0 | 0.25 | 0.5 | 0.75 | 1"},
		{"four minutes", Clock(0, 240, 5), "0 | 1m | 2m | 3m | 4m"},
		{"a window", Clock(210, 450, 5), "4m | 5m | 6m | 7m"},
		{"thirty seconds of an hour", Clock(3600, 3630, 4), "1h | 1h10s | 1h20s | 1h30s"},
		{"a week", Clock(0, 7*86400, 5), "0 | 2d | 4d | 6d"},
		{"a checkout", Durations(0.02, 8), "10 ms | 100 ms | 1 s | 10 s"},
		{"a delivery", Durations(4000, 500_000), "1 h | 6 h | 1 d | 10 d"},
		{"one moment", Durations(1, 1), "100 ms | 1 s"},
		{"longer than the longest", Durations(1e9, 1e10), "10 d | 100 d"},
		{"loads", Doubling([]float64{10, 160}, say), "10 | 20 | 50 | 100"},
		{"loads that are close", Doubling([]float64{30, 45}, say), "30 | 35 | 40 | 45"},
	} {
		if got := texts(row.axis.Ticks); got != row.want {
			t.Errorf("%s: the ticks are %s, want %s", row.what, got, row.want)
		}
		for i, tick := range row.axis.Ticks {
			if tick.At < row.axis.Low-1e-9 || tick.At > row.axis.High+1e-9 || i > 0 && tick.At <= row.axis.Ticks[i-1].At {
				t.Errorf("%s: tick %s is not between the ends %g and %g, or not behind the one before", row.what, tick.Text, row.axis.Low, row.axis.High)
			}
		}
	}
}

func TestHatchStaysWithinItsArea(t *testing.T) {
	for slant := Plain; slant <= Dotted; slant++ {
		pen := Pen{Color: Ink, Soft: Paper, Slant: slant, Width: 1}
		m := Cells{Width: 200, X: []string{"x"}, Y: []string{"y"}, Rows: [][]Cell{{{Pen: &pen, Word: "W"}}}}
		elements := readBack(t, m.Picture())
		area := elements[1].points // the first thing that is filled
		left, right := extent(area, 0)
		top, bottom := extent(area, 1)
		lines := 0
		for _, e := range strokes(elements, hex(Ink)) {
			for _, p := range e.points {
				if lines++; p[0] < left-0.01 || p[0] > right+0.01 || p[1] < top-0.01 || p[1] > bottom+0.01 {
					t.Errorf("slant %d goes to %v, beyond %v", slant, p, area)
				}
			}
		}
		if (lines > 0) != (slant != Plain) {
			t.Errorf("slant %d has %d ends of lines", slant, lines)
		}
	}
}

func TestBarsAreAsLongAsTheirNumbers(t *testing.T) {
	b := Bars{Width: 600, Most: 200, Ticks: []Mark{{0, "none"}, {200, "most"}}, Rows: []BarRow{
		{Badge: "1", Color: Good, Name: "Place order", Bars: []Bar{{Pen: PenOf(0), Value: 150, Low: 140, High: 160, Words: "A 150"}, {Pen: PenOf(1), Value: 75, Words: "B 75"}}},
		{Badge: "2", Color: Good, Name: "Pay", Bars: []Bar{{Pen: PenOf(0), Value: 0, Words: "A 0"}}}}}
	elements := readBack(t, b.Picture())

	none, most := wordsAt(t, elements, "none")[0], wordsAt(t, elements, "most")[0]
	want := map[string]float64{hex(PenOf(0).Soft): 150, hex(PenOf(1).Color): 75}
	for _, e := range elements {
		if length, is := want[e.attr["fill"]]; is && e.kind == "path" {
			from, to := extent(e.points, 0)
			if got := (to - from) / (most - none) * 200; !near(got, length, 0.1) || !near(from, none, 0.01) {
				t.Errorf("a bar of %.0f is drawn as %.2f from %.1f, want from %.1f", length, got, from, none)
			}
			delete(want, e.attr["fill"])
		}
	}
	if len(want) > 0 {
		t.Errorf("no bars in %v", want)
	}
	for _, e := range elements {
		for _, p := range e.points {
			if p[0] < 0 || p[0] > 600 || p[1] < 0 || p[1] > b.Picture().Height {
				t.Errorf("%s %q at %v is outside of the picture", e.kind, e.words, p)
			}
		}
	}
}

// However many columns a map has, no words lie on others.
func TestWordsOfANarrowMapStandApart(t *testing.T) {
	for _, columns := range []int{4, 12, 40} {
		m := Cells{Width: 560, X: make([]string, columns), Y: []string{"y"}, Rows: [][]Cell{make([]Cell, columns)}}
		for i := range columns {
			m.X[i], m.Rows[0][i] = fmt.Sprintf("%d00ms", i+1), Cell{Word: "A", Notes: "12.3/s"}
		}
		ends := map[float64]float64{} // of the words before, by height
		for _, e := range readBack(t, m.Picture()) {
			if e.kind != "text" || e.attr["text-anchor"] != "middle" {
				continue
			}
			half, y := float64(style(number(e.attr["font-size"]), Ink, false, false).Width(e.words))/2, e.points[0][1]
			if end, before := ends[y]; before && e.points[0][0]-half < end {
				t.Errorf("of %d columns %q begins at %.0f, where the words before it end at %.0f", columns, e.words, e.points[0][0]-half, end)
			}
			ends[y] = e.points[0][0] + half
		}
		if len(ends) == 0 {
			t.Errorf("%d columns have no words", columns)
		}
	}
}
