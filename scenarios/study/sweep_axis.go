package study

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"buynow/scenarios"
)

// overText is what may stand behind the path of an axis, if it is no list of values.
var overText = regexp.MustCompile(`^(\S+)\.\.(\S+?)(\s+log)?(?:\s+in\s+(\d+))?$`)

// axis is a path that is varied, with the values that it may have: those of a list, or a range of
// numbers.
type axis struct {
	Axis
	dial  *scenarios.Dial // nil if it is a list of words
	count int             // of values of a range in a grid; 0 if it is not said
}

// mostValues is how many values one axis may have.
const mostValues = 1000

// parseAxis reads one --over:
//
//	vars.peak=20,40,60          these values; anything that --set takes
//	vars.peak=10..100           from 10 to 100, evenly
//	vars.peak=1..100 log in 7   by equal factors, 7 values of a grid
//
// The scenario knows which paths there are, and what stands at them.
func parseAxis(s *scenarios.Scenario, text string) (*axis, error) {
	path, values, ok := strings.Cut(text, "=")
	path, values = strings.TrimSpace(path), strings.TrimSpace(values)
	if !ok || path == "" || values == "" {
		return nil, fmt.Errorf("--over %q is no path with values, want one such as vars.peak=10..100, vars.peak=1..100 log in 7 or faults[0].probability=1%%,5%%,10%%", text)
	}
	a := &axis{Axis: Axis{Path: path}}
	parts := overText.FindStringSubmatch(values)
	dial, err := s.Dial(path)
	switch {
	case parts != nil && err != nil:
		return nil, fmt.Errorf("--over %s: a range needs a number: %w; or list the values, such as %s=a,b", path, err, path)
	case parts != nil:
		a.dial, a.Ranged, a.Is, a.Unit = dial, true, dial.Is, dial.Unit
		return a, a.readRange(parts)
	case err == nil:
		a.dial, a.Is, a.Unit = dial, dial.Is, dial.Unit
	}
	return a, a.readList(s, values)
}

// readRange reads 10..100 log in 7.
func (a *axis) readRange(parts []string) error {
	var err error
	if a.Low, err = a.dial.Parse(parts[1]); err == nil {
		a.High, err = a.dial.Parse(parts[2])
	}
	a.Log = parts[3] != ""
	switch {
	case err != nil:
		return fmt.Errorf("--over %s: %w", a.Path, err)
	case !(a.Low < a.High):
		return fmt.Errorf("--over %s: from %s to %s there is nothing, want the lesser first", a.Path, parts[1], parts[2])
	case a.Log && a.Low <= 0:
		return fmt.Errorf("--over %s: equal factors from %s lead nowhere, want a start above 0", a.Path, parts[1])
	}
	if parts[4] != "" {
		a.count, err = strconv.Atoi(parts[4])
		if err != nil || a.count < 2 || a.count > mostValues {
			return fmt.Errorf("--over %s: %s values, want 2 to %d", a.Path, parts[4], mostValues)
		}
	}
	a.Values = []string{a.dial.Text(a.Low), a.dial.Text(a.High)}
	return nil
}

// readList reads 20,40,60. Commas within brackets part nothing.
func (a *axis) readList(s *scenarios.Scenario, text string) error {
	if strings.Contains(text, "..") {
		return fmt.Errorf("--over %s: %q is no range, want one such as 10..100 or 1..100 log in 7", a.Path, text)
	}
	depth, start := 0, 0
	cut := func(end int) error {
		value := strings.TrimSpace(text[start:end])
		start = end + 1
		if value == "" || slices.Contains(a.Values, value) {
			return fmt.Errorf("--over %s: %q has an empty value or one twice", a.Path, text)
		}
		a.Values = append(a.Values, value)
		return nil
	}
	for i, r := range text {
		switch {
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		case r == ',' && depth == 0:
			if err := cut(i); err != nil {
				return err
			}
		}
	}
	if err := cut(len(text)); err != nil {
		return err
	}
	if len(a.Values) < 2 || len(a.Values) > mostValues {
		return fmt.Errorf("--over %s: %s, want 2 to %d, or a range such as 10..100", a.Path, many(len(a.Values), "value"), mostValues)
	}
	return a.placeList()
}

// placeList gives each value of a list its place: the number that it is, else which of them it is.
func (a *axis) placeList() error {
	a.Low, a.High = 0, float64(len(a.Values)-1)
	if a.dial == nil {
		return nil
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, value := range a.Values {
		x, err := a.dial.Parse(value)
		if err != nil {
			return fmt.Errorf("--over %s: %w", a.Path, err)
		}
		low, high = min(low, x), max(high, x)
	}
	a.Low, a.High = low, high
	return nil
}

// grid puts the values of a range of a grid in their place.
func (a *axis) grid(points int) {
	if !a.Ranged {
		return
	}
	if a.count > 0 {
		points = a.count
	}
	a.Values = nil
	for i := range points {
		value := a.dial.Text(a.near(a.at(float64(i) / float64(points-1))))
		if !slices.Contains(a.Values, value) { // whole numbers may fall together
			a.Values = append(a.Values, value)
		}
	}
}

// value is the text and the place at a share of the axis, from 0 to below 1.
func (a *axis) value(share float64) (string, float64) {
	if a.Ranged {
		x := a.near(a.at(share))
		return a.dial.Text(x), x
	}
	return a.nth(int(share * float64(len(a.Values))))
}

// near is the nearest short number of a range. Its ends are as they were asked for, however long.
func (a *axis) near(x float64) float64 {
	if x <= a.Low || x >= a.High {
		return min(max(x, a.Low), a.High)
	}
	return min(max(a.dial.Round(x), a.Low), a.High)
}

// nth is the text and the place of one of its values.
func (a *axis) nth(i int) (string, float64) {
	if a.dial == nil {
		return a.Values[i], float64(i)
	}
	x, err := a.dial.Parse(a.Values[i])
	if err != nil {
		panic("study: " + err.Error()) // it was read before
	}
	return a.Values[i], x
}
