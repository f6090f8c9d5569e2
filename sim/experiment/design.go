package experiment

import (
	"fmt"
	"math/bits"

	"buynow/sim"
)

// MostPoints is how many points a design may have.
const MostPoints = 65536

// Grid lists all combinations of so many values each, as places from 0; the last changes fastest.
func Grid(values ...int) ([][]int, error) {
	points := 1
	for i, n := range values {
		if n < 1 {
			return nil, fmt.Errorf("axis %d of the grid has %d values, want 1 or more", i, n)
		}
		if points *= n; points > MostPoints {
			return nil, fmt.Errorf("a grid of %v has more than %d points; take fewer values, or scrambled Sobol points", values, MostPoints)
		}
	}
	grid := make([][]int, points)
	for p := range grid {
		grid[p] = make([]int, len(values))
		rest := p
		for i := len(values) - 1; i >= 0; i-- {
			grid[p][i] = rest % values[i]
			rest /= values[i]
		}
	}
	return grid, nil
}

// Sobol returns n points that fill the unit cube of so many dimensions more evenly than chance
// does (Sobol', USSR Computational Mathematics and Mathematical Physics 7, 1967), for n a power
// of two: cut any axis into n slices, and there is one point in each; the first two axes
// together into n boxes of any shape, and there is one in each.
//
// The points are scrambled as Owen says (Monte Carlo and Quasi-Monte Carlo Methods in Scientific
// Computing, 1995): of each axis the halves are swapped or not, of each half its halves, and so
// on; the coin for each is the luck of its place under the seed. Scrambling keeps what is even,
// makes each point uniform, and none lies on an edge. (gonum has points of Halton, of which later
// axes are uneven two by two, and no points of Sobol'.)
func Sobol(n, dimensions int, seed uint64) ([][]float64, error) {
	switch {
	case n < 1 || n > MostPoints || bits.OnesCount(uint(n)) != 1:
		return nil, fmt.Errorf("%d Sobol points, want a power of two up to %d", n, MostPoints)
	case dimensions < 1 || dimensions > MostDimensions:
		return nil, fmt.Errorf("Sobol points of %d dimensions, want 1 to %d", dimensions, MostDimensions)
	}
	points := make([][]float64, n)
	for p := range points {
		points[p] = make([]float64, dimensions)
	}
	for d := range dimensions {
		directions := directionsOf(d)
		coin := sim.Purpose(d) + sim.FirstPurpose
		for p := range points {
			x := uint32(0)
			for bit := 0; p>>bit > 0; bit++ {
				if p>>bit&1 == 1 {
					x ^= directions[bit]
				}
			}
			points[p][d] = (float64(scramble(x, seed, coin)) + 0.5) / (1 << 32)
		}
	}
	return points, nil
}

// scramble flips each binary digit of x, or not, by a coin that depends on all digits before it.
func scramble(x uint32, seed uint64, coin sim.Purpose) uint32 {
	flips := uint32(0)
	for digit := range 32 {
		before := uint64(x) >> (32 - digit) // so many digits,
		place := before | 1<<digit          // and how many they are
		luck := sim.Fate(seed, coin, place)
		flips |= uint32(luck.Uint64()>>63) << (31 - digit)
	}
	return x ^ flips
}

// MostDimensions is how many dimensions [Sobol] knows the directions of.
const MostDimensions = 31

// direction is the start of one dimension: a primitive polynomial over the field of two elements, of
// some degree, whose inner coefficients are the bits of inner, and as many odd numbers.
type direction struct {
	inner uint32
	start []uint32
}

// directions are those of dimensions 2 to 31 by Joe and Kuo (SIAM Journal on Scientific Computing
// 30, 2008), who chose the odd numbers so that any two dimensions together are even, too.
var directions = []direction{
	{0, []uint32{1}},
	{1, []uint32{1, 3}},
	{1, []uint32{1, 3, 1}},
	{2, []uint32{1, 1, 1}},
	{1, []uint32{1, 1, 3, 3}},
	{4, []uint32{1, 3, 5, 13}},
	{2, []uint32{1, 1, 5, 5, 17}},
	{4, []uint32{1, 1, 5, 5, 5}},
	{7, []uint32{1, 1, 7, 11, 19}},
	{11, []uint32{1, 1, 5, 1, 1}},
	{13, []uint32{1, 1, 1, 3, 11}},
	{14, []uint32{1, 3, 5, 5, 31}},
	{1, []uint32{1, 3, 3, 9, 7, 49}},
	{13, []uint32{1, 1, 1, 15, 21, 21}},
	{16, []uint32{1, 3, 1, 13, 27, 49}},
	{19, []uint32{1, 1, 1, 15, 7, 5}},
	{22, []uint32{1, 3, 1, 15, 13, 25}},
	{25, []uint32{1, 1, 5, 5, 19, 61}},
	{1, []uint32{1, 3, 7, 11, 23, 15, 103}},
	{4, []uint32{1, 3, 7, 13, 13, 15, 69}},
	{7, []uint32{1, 1, 3, 13, 7, 35, 63}},
	{8, []uint32{1, 3, 5, 9, 1, 25, 53}},
	{14, []uint32{1, 3, 1, 13, 9, 35, 107}},
	{19, []uint32{1, 3, 1, 5, 27, 61, 31}},
	{21, []uint32{1, 1, 5, 11, 19, 41, 61}},
	{28, []uint32{1, 3, 5, 3, 3, 13, 69}},
	{31, []uint32{1, 1, 7, 13, 1, 19, 1}},
	{32, []uint32{1, 3, 7, 5, 13, 19, 59}},
	{37, []uint32{1, 1, 3, 9, 25, 29, 41}},
	{41, []uint32{1, 3, 5, 13, 23, 1, 55}},
}

// directionsOf are the 32 direction numbers of a dimension, from 0, by the recurrence of Bratley and
// Fox (ACM Transactions on Mathematical Software 14, 1988, algorithm 659).
func directionsOf(dimension int) [32]uint32 {
	var v [32]uint32
	if dimension == 0 {
		for i := range v {
			v[i] = 1 << (31 - i)
		}
		return v
	}
	d := directions[dimension-1]
	degree := len(d.start)
	for i := range v {
		if i < degree {
			v[i] = d.start[i] << (31 - i)
			continue
		}
		v[i] = v[i-degree] ^ v[i-degree]>>degree
		for k := 1; k < degree; k++ {
			if d.inner>>(degree-1-k)&1 == 1 {
				v[i] ^= v[i-k]
			}
		}
	}
	return v
}
