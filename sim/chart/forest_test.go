package chart

import (
	"testing"
)

var percents = Scale{Low: -1, High: 0.5, Width: 240, Inset: 14, Ticks: []Mark{{-0.5, "−50 %"}, {0, "0"}, {0.5, "+50 %"}}}

// value is which value stands at a pixel, by the ticks at the foot of a forest.
func value(t *testing.T, s Scale, x float64) float64 {
	t.Helper()
	foot := readBack(t, s.Foot(20))
	first, last := s.Ticks[0], s.Ticks[len(s.Ticks)-1]
	a, b := wordsAt(t, foot, first.Text)[0], wordsAt(t, foot, last.Text)[0]
	return first.At + (x-a)/(b-a)*(last.At-first.At)
}

func TestIntervalStandsWhereItsNumbersAre(t *testing.T) {
	for _, row := range []struct {
		what string
		line Interval
		ink  string
	}{
		{"a better one", Interval{Low: -0.501, Mid: -0.464, High: -0.426, Sign: Square}, hex(Good)},
		{"a worse one", Interval{Low: 0.35, Mid: 0.41, High: 0.47, Sign: Diamond}, hex(Bad)},
		{"one across zero", Interval{Low: -0.01, Mid: 0.02, High: 0.05, Sign: Ring}, hex(Ink2)},
		{"one that is neither", Interval{Low: 0.1, Mid: 0.12, High: 0.2, Sign: Disc}, hex(Ink2)},
	} {
		strip := readBack(t, percents.Strip(28, &row.line))

		lines := strokes(strip, row.ink)
		if len(lines) < 3 {
			t.Fatalf("%s: %d strokes in %s, want a line and two ends", row.what, len(lines), row.ink)
		}
		low, high := value(t, percents, lines[0].points[0][0]), value(t, percents, lines[0].points[1][0])
		if !near(low, row.line.Low, 0.0005) || !near(high, row.line.High, 0.0005) {
			t.Errorf("%s: is drawn from %.4f to %.4f, want %.4f to %.4f", row.what, low, high, row.line.Low, row.line.High)
		}
		sign := strip[len(strip)-1]
		from, to := extent(sign.points, 0)
		if mid := value(t, percents, (from+to)/2); !near(mid, row.line.Mid, 0.0005) {
			t.Errorf("%s: its sign is at %.4f, want %.4f", row.what, mid, row.line.Mid)
		}
	}
}

func extent(points [][2]float64, axis int) (least, most float64) {
	least, most = points[0][axis], points[0][axis]
	for _, p := range points {
		least, most = min(least, p[axis]), max(most, p[axis])
	}
	return least, most
}

func TestIntervalThatLeavesTheScaleEndsInAnArrow(t *testing.T) {
	strip := readBack(t, percents.Strip(28, &Interval{Low: 0.3, Mid: 2, High: 4, Sign: Diamond}))

	lines := strokes(strip, hex(Bad))
	if len(lines) != 3 || len(lines[1].points) != 2 || len(lines[2].points) != 3 {
		t.Fatalf("drew %d strokes, want a line, a bar and an arrow, and no sign where the estimate is not", len(lines))
	}
	for _, e := range strip {
		for _, p := range e.points {
			if p[0] < 0 || p[0] > percents.Width {
				t.Errorf("%s at %v is outside of the picture", e.kind, p)
			}
		}
	}
}

func TestSignsDifferByShape(t *testing.T) {
	shapes := map[int]Sign{}
	for _, sign := range []Sign{Square, Diamond, Ring} {
		strip := readBack(t, percents.Strip(28, &Interval{Low: -0.2, Mid: -0.1, High: 0.1, Sign: sign}))
		last := strip[len(strip)-1]
		key := 0
		for _, p := range last.points { // how many corners lie on the line itself
			if near(p[1], 14, 0.01) {
				key++
			}
		}
		key += 10 * len(strokes(strip, hex(Ink2)))
		if other, is := shapes[key]; is {
			t.Errorf("sign %d looks like sign %d", sign, other)
		}
		shapes[key] = sign
	}
}

func TestWordsStandOnTheSideOfTheirDifference(t *testing.T) {
	for _, row := range []struct {
		mid   float64
		words string
	}{{-1, "none left"}, {1, "none with A"}} {
		strip := readBack(t, percents.Strip(28, &Interval{Mid: row.mid, Words: row.words}))

		at := value(t, percents, wordsAt(t, strip, row.words)[0])
		if (at < 0) != (row.mid < 0) {
			t.Errorf("%q stands at %.2f, want the side of %.0f", row.words, at, row.mid)
		}
	}
}
