package sim

import "time"

// pointed tells if it strikes in the middle of an actor's work.
func (d Stop) pointed() bool { return d.Point != "" || d.At != nil }

// apply stops an actor as the fault begins, and lets it go on as it ends. An actor
// that several faults stop is back when the last of them has ended.
func (d Stop) apply(f *Failure, active bool) {
	w := f.world
	if d.pointed() {
		w.traps = listed(w.traps, f, active)
		return
	}
	a := w.actors[f.aim.Actor]
	if active {
		w.strikes(f, Event{Actor: a.id, B: int64(Stopped)})
	}
	switch {
	case d.Zombie && active:
		f.haunt(a)
	case d.Zombie:
		f.rise(a)
	case !d.Lose:
		f.pause(a, active)
	case f.aim.Instances > 1:
		f.sever(a, active)
	case active:
		a.stops++
		w.Crash(a.id)
	default:
		w.letGo(a)
	}
}

// letGo lets an actor restart that one fault less keeps down.
func (w *World) letGo(a *actor) {
	if a.stops--; a.stops == 0 {
		w.Restart(a.id)
	}
}

// strikeDown lets an actor crash, as soon as what happens now is over, and brings it
// back after a while.
func (f *Failure) strikeDown(a *actor, back time.Duration, tale Event) {
	w := f.world
	a.stops++
	tale.Actor, tale.B = a.id, int64(Stopped)
	w.upsets = append(w.upsets, upset{actor: a.id, by: f, tale: tale})
	w.ring(later(w.now, int64(back)), first, func() { w.letGo(a) })
}

// sever lets one instance of several crash: what it has is lost, whoever calls it
// finds nobody there, and its share of the workers is gone.
func (f *Failure) sever(a *actor, active bool) {
	w := f.world
	a.severed = listed(a.severed, f, active)
	w.refit(a)
	if !active || a.down {
		return
	}
	f.collect(a, &a.mailbox)
	for lane := range a.lanes {
		f.collect(a, &a.lanes[lane])
	}
	a.load.wait(w.now, a.waiting)
	for _, mail := range f.dying {
		w.lose(a, mail)
		w.freeEnvelope(mail)
	}
	f.dying = f.dying[:0]
	for _, mail := range a.serving {
		if f.aim.includes(mail.path) {
			f.dying = append(f.dying, mail)
		}
	}
	for _, mail := range f.dying {
		if mail.slot < len(a.serving) && a.serving[mail.slot] == mail { // and it has not crashed meanwhile
			w.abandon(a, mail)
		}
	}
	f.dying = f.dying[:0]
}

// collect takes out of a queue what waits for the instance that crashes.
func (f *Failure) collect(a *actor, head *event) {
	for e := head.next; e != head; {
		mail := e.envelope
		e = e.next
		if f.aim.includes(mail.path) {
			mail.unlink()
			a.waiting--
			f.dying = append(f.dying, mail)
		}
	}
}

// cutOff tells if the instance that a message is for has crashed.
func (a *actor) cutOff(mail *envelope) bool {
	for _, f := range a.severed {
		if mail.life == 0 && f.aim.includes(mail.path) {
			return true
		}
	}
	return false
}
