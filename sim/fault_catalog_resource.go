package sim

import (
	"fmt"
	"time"
)

// resourceFaults are what actors run out of.
var resourceFaults = []FaultRow{{
	Name: "pool_shrink", Group: "resource", Aims: AimActor,
	Text:    "an actor has only count workers left, or a share of them is gone",
	Says:    "{target} had fewer workers",
	Base:    Fault{Share: 0.5},
	Takes:   []string{"count", "share"},
	Example: "{ type: pool_shrink, target: order-manager, at: 5m, for: 5m, ramp_in: 1m, share: 0.75 }",
	Make: func(f *Fault) []Deed {
		if f.Count > 0 {
			return []Deed{Scale{Workers: f.Count}}
		}
		return []Deed{Scale{Gone: f.Share}}
	},
	Check: all(checkWhole, func(f *Fault) error {
		if f.Count > 0 && (f.RampIn > 0 || f.RampOut > 0) {
			return fmt.Errorf("count comes in no degrees: leave out ramp_in and ramp_out, or say which share is gone")
		}
		return nil
	}),
}, {
	Name: "memory_leak", Group: "resource", Aims: AimActor,
	Text:    "every message costs an actor some memory: it gets slower, up to factor, and after count messages it crashes, is back after restart, and begins anew",
	Says:    "{target} ran out of memory every {count} messages",
	Base:    Fault{Count: 10_000, Factor: 4, Restart: 30 * time.Second},
	Takes:   []string{"count", "factor", "restart"},
	Example: "{ type: memory_leak, target: mail, at: 5m, for: 1h, count: 20000, factor: 4, restart: 30s }",
	Make: func(f *Fault) []Deed {
		return []Deed{Scale{Service: f.Factor, Leak: f.Count, Restart: f.Restart}}
	},
	Check: all(checkSlower, checkCount, checkNoRamp),
}, {
	Name: "lock_contention", Group: "resource", Aims: AimActor,
	Text:    "messages need a lock of which there is one, each for the time of delay: workers wait for one another",
	Says:    "{probability} of the work of {target} went through one lock",
	Base:    Fault{Delay: Exponential(20 * time.Millisecond)},
	Takes:   []string{"delay"},
	Example: "{ type: lock_contention, target: stock-db, at: 5m, for: 5m, probability: 50%, delay: exp(20ms) }",
	Make:    func(f *Fault) []Deed { return []Deed{Scale{Lock: f.Delay}} },
	Check:   all(checkDelay, checkNoRamp),
}, {
	Name: "rate_limit", Group: "resource", Aims: AimMessages,
	Text:    "beyond so many a second calls are refused at once; a second's worth may come together",
	Says:    "the {messages} were refused beyond {rate} a second",
	Base:    Fault{Direction: Requests, Rate: 100, Error: "throttled"},
	Takes:   []string{"rate", "error"},
	Example: "{ type: rate_limit, target: merchant -> bank, at: 5m, for: 10m, rate: 50 }",
	Make:    func(f *Fault) []Deed { return []Deed{Answer{Err: refusalOf(f.Error), Rate: f.Rate}} },
	Check:   all(checkRate, checkError, checkNoRamp),
}, {
	Name: "latency_under_load", Group: "resource", Aims: AimActor,
	Text:    "every message inside makes the work on the next longer, by the factor: 0.1 is a tenth more for each",
	Says:    "{target} grew slower by {factor} of its time for every message inside",
	Base:    Fault{Factor: 0.05},
	Takes:   []string{"factor"},
	Example: "{ type: latency_under_load, target: stock-db, at: 5m, for: 10m, factor: 0.1 }",
	Make:    func(f *Fault) []Deed { return []Deed{Scale{Load: f.Factor}} },
	Check: func(f *Fault) error {
		if f.Factor <= 0 {
			return fmt.Errorf("factor is %v, want more than 0", f.Factor)
		}
		return nil
	},
}}
