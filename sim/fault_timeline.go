package sim

import "time"

// window is the time in which a fault is in force, again and again:
//
//	At ┌─────────────── For ──────────────┐          At+Every ┌──────
//	   └ MTBF ┐┌MTTR┐┌─ MTBF ─┐┌ MTTR ┐┌──┘                   └──────
//	           └────┘          └──────┘    within which it comes and goes in bursts
type window struct {
	from, until            int64
	open                   bool
	opening, closing, step alarm
	breaks, bursts         spell
}

// spell comes and goes at random, each time for an exponential while.
type spell struct {
	alarm
	absent, present time.Duration // the means
	is              bool
	luck            Luck
}

// rampSteps is in how many steps the strength of what is done to actors and to
// rules grows and fades.
const rampSteps = 20

// plan schedules the beginning, unless the fault waits for something.
func (f *Failure) plan() {
	v, w := &f.window, f.world
	ready := func(a *alarm, run func()) {
		a.run, a.fault = run, true
		a.event = event{home: idle, priority: first, deed: call, alarm: a}
	}
	ready(&v.opening, f.open)
	ready(&v.closing, f.close)
	ready(&v.step, f.fade)
	for i, s := range []*spell{&v.breaks, &v.bursts} {
		ready(&s.alarm, func() { f.turn(s) })
		s.luck = Fate(w.seed, luckFaultTimes, Mix(f.key, uint64(i)))
	}
	v.breaks.absent, v.breaks.present = f.Fault.MTBF, f.Fault.MTTR
	v.bursts.absent, v.bursts.present = f.Fault.Off, f.Fault.On
	if f.Fault.When == "" {
		f.set(&v.opening, max(int64(f.Fault.At), w.now))
	}
}

// set makes an alarm ring at a time, and no other.
func (f *Failure) set(a *alarm, at int64) {
	f.world.cancel(&a.event)
	if a.at = at; at < int64(Forever) {
		f.world.schedule(&a.event)
	}
}

// changes tells if it will come or go by itself.
func (f *Failure) changes() bool {
	v := &f.window
	for _, a := range []*alarm{&v.opening, &v.closing, &v.step, &v.breaks.alarm, &v.bursts.alarm} {
		if a.home != idle {
			return true
		}
	}
	return false
}

// Begin lets a fault begin that waits for something: it does so as the next thing
// that happens. It may be called from a watcher. A fault that lasts goes on.
func (f *Failure) Begin() {
	if !f.over && !f.window.open && f.window.opening.home == idle {
		f.set(&f.window.opening, f.world.now)
	}
}

// End ends a fault for good, as the next thing that happens.
func (f *Failure) End() {
	f.over = true
	f.set(&f.window.opening, int64(Forever))
	if f.window.open {
		f.set(&f.window.closing, f.world.now)
	}
}

// open begins the time in which the fault is in force.
func (f *Failure) open() {
	v, now := &f.window, f.world.now
	v.open, v.from, v.until = true, now, int64(Forever)
	if f.Fault.For > 0 {
		v.until = later(now, int64(f.Fault.For))
		f.set(&v.closing, v.until)
	}
	if f.Fault.Every > 0 {
		f.set(&v.opening, later(now, int64(f.Fault.Every)))
	}
	v.breaks.is = v.breaks.absent == 0
	if !v.breaks.is {
		f.set(&v.breaks.alarm, later(now, v.breaks.next()))
	}
	if v.bursts.is = v.bursts.absent == 0; !v.bursts.is {
		share := float64(v.bursts.present) / float64(v.bursts.present+v.bursts.absent)
		v.bursts.is = v.bursts.luck.Chance(share)
		f.set(&v.bursts.alarm, later(now, v.bursts.next()))
	}
	f.renew()
}

// close ends it.
func (f *Failure) close() {
	v := &f.window
	v.open = false
	f.set(&v.closing, int64(Forever))
	f.set(&v.breaks.alarm, int64(Forever))
	f.set(&v.bursts.alarm, int64(Forever))
	f.renew()
}

// turn lets a spell come or go.
func (f *Failure) turn(s *spell) {
	s.is = !s.is
	f.set(&s.alarm, later(f.world.now, s.next()))
	f.renew()
}

// next draws how long the spell stays as it is.
func (s *spell) next() int64 {
	mean := s.absent
	if s.is {
		mean = s.present
	}
	return int64(Exponential(mean).Duration(&s.luck))
}

// renew makes the fault do what it is to do now.
func (f *Failure) renew() {
	v, w := &f.window, f.world
	active := v.open && v.breaks.is && v.bursts.is
	if active == f.active {
		return
	}
	f.active = active
	if active {
		w.event = Event{What: FaultBegan, Actor: f.aim.Actor, A: int64(f.Number), B: int64(f.Began)}
		f.Began++
	} else {
		again := v.open || v.opening.home != idle
		w.event = Event{What: FaultEnded, Actor: f.aim.Actor, A: int64(f.Number), B: oneIf(again)}
	}
	w.publish()
	f.apply(active)
	f.set(&v.step, int64(Forever))
	if active {
		f.fade()
	}
}

// strength is how much of itself the fault is, from 0 to 1.
func (f *Failure) strength() float64 {
	v, now, full := &f.window, f.world.now, 1.0
	if in := f.Fault.RampIn; in > 0 {
		full = min(full, float64(now-v.from)/float64(in))
	}
	if out := f.Fault.RampOut; out > 0 && v.until < int64(Forever) {
		full = min(full, float64(v.until-now)/float64(out))
	}
	return max(full, 0)
}

// fade does again what depends on the strength, for as long as that changes.
func (f *Failure) fade() {
	in, out := int64(f.Fault.RampIn), int64(f.Fault.RampOut)
	if in == 0 && out == 0 {
		return
	}
	v, now := &f.window, f.world.now
	f.adjust()
	switch fades := v.until - out; {
	case now < v.from+in:
		f.set(&v.step, min(now+max(in/rampSteps, 1), v.from+in))
	case out == 0 || v.until == int64(Forever):
	case now < fades:
		f.set(&v.step, fades)
	default:
		f.set(&v.step, now+max(out/rampSteps, 1))
	}
}

func oneIf(is bool) int64 {
	if is {
		return 1
	}
	return 0
}
