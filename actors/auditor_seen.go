package actors

import "time"

// Broken is how often the invariant at a place of [Invariants] was broken so far,
// by the shop or by what it did not make good, and the first time it was.
func (a *Auditor) Broken(place int) (count int, first Instance) {
	shop, world := &a.found[place][byShop], &a.found[place][byWorldUnrepaired]
	first = shop.first
	if shop.count == 0 || world.count > 0 && world.first.At < first.At {
		first = world.first
	}
	return shop.count + world.count, first
}

// Parcels is how many parcels are in a state now.
func (a *Auditor) Parcels(state ShipmentState) int { return a.results.parcels[state] }

// Supplies is how many purchase orders are open.
func (a *Auditor) Supplies() int { return len(a.purchases.lines) }

// Breaches lets somebody hear of each breach, by the shop or by what it did not make
// good, when it is found. The order is 0 if it is none's.
func (a *Auditor) Breaches(hear func(broken Invariant, order OrderID, at time.Duration)) {
	a.heard = hear
}

// tell tells of a breach.
func (a *Auditor) tell(i invariant, order OrderID) {
	if a.heard != nil {
		a.heard(invariants[i], order, a.now)
	}
}
