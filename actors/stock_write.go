package actors

import (
	"time"

	"buynow/sim"
)

// luckAgain is the pause of a write that came too late, keyed by order and try.
const luckAgain sim.Purpose = sim.FirstPurpose + 0x5c0

// write sets a cart aside that was just seen to be there, the way the shop does
// it; nil if it is there no more. A way that lets time pass between the look and
// the deed reads the order's record anew: another copy of the question may have
// been dealt with meanwhile.
func (d *stockDatabase) write(env *sim.Env, m *ReserveStock) (*StockDecision, error) {
	switch d.rules.Write {
	case ConditionalWrite:
		if _, missing := d.items.short(m.Cart); missing > 0 {
			return nil, nil // the look was at an old copy
		}
	case CheckThenAct:
		env.Sleep(d.rules.ApplyDelay)
	case Overwrite:
		d.overwrite(env, m)
	case WhatIsThere:
		return d.takeWhatIsThere(env, m), nil
	case PessimisticLock:
		return d.locked(env, m), nil
	case OptimisticVersion:
		return d.ifUnchanged(env, m)
	}
	return d.act(env, m), nil
}

// act is the deed: no more looks.
func (d *stockDatabase) act(env *sim.Env, m *ReserveStock) *StockDecision {
	r, _ := d.reservations.Read(m.Order)
	if r.stands() {
		return r.answer()
	}
	return d.setAside(env, m, r)
}

// overwrite writes back the figures that were read: what others took or brought
// meanwhile is no longer in them, before the deed takes its part.
func (d *stockDatabase) overwrite(env *sim.Env, m *ReserveStock) {
	var room [maxLines]int
	read := room[:0]
	for _, line := range m.Cart.Lines {
		read = append(read, d.items.row(line.SKU).shelf)
	}
	env.Sleep(d.rules.ApplyDelay)
	if r, _ := d.reservations.Read(m.Order); r.stands() {
		return
	}
	for i, line := range m.Cart.Lines {
		row := d.items.row(line.SKU)
		row.wrong += read[i] - row.shelf
		row.shelf = read[i]
	}
}

// misled tells the fault that has made figures wrong of an order that is promised
// goods by them.
func (d *stockDatabase) misled(env *sim.Env, cart *Cart) {
	for _, line := range cart.Lines {
		row := d.items.row(line.SKU)
		if row.wrong == 0 {
			continue
		}
		if b := d.shop.struck(env, whenReserved, nil, env.Order()); b != nil {
			row.by = b
			b.hit(0, uint64(line.SKU))
		} else if row.by != nil {
			row.by.hit(env.Order(), env.Intent())
		}
	}
}

// takeWhatIsThere sets aside as much as there is of each line. The order hears
// that it has everything; the picker will see.
func (d *stockDatabase) takeWhatIsThere(env *sim.Env, m *ReserveStock) *StockDecision {
	r, _ := d.reservations.Read(m.Order)
	if r.stands() {
		return r.answer()
	}
	less := *m
	less.Cart = &Cart{Shipping: m.Cart.Shipping}
	for i, line := range m.Cart.Lines {
		before := wanted(m.Cart, i) - line.Qty
		line.Qty = min(line.Qty, d.items.row(line.SKU).free()-before)
		if line.Qty > 0 {
			less.Cart.Lines = append(less.Cart.Lines, line)
		}
	}
	return d.setAside(env, &less, r)
}

// locked is the story of a lock:
//  1. all products of the cart are locked at once, when the last of those who
//     came before has let go of them;
//  2. the shelf is looked at again, and the deed is done at once;
//  3. the lock is held until the write is on disk, and only then there is an answer.
//
// A product can be sold as often as its lock fits into a second, no more.
func (d *stockDatabase) locked(env *sim.Env, m *ReserveStock) *StockDecision {
	mine := env.Now()
	for _, line := range m.Cart.Lines {
		mine = max(mine, d.mem.lists[line.SKU].locked)
	}
	for _, line := range m.Cart.Lines {
		d.mem.lists[line.SKU].locked = mine + d.rules.LockTime
	}
	env.Sleep(mine - env.Now())
	var decision *StockDecision
	if _, missing := d.items.short(m.Cart); missing == 0 {
		decision = d.act(env, m)
	}
	env.Sleep(d.rules.LockTime)
	return decision
}

// ifUnchanged is the story of a version:
//  1. the products' versions are read with what is on the shelf;
//  2. after the while that the write takes they must be the same, and it is done;
//  3. else somebody else was faster: all of it again, after a pause of its own;
//  4. after so many tries it is given up.
func (d *stockDatabase) ifUnchanged(env *sim.Env, m *ReserveStock) (*StockDecision, error) {
	for try := 1; ; try++ {
		version := d.items.version(m.Cart)
		env.Sleep(d.rules.ApplyDelay)
		if d.items.version(m.Cart) == version {
			return d.act(env, m), nil
		}
		if try >= d.rules.WriteTries {
			return nil, ErrContended
		}
		luck := env.LuckOf(luckAgain, sim.Mix(m.Order, uint64(try)))
		env.Sleep(time.Duration(float64(luck.Float64() * float64(2*d.rules.ApplyDelay))))
		if _, missing := d.items.short(m.Cart); missing > 0 {
			return nil, nil
		}
	}
}
