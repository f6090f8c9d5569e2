package experiment

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// pairs are two variants on the same luck: places of a and b are of the same replication.
type pairs struct {
	a, b  []float64
	yesNo bool // each is 0 or 1: no or yes of a whole replication
}

// difference estimates b − a pair by pair, and returns the two-sided p value of no difference.
//
// The p value is that of the paired t test also where the interval is a bootstrap's: if two
// variants were alike, either could have been called the first, so that their differences lie
// evenly around 0, and there t keeps its level. Differences that are all the same have no
// spread to be held against, and those of yes and no are no numbers; theirs is the p value of
// the sign test, which says how likely so many would agree about the direction by chance.
func (p pairs) difference(alpha float64) (Estimate, float64) {
	d := p.differences()
	e := meanOf(d, alpha)
	if len(d) < 2 {
		return e, 1
	}
	s := spreadOf(d)
	switch {
	case s.error == 0 && s.mean == 0:
		return e, 1
	case p.yesNo:
		return turned(d, alpha), signTest(d)
	case s.error == 0:
		return e, signTest(d)
	}
	return e, studentP(s.mean/s.error, s.n-1)
}

// turned is the interval of a difference of yes and no: of the pairs in which the answers differ, a
// share turned to yes, between the bounds of Clopper and Pearson. It holds 0 exactly if the sign
// test does not refuse that.
func turned(d []float64, alpha float64) Estimate {
	yes, no := aboveAndBelow(d)
	low, high := clopperPearson(yes, yes+no, alpha)
	share, n := (yes+no)/float64(len(d)), float64(len(d))
	return Estimate{Mean: (yes - no) / n, Low: (2*low - 1) * share, High: (2*high - 1) * share, N: len(d), Method: ClopperPearson}
}

// signTest is the two-sided p value of as many differences above 0 as below (Conover, Practical
// Nonparametric Statistics, 3.4; of yes and no it is the exact test of McNemar, Psychometrika 12,
// 1947).
func signTest(d []float64) float64 {
	above, below := aboveAndBelow(d)
	return min(1, 2*distuv.Binomial{N: above + below, P: 0.5}.CDF(min(above, below)))
}

func aboveAndBelow(d []float64) (above, below float64) {
	for _, x := range d {
		switch {
		case x > 0:
			above++
		case x < 0:
			below++
		}
	}
	return above, below
}

func (p pairs) differences() []float64 {
	d := make([]float64, len(p.a))
	for i := range d {
		d[i] = p.b[i] - p.a[i]
	}
	return d
}

// pairing is how many times the variance of the difference would grow on independent luck,
// or 0 if there is no difference that varies.
func (p pairs) pairing() float64 {
	if len(p.a) < 2 {
		return 0
	}
	together := spreadOf(p.differences()).variance
	if together == 0 {
		return 0
	}
	return (spreadOf(p.a).variance + spreadOf(p.b).variance) / together
}

// relative estimates (mean b − mean a) / |mean a|. The baseline's mean is itself uncertain, and
// on common luck it moves with the difference, so the interval is Fieller's (Supplement to the
// Journal of the Royal Statistical Society 7, 1940): all ratios r for which the paired t test
// cannot refuse that b − a − r a is 0 on average. It holds 0 exactly if the interval of the
// difference does. Where the baseline itself cannot be told from 0 there is no bound, and
// nothing is said.
func (p pairs) relative(alpha float64) Estimate {
	d := p.differences()
	if len(d) < 2 {
		return Estimate{Method: None}
	}
	base, diff := spreadOf(p.a), spreadOf(d)
	if base.mean == 0 {
		return Estimate{Method: None}
	}
	e := Estimate{Mean: diff.mean / math.Abs(base.mean), N: len(d)}
	switch {
	case diff.error == 0 && (diff.mean == 0 || base.error == 0):
		e.Low, e.High, e.Method = e.Mean, e.Mean, Exact
		return e
	case bootstraps(d):
		low, high, ok := bootstrap(len(d), expanded(len(d), alpha), func(pick []int) float64 { return meanAt(d, pick) / math.Abs(meanAt(p.a, pick)) })
		if ok {
			e.Low, e.High, e.Method = low, high, BCa
			return e
		}
	}
	q := studentQuantile(1-alpha/2, len(d)-1)
	// (mean d − r mean a)² ≤ q² (var d − 2 r cov + r² var a) / n, a quadratic in r.
	covariance := (base.variance + diff.variance - spreadOf(sum(d, p.a, -1)).variance) / 2
	n := float64(len(d))
	square := base.mean*base.mean - q*q*base.variance/n
	middle := diff.mean*base.mean - q*q*covariance/n
	last := diff.mean*diff.mean - q*q*diff.variance/n
	if square <= 0 {
		return Estimate{Method: None}
	}
	root := math.Sqrt(max(0, middle*middle-square*last))
	e.Low, e.High, e.Method = (middle-root)/square, (middle+root)/square, Fieller
	if base.mean < 0 {
		e.Low, e.High = -e.High, -e.Low
	}
	if !finite(e.Low) || !finite(e.High) {
		return Estimate{Method: None}
	}
	return e
}

// sum is x + times y, place by place.
func sum(x, y []float64, times float64) []float64 {
	z := make([]float64, len(x))
	for i := range z {
		z[i] = x[i] + times*y[i]
	}
	return z
}
