package sim_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

func ExampleParseDist() {
	service, err := sim.ParseDist("lognormal(p50=350ms, p99=2s)")
	if err != nil {
		fmt.Println(err)
		return
	}
	l := sim.Fate(42, forBank, 7)
	fmt.Println(service, service.IsDuration())
	fmt.Println(service.Duration(&l), service.Duration(&l))

	_, err = sim.ParseDist("lognorml(350ms, 2)")
	fmt.Println(err)
	// Output:
	// lognormal(p50=350ms, p99=2s) true
	// 506.136926ms 81.127951ms
	// there is no distribution "lognorml", want const, uniform, exp, lognormal, gamma, erlang, pareto, zipf, empirical, did you mean lognormal?
}

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
		shares: map[float64]float64{5e6: 1}, hash: "17465c0704f877a5"},
	{dist: sim.Uniform(1, 10), text: "uniform(1, 10)", mean: 5.5, variance: 81. / 12,
		atMost: func(x float64) float64 { return (x - 1) / 9 }, hash: "b9e9ab79bf784fea"},
	{dist: sim.Exponential(6 * time.Second), text: "exp(6s)", mean: 6e9, variance: 36e18,
		atMost: func(x float64) float64 { return -math.Expm1(-x / 6e9) }, hash: "d834bd32172df656"},
	{dist: sim.Lognormal(4*time.Millisecond, 0.4), text: "lognormal(4ms, 0.4)",
		mean: 4e6 * math.Exp(0.08), variance: 16e12 * math.Exp(0.16) * math.Expm1(0.16),
		atMost: func(x float64) float64 { return normalAtMost(math.Log(x/4e6) / 0.4) }, hash: "480995cc58a8e68a"},
	{dist: sim.LognormalQuantiles(350.0, 2000), text: "lognormal(p50=350, p99=2000)",
		mean: 350 * math.Exp(bankSigma*bankSigma/2), variance: 350 * 350 * math.Exp(bankSigma*bankSigma) * math.Expm1(bankSigma*bankSigma),
		atMost: func(x float64) float64 { return normalAtMost(math.Log(x/350) / bankSigma) }, hash: "ab848c75213e27c5"},
	{dist: sim.Gamma(2.5, 2*time.Millisecond), text: "gamma(2.5, 2ms)", mean: 5e6, variance: 10e12,
		atMost: func(x float64) float64 { return gammaAtMost(2.5, x/2e6) }, hash: "e44acb390d0fbe8a"},
	{dist: sim.Gamma(0.5, 2.0), text: "gamma(0.5, 2)", mean: 1, variance: 2,
		atMost: func(x float64) float64 { return gammaAtMost(0.5, x/2) }, hash: "f0936f669d7d046a"},
	{dist: sim.Erlang(3, 20*time.Second), text: "erlang(3, 20s)", mean: 60e9, variance: 1200e18,
		atMost: func(x float64) float64 { return gammaAtMost(3, x/20e9) }, hash: "1d9a1d6e053ee847"},
	{dist: sim.Pareto(time.Millisecond, 5), text: "pareto(1ms, 5)", mean: 1.25e6, variance: 1e12 * 5 / 48,
		atMost: func(x float64) float64 { return 1 - math.Pow(x/1e6, -5) }, hash: "2e52e457580499d0"},
	zipfSample("zipf(1.1)", sim.Zipf(1.1, 0), 1.1, 1000, "cbca59499cdbc056"),
	zipfSample("zipf(0.9, 200)", sim.Zipf(0.9, 200), 0.9, 200, "231fd4dd6cf4051a"),
	{dist: sim.Empirical([]time.Duration{time.Second, 5 * time.Second, 0}, []float64{70, 30, 0}),
		text: "empirical(1s:70, 5s:30, 0s:0)", mean: 2.2e9, variance: 16e18 * 0.21,
		shares: map[float64]float64{1e9: 0.7, 5e9: 0.3}, hash: "081a896892301665"},
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

