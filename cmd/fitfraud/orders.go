package main

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// order is one order as the fraud check sees it, with the truth beside it.
type order struct {
	signs [actors.RiskSigns]float64
	thief bool
}

// luckArrival is for when orders arrive, luckCart for what they come to.
const (
	luckArrival sim.Purpose = sim.FirstPurpose + 0x200 + iota
	luckCart
)

// day is a stretch of the default shop's orders.
type day struct {
	seed   uint64
	orders int
	perDay float64       // orders of an average day
	from   time.Duration // the time of day when it begins
}

// training is a whole day of so many orders; 200,000 is a middling shop's, 2.3 a
// second.
func training(seed uint64, orders int) day {
	return day{seed: seed, orders: orders, perDay: float64(orders)}
}

// simulate returns the day's orders as they arrive, each labelled with the truth.
func (d day) simulate() []order {
	var velocity actors.Velocity
	public := actors.DefaultPopulation()
	public.Customers = actors.CustomersFor(d.perDay / 24)
	orders := make([]order, d.orders)
	now := d.from
	for i := range orders {
		intent := uint64(i)
		arrival := sim.Fate(d.seed, luckArrival, intent)
		gap := -sim.Log(1-arrival.Float64()) / float64(d.perDay*actors.HourlyDemand(hour(now)))
		now += time.Duration(gap * float64(24*time.Hour))

		shopper := actors.DrawShopper(d.seed, intent, public.At(hour(now)))
		cart := sim.Fate(d.seed, luckCart, intent)
		amount := shopper.Budget * actors.Cents(80+cart.IntN(41)) / 100 // goods have prices: about the budget
		risk := shopper.Risk(shopper.Cards[0], amount, hour(now))
		risk.Velocity = velocity.Count(risk.Device, now)
		orders[i] = order{signs: risk.Signs(), thief: shopper.Fraudster}
	}
	return orders
}

func hour(now time.Duration) int {
	return int(now/time.Hour) % 24
}
