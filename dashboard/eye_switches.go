package dashboard

import (
	"strings"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
	"buynow/sim/resilience"
)

// switches are the circuit breakers of all lines, as far as they are not closed.
type switches struct{ lines []aSwitch }

// aSwitch is the circuit breaker of one line.
type aSwitch struct {
	name     string
	from, to sim.ActorID
	state    resilience.Switch
	again    time.Duration // when it tries again
}

func newSwitches(play *scenarios.Play) switches {
	var s switches
	for _, name := range actors.Lines() {
		from, to, _ := strings.Cut(name, " -> ")
		s.lines = append(s.lines, aSwitch{name: name, from: idOf(play, from), to: idOf(play, to)})
	}
	return s
}

// noted is a remark, perhaps that a switch has moved.
func (s *switches) noted(e *eye, ev *sim.Event) {
	state := resilience.Closed
	switch ev.Text {
	default:
		return
	case resilience.SwitchOpens:
		state = resilience.Open
	case resilience.SwitchProbes:
		state = resilience.HalfOpen
	case resilience.SwitchCloses:
	}
	for i := range s.lines {
		line := &s.lines[i]
		if line.from != ev.Actor || line.to != ev.Peer {
			continue
		}
		line.state = state
		if state == resilience.Open {
			policies := e.shop.Config.Policies
			open := policies[line.name].Over(policies["default"]).CircuitBreaker.OpenFor
			if open == 0 {
				open = time.Minute
			}
			line.again = ev.At + open
		}
		e.marked.breaker(e, ev, line)
	}
}

// forget closes the switches of an actor that has crashed: it knows nothing of
// them any more.
func (s *switches) forget(actor sim.ActorID) {
	for i := range s.lines {
		if s.lines[i].from == actor {
			s.lines[i].state = resilience.Closed
		}
	}
}

// show appends those that are not closed.
func (s *switches) show(to []int64) []int64 {
	for i := range s.lines {
		if line := &s.lines[i]; line.state != resilience.Closed {
			to = append(to, int64(i), int64(line.state), micros(line.again))
		}
	}
	return to
}

// micros is a time as frames have it.
func micros(d time.Duration) int64 { return int64(d / time.Microsecond) }
