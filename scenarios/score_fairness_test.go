package scenarios

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The examples are worked out by hand; the first is that of the authors: of two hundred units among four users.
func TestJainsIndex(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why    string
		shares []float64
		index  float64
	}{
		{"all alike", []float64{50, 50, 50, 50}, 1},
		{"one of four has everything", []float64{1, 0, 0, 0}, 0.25},
		{"half have all, alike", []float64{1, 1, 0, 0}, 0.5},
		{"one to two", []float64{1, 2}, 0.9},
	} {
		if got := jainOf(row.shares); math.Abs(got.X-row.index) > 1e-12 {
			t.Errorf("%s: %v, want %v", row.why, got.X, row.index)
		}
	}
	for _, nothing := range [][]float64{nil, {0, 0}} {
		if jainOf(nothing).Known() {
			t.Errorf("of %v there is a fairness", nothing)
		}
	}
}

// It lies between one of n and 1, does not mind in which unit the shares are told, and falls when the poor give to
// the rich.
func TestJainsIndexIsAFairness(t *testing.T) {
	long(t)
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SliceOfN(rapid.Float64Range(0.01, 1), 2, 30).Draw(t, "shares")
		index := jainOf(shares).X
		if n := float64(len(shares)); index < 1/n-1e-9 || index > 1+1e-9 {
			t.Errorf("the index of %v is %v", shares, index)
		}
		poor, rich, scaled := 0, 0, make([]float64, len(shares))
		for i, x := range shares {
			scaled[i] = 7 * x
			if x < shares[poor] {
				poor = i
			}
			if x >= shares[rich] {
				rich = i
			}
		}
		if got := jainOf(scaled).X; math.Abs(got-index) > 1e-9 {
			t.Errorf("in another unit it is %v, and was %v", got, index)
		}
		if poor == rich {
			return
		}
		gift := shares[poor] / 2
		shares[poor], shares[rich] = shares[poor]-gift, shares[rich]+gift
		if got := jainOf(shares).X; got > index+1e-12 {
			t.Errorf("the poor gave to the rich, and it rose from %v to %v", index, got)
		}
	})
}
