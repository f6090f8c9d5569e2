package sim

import (
	"fmt"
	"time"
)

// Resource is something of which there is only so much: tills, docks, licences.
type Resource struct {
	units int
	free  int
	line  line
}

// NewResource returns a resource with so many units, all free.
func NewResource(w *World, units int) *Resource {
	r := &Resource{units: units, free: units}
	r.line.open(w, func(units int) { r.free += units }, r.call)
	return r
}

// NewResource is [NewResource] for what an actor makes while it serves.
func (e *Env) NewResource(units int) *Resource { return NewResource(e.world, units) }

// Free returns how many units are free.
func (r *Resource) Free() int { return r.free }

// Acquire takes units, waiting in line until there are enough. Nobody
// overtakes, even if there were enough for them. Units that a crash must not
// lose are given back by a deferred Release.
func (r *Resource) Acquire(e *Env, units int) {
	if !r.TryAcquire(e, units) {
		p := e.mustWait()
		r.line.join(p, units)
		r.line.wait(p)
	}
}

// AcquireWithin is Acquire for somebody who leaves the line after so long; false
// if they did.
func (r *Resource) AcquireWithin(e *Env, units int, d time.Duration) bool {
	if r.TryAcquire(e, units) {
		return true
	}
	p := e.mustWait()
	r.line.join(p, units)
	return r.line.waitAtMost(p, d)
}

// TryAcquire takes units if there are enough and nobody waits for them; false if
// not.
func (r *Resource) TryAcquire(e *Env, units int) bool {
	e.mustLive()
	if units < 1 || units > r.units {
		panic(fmt.Sprintf("sim: %s acquires %d of %d units", e.Name(), units, r.units))
	}
	if r.line.first() != nil || r.free < units {
		return false
	}
	r.free -= units
	return true
}

// Release gives units back.
func (r *Resource) Release(units int) {
	r.free += units
	if units < 0 || r.free > r.units {
		panic(fmt.Sprintf("sim: %d units released: %d of %d are free", units, r.free, r.units))
	}
	r.call()
}

// call hands units to those who wait for them.
func (r *Resource) call() {
	for next := r.line.first(); next != nil && next.amount <= r.free; next = r.line.first() {
		r.free -= next.amount
		next.call()
	}
}