// draws returns a million draws, in ascending order.
func draws(d sim.Dist) []float64 {
	drawn := make([]float64, 1_000_000)
	for i := range drawn {
		l := sim.Fate(42, forBank, uint64(i))
		drawn[i] = d.Draw(&l)
	}
	slices.Sort(drawn)
	return drawn
}

func TestDrawsAreTheSameOnEveryMachine(t *testing.T) {
	for _, s := range samples {
		got := hashOf(func(i uint64) uint64 {
			l := sim.Fate(42, forBank, i)
			return math.Float64bits(s.dist.Draw(&l))
		})
		if got != s.hash {
			t.Errorf("%s: hash %s, want %s", s.text, got, s.hash)
		}
	}
}

func TestDrawsHaveTheRightMeanAndVariance(t *testing.T) {
	for _, s := range samples {
		n, mean, variance, fourth := 0., 0., 0., 0.
		for _, x := range draws(s.dist) {
			n++
			mean += x - s.mean
			square := (x - s.mean) * (x - s.mean)
			variance += square
			fourth += square * square
		}
		mean, variance, fourth = mean/n, variance/n, fourth/n

		if off := 3 * math.Sqrt(s.variance/n); math.Abs(mean) > off {
			t.Errorf("%s: the mean is %v off, want at most 3 standard errors, %v", s.text, mean, off)
		}
		if off := 3 * math.Sqrt((fourth-variance*variance)/n); math.Abs(variance-s.variance) > off {
			t.Errorf("%s: the variance is %v, want %v to within 3 standard errors, %v", s.text, variance, s.variance, off)
		}
		if got := s.dist.Mean(); math.Abs(got-s.mean) > 1e-5*s.mean {
			t.Errorf("%s: Mean() = %v, want %v", s.text, got, s.mean)
		}
	}
}

func TestDrawsFollowTheirDistribution(t *testing.T) {
	for _, s := range samples {
		t.Run(s.text, func(t *testing.T) {
			drawn := draws(s.dist)
			if s.shares != nil {
				followShares(t, drawn, s.shares)
				return
			}

			// Kolmogorov and Smirnov: above 1.95 once in a thousand times.
			worst := 0.
			for i, x := range drawn {
				p := s.atMost(x) * 1e6
				worst = max(worst, p-float64(i), float64(i+1)-p)
			}
			if distance := worst / 1e3; distance > 1.95 {
				t.Errorf("Kolmogorov-Smirnov distance %.2f, want at most 1.95", distance)
			}
		})
	}
}

func followShares(t *testing.T, drawn []float64, shares map[float64]float64) {
	t.Helper()
	counted := map[float64]int{}
	for _, x := range drawn {
		counted[x]++
		if shares[x] == 0 {
			t.Fatalf("drew %v, which has no share", x)
		}
	}
	var counts []int
	var wanted []float64
	for _, x := range slices.Sorted(maps.Keys(shares)) {
		counts = append(counts, counted[x])
		wanted = append(wanted, shares[x])
	}
	if len(counts) > 1 {
		inShares(t, counts, wanted)
	}
}

func TestQuantilesAreWhatTheySay(t *testing.T) {
	bank := sim.LognormalQuantiles(350*time.Millisecond, 2*time.Second)
	drawn := draws(bank)

	for _, c := range []struct{ share, value float64 }{{0.5, 350e6}, {0.99, 2e9}} {
		below, _ := slices.BinarySearch(drawn, c.value)
		if off := math.Abs(float64(below) - c.share*1e6); off > 3e3*math.Sqrt(c.share*(1-c.share)) {
			t.Errorf("%d of a million are below %v, want about %v", below, c.value, c.share*1e6)
		}
	}
}

func TestDrawTakesOneDrawWhateverTheDistribution(t *testing.T) {
	for _, s := range samples {
		for key := range uint64(10_000) {
			l, other := sim.Fate(42, forBank, key), sim.Fate(42, forBank, key)
			s.dist.Draw(&l)
			other.Uint64()
			if l != other {
				t.Fatalf("%s took another number of draws than one for key %d", s.text, key)
			}
		}
	}
}

