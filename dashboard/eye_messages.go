package dashboard

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

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

// tryOf is which try of the same a message is, counted from 1.
func tryOf(ev *sim.Event) int {
	if again(ev.Attempt) {
		return 1 + int(ev.Attempt)
	}
	return 1
}

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
