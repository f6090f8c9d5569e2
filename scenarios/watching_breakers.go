package scenarios

import (
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/resilience"
)

// Breaker is the circuit breaker of a line, as it was seen to move.
type Breaker struct {
	Line   string // merchant -> bank
	Open   bool   // nothing passes
	Probes bool   // it is half open: some pass
	Again  time.Duration
	At     time.Duration
	Order  uint64
	Crash  bool // it is closed because its caller has crashed and knows nothing of it any more
}

// Breakers lets somebody hear of each circuit breaker that moves. Again is when one
// that is open lets a probe pass at the earliest.
func (p *Play) Breakers(hear func(Breaker)) {
	names := p.World.Names()
	moved := func(e *sim.Event, b Breaker) {
		b.Line, b.At, b.Order = names[e.Actor]+" -> "+names[e.Peer], e.At, e.Order
		hear(b)
	}
	p.World.Watch(func(e *sim.Event) {
		switch e.Text {
		case resilience.SwitchOpens:
			moved(e, Breaker{Open: true, Again: e.At + p.opensFor(names[e.Actor], names[e.Peer])})
		case resilience.SwitchProbes:
			moved(e, Breaker{Probes: true})
		case resilience.SwitchCloses:
			moved(e, Breaker{})
		}
	}, sim.Noted)
	p.World.Watch(func(e *sim.Event) {
		for _, line := range actors.Lines() {
			if from, _, _ := strings.Cut(line, " -> "); from == names[e.Actor] {
				hear(Breaker{Line: line, At: e.At, Crash: true})
			}
		}
	}, sim.Crashed)
}

// opensFor is how long the circuit breaker of a line stays open.
func (p *Play) opensFor(from, to string) time.Duration {
	policies := p.Shop.Config.Policies
	if rule := policies[from+" -> "+to].Over(policies[everyLine]).CircuitBreaker; rule.OpenFor > 0 {
		return rule.OpenFor
	}
	return time.Minute // as resilience.Breaker says
}
