package actors

import "math/bits"

// index finds places by number: a hash table with linear probing, at most half
// full. The numbers of records run in rows, and the golden ratio spreads a row
// evenly over the table, so a search hardly ever looks twice. A Go map takes
// twice as long to find a number, and six times as long to enter and remove one.
// The zero index is empty.
type index struct {
	slots []slot
	used  int
	shift int // leaves of a hash as many bits as the table needs
}

// slot is one number and its place.
type slot struct {
	number uint64
	place  int32 // from 1; 0 marks a free slot
}

// smallestIndex is how many slots an index begins with.
const smallestIndex = 64

// find returns the place of a number; false if it is not there.
func (x *index) find(number uint64) (int32, bool) {
	if x.used == 0 {
		return 0, false
	}
	place := x.slots[x.search(number)].place
	return place - 1, place != 0
}

// search returns the slot of the number, or the free one where it belongs.
func (x *index) search(number uint64) int {
	last := len(x.slots) - 1
	for i := x.home(number); ; i = (i + 1) & last {
		if s := &x.slots[i]; s.place == 0 || s.number == number {
			return i
		}
	}
}

// home is where the search for a number begins.
func (x *index) home(number uint64) int {
	const golden = 0x9e3779b97f4a7c15
	return int(number * golden >> x.shift)
}

// put enters a number, or gives it another place.
func (x *index) put(number uint64, place int32) {
	if 2*x.used >= len(x.slots) {
		x.grow()
	}
	s := &x.slots[x.search(number)]
	if s.place == 0 {
		x.used++
	}
	*s = slot{number, place + 1}
}

func (x *index) grow() {
	old := x.slots
	x.slots = make([]slot, max(2*len(old), smallestIndex))
	x.shift = 64 - bits.Len(uint(len(x.slots)-1))
	for _, s := range old {
		if s.place != 0 {
			x.slots[x.search(s.number)] = s
		}
	}
}

// remove takes a number out. Later ones move up into the gap if their search
// passes over it: otherwise it would stop there and not find them.
func (x *index) remove(number uint64) {
	if _, ok := x.find(number); !ok {
		return
	}
	last := len(x.slots) - 1
	free := x.search(number)
	x.slots[free] = slot{}
	x.used--
	for i := (free + 1) & last; x.slots[i].place != 0; i = (i + 1) & last {
		if detour := (i - x.home(x.slots[i].number)) & last; detour >= (i-free)&last {
			x.slots[free], x.slots[i] = x.slots[i], slot{}
			free = i
		}
	}
}
