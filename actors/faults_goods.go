package actors

import (
	"errors"

	"buynow/sim"
)

// goodsFaults are the rows of goods: the stock's own, those of suppliers, of the
// warehouse and of the carrier.
func goodsFaults(s *Shop) []sim.FaultRow {
	rows := stockFaults(s)
	rows = append(rows, supplierFaults(s)...)
	rows = append(rows, warehouseFaults(s)...)
	return append(rows, carrierFaults(s)...)
}

// restNever is the mode of a short delivery whose rest never comes.
const restNever = "never"

// supplierFaults are the rows of the manufacturer and the wholesaler.
func supplierFaults(s *Shop) []sim.FaultRow {
	maker := sim.Fault{Target: "manufacturer"}
	row := func(name, text, says, example string, at occasion, base sim.Fault, takes ...string) sim.FaultRow {
		return sim.FaultRow{
			Name: name, Group: "business", Text: text, Says: says, Example: example, Aims: sim.AimActor, Base: base, Takes: takes,
			Check: ofSupplier,
			Make: func(f *sim.Fault) []sim.Deed {
				if f.Target == "wholesaler" {
					return s.falls(at+whenRefused2-whenRefused, f)
				}
				return s.falls(at, f)
			},
		}
	}
	late, rest := maker, maker
	late.Delay = sim.Exponential(5 * Day)
	rest.Mode = "later"
	short := row("supplier_short", "of a purchase order a part comes, and the rest later, or with mode never not at all, though all of it was acknowledged",
		"{target} delivered only a part", "{ type: supplier_short, target: manufacturer, at: 1d, for: 7d, probability: 50%, mode: never }",
		whenShort, rest, "mode")
	short.Check = func(f *sim.Fault) error {
		if f.Mode != "later" && f.Mode != restNever {
			return errors.New("mode is later or never")
		}
		return ofSupplier(f)
	}
	return []sim.FaultRow{
		row("supplier_late", "purchase orders of this time arrive later than was acknowledged, and nobody says so",
			"{target} was late by {delay}", "{ type: supplier_late, target: manufacturer, at: 0s, for: 7d, delay: 6d }", whenSlow, late, "delay"),
		short,
		row("supplier_refuses", "purchase orders are refused, so that somebody else must be asked",
			"{target} refused orders", "{ type: supplier_refuses, target: manufacturer, at: 1d, for: 5d }", whenRefused, maker),
		row("supplier_revises", "another date than was acknowledged is named half-way",
			"{target} named another date", "{ type: supplier_revises, target: manufacturer, at: 0s, for: 7d, probability: 80% }", whenRevised, maker),
	}
}

// ofSupplier tells if a supplier is aimed at.
func ofSupplier(f *sim.Fault) error {
	if f.Target != "manufacturer" && f.Target != "wholesaler" {
		return errors.New("its target is manufacturer or wholesaler")
	}
	return nil
}

// warehouseFaults are the rows of the warehouse.
func warehouseFaults(s *Shop) []sim.FaultRow {
	return []sim.FaultRow{
		{
			Name: "warehouse_strike", Group: "business", Text: "a share of the pickers stay at home; who is picking finishes",
			Says: "{share} of the pickers stayed at home", Base: sim.Fault{Share: 1}, Takes: []string{"share"},
			Example: "{ type: warehouse_strike, at: 1d, for: 2d, share: 100% }",
			Make: func(f *sim.Fault) []sim.Deed {
				share := f.Share
				return s.rewrites(func(c *Config, strength float64) {
					c.Warehouse.Absent = towards(c.Warehouse.Absent, 1, float64(share*strength))
				})
			},
		},
		{
			Name: "mis_pick", Group: "business", Text: "the picker takes the product beside: the customer sends it back, and one is too much where the other is missing",
			Says: "{probability} of the parcels held the wrong goods", Example: "{ type: mis_pick, at: 1d, for: 7d, probability: 0.5% }",
			Breaks: []string{"counts-match"}, Within: untilCounted, Make: s.strikes(whenPicked),
		},
		{
			Name: "item_not_found", Group: "business", Text: "a product is not at its place when the picker comes: others of it are taken, or the order is refused and the figures corrected",
			Says: "{probability} of the orders were not found on the shelf", Example: "{ type: item_not_found, at: 1d, for: 7d, probability: 1% }",
			Breaks: []string{"counts-match"}, Within: untilCounted, Make: s.strikes(whenSought),
		},
		{
			Name: "double_dispatch", Group: "business", Text: "a parcel is packed and sent a second time; whoever gets it is asked for it, and a driver fetches it",
			Says: "{probability} of the parcels were sent twice", Example: "{ type: double_dispatch, at: 1d, for: 7d, probability: 1% }",
			Breaks: []string{"shipped-within-ordered"}, Within: 30 * Day, Make: s.strikes(whenHanded),
		},
	}
}

// carrierFaults are the rows of the carrier.
func carrierFaults(s *Shop) []sim.FaultRow {
	row := func(name, text, says, example string, at occasion, base sim.Fault, takes ...string) sim.FaultRow {
		return sim.FaultRow{Name: name, Group: "business", Text: text, Says: says, Example: example, Base: base, Takes: takes, Make: s.strikes(at)}
	}
	peak := row("carrier_peak", "there is more to carry than usual, and parcels travel so many times as long",
		"parcels travelled {factor} times as long", "{ type: carrier_peak, at: 0s, for: 7d, factor: 1.3 }", whenCarried, sim.Fault{Factor: 1.3}, "factor")
	peak.Check = func(f *sim.Fault) error {
		if f.Factor < 1 {
			return errors.New("factor is 1 or more: parcels travel longer")
		}
		return nil
	}
	return []sim.FaultRow{
		row("parcel_late", "parcels are held up on the way",
			"{probability} of the parcels were late by {delay}", "{ type: parcel_late, at: 1d, for: 7d, probability: 20%, delay: exp(3d) }",
			whenDelayed, sim.Fault{Delay: sim.Exponential(2 * Day)}, "delay"),
		row("parcel_lost", "parcels are never seen again: after a search they are sent anew, and after that the money goes back",
			"{probability} of the parcels were lost", "{ type: parcel_lost, at: 1d, for: 7d, probability: 5% }", whenLost, sim.Fault{}),
		row("parcel_damaged", "parcels arrive broken, and are sent anew",
			"{probability} of the parcels were damaged", "{ type: parcel_damaged, at: 1d, for: 7d, probability: 5% }", whenDamaged, sim.Fault{}),
		row("parcel_stolen", "parcels are left at the door and taken away: the carrier has proof of the delivery, and the customer asks for the money",
			"{probability} of the parcels were stolen at the door", "{ type: parcel_stolen, at: 1d, for: 7d, probability: 2% }", whenLeft, sim.Fault{}),
		row("failed_attempt", "nobody opens: the driver comes again on the next day, and after the last attempt the parcel goes back",
			"{probability} of the doorbells were not answered", "{ type: failed_attempt, at: 1d, for: 7d, probability: 30% }", whenRung, sim.Fault{}),
		peak,
	}
}
