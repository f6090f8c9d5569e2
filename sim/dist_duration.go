package sim

import (
	"fmt"
	"strings"
	"time"
)

// ParseDuration reads a time as scenarios write it: numbers with the units ns,
// us, ms, s, m and h, as in Go, and days before them: 350ms, 1h30m, 3d, 1d12h.
// A day is 24 hours. Beyond ten years either way is refused.
func ParseDuration(text string) (time.Duration, error) {
	amount := strings.TrimSpace(text)
	sign, digits := time.Duration(1), strings.TrimPrefix(amount, "+")
	if rest, negative := strings.CutPrefix(amount, "-"); negative {
		sign, digits = -1, rest
	}

	total, err := parseDays(digits)
	switch {
	case err == nil && total <= Longest:
		return sign * total, nil
	case err == nil:
		return 0, fmt.Errorf("%.40q is too long, want at most %s", text, FormatDuration(Longest))
	case amount != "" && strings.Trim(digits, "0123456789.") == "":
		return 0, fmt.Errorf("%.40q has no unit, want ns, us, ms, s, m, h or d, such as %.20ss", text, amount)
	}
	return 0, fmt.Errorf("%.40q is no duration, want numbers with ns, us, ms, s, m, h or d, the days first, such as 350ms or 1d12h", text)
}

// parseDays reads days and the rest. Days are read as hours, times 24: thus
// fractions of a day are whole nanoseconds too.
func parseDays(text string) (time.Duration, error) {
	if strings.ContainsAny(text, "+-") {
		return 0, fmt.Errorf("a sign inside")
	}
	days, rest, found := strings.Cut(text, "d")
	if !found {
		return time.ParseDuration(text)
	}
	if strings.Trim(days, "0123456789.") != "" {
		return 0, fmt.Errorf("days are not first")
	}

	hours, err := time.ParseDuration(days + "h")
	if err != nil || hours > Longest || rest == "" {
		return 24 * min(hours, Longest), err
	}
	clock, err := time.ParseDuration(rest)
	return 24*hours + min(clock, Longest), err
}

// FormatDuration writes a time such that [ParseDuration] reads it back, with
// days and without units that are zero: 1d12h, not 36h0m0s.
func FormatDuration(d time.Duration) string {
	const day = 24 * time.Hour
	if d > -day && d < day {
		return formatClock(d)
	}
	days, rest := d/day, d%day
	if rest == 0 {
		return fmt.Sprintf("%dd", days)
	}
	return fmt.Sprintf("%dd%s", days, strings.TrimPrefix(formatClock(rest), "-"))
}

// formatClock writes a time of less than a day.
func formatClock(d time.Duration) string {
	text := strings.Replace(d.String(), "µ", "u", 1)
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
