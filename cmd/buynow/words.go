package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// count writes a whole number with thousands separated: 24,466.
func count[T int | int64 | uint64](n T) string {
	digits, sign := strconv.FormatInt(int64(n), 10), ""
	if digits[0] == '-' {
		digits, sign = digits[1:], "-"
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return sign + digits
}

// plural writes a count with its noun: "1 order", "3 orders".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "sh") {
		noun += "e"
	}
	return count(n) + " " + noun + "s"
}

// inWords spells small numbers, as a sentence does.
func inWords(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n < len(words) {
		return words[n]
	}
	return count(n)
}

// latency writes milliseconds for a column: 412 µs, 19 ms, 3.9 s, 58 s, 2m10s, 3h05m, 2.4 d.
func latency(ms float64) string {
	switch {
	case ms <= 0:
		return "0 ms"
	case ms < 0.9995:
		return fmt.Sprintf("%.0f µs", ms*1000)
	case ms < 999.5:
		return fmt.Sprintf("%.0f ms", ms)
	case ms < 9_950:
		return fmt.Sprintf("%.1f s", ms/1000)
	case ms < 59_500:
		return fmt.Sprintf("%.0f s", ms/1000)
	}
	return long(ms / 1000)
}

// exactLatency is latency with a tenth of a second kept up to 100 s, where one number stands alone: 61.2 s.
func exactLatency(ms float64) string {
	if ms >= 9_950 && ms < 99_950 {
		return fmt.Sprintf("%.1f s", ms/1000)
	}
	return latency(ms)
}

// long writes a minute or more in two parts at most: 2m10s, 3h05m, 2.4 d.
func long(seconds float64) string {
	whole := int64(math.Round(seconds))
	switch {
	case whole < 3600:
		return fmt.Sprintf("%dm%02ds", whole/60, whole%60)
	case whole < 24*3600:
		minutes := int64(math.Round(seconds / 60))
		return fmt.Sprintf("%dh%02dm", minutes/60, minutes%60)
	}
	return fmt.Sprintf("%.1f d", seconds/86400)
}

// clock writes a place on the run's clock, without parts that are zero: 0s, 4m31s, 7m, 2h5m, 19d4h.
func clock(seconds float64) string {
	whole := int64(math.Round(seconds))
	if whole >= 24*3600 {
		whole = (whole + 1800) / 3600 * 3600 // beyond a day, minutes are noise
	}
	text := ""
	for _, part := range []struct {
		size int64
		unit string
	}{{86400, "d"}, {3600, "h"}, {60, "m"}, {1, "s"}} {
		if n := whole / part.size; n > 0 {
			text += fmt.Sprint(n) + part.unit
		}
		whole %= part.size
	}
	if text == "" {
		return "0s"
	}
	return text
}

// stopwatch writes how long somebody waited for us: 21 ms, 0.31 s, 12.4 s, 2m10s.
func stopwatch(seconds float64) string {
	switch {
	case seconds < 0.0995:
		return latency(1000 * seconds)
	case seconds < 10:
		return fmt.Sprintf("%.2f s", seconds)
	case seconds < 100:
		return fmt.Sprintf("%.1f s", seconds)
	}
	return long(seconds)
}

// times writes a factor: 1,522x, 24x, 1.9x.
func times(factor float64) string {
	if math.IsInf(factor, 0) || math.IsNaN(factor) {
		return "?x"
	}
	if factor < 10 {
		return strings.TrimSuffix(fmt.Sprintf("%.1f", factor), ".0") + "x"
	}
	return count(int64(math.Round(factor))) + "x"
}

// percent writes a share with one digit: 97.4 %.
func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// measured writes a threshold's value by its unit: 312 ms, or 0.075, or 1,840.
func measured(value float64, unit string) string {
	if unit == "ms" {
		return exactLatency(value)
	}
	text := strconv.FormatFloat(value, 'f', -1, 64)
	if value == math.Trunc(value) && math.Abs(value) < 1e15 {
		text = count(int64(value))
	} else if math.Abs(value) >= 0.001 {
		text = strconv.FormatFloat(value, 'g', 3, 64)
	}
	if unit == "" {
		return text
	}
	return text + " " + unit
}
