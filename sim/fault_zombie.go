package sim

// haunt freezes what the actor is doing and lets it crash and restart: a new
// instance takes over. What waits for a worker is lost with the old one.
func (f *Failure) haunt(a *actor) {
	w := f.world
	if a.down {
		return
	}
	w.frozen++
	f.haunts = true
	for len(a.serving) > 0 {
		mail := a.serving[0]
		p := mail.process
		w.discharge(a, mail)
		mail.process, mail.stale = p, true
		if p != nil {
			p.ghost = f
		} else {
			left := mail.at - w.now
			if mail.home == shelved {
				left = mail.at
			}
			w.cancel(&mail.event)
			mail.at = left
			f.shelf.put(&mail.event)
		}
		f.ghosts = append(f.ghosts, mail)
	}
	w.Crash(a.id)
	w.Restart(a.id)
}

// rise brings back what was frozen: it goes on beside the new instance, or is lost
// if that is down.
func (f *Failure) rise(a *actor) {
	if !f.haunts {
		return
	}
	w := f.world
	w.frozen--
	f.haunts = false
	for _, mail := range f.ghosts {
		mail.slot = len(a.serving)
		a.serving = append(a.serving, mail)
		a.busy++
		if mail.process != nil {
			mail.process.ghost = nil
		}
	}
	a.load.work(w.now, a.busy)
	f.shelf.clear(w)
	for _, mail := range f.ghosts {
		if a.down {
			w.abandon(a, mail)
		}
	}
	f.ghosts = f.ghosts[:0]
	for _, other := range a.pausers {
		other.freeze(a)
	}
}

// Superseded tells if another instance has taken over while this one was frozen.
// Who asks before writing is fenced; who does not is a zombie.
func (e *Env) Superseded() bool { return e.mail != nil && e.mail.stale }

// Fence says that events of these kinds are writes, and that what keeps them takes
// none from an instance that another has superseded: its work ends there, as in a
// crash, and whoever waits for its answer hears nothing. It is a fencing token: the
// newer instance has a higher one. Without it a zombie writes what it likes.
func (w *World) Fence(whats ...What) {
	for _, what := range whats {
		w.fenced[what] = true
	}
}

// Fenced ends the work of an instance that must not write events of this kind any
// more. Who writes something down before it is told calls it first.
func (e *Env) Fenced(what What) {
	e.mustLive()
	if !e.Superseded() || !e.world.fenced[what] {
		return
	}
	e.Note("another instance has taken over: what the old one wants to write is refused, and its work ends", 0, 0)
	e.world.abandon(e.actor, e.mail)
	e.mustLive()
}
