package actors

import (
	"time"

	"buynow/sim"
)

// replyTime is kept back of the caller's patience for the answer to travel.
const replyTime = 200 * time.Millisecond

// expect is the story of a date, the first half of step 4. It is the latest of
// all lines that are short; for each of them:
//  1. goods that are on order and not promised to anybody come first;
//  2. else the manufacturer is asked when it could deliver;
//  3. if it is silent, or later than the wholesaler usually is, that one is asked;
//  4. if both are silent, they take as long as they usually do.
func (d *stockDatabase) expect(env *sim.Env, cart *Cart) time.Duration {
	eta := env.Now()
	asked := 0
	for i, line := range cart.Lines {
		missing := wanted(cart, i) - d.items.row(line.SKU).free()
		if missing <= 0 {
			continue
		}
		if date, ok := d.coming(env, line.SKU, missing); ok {
			eta = max(eta, date)
			continue
		}
		eta = max(eta, d.ask(env, line.SKU, missing, &asked))
	}
	return eta
}

// ask asks the suppliers for the earliest date.
func (d *stockDatabase) ask(env *sim.Env, sku SKU, pieces int, asked *int) time.Duration {
	date, answered := d.quote(env, fromManufacturer, sku, pieces, asked)
	usual := env.Now() + d.usual(fromWholesaler).quote
	if !d.rules.SecondSource || answered && date <= usual {
		return date
	}
	second, alsoAnswered := d.quote(env, fromWholesaler, sku, pieces, asked)
	switch {
	case alsoAnswered && !answered:
		return second
	case answered && !alsoAnswered:
		return date
	}
	return min(date, second)
}

// quote asks one supplier, within what is left of the caller's patience. The
// date is the usual one if there is no answer.
func (d *stockDatabase) quote(env *sim.Env, from source, sku SKU, pieces int, asked *int) (time.Duration, bool) {
	attempt := *asked
	*asked++
	usual := env.Now() + d.usual(from).quote
	reply, err := d.shop.try(env, d.supplier(from), &SupplyQuote{SKU: sku, Qty: pieces}, d.shop.Config.Timeouts.Quote, attempt)
	quote, ok := reply.(*Quote)
	if err != nil || !ok {
		env.Note("the supplier gives no date", int64(sku), int64(from))
		return usual, false
	}
	return quote.Eta, true
}

// onPaper is the date without asking anybody: it was promised already, and now
// depends only on what is on order, or is about to be.
func (d *stockDatabase) onPaper(env *sim.Env, cart *Cart) time.Duration {
	eta := env.Now()
	for i, line := range cart.Lines {
		missing := wanted(cart, i) - d.items.row(line.SKU).free()
		if missing <= 0 {
			continue
		}
		date, ok := d.coming(env, line.SKU, missing)
		if !ok {
			date = env.Now() + d.usual(d.quicker()).quote
		}
		eta = max(eta, date)
	}
	return eta
}

// coming tells when that many pieces more than are promised will have come,
// going by the open purchase orders in the order they were sent.
func (d *stockDatabase) coming(env *sim.Env, sku SKU, pieces int) (time.Duration, bool) {
	return d.comingBy(env.Now(), sku, pieces)
}

// comingBy is what is known of that at a time.
func (d *stockDatabase) comingBy(now time.Duration, sku SKU, pieces int) (time.Duration, bool) {
	row := d.items.row(sku)
	needed := max(row.waiting-row.shelf, 0) + pieces
	if needed > row.onOrder {
		return 0, false
	}
	eta := now
	for _, po := range d.mem.lists[sku].coming {
		p, _ := d.purchases.Read(po)
		if p.eta <= now {
			p.eta = now + Day // late: nobody knows
		}
		eta = max(eta, p.eta)
		if needed -= p.rest(); needed <= 0 {
			return eta, true
		}
	}
	return 0, false
}

// quicker is the source that is usually first.
func (d *stockDatabase) quicker() source {
	if d.rules.SecondSource && d.usual(fromWholesaler).quote < d.usual(fromManufacturer).quote {
		return fromWholesaler
	}
	return fromManufacturer
}

// supplier is the actor behind a source.
func (d *stockDatabase) supplier(from source) sim.ActorID {
	if from == fromWholesaler {
		return d.shop.Wholesaler
	}
	return d.shop.Manufacturer
}

// usual is what a supplier's contract says of its lead time.
func (d *stockDatabase) usual(from source) leadTime {
	rules := &d.shop.Config.Manufacturer
	if from == fromWholesaler {
		rules = &d.shop.Config.Wholesaler
	}
	if d.mem.of[from] != rules.Lead {
		d.mem.lead[from], d.mem.of[from] = rules.usual(), rules.Lead
	}
	return d.mem.lead[from]
}
