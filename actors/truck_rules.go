package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// CarrierRules say when the trucks come, and how parcels fare.
type CarrierRules struct {
	// Runs are the times of day when trucks collect, every day of the week
	// (10:00, 14:00 and 17:00, the last being the usual cut-off).
	Runs []time.Duration
	// Trucks is the fleet that each run can call on, and Parcels how many one
	// truck takes (2,000 trucks of 1,200, assumed: with three runs a day enough for
	// 50 orders a second at 60 %).
	Trucks, Parcels int
	// CutOff is how long before a run it can no longer be booked (15 min, assumed).
	CutOff time.Duration
	// Stays is how long a truck waits at the dock (1 h, assumed).
	Stays time.Duration

	// Transit is the way to the depot in the customer's town. With the wait for
	// the morning and the tour it makes 2.56 days from collection to delivery, the
	// mean of US domestic parcels in 2023 (Parcel Monitor).
	Transit sim.Dist
	// Abroad is the same for parcels that leave Home (5.5 days in all, assumed).
	Abroad sim.Dist
	Home   Country
	// Late is the share of parcels that are held up on the way, and Delay by how
	// much (2 %, as the lenient 98 % on time of ShipMatrix; 2 days, assumed).
	Late  float64
	Delay sim.Dist
	// Quoted is the time from collection within which a parcel is promised, and
	// QuotedAbroad the same for parcels that leave Home: about the 90th percentile.
	Quoted, QuotedAbroad time.Duration

	// Lost, Damaged and WrongAddress are shares of parcels: .3 %, .5 % and .5 %,
	// where Transportation Insight reports 1 % lost or damaged.
	Lost, Damaged, WrongAddress float64
	// Search is how long a parcel is not scanned before it counts as lost (7 days,
	// assumed).
	Search time.Duration

	// From and Till are the times of day between which parcels are delivered
	// (09:00 to 20:00, every day, assumed).
	From, Till time.Duration
	// Doorbell is how long the driver waits at the door (3 min, assumed).
	Doorbell time.Duration
	// Attempts is how often a parcel is tried, on following days (3, as usual).
	Attempts int
	// Back is how long a parcel travels back to the warehouse (mean 3 days,
	// assumed).
	Back sim.Dist
	// Repeat is how news are repeated that nobody answers (assumed): for a week.
	Repeat Repeat
}

// DefaultCarrierRules are a parcel service as the sources at each rule report.
func DefaultCarrierRules() CarrierRules {
	return CarrierRules{
		Runs:         []time.Duration{10 * time.Hour, 14 * time.Hour, 17 * time.Hour},
		Trucks:       2000,
		Parcels:      1200,
		CutOff:       15 * time.Minute,
		Stays:        time.Hour,
		Transit:      sim.Gamma(4, 11*time.Hour),
		Abroad:       sim.Gamma(6, 19*time.Hour),
		Late:         0.02,
		Delay:        sim.Exponential(2 * Day),
		Quoted:       4 * Day,
		QuotedAbroad: 8 * Day,
		Lost:         0.003,
		Damaged:      0.005,
		WrongAddress: 0.005,
		Search:       7 * Day,
		From:         9 * time.Hour,
		Till:         20 * time.Hour,
		Doorbell:     3 * time.Minute,
		Attempts:     3,
		Back:         sim.Gamma(4, 18*time.Hour),
		Repeat:       weekOfRepeats,
	}
}

// Validate tells what does not fit together.
func (r CarrierRules) Validate() error {
	switch {
	case len(r.Runs) == 0:
		return errors.New("runs is empty, want at least one time of day such as 10:00")
	case r.Stays <= 0:
		return errors.New("stays is 0, but a truck needs some time at the dock")
	}
	return nil
}
