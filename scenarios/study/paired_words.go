package study

import (
	"strings"

	"buynow/scenarios"
)

// String is how a wish ended, in words: "charged twice and delivered".
func (e Ended) String() string {
	if !e.Clicked {
		return "never clicked"
	}
	harm := e.Harm
	switch e.End {
	case scenarios.Unanswered: // says already that it is lost
		harm &^= scenarios.Lost
	case scenarios.EndedOpen:
		harm &^= scenarios.Stuck
	}
	if harm == 0 {
		return e.End.String()
	}
	return harm.String() + " and " + e.End.String()
}

// partsAt is the line, from 0, at which two stories part. What differs in numbers only, such as
// that of the order, is the same story: numbers are given in the order in which orders come.
func partsAt(a, b string) int {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if unnumbered(x[i]) != unnumbered(y[i]) {
			return i
		}
	}
	return min(len(x), len(y))
}

// numbered are the words before a number that is given in the order of things.
var numbered = []string{"Order ", "order ", "parcel ", "tracking number "}

// unnumbered is a line of a story without such numbers.
func unnumbered(line string) string {
	for _, word := range numbered {
		before, after, found := strings.Cut(line, word)
		if !found {
			continue
		}
		line = before + word + strings.TrimLeft(after, "0123456789")
	}
	return line
}
