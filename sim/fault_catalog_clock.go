package sim

import (
	"fmt"
	"time"
)

// clockFaults are what goes wrong with the time that an actor reads.
var clockFaults = []FaultRow{{
	Name: "clock_skew", Group: "data", Aims: AimActor,
	Text:    "the clock of an actor is off, and drifts away by so many seconds a second; its sleeps and timeouts are not",
	Says:    "the clock of {target} was off by {offset}",
	Base:    Fault{Offset: 5 * time.Minute},
	Takes:   []string{"offset", "drift"},
	Example: "{ type: clock_skew, target: bank, at: 5m, for: 10m, offset: 26h, drift: 0.001 }",
	Make:    func(f *Fault) []Deed { return []Deed{Skew{Offset: f.Offset, Drift: f.Drift}} },
	Check: all(checkWhole, func(f *Fault) error {
		if f.Offset == 0 && f.Drift == 0 {
			return fmt.Errorf("offset is 0s and drift is 0: the clock is right")
		}
		return nil
	}),
}}
