package sim

// A pause is a machine that stands still. What would happen to its actor is put on
// the shelf of the fault, in the order of its coming, and happens when the pause is
// over: an answer that came in, a timeout that passed, a sleep that is over. What
// was being served has as much left to do as before. Meanwhile messages wait in the
// mailbox. Of one instance of several only its share of all that stands still.

// shelf holds events that are off the agenda.
type shelf struct{ head event }

// shelved is the home of an event on a shelf.
const shelved int16 = -2

func (s *shelf) put(e *event) {
	if s.head.next == nil {
		s.head.prev, s.head.next = &s.head, &s.head
	}
	e.append(&s.head)
	e.home = shelved
}

// clear puts all events back on the agenda. Of services the time left was kept.
func (s *shelf) clear(w *World) {
	if s.head.next == nil {
		return
	}
	for e := s.head.next; e != &s.head; e = s.head.next {
		e.unlink()
		if e.deed == serve {
			e.at = later(w.now, e.at)
		} else {
			e.at = w.now
		}
		w.schedule(e)
	}
}

// pause lets an actor stand still, or go on.
func (f *Failure) pause(a *actor, active bool) {
	w := f.world
	a.pausers = listed(a.pausers, f, active)
	if active {
		w.frozen++
		f.freeze(a)
	} else {
		w.frozen--
		f.shelf.clear(w)
		for _, other := range a.pausers {
			other.freeze(a)
		}
	}
	w.refit(a)
}

// freeze keeps what the actor serves from ending.
func (f *Failure) freeze(a *actor) {
	for _, mail := range a.serving {
		if f.owns(mail) && mail.home != idle && mail.home != shelved && mail.deed == serve {
			f.world.cancel(&mail.event)
			mail.at -= f.world.now
			f.shelf.put(&mail.event)
		}
	}
}

// owns tells if a message is for the part of the actor that stands still.
func (f *Failure) owns(mail *envelope) bool {
	return f.aim.Instances < 2 || mail != nil && f.aim.includes(mail.path)
}

// shelves tells if what is due now happens to somebody who stands still, and puts it
// aside.
func (w *World) shelves(e *event) bool {
	f := w.stander(e)
	if f == nil {
		return false
	}
	if e.deed == serve {
		e.at = 0
	}
	f.shelf.put(e)
	return true
}

// stander is the fault by which it stands still whom an event happens to; nil if it
// does not.
func (w *World) stander(e *event) *Failure {
	switch e.deed {
	case wake, expire:
		p := e.process
		if p.env.dead {
			return nil
		}
		return p.env.actor.standing(p.ghost, p.mail)
	case serve:
		return w.actors[e.envelope.to].standing(nil, e.envelope)
	case arrive:
		// One instance of several has no mailbox of its own: its messages wait outside.
		a := w.actors[e.envelope.to]
		for _, f := range a.pausers {
			if f.aim.Instances > 1 && e.envelope.life == 0 && f.owns(e.envelope) {
				return f
			}
		}
	case answer:
		p := e.envelope.caller
		if p.calls == e.envelope.call && p.calling {
			return p.env.actor.standing(p.ghost, p.mail)
		}
	}
	return nil
}

func (a *actor) standing(ghost *Failure, mail *envelope) *Failure {
	if ghost != nil {
		return ghost
	}
	for _, f := range a.pausers {
		if f.owns(mail) {
			return f
		}
	}
	return nil
}
