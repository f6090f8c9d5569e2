package sim_test

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"buynow/sim"
)

const (
	forBank  = sim.FirstPurpose
	forTruck = sim.FirstPurpose + 1
)

// The customer's intent and the purpose name the luck; nothing else does.
func ExampleFate() {
	const seed, intent = 42, 7
	first := sim.Fate(seed, forBank, intent)
	again := sim.Fate(seed, forBank, intent)
	other := sim.Fate(seed, forTruck, intent)

	fmt.Println(first.IntN(100), first.IntN(100))
	fmt.Println(again.IntN(100), again.IntN(100))
	fmt.Println(other.IntN(100), other.IntN(100))
	// Output:
	// 52 95
	// 52 95
	// 49 93
}

func TestLuckIsTheSameOnEveryMachine(t *testing.T) {
	stream := sim.Fate(42, forBank, 7)
	cases := []struct {
		name, want string
		draw       func(i uint64) uint64
	}{
		{"many keys", "478b04c2fcc6e2ec", func(i uint64) uint64 { l := sim.Fate(42, forBank, i); return l.Uint64() }},
		{"one stream", "7b62e31b0e4c293c", func(uint64) uint64 { return stream.Uint64() }},
		{"mixed keys", "7658fcb70b9b2636", func(i uint64) uint64 { return sim.Mix(i, i>>3) }},
	}
	for _, c := range cases {
		if got := hashOf(c.draw); got != c.want {
			t.Errorf("%s: hash %s, want %s", c.name, got, c.want)
		}
	}
}

// first is the first draw under a seed, for a purpose, of a key.
func first(seed uint64, purpose sim.Purpose, key uint64) uint64 {
	l := sim.Fate(seed, purpose, key)
	return l.Uint64()
}

func TestOneFlippedBitFlipsHalfOfTheDraw(t *testing.T) {
	const samples = 4096
	cases := []struct {
		name string
		bits int
		draw func(base, flip uint64) uint64
	}{
		{"seed", 64, func(base, flip uint64) uint64 { return first(base^flip, forBank, base>>32) }},
		{"small seed", 16, func(base, flip uint64) uint64 { return first(base>>48^flip, forBank, 7) }},
		{"purpose", 32, func(base, flip uint64) uint64 { return first(42, sim.Purpose(base^flip), base>>32) }},
		{"key", 64, func(base, flip uint64) uint64 { return first(42, forBank, base^flip) }},
		{"small key", 16, func(base, flip uint64) uint64 { return first(42, forBank, base>>48^flip) }},
		{"path", 64, func(base, flip uint64) uint64 { return first(42, forBank, sim.Mix(base>>32, base^flip)) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			worst := 0.
			for bit := range c.bits {
				var flips [64]int
				bases := sim.Fate(1, forBank, uint64(bit))
				for range samples {
					base := bases.Uint64()
					changed := c.draw(base, 0) ^ c.draw(base, 1<<bit)
					for ; changed != 0; changed &= changed - 1 {
						flips[bits.TrailingZeros64(changed)]++
					}
				}
				for _, n := range flips {
					worst = max(worst, math.Abs(float64(n)-samples/2)/math.Sqrt(samples/4))
				}
			}

			// Of some thousand cells the worst is 4 standard errors off.
			if worst > 5.5 {
				t.Errorf("a bit flips %.1f standard errors from half of the time, want at most 5.5", worst)
			}
		})
	}
}

func TestLuckOfNeighboursIsUncorrelated(t *testing.T) {
	const samples = 1_000_000
	cases := []struct {
		name string
		pair func(i uint64) (x, y uint64)
	}{
		{"consecutive intents", func(i uint64) (x, y uint64) { return first(42, forBank, i), first(42, forBank, i+1) }},
		{"purposes of an intent", func(i uint64) (x, y uint64) { return first(42, forBank, i), first(42, forTruck, i) }},
		{"consecutive purposes", func(i uint64) (x, y uint64) {
			return first(42, sim.Purpose(i), 7), first(42, sim.Purpose(i+1), 7)
		}},
		{"consecutive seeds", func(i uint64) (x, y uint64) { return first(i, forBank, 7), first(i+1, forBank, 7) }},
		{"attempts of a call", func(i uint64) (x, y uint64) {
			return first(42, forBank, sim.Mix(i, 1)), first(42, forBank, sim.Mix(i, 2))
		}},
		{"swapped keys", func(i uint64) (x, y uint64) {
			return first(42, forBank, sim.Mix(i, 1)), first(42, forBank, sim.Mix(1, i))
		}},
		{"draws of a stream", func(i uint64) (x, y uint64) {
			l := sim.Fate(42, forBank, i)
			return l.Uint64(), l.Uint64()
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var cells [16 * 16]int
			product := 0.
			for i := range uint64(samples) {
				x, y := c.pair(i)
				product += (float64(x)*0x1p-64 - 0.5) * (float64(y)*0x1p-64 - 0.5)
				cells[x>>60<<4|y>>60]++
			}

			if correlation := product * 12 / samples; math.Abs(correlation) > 3/math.Sqrt(samples) {
				t.Errorf("correlation %.5f, want less than 3 standard errors, %.5f", correlation, 3/math.Sqrt(samples))
			}
			evenly(t, cells[:])
		})
	}
}

