package actors

import (
	"errors"
	"time"

	"buynow/sim"
)

// CarrierRules say when the trucks come, and how parcels fare.
type CarrierRules struct {
	// Runs are the times of day when trucks collect, every day of the week. Source:
	// assumed; the last is the usual cut-off.
	Runs []time.Duration
	// Every lets couriers leave around the clock, one after the other, so long apart, in
	// the place of runs at times of day. Source: 0s, none do; who brings a meal or a
	// shopping bag by bicycle does.
	Every time.Duration
	// Trucks is the fleet that each run can call on. Source: assumed; with three
	// runs a day enough for 50 orders a second at 60 %.
	Trucks int
	// Parcels is how many one truck takes. Source: assumed.
	Parcels int
	// CutOff is how long before a run it can no longer be booked. Source: assumed.
	CutOff time.Duration
	// Stays is how long a truck waits at the dock. Source: assumed.
	Stays time.Duration

	// Transit is the way to the depot in the customer's town. Source: with the wait
	// for the morning and the tour it makes 2.56 days from collection to delivery,
	// the mean of US domestic parcels in 2023 (Parcel Monitor).
	Transit sim.Dist
	// Abroad is the same for parcels that leave Home. Source: assumed, 5.5 days in
	// all.
	Abroad sim.Dist
	// Home is the country of the warehouse. Source: assumed.
	Home Country
	// Late is the share of parcels that are held up on the way. Source: the lenient
	// 98 % on time of ShipMatrix.
	Late float64
	// Delay is by how much such parcels are late. Source: assumed.
	Delay sim.Dist
	// Quoted is the time from collection within which a parcel is promised. Source:
	// about the 90th percentile of Transit.
	Quoted time.Duration
	// QuotedAbroad is the same for parcels that leave Home. Source: about the 90th
	// percentile of Abroad.
	QuotedAbroad time.Duration

	// Lost is the share of parcels that get lost. Source: assumed, of the 1 % lost
	// or damaged that Transportation Insight reports.
	Lost float64
	// Damaged is the share of parcels that are damaged. Source: assumed, of the 1 %
	// lost or damaged that Transportation Insight reports.
	Damaged float64
	// WrongAddress is the share of parcels with an address that does not exist.
	// Source: assumed.
	WrongAddress float64
	// Search is how long a parcel is not scanned before it counts as lost. Source:
	// assumed.
	Search time.Duration

	// From is the time of day from which parcels are delivered. Source: assumed,
	// every day.
	From time.Duration
	// Till is the time of day until which parcels are delivered. Source: assumed,
	// every day.
	Till time.Duration
	// Round is how long a parcel is out before it is at the door, at any hour, and again
	// if nobody is home. Source: 0s, which is some time of the day from From until Till;
	// couriers know it.
	Round sim.Dist
	// Doorbell is how long the driver waits at the door. Source: assumed.
	Doorbell time.Duration
	// Attempts is how often a parcel is tried, on following days. Source: three are
	// usual.
	Attempts int
	// Back is how long a parcel travels back to the warehouse. Source: assumed, a
	// mean of 3 days.
	Back sim.Dist
	// Repeat is how news are repeated that nobody answers. Source: assumed, for a
	// week.
	Repeat Repeat
}

// DefaultCarrierRules are an ordinary parcel service.
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
	case len(r.Runs) == 0 && r.Every == 0:
		return errors.New("runs is empty, want at least one time of day such as 10:00")
	case r.Stays <= 0:
		return errors.New("stays is 0, but a truck needs some time at the dock")
	}
	return nil
}

// Daily is how many trucks can leave in a day.
func (r *CarrierRules) Daily() int {
	if r.Every > 0 {
		return int(Day/r.Every) * r.Trucks
	}
	return len(r.Runs) * r.Trucks
}

// RunAfter is the first run later than that.
func (r *CarrierRules) RunAfter(calendar Calendar, now time.Duration) time.Duration {
	if r.Every > 0 {
		return (now/r.Every + 1) * r.Every
	}
	soonest := Day
	for _, timeOfDay := range r.Runs {
		soonest = min(soonest, calendar.Next(now, timeOfDay))
	}
	return now + soonest
}

// couriers tells if parcels are brought at any hour, as soon as they can be.
func (r *CarrierRules) couriers() bool { return !r.Round.IsZero() }
