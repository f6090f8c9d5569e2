package actors

import (
	"math/bits"
	"time"

	"buynow/sim"
)

// Velocity counts the orders of each device over the last hour. A household
// buys once or twice; somebody who tries out stolen cards buys all the time.
//
// Its memory has a limit. When it is full, the oldest order is forgotten before
// its hour is over: the window gets shorter for all devices alike, so a count
// can be too low, never too high, and a busy device stays the busiest.
//
// The zero Velocity is ready to use. It grows with use up to its limit and then
// allocates nothing more.
type Velocity struct {
	Limit int // orders remembered, the present one among them; 65,536 (3 MB) if 0

	orders []velocityOrder // a ring, the oldest order at first
	first  int
	size   int
	counts []velocityCount // a hash table with linear probing, at most half full
}

type velocityOrder struct {
	device uint64
	at     time.Duration
}

type velocityCount struct {
	device uint64
	orders int // 0 marks a free place
}

const (
	velocityWindow = time.Hour
	velocityLimit  = 1 << 16
	velocityStart  = 64
)

// Count returns how many orders the device placed in the hour before now, and
// remembers this one. Time should not run backwards; where it does (a skewed
// clock), orders are kept a little longer.
func (v *Velocity) Count(device uint64, now time.Duration) int {
	for v.size > 0 && v.orders[v.first].at <= now-velocityWindow {
		v.forget()
	}
	if v.size == len(v.orders) {
		v.makeRoom()
	}

	place := &v.counts[v.find(device)]
	before := place.orders
	*place = velocityCount{device, before + 1}
	v.orders[(v.first+v.size)%len(v.orders)] = velocityOrder{device, now}
	v.size++
	return before
}

// makeRoom doubles the memory, or forgets the oldest order once it may not grow.
func (v *Velocity) makeRoom() {
	limit := v.Limit
	if limit <= 0 {
		limit = velocityLimit
	}
	if v.size >= limit {
		v.forget()
		return
	}

	remembered := append(v.orders[v.first:len(v.orders):len(v.orders)], v.orders[:v.first]...)
	room := min(max(2*v.size, velocityStart), limit)
	v.orders = make([]velocityOrder, room)
	v.first = 0
	copy(v.orders, remembered)

	v.counts = make([]velocityCount, 1<<bits.Len(uint(2*room-1)))
	for _, order := range remembered {
		place := &v.counts[v.find(order.device)]
		*place = velocityCount{order.device, place.orders + 1}
	}
}

// find returns the place of the device, or the free place where it belongs.
func (v *Velocity) find(device uint64) int {
	last := len(v.counts) - 1
	for i := v.home(device); ; i = (i + 1) & last {
		if v.counts[i].orders == 0 || v.counts[i].device == device {
			return i
		}
	}
}

// home is where the search for the device begins.
func (v *Velocity) home(device uint64) int {
	return int(sim.Mix(device, 0)) & (len(v.counts) - 1)
}

// forget drops the oldest order.
func (v *Velocity) forget() {
	free := v.find(v.orders[v.first].device)
	v.first = (v.first + 1) % len(v.orders)
	v.size--

	v.counts[free].orders--
	if v.counts[free].orders > 0 {
		return
	}
	// Later devices move up into the gap if their search passes over it:
	// otherwise it would stop there and not find them.
	last := len(v.counts) - 1
	for i := (free + 1) & last; v.counts[i].orders > 0; i = (i + 1) & last {
		if detour := (i - v.home(v.counts[i].device)) & last; detour >= (i-free)&last {
			v.counts[free] = v.counts[i]
			v.counts[i] = velocityCount{}
			free = i
		}
	}
}
