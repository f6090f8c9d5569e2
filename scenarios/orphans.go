package scenarios

import (
	"iter"
	"maps"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// Orphans is money that customers miss without getting anything for it: held for
// orders that are over, or beside another hold or payment for the same order.
type Orphans struct {
	Orders  int     `json:"orders"`   // whose money it was
	Peak    float64 `json:"peak"`     // the most at one time, in euros
	At      float64 `json:"at"`       // when that was
	DayEuro float64 `json:"day_euro"` // euros times the days that they were held
	Longest float64 `json:"longest"`  // how long it took with the worst order, in seconds
	Left    float64 `json:"left"`     // in euros, when the run ended
	Example int     `json:"example"`  // the order with the longest
}

// orphans watches the money of every open order. It is only there if somebody
// wants to know: with faults, a threshold about it, or a score to be made.
type orphans struct {
	orders map[uint64]*ownership
	scorer *scorer      // keeps the orders instead, if it is not nil
	now    actors.Cents // held of nobody's
	since  time.Duration
	area   float64 // cents times seconds
	times  *metrics.Series
	sum    Orphans
	peak   actors.Cents
}

// ownership is the money of one order.
type ownership struct {
	due, held, taken actors.Cents
	over, struck     bool
	paid             bool // money was held or taken
	orphan           actors.Cents
	risk             actors.Cents  // missed without getting anything: held or taken
	since            time.Duration // since when there is an orphan
	lasted           time.Duration // before that
}

// watchOrphans begins to watch the money.
func (p *Play) watchOrphans() {
	wanted := p.mayFail() || p.scorer != nil
	for metric := range p.Scenario.Thresholds {
		name := metric.selector().Name
		wanted = wanted || name == orphanMoney || name == orphanTime
	}
	if !wanted {
		return
	}
	o := &orphans{orders: map[uint64]*ownership{}, scorer: p.scorer, times: p.measure.board.families[orphanTime].whole}
	p.measure.orphans = o
	p.World.Watch(o.placed, actors.Placed)
	p.World.Watch(o.moved, sim.Moved)
	p.World.Watch(o.changed, actors.Changed)
	p.World.Watch(o.archived, actors.Archived)
}

// The metrics of such money.
const (
	orphanMoney = "orphan_money"
	orphanTime  = "orphan_time"
)

// placed learns what an order amounts to. A click whose order was lost in a crash
// may come to another.
func (o *orphans) placed(e *sim.Event) { o.of(e.Order).due = actors.Cents(e.A) }

func (o *orphans) of(order uint64) *ownership {
	if o.scorer != nil {
		return &o.scorer.purchase(order).ownership
	}
	one := o.orders[order]
	if one == nil {
		one = &ownership{}
		o.orders[order] = one
	}
	return one
}

// moved follows money from the purse to a hold, to the shop, and back.
func (o *orphans) moved(e *sim.Event) {
	from, _ := actors.PlaceOf(e.Move.From)
	to, _ := actors.PlaceOf(e.Move.To)
	if from.Goods() || e.Order == 0 {
		return
	}
	one, amount := o.of(e.Order), actors.Cents(e.Move.Amount)
	switch {
	case from == actors.Held:
		one.held -= amount
	case to == actors.Held:
		one.held, one.paid = one.held+amount, true
	}
	switch {
	case to == actors.Clearing && (from == actors.Held || from == actors.Purse):
		one.taken, one.paid = one.taken+amount, true
	case to == actors.Purse && from != actors.Held && from != actors.World:
		one.taken -= amount
	}
	o.judge(e, one)
}

// changed learns that an order is over.
func (o *orphans) changed(e *sim.Event) {
	if machine, _, next := actors.ChangeOf(e); machine == actors.OrderMachine {
		one := o.of(e.Order)
		one.over = actors.OrderState(next).Over()
		o.judge(e, one)
	}
}

// judge looks how much of the hold belongs to nothing now.
func (o *orphans) judge(e *sim.Event, one *ownership) {
	orphan := max(0, min(one.held, one.held+max(one.taken, 0)-one.due))
	if one.over {
		orphan = max(0, one.held)
	}
	o.scorer.risk(e)
	if orphan == one.orphan {
		return
	}
	o.pass(e.At)
	o.now += orphan - one.orphan
	if o.now > o.peak {
		o.peak, o.sum.At = o.now, e.At.Seconds()
	}
	switch {
	case one.orphan == 0:
		one.since = e.At
	case orphan == 0:
		one.lasted += e.At - one.since
		o.record(e.Order, one, e.At)
	}
	one.orphan = orphan
}

// record notes how long the money of an order was nobody's.
func (o *orphans) record(order uint64, one *ownership, at time.Duration) {
	o.times.Record(at, int64(one.lasted), order)
	o.sum.note(order, one.lasted, &one.struck)
}

// orphanAfter is how long money may be held for nothing before it counts.
const orphanAfter = time.Minute

// note counts an order whose money was nobody's for a while. An order that ends lets
// go of its money within moments, which is as it should be.
func (s *Orphans) note(order uint64, lasted time.Duration, struck *bool) {
	if lasted >= orphanAfter && !*struck {
		*struck = true
		s.Orders++
	}
	if seconds := lasted.Seconds(); seconds > s.Longest {
		s.Longest, s.Example = seconds, int(order)
	}
}

// summary is what there was until now, with what is still held.
func (o *orphans) summary(now time.Duration) *Orphans {
	if o == nil {
		return nil
	}
	sum := o.sum
	area := o.area + float64(float64(o.now)*(now-o.since).Seconds())
	sum.Peak, sum.Left, sum.DayEuro = float64(o.peak)/100, float64(o.now)/100, area/100/actors.Day.Seconds()
	for order, one := range o.open() {
		if one.orphan > 0 {
			struck := one.struck
			sum.note(order, one.lasted+now-one.since, &struck)
		}
	}
	return &sum
}

// open are the orders whose money is watched, by number.
func (o *orphans) open() iter.Seq2[uint64, *ownership] {
	if o.scorer != nil {
		return o.scorer.ownerships()
	}
	return func(yield func(uint64, *ownership) bool) {
		for _, order := range slices.Sorted(maps.Keys(o.orders)) {
			if !yield(order, o.orders[order]) {
				return
			}
		}
	}
}

// gauge is the money that is nobody's, in euros. Its example is the order with
// which it takes longest.
func (o *orphans) gauge(now time.Duration) metrics.Gauge {
	if o == nil {
		return metrics.Gauge{}
	}
	sum := o.summary(now)
	return metrics.Gauge{
		Now: sum.Left, Mean: sum.DayEuro * actors.Day.Seconds() / max(1, now.Seconds()), Most: sum.Peak,
		Seen: uint64(sum.Orders), Order: uint64(sum.Example),
	}
}

// pass adds up what was held of nobody's until now.
func (o *orphans) pass(at time.Duration) {
	o.area += float64(float64(o.now) * (at - o.since).Seconds())
	o.since = at
}

// archived forgets an order. What is still held of it stays held.
func (o *orphans) archived(e *sim.Event) {
	if one := o.orders[e.Order]; one != nil && one.held == 0 {
		delete(o.orders, e.Order)
	}
}
