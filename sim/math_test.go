package sim_test

import (
	"math"
	"math/big"
	"testing"

	"buynow/sim"
)

// exact returns e^x with 200 bits: the series of e^(x/2^20), squared 20 times.
func exact(x float64) *big.Float {
	const halvings = 20
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(x) }
	small := number(x)
	small.SetMantExp(small, -halvings)
	sum, term := number(1), number(1)
	for i := 1.; i < 20; i++ {
		term.Mul(term, small)
		term.Quo(term, number(i))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// ulps returns how many units in the last place of got the rest is.
func ulps(rest *big.Float, got float64) float64 {
	_, exponent := math.Frexp(got)
	units, _ := new(big.Float).SetMantExp(rest, 53-exponent).Float64()
	return math.Abs(units)
}

func TestExpIsNearlyExact(t *testing.T) {
	l, worst := sim.Fate(42, forBank, 7), 0.
	for i := range 5_000 {
		x := (l.Float64() - 0.5) * []float64{1400, 100, 10, 1, 0.01}[i%5]
		got := sim.Exp(x)
		worst = max(worst, ulps(new(big.Float).Sub(exact(x), big.NewFloat(got)), got))
	}

	t.Logf("worst: %.3f ulp", worst)
	if worst > 1.05 {
		t.Errorf("Exp is up to %.3f ulp off, want at most 1.05", worst)
	}
}

func TestLogIsNearlyExact(t *testing.T) {
	l, worst := sim.Fate(42, forBank, 7), 0.
	for i := range 5_000 {
		x := sim.Exp((l.Float64() - 0.5) * []float64{1400, 100, 10, 1, 0.01}[i%5])
		got := sim.Log(x)
		// The rest is log(x) - got = log(x/e^got), which is x/e^got - 1 so near 1.
		rest := new(big.Float).Quo(big.NewFloat(x), exact(got))
		worst = max(worst, ulps(rest.Sub(rest, big.NewFloat(1)), got))
	}

	t.Logf("worst: %.3f ulp", worst)
	if worst > 1 {
		t.Errorf("Log is up to %.3f ulp off, want at most 1", worst)
	}
}

func TestExpAndLogAgreeWithTheStandardLibrary(t *testing.T) {
	l := sim.Fate(42, forBank, 8)
	worstExp, worstLog := uint64(0), uint64(0)
	// Below the normal numbers math.Log is wrong on amd64: it misses the exponent.
	const smallest, infinite = 1 << 52, 0x7ff << 52
	for range 1_000_000 {
		x := (l.Float64() - 0.5) * 1400
		worstExp = max(worstExp, apart(sim.Exp(x), math.Exp(x)))
		y := math.Float64frombits(smallest + l.Uint64()%(infinite-smallest))
		worstLog = max(worstLog, apart(sim.Log(y), math.Log(y)))
	}

	t.Logf("worst: Exp %d, Log %d ulp apart", worstExp, worstLog)
	if worstExp > 2 || worstLog > 2 {
		t.Errorf("Exp and Log are %d and %d ulp apart from the standard ones, want at most 2", worstExp, worstLog)
	}
}

// apart counts the float64s between two of the same sign.
func apart(x, y float64) uint64 {
	a, b := math.Float64bits(x), math.Float64bits(y)
	return max(a, b) - min(a, b)
}

func TestExpAndLogAtTheEdges(t *testing.T) {
	inf, tiny := math.Inf(1), math.SmallestNonzeroFloat64
	cases := []struct {
		name      string
		got, want float64
	}{
		{"e^0", sim.Exp(0), 1},
		{"e^-0", sim.Exp(math.Copysign(0, -1)), 1},
		{"e^1", sim.Exp(1), math.E},
		{"e^inf", sim.Exp(inf), inf},
		{"e^-inf", sim.Exp(-inf), 0},
		{"e^710 is too large", sim.Exp(710), inf},
		{"e^-746 is too small", sim.Exp(-746), 0},
		{"e^-745 is the smallest number", sim.Exp(-745), tiny},
		{"e^tiny", sim.Exp(tiny), 1},
		{"log 1", sim.Log(1), 0},
		{"log e", sim.Log(math.E), 1},
		{"log 2", sim.Log(2), math.Ln2},
		{"log 0", sim.Log(0), -inf},
		{"log inf", sim.Log(inf), inf},
		{"log of the smallest number", sim.Log(tiny), -1074 * math.Ln2},
		{"log of the largest number", sim.Log(math.MaxFloat64), 1024 * math.Ln2},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
	for name, got := range map[string]float64{
		"e^nan": sim.Exp(math.NaN()), "log nan": sim.Log(math.NaN()), "log -1": sim.Log(-1), "log -inf": sim.Log(-inf),
	} {
		if got == got {
			t.Errorf("%s = %v, want NaN", name, got)
		}
	}
	if largest := sim.Exp(709.782712893384); largest > math.MaxFloat64 || largest < 1.797e308 {
		t.Errorf("e^709.782712893384 = %v, want just below the largest number", largest)
	}
}

func TestExpAndLogAreTheSameOnEveryMachine(t *testing.T) {
	cases := []struct {
		name, want string
		function   func(word uint64) float64
	}{
		{"Exp", "4dd5b70ebe552da8", func(word uint64) float64 { return sim.Exp(float64(int64(word)) * 0x1p-63 * 750) }},
		{"Exp near 0", "854b6520c631ab55", func(word uint64) float64 { return sim.Exp(float64(int64(word)) * 0x1p-63) }},
		{"Log", "279d348cbdf89e84", func(word uint64) float64 { return sim.Log(math.Float64frombits(word >> 2)) }},
		{"Log near 1", "dd9c7f6c08fad247", func(word uint64) float64 { return sim.Log(0.5 + float64(word>>11)*0x1p-53) }},
	}
	for _, c := range cases {
		draw := func(i uint64) uint64 { return math.Float64bits(c.function(first(42, forBank, i))) }
		if got := hashOf(draw); got != c.want {
			t.Errorf("%s: hash %s, want %s", c.name, got, c.want)
		}
	}
}

func BenchmarkMath(b *testing.B) {
	for _, c := range []struct {
		name     string
		function func(float64) float64
	}{{"Exp", sim.Exp}, {"StandardExp", math.Exp}, {"Log", sim.Log}, {"StandardLog", math.Log}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			x := 0.5
			for b.Loop() {
				x += 0.001
				numberSink += c.function(x)
				if x > 20 {
					x = 0.5
				}
			}
		})
	}
}
