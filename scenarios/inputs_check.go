package scenarios

import (
	"fmt"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// The most that can be done to one run.
const (
	maxInputs  = 5000
	maxPresses = 100
)

// fill works out who the visitors are, and what the faults are of which not all is
// said. The names of the faults before are taken.
func (in Inputs) fill(d *decoder, taken []string) {
	if len(in) > maxInputs {
		return // which is told
	}
	counts, presses := map[Purchase]uint64{}, map[int]int{}
	var visitors []actors.Visitor
	for i := range in {
		one, path := &in[i], fmt.Sprintf("inputs[%d]", i)
		switch {
		case one.Buy != nil:
			choice := one.Buy.choice()
			if one.Buy.Number == 0 {
				one.Buy.Number = counts[choice] + 1
			}
			counts[choice] = max(counts[choice], one.Buy.Number)
			one.Visitor, _ = actors.VisitorOf(choice.Good, choice.Card, one.Buy.Number) // else it is told
			visitors = append(visitors, one.Visitor)
		case one.Press > 0 && one.Press <= len(visitors):
			presses[one.Press]++
			one.Visitor, one.Click = visitors[one.Press-1], presses[one.Press]
		case one.Fault != nil && one.Fault.Type != "":
			if one.Fault.Name == "" {
				one.Fault.Name = freeName(one.Fault.Type, func(name string) bool { return slices.Contains(taken, name) })
			}
			fillFault(d, one.Fault, join(path, "fault"))
			taken = append(taken, one.Fault.Name)
		}
	}
}

// choice is what the visitors have in common whom a number tells apart.
func (p *Purchase) choice() Purchase { return Purchase{Good: p.Good, Card: p.Card} }

// inputCheck is a look at the inputs of a file, one after the other.
type inputCheck struct {
	*checking
	scenario *Scenario
	last     time.Duration
	visitors []actors.Visitor
	presses  map[int]int
	faults   []string
}

// checkInputs looks at every input by itself, and at what was done before it.
func (s *Scenario) checkInputs(look *checking) {
	if len(s.Inputs) > maxInputs {
		look.wrong("inputs", "%d inputs are too many, want at most %d", len(s.Inputs), maxInputs)
		return
	}
	c := inputCheck{scenario: s, presses: map[int]int{}, faults: s.Faults.names()}
	for i := range s.Inputs {
		c.checking = &checking{look.decoder, fmt.Sprintf("inputs[%d]", i)}
		if in := &s.Inputs[i]; c.checkOne() && !c.broken(c.path) {
			c.checkTime(in)
			c.checkDeed(in)
		}
	}
}

// deeds are the things that somebody can do.
var inputDeeds = []string{"buy", "press", "fault", "mend", "policy"}

// checkOne tells if an input says one thing.
func (c *inputCheck) checkOne() bool {
	var said []string
	for _, deed := range inputDeeds {
		if c.given(deed) {
			said = append(said, deed)
		}
	}
	switch len(said) {
	case 0:
		c.wrong("", "nothing is done, want one of %s", oneOf(inputDeeds))
	case 1:
		return true
	default:
		c.wrong(said[1], "is one thing too many beside %s, want an input for each", said[0])
	}
	return false
}

func (c *inputCheck) checkTime(in *Input) {
	s := c.scenario
	switch {
	case in.At < c.last:
		c.wrong("at", "%s is before the input above it, at %s: want them in the order of their times", sim.FormatDuration(in.At), sim.FormatDuration(c.last))
	case s.Until > 0 && in.At > s.Until:
		c.wrong("at", "%s is after the end of the run, until: %s", sim.FormatDuration(in.At), sim.FormatDuration(s.Until))
	case in.At > s.Load.End()+longestDrain:
		c.wrong("at", "%s is years after the last customer; want at most %s", sim.FormatDuration(in.At), sim.FormatDuration(s.Load.End()+longestDrain))
	}
	c.last = max(c.last, in.At)
}

// checkDeed looks at what is done.
func (c *inputCheck) checkDeed(in *Input) {
	switch {
	case in.Buy != nil:
		c.checkBuy(in)
	case c.given("press"):
		c.checkPress(in)
	case in.Fault != nil:
		c.checkFault(in.Fault)
	case c.given("mend"):
		if !slices.Contains(c.faults, in.Mend) {
			c.wrong("mend", "%s", noSuchFault(in.Mend, c.faults))
		}
	default:
		if len(in.Policy) == 0 {
			c.wrong("policy", "names no line, want one such as { merchant -> bank: { timeout: 2s } }")
		}
		checkPolicies(c.checking, in.Policy, join(c.path, "policy"))
	}
}

func (c *inputCheck) checkBuy(in *Input) {
	if !c.scenario.Config.Window {
		c.wrong("buy", "has no meaning without window: true, for the shop has nothing for visitors")
	}
	if slices.Contains(c.visitors, in.Visitor) {
		c.wrongAt(join(c.path, "buy")+".number", "there is a visitor %d with %s and %s before, want another number", in.Buy.Number, in.Buy.Good, in.Buy.Card)
	}
	c.visitors = append(c.visitors, in.Visitor)
}

func (c *inputCheck) checkPress(in *Input) {
	switch c.presses[in.Press]++; {
	case len(c.visitors) == 0:
		c.wrong("press", "there is no visitor %d by then, want an earlier input with buy", in.Press)
	case in.Press > len(c.visitors):
		c.wrong("press", "there is no visitor %d by then, want 1 to %d", in.Press, len(c.visitors))
	case c.presses[in.Press] > maxPresses:
		c.wrong("press", "visitor %d presses more often than %d times", in.Press, maxPresses)
	}
}

// checkFault looks at a fault as at those of the file.
func (c *inputCheck) checkFault(f *sim.Fault) {
	look := faultCheck{&checking{c.decoder, join(c.path, "fault")}, f, nil, c.scenario}
	switch {
	case look.given("at"):
		look.wrong("at", "has no meaning here: the fault begins with the input")
	case slices.Contains(c.faults, f.Name):
		look.wrong("name", "%s is the name of another fault: want another", f.Name)
	case len(c.faults) >= maxFaults:
		look.wrong("", "%d faults are too many, want at most %d in all", len(c.faults)+1, maxFaults)
	default:
		look.look()
	}
	c.faults = append(c.faults, f.Name)
}

// noSuchFault says which faults there are instead.
func noSuchFault(name string, faults []string) string {
	if len(faults) == 0 {
		return fmt.Sprintf("there is no fault %.40q: there is none yet", name)
	}
	return fmt.Sprintf("there is no fault %.40q%s", name, orElse(name, faults))
}