func TestLuckIsUniform(t *testing.T) {
	var bins [1024]int
	var wheel [37]int
	sum, squares := 0., 0.
	for i := range uint64(1_000_000) {
		l := sim.Fate(42, forBank, i)
		u := l.Float64()
		bins[int(u*1024)]++
		wheel[l.IntN(37)]++
		sum += u
		squares += u * u
	}

	evenly(t, bins[:])
	evenly(t, wheel[:])
	if mean := sum / 1e6; math.Abs(mean-1./2) > 3*math.Sqrt(1./12/1e6) {
		t.Errorf("mean %v, want 1/2", mean)
	}
	if square := squares / 1e6; math.Abs(square-1./3) > 3*math.Sqrt(4./45/1e6) {
		t.Errorf("mean square %v, want 1/3", square)
	}
}

func TestValuesReturnAfterRandomGaps(t *testing.T) {
	t.Parallel()
	l := sim.Fate(3, forBank, 7)
	key, state := l.Uint64()|1, l.Uint64()
	saboteur := func() uint64 { // one factor of its product is always the same
		state += key
		return sim.Mix(state, key)
	}

	const limit = 104 // of chi-square with 63 degrees, one in a thousand
	if chi2 := gapChi2(l.Uint64); chi2 > limit {
		t.Errorf("chi-square of the gaps is %.1f, want at most %d", chi2, limit)
	}
	if chi2 := gapChi2(saboteur); chi2 <= limit {
		t.Errorf("chi-square of the saboteur's gaps is %.1f, want above %d", chi2, limit)
	}
}

func TestSmallKeysDoNotCollide(t *testing.T) {
	seen := make(map[uint64]bool)
	for intent := range uint64(20_000) {
		for attempt := range uint64(50) {
			key := sim.Mix(intent, attempt)
			if seen[key] {
				t.Fatalf("Mix(%d, %d) = %x came before", intent, attempt, key)
			}
			seen[key] = true
		}
	}
}

func TestZeroLuckIsAStream(t *testing.T) {
	var l sim.Luck

	if a, b := l.Uint64(), l.Uint64(); a == b || a == 0 {
		t.Errorf("the zero Luck draws %x and %x, want two different words", a, b)
	}
}

func TestIntNOfOneOrLessIsZero(t *testing.T) {
	l := sim.Fate(42, forBank, 7)
	for _, n := range []int{1, 0, -1, math.MinInt} {
		if got := l.IntN(n); got != 0 {
			t.Errorf("IntN(%d) = %d, want 0", n, got)
		}
	}
}

func TestChanceTakesOneDrawWhateverItIs(t *testing.T) {
	for _, p := range []float64{-1, 0, 0.3, 1, 2, math.NaN()} {
		l, other := sim.Fate(42, forBank, 7), sim.Fate(42, forBank, 7)
		happened := l.Chance(p)
		other.Uint64()

		if l != other {
			t.Errorf("Chance(%v) took another number of draws than one", p)
		}
		if never, always := !(p > 0), p >= 1; never && happened || always && !happened {
			t.Errorf("Chance(%v) = %v", p, happened)
		}
	}
}

func TestChanceIsAsLikelyAsItSays(t *testing.T) {
	l, hits := sim.Fate(42, forBank, 7), 0
	for range 1_000_000 {
		if l.Chance(0.03) {
			hits++
		}
	}

	if math.Abs(float64(hits)-30_000) > 3*math.Sqrt(30_000*0.97) {
		t.Errorf("%d of a million, want about 30000", hits)
	}
}

var (
	wordSink   uint64
	numberSink float64
)

func BenchmarkLuck(b *testing.B) {
	b.Run("FateAndDraw", func(b *testing.B) {
		b.ReportAllocs()
		key := uint64(0)
		for b.Loop() {
			key = first(42, forBank, key) // each waits for the one before
		}
		wordSink = key
	})
	b.Run("NextDraw", func(b *testing.B) {
		b.ReportAllocs()
		l := sim.Fate(42, forBank, 7)
		for b.Loop() {
			wordSink ^= l.Uint64()
		}
	})
	b.Run("PCG", func(b *testing.B) { // the standard library's, for comparison
		pcg := rand.NewPCG(1, 2)
		for b.Loop() {
			wordSink ^= pcg.Uint64()
		}
	})
}
