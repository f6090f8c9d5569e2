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
	if value == 0 {
		return "0", fixed(half, digits), name
	}
	if least := math.Pow10(-digits); half > 0 && half < least {
		half = least // it reaches less far than the last digit
	}
	return strings.Replace(fixed(value, digits), "-", "−", 1), fixed(half, digits), name
}

// scaleOf is what a unit is told in, for values of that size.
func scaleOf(size float64, unit experiment.Unit) (factor float64, name string) {
	for _, u := range scales[unit] {
		if size >= u.from {
			return u.factor, u.name
		}
	}
	return 1, ""
}

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

// digitsOf is how many digits behind the point make sense: as many as show the two that the interval moves, or three
// that count if there is none.
func digitsOf(value, half float64) int {
	if value == math.Trunc(value) && half == 0 {
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
