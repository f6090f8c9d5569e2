package actors

import (
	"errors"
	"time"
)

// ShipmentKey numbers a parcel for life, from the order of its dispatch to the
// customer's door: in the shipment machine, at the warehouse and at the carrier.
// An order has fewer than 256 shipments; 0 is what the customer sends back.
func ShipmentKey(order OrderID, shipment uint64) uint64 { return order<<shipmentBits | shipment&0xff }

const shipmentBits = 8

// Repeat says how something is tried again that nobody has answered.
type Repeat struct {
	// Pause is the time before the first repetition, doubled with each one.
	Pause time.Duration
	// Longest is the longest pause.
	Longest time.Duration
	// Times is how many repetitions there are before it is left to a person.
	Times int
}

// weekOfRepeats is patient enough for every outage that ends, and leaves a part
// that is behind the time to catch up.
var weekOfRepeats = Repeat{Pause: 30 * time.Second, Longest: 2 * time.Hour, Times: 100}

// pause is how long to wait after so many tries; false if there were enough.
func (r Repeat) pause(tries int) (time.Duration, bool) {
	pause := r.Pause
	for i := 1; i < tries && pause < r.Longest; i++ {
		pause *= 2
	}
	return min(pause, r.Longest), tries <= r.Times
}

// settled tells if a duty needs no repetition: it is done, or nobody there has
// ever heard of the order.
func settled(err error) bool { return err == nil || errors.Is(err, ErrUnknown) }

// backlog is a line of records that wait, first come first served.
type backlog struct {
	keys []uint64
	head int
}

func (b *backlog) len() int { return len(b.keys) - b.head }

func (b *backlog) push(key uint64) {
	if b.head > 64 && b.head > len(b.keys)/2 {
		b.keys = b.keys[:copy(b.keys, b.keys[b.head:])]
		b.head = 0
	}
	b.keys = append(b.keys, key)
}

func (b *backlog) pop() (uint64, bool) {
	if b.len() == 0 {
		return 0, false
	}
	b.head++
	return b.keys[b.head-1], true
}

// unpop puts the one that was popped last back to the front.
func (b *backlog) unpop(key uint64) {
	if b.head == 0 {
		b.keys = append(b.keys, 0)
		copy(b.keys[1:], b.keys)
		b.head = 1
	}
	b.head--
	b.keys[b.head] = key
}
