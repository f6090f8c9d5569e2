package actors

import (
	"time"

	"buynow/sim"
)

// drift is what happens to a shelf that no record knows: pieces are stolen, put
// into the wrong place, or found there.
type drift struct {
	shop *Shop
	*sim.Fault
	hit      func(order, intent uint64)
	strength float64
	running  bool
	events   uint64
}

// bind makes the deed of it.
func (d *drift) bind(hit func(order, intent uint64)) func(float64) {
	d.hit = hit
	return func(strength float64) {
		d.strength = strength
		if strength > 0 && !d.running {
			d.running = true
			d.shop.World.Go("drift", d.run)
		}
	}
}

// run lets pieces go astray, one product after the other: every day the share of
// them that the fault says.
func (d *drift) run(env *sim.Env) {
	products := d.shop.Config.Catalog.SKUs
	for d.strength > 0 {
		luck := env.LuckOf(luckBlow, sim.Mix(keyOf(d.Fault), d.events))
		d.events++
		daily := float64(float64(products) * float64(d.Share*d.strength))
		env.Sleep(sim.Exponential(time.Duration(float64(Day) / daily)).Duration(&luck))
		if d.strength == 0 {
			break
		}
		sku, pieces := SKU(1+luck.IntN(products)), 1+luck.IntN(d.Count)
		if luck.Chance(foundAgain) {
			pieces = -pieces
		}
		d.shop.loseTrack(sku, pieces)
		d.hit(0, uint64(sku))
	}
	d.running = false
}

// foundAgain is how often a drift is of pieces that are found, rather than missing
// (assumed).
const foundAgain = 0.2

// loseTrack lets pieces of a product vanish, at most all there are, or appear.
func (s *Shop) loseTrack(sku SKU, pieces int) {
	row := s.stock.items.row(sku)
	there := row.shelf - row.wrong + row.held - s.isAstray(sku)
	s.goAstray(sku, min(pieces, max(there, 0)))
}
