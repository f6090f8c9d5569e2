package study

import (
	"math"
	"strconv"
	"strings"

	"buynow/sim/experiment"
)

const (
	minus   = "\u2212"
	space   = "\u00a0" // between a number and its unit, without a break
	unknown = "–"
)

// amount is a value in the words of its unit.
func amount(v float64, unit experiment.Unit) string {
	if !finite(v) {
		return unknown
	}
	switch unit {
	case experiment.Seconds:
		return span(v)
	case experiment.Share:
		return figures(100*v) + space + "%"
	case experiment.Euro:
		return figures(v) + space + "€"
	case experiment.EuroHours:
		return figures(v) + space + "€ h"
	case experiment.PerSecond:
		return figures(v) + "/s"
	}
	return figures(v)
}

// figures is a number with three figures that count, and all of those before the point.
func figures(v float64) string {
	switch a := math.Abs(v); {
	case a == 0:
		return "0"
	case a >= 99.95:
		return decimals(v, 0)
	case a >= 9.995:
		return trimmed(decimals(v, 1))
	case a >= 0.9995:
		return trimmed(decimals(v, 2))
	case a >= 0.001:
		return trimmed(decimals(v, 2-int(math.Floor(math.Log10(a)))))
	}
	return strings.Replace(strconv.FormatFloat(v, 'e', 1, 64), "-", minus, -1)
}

// decimals is a number with so many places, its digits in threes, and a true minus.
func decimals(v float64, places int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', places, 64)
	whole, rest, has := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if has {
		whole += "." + rest
	}
	if v < 0 && strings.Trim(text, "0.") != "" {
		return minus + whole
	}
	return whole
}

// trimmed leaves out noughts after the point.
func trimmed(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// span is a length of time with its unit: 118 ms, 14.2 s, 96 s, 6.4 min, 2.1 d.
func span(seconds float64) string {
	if seconds == 0 {
		return "0" + space + "s"
	}
	for _, u := range []struct {
		below, one float64
		name       string
	}{{0.000_999_5, 1e-6, "µs"}, {0.9995, 1e-3, "ms"}, {120, 1, "s"}, {120 * 60, 60, "min"}, {48 * 3600, 3600, "h"}, {math.Inf(1), 86400, "d"}} {
		if math.Abs(seconds) < u.below {
			return figures(seconds/u.one) + space + u.name
		}
	}
	return unknown
}

// percent is a share as a percentage with a sign.
func percent(share float64) string {
	text := trimmed(decimals(100*share, 1))
	if share > 0 {
		text = "+" + text
	}
	return text
}

// between is an interval in words.
func between(low, high string) string { return low + " to " + high }

// oneIn is a small rate told by whole numbers: 1.3 in 100,000.
func oneIn(rate float64) string {
	of := amongHowMany(rate)
	return figures(math.Round(rate*of*10)/10) + " in " + decimals(of, 0)
}

// rates are the two ends of an interval of rates: 3.4 to 4.3 in 100.
func rates(low, high float64) string {
	of := amongHowMany(high)
	return between(trimmed(decimals(low*of, 1)), trimmed(decimals(high*of, 1))) + " in " + decimals(of, 0)
}

// amongHowMany is the least power of ten of which a rate is at least one.
func amongHowMany(rate float64) float64 {
	of := 100.0
	for rate*of < 1 && of < 1e12 && rate > 0 {
		of *= 10
	}
	return of
}

// count is a number of things: 1 run, 20 runs.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return decimals(float64(n), 0) + " " + many
}

// list joins words as a sentence does.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
