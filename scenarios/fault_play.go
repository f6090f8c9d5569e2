package scenarios

import (
	"fmt"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// FaultLine is one fault of the scenario as it ran. It may have come and gone.
type FaultLine struct {
	At       float64       `json:"at"`    // when it began first; when it should have, if it never did
	Until    float64       `json:"until"` // when it ended last
	Name     string        `json:"name"`  // short, to stand beside a curve: "bank slow"
	Text     string        `json:"text"`  // "bank 6x slower, 60s"
	Type     string        `json:"type"`
	Target   string        `json:"target"`
	Times    int           `json:"times"`   // how often it began
	Windows  []FaultWindow `json:"windows"` // of these, the first hundred
	Seen     uint64        `json:"seen"`    // messages that fit
	Hits     uint64        `json:"hits"`    // what it did something to
	Example  int           `json:"example"` // the first order that it hit; 0 for none
	Fired    bool          `json:"fired"`   // it began and did something
	Recovery Recovery      `json:"recovery"`
}

// FaultWindow is a time in which a fault was there.
type FaultWindow struct {
	At    float64 `json:"at"`
	Until float64 `json:"until"`
}

// mostWindows is how many times of a fault that comes and goes are remembered.
const mostWindows = 100

// mostStruck is how many orders are remembered that a fault has hit.
const mostStruck = 1 << 18

// inflicted is a fault at work, and what became of it.
type inflicted struct {
	*sim.Failure
	row     *sim.FaultRow
	windows []span
	on      bool
	again   bool // it is over, and will come again
	example uint64
	struck  map[uint64]bool // orders that it hit, some of them
	until   time.Duration   // when it ended last
	noted   bool            // its recovery was
}

type span struct{ from, until time.Duration }

// expectFaults makes ready for faults, those of the scenario and those that somebody
// will inflict while it is played.
func (p *Play) expectFaults() {
	p.rows = catalogue(p.Shop)
	for i := range p.Scenario.Faults {
		p.inflict(p.Scenario.Faults[i])
	}
	p.watchLiveness()
	p.measure.pulse = newPulse(p.Scenario.Load, &p.Shop.Config.Customers)
	p.World.Watch(p.faultBegan, sim.FaultBegan)
	p.World.Watch(p.faultEnded, sim.FaultEnded)
	p.World.Watch(p.faultHit, sim.FaultHit)
}

// leftOut is what a fault waits for that the scenario is without.
const leftOut = "(left out)"

// inflict puts a fault onto the timeline of the world. One that the scenario is without has
// its number there, and never comes.
func (p *Play) inflict(said sim.Fault) {
	fault := &said
	if way := actors.Way(fault.Target); way != sim.AnyWay {
		fault.Direction = way
	}
	aim, err := actors.Aim(p.Shop, fault.Target, fault.Where)
	row, trigger := rowOf(p.rows, fault.Type), trigger{}
	if err == nil {
		trigger, err = parseTrigger(fault.When)
	}
	if err != nil {
		panic("scenarios: " + err.Error()) // check has read them
	}
	without := slices.Contains(p.Scenario.Without, fault.Name)
	var deeds []sim.Deed
	if without {
		fault.When = leftOut
	} else {
		deeds = row.Make(fault)
	}
	failure := p.World.Inflict(*fault, deeds, aim)
	p.faults = append(p.faults, &inflicted{Failure: failure, row: row, struck: map[uint64]bool{}})
	if without {
		return
	}
	p.Auditor.Faults(*row)
	if fault.When != "" {
		p.wait(failure, trigger)
	}
}

func (p *Play) faultBegan(e *sim.Event) {
	f := p.faults[e.A-1]
	f.on, f.again = true, false
	if len(f.windows) < mostWindows {
		f.windows = append(f.windows, span{e.At, -1})
	}
}

func (p *Play) faultEnded(e *sim.Event) {
	f := p.faults[e.A-1]
	f.on, f.again, f.until = false, e.B == 1, e.At
	if n := len(f.windows); n > 0 && f.windows[n-1].until < 0 {
		f.windows[n-1].until = e.At
	}
}

func (p *Play) faultHit(e *sim.Event) {
	f := p.faults[e.A-1]
	if f.example == 0 {
		f.example = e.Order
	}
	if e.Order != 0 && len(f.struck) < mostStruck {
		f.struck[e.Order] = true
	}
}

// addFaults tells what became of the faults.
func (p *Play) addFaults(sum *Summary) {
	now := p.World.Last()
	for _, f := range p.faults {
		if f.Fault.When == leftOut {
			sum.Warnings = append(sum.Warnings, fmt.Sprintf("The fault %s is left out: the scenario is without it.", f.Fault.Name))
			continue
		}
		line := FaultLine{
			At: f.Fault.At.Seconds(), Name: f.Fault.Name, Text: f.text(), Type: f.Fault.Type, Target: f.Fault.Target,
			Times: int(f.Began), Seen: f.Seen, Hits: f.Hits, Example: int(f.example), Fired: f.Hits > 0,
		}
		for _, w := range f.windows {
			if w.until < 0 {
				w.until = now
			}
			line.Windows = append(line.Windows, FaultWindow{w.from.Seconds(), w.until.Seconds()})
		}
		if f.Began > 0 {
			line.At, line.Until = f.windows[0].from.Seconds(), f.until.Seconds()
		}
		if f.on {
			line.Until = now.Seconds()
		}
		line.Recovery = p.recoveryFrom(f)
		if !line.Fired {
			sum.Warnings = append(sum.Warnings, f.silence())
		}
		sum.Faults = append(sum.Faults, line)
	}
}

// silence says why a fault may have done nothing.
func (f *inflicted) silence() string {
	switch {
	case f.Began == 0 && f.Fault.When != "":
		return fmt.Sprintf("The fault %s never fired: what it waited for, %s, never came.", f.Fault.Name, f.Fault.When)
	case f.Began == 0:
		return fmt.Sprintf("The fault %s never fired: the run was over before it began, at %s.", f.Fault.Name, moment(f.Fault.At))
	case f.row.Aims == 0:
		return fmt.Sprintf("The fault %s never fired: nothing came while it was there.", f.Fault.Name)
	case f.Seen == 0:
		return fmt.Sprintf("The fault %s never fired: nothing of %s came by while it was there.", f.Fault.Name, f.Fault.Target)
	}
	return fmt.Sprintf("The fault %s never fired: of %s that came by, it hit none.", f.Fault.Name, howMany(int(f.Seen), "message"))
}
