package actors

import (
	"math"
	"time"

	"buynow/sim"
)

// luckOpening says how full the shelf of a product is when the shop opens.
const luckOpening sim.Purpose = sim.FirstPurpose + 0x340

// Suggest works out the levels of a product from the demand for it, in pieces a
// day, its price, and the supplier's lead time:
//   - Q is the lot of least cost (EOQ), S is s and a lot;
//   - s, or R, is the usual demand during the lead time and a safety stock,
//     d*L + z*sqrt(L*var(d) + d^2*var(L)), for a demand that comes like Poisson's;
//   - for base-stock, S is one more than the newsvendor's quantity of what is on
//     order, which is Poisson with d*L whatever the lead time's shape (Palm).
func (r *StockRules) Suggest(daily float64, price Cents, lead leadTime) Levels {
	mean, spread := lead.mean.Seconds()/Day.Seconds(), lead.spread.Seconds()/Day.Seconds()
	during := float64(daily * mean)
	if r.Policy == BaseStock {
		upTo := NewsvendorQuantity(during, r.ServiceLevel) + 1
		return Levels{Initial: upTo, UpTo: upTo}
	}

	holding := float64(r.HoldingRate * float64(price))
	lot := EOQ(float64(365*daily), float64(r.OrderCost), holding)
	variance := during + float64(float64(daily*daily)*float64(spread*spread))
	safety := float64(normalQuantile(r.ServiceLevel) * math.Sqrt(variance))
	l := Levels{ReorderAt: int(math.Ceil(max(during+safety, 0))), Lot: max(int(math.Ceil(lot)), 1)}
	l.UpTo = l.ReorderAt + l.Lot
	l.Initial = l.UpTo
	return l
}

// EOQ is the lot that costs least (Harris, 1913): demand per year, the cost of
// one order, and of keeping one piece for a year.
func EOQ(demand, orderCost, holdingCost float64) float64 {
	if holdingCost <= 0 {
		return 0
	}
	return math.Sqrt(float64(2*demand) * orderCost / holdingCost)
}

// NewsvendorQuantity is the smallest quantity that meets a Poisson demand of
// that mean with at least the given probability. The newsvendor's probability
// is (price - cost) / (price - salvage value).
func NewsvendorQuantity(mean, level float64) int {
	if mean <= 0 || level <= 0 {
		return 0
	}
	// Weights in proportion to the probabilities, from the likeliest outcome
	// outwards until they no longer count.
	const negligible = 1e-15
	middle := int(mean)
	total, weight := 0.0, 1.0
	least := middle
	for k := middle; k >= 0 && weight > negligible; k-- {
		least, total = k, total+weight
		weight = float64(weight * float64(k) / mean)
	}
	below := total
	weight = 1
	for k := middle + 1; weight > negligible; k++ {
		weight = float64(weight * mean / float64(k))
		total += weight
	}

	enough := float64(min(level, 0.999999) * total)
	sum, quantity := below, middle
	for weight = 1; sum < enough; sum += weight {
		quantity++
		weight = float64(weight * mean / float64(quantity))
	}
	for weight = 1; quantity > least && quantity <= middle && sum-weight >= enough; quantity-- {
		sum -= weight
		weight = float64(weight * float64(quantity) / mean)
	}
	return quantity
}

// normalQuantile is the point that a standard normal draw is below with
// probability p, within 0.01 from p = 0.01 to 0.99 (Tukey's lambda).
func normalQuantile(p float64) float64 {
	p = min(max(p, 0.001), 0.999)
	const lambda = 0.135
	up, down := sim.Exp(float64(lambda*sim.Log(p))), sim.Exp(float64(lambda*sim.Log(1-p)))
	return (up - down) / 0.1975
}

// leadTime is what is known of a supplier: how long it usually takes, how much
// that varies, and the date it would quote.
type leadTime struct{ mean, spread, quote time.Duration }

// sampleCarts is how many carts stand for what people buy.
const sampleCarts = 1 << 14

// demandPerOrder is how many pieces of each product, by SKU, an order has on
// average: counted in a sample of carts, and one more of each, so that nothing
// is taken for unsaleable.
func demandPerOrder(seed uint64, c *Catalog) []float64 {
	pieces := make([]float64, c.SKUs+1)
	for i := range pieces {
		pieces[i] = 1
	}
	for i := range uint64(sampleCarts) {
		intent := 1<<48 | i // nobody's
		luck := sim.Fate(seed, luckOpening, intent)
		cart := c.Cart(seed, intent, &Shopper{Budget: usualBudget(&luck)})
		for _, line := range cart.Lines {
			if int(line.SKU) < len(pieces) {
				pieces[line.SKU] += float64(line.Qty)
			}
		}
	}
	for i := range pieces {
		pieces[i] /= sampleCarts
	}
	return pieces
}

// usualBudget is an honest customer's.
func usualBudget(luck *sim.Luck) Cents { return drawBudget(luck, 45_00, 0.85) }
