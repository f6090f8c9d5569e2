package actors

import (
	"math"
	"slices"
	"time"

	"buynow/sim"
)

// SupplierRules are the parameters of one supplier.
type SupplierRules struct {
	// Lead is the time from a purchase order to its goods at the dock. Source: gamma
	// is the usual model (Burgin 1975); the means of 7 days, and 2 for the
	// wholesaler, are assumed.
	Lead sim.Dist

	// Ack is the time from a purchase order to its acknowledgement. Source: half
	// within 5 minutes and 99 of a hundred within 4 hours, as electronic ordering
	// has it; the wholesaler's minute and hour are assumed.
	Ack sim.Dist

	// Confidence is the quantile of the lead time that is quoted. Source: assumed,
	// short of the 90 % of supplier receipts that are reported to be on time.
	Confidence float64

	// Refused is the share of purchase orders that are refused. Source: assumed.
	Refused float64

	// Short is the share of purchase orders that come in two parts. Source: assumed.
	Short float64
	// Rest is the time from the first part of such a delivery to the second.
	// Source: assumed, a mean of 3 days.
	Rest sim.Dist

	// Revised is the share of purchase orders for which the true date is named
	// half-way. Source: assumed.
	Revised float64

	// Keep is how long a finished purchase order is remembered, so that a repeated
	// one is not delivered twice. Source: assumed.
	Keep time.Duration
}

// luckSupply is what becomes of a purchase order; its number is the key.
const luckSupply sim.Purpose = sim.FirstPurpose + 0x380

// DefaultManufacturerRules make goods to order.
func DefaultManufacturerRules() SupplierRules {
	return SupplierRules{
		Lead:       sim.Gamma(4, 42*time.Hour),
		Ack:        sim.LognormalQuantiles(5*time.Minute, 4*time.Hour),
		Confidence: 0.8, Refused: 0.005, Short: 0.03, Rest: sim.Gamma(4, 18*time.Hour), Revised: 0.2, Keep: 30 * Day,
	}
}

// DefaultWholesalerRules have the goods in stock, somewhere.
func DefaultWholesalerRules() SupplierRules {
	r := DefaultManufacturerRules()
	r.Lead = sim.Gamma(4, 12*time.Hour)
	r.Ack = sim.LognormalQuantiles(time.Minute, time.Hour)
	return r
}

// usual works out what is known of the lead time, from a sample that is the
// same in every run.
func (r *SupplierRules) usual() leadTime {
	const size = 2001
	mean := r.Lead.Mean()
	sample, squares := make([]time.Duration, size), 0.0
	for i := range sample {
		luck := sim.Fate(0, luckSupply, uint64(i))
		sample[i] = r.Lead.Duration(&luck)
		off := float64(sample[i]) - mean
		squares += float64(off * off)
	}
	slices.Sort(sample)
	at := min(max(int(float64(r.Confidence*size)), 0), size-1)
	return leadTime{mean: time.Duration(mean), spread: time.Duration(math.Sqrt(squares / size)), quote: sample[at]}
}
