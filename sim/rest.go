package sim

import (
	"math/bits"
	"time"
)

// Last returns when the last thing happened.
func (w *World) Last() time.Duration { return time.Duration(w.last) }

// AtRest tells if nothing more happens but that faults come and go: what happened
// would only be about them. A fault that is there and will go may hold something
// up: until it has gone once, and set nothing free, there is no rest.
func (w *World) AtRest() bool {
	if !w.only(func(e *event) bool { return e.alarm != nil && e.alarm.fault }) {
		w.calm = false
		return false
	}
	rest := true
	for _, f := range w.failures {
		if !w.calm {
			f.holds = f.active && f.changes()
			f.held = f.Began
		}
		rest = rest && !(f.holds && f.active && f.held == f.Began)
	}
	w.calm = true
	return rest
}

// only tells if all that is scheduled is so.
func (w *World) only(is func(*event) bool) bool {
	for i := range w.agenda.now {
		if !w.agenda.now[i].only(is) {
			return false
		}
	}
	for level := range w.agenda.occupied {
		for left := w.agenda.occupied[level]; left != 0; left &= left - 1 {
			if !w.agenda.bucket[level<<digit|bits.TrailingZeros64(left)].only(is) {
				return false
			}
		}
	}
	return w.other == nil
}

// only tells if all events of a list are so.
func (e *event) only(is func(*event) bool) bool {
	for one := e.next; one != e; one = one.next {
		if !is(one) {
			return false
		}
	}
	return true
}

// Next returns when the next thing will happen; false if the world has come to
// rest: nothing more happens unless something comes from outside.
func (w *World) Next() (time.Duration, bool) {
	at := time.Duration(w.peek())
	return at, at < Forever
}
