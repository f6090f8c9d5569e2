package sim_test

import (
	"math"
	"time"

	"buynow/sim"
)

// sample is a distribution with what is known about it: the moments and the
// chance that a draw is at most x, or the share of every possible value.
type sample struct {
	dist           sim.Dist
	text           string
	mean, variance float64
	atMost         func(x float64) float64
	shares         map[float64]float64
	hash           string
}

// bankSigma is ln(2000/350) over the 99 % point of the standard normal.
const bankSigma = 1.7429693050586228 / 2.3263478740408408

var samples = []sample{
	{dist: sim.Constant(5 * time.Millisecond), text: "5ms", mean: 5e6,
		shares: map[float64]float64{5e6: 1}, hash: "d8ff38fe7657a868"},
	{dist: sim.Uniform(1, 10), text: "uniform(1, 10)", mean: 5.5, variance: 81. / 12,
		atMost: func(x float64) float64 { return (x - 1) / 9 }, hash: "580944c5b7c90e81"},
	{dist: sim.Exponential(6 * time.Second), text: "exp(6s)", mean: 6e9, variance: 36e18,
		atMost: func(x float64) float64 { return -math.Expm1(-x / 6e9) }, hash: "97c6912e3f6ddf91"},
	{dist: sim.Lognormal(4*time.Millisecond, 0.4), text: "lognormal(4ms, 0.4)",
		mean: 4e6 * math.Exp(0.08), variance: 16e12 * math.Exp(0.16) * math.Expm1(0.16),
		atMost: func(x float64) float64 { return normalAtMost(math.Log(x/4e6) / 0.4) }, hash: "53fe95a025e30517"},
	{dist: sim.LognormalQuantiles(350.0, 2000), text: "lognormal(p50=350, p99=2000)",
		mean: 350 * math.Exp(bankSigma*bankSigma/2), variance: 350 * 350 * math.Exp(bankSigma*bankSigma) * math.Expm1(bankSigma*bankSigma),
		atMost: func(x float64) float64 { return normalAtMost(math.Log(x/350) / bankSigma) }, hash: "a55da25a3307c441"},
	{dist: sim.Gamma(2.5, 2*time.Millisecond), text: "gamma(2.5, 2ms)", mean: 5e6, variance: 10e12,
		atMost: func(x float64) float64 { return gammaAtMost(2.5, x/2e6) }, hash: "55102bf786befe79"},
	{dist: sim.Gamma(0.5, 2.0), text: "gamma(0.5, 2)", mean: 1, variance: 2,
		atMost: func(x float64) float64 { return gammaAtMost(0.5, x/2) }, hash: "61645300bcd242e9"},
	{dist: sim.Erlang(3, 20*time.Second), text: "erlang(3, 20s)", mean: 60e9, variance: 1200e18,
		atMost: func(x float64) float64 { return gammaAtMost(3, x/20e9) }, hash: "3edb9b997e3856dc"},
	{dist: sim.Pareto(time.Millisecond, 5), text: "pareto(1ms, 5)", mean: 1.25e6, variance: 1e12 * 5 / 48,
		atMost: func(x float64) float64 { return 1 - math.Pow(x/1e6, -5) }, hash: "59735fdf9ae31074"},
	zipfSample("zipf(1.1)", sim.Zipf(1.1, 0), 1.1, 1000, "d15c7d17b47849d4"),
	zipfSample("zipf(0.9, 200)", sim.Zipf(0.9, 200), 0.9, 200, "eb6e86457628791e"),
	{dist: sim.Empirical([]time.Duration{time.Second, 5 * time.Second, 0}, []float64{70, 30, 0}),
		text: "empirical(1s:70, 5s:30, 0s:0)", mean: 2.2e9, variance: 16e18 * 0.21,
		shares: map[float64]float64{1e9: 0.7, 5e9: 0.3}, hash: "d5819bb3a0718387"},
}

func zipfSample(text string, dist sim.Dist, s float64, ranks int, hash string) sample {
	made := sample{dist: dist, text: text, shares: map[float64]float64{}, hash: hash}
	total, squares := 0., 0.
	for rank := 1.; rank <= float64(ranks); rank++ {
		made.shares[rank] = math.Pow(rank, -s)
		total += made.shares[rank]
	}
	for rank := 1.; rank <= float64(ranks); rank++ {
		made.shares[rank] /= total
		made.mean += rank * made.shares[rank]
		squares += rank * rank * made.shares[rank]
	}
	made.variance = squares - made.mean*made.mean
	return made
}

func normalAtMost(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// gammaAtMost climbs from a shape of 1/2 or 1, where the chance is known.
func gammaAtMost(shape, x float64) float64 {
	if shape == 0.5 {
		return math.Erf(math.Sqrt(x))
	}
	if shape == 1 {
		return -math.Expm1(-x)
	}
	return gammaAtMost(shape-1, x) - math.Pow(x, shape-1)*math.Exp(-x)/math.Gamma(shape)
}
