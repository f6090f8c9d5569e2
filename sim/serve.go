package sim

// arrive puts a message that has travelled into service, or into the mailbox.
func (w *World) arrive(mail *envelope) *process {
	a := w.actors[mail.to]
	if mail.life != 0 && mail.life != a.life {
		w.freeEnvelope(mail) // who set this timer has crashed and knows nothing of it
		return nil
	}
	mail.arrived = w.now
	a.load.enter(w.now)
	if a.down || len(a.severed) > 0 && a.cutOff(mail) {
		w.turnAway(a, mail, Lost, ErrDown)
		return nil
	}
	lane := &a.mailbox
	if a.discipline != nil {
		if lane = a.admit(mail); lane == nil {
			w.turnAway(a, mail, Refused, ErrFull)
			return nil
		}
	}
	if a.free() {
		return w.engage(a, mail)
	}
	if a.Mailbox != Unlimited && a.waiting >= a.Mailbox && mail.life == 0 { // who set a timer is not refused it
		if a.Full != DropOldest {
			w.turnAway(a, mail, Refused, ErrFull)
			return nil
		}
		life := a.life
		w.turnAway(a, a.expendable(), Refused, ErrFull)
		if a.life != life { // it crashed at that very event
			w.turnAway(a, mail, Lost, ErrDown)
			return nil
		}
	}
	mail.event.append(lane)
	a.waiting++
	a.load.wait(w.now, a.waiting)
	return nil
}

// turnAway reports a message that will not be served. A caller is told unless
// the actor lets messages vanish.
func (w *World) turnAway(a *actor, mail *envelope, what What, err error) {
	a.load.leave(w.now, mail.arrived)
	if what == Refused {
		a.load.Refused++
	} else {
		a.load.Lost++
	}
	w.tell(what, a.id, mail.from, mail, mail.message, w.now-mail.arrived, 0, 0)
	if mail.caller == nil || what == Refused && a.Full != Refuse {
		w.freeEnvelope(mail)
		return
	}
	mail.reply, mail.err = nil, err
	w.sendBack(mail)
}

// oldest takes the message that waits longest out of the mailbox.
func (a *actor) oldest() *envelope {
	mail := a.mailbox.next.envelope
	mail.unlink()
	a.waiting--
	return mail
}

// free tells if a worker is.
func (a *actor) free() bool { return a.Workers == Unlimited || a.busy < a.Workers }

// engage gives a message that just arrived to an idle worker.
func (w *World) engage(a *actor, mail *envelope) *process {
	takes := w.occupy(a, mail)
	if takes == 0 {
		return w.serve(mail)
	}
	w.sendAt(mail, later(w.now, takes), completion, serve)
	return nil
}

// next lets an idle worker take the message that waits longest. Even one that
// takes no time goes through the agenda, so that a long queue needs no stack.
func (w *World) next(a *actor) {
	if a.waiting == 0 || !a.free() {
		return
	}
	if a.discipline != nil {
		w.choose(a)
		return
	}
	mail := a.oldest()
	a.load.wait(w.now, a.waiting)
	w.sendAt(mail, later(w.now, w.occupy(a, mail)), completion, serve)
}

// occupy makes a worker busy with the message and draws how long it will be.
func (w *World) occupy(a *actor, mail *envelope) int64 {
	a.busy++
	a.load.work(w.now, a.busy)
	mail.began = w.now
	mail.slot = len(a.serving)
	a.serving = append(a.serving, mail)
	takes := a.services[mail.kind].of(w, luckService, mail.path)
	if len(w.drags) > 0 {
		return w.dragged(a, mail, takes)
	}
	return takes
}

// serve runs the handler now that the service time is over.
func (w *World) serve(mail *envelope) *process {
	a := w.actors[mail.to]
	if len(w.traps) > 0 && w.spring(a, BeforeCommit, mail, nil) {
		w.settleHeld()
		return nil
	}
	if !a.Waits && !w.slow {
		w.serveInline(a, mail)
		return nil
	}
	p := w.acquire()
	p.mail, mail.process = mail, p
	p.env.actor = a
	p.env.begin(mail)
	return p
}

// serveInline runs the handler of an actor that never waits, on whatever stack
// the loop happens to be.
func (w *World) serveInline(a *actor, mail *envelope) {
	env := &a.env
	env.begin(mail)
	defer func() {
		v := recover()
		if env.dead {
			w.freeEnvelope(mail)
		}
		if v != nil {
			w.caught(env, v)
		}
		env.mail = nil
	}()
	reply, err := a.Serve(env, mail.message)
	w.settleHeld()
	if !env.dead {
		w.done(env, reply, err)
	}
}

// done ends a service: the answer goes back, the worker takes the next message.
func (w *World) done(env *Env, reply Message, err error) {
	a, mail := env.actor, env.mail
	life := a.life
	if a.discipline != nil {
		a.discipline.Done(Desk{a}, Mail{mail})
	}
	a.load.leave(w.now, mail.arrived)
	a.load.Served++
	w.discharge(a, mail)
	if mail.order == 0 {
		mail.order = env.order // it got its number while it was served
	}
	w.tell(Served, a.id, mail.from, mail, reply, mail.began-mail.arrived, w.now-mail.arrived, failed(err))
	if a.life != life || mail.caller == nil && len(w.harms) == 0 { // it may crash at that very event
		w.freeEnvelope(mail)
	} else {
		mail.reply, mail.err = reply, err
		if len(w.traps) > 0 && mail.caller != nil {
			w.springAt(a, BetweenSteps, mail, answering, nil)
		}
		w.sendBack(mail)
		w.settleHeld()
	}
	w.next(a)
}

// discharge frees the worker that serves the message.
func (w *World) discharge(a *actor, mail *envelope) {
	a.busy--
	a.load.work(w.now, a.busy)
	last := len(a.serving) - 1
	moved := a.serving[last]
	a.serving[mail.slot], moved.slot = moved, mail.slot
	a.serving[last] = nil
	a.serving = a.serving[:last]
	mail.process = nil
}

func failed(err error) int64 {
	if err != nil {
		return 1
	}
	return 0
}
