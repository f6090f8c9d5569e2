package export

import (
	"math"
	"testing"

	"buynow/sim"
)

// A share is a share, of any numbers in a row, and of the ranges in which intents lie.
func TestASampleHasItsShare(t *testing.T) {
	const n = 200_000
	for _, first := range []uint64{1, 1 << 36, 960 << 36} {
		for _, share := range []float64{0.001, 0.01, 0.5, 0.99} {
			in := 0
			for i := range uint64(n) {
				in += boolInt(InSample(first+i, share))
			}
			if sigma := math.Sqrt(n * share * (1 - share)); math.Abs(float64(in)-n*share) > 4*sigma {
				t.Errorf("a share of %v of the %d from %d on is %d, want %.0f within four standard deviations of %.0f", share, n, first, in, n*share, sigma)
			}
		}
	}
	for _, intent := range []uint64{0, 1, math.MaxUint64} {
		if InSample(intent, 0) || !InSample(intent, 1) {
			t.Errorf("intent %d is in a sample of nothing, or not in one of all", intent)
		}
	}
}

// Sampling draws from nothing that a run draws from: who is sampled is no other
// customer than the rest.
func TestASampleIsNoLuckOfTheRun(t *testing.T) {
	const n = 50_000
	for purpose := sim.FirstPurpose; purpose < sim.FirstPurpose+8; purpose++ {
		lucky := 0
		for intent := uint64(1); intent <= n; intent++ {
			luck := sim.Fate(0, purpose, intent)
			lucky += boolInt(InSample(intent, 0.5) && luck.Chance(0.5))
		}
		if math.Abs(float64(lucky)-n/4) > 4*math.Sqrt(n*0.25*0.75) {
			t.Errorf("purpose %d: %d are sampled and lucky, want a quarter of %d", purpose, lucky, n)
		}
	}
}
