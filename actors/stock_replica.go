package actors

import (
	"time"

	"buynow/sim"
)

// replica is what people see of the stock who do not ask the database itself: a
// copy that lags behind by a fixed time, or one that is kept for as long. It is
// there only while a fault says so.
type replica struct {
	figures map[SKU]int        // of a copy that lags behind
	log     []wasWritten       // what it has still to hear, the oldest first
	kept    map[SKU]wasWritten // figures that are kept
}

// wasWritten is a figure of a product at a time.
type wasWritten struct {
	at   time.Duration
	sku  SKU
	free int
}

// note lets the copy that lags behind hear of a change, some time.
func (r *replica) note(now time.Duration, sku SKU, free int) {
	if r.figures != nil {
		r.log = append(r.log, wasWritten{now, sku, free})
	}
}

// begin makes a copy of the rows as they are.
func (r *replica) begin(rows stockTable) {
	r.figures = map[SKU]int{}
	for sku := range rows[1:] {
		r.figures[SKU(sku+1)] = rows[sku+1].free()
	}
}

// read is how many pieces of a product a newcomer may have, for all that a reader
// knows. The faults hear of it if that is not so.
func (d *stockDatabase) read(env *sim.Env, sku SKU) int {
	r, now := &d.replica, env.Now()
	free := d.items.row(sku).free()
	if lag := d.shop.active(whenCopied); lag != nil {
		if r.figures == nil {
			r.begin(d.items)
		}
		for len(r.log) > 0 && r.log[0].at+time.Duration(lag.Delay.Mean()) <= now {
			r.figures[r.log[0].sku] = r.log[0].free
			r.log = r.log[1:]
		}
		return d.old(env, r.figures[sku], free, whenCopied, sku)
	}
	r.figures, r.log = nil, nil
	if cache := d.shop.active(whenCached); cache != nil {
		if r.kept == nil {
			r.kept = map[SKU]wasWritten{}
		}
		seen, ok := r.kept[sku]
		if !ok || now >= seen.at+cache.Age {
			seen = wasWritten{now, sku, free}
			r.kept[sku] = seen
		}
		return d.old(env, seen.free, free, whenCached, sku)
	}
	return free
}

// look is how much of a cart is missing, for all that a reader knows.
func (d *stockDatabase) look(env *sim.Env, cart *Cart) (SKU, int) {
	if len(d.shop.blows[whenCopied])+len(d.shop.blows[whenCached]) == 0 {
		return d.items.short(cart)
	}
	for i, line := range cart.Lines {
		if missing := wanted(cart, i) - d.read(env, line.SKU); missing > 0 {
			return line.SKU, missing
		}
	}
	return 0, 0
}

// active is a blow that may fall at an occasion now, nil if none does.
func (s *Shop) active(at occasion) *blow {
	for _, b := range s.blows[at] {
		if b.strength > 0 {
			return b
		}
	}
	return nil
}

// old is an old figure, if it is another than the true one and the fault strikes.
func (d *stockDatabase) old(env *sim.Env, old, free int, at occasion, sku SKU) int {
	if old == free || d.shop.struck(env, at, nil, sim.Mix(env.Intent(), uint64(sku))) == nil {
		return free
	}
	return old
}
