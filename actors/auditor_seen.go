package actors

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
