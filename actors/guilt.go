package actors

import (
	"slices"
	"time"

	"buynow/sim"
)

// guilt tells the breaches of the world from those of the shop. Some faults are a
// breach themselves: a bank that pays twice, a carrier that sends a parcel twice.
// Whom they strike may then be found broken in the ways that they declare: it is
// not the shop's doing, but the shop must have made it good in time.
type guilt struct {
	faults []declared // of the run, by their numbers from 1
	struck map[subject]*blame
	queue  []appointment // to look at what is open, by time
	due    time.Duration // of the first of them
}

// declared is what comes of a fault, and how long the shop has.
type declared struct {
	breaks uint64 // invariants, a bit each
	within time.Duration
}

// subject is whom a fault strikes, or who breaks an invariant: an order, or else
// the number of what it is, a product or a purchase order. The zero subject is the
// run as a whole, which every fault strikes.
type subject struct {
	order  OrderID
	number uint64
}

// blame is what the world has done to a subject.
type blame struct {
	declared
	broken uint64       // the invariants that were broken so, a bit each
	open   []openBreach // of these, what is not decided
}

// openBreach is one that the shop may still make good.
type openBreach struct {
	of  invariant
	due time.Duration
	Instance
}

// appointment is when an open breach of a subject is due.
type appointment struct {
	at  time.Duration
	who subject
}

// Faults tells the auditor of faults of the run, in the order of their numbers, from
// the first that it does not know. The auditor hears of each that strikes by a
// [sim.FaultHit], about its Order; if it is about none, its Intent is a customer's
// wish, or the number of a product or a purchase order.
func (a *Auditor) Faults(rows ...sim.FaultRow) {
	if a.guilt.struck == nil {
		a.guilt.struck = map[subject]*blame{}
	}
	for i := range rows {
		f := declared{within: rows[i].Within}
		for _, name := range rows[i].Breaks {
			f.breaks |= 1 << slices.IndexFunc(invariants[:], func(v Invariant) bool { return v.Name == name })
		}
		a.guilt.faults = append(a.guilt.faults, f)
	}
}

// struck notes whom a fault strikes, and looks at once what it has broken.
func (a *Auditor) struck(e *sim.Event) {
	if e.A < 1 || e.A > int64(len(a.guilt.faults)) || a.guilt.faults[e.A-1].breaks == 0 {
		return
	}
	a.now = e.At
	fault := a.guilt.faults[e.A-1]
	a.guilt.strike(subject{}, fault)
	if e.Order == 0 {
		a.guilt.strike(subject{number: e.Intent}, fault)
		return
	}
	a.guilt.strike(subject{order: e.Order}, fault)
	if p := a.pages.edit(e.Order); p != nil {
		for i := range invariantCount {
			if fault.breaks&(1<<i) != 0 && invariants[i].When != AtClose && !p.right(i) {
				a.breach(i, p, "struck by fault %d, with %v held, %v taken, %v of it paid out or given back, of a total of %v",
					e.A, p.held, p.captured, p.cleared, p.total)
			}
		}
	}
}

// strike adds what a fault declares to what is known of a subject.
func (g *guilt) strike(who subject, fault declared) {
	b := g.struck[who]
	if b == nil {
		b = &blame{}
		g.struck[who] = b
	}
	b.breaks |= fault.breaks
	b.within = max(b.within, fault.within)
}

// inherit passes what struck a wish to buy on to the order that comes of it.
func (g *guilt) inherit(intent uint64, order OrderID) {
	if len(g.struck) == 0 {
		return
	}
	if b := g.struck[subject{number: intent}]; b != nil {
		g.strike(subject{order: order}, b.declared)
	}
}

// of is what the world has done to a subject, nil if that is no excuse for
// breaking the invariant.
func (g *guilt) of(who subject, i invariant) *blame {
	if len(g.struck) == 0 {
		return nil
	}
	if b := g.struck[who]; b != nil && b.breaks&(1<<i) != 0 {
		return b
	}
	return nil
}

// add notes a breach of the world, once for each invariant, and when the shop
// must have made it good.
func (g *guilt) add(b *blame, who subject, i invariant, found Instance) {
	if slices.ContainsFunc(b.open, func(o openBreach) bool { return o.of == i }) {
		return
	}
	b.broken |= 1 << i
	due := found.At + b.within
	b.open = append(b.open, openBreach{i, due, found})
	at, _ := slices.BinarySearchFunc(g.queue, due, func(m appointment, due time.Duration) int {
		if m.at <= due {
			return -1
		}
		return 1
	})
	g.queue = slices.Insert(g.queue, at, appointment{due, who})
	g.due = g.queue[0].at
}

// unrepaired tells if the shop has still to make good what the world did to an
// order. Its page stays open for that, even when it will be too late.
func (a *Auditor) unrepaired(p *page) bool {
	if len(a.guilt.struck) == 0 {
		return false
	}
	b := a.guilt.struck[subject{order: p.order}]
	if b == nil {
		return false
	}
	for i := range invariantCount {
		if b.broken&(1<<i) != 0 && !p.right(i) {
			return true
		}
	}
	return false
}

// settleBlame closes what the world did to an order whose page is closed. What was
// due meanwhile is looked at first: it may have been right in time, and nothing
// have happened since.
func (a *Auditor) settleBlame(p *page) {
	if len(a.guilt.struck) == 0 {
		return
	}
	if a.guilt.due <= a.now {
		a.callIn(a.now)
	}
	if b := a.guilt.struck[subject{order: p.order}]; b != nil {
		a.settle(b, func(o *openBreach) bool { return true }, func(o *openBreach) bool { return p.right(o.of) && a.now <= o.due })
	}
}

// mend tells that an invariant holds again of what is no order.
func (a *Auditor) mend(i invariant, who subject) {
	if b := a.guilt.of(who, i); b != nil {
		a.settle(b, func(o *openBreach) bool { return o.of == i }, func(o *openBreach) bool { return a.now <= o.due })
	}
}

// callIn looks at every breach that is due: what is not made good now counts as
// never.
func (a *Auditor) callIn(now time.Duration) {
	g := &a.guilt
	for len(g.queue) > 0 && g.queue[0].at <= now {
		who := g.queue[0].who
		g.queue = g.queue[1:]
		p := a.pages.edit(who.order)
		a.settle(g.struck[who], func(o *openBreach) bool { return o.due <= now }, func(o *openBreach) bool { return p.right(o.of) })
	}
	g.due = sim.Forever
	if len(g.queue) > 0 {
		g.due = g.queue[0].at
	}
}

// settle decides open breaches.
func (a *Auditor) settle(b *blame, which, right func(*openBreach) bool) {
	b.open = slices.DeleteFunc(b.open, func(o openBreach) bool {
		if !which(&o) {
			return false
		}
		by := byWorldUnrepaired
		if right(&o) {
			by = byWorldRepaired
		}
		found := &a.found[o.of][by]
		if found.count++; found.count == 1 {
			found.first = o.Instance
		}
		if by == byWorldUnrepaired {
			a.tell(o.of, o.Example)
		}
		return true
	})
}
