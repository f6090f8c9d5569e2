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
	factor, name := unit.InWords(math.Max(math.Abs(value), half))
	value, half = value/factor, half/factor
	digits := experiment.Digits(value, half)
	if value == 0 {
		return "0", fixed(half, digits), name
	}
	if least := math.Pow10(-digits); half > 0 && half < least {
		half = least // it reaches less far than the last digit
	}
	return strings.Replace(fixed(value, digits), "-", "−", 1), fixed(half, digits), name
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
