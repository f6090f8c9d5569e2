package experiment_test

import (
	"math/bits"
	"math/rand/v2"
	"reflect"
	"testing"

	"buynow/sim/experiment"
)

func TestAGridHasEveryCombinationOnce(t *testing.T) {
	got, err := experiment.Grid(2, 3)

	want := [][]int{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	for _, values := range [][]int{{2, 0}, {-1}, {300, 300}, {1 << 62, 4}} {
		if _, err := experiment.Grid(values...); err == nil {
			t.Errorf("a grid of %v was made", values)
		}
	}
	if got, err := experiment.Grid(); err != nil || len(got) != 1 {
		t.Errorf("a grid without axes: %v, %v, want one point", got, err)
	}
}

func sobol(t *testing.T, n, dimensions int, seed uint64) [][]float64 {
	t.Helper()
	points, err := experiment.Sobol(n, dimensions, seed)
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// hits says whether each of the boxes that cut the axes into so many slices holds exactly so many points.
func hits(points [][]float64, axes []int, slices []int, each int) bool {
	boxes := 1
	for _, n := range slices {
		boxes *= n
	}
	count := make([]int, boxes)
	for _, p := range points {
		box := 0
		for i, axis := range axes {
			box = box*slices[i] + int(p[axis]*float64(slices[i]))
		}
		count[box]++
	}
	for _, n := range count {
		if n != each {
			return false
		}
	}
	return true
}

func TestEachSliceOfEachAxisHoldsOnePoint(t *testing.T) {
	for _, n := range []int{1, 2, 64, 1024} {
		for seed := range uint64(5) {
			points := sobol(t, n, experiment.MostDimensions, seed)
			for axis := range experiment.MostDimensions {
				if !hits(points, []int{axis}, []int{n}, 1) {
					t.Errorf("seed %d: %d points miss a slice of axis %d", seed, n, axis)
				}
			}
		}
	}
}

// A (0, m, 2)-net: whatever the shape of 2^m boxes of the same area, one point in each.
func TestTheFirstTwoAxesAreANet(t *testing.T) {
	for m := range 11 {
		for seed := range uint64(5) {
			points := sobol(t, 1<<m, 2, seed)
			for k := range m + 1 {
				if !hits(points, []int{0, 1}, []int{1 << k, 1 << (m - k)}, 1) {
					t.Errorf("seed %d: 2^%d points miss one of 2^%d × 2^%d boxes", seed, m, k, m-k)
				}
			}
		}
	}
}

// quality is the smallest t for which 2^m points on two axes are a (t, m, 2)-net.
func quality(points [][]float64, a, b, m int) int {
	for t := range m {
		net := true
		for k := 0; k <= m-t && net; k++ {
			net = hits(points, []int{a, b}, []int{1 << k, 1 << (m - t - k)}, 1<<t)
		}
		if net {
			return t
		}
	}
	return m
}

// Joe and Kuo chose the directions for even pairs: of 1024 points no pair of the first ten axes
// has a t above 5.
func TestAnyTwoAxesAreEven(t *testing.T) {
	const m = 10
	points := sobol(t, 1<<m, 10, 1)
	worst := 0
	for a := range 10 {
		for b := range a {
			worst = max(worst, quality(points, a, b, m))
		}
	}
	t.Logf("worst t of two of the first ten axes: %d", worst)
	if worst > 5 {
		t.Errorf("t = %d, want at most 5", worst)
	}
}

// Joe and Kuo's directions have property A of Sobol': of the first 2^d points in d dimensions
// each lies in another of the 2^d corners. Their first digits are then independent vectors,
// which hardly any slip of the pen in the table would leave.
func TestTheTableOfDirectionsHasPropertyA(t *testing.T) {
	for d := 1; d <= experiment.MostDimensions; d++ {
		rows := make([]uint32, d)
		for axis := range rows {
			v := experiment.DirectionsOf(axis)
			for k := range d {
				rows[axis] |= v[k] >> 31 << k
			}
		}
		if rank(rows) != d {
			t.Errorf("the first digits of %d dimensions are dependent", d)
		}
	}
}

// rank is the rank of a matrix over the field of two elements.
func rank(rows []uint32) (r int) {
	for bit := range 32 {
		for i := r; i < len(rows); i++ {
			if rows[i]>>bit&1 == 0 {
				continue
			}
			rows[r], rows[i] = rows[i], rows[r]
			for j := r + 1; j < len(rows); j++ {
				if rows[j]>>bit&1 == 1 {
					rows[j] ^= rows[r]
				}
			}
			r++
			break
		}
	}
	return r
}

// A polynomial of degree s is primitive if x has the order 2^s − 1 modulo it; and no two are the same.
func TestThePolynomialsArePrimitiveAndDifferent(t *testing.T) {
	seen := make(map[uint32]bool)
	for d := 1; d < experiment.MostDimensions; d++ {
		p := experiment.Polynomial(d)
		degree, order := bits.Len32(p)-1, 0
		for x := uint32(1); order == 0 || x != 1; order++ {
			if x <<= 1; x>>degree&1 == 1 {
				x ^= p
			}
			if order > 1<<degree {
				break
			}
		}
		if order != 1<<degree-1 || seen[p] {
			t.Errorf("dimension %d: %b has order %d, want %d, and another than before", d, p, order, 1<<degree-1)
		}
		seen[p] = true
	}
}

// discrepancy is Warnock's formula for the L2 star discrepancy, squared (1972).
func discrepancy(points [][]float64) float64 {
	n, d := float64(len(points)), len(points[0])
	whole, edges, pairs := 1.0, 0.0, 0.0
	for range d {
		whole /= 3
	}
	for _, p := range points {
		product := 1.0
		for _, x := range p {
			product *= (1 - x*x) / 2
		}
		edges += product
		for _, q := range points {
			product := 1.0
			for i := range p {
				product *= 1 - max(p[i], q[i])
			}
			pairs += product
		}
	}
	return whole - 2/n*edges + pairs/(n*n)
}

func TestSobolPointsAreMoreEvenThanChance(t *testing.T) {
	for _, row := range []struct {
		dimensions int
		most       float64 // of what chance leaves
	}{{2, 0.05}, {5, 0.3}, {8, 0.8}} {
		dimensions := row.dimensions
		luck := rand.New(rand.NewPCG(3, 3))
		var chance, even float64
		for seed := range uint64(8) {
			points := make([][]float64, 128)
			for p := range points {
				for range dimensions {
					points[p] = append(points[p], luck.Float64())
				}
			}
			chance += discrepancy(points) / 8
			even += discrepancy(sobol(t, 128, dimensions, seed)) / 8
		}
		t.Logf("%d dimensions: squared discrepancy %.2g, by chance %.2g", dimensions, even, chance)
		if even > row.most*chance {
			t.Errorf("%d dimensions: %v, by chance %v, want at most %v of it", dimensions, even, chance, row.most)
		}
	}
}

func TestSobolPointsAreThoseOfTheirSeed(t *testing.T) {
	a, again, other := sobol(t, 16, 3, 7), sobol(t, 16, 3, 7), sobol(t, 16, 3, 8)

	if !reflect.DeepEqual(a, again) {
		t.Error("the same seed gave other points")
	}
	if reflect.DeepEqual(a, other) {
		t.Error("another seed gave the same points")
	}
	for _, wrong := range [][2]int{{0, 1}, {3, 1}, {-4, 1}, {2 * experiment.MostPoints, 1}, {4, 0}, {4, experiment.MostDimensions + 1}} {
		if _, err := experiment.Sobol(wrong[0], wrong[1], 1); err == nil {
			t.Errorf("%d points of %d dimensions were made", wrong[0], wrong[1])
		}
	}
}

// Scrambled, each point is uniform: over many seeds a point comes to lie everywhere alike.
func TestEachPointIsUniformOverTheSeeds(t *testing.T) {
	const seeds = 4000
	for _, p := range []int{0, 1, 5} {
		count := make([]int, 8)
		for seed := range uint64(seeds) {
			count[int(sobol(t, 8, 1, seed)[p][0]*8)]++
		}
		for slice, n := range count {
			if n < 420 || n > 580 { // 500 ± 4 standard deviations
				t.Errorf("point %d lay in slice %d under %d of %d seeds, want about 500", p, slice, n, seeds)
			}
		}
	}
}
