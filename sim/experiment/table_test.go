package experiment_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"buynow/sim/experiment"
)

// From the table of Student's distribution that is in every textbook (Fisher and Yates, table III).
func TestQuantilesOfTAreThoseOfTheTable(t *testing.T) {
	for _, row := range []struct {
		freedom  int
		p, table float64
	}{
		{1, 0.975, 12.706}, {2, 0.975, 4.303}, {4, 0.975, 2.776}, {9, 0.95, 1.833}, {9, 0.975, 2.262}, {9, 0.995, 3.250},
		{19, 0.975, 2.093}, {29, 0.975, 2.045}, {29, 0.9995, 3.659}, {60, 0.975, 2.000}, {120, 0.975, 1.980}, {120, 0.9995, 3.373},
	} {
		near(t, "quantile of t", experiment.StudentQuantile(row.p, row.freedom), row.table, 0.00051)
	}
}

func TestIntervalsOfRatesAreThoseThatWerePublished(t *testing.T) {
	for _, row := range []struct {
		events, trials, low, high float64
		source                    string
	}{
		{682, 925, 0.7076683, 0.7654066, "Mendel's peas in Conover, Practical Nonparametric Statistics, and R's binom.test"},
		{1, 10, 0.0025, 0.4450, "tables of exact binomial limits"},
		{5, 10, 0.1871, 0.8129, "tables of exact binomial limits"},
		{8, 10, 0.4439, 0.9748, "tables of exact binomial limits"},
		{10, 100, 0.0490, 0.1762, "tables of exact binomial limits"},
	} {
		low, high := experiment.ClopperPearsonOf(row.events, row.trials, 0.05)
		near(t, row.source, low, row.low, 0.00005)
		near(t, row.source, high, row.high, 0.00005)
	}
}

// Nobody was charged twice in n orders: three in n is what the rate can be at most.
func TestTheRuleOfThree(t *testing.T) {
	for _, n := range []float64{100, 1_000, 1_000_000} {
		low, high := experiment.ClopperPearsonOf(0, n, 0.05)

		near(t, "lower bound", low, 0, 0)
		near(t, "upper bound times n", high*n, 3, 0.05)
		none, all := experiment.ClopperPearsonOf(n, n, 0.05)
		near(t, "lower bound of all", none, 1-high, 1e-12)
		near(t, "upper bound of all", all, 1, 0)
	}
}

func TestHolmIsThatOfTheWorkedExamples(t *testing.T) {
	for _, row := range []struct {
		p, adjusted []float64
		source      string
	}{
		{[]float64{0.01, 0.04, 0.03, 0.005}, []float64{0.03, 0.06, 0.06, 0.02}, "the four hypotheses of Wikipedia, of which H1 and H4 are refused"},
		{[]float64{0.01, 0.02, 0.03, 0.04, 0.05}, []float64{0.05, 0.08, 0.09, 0.09, 0.09}, "R's p.adjust of five in a row"},
		{[]float64{0.5, 0.9}, []float64{1, 1}, "no p is above 1"},
		{[]float64{0.02, 0.02}, []float64{0.04, 0.04}, "ties"},
		{nil, []float64{}, "none"},
	} {
		got := experiment.HolmOf(row.p)
		if !slices.EqualFunc(got, row.adjusted, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
			t.Errorf("%s: holm(%v) = %v, want %v", row.source, row.p, got, row.adjusted)
		}
	}
}

// The spatial test of 26 children, the worked example of chapter 14 of Efron and Tibshirani, An
// Introduction to the Bootstrap: the BCa interval at 90 % for the variance is 115.8 to 259.6 by
// their 2000 draws. Ours are others, which moves a bound by a few percent.
func TestTheBootstrapIsThatOfTheTextbook(t *testing.T) {
	children := []float64{48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41}
	variance := func(pick []int) float64 {
		sum, squares, n := 0.0, 0.0, float64(len(pick))
		for _, i := range pick {
			sum += children[i]
			squares += children[i] * children[i]
		}
		return squares/n - sum/n*sum/n
	}

	low, high, ok := experiment.Bootstrap(len(children), distuv.UnitNormal.Quantile(0.95), variance)

	if !ok {
		t.Fatal("no interval")
	}
	near(t, "low", low, 115.8, 0.03*115.8)
	near(t, "high", high, 259.6, 0.03*259.6)
}

// Fieller's bounds are the ratios at which a paired t test of b − a − r·a comes out at exactly
// 0.05: found here by stepping along r, with nothing of the formula.
func TestFiellersBoundsAreWhereTheTestTurns(t *testing.T) {
	calm(t)
	for seed := range uint64(40) {
		a, b := draws(seed, 12, exponential), draws(seed+100, 12, exponential)
		sign := 1.0
		if seed%2 == 1 {
			sign = -1 // a baseline that loses money
		}
		for i := range a {
			b[i] = sign * (b[i] + a[i])
			a[i] = sign * (a[i] + 0.5)
		}

		e := experiment.RelativeOf(a, b, 0.05)

		if e.Method != experiment.Fieller {
			t.Fatalf("seed %d: %+v", seed, e)
		}
		for _, bound := range []float64{e.Low, e.High} {
			d := make([]float64, len(a))
			for i := range d {
				d[i] = b[i] - a[i] - bound*sign*a[i]
			}
			m := experiment.MeanOf(d, 0.95)
			near(t, "distance of 0 from a bound of the test", min(math.Abs(m.Low), math.Abs(m.High)), 0, 1e-9)
		}
		difference := compare(sold, a, b).Cells[1].Difference
		if (difference.Low > 0 || difference.High < 0) != (e.Low > 0 || e.High < 0) {
			t.Errorf("seed %d: difference %+v, relative %+v: one excludes 0, the other does not", seed, difference, e)
		}
	}
}

func TestNothingRelativeIsSaidOfABaselineAroundZero(t *testing.T) {
	for _, row := range []struct {
		a, b  []float64
		claim string
	}{
		{[]float64{0, 0, 0, 0}, []float64{1, 2, 3, 4}, "it is 0"},
		{[]float64{1, -1, 1, -1}, []float64{1, 2, 3, 4}, "its mean is 0"},
		{[]float64{3, -1, 1, -2}, []float64{1, 2, 3, 4}, "its mean may be 0"},
		{[]float64{3}, []float64{1}, "there is one pair"},
	} {
		if got := experiment.RelativeOf(row.a, row.b, 0.05); got != (experiment.Estimate{Method: experiment.None}) {
			t.Errorf("%s: %+v, want nothing", row.claim, got)
		}
	}
}
