package sim

import "math/bits"

// What happens first when several things happen at one instant: inputs from
// outside, what the assembly does, then completions, then timers, then arrivals. A
// call that is answered exactly at its deadline is thus answered.
const (
	input      uint8 = iota // Input, and its repetition by InputAt
	first                   // At, and the unwinding of a crash
	completion              // a service ends, an answer arrives
	timer                   // a sleep or a deadline ends
	arrival                 // a message arrives, a process starts
	priorities
)

// What an entry of the agenda does when its time comes.
type deed uint8

const (
	wake   deed = iota // resume a process that slept, waits in a queue or dies
	expire             // tell a process that its call got no answer in time
	arrive             // hand a message to an actor
	serve              // the service time of a message is over
	answer             // hand an answer to the caller
	call               // run a function of the assembly
)

// event is one entry of the agenda. It lives inside the process, envelope or
// alarm it belongs to, so nothing is allocated to schedule anything; a mailbox
// uses the same links while the envelope is off the agenda.
type event struct {
	prev, next *event
	at         int64 // nanoseconds since the start
	home       int16 // bucket it is in, see agenda; idle when in none
	priority   uint8
	deed       deed
	process    *process
	envelope   *envelope
	alarm      *alarm
}

const (
	digit  = 6 // bits
	levels = 11
	idle   = int16(-1)
	nowAt  = int16(levels << digit) // home of the first list of the current instant
)

// agenda orders events by (time, priority, sequence of scheduling).
//
// It is a radix-64 timing wheel: an event lies at the level of the highest
// base-64 digit in which its time differs from the current instant, in the slot
// that this digit names. Taking the earliest bucket spreads its events over the
// lower levels in their old order, which keeps equal times first in, first out
// without a sequence number. Insertion and cancellation are O(1).
type agenda struct {
	last     int64 // the current instant: no event is earlier
	due      uint8 // which priorities have events at the current instant
	level    uint16
	occupied [levels]uint64
	now      [priorities]event
	bucket   [levels << digit]event
}

func (a *agenda) init() {
	for i := range a.now {
		h := &a.now[i]
		h.prev, h.next = h, h
	}
	for i := range a.bucket {
		h := &a.bucket[i]
		h.prev, h.next = h, h
	}
}

// put schedules e at its time, which must not lie before the current instant.
func (a *agenda) put(e *event) {
	var head *event
	if apart := uint64(e.at ^ a.last); apart == 0 {
		head = &a.now[e.priority]
		e.home = nowAt + int16(e.priority)
		a.due |= 1 << e.priority
	} else {
		level := (63 - bits.LeadingZeros64(apart)) / digit
		slot := int(e.at>>(digit*level)) & 63
		e.home = int16(level<<digit | slot)
		head = &a.bucket[e.home]
		a.occupied[level] |= 1 << slot
		a.level |= 1 << level
	}
	e.append(head)
}

// take removes and returns the next event, or nil if none is due by the limit.
func (a *agenda) take(limit int64) *event {
	if a.due == 0 {
		return a.turn(limit)
	}
	if a.last > limit {
		return nil
	}
	p := bits.TrailingZeros8(a.due)
	head := &a.now[p]
	e := head.next
	e.unlink()
	if head.next == head {
		a.due &^= 1 << p
	}
	return e
}

// turn moves the current instant to the earliest event and takes that; nil if
// it lies beyond the limit or there is none.
func (a *agenda) turn(limit int64) *event {
	if a.level == 0 {
		return nil
	}
	level, slot := a.earliest()
	head := &a.bucket[level<<digit|slot]
	if e := head.next; e.next == head { // alone, as most are
		if e.at > limit {
			return nil
		}
		e.unlink()
		a.vacate(level, slot)
		a.last = e.at
		return e
	}
	at := a.next()
	if at > limit {
		return nil
	}
	e := head.next
	head.prev, head.next = head, head
	a.vacate(level, slot)
	a.last = at
	for e != head {
		next := e.next
		a.put(e)
		e = next
	}
	return a.take(limit)
}

// earliest names the bucket that the next event is in, unless that is due now.
func (a *agenda) earliest() (level, slot int) {
	level = bits.TrailingZeros16(a.level)
	return level, bits.TrailingZeros64(a.occupied[level])
}

// cancel takes e, which is on it, off the agenda.
func (a *agenda) cancel(e *event) {
	home := e.home
	alone := e.prev == e.next // then both are the head
	e.unlink()
	switch {
	case !alone:
	case home >= nowAt:
		a.due &^= 1 << (home - nowAt)
	default:
		a.vacate(int(home>>digit), int(home&63))
	}
}

func (a *agenda) vacate(level, slot int) {
	a.occupied[level] &^= 1 << slot
	if a.occupied[level] == 0 {
		a.level &^= 1 << level
	}
}

// quietUntil is true if surely nothing is due at or before t.
func (a *agenda) quietUntil(t int64) bool {
	if a.due != 0 {
		return false
	}
	if a.level == 0 {
		return true
	}
	level, slot := a.earliest()
	above := min(digit*(level+1), 63)
	return t < a.last>>above<<above|int64(slot)<<(digit*level)
}

// next returns the time of the next event, Forever if nothing is scheduled.
func (a *agenda) next() int64 {
	if a.due != 0 {
		return a.last
	}
	at := int64(Forever)
	if a.level == 0 {
		return at
	}
	level, slot := a.earliest()
	head := &a.bucket[level<<digit|slot]
	for e := head.next; e != head; e = e.next {
		at = min(at, e.at)
	}
	return at
}

func (e *event) append(head *event) {
	tail := head.prev
	e.prev, e.next = tail, head
	tail.next, head.prev = e, e
}

func (e *event) unlink() {
	e.prev.next, e.next.prev = e.next, e.prev
	e.prev, e.next, e.home = nil, nil, idle
}