func TestDrawsAllocateNothing(t *testing.T) {
	l := sim.Fate(42, forBank, 7)
	for _, s := range samples {
		if n := testing.AllocsPerRun(1000, func() { numberSink += s.dist.Draw(&l) }); n != 0 {
			t.Errorf("%s: %v allocations per draw, want 0", s.text, n)
		}
	}
}

func TestDurationIsWholeAndBounded(t *testing.T) {
	cases := []struct {
		dist sim.Dist
		want time.Duration
		why  string
	}{
		{sim.Constant(5 * time.Millisecond), 5 * time.Millisecond, "a time is itself"},
		{sim.Constant(2.5), 3, "half a nanosecond is rounded up"},
		{sim.Constant(2.4), 2, "less is rounded down"},
		{sim.Constant(-7), 0, "nothing takes less than no time"},
		{sim.Constant(sim.Longest), sim.Longest, "ten years are allowed"},
		{sim.Lognormal(1e15, 0), 1e15, "a sigma of 0 does not vary"},
		{sim.Dist{}, 0, "the zero Dist is 0"},
	}
	for _, c := range cases {
		l := sim.Fate(42, forBank, 7)
		if got := c.dist.Duration(&l); got != c.want {
			t.Errorf("%s: Duration = %v, want %v", c.why, got, c.want)
		}
	}

	heavy := sim.Lognormal(1000*time.Hour, 10)
	for key := range uint64(10_000) {
		l := sim.Fate(42, forBank, key)
		if got := heavy.Duration(&l); got < 0 || got > sim.Longest {
			t.Fatalf("Duration = %v, want at most %v", got, sim.Longest)
		}
	}
}

func TestCountDrawsWholeNumbersAlike(t *testing.T) {
	var counts [6]int
	for key := range uint64(600_000) {
		l := sim.Fate(42, forBank, key)
		counts[sim.Uniform(5, 10).Count(&l)-5]++
	}
	evenly(t, counts[:])

	l := sim.Fate(42, forBank, 7)
	if got := sim.Constant(2.6).Count(&l); got != 3 {
		t.Errorf("Count of 2.6 = %d, want 3", got)
	}
}

func TestOverSizesOnlyAnOpenZipf(t *testing.T) {
	cases := []struct{ got, want sim.Dist }{
		{sim.Zipf(1.1, 0).Over(500), sim.Zipf(1.1, 500)},
		{sim.Zipf(1.1, 200).Over(500), sim.Zipf(1.1, 200)},
		{sim.Uniform(1, 2).Over(500), sim.Uniform(1, 2)},
	}
	for _, c := range cases {
		if !c.got.Equal(c.want) {
			t.Errorf("Over(500) = %v, want %v", c.got, c.want)
		}
	}
}

func TestZeroDistIsZero(t *testing.T) {
	var zero sim.Dist
	l := sim.Fate(42, forBank, 7)

	if !zero.IsZero() || zero.Draw(&l) != 0 || zero.Mean() != 0 || zero.String() != "0" || zero.IsDuration() {
		t.Errorf("the zero Dist is %v, with mean %v", zero, zero.Mean())
	}
	if sim.Constant(0*time.Second).IsZero() || sim.Constant(1).IsZero() {
		t.Error("0s or 1 is taken for the zero Dist")
	}
}

func BenchmarkDraw(b *testing.B) {
	cases := append([]sample{}, samples...)
	cases = append(cases, sample{text: "zipf(1.1, 1000000)", dist: sim.Zipf(1.1, 1_000_000)})
	for _, s := range cases {
		b.Run(s.text, func(b *testing.B) {
			b.ReportAllocs()
			l := sim.Fate(42, forBank, 7)
			for b.Loop() {
				numberSink += s.dist.Draw(&l)
			}
		})
	}
}
