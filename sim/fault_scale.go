package sim

import "math"

// sized tells if it changes how many an actor has of something.
func (d Scale) sized() bool { return d.Gone > 0 || d.Workers > 0 || d.Mailbox > 0 }

// drags tells if it changes how long an actor needs.
func (d Scale) drags() bool {
	return d.Service > 0 || d.Load > 0 || d.Leak > 0 || d.Lock != (Dist{}) || d.Wedge
}

func (d Scale) apply(f *Failure, active bool) {
	w, a := f.world, f.world.actors[f.aim.Actor]
	if d.drags() {
		w.drags = listed(w.drags, f, active)
		f.memory.life, f.memory.served = a.life, 0
	}
	if d.sized() {
		if active {
			w.strikes(f, Event{Actor: a.id, B: int64(Scaled)})
		}
		w.refit(a)
	}
	if d.Wedge && !active {
		f.loosen(a)
	}
}

// refit gives an actor the workers and places that the faults in force leave it.
func (w *World) refit(a *actor) {
	a.Workers, a.Mailbox = a.workers, a.places
	for _, f := range w.failures {
		if !f.active || f.aim.Actor != a.id {
			continue
		}
		for _, d := range f.deeds {
			if scale, ok := d.(Scale); ok {
				a.shrink(scale, f)
			}
		}
	}
	for _, f := range a.severed {
		if a.Workers > 1 {
			a.Workers = max(a.Workers-(a.workers+f.aim.Instances-1)/f.aim.Instances, 1)
		}
	}
	for _, f := range a.pausers {
		if f.aim.Instances < 2 {
			a.Workers = 0
		}
	}
	for waiting := a.waiting + 1; a.waiting > 0 && a.waiting < waiting; {
		waiting = a.waiting
		w.next(a)
	}
}

// shrink takes from an actor what one deed does.
func (a *actor) shrink(d Scale, f *Failure) {
	strength := f.strength()
	if gone := float64(d.Gone * strength); gone > 0 {
		switch {
		case a.Workers != Unlimited:
			a.Workers -= int(math.Floor(float64(float64(a.Workers)*gone) + 0.5))
		case gone >= 1:
			a.Workers = 0
		}
	}
	a.Workers = atMost(a.Workers, d.Workers)
	a.Mailbox = atMost(a.Mailbox, d.Mailbox)
}

func atMost(have, most int) int {
	if most == 0 || have != Unlimited && have <= most {
		return have
	}
	return most
}

// dragged is how long a worker needs for a message under the faults in force.
func (w *World) dragged(a *actor, mail *envelope, takes int64) int64 {
	for _, f := range w.drags {
		if f.aim.Actor != a.id || !f.fits(mail, serving) {
			continue
		}
		messages, amount := f.shares()
		luck, picked := f.picks(mail, serving, messages)
		if !picked {
			continue
		}
		f.memory.count(a)
		before := takes
		for _, d := range f.deeds {
			if scale, ok := d.(Scale); ok {
				takes = f.drag(scale, a, mail, takes, amount, luck)
			}
		}
		if takes == before {
			continue
		}
		f.dose.hits[serving]++
		if f.Fault.MaxActive > 0 {
			f.dose.ends = append(f.dose.ends, later(w.now, takes))
		}
		tale := mail.tale()
		tale.Actor, tale.B = a.id, int64(Scaled)
		w.hold(upset{by: f, only: true, tale: tale})
	}
	return takes
}

// count counts the messages that an actor served since the fault began, or since it
// came back.
func (m *memory) count(a *actor) {
	if m.life != a.life {
		m.life, m.served = a.life, 0
	}
	m.served++
}

// drag does to a service time what one deed does.
func (f *Failure) drag(d Scale, a *actor, mail *envelope, takes int64, amount float64, luck Luck) int64 {
	m, now := &f.memory, f.world.now
	if d.Cold > 0 && m.served > d.Cold {
		return takes
	}
	if d.Leak > 0 {
		amount = float64(amount * (float64(m.served) / float64(d.Leak)))
	}
	if d.Service > 0 {
		takes = stretched(takes, float64((d.Service-1)*amount))
	}
	if d.Load > 0 {
		takes = stretched(takes, float64(float64(d.Load*amount)*float64(a.load.Inside)))
	}
	if d.Lock != (Dist{}) {
		m.lock = later(max(m.lock, now), int64(d.Lock.Duration(&luck)))
		takes = later(takes, m.lock-now)
	}
	if d.Leak > 0 && m.served == d.Leak {
		f.strikeDown(a, d.Restart, mail.tale())
		f.world.flush()
	}
	if d.Wedge {
		mail.stuck = f
		return int64(Forever)
	}
	return takes
}

// stretched is a time longer by a share of itself.
func stretched(takes int64, by float64) int64 {
	long := float64(takes) + float64(float64(takes)*by)
	return int64(min(max(long, 0), float64(Longest)))
}

// loosen lets the messages end that were stuck in workers.
func (f *Failure) loosen(a *actor) {
	for _, mail := range a.serving {
		if mail.stuck != f {
			continue
		}
		mail.stuck = nil
		if mail.home == shelved {
			mail.at = 0 // as soon as the pause is over
			continue
		}
		f.world.cancel(&mail.event)
		mail.at = f.world.now
		f.world.schedule(&mail.event)
	}
}

// hold tells of a hit as the next thing that happens.
func (w *World) hold(u upset) {
	w.upsets = append(w.upsets, u)
	w.flush()
}

// flush does all that was asked for as the next thing that happens.
func (w *World) flush() {
	if w.flushing.run == nil {
		w.flushing.run = w.settleHeld
		w.flushing.event = event{home: idle, priority: first, deed: call, alarm: &w.flushing}
	}
	if w.flushing.home == idle {
		w.flushing.at = w.now
		w.schedule(&w.flushing.event)
	}
}
