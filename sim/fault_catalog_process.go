package sim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// processFaults are what goes wrong with actors.
var processFaults = []FaultRow{{
	Name: "crash", Group: "process", Aims: AimMessages,
	Text: "an actor loses its memory and all it was doing, and is gone while the fault lasts, or for restart; with a point it is struck in the middle " +
		"of its work, as often as the dose says: " + strings.Join(Points(), ", "),
	Says:    "{target} crashed",
	Takes:   []string{"point", "restart"},
	Example: "{ type: crash, target: order-manager, at: 5m, for: 10m, point: after_commit, nth: 1000, restart: 10s }",
	Make: func(f *Fault) []Deed {
		return []Deed{Stop{Lose: true, Point: f.Point, Restart: f.Restart}}
	},
	Check: checkCrash,
}, {
	Name: "crash_loop", Group: "process", Aims: AimActor,
	Text:    "an actor dies again and again: mtbf is how long it lives, mttr how long it is gone",
	Says:    "{target} crashed again and again",
	Base:    Fault{MTBF: 30 * time.Second, MTTR: 5 * time.Second},
	Example: "{ type: crash_loop, target: mail, at: 5m, for: 10m, mtbf: 30s, mttr: 5s }",
	Make:    func(*Fault) []Deed { return []Deed{Stop{Lose: true}} },
	Check:   all(checkWhole, checkNoRamp),
}, {
	Name: "pause", Group: "process", Aims: AimActor,
	Text:    "an actor stands still, as a frozen machine does, and goes on as if nothing had been",
	Says:    "{target} stood still",
	Example: "{ type: pause, target: bank, at: 5m, for: 20s }",
	Make:    func(*Fault) []Deed { return []Deed{Stop{}} },
	Check:   all(checkWhole, checkNoRamp),
}, {
	Name: "zombie", Group: "process", Aims: AimActor,
	Text:    "an actor freezes, a new instance takes over, and at the end the old one goes on where it was, beside it",
	Says:    "{target} froze, was replaced, and came back",
	Example: "{ type: zombie, target: order-manager, at: 5m, for: 1m }",
	Make:    func(*Fault) []Deed { return []Deed{Stop{Zombie: true}} },
	Check: all(checkWhole, checkNoRamp, func(f *Fault) error {
		if strings.Contains(f.Target, "[") {
			return fmt.Errorf("one instance of several cannot be replaced as a whole: want an actor such as order-manager")
		}
		return nil
	}),
}, {
	Name: "slow", Group: "process", Aims: AimActor,
	Text:    "an actor needs longer for its work, or one of its instances does",
	Says:    "{target} was {factor} times as slow",
	Base:    Fault{Factor: 5},
	Takes:   []string{"factor"},
	Example: "{ type: slow, target: bank, at: 5m, for: 1m, factor: 6 }",
	Make:    func(f *Fault) []Deed { return []Deed{Scale{Service: f.Factor}} },
	Check:   checkSlower,
}, {
	Name: "brown_out", Group: "process", Aims: AimActor,
	Text:    "some of an actor's calls suffer, a share of which fails while the rest is slow; it looks alive",
	Says:    "{probability} of the calls to {target} suffered: {share} failed, the rest took {factor} times as long",
	Base:    Fault{Direction: Requests, Probability: 0.3, Share: 0.5, Factor: 5, Error: "internal"},
	Takes:   []string{"share", "factor", "error"},
	Example: "{ type: brown_out, target: bank, at: 5m, for: 10m, probability: 30%, share: 0.5, factor: 5, error: internal }",
	Make: func(f *Fault) []Deed {
		return []Deed{Answer{Err: refusalOf(f.Error), Share: f.Share}, Scale{Service: f.Factor}}
	},
	Check: all(checkSlower, checkError, func(f *Fault) error {
		if f.After > 0 || f.First > 0 || f.Nth > 0 || f.MaxActive > 0 {
			return fmt.Errorf("brown_out picks by probability alone: leave out after, first, nth and max_active")
		}
		return nil
	}),
}, {
	Name: "wedge", Group: "process", Aims: AimActor,
	Text:    "one worker after the other gets stuck over a message, until the fault ends or the actor crashes",
	Says:    "workers of {target} got stuck",
	Base:    Fault{Probability: 0.01},
	Example: "{ type: wedge, target: order-manager, at: 5m, for: 2m, probability: 1%, max_active: 4 }",
	Make:    func(*Fault) []Deed { return []Deed{Scale{Wedge: true}} },
	Check:   checkNoRamp,
}, {
	Name: "panic_on", Group: "process", Aims: AimMessages,
	Text:    "an actor crashes over certain messages, before it has done anything about them",
	Says:    "certain {messages} crashed whoever got them",
	Base:    Fault{Restart: 5 * time.Second},
	Takes:   []string{"restart"},
	Example: "{ type: panic_on, target: AuthRequest, where: { over: \"300.00\" }, at: 5m, for: 10m, restart: 5s }",
	Make: func(f *Fault) []Deed {
		return []Deed{Stop{Lose: true, Point: BeforeCommit, Restart: f.Restart}}
	},
	Check: checkNoRamp,
}, {
	Name: "flapping", Group: "process", Aims: AimActor,
	Text:    "an actor goes and comes back faster than a health check looks: on is how long it is gone, off how long it is there",
	Says:    "{target} came and went",
	Base:    Fault{On: 2 * time.Second, Off: 8 * time.Second},
	Example: "{ type: flapping, target: web, at: 5m, for: 5m, on: 2s, off: 8s }",
	Make:    func(*Fault) []Deed { return []Deed{Stop{Lose: true}} },
	Check:   all(checkWhole, checkNoRamp),
}, {
	Name: "cold_start", Group: "process", Aims: AimActor,
	Text:    "the first messages are slow, from the beginning of the fault and after every restart",
	Says:    "the first {count} messages of {target} took {factor} times as long",
	Base:    Fault{Count: 100, Factor: 10},
	Takes:   []string{"count", "factor"},
	Example: "{ type: cold_start, target: order-manager, at: 5m, count: 200, factor: 10 }",
	Make:    func(f *Fault) []Deed { return []Deed{Scale{Service: f.Factor, Cold: f.Count}} },
	Check:   all(checkSlower, checkCount),
}, {
	Name: "maintenance", Group: "process", Aims: AimMessages,
	Text:    "an announced window in which an actor takes no new work; it finishes what it has, and forgets nothing",
	Says:    "{target} was closed for maintenance",
	Base:    Fault{Direction: Requests, Error: "down"},
	Takes:   []string{"error"},
	Example: "{ type: maintenance, target: bank, at: 2h, for: 30m, every: 1d }",
	Make:    func(f *Fault) []Deed { return []Deed{Answer{Err: refusalOf(f.Error)}} },
	Check:   all(checkError, checkNoRamp),
}}

// checkCrash looks whether it is clear how long the actor is gone, and whether the
// dose means something.
func checkCrash(f *Fault) error {
	if err := checkNoRamp(f); err != nil {
		return err
	}
	if f.Point != "" {
		if !slices.Contains(Points(), f.Point) {
			return fmt.Errorf("point is %.40q, want one of %s", f.Point, strings.Join(Points(), ", "))
		}
		return nil
	}
	switch {
	case f.Restart > 0 && (f.For > 0 || f.MTTR > 0 || f.On > 0):
		return fmt.Errorf("restart has no meaning beside for, mttr or on, which say how long it is gone, unless there is a point")
	case strings.Contains(f.Target, "->") || strings.HasPrefix(f.Target, "step"):
		return fmt.Errorf("who crashes over messages does so at a point, want one of %s", strings.Join(Points(), ", "))
	}
	return checkWhole(f)
}
