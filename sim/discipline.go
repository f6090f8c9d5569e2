package sim

import "time"

// Discipline is what an actor does about its queue, instead of serving in the
// order of coming up to the limit of its mailbox: whom it lets in, who is next,
// and who has waited for nothing. It looks, decides, and keeps what it learnt
// for itself; the kernel moves the messages and keeps the books.
type Discipline interface {
	// Admit is asked about each message that arrives, even if a worker is free. It
	// names the lane, below [Lanes], in which the message waits if it must, or turns
	// it away. The limit of the mailbox holds beside it.
	Admit(Desk, Mail) (lane int, ok bool)
	// Next is asked when a worker is free and somebody waits, and again until it
	// names one to be served. With serve false, the message is turned away instead.
	Next(Desk) (next Mail, serve bool)
	// Done is told of each message that was served, before its worker is free.
	Done(Desk, Mail)
}

// Lanes is how many queues a [Discipline] can keep apart.
const Lanes = 8

// Desk is what a discipline sees of its actor.
type Desk struct{ a *actor }

// Actor returns whose desk it is.
func (d Desk) Actor() ActorID { return d.a.id }

// Now returns the simulated time since the start.
func (d Desk) Now() time.Duration { return time.Duration(d.a.env.world.now) }

// Luck returns the luck of a thing at any desk of this world: the same wherever
// it comes by.
func (d Desk) Luck(key uint64) Luck { return Fate(d.a.env.world.seed, luckDesk, key) }

// Waiting returns how many messages wait in the mailbox.
func (d Desk) Waiting() int { return d.a.waiting }

// Busy returns how many workers serve a message.
func (d Desk) Busy() int { return d.a.busy }

// Workers returns how many workers there are, or Unlimited.
func (d Desk) Workers() int { return d.a.Workers }

// Mailbox returns how many messages may wait, or Unlimited.
func (d Desk) Mailbox() int { return d.a.Mailbox }

// Free tells if a message that arrives now is served at once.
func (d Desk) Free() bool { return d.a.free() }

// Oldest returns the message that waits longest in a lane; false if none does.
func (d Desk) Oldest(lane int) (Mail, bool) { return d.end(d.a.lanes[lane].next, lane) }

// Newest returns the message that came last in a lane; false if none waits there.
func (d Desk) Newest(lane int) (Mail, bool) { return d.end(d.a.lanes[lane].prev, lane) }

func (d Desk) end(e *event, lane int) (Mail, bool) {
	return Mail{e.envelope}, e != &d.a.lanes[lane]
}

// Mail is what a discipline sees of a message. It is not to be kept.
type Mail struct{ *envelope }

// Kind returns the type of the message.
func (m Mail) Kind() Kind { return m.kind }

// Intent returns the intent that the message is about, 0 if none.
func (m Mail) Intent() uint64 { return m.intent }

// Called tells if somebody waits for an answer.
func (m Mail) Called() bool { return m.caller != nil }

// Sent returns when the message was sent.
func (m Mail) Sent() time.Duration { return time.Duration(m.sent) }

// Arrived returns when it arrived.
func (m Mail) Arrived() time.Duration { return time.Duration(m.arrived) }

// Began returns when a worker took it, once one has.
func (m Mail) Began() time.Duration { return time.Duration(m.began) }

// Deadline returns when the caller gives up; false if nobody does.
func (m Mail) Deadline() (time.Duration, bool) {
	return time.Duration(m.deadline), m.deadline != 0
}

// assign gives an actor the discipline that it was assembled with, as new: what
// the one before has learnt is forgotten in a crash.
func (a *actor) assign() {
	if a.Discipline == nil {
		return
	}
	a.discipline = a.Discipline()
	if a.lanes == nil {
		a.lanes = make([]event, Lanes)
		for i := range a.lanes {
			a.lanes[i].prev, a.lanes[i].next = &a.lanes[i], &a.lanes[i]
		}
	}
}

// admit returns the lane in which the message may wait, nil if it is turned
// away. Who set a timer is not refused it.
func (a *actor) admit(mail *envelope) *event {
	lane, ok := a.discipline.Admit(Desk{a}, Mail{mail})
	if !ok && mail.life == 0 {
		return nil
	}
	return &a.lanes[lane]
}

// choose lets the discipline say who is next, and turns away whom it will not
// have served, until the worker has somebody or nobody waits.
func (w *World) choose(a *actor) {
	for a.waiting > 0 && a.free() {
		next, serves := a.discipline.Next(Desk{a})
		mail := next.envelope
		if mail == nil || mail.to != a.id || mail.home != idle || mail.prev == nil {
			panic("sim: the discipline of " + a.Name + " picks a message that does not wait there")
		}
		mail.unlink()
		a.waiting--
		a.load.wait(w.now, a.waiting)
		if serves || mail.life != 0 {
			w.sendAt(mail, later(w.now, w.occupy(a, mail)), completion, serve)
			return
		}
		w.turnAway(a, mail, Refused, ErrFull)
	}
}

// expendable takes the message that waits longest out of the last lane in which
// any does.
func (a *actor) expendable() *envelope {
	if a.discipline == nil {
		return a.oldest()
	}
	last := Lanes - 1
	for a.lanes[last].next == &a.lanes[last] {
		last--
	}
	mail := a.lanes[last].next.envelope
	mail.unlink()
	a.waiting--
	return mail
}
