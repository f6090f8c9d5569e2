package actors

import (
	"fmt"

	"buynow/sim"
)

// struck tells what a fault did to a message of the order, or to the order itself.
func (s *Story) struck(e *sim.Event) {
	whose := "the message to"
	if e.C == 1 {
		whose = "the answer of"
	}
	if e.Path == 0 {
		whom := ""
		if e.Actor != sim.Outside {
			whom = " " + s.name(e.Actor)
		}
		s.add(e, 0, "fault %d strikes%s", e.A, whom)
		return
	}
	s.add(e, s.depthOf(e.Path), "fault %d: %s %s %s", e.A, whose, s.name(e.Peer), Struck(sim.Primitive(e.B)))
}

// Struck says what a primitive does to a message.
func Struck(p sim.Primitive) string {
	switch p {
	case sim.Delayed:
		return "takes longer"
	case sim.Dropped:
		return "is lost"
	case sim.Copied:
		return "comes more than once"
	case sim.Replaced:
		return "is refused on the way"
	case sim.Corrupted:
		return "is changed on the way"
	}
	return fmt.Sprintf("meets a fault (%s)", p)
}
