package sim

// envelope carries a message to an actor and its answer back. It is on the
// agenda while it travels or is served, and in a mailbox while it waits.
type envelope struct {
	event
	message    Message
	reply      Message
	err        error
	caller     *process // nil if nobody waits for an answer
	process    *process // who serves it, if on a coroutine
	call       uint64   // which of the caller's calls it is
	order      uint64
	intent     uint64
	path       uint64
	parent     uint64
	sent       int64
	arrived    int64
	began      int64
	deadline   int64 // when the caller gives up, 0 if never
	slot       int   // where it is in actor.serving
	from, to   ActorID
	kind       Kind
	attempt    uint8
	life       uint32   // of its actor, if it is a message of After; else 0
	generation uint32   // counts its uses
	stuck      *Failure // that keeps it in its worker
	stale      bool     // another instance has taken over from who serves it
}

// newEnvelope takes an envelope from the pool.
func (w *World) newEnvelope() *envelope {
	if n := len(w.envelopes); n > 0 {
		mail := w.envelopes[n-1]
		w.envelopes = w.envelopes[:n-1]
		return mail
	}
	mail := &envelope{}
	mail.event.envelope, mail.home = mail, idle
	return mail
}

// freeEnvelope returns an envelope to the pool. Its generation goes on, so that
// a Timer of its former use cancels nothing.
func (w *World) freeEnvelope(mail *envelope) {
	mail.generation++
	mail.message, mail.reply, mail.err = nil, nil, nil
	mail.caller, mail.process, mail.stuck = nil, nil, nil
	mail.deadline, mail.life, mail.stale = 0, 0, false
	w.envelopes = append(w.envelopes, mail)
}

// sendAt puts the envelope on the agenda.
func (w *World) sendAt(mail *envelope, at int64, priority uint8, deed deed) {
	mail.at, mail.priority, mail.deed = at, priority, deed
	w.schedule(&mail.event)
}

// tell publishes what happened to the message. It fills in each field in place:
// a message is told about several times. Move and Text are empty but for events
// of the model, which leave them so.
func (w *World) tell(what What, actor, peer ActorID, mail *envelope, body Message, a, b, c int64) {
	e := &w.event
	e.What, e.Actor, e.Peer = what, actor, peer
	e.Message, e.Attempt = mail.kind, mail.attempt
	e.Order, e.Intent, e.Path, e.Parent = mail.order, mail.intent, mail.path, mail.parent
	e.A, e.B, e.C, e.Body = a, b, c, body
	w.publish()
}
