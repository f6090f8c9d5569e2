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

// tell tells of a breach, and counts the units that were promised and are not there.
func (a *Auditor) tell(i invariant, order OrderID) {
	if i == nothingOversold {
		a.oversold += max(1, a.short(order))
	}
	if a.heard != nil {
		a.heard(invariants[i], order, a.now)
	}
}

// short is how many units of an order are not set aside, if it has not gone out: 0 of one that is not on the
// books.
func (a *Auditor) short(order OrderID) int {
	p := a.pages.find(order)
	if p == nil || p.handed > 0 {
		return 0
	}
	return int(p.units - p.setAside())
}

// Oversold is how many units were promised and were not there, by the shop or by what it did not make good.
func (a *Auditor) Oversold() int { return a.oversold }

// Gone is what all goods are worth that are with customers, or were lost, broken or scrapped, by the price of
// a piece.
func (a *Auditor) Gone(price func(SKU) Cents) Cents {
	sum := Cents(0)
	for sku := range a.accounts.products {
		pieces := int64(0)
		for _, place := range [...]Place{AtCustomer, Missing, Broken, Scrap} {
			pieces += a.accounts.products[sku][place]
		}
		if pieces != 0 {
			sum += Cents(pieces) * price(SKU(sku))
		}
	}
	return sum
}
