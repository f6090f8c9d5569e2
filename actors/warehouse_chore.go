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

// weekOfRepeats is patient enough for every outage that ends.
var weekOfRepeats = Repeat{Pause: 30 * time.Second, Longest: 10 * time.Minute, Times: 1000}

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

// finished holds the records with which nothing more happens. They are kept until
// nobody has asked about them for a day: who repeats a message for want of an
// answer repeats it more often than that.
type finished struct {
	today, yesterday diaryPage
	again            map[uint64]bool // asked about today
	clearing         bool            // somebody comes at midnight
}

// asked notes that somebody still asks about a record.
func (f *finished) asked(key uint64) {
	if f.again == nil {
		f.again = map[uint64]bool{}
	}
	f.again[key] = true
}

// midnight forgets what was finished before the day that ends, and tells if
// somebody must come again.
func (f *finished) midnight(forget func(key uint64)) bool {
	for _, key := range f.yesterday.ids() {
		if f.again[key] {
			f.today.add(key)
			continue
		}
		forget(key)
	}
	clear(f.again)
	f.yesterday, f.today = f.today, diaryPage{}
	f.clearing = len(f.yesterday.entries) > 0
	return f.clearing
}
