package study

import (
	"math"

	"buynow/sim/experiment"
)

// estimated is an estimate in words: its mean, its interval without a unit, and the unit.
type estimated struct {
	mean, low, high, unit string
	known, spread         bool // whether there is a mean, and an interval that is wider than nothing
}

// estimate tells an estimate in one unit, with as many digits as its interval leaves certain: 412 ms,
// from 409 to 415. With a sign if it is a difference.
func estimate(e experiment.Estimate, unit experiment.Unit, difference bool) estimated {
	if e.N == 0 {
		return estimated{mean: unknown}
	}
	half := max(e.High-e.Mean, e.Mean-e.Low, 0)
	factor, name := scaleOf(max(math.Abs(e.Mean), half), unit)
	digits := digitsOf(e.Mean/factor, half/factor)
	number := func(v float64) string {
		text := decimals(v/factor, digits)
		if difference && v > 0 {
			text = "+" + text
		}
		return text
	}
	mean := number(e.Mean)
	if e.Mean == 0 {
		mean = "0"
	}
	return estimated{mean: mean, low: number(e.Low), high: number(e.High), unit: name, known: true, spread: e.Method != experiment.None && half > 0}
}

// value is the mean with its unit.
func (e estimated) value() string { return e.mean + e.unit }

// interval is from where to where; nothing if there is none.
func (e estimated) interval() string {
	if !e.spread {
		return ""
	}
	return between(e.low, e.high)
}

// scale is how values of at least a size are told.
type scale struct {
	from, factor float64
	name         string
}

// scales are how units are told, the largest first.
var scales = map[experiment.Unit][]scale{
	experiment.Count:     {{1e7, 1e6, " M"}},
	experiment.Share:     {{0, 0.01, " %"}},
	experiment.Euro:      {{1e7, 1e6, " M€"}, {1e5, 1e3, " k€"}, {0, 1, " €"}},
	experiment.EuroHours: {{1e6, 1e6, " M€h"}, {1e4, 1e3, " k€h"}, {0, 1, " €h"}},
	experiment.PerSecond: {{0, 1, "/s"}},
	experiment.Seconds:   {{2 * 86400, 86400, " d"}, {2 * 3600, 3600, " h"}, {120, 60, " min"}, {1, 1, " s"}, {0, 0.001, " ms"}},
}

// scaleOf is what a unit is told in, for values of that size. The name stays with its number.
func scaleOf(size float64, unit experiment.Unit) (factor float64, name string) {
	for _, u := range scales[unit] {
		if size < u.from {
			continue
		}
		if u.name[0] == ' ' {
			return u.factor, space + u.name[1:]
		}
		return u.factor, u.name
	}
	return 1, ""
}

// digitsOf is how many digits behind the point make sense: as many as show the two that the interval
// moves, or three that count if there is none.
func digitsOf(value, half float64) int {
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
