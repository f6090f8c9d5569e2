package sim

// Crash stops an actor at once: what it was doing is unwound, what waits in its
// mailbox is lost, and its Crashed hook zeroes its memory. Until Restart,
// callers get ErrDown and other messages are lost. It may be called from a
// watcher, even at an event of the victim, which then takes no further step.
func (w *World) Crash(id ActorID) {
	a := w.actors[id]
	if a.down {
		return
	}
	a.down = true
	lost := int64(0)
	for a.waiting > 0 {
		mail := a.mailbox.next.envelope
		mail.unlink()
		a.waiting--
		a.load.leave(w.now, mail.arrived)
		a.load.Lost++
		w.freeEnvelope(mail)
		lost++
	}
	a.load.wait(w.now, 0)
	for len(a.serving) > 0 {
		w.abandon(a, a.serving[len(a.serving)-1])
		lost++
	}
	if a.repair != nil {
		w.kill(a.repair)
		a.repair = nil
	}
	if a.Actor.Crashed != nil {
		a.Actor.Crashed()
	}
	kept := w.event
	w.event = Event{What: Crashed, Actor: id, A: lost, Order: kept.Order, Intent: kept.Intent}
	w.publish()
	w.event = kept
}

// abandon ends the service of one message of a crashing actor.
func (w *World) abandon(a *actor, mail *envelope) {
	p := mail.process
	w.cancel(&mail.event)
	a.load.leave(w.now, mail.arrived)
	a.load.Lost++
	w.discharge(a, mail)
	switch {
	case p != nil:
		w.kill(p) // frees the envelope when it is gone
	case a.env.mail == mail:
		a.env.dead = true // it crashed while serving inline
	default:
		w.freeEnvelope(mail)
	}
}

// kill makes a process unwind: at once if it is the one that runs, otherwise as
// the next thing that happens.
func (w *World) kill(p *process) {
	p.env.dead = true
	p.calls++
	p.calling = false
	if p.waiting != nil {
		p.waiting.leave()
	}
	w.cancel(&p.timer)
	if p.parked {
		p.timer.at, p.timer.priority, p.timer.deed = w.now, first, wake
		w.schedule(&p.timer)
	}
}

// Restart brings a crashed actor back. Its Restarted hook runs first, as a
// process; messages that arrive meanwhile are served as usual.
func (w *World) Restart(id ActorID) {
	a := w.actors[id]
	if !a.down {
		return
	}
	a.down = false
	kept := w.event
	w.event = Event{What: Restarted, Actor: id}
	w.publish()
	w.event = kept
	if a.Actor.Restarted == nil {
		return
	}
	p := w.acquire()
	p.run, p.name = func(env *Env) { a.Actor.Restarted(env); a.repair = nil }, a.Name+" (restarting)"
	a.repair = p
	p.env.actor = a
	p.env.path = Mix(w.seed^uint64(id), uint64(w.now))
	p.timer.at, p.timer.priority, p.timer.deed = w.now, first, wake
	w.schedule(&p.timer)
}

// Down tells if the actor has crashed and is not back yet.
func (w *World) Down(id ActorID) bool { return w.actors[id].down }
