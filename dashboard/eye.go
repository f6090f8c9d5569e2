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
	play.Laps(func(step actors.Step, took time.Duration) { e.laps[step].add(took) })
	return e
}

// sent is a message that leaves.
func (e *eye) sent(ev *sim.Event) {
	w := &e.ways[wayAt(ev.Message, ev.Actor)]
	l := &e.lanes[w.lane]
	l.asked++
	if again(ev.Attempt) {
		l.again++
	}
	if w.watched {
		e.asked(ev, w)
	}
	if e.picks(ev.Intent) || w.undo && e.adopt(ev.Intent, hopUndo) {
		e.hopSent(ev, w)
		e.follower.sent(ev, w)
	}
}

// again tells if an attempt is one more of the same: numbers far up only tell many
// messages of one sort apart.
func again(attempt uint8) bool { return attempt-1 < mostAttempts }

const mostAttempts = 200

// asked counts what the customers do, and what goes back.
func (e *eye) asked(ev *sim.Event, w *way) {
	switch ev.Message {
	case actors.KindPlaceOrder:
		e.clicking++
		if actors.IsVisitor(ev.Intent) && e.follower.orders[ev.Intent] == nil {
			e.visit(ev.Intent, "")
		}
	case actors.KindDelivery:
		e.doorbells++
	default:
		if ev.Attempt == 0 {
			e.compensations++
		}
	}
}

// served is the end of somebody's work, and the moment in which an answer leaves.
func (e *eye) served(ev *sim.Event) {
	if ev.Actor != ev.Peer {
		e.stations[ev.Actor&15].done(ev.B - ev.A - e.waits.of(ev.Path))
	}
	if ev.Message == actors.KindLetter {
		e.mails++
	}
	if e.picks(ev.Intent) {
		w := &e.ways[wayAt(ev.Message, ev.Peer)]
		e.hopServed(ev, w)
		e.follower.served(ev, w)
	}
}

// answered is an answer that came in time. One that is an error is none: nobody was
// there, or had time.
func (e *eye) answered(ev *sim.Event) {
	w := &e.ways[wayAt(ev.Message, ev.Actor)]
	l := &e.lanes[w.back]
	l.answered++
	l.failed += uint64(ev.C)
	e.waits.add(ev.Parent, ev.A)
	if w.asks {
		e.paged(ev)
	}
	if e.picks(ev.Intent) || w.judges && saysNo(ev.Body) && e.adopt(ev.Intent, hopNo) {
		e.hopAnswered(ev, w)
		e.follower.answered(ev, w)
	}
}

// paged is a page that a customer gets, or does not get.
func (e *eye) paged(ev *sim.Event) {
	if ev.Message == actors.KindPlaceOrder {
		e.clicking--
		if ev.C == 0 {
			if e.checkout.add(time.Duration(ev.A)); ev.A > int64(slowPage) {
				e.recent.slow(ev, ev.Order)
			}
		} else {
			e.unanswered++
		}
	}
	switch ev.Body.(type) {
	case *actors.ConfirmationPage:
		e.thanked++
	case *actors.SorryPage:
		e.sorry++
	}
}

// slowPage is how long a page takes that is worth a look.
const slowPage = 5 * time.Second

// timedOut is an answer that nobody waits for any more.
func (e *eye) timedOut(ev *sim.Event) {
	w := &e.ways[wayAt(ev.Message, ev.Actor)]
	l := &e.lanes[w.back]
	l.answered++
	l.failed++
	e.waits.add(ev.Parent, ev.A)
	e.stations[ev.Peer&15].silent++
	if ev.Message == actors.KindPlaceOrder && w.asks {
		e.clicking--
		e.unanswered++
	}
	if e.picks(ev.Intent) || e.adopt(ev.Intent, hopLate) {
		e.hopSilent(ev, w)
		e.follower.timedOut(ev, w)
	}
}

// late is an answer that comes when nobody waits for it any more.
func (e *eye) late(ev *sim.Event) {
	if e.picks(ev.Intent) || e.adopt(ev.Intent, hopLate) {
		w := &e.ways[wayAt(ev.Message, ev.Actor)]
		e.hopTooLate(ev, w)
		e.follower.late(ev, w)
	}
}

// unheard is a message that nobody takes: who should was too busy, or not there.
func (e *eye) unheard(ev *sim.Event) {
	w := &e.ways[wayAt(ev.Message, ev.Peer)]
	e.lanes[w.lane].unheard++
	if e.picks(ev.Intent) || e.adopt(ev.Intent, hopLost) {
		e.hopUnheard(ev, w)
		e.follower.unheard(ev, w)
	}
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
