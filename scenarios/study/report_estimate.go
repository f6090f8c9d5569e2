package study

import (
	"math"
	"strings"

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
	digits := experiment.Digits(e.Mean/factor, half/factor)
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

// scaleOf is what a unit is told in, for values of that size. The name stays with its number.
func scaleOf(size float64, unit experiment.Unit) (factor float64, name string) {
	factor, name = unit.InWords(size)
	if rest, apart := strings.CutPrefix(name, " "); apart {
		name = space + rest
	}
	return factor, name
}
