package sim

// upset is a crash or a restart that was asked for, maybe by a fault; or what a fault
// only did.
type upset struct {
	actor   ActorID
	restart bool
	only    bool
	by      *Failure
	tale    Event // what FaultHit says
}

// Crash stops an actor at once: what it was doing is unwound, what waits in its
// mailbox is lost, and its Crashed hook zeroes its memory. Until Restart,
// callers get ErrDown and other messages are lost. It may be called from a
// watcher, even at an event of the victim, which then takes no further step:
// the crash comes as soon as all watchers have seen the event.
func (w *World) Crash(id ActorID) { w.upset(upset{actor: id}) }

// Restart brings a crashed actor back. Its Restarted hook begins first, as a
// process; messages that arrive while it waits are served as usual.
func (w *World) Restart(id ActorID) { w.upset(upset{actor: id, restart: true}) }

// Down tells if the actor has crashed and is not back yet.
func (w *World) Down(id ActorID) bool { return w.actors[id].down }

// upset does as asked, or leaves it to publish while an event is shown: all
// watchers see all events in one order.
func (w *World) upset(u upset) {
	if u.actor == Outside || int(u.actor) >= len(w.actors) {
		panic("sim: only actors crash and restart")
	}
	w.upsets = append(w.upsets, u)
	if !w.showing {
		w.settle()
	}
}

// settleHeld does what was held back for a change that is not complete, now that
// its actor waits or ends. See Together.
func (w *World) settleHeld() {
	if len(w.upsets) > 0 {
		w.settle()
	}
}

// settle does all that was asked for, and what is asked for by those who see it.
func (w *World) settle() {
	if w.settling {
		return
	}
	w.settling = true
	for i := 0; i < len(w.upsets); i++ {
		u := w.upsets[i]
		if u.by != nil {
			w.strikes(u.by, u.tale)
		}
		switch {
		case u.only:
		case u.restart:
			w.restart(w.actors[u.actor])
		default:
			w.crash(w.actors[u.actor])
		}
	}
	w.upsets = w.upsets[:0]
	w.settling = false
}

func (w *World) crash(a *actor) {
	if a.down {
		return
	}
	a.down = true
	a.life++
	if a.Crashed != nil {
		a.Crashed()
	}
	a.assign()
	w.event = Event{What: Crashed, Actor: a.id, A: int64(a.waiting + len(a.serving))}
	w.publish()
	for a.waiting > 0 {
		mail := a.expendable()
		w.lose(a, mail)
		w.freeEnvelope(mail)
	}
	a.load.wait(w.now, 0)
	for len(a.serving) > 0 {
		w.abandon(a, a.serving[0])
	}
	if p := a.repair; p != nil {
		a.repair = nil
		w.kill(p)
	}
}

// lose reports a message that a crashing actor had.
func (w *World) lose(a *actor, mail *envelope) {
	a.load.leave(w.now, mail.arrived)
	a.load.Lost++
	w.tell(Lost, a.id, mail.from, mail, mail.message, 0, 0, 0)
}

// abandon ends the service of one message of a crashing actor.
func (w *World) abandon(a *actor, mail *envelope) {
	p := mail.process
	w.cancel(&mail.event)
	w.discharge(a, mail)
	w.lose(a, mail)
	switch {
	case p != nil:
		w.kill(p) // frees the envelope when it is gone
	case a.env.mail == mail:
		a.env.dead = true // it crashed while serving inline, and frees it then
	default:
		w.freeEnvelope(mail)
	}
}

// kill makes a process unwind: if it is the one that runs, at its next step;
// otherwise as the next thing that happens.
func (w *World) kill(p *process) {
	p.env.dead = true
	p.calling = false
	w.cancel(&p.timer)
	if p.waiting {
		p.place.withdraw()
	}
	switch {
	case p.coroutine == nil: // it has not begun
		w.release(p)
	case p.parked:
		p.timer.at, p.timer.priority, p.timer.deed = w.now, first, wake
		w.schedule(&p.timer)
	}
}

func (w *World) restart(a *actor) {
	if !a.down || a.stops > 0 {
		return
	}
	a.down = false
	if a.Restarted != nil {
		p := w.acquire()
		p.run, p.name = a.mending, a.mender
		a.repair = p
		p.env.actor = a
		p.env.path = Mix(uint64(a.id), uint64(a.life))
		p.timer.at, p.timer.priority, p.timer.deed = w.now, first, wake
		w.schedule(&p.timer)
	}
	w.event = Event{What: Restarted, Actor: a.id}
	w.publish()
}

// mend is what a process does that repairs an actor.
func (a *actor) mend(env *Env) {
	a.Restarted(env)
	if a.repair == env.process {
		a.repair = nil
	}
}
