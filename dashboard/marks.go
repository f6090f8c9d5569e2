package dashboard

import (
	"slices"
	"strings"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// marks are what everybody must see, in the order in which it happened. Of very
// many, the first are forgotten.
type marks struct {
	all    []mark
	made   int
	given  int // numbers up to here were handed out
	phases []scenarios.Phase
	broken []bool // invariants of which there is a mark
}

// mostMarks is how many are kept.
const mostMarks = 4096

func newMarks(play *scenarios.Play) marks {
	return marks{phases: play.Scenario.Load.Phases(), broken: make([]bool, len(actors.Invariants()))}
}

// add makes a mark.
func (m *marks) add(new mark) {
	m.made++
	new.Number = m.made
	if len(m.all) == mostMarks {
		m.all = append(m.all[:0], m.all[mostMarks/8:]...)
	}
	m.all = append(m.all, new)
}

// since are the marks after those that were handed out.
func (m *marks) since() []mark {
	fresh := min(m.made-m.given, len(m.all))
	m.given = m.made
	return m.all[len(m.all)-fresh:]
}

// marks are those that are new since the last call.
func (e *eye) marks() []mark { return e.marked.since() }

// allMarks are those that are kept.
func (e *eye) allMarks() []mark { return e.marked.all }

// fault is a fault that begins or ends.
func (e *eye) fault(ev *sim.Event) {
	fault, text := e.play.Fault(ev.A)
	actor, road := e.placeOf(fault.Target)
	made := mark{At: micros(ev.At), Kind: "fault", Name: fault.Name, Text: text, Actor: actor, Road: road, Fault: int(ev.A)}
	if ev.What == sim.FaultBegan {
		if fault.For > 0 && fault.MTBF == 0 {
			made.Until = micros(ev.At + fault.For)
		}
		e.faults = append(e.faults, ev.A)
		e.unsafe = e.unsafe || slices.Contains(e.play.Breaks(ev.A), "nobody-charged-twice")
	} else {
		made.Kind = "mended"
		for i, number := range e.faults {
			if number == ev.A {
				e.faults = append(e.faults[:i], e.faults[i+1:]...)
				break
			}
		}
	}
	e.marked.add(made)
}

// placeOf is where the target of a fault is on the stage: an actor, or a road.
func (e *eye) placeOf(target string) (actor, road int) {
	actor, road = -1, -1
	name, _, _ := strings.Cut(target, "[")
	if name == "wholesaler" {
		name = "manufacturer"
	}
	if actor = castOf(name); actor >= 0 {
		return actor, road
	}
	if from, to, isLink := strings.Cut(target, " -> "); isLink {
		return castOf(to), roadBetween(from, to)
	}
	if number, isStep := strings.CutPrefix(target, "step "); isStep {
		return -1, int(roadOf(number))
	}
	for _, t := range trips {
		if actors.MessageName(t.kind) == target {
			return -1, int(roadOf(t.ask))
		}
	}
	return actor, road
}

// roadBetween is the first road from one actor to another, -1 if there is none.
func roadBetween(from, to string) int {
	for i := range roads {
		if roads[i].from == from && roads[i].to == to {
			return i
		}
	}
	return -1
}

// look makes the marks of what comes by the clock, and of what the auditor finds.
func (m *marks) look(e *eye, now time.Duration) {
	for len(m.phases) > 0 && m.phases[0].From <= now {
		phase := m.phases[0]
		m.phases = m.phases[1:]
		m.add(mark{
			At: micros(phase.From), Until: micros(phase.Until), Kind: "phase", Name: phase.Name,
			Text: "The load: " + phase.Name, Actor: -1, Road: -1,
		})
	}
	for i := range m.broken {
		if m.broken[i] {
			continue
		}
		if count, first := e.play.Auditor.Broken(i); count > 0 {
			m.broken[i] = true
			promise := actors.Invariants()[i]
			m.add(mark{
				At: micros(first.At), Kind: "breach", Name: promise.Name, Text: "Broken: " + promise.Text + ". " + first.Detail + ".",
				Actor: -1, Road: -1, Order: first.Example,
			})
		}
	}
}

// input makes a mark of what somebody does to the run; actor and road are -1 if it
// is about none.
func (e *eye) input(text, kind string, actor, road int) {
	e.marked.add(mark{At: micros(e.play.World.Now()), Kind: "input", Name: kind, Text: text, Actor: actor, Road: road})
}

// ended makes the last mark: the run is over.
func (e *eye) ended(text string) {
	e.marked.add(mark{At: micros(e.play.World.Last()), Kind: "end", Name: "end", Text: text, Actor: -1, Road: -1})
}
