package sim

// Commits says at which of its events an actor has written something down. Until it
// is called that is whenever something moves.
func (w *World) Commits(whats ...What) {
	w.commits = [MaxWhat]bool{}
	for _, what := range whats {
		w.commits[what] = true
	}
}

// spring lets every trap snap that lies at this point of an actor's work: e is what
// it is about to tell, if it is. The actor crashes once that is told.
func (w *World) spring(a *actor, point string, mail *envelope, e *Event) (struck bool) {
	return w.springAt(a, point, mail, asking, e)
}

// springAt is spring for either part of a message's life: an answer that is sent is
// on its way as a message is.
func (w *World) springAt(a *actor, point string, mail *envelope, on leg, e *Event) (struck bool) {
	for _, f := range w.traps {
		for _, d := range f.deeds {
			if stop, ok := d.(Stop); ok && f.lies(stop, a, point, mail, on, e) {
				struck = f.snap(stop, a, mail) || struck
			}
		}
	}
	return struck
}

// lies tells if a trap is set for this.
func (f *Failure) lies(d Stop, a *actor, point string, mail *envelope, on leg, e *Event) bool {
	switch {
	case a.id == Outside || a.down || f.aim.Actor != Outside && f.aim.Actor != a.id:
		return false
	case d.At != nil:
		if e == nil || !d.At(e) {
			return false
		}
	case d.Point != point || point == AfterCommit && !f.world.commits[e.What]:
		return false
	case point == BetweenSteps && !f.points(on, true):
		return false
	}
	if mail == nil {
		return f.aim.plain()
	}
	aim := &f.aim
	return (aim.From == Outside || aim.From == mail.from) && (aim.To == Outside || aim.To == mail.to) && aim.of(mail, on) &&
		(aim.Instances < 2 || aim.includes(mail.path)) && (aim.Where == nil || aim.Where(mail.sight(on)))
}

// plain tells if it narrows nothing down but the actor.
func (aim *Aim) plain() bool {
	return aim.Kinds == nil && aim.Where == nil && aim.From == Outside && aim.To == Outside && aim.Instances < 2
}

// snap strikes an actor, if the dose says so.
func (f *Failure) snap(d Stop, a *actor, mail *envelope) bool {
	var nobody envelope
	if mail == nil {
		mail = &nobody
		mail.path = uint64(f.world.now)
	}
	messages, _ := f.shares()
	if _, picked := f.picks(mail, serving, messages); !picked {
		return false
	}
	f.dose.hits[serving]++
	if f.Fault.MaxActive > 0 {
		f.dose.ends = append(f.dose.ends, later(f.world.now, int64(d.Restart)))
	}
	tale := mail.tale()
	if mail.from == a.id {
		tale.Peer = mail.to
	}
	f.strikeDown(a, d.Restart, tale)
	return true
}

// tale is what an event says about a message.
func (mail *envelope) tale() Event {
	return Event{
		Peer: mail.from, Message: mail.kind, Attempt: mail.attempt,
		Order: mail.order, Intent: mail.intent, Path: mail.path, Parent: mail.parent,
	}
}
