package experiment_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"buynow/sim/experiment"
)

func TestTheBestAreThoseThatNobodyBeats(t *testing.T) {
	a := []float64{10, 12, 11, 13, 9, 10, 12, 11, 10, 12}
	less := func(by, noise float64) []float64 {
		x := slices.Clone(a)
		for i := range x {
			x[i] += noise*float64(i%3-1) - by
		}
		return x
	}
	nan := slices.Repeat([]float64{math.NaN()}, 10)
	for _, row := range []struct {
		variants [][]float64
		best     []int
		claim    string
	}{
		{[][]float64{a, less(5, 1), less(5.1, 0.5)}, []int{1, 2}, "two that beat the baseline, and nobody knows which of them is better"},
		{[][]float64{a, less(5, 1), less(7, 0.5)}, []int{2}, "both beat the baseline, and one the other"},
		{[][]float64{a, less(-5, 1), less(0.1, 1)}, []int{0, 2}, "one is worse than the baseline, the other may be as good"},
		{[][]float64{a, less(-5, 1), less(-7, 1)}, []int{0}, "the baseline beats both"},
		{[][]float64{a, a, a}, []int{0, 1, 2}, "all the same"},
		{[][]float64{a, less(5, 1), nan}, []int{1}, "of one nothing is known"},
		{[][]float64{nan, nan, nan}, []int{0, 1, 2}, "nothing is known of any"},
		{[][]float64{a[:1], a[:1], {3}}, []int{0, 1, 2}, "one replication tells nobody apart"},
	} {
		n := len(row.variants[0])
		for i := range row.variants {
			row.variants[i] = row.variants[i][:min(n, len(row.variants[i]))]
		}
		if got := compare(late, row.variants...).Best; !slices.Equal(got, row.best) {
			t.Errorf("%s: %v, want %v", row.claim, got, row.best)
		}
	}
}

// Of four variants over five metrics the best of each is ahead by less than can be told: it must be
// among the best all the same, and who is among them must not contradict what is said beside.
func TestTheTrueBestIsAmongTheBest(t *testing.T) {
	calm(t)
	const comparisons = 400
	var metrics []experiment.Metric
	for range 5 {
		metrics = append(metrics, sold)
	}
	missed, told := 0, 0
	for seed := range uint64(comparisons) {
		luck := rand.New(rand.NewPCG(seed, 8))
		observations := make([][][]experiment.Value, 4)
		for range 12 {
			for v := range observations {
				var values []experiment.Value
				for m := range metrics {
					ahead := 0.0
					if v == m%4 {
						ahead = 0.4
					}
					values = append(values, experiment.Value{X: ahead + luck.NormFloat64()})
				}
				observations[v] = append(observations[v], values)
			}
		}

		c := experiment.Compare(metrics, []string{"a", "b", "c", "d"}, 0, observations, experiment.Options{})

		all := true
		for m, row := range c.Rows {
			all = all && slices.Contains(row.Best, m%4)
			told += 4 - len(row.Best)
			for v, cell := range row.Cells {
				in, baseline := slices.Contains(row.Best, v), slices.Contains(row.Best, 0)
				if cell.Verdict == experiment.IsWorse && in || cell.Verdict == experiment.IsBetter && baseline {
					t.Fatalf("comparison %d: %s is %s than the baseline, the best are %v", seed, c.Variants[v], cell.Verdict, row.Best)
				}
			}
		}
		if !all {
			missed++
		}
	}
	t.Logf("the best of some metric was missed in %d of %d comparisons, %d were told to be worse", missed, comparisons, told)
	if missed > comparisons/20 {
		t.Errorf("the best of some metric was missed in %d of %d comparisons", missed, comparisons)
	}
}
