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

// draws returns n draws, in ascending order.
func draws(d sim.Dist, n int) []float64 {
	drawn := make([]float64, n)
	for i := range drawn {
		l := sim.Fate(42, forBank, uint64(i))
		drawn[i] = d.Draw(&l)
	}
	slices.Sort(drawn)
	return drawn
}

func TestDrawsAreTheSameOnEveryMachine(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
	for _, s := range samples {
		const n = 1_000_000
		mean, variance, fourth := 0., 0., 0.
		for i := range uint64(n) {
			l := sim.Fate(42, forBank, i)
			off := s.dist.Draw(&l) - s.mean
			mean += off
			variance += off * off
			fourth += off * off * off * off
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
	t.Parallel()
	for _, s := range samples {
		t.Run(s.text, func(t *testing.T) {
			const n = 250_000
			drawn := draws(s.dist, n)
			if s.shares != nil {
				followShares(t, drawn, s.shares)
				return
			}

			// Kolmogorov and Smirnov: above 1.95 once in a thousand times.
			worst := 0.
			for i, x := range drawn {
				p := s.atMost(x) * n
				worst = max(worst, p-float64(i), float64(i+1)-p)
			}
			if distance := worst / math.Sqrt(n); distance > 1.95 {
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
	drawn := draws(bank, 1_000_000)

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

	cases := []struct {
		dist sim.Dist
		want int
		why  string
	}{
		{sim.Constant(2.6), 3, "the others are rounded"},
		{sim.Constant(-2.6), -3, "also below 0"},
		{sim.Uniform(4, 4), 4, "there is only one number"},
		{sim.Uniform(3.5, 4.5), 4, "there is only one whole number"},
		{sim.Pareto(1e15, 1.5), 1e15, "a heavy tail ends at 10^15"},
	}
	for _, c := range cases {
		l := sim.Fate(42, forBank, 7)
		if got := c.dist.Count(&l); got != c.want {
			t.Errorf("%s: Count of %v = %d, want %d", c.why, c.dist, got, c.want)
		}
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
