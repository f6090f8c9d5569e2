package experiment

import "math"

// scale is how values of at least a size are told.
type scale struct {
	from, factor float64
	name         string
}

// scales are how units are told, the largest first.
var scales = map[Unit][]scale{
	Count:     {{1e7, 1e6, " M"}},
	Share:     {{0, 0.01, " %"}},
	Euro:      {{1e7, 1e6, " M€"}, {1e5, 1e3, " k€"}, {0, 1, " €"}},
	EuroHours: {{1e6, 1e6, " M€h"}, {1e4, 1e3, " k€h"}, {0, 1, " €h"}},
	PerSecond: {{0, 1, "/s"}},
	Seconds:   {{2 * 86400, 86400, " d"}, {2 * 3600, 3600, " h"}, {120, 60, " min"}, {1, 1, " s"}, {0, 0.001, " ms"}},
}

// InWords is what values of a size are told in: divided by the factor, with the name behind it, which
// begins with a space where one belongs there.
func (u Unit) InWords(size float64) (factor float64, name string) {
	for _, s := range scales[u] {
		if size >= s.from {
			return s.factor, s.name
		}
	}
	return 1, ""
}

// Digits is how many digits behind the point make sense of a number whose interval reaches half so far
// to either side: as many as show the two that the interval moves, or three that count if there is none.
func Digits(value, half float64) int {
	if half == 0 && value == math.Trunc(value) {
		return 0
	}
	show, of := 1, half
	if half == 0 {
		show, of = 2, math.Abs(value)
	}
	first := int(math.Floor(math.Log10(of)))
	if half > 0 && half/math.Pow10(first) >= 3.95 {
		show = 0 // 0.4 says as much as 0.42
	}
	return min(max(show-first, 0), 4)
}
