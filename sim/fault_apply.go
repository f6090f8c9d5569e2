package sim

import "slices"

// applied is a deed that is done once, when the fault begins, and undone when it ends.
type applied interface{ apply(f *Failure, active bool) }

// apply does the deeds of a fault as it begins, and undoes them as it ends.
func (f *Failure) apply(active bool) {
	for _, d := range f.deeds {
		if _, is := d.(harm); is {
			f.world.harms = listed(f.world.harms, f, active)
		}
		if once, is := d.(applied); is {
			once.apply(f, active)
		}
	}
}

// adjust does again what depends on the strength.
func (f *Failure) adjust() {
	for _, d := range f.deeds {
		switch d := d.(type) {
		case Edit:
			d.Do(f.strength())
		case Scale:
			if d.sized() {
				f.world.refit(f.world.actors[f.aim.Actor])
			}
		}
	}
}

func (d Edit) apply(f *Failure, active bool) {
	if !active {
		d.Do(0)
		return
	}
	if d.Bind == nil {
		f.world.strikes(f, Event{Actor: f.aim.Actor, B: int64(Edited)})
	}
	d.Do(f.strength())
}

// listed puts a fault on a list, in the order of their numbers, or takes it off.
func listed(list []*Failure, f *Failure, on bool) []*Failure {
	at, is := slices.BinarySearchFunc(list, f, func(a, b *Failure) int { return a.Number - b.Number })
	switch {
	case on && !is:
		return slices.Insert(list, at, f)
	case !on && is:
		return slices.Delete(list, at, at+1)
	}
	return list
}
