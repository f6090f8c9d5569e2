package experiment_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"buynow/sim/experiment"
)

// An interval at 95 % that is right covers the truth in about 950 of 1000 experiments; these
// tests count. How far the count itself may stray, ± 20, is three of its standard errors.

// calm skips a test that only calculates: on one goroutine there is nothing to race, and it
// would take ten times as long.
func calm(t *testing.T) {
	t.Helper()
	if racing {
		t.Skip("calculates on one goroutine")
	}
}

// coverage is the share of a thousand experiments of n replications whose interval holds the truth.
func coverage(n int, draw func(*rand.Rand) float64, truth float64, interval func([]float64) (low, high float64)) float64 {
	const experiments = 1000
	held := 0
	for e := range uint64(experiments) {
		low, high := interval(draws(e*7+uint64(n), n, draw))
		if low <= truth && truth <= high {
			held++
		}
	}
	return float64(held) / experiments
}

func meanOf(x []float64) (low, high float64) {
	e := experiment.MeanOf(x, 0.95)
	return e.Low, e.High
}

// plain is the bootstrap as it stands in the textbook, without regard to how few they are.
func plain(x []float64) (low, high float64) {
	low, high, _ = experiment.Bootstrap(len(x), distuv.UnitNormal.Quantile(0.975), func(pick []int) float64 {
		sum := 0.0
		for _, i := range pick {
			sum += x[i]
		}
		return sum / float64(len(pick))
	})
	return low, high
}

func lognormal(luck *rand.Rand) float64 { return math.Exp(luck.NormFloat64()) }

func TestIntervalsOfMeansCoverWhatTheySay(t *testing.T) {
	calm(t)
	for _, row := range []struct {
		n        int
		draw     func(*rand.Rand) float64
		truth    float64
		from, to float64
		claim    string
	}{
		{2, normal, 0, 0.93, 0.97, "t covers with two replications"},
		{5, normal, 0, 0.93, 0.97, "t covers with five"},
		{10, normal, 0, 0.93, 0.97, "t covers with ten"},
		{200, normal, 0, 0.93, 0.97, "t covers with two hundred"},
		{30, normal, 0, 0.93, 0.97, "the bootstrap for samples that only look askew does no harm"},
		{10, exponential, 1, 0.89, 0.93, "of a skewed metric and ten replications nothing covers: this is what they miss"},
		{30, exponential, 1, 0.93, 0.97, "from thirty on the bootstrap covers what is as skewed as waiting times"},
		{40, exponential, 1, 0.93, 0.97, "and with forty"},
		{40, lognormal, math.Exp(0.5), 0.88, 0.93, "what has tails six times as skewed is not covered by anything"},
	} {
		got := coverage(row.n, row.draw, row.truth, meanOf)
		t.Logf("%s: %.3f", row.claim, got)
		if got < row.from || got > row.to {
			t.Errorf("%s: %d replications cover in %.3f, want %v to %v", row.claim, row.n, got, row.from, row.to)
		}
	}
}

// This is why below thirty it is always t: a bootstrap knows of no tails but those it has seen.
func TestABootstrapOfTenDoesNotCover(t *testing.T) {
	calm(t)
	if got := coverage(10, normal, 0, plain); got < 0.87 || got >= 0.93 {
		t.Errorf("BCa of ten covers in %.3f, want about .893", got)
	}
	if experiment.Bootstraps([]float64{0, 0, 0, 0, 0, 0, 0, 0, 0, 1}) {
		t.Error("ten replications are resampled")
	}
}

// By the binomial distribution itself: for each rate the probability of all counts whose interval
// holds it.
func TestIntervalsOfRatesCoverAtEveryRate(t *testing.T) {
	for _, n := range []int{3, 10, 29, 30, 50, 200, 1000} {
		low, high := make([]float64, n+1), make([]float64, n+1)
		for k := range low {
			low[k], high[k] = experiment.ClopperPearsonOf(float64(k), float64(n), 0.05)
		}
		least := 1.0
		for rate := 0.0005; rate < 1; rate += 0.0005 {
			held := 0.0
			for k := range low {
				if low[k] <= rate && rate <= high[k] {
					held += distuv.Binomial{N: float64(n), P: rate}.Prob(float64(k))
				}
			}
			least = min(least, held)
		}
		if t.Logf("%d trials: at least %.4f", n, least); least < 0.93 {
			t.Errorf("of %d trials the interval covers in %.4f at the worst rate, want at least .93", n, least)
		}
	}
}

// An outage charges everybody twice who buys in its minute: harms come in lumps. Units that are
// counted as if each were on its own claim far too much.
func TestIntervalsOfHarmsCoverWhenHarmsComeInLumps(t *testing.T) {
	calm(t)
	const replications, orders, rate = 20, 1000, 0.02
	lumps := func(seed uint64) [][][]experiment.Value {
		luck := rand.New(rand.NewPCG(seed, 1))
		all := make([][]experiment.Value, replications)
		for r := range all {
			p := distuv.Beta{Alpha: 2, Beta: 2/rate - 2, Src: luck}.Rand()
			all[r] = []experiment.Value{{X: distuv.Binomial{N: orders, P: p, Src: luck}.Rand(), Of: orders}}
		}
		return [][][]experiment.Value{all}
	}
	held, naive, clumping := 0, 0, 0.0
	for e := range uint64(1000) {
		h := experiment.Compare([]experiment.Metric{doubled}, []string{"a"}, 0, lumps(e), experiment.Options{}).Rows[0].Cells[0].Harm
		clumping += h.Clumping / 1000
		if h.Low <= rate && rate <= h.High {
			held++
		}
		if low, high := experiment.ClopperPearsonOf(h.Events, h.Exposed, 0.05); low <= rate && rate <= high {
			naive++
		}
	}
	t.Logf("clumping %.1f on average, covers in %d of 1000, without it in %d", clumping, held, naive)
	if held < 910 || naive > 600 {
		t.Errorf("covers in %d of 1000 experiments, without clumping in %d; want at least 910, at most 600", held, naive)
	}
}
