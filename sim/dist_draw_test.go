package sim

import (
	"math"
	"slices"
	"testing"
)

// Only one draw in some thousand is in a tail, so that a wrong tail hardly
// shows among all draws. Here are words that all lead there: of the lowest
// layer, and beyond its inside.
func TestTailsFollowTheirDistribution(t *testing.T) {
	cases := []struct {
		name   string
		inside uint64
		draw   func(word uint64) float64
		beyond func(x float64) float64 // the chance of more than x, beyond the tail's begin
	}{
		{"normal", normalZiggurat.layers[0].inside,
			func(word uint64) float64 { return math.Abs(normalOf(word)) },
			func(x float64) float64 { return math.Erfc(x/math.Sqrt2) / math.Erfc(normalTail/math.Sqrt2) }},
		{"exponential", exponentialZiggurat.layers[0].inside, exponentialOf,
			func(x float64) float64 { return math.Exp(exponentialTail - x) }},
	}
	for _, c := range cases {
		const n = 200_000
		drawn := make([]float64, n)
		for i := range drawn {
			l := Fate(42, FirstPurpose, uint64(i))
			place := c.inside + l.Uint64()%(1<<53-c.inside)
			drawn[i] = c.draw(place << 11)
		}
		slices.Sort(drawn)

		worst := 0.
		for i, x := range drawn {
			p := (1 - c.beyond(x)) * n
			worst = max(worst, p-float64(i), float64(i+1)-p)
		}
		if distance := worst / math.Sqrt(n); distance > 1.95 {
			t.Errorf("%s: Kolmogorov-Smirnov distance %.2f, want at most 1.95", c.name, distance)
		}
	}
}

func TestLayersOfAZigguratCloseAtTheTop(t *testing.T) {
	for _, z := range []*ziggurat{&normalZiggurat, &exponentialZiggurat} {
		area := func(i int) float64 {
			return z.layers[i].width * 0x1p53 * (z.heights[i+1] - z.heights[i])
		}
		for i := 2; i < 256; i++ {
			if math.Abs(area(i)/area(1)-1) > 1e-9 {
				t.Errorf("layer %d has the area %v, want %v as layer 1", i, area(i), area(1))
			}
		}
	}
}
