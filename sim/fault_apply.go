package sim

import "slices"

// enlist lets a fault look at what happens, or no longer. Those that look do so in
// the order of their numbers.
func (w *World) enlist(f *Failure, active bool) {
	harms := false
	for _, d := range f.deeds {
		_, is := d.(harm)
		harms = harms || is
	}
	if harms {
		w.harms = listed(w.harms, f, active)
	}
}

// listed puts a fault on a list, or takes it off.
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

// apply does a deed to an actor or to the model's rules as the fault begins, and
// undoes it as it ends.
func (f *Failure) apply(d Deed, active bool) {
	if edit, ok := d.(Edit); ok {
		if active && edit.Bind == nil {
			f.world.strikes(upset{by: f, deed: Edited, actor: f.aim.Actor})
		}
		edit.Do(float64(float64(oneIf(active)) * f.strength()))
	}
}

// adjust does a deed again with another strength.
func (f *Failure) adjust(d Deed) {
	if edit, ok := d.(Edit); ok {
		edit.Do(f.strength())
	}
}
