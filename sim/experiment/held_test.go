package experiment

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Two samples of different size and spread: the interval holds the truth as often as it says.
func TestTheIntervalOfUnpairedSamplesCoversTheTruth(t *testing.T) {
	luck := rand.New(rand.NewPCG(3, 4))
	const experiments = 2000
	covered, relative, found := 0, 0, 0
	for range experiments {
		before, after := make([]float64, 6), make([]float64, 14)
		for i := range before {
			before[i] = 50 + 4*luck.NormFloat64()
		}
		for i := range after {
			after[i] = 52 + luck.NormFloat64()
		}

		h := Unpaired(before, after, 0.95)

		if h.Difference.Low <= 2 && 2 <= h.Difference.High {
			covered++
		}
		if h.Relative.Low <= 0.04 && 0.04 <= h.Relative.High {
			relative++
		}
		if inside := h.Difference.Low <= 0 && 0 <= h.Difference.High; inside != (h.P >= 0.05) {
			found++
		}
	}
	for what, n := range map[string]int{"the difference": covered, "the relative difference": relative} {
		if share := float64(n) / experiments; share < 0.93 || share > 0.97 {
			t.Errorf("%s is covered in %.3f of the experiments, want 0.93 to 0.97", what, share)
		}
	}
	if found > 0 {
		t.Errorf("the p value disagrees with the interval in %d experiments", found)
	}
}

func TestUnpairedSamplesThatTellNothingSaySo(t *testing.T) {
	for _, row := range []struct {
		why           string
		before, after []float64
		method        Method
		p             float64
	}{
		{"the same number throughout is no difference", []float64{3, 3, 3}, []float64{3, 3, 3}, Exact, 1},
		{"two of three against three others are one split of ten, and its mirror", []float64{3, 3}, []float64{4, 4, 4}, Exact, 0.2},
		{"one number has no spread", []float64{3}, []float64{4, 5}, None, 1},
		{"what is unknown is left out", []float64{3, math.NaN()}, []float64{4, 5}, None, 1},
	} {
		h := Unpaired(row.before, row.after, 0.95)

		if h.Difference.Method != row.method || math.Abs(h.P-row.p) > 1e-9 {
			t.Errorf("%s: %+v, want method %s and p %v", row.why, h, row.method, row.p)
		}
	}
}

// Samples on the same luck are held against each other as a comparison does it.
func TestPairedSamplesAreHeldAsInAComparison(t *testing.T) {
	before, after := []float64{10, 12, 9, math.NaN(), 14}, []float64{11, 12.5, 11, 3, 15}
	var observations [][][]Value
	for _, sample := range [][]float64{before, after} {
		var by [][]Value
		for _, x := range sample {
			by = append(by, []Value{{X: x}})
		}
		observations = append(observations, by)
	}
	want := Compare([]Metric{{Name: "m", Better: Less}}, []string{"a", "b"}, 0, observations, Options{}).Rows[0].Cells[1]

	h := Paired(before, after, 0.95)

	if h.Difference != want.Difference || h.Relative != want.Relative || h.P != want.P {
		t.Errorf("Paired = %+v, want %+v", h, want)
	}
}
