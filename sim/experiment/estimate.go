package experiment

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Estimate is a number with its interval. N is how many replications it rests on.
// All numbers are finite: what is unknown has Method "none", and N 0.
type Estimate struct {
	Mean   float64 `json:"mean"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	N      int     `json:"n"`
	Method Method  `json:"method"`
}

// Method is how an interval was made.
type Method string

// The methods.
const (
	StudentT       Method = "t"               // mean ± quantile of t × standard error
	BCa            Method = "bca"             // the bootstrap, corrected for bias and acceleration
	Fieller        Method = "fieller"         // of a quotient of two means
	ClopperPearson Method = "clopper-pearson" // of a rate, from the binomial distribution
	Exact          Method = "exact"           // all replications say the same
	None           Method = "none"            // fewer than two replications, or no bounds that are finite
)

// MeanOf estimates the mean of numbers of which each replication gave one:
//
//  1. numbers that are all the same have no spread, and are told as they are;
//  2. otherwise the interval is Student's;
//  3. unless there are many replications and they lie so askew that t would miss more often
//     on one side than it says ([MeanOf] then takes the bootstrap, see bootstraps).
//
// Numbers that are not finite are unknown, and left out.
func MeanOf(numbers []float64, confidence float64) Estimate {
	known := make([]float64, 0, len(numbers))
	for _, x := range numbers {
		if measured(x) {
			known = append(known, x)
		}
	}
	return meanOf(known, 1-confidence)
}

// meanOf is MeanOf of known numbers, for an interval that misses with probability alpha.
func meanOf(x []float64, alpha float64) Estimate {
	switch len(x) {
	case 0:
		return Estimate{Method: None}
	case 1:
		return Estimate{Mean: x[0], Low: x[0], High: x[0], N: 1, Method: None}
	}
	s := spreadOf(x)
	if s.error == 0 {
		return Estimate{Mean: s.mean, Low: s.mean, High: s.mean, N: len(x), Method: Exact}
	}
	if bootstraps(x) {
		if low, high, ok := bootstrap(len(x), expanded(len(x), alpha), func(pick []int) float64 { return meanAt(x, pick) }); ok {
			return Estimate{Mean: s.mean, Low: low, High: high, N: len(x), Method: BCa}
		}
	}
	half := studentQuantile(1-alpha/2, len(x)-1) * s.error
	return Estimate{Mean: s.mean, Low: s.mean - half, High: s.mean + half, N: len(x), Method: StudentT}
}

// spread is a mean and how sure it is.
type spread struct {
	mean, variance float64
	error          float64 // the standard error of the mean; 0 if all are the same
	n              int
}

// rounding is the share of a number below which a spread is only that of its last digits.
const rounding = 1e-13

func spreadOf(x []float64) spread {
	s := spread{n: len(x)}
	s.mean, s.variance = stat.MeanVariance(x, nil)
	largest := 0.0
	for _, v := range x {
		largest = max(largest, math.Abs(v))
	}
	if !(math.Sqrt(s.variance) > rounding*largest) {
		s.mean, s.variance = x[0], 0
	}
	s.error = math.Sqrt(s.variance / float64(len(x)))
	return s
}

// studentP is the two-sided p value of a t statistic.
func studentP(t float64, freedom int) float64 {
	nu := float64(freedom)
	return mathext.RegIncBeta(nu/2, 0.5, nu/(nu+t*t))
}

func studentQuantile(p float64, freedom int) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}.Quantile(p)
}

func meanAt(x []float64, pick []int) float64 {
	sum := 0.0
	for _, i := range pick {
		sum += x[i]
	}
	return sum / float64(len(pick))
}
