package actors

import (
	"time"

	"buynow/sim"
)

// The jobs of the stock database.
const (
	sweepJob = iota + 1
	dailyJob
)

// arm sets the alarms that open affairs need. It comes last in everything, so
// that it moves no luck.
func (d *stockDatabase) arm(env *sim.Env) {
	now := env.Now()
	if len(d.mem.expiring) > 0 {
		due := max(d.mem.expiring[0].at, now+1)
		d.mem.sweep.set(env, sweepJob, (due+sweepEvery-1)/sweepEvery*sweepEvery)
	}
	if d.busy() {
		d.mem.daily.set(env, dailyJob, now+d.shop.Config.Calendar.Next(now, d.rules.CountAt))
	}
}

// busy tells if there is anything that needs a look tomorrow.
func (d *stockDatabase) busy() bool {
	return len(d.mem.touched) > 0 || len(d.mem.closed) > 0 || len(d.mem.ready) > 0 || d.mem.waiting > 0 ||
		d.purchases.Open() > 0
}

// set starts a tick, unless one is under way that comes in time. One that is
// long overdue was lost in a full mailbox.
func (a *alarm) set(env *sim.Env, job int, due time.Duration) {
	if a.tick != nil && a.due <= due && env.Now() <= a.due+time.Hour {
		return
	}
	a.tick, a.due = &tick{job}, due
	env.About(0, 0)
	env.After(due-env.Now(), a.tick)
}

// daily is the story of the night:
//  1. suppliers that are silent or late are chased;
//  2. who waited too long need not wait any longer, and what is missing is ordered;
//  3. the order manager is reminded of goods that came for its orders;
//  4. what is over is put away;
//  5. what changed is counted, last, so that the count is of this very moment.
func (d *stockDatabase) daily(env *sim.Env) {
	env.About(0, 0)
	d.mem.daily = alarm{}
	d.purchases.Each(func(p purchase) bool {
		if p.over() {
			d.purchases.Archive(p.po)
		} else {
			d.chase(env, p)
		}
		return true
	})
	for i := range d.items[1:] {
		d.tire(env, SKU(i+1))
	}
	d.remind(env)
	d.tidy(env)
	d.count(env)
}

// chase looks after one open purchase order:
//  1. one that was not acknowledged is sent again, a few times;
//  2. one that is late is sent again every day, in case a message was lost, and
//     what customers wait for is bought elsewhere, once;
//  3. then it is given up.
func (d *stockDatabase) chase(env *sim.Env, p purchase) {
	r, now := d.rules, env.Now()
	silent := p.state == PurchaseSent
	switch {
	case silent && now < p.sent+r.AckWithin, !silent && now < p.eta+r.Patience:
		return
	case silent && int(p.resends) >= r.Resends, !silent && now >= p.eta+r.GiveUp:
		d.giveUp(env, p, PurchaseCancelled)
		return
	}
	p.resends = min(p.resends+1, 250)
	row := d.items.row(p.sku)
	other := d.next(p.source)
	rush := !silent && !p.rushed && row.waiting > row.shelf && other != p.source
	p.rushed = p.rushed || rush
	d.purchases.Commit(env, p)
	d.sendPurchase(env, &p)
	if rush {
		d.purchase(env, p.sku, min(p.rest(), row.waiting-row.shelf), other, 0)
	}
}

// tire ends the wait of those in a product's queue who have waited too long, and
// makes sure that the others do not wait in vain. Whoever was promised the goods
// stays until the order manager, who is told every day, gives their place back.
func (d *stockDatabase) tire(env *sim.Env, sku SKU) {
	list := &d.mem.lists[sku]
	for at := 0; at < len(list.waiting); {
		r, _ := d.reservations.Read(list.waiting[at].order)
		if env.Now() < r.since+d.rules.WaitAtMost {
			d.cover(env, sku)
			return
		}
		env.About(r.intent, r.order)
		if r.confirmed {
			env.Send(d.shop.Orders, &PickShort{Order: r.order, Shipment: 1})
			at++
		} else {
			d.giveBack(env, r, ReservationExpired)
		}
		env.About(0, 0)
	}
}

// remind tells the order manager again about goods that are ready. If it says
// nothing for long, it has no use for them; a confirmed order keeps them.
func (d *stockDatabase) remind(env *sim.Env) {
	ready := d.mem.ready
	d.mem.ready = nil
	for _, order := range ready {
		r, ok := d.reservations.Read(order)
		if !ok || r.state != ReservationHeld || !r.ready {
			continue
		}
		env.About(r.intent, r.order)
		switch late := env.Now() >= r.since+d.rules.KeepReady; {
		case late && !r.confirmed:
			d.giveBack(env, r, ReservationExpired)
		case !late:
			d.mem.ready = append(d.mem.ready, order)
			env.Send(d.shop.Orders, &GoodsReady{Order: order})
		}
	}
	env.About(0, 0)
}

// tidy puts away what nobody will ask for again.
func (d *stockDatabase) tidy(env *sim.Env) {
	until := env.Now() - d.rules.KeepClosed
	closed := d.mem.closed
	for len(closed) > 0 && closed[0].at <= until {
		if r, ok := d.reservations.Read(closed[0].order); ok && r.over() && r.since <= until {
			d.gone.add(r.order)
			d.reservations.Archive(r.order)
		}
		closed = closed[1:]
	}
	d.mem.closed = closed
}
