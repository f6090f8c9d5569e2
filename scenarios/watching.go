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

// Laps lets somebody hear how long each order took for each step.
func (p *Play) Laps(hear func(step actors.Step, took time.Duration)) { p.measure.heard = hear }
