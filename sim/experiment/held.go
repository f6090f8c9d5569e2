package experiment

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Held is what one sample differs from another: after less before.
type Held struct {
	Before, After Estimate
	Difference    Estimate
	Relative      Estimate // as a share of the mean before; Method "none" if that is 0, or cannot be told from it
	P             float64  // two-sided, of no difference; 1 if there are too few numbers to tell
}

// Paired holds two samples against each other of which each place had the same luck in both, as
// [Compare] does. Places where either is unknown are left out.
func Paired(before, after []float64, confidence float64) Held {
	alpha, pair := 1-confidence, both(before, after, false)
	h := Held{Before: meanOf(pair.a, alpha), After: meanOf(pair.b, alpha), Relative: pair.relative(alpha)}
	h.Difference, h.P = pair.difference(alpha)
	return h
}

// Unpaired holds two samples against each other that had different luck: by Welch's t test, which does
// not take their variances for equal (Biometrika 34, 1947). The relative difference has the interval of
// the delta method. Two samples that do not vary at all and differ have the p value of the permutation
// test, under which such a split is the most extreme of all.
func Unpaired(before, after []float64, confidence float64) Held {
	a, b := slices.DeleteFunc(slices.Clone(before), unmeasured), slices.DeleteFunc(slices.Clone(after), unmeasured)
	alpha := 1 - confidence
	h := Held{Before: meanOf(a, alpha), After: meanOf(b, alpha), Difference: Estimate{Method: None}, Relative: Estimate{Method: None}, P: 1}
	if len(a) < 2 || len(b) < 2 {
		return h
	}
	x, y := spreadOf(a), spreadOf(b)
	mean := y.mean - x.mean
	h.Difference, h.P = welch(mean, x.error*x.error, y.error*y.error, x.n, y.n, alpha)
	if x.mean != 0 {
		times := y.mean / x.mean
		h.Relative, _ = welch(mean/math.Abs(x.mean), times*times*x.error*x.error/(x.mean*x.mean), y.error*y.error/(x.mean*x.mean), x.n, y.n, alpha)
	}
	return h
}

// welch is a difference with these squared standard errors of its two parts.
func welch(difference, first, second float64, n, m int, alpha float64) (Estimate, float64) {
	e := Estimate{Mean: difference, Low: difference, High: difference, N: min(n, m), Method: Exact}
	both := first + second
	if both == 0 {
		if difference == 0 {
			return e, 1
		}
		ways, _ := math.Lgamma(float64(n + m + 1))
		left, _ := math.Lgamma(float64(n + 1))
		right, _ := math.Lgamma(float64(m + 1))
		return e, math.Min(1, 2*math.Exp(left+right-ways))
	}
	freedom := both * both / (first*first/float64(n-1) + second*second/float64(m-1))
	half := distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(1-alpha/2) * math.Sqrt(both)
	e.Low, e.High, e.Method = difference-half, difference+half, StudentT
	return e, mathext.RegIncBeta(freedom/2, 0.5, freedom/(freedom+difference*difference/both))
}

// Holm adjusts p values of tests that are made together, see [Comparison].
func Holm(p []float64) []float64 { return holm(p) }

func unmeasured(x float64) bool { return !measured(x) }
