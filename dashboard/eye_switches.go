package dashboard

import (
	"slices"
	"strings"
	"time"

	"buynow/actors"
	"buynow/scenarios"
)

// switches are the circuit breakers of all lines, as far as they are not closed.
type switches struct{ lines []aSwitch }

// aSwitch is the circuit breaker of one line.
type aSwitch struct {
	state int64         // see tick.Breakers; 0 is closed
	again time.Duration // when it tries again
}

// The states of a switch.
const (
	switchClosed = iota
	switchOpen
	switchHalf
)

// breaker is a switch that moves.
func (e *eye) breaker(b scenarios.Breaker) {
	place := slices.Index(actors.Lines(), b.Line)
	if place < 0 {
		return
	}
	line := &e.switches.lines[place]
	if b.Crash && line.state == switchClosed {
		return
	}
	state, words := int64(switchClosed), "The breaker from {from} to {to} closes: {to} is asked again as before."
	switch {
	case b.Crash:
		words = "After the crash, {from} knows nothing of its breaker to {to} any more: it is closed."
	case b.Open:
		state, words = switchOpen, "The breaker from {from} to {to} opens: {to} is not asked for a while, so that it can catch its breath."
	case b.Probes:
		state, words = switchHalf, "The breaker from {from} to {to} lets one question pass, to see whether {to} is well again."
	}
	*line = aSwitch{state, b.Again}
	from, to, _ := strings.Cut(b.Line, " -> ")
	e.marked.add(mark{
		At: micros(b.At), Kind: "breaker", Name: [...]string{"closed", "open", "half open"}[state] + " " + b.Line,
		Text:  strings.NewReplacer("{from}", inSentence(from), "{to}", inSentence(to)).Replace(words),
		Actor: castOf(from), Road: roadBetween(from, to), Order: b.Order,
	})
}

// show appends those that are not closed.
func (s *switches) show(to []int64) []int64 {
	for i := range s.lines {
		if line := &s.lines[i]; line.state != switchClosed {
			to = append(to, int64(i), line.state, micros(line.again))
		}
	}
	return to
}

// micros is a time as frames have it.
func micros(d time.Duration) int64 { return int64(d / time.Microsecond) }
