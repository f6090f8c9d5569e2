package actors

import (
	"slices"
	"time"

	"buynow/sim"
)

// match picks an event.
type match func(*sim.Event) bool

func moved(from, to Place) match {
	return func(e *sim.Event) bool {
		f, _ := PlaceOf(e.Move.From)
		t, _ := PlaceOf(e.Move.To)
		return e.What == sim.Moved && f == from && t == to
	}
}

func changed(m Machine, next uint8) match {
	return func(e *sim.Event) bool {
		machine, _, n := ChangeOf(e)
		return e.What == Changed && machine == m && n == next
	}
}

func happened(what sim.What) match { return func(e *sim.Event) bool { return e.What == what } }

func sent(kind sim.Kind) match {
	return func(e *sim.Event) bool { return e.What == sim.Sent && e.Message == kind }
}

func sentState(state OrderState) match {
	return func(e *sim.Event) bool {
		m, ok := e.Body.(*StatusMail)
		return ok && m.State == state
	}
}

func served(kind sim.Kind) match {
	return func(e *sim.Event) bool { return e.What == sim.Served && e.Message == kind }
}

func effected(kind sim.Kind) match {
	return func(e *sim.Event) bool { return e.What == Effect && sim.Kind(e.B) == kind }
}

// find is where the first such event of an order is; of any for order 0.
func (t *tape) find(order OrderID, is match) int {
	at := slices.IndexFunc(t.events, func(e sim.Event) bool { return (order == 0 || e.Order == order) && is(&e) })
	if at < 0 {
		panic("the saboteur finds nothing to do")
	}
	return at
}

func (t *tape) edit(order OrderID, is match, change func(*sim.Event)) {
	change(&t.events[t.find(order, is)])
}

func (t *tape) take(order OrderID, is match) sim.Event {
	at := t.find(order, is)
	e := t.events[at]
	t.events = slices.Delete(t.events, at, at+1)
	return e
}

func (t *tape) without(order OrderID, is match) { t.take(order, is) }

func (t *tape) again(order OrderID, is match) {
	at := t.find(order, is)
	t.events = slices.Insert(t.events, at, t.events[at])
}

// insertEvents puts events just before another, at its time.
func (t *tape) insertEvents(order OrderID, is match, events ...sim.Event) {
	at := t.find(order, is)
	for i := range events {
		events[i].At = t.events[at].At
	}
	t.events = slices.Insert(t.events, at, events...)
}

// insert does so with what is recorded on a tape of its own.
func (t *tape) insert(order OrderID, is match, record func(*tape)) {
	at := &t.events[t.find(order, is)]
	extra := &tape{shop: t.shop, now: at.At, actor: at.Actor, order: at.Order}
	record(extra)
	t.insertEvents(order, is, extra.events...)
}

// earlier moves an event to just before another.
func (t *tape) earlier(order OrderID, is, before match) {
	e := t.take(order, is)
	t.insertEvents(order, before, e)
}

// opensWithout leaves the second delivery of a product away.
func (t *tape) opensWithout(pieces int64) {
	at := t.find(0, happened(Effect)) + 1
	t.events[at].Move.Amount -= pieces
}

// neverTakeMoney leaves away all that follows from a capture.
func (t *tape) neverTakeMoney(order OrderID) {
	t.without(order, moved(Held, Clearing))
	t.without(order, moved(Clearing, Till))
	t.without(order, moved(Clearing, Fees))
	t.without(order, sent(KindSettlementFile))
	t.edit(0, happened(Statement), func(e *sim.Event) { e.B += fullPrice })
}

// expires lets a hold run out eight days after everything else.
func (t *tape) expires(_ OrderID, hold sim.Event) {
	hold.At = t.now + 8*Day
	statement := t.find(0, happened(Statement))
	t.events = slices.Insert(t.events, statement, hold)
	for i := statement; i < len(t.events); i++ {
		t.events[i].At = hold.At
	}
	t.now = hold.At + time.Second
}

// renumber gives the parcel of an order another tracking number.
func (t *tape) renumber(order OrderID, tracking uint64) {
	for i := range t.events {
		if t.events[i].Order != order {
			continue
		}
		switch m := t.events[i].Body.(type) {
		case *Booked:
			m.Tracking = tracking
		case *DispatchMail:
			m.Tracking = tracking
		case *Letter:
			m.Tracking = tracking
		}
	}
}
