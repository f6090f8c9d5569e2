package main

import (
	"math"
	"strconv"
	"strings"

	"buynow/sim/experiment"
)

// told writes a number and how far its interval reaches in the same unit, with as many digits as the interval leaves
// certain: 412 and 3 for ms, 1.23 and 0.04 for s.
func told(value, half float64, unit experiment.Unit) (number, spread, name string) {
	factor, name := scaleOf(math.Max(math.Abs(value), half), unit)
	value, half = value/factor, half/factor
	digits := digitsOf(value, half)
	return strings.Replace(fixed(value, digits), "-", "−", 1), fixed(half, digits), name
}

// scaleOf is what a unit is told in, for values of that size.
func scaleOf(size float64, unit experiment.Unit) (factor float64, name string) {
	switch unit {
	case experiment.Share:
		return 0.01, " %"
	case experiment.Euro:
		return 1, " €"
	case experiment.EuroHours:
		return 1, " €h"
	case experiment.PerSecond:
		return 1, "/s"
	case experiment.Seconds:
		for _, u := range []struct {
			from, factor float64
			name         string
		}{{2 * 86400, 86400, " d"}, {2 * 3600, 3600, " h"}, {120, 60, " min"}, {1, 1, " s"}, {0, 0.001, " ms"}} {
			if size >= u.from {
				return u.factor, u.name
			}
		}
	}
	return 1, ""
}

// digitsOf is how many digits behind the point make sense: two that the interval moves, at most, and no more than four
// that count.
func digitsOf(value, half float64) int {
	digits := 0
	if size := math.Abs(value); size > 0 {
		digits = 2 - int(math.Floor(math.Log10(size)))
	}
	if half > 0 {
		digits = 1 - int(math.Floor(math.Log10(half)))
	}
	if value == math.Trunc(value) && half == 0 {
		return 0
	}
	if size := math.Abs(value); size > 0 {
		digits = min(digits, max(0, 3-int(math.Floor(math.Log10(size)))))
	}
	return min(max(digits, 0), 6)
}

// fixed writes a number with so many digits behind the point, and thousands apart.
func fixed(value float64, digits int) string {
	text := strconv.FormatFloat(value, 'f', digits, 64)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	sign, rest := "", text
	if strings.HasPrefix(rest, "-") {
		sign, rest = "-", rest[1:]
	}
	whole, behind, has := strings.Cut(rest, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if has {
		whole += "." + behind
	}
	return sign + whole
}
