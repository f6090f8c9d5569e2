package actors

import (
	"time"

	"buynow/sim"
)

// hours lists what an actor must do at times that lie hours, days or months
// ahead. A timer for each would take a hundred times the space of its entry.
// Here is a single one, for the first hour that has any entries; whoever is woken
// by it sets the timers of that hour. It is memory, as timers are.
type hours struct {
	diary diary    // a page for each hour
	begun []uint64 // the entries of the hour that has begun, as far as they were not visited
	wakes time.Duration
	timer sim.Timer
}

// note enters what is due at a time, and lets the actor be woken by that message
// at the beginning of its hour; false if that hour has begun: then a timer is
// right.
func (h *hours) note(env *sim.Env, due time.Duration, id uint64, wake sim.Message) bool {
	hour := due.Truncate(time.Hour)
	if hour <= env.Now() {
		return false
	}
	h.diary.note(int(hour/time.Hour), id)
	h.arm(env, hour, wake)
	return true
}

// arm sets the timer, unless it comes earlier.
func (h *hours) arm(env *sim.Env, hour time.Duration, wake sim.Message) {
	if h.wakes != 0 && h.wakes <= hour {
		return
	}
	order := env.Order()
	env.Numbered(0) // it is nobody's
	env.Cancel(h.timer)
	h.timer, h.wakes = env.After(hour-env.Now(), wake), hour
	env.Numbered(order)
}

// strike visits the entries of the hour that has begun, in the order in which
// they were noted, a hundred at a time: what a hundred of them begin is over
// before the next hundred are looked at. At nine in the morning all parcels of
// a day go out.
func (h *hours) strike(env *sim.Env, wake sim.Message, visit func(id uint64)) {
	env.About(0, 0)
	h.wakes = 0
	for more := true; more && len(h.begun) == 0; {
		h.begun, more = h.diary.read(int(env.Now() / time.Hour))
	}
	some := h.begun[:min(len(h.begun), 100)]
	h.begun = h.begun[len(some):]
	for _, id := range some {
		visit(id)
	}
	env.About(0, 0)
	if len(h.begun) > 0 {
		h.arm(env, env.Now(), wake)
	} else if hour, some := h.diary.soonest(); some {
		h.arm(env, max(time.Duration(hour)*time.Hour, env.Now()), wake)
	}
}
