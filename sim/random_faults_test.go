package sim_test

import (
	"errors"
	"fmt"
	"time"

	"buynow/sim"
)

// addFaults adds a few faults of any kind, at any time, on anybody.
func (r *randomWorld) addFaults(actors int) {
	if r.rules.IntN(4) == 0 {
		return
	}
	for i := range 1 + r.rules.IntN(6) {
		fault := sim.Fault{
			Name: fmt.Sprint("fault ", i), At: r.span(60), For: r.span(80), Probability: r.rules.Float64(),
			Direction: sim.Direction(r.rules.IntN(4)), After: r.rules.IntN(3), Nth: r.rules.IntN(3), MaxActive: r.rules.IntN(4),
		}
		switch r.rules.IntN(5) {
		case 0:
			fault.MTBF, fault.MTTR = time.Millisecond+r.span(20), time.Millisecond+r.span(20)
		case 1:
			fault.On, fault.Off = time.Millisecond+r.span(10), time.Millisecond+r.span(10)
		case 2:
			fault.Every = fault.For + 1 + r.span(30)
		case 3:
			fault.RampIn, fault.RampOut = r.span(30), r.span(30)
		}
		r.inflict(fault, r.deed(), sim.ActorID(1+r.rules.IntN(actors)), actors)
	}
}

func (r *randomWorld) span(most int) time.Duration {
	return time.Duration(r.rules.IntN(most)) * time.Millisecond
}

// inflict aims the fault at an actor, at one of its instances, or at anybody, and
// now and then lets it wait for an event.
func (r *randomWorld) inflict(fault sim.Fault, deed sim.Deed, actor sim.ActorID, actors int) {
	aim := sim.Aim{Actor: actor}
	switch r.rules.IntN(4) {
	case 0:
		aim.Instances = 2 + r.rules.IntN(2)
		aim.Instance = 1 + r.rules.IntN(2)
	case 1:
		aim.Kinds = new([256]bool)
		aim.Kinds[r.rules.IntN(3)] = true
	case 2:
		if _, ok := deed.(sim.Drop); ok {
			aim = sim.Aim{From: actor, To: sim.ActorID(r.rules.IntN(actors + 1))}
		}
	}
	if r.rules.IntN(5) == 0 {
		fault.When = "something"
	}
	f := r.Inflict(fault, []sim.Deed{deed}, aim)
	if fault.When == "" {
		return
	}
	begins, ends := uint64(r.rules.IntN(2000)), uint64(r.rules.IntN(9000))
	r.Watch(func(e *sim.Event) {
		switch {
		case comesOrGoes(e):
		case r.told == begins:
			f.Begin()
		case r.told == ends:
			f.End()
		}
	})
}

func (r *randomWorld) deed() sim.Deed {
	switch r.rules.IntN(14) {
	case 0:
		return sim.Delay{By: r.dist(), Factor: 2, Rate: float64(100 * r.rules.IntN(5)), Queue: r.rules.IntN(5)}
	case 1:
		return sim.Drop{Mutual: r.rules.IntN(2) == 0}
	case 2:
		return sim.Copy{Times: r.rules.IntN(3), After: r.dist()}
	case 3:
		return sim.Copy{Unacknowledged: true, After: sim.Constant(time.Millisecond)}
	case 4:
		return sim.Answer{Err: errors.New("not today"), Share: 0.5, Rate: float64(500 * r.rules.IntN(2))}
	case 5:
		return sim.Corrupt{Field: "left", Change: func(s sim.Sight) sim.Message {
			if s.Message == nil {
				return nil
			}
			return baton{s.Message.Kind(), 0}
		}}
	case 6:
		return sim.Stop{Lose: true}
	case 7:
		return sim.Stop{}
	case 8:
		return sim.Stop{Zombie: true}
	case 9:
		return sim.Stop{Lose: true, Point: sim.Points()[r.rules.IntN(3)], Restart: r.pick()}
	case 10:
		return sim.Scale{Gone: r.rules.Float64(), Workers: r.rules.IntN(3), Mailbox: r.rules.IntN(3)}
	case 11:
		return sim.Scale{Service: 3, Load: r.rules.Float64(), Cold: r.rules.IntN(9), Lock: r.dist()}
	case 12:
		return sim.Scale{Service: 3, Leak: 1 + r.rules.IntN(40), Restart: r.pick(), Wedge: r.rules.IntN(2) == 0}
	}
	return sim.Skew{Offset: r.span(100) - 50*time.Millisecond, Drift: r.rules.Float64()}
}
