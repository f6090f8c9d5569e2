package sim

import "math/bits"

// table draws one of many places by weight in constant time, by Walker's
// alias method as Vose arranged it. Imagine the weights as columns around one
// line, the average weight. What stands above the line is cut off and laid on
// the columns below it, such that each holds at most two places: its own up to
// the cut, another above. A draw picks a column, then a height.
type table struct {
	values  []float64 // nil: place i is the rank i+1
	weights []float64
	columns []column
}

// column is one place and the place that fills it up. The cut is in 2^-32nds
// of the height, so a place's chance is right to within 2^-32 of the average.
type column struct {
	cut, other uint32
}

// newTable lays out the weights, which are not negative and not all zero.
func newTable(values, weights []float64) *table {
	t := &table{values: values, weights: weights, columns: make([]column, len(weights))}
	average := sum(weights) / float64(len(weights))
	heights := make([]float64, len(weights))
	var low, high []int
	for i, weight := range weights {
		heights[i] = weight / average
		if heights[i] < 1 {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}

	for len(low) > 0 && len(high) > 0 {
		short, tall := low[len(low)-1], high[len(high)-1]
		low = low[:len(low)-1]
		t.columns[short] = column{cut: uint32(float64(heights[short] * (1<<32 - 1))), other: uint32(tall)}
		heights[tall] -= 1 - heights[short]
		if heights[tall] < 1 {
			high = high[:len(high)-1]
			low = append(low, tall)
		}
	}
	// Only roundings are left over: these columns are full to the line.
	for _, i := range append(low, high...) {
		t.columns[i].other = uint32(i)
	}
	return t
}

// zipfTable weighs n ranks by 1/rank^s.
func zipfTable(s float64, n int) *table {
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = Exp(-float64(s * Log(float64(i+1))))
	}
	return newTable(nil, weights)
}

// pick returns the place that a random word falls on. It chooses between the
// two of a column by arithmetic: a processor guesses wrong about a random
// branch half of the time, which would take longer than all the rest.
func (t *table) pick(word uint64) int {
	own, height := bits.Mul64(word, uint64(len(t.columns)))
	column := t.columns[own]
	other := uint64(column.other)
	_, below := bits.Sub64(height>>32, uint64(column.cut), 0)
	return int(other ^ (other^own)&-below)
}

// at returns the value of a place.
func (t *table) at(place int) float64 {
	if t.values == nil {
		return float64(place + 1)
	}
	return t.values[place]
}

func (t *table) mean() float64 {
	total := 0.
	for i, weight := range t.weights {
		total += float64(t.at(i) * weight)
	}
	return total / sum(t.weights)
}

func sum(numbers []float64) float64 {
	total := 0.
	for _, n := range numbers {
		total += n
	}
	return total
}
