package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// What somebody who watches a play may ask it.

// Came is how many customers have come so far.
func (p *Play) Came() uint64 { return p.measure.came }

// Fault is the fault of that number, and what it does in a few words. Numbers go
// from 1, as in the events about it.
func (p *Play) Fault(number int64) (fault sim.Fault, text string) {
	f := p.faults[number-1]
	return f.Fault, f.text()
}

// Breaks are the invariants that a fault of that number itself may break.
func (p *Play) Breaks(number int64) []string { return p.faults[number-1].row.Breaks }

// Visitors lets somebody hear who comes to the shop window, before they press Buy Now.
func (p *Play) Visitors(hear func(intent uint64, who Purchase)) { p.visited = hear }

// Laps lets somebody hear how long each order took for each step.
func (p *Play) Laps(hear func(step actors.Step, took time.Duration)) { p.measure.heard = hear }
