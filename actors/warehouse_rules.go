package actors

import (
	"time"

	"buynow/sim"
)

// WarehouseRules say who works in the warehouse, when, and how fast.
type WarehouseRules struct {
	// Opens is the time of day from which people pick, every day of the week.
	// Source: assumed.
	Opens time.Duration
	// Closes is the time of day until which people pick; who has begun finishes
	// after hours. Source: assumed.
	Closes time.Duration
	// Pickers is how many people pick and pack, each one order at a time. Source:
	// what 50 orders a second need: 178 s for each order of two pieces, in 16 of 24
	// hours, at 60 % of their time.
	Pickers int
	// Desks is how many picking lists are made at once, so that the backlog of a
	// night does not fall upon the stock database in one moment. Source: assumed.
	Desks int
	// Pick is how long it takes to fetch one piece. Source: 150 pieces an hour, in
	// the middle of the reported 140 to 180.
	Pick sim.Dist
	// Pack is how long packing an order takes. Source: 28 orders an hour, of the
	// reported 25 to 30.
	Pack sim.Dist
	// Scan is the driver's pause between two parcels of one lane. Source: assumed.
	Scan time.Duration
	// Lane is how many parcels one driver scans, one by one; trucks are loaded in as
	// many lanes as that takes. Source: assumed.
	Lane int
	// Overdue is how long after its time a truck is missed, and the warehouse asks
	// where it is. Source: assumed.
	Overdue time.Duration
	// Inspect is how long a return lies before somebody looks at it, in working
	// hours. Source: 8 to 24 hours from dock to stock, as reported.
	Inspect sim.Dist
	// AsNew is the share of returns that can be sold again. Source: assumed.
	AsNew float64
	// Absent is the share of the pickers who do not come to work. Source: nobody is
	// missing, unless a fault says otherwise.
	Absent float64
	// Repeat is how a duty is repeated while nobody answers. Source: assumed, for a
	// week.
	Repeat Repeat
}

// DefaultWarehouseRules are the rates that warehouses report.
func DefaultWarehouseRules() WarehouseRules {
	return WarehouseRules{
		Opens:   6 * time.Hour,
		Closes:  22 * time.Hour,
		Pickers: 24_000,
		Desks:   8,
		Pick:    sim.Exponential(24 * time.Second),
		Pack:    sim.Exponential(130 * time.Second),
		Scan:    2 * time.Second,
		Lane:    1000,
		Overdue: 2 * time.Hour,
		Inspect: sim.Uniform(8*time.Hour, 24*time.Hour),
		AsNew:   0.85,
		Repeat:  weekOfRepeats,
	}
}
