package dashboard

import (
	"slices"
	"time"

	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// eye sees what happens in a run, for those who look at it:
//  1. it counts what passes on each road, at each event, and nothing else: whatever
//     costs more it does for the orders that are picked, or when it is asked;
//  2. what the auditor knows it asks the auditor, so the page and the summary of a
//     run can never disagree;
//  3. what is picked is a sample that is drawn as parcels, and the orders that
//     somebody follows, of which it writes down everything.
//
// It belongs to the goroutine of the run.
type eye struct {
	play *scenarios.Play
	shop *actors.Shop
	seed uint64
	cast [16]int8 // place in castNames, by sim.ActorID; -1 for the others

	goods map[actors.SKU]windowGood

	ways  *[waysLen]way
	lanes []lane // by road; the last two are for what is on none, and for what is no message

	thanked, sorry, unanswered, mails, doorbells uint64
	clicking                                     int64 // clicks that wait for a page
	compensations                                uint64

	stations [16]station // by sim.ActorID
	waits    waits
	checkout latency
	laps     [actors.Steps + 1]latency
	pace     pace
	switches switches
	faults   []int64 // numbers of those that are there
	unsafe   bool    // one was there that can make somebody pay twice
	sample   sample
	follower follower
	marked   marks
	past     past
	recent   recent

	shown tick
}

// lane counts what passes on a road: messages and answers, since some roads have
// both.
type lane struct {
	asked, again, unheard uint64
	answered, failed      uint64
	most                  int64 // that was shown to have passed: sums never go back
}

// The lanes after those of the roads.
const (
	laneBesides = iota // of messages on no road
	laneNobody         // of those that are no messages, but customers who come
	lanesMore
)

// castNames are the actors on the stage, in the order of the roads.
var castNames = []string{
	"customer", "web", "order-manager", "stock-db", "manufacturer", "merchant", "fraud", "bank", "warehouse", "truck", "mail",
}

// castOf is the place of an actor on the stage, -1 if it is not there.
func castOf(name string) int { return slices.Index(castNames, name) }

// newEye sets an eye on a play. The run has not begun.
func newEye(play *scenarios.Play) *eye {
	e := &eye{play: play, shop: play.Shop, seed: play.World.Seed(), ways: waysOf(play), lanes: make([]lane, len(roads)+lanesMore)}
	for i := range e.cast {
		e.cast[i] = -1
	}
	for id, name := range play.World.Names() {
		if id < len(e.cast) {
			e.cast[id] = int8(castOf(name))
		}
	}
	e.cast[e.shop.Wholesaler] = e.cast[e.shop.Manufacturer] // one box on the stage
	e.goods = windowGoods(e.shop)
	e.begin()
	w := play.World
	w.Watch(e.sent, sim.Sent)
	w.Watch(e.served, sim.Served)
	w.Watch(e.answered, sim.Answered)
	w.Watch(e.timedOut, sim.TimedOut)
	w.Watch(e.late, sim.Late)
	w.Watch(e.unheard, sim.Refused, sim.Lost)
	w.Watch(e.crashed, sim.Crashed, sim.Restarted)
	w.Watch(e.noted, sim.Noted)
	w.Watch(e.moved, sim.Moved)
	w.Watch(e.fault, sim.FaultBegan, sim.FaultEnded)
	w.Watch(e.struck, sim.FaultHit)
	w.Watch(e.changed, actors.Changed)
	w.Watch(e.placed, actors.Placed)
	w.Watch(e.archived, actors.Archived)
	play.Visitors(func(intent uint64, who scenarios.Purchase) { e.visit(intent, who.Name) })
	play.Breakers(e.breaker)
	play.Auditor.Breaches(e.recent.broke)
	play.Laps(func(step actors.Step, took time.Duration) { e.laps[step].add(took) })
	return e
}

// moved is money, or goods, that go somewhere.
func (e *eye) moved(ev *sim.Event) {
	if e.picks(ev.Intent) {
		e.follower.moved(ev)
	}
}

// changed is something that goes from one state to the next.
func (e *eye) changed(ev *sim.Event) {
	if e.picks(ev.Intent) {
		e.follower.changed(ev)
	}
	if machine, _, next := actors.ChangeOf(ev); machine == actors.OrderMachine && actors.OrderState(next) >= actors.Refunding {
		e.recent.ended(ev, actors.OrderState(next))
	}
}

// placed is an order that gets its number.
func (e *eye) placed(ev *sim.Event) {
	e.follower.number(ev.Order, ev.Intent)
	if e.picks(ev.Intent) {
		e.follower.placed(ev)
	}
}

// archived is an order that is put away.
func (e *eye) archived(ev *sim.Event) {
	if e.picks(ev.Intent) {
		e.follower.archived(ev)
	}
}

// struck is what a fault does to somebody.
func (e *eye) struck(ev *sim.Event) {
	if ev.Path != 0 && ev.C == 0 && sim.Primitive(ev.B) == sim.Dropped {
		e.lanes[e.ways[wayAt(ev.Message, ev.Actor)].lane].unheard++
	}
	if e.picks(ev.Intent) {
		e.follower.struck(ev)
	}
}

// noted is a remark that somebody makes.
func (e *eye) noted(ev *sim.Event) {
	if e.picks(ev.Intent) {
		e.follower.noted(ev)
	}
}

// crashed is an actor that goes down, or is back.
func (e *eye) crashed(ev *sim.Event) {
	s := &e.stations[ev.Actor&15]
	s.down = ev.What == sim.Crashed
	e.follower.crashed(ev)
}
