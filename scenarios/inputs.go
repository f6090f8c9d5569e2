package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Inputs are what people did while a run was steered, in the order of their times.
type Inputs []Input

// Input is one thing that somebody did: one of the fields beside its time.
type Input struct {
	// At is when it came, to the nanosecond. It comes first at that instant.
	At time.Duration `required:"true"`
	// Buy is a visitor who presses Buy Now.
	Buy *Purchase
	// Press is which visitor of the file presses Buy Now once more, for the same
	// order: 1 is the first.
	Press int `min:"1"`
	// Fault is a fault that somebody inflicts. It begins at once, so it has no at.
	Fault *sim.Fault
	// Mend is the name of a fault that somebody ends for good, be it of the faults of
	// the scenario or of the inputs before.
	Mend string `unit:"name"`
	// Policy is a policy that somebody gives to a line, as under policies, in the place
	// of the one that it had.
	Policy actors.Policies

	who            actors.Visitor // whom it is about
	click, presses int            // which one of theirs it is, and how many there are
}

// Purchase is what a visitor picks in the shop window, and what they pay with.
type Purchase struct {
	// Good is what they buy: plenty is on the shelf, last is there once, sold-out has to
	// be made.
	Good string `required:"true" unit:"good"`
	// Card is what they pay with: good has money on it, empty has none, stolen is blocked
	// by the fraud check.
	Card string `required:"true" unit:"card"`
	// Name is what they call themselves, for whoever watches. Source: a visitor needs
	// none.
	Name string `unit:"nickname"`
	// Number tells visitors apart who pick the same. Source: they are counted, from 1.
	Number uint64 `min:"1" max:"1000000"`
}

// steered tells if somebody steers the run, or did.
func (s *Scenario) steered() bool { return s.live || len(s.Inputs) > 0 }

// Intent is the wish to buy of the visitor whom an input is about, 0 if it is about
// none.
func (in *Input) Intent() uint64 {
	if in.Buy == nil && in.Press == 0 {
		return 0
	}
	return in.who.Intent()
}

// fill works out who the visitors are, and what the faults are of which not all is
// said.
func (in Inputs) fill(d *decoder) {
	counts := map[Purchase]uint64{}
	var visitors []*Input
	for i := range in {
		one := &in[i]
		switch {
		case one.Buy != nil:
			choice := Purchase{Good: one.Buy.Good, Card: one.Buy.Card}
			if one.Buy.Number == 0 {
				one.Buy.Number = counts[choice] + 1
			}
			counts[choice] = max(counts[choice], one.Buy.Number)
			one.who, _ = actors.VisitorOf(choice.Good, choice.Card, one.Buy.Number)
			visitors = append(visitors, one)
		case one.Press > 0 && one.Press <= len(visitors):
			by := visitors[one.Press-1]
			by.presses++
			one.who, one.click = by.who, by.presses
		}
	}
}

// expectInputs lets the inputs of the file come at their times.
func (p *Play) expectInputs() {
	for i := range p.Scenario.Inputs {
		in := &p.Scenario.Inputs[i]
		p.World.InputAt(in.At, func() { p.take(in) })
	}
}

// take does what an input says, now.
func (p *Play) take(in *Input) {
	if p.taken != nil {
		p.taken(in)
	}
	switch {
	case in.Buy != nil:
		p.measure.welcome(in.who.Intent(), p.World.Now())
		p.Shop.Visit(in.who, 0)
	case in.Press > 0:
		p.Shop.Visit(in.who, in.click)
	case in.Fault != nil:
		fault := *in.Fault
		fault.At = p.World.Now()
		p.inflict(fault)
	case in.Mend != "":
		for _, f := range p.faults {
			if f.Fault.Name == in.Mend {
				f.End()
			}
		}
	case in.Policy != nil:
		p.Shop.Relay(in.Policy)
	}
}
