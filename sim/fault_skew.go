package sim

import "time"

func (d Skew) apply(f *Failure, active bool) {
	w, a := f.world, f.world.actors[f.aim.Actor]
	a.skews = listed(a.skews, f, active)
	if active {
		w.strikes(f, Event{Actor: a.id, B: int64(Skewed)})
	}
}

// skewed is what an actor reads on a clock that is wrong; never a time before the
// start of the world.
func (e *Env) skewed() time.Duration {
	now := e.world.now
	read := now
	for _, f := range e.actor.skews {
		if !f.owns(e.mail) {
			continue
		}
		strength := f.strength()
		for _, d := range f.deeds {
			if skew, ok := d.(Skew); ok {
				off := float64(skew.Offset) + float64(float64(now-f.window.from)*skew.Drift)
				read += int64(float64(off * strength))
			}
		}
	}
	return time.Duration(max(read, 0))
}
