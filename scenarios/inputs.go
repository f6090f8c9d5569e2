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

	// Visitor is whom a click is of, and Click which one of theirs it is, from 0.
	Visitor actors.Visitor `yaml:"-"`
	Click   int            `yaml:"-"`
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

// Intent is the wish to buy of the visitor whom an input is about, 0 if it is about
// none.
func (in *Input) Intent() uint64 {
	if in.Buy == nil && in.Press == 0 {
		return 0
	}
	return in.Visitor.Intent()
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
		p.measure.welcome(in.Visitor.Intent(), p.World.Now())
		if p.visited != nil {
			p.visited(in.Visitor.Intent(), *in.Buy)
		}
		p.Shop.Visit(in.Visitor, 0)
	case in.Press > 0:
		p.Shop.Visit(in.Visitor, in.Click)
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
