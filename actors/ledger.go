package actors

import (
	"slices"

	"buynow/sim"
)

// Record is what an actor writes down: a value that is copied in and out, so
// that a change which was not committed is lost with the stack that made it.
type Record interface {
	// ID numbers the record, from 1.
	ID() uint64
	// Alias is a second, unique number to find it by; 0 for none.
	Alias() uint64
}

// Ledger is where an actor remembers. What was committed survives a crash;
// everything else of an actor is in its memory and does not. On the virtual
// clock it is kept in memory, see [NewLedger].
type Ledger[R Record] interface {
	// Read returns the record of that number as it was last committed.
	Read(id uint64) (R, bool)
	// Find returns the record of that alias.
	Find(alias uint64) (R, bool)
	// Commit writes the record: a commit point. It publishes Committed after the
	// write, so a crash there comes after the commit and before anything else.
	Commit(env *sim.Env, record R)
	// Archive forgets a record that nobody will ask for again.
	Archive(id uint64)
	// Open is the number of records that are not archived.
	Open() int
	// Last is the highest number that was ever committed.
	Last() uint64
	// Each calls visit for every record in the order of their numbers, as they
	// were when it began, until visit returns false.
	Each(visit func(R) bool)
}

// memoryLedger keeps records on pages, so that none is moved when there are more
// of them, with a free list.
type memoryLedger[R Record] struct {
	pages   []*[recordsPerPage]R
	free    []int32
	ids     index
	aliases index
	last    uint64
}

const recordsPerPage = 256

// NewLedger returns an empty ledger in memory.
func NewLedger[R Record]() Ledger[R] { return &memoryLedger[R]{} }

// at is the record in a place.
func (l *memoryLedger[R]) at(place int32) *R {
	return &l.pages[place/recordsPerPage][place%recordsPerPage]
}

func (l *memoryLedger[R]) Read(id uint64) (R, bool) {
	if place, ok := l.ids.find(id); ok {
		return *l.at(place), true
	}
	var none R
	return none, false
}

func (l *memoryLedger[R]) Find(alias uint64) (R, bool) {
	if place, ok := l.aliases.find(alias); ok {
		return *l.at(place), true
	}
	var none R
	return none, false
}

func (l *memoryLedger[R]) Commit(env *sim.Env, record R) {
	id := record.ID()
	place, known := l.ids.find(id)
	if !known {
		place = l.freePlace()
		l.ids.put(id, place)
		if alias := record.Alias(); alias != 0 {
			l.aliases.put(alias, place)
		}
		l.last = max(l.last, id)
	}
	*l.at(place) = record
	env.Emit(sim.Event{What: Committed, A: int64(id)})
}

// freePlace is where a new record goes. The first places of a page are used
// first.
func (l *memoryLedger[R]) freePlace() int32 {
	if len(l.free) == 0 {
		first := int32(len(l.pages) * recordsPerPage)
		l.pages = append(l.pages, new([recordsPerPage]R))
		for i := int32(recordsPerPage - 1); i >= 0; i-- {
			l.free = append(l.free, first+i)
		}
	}
	last := len(l.free) - 1
	place := l.free[last]
	l.free = l.free[:last]
	return place
}

func (l *memoryLedger[R]) Archive(id uint64) {
	place, ok := l.ids.find(id)
	if !ok {
		return
	}
	var none R
	l.aliases.remove((*l.at(place)).Alias())
	l.ids.remove(id)
	*l.at(place) = none
	l.free = append(l.free, place)
}

func (l *memoryLedger[R]) Open() int { return l.ids.used }

func (l *memoryLedger[R]) Last() uint64 { return l.last }

func (l *memoryLedger[R]) Each(visit func(R) bool) {
	ids := make([]uint64, 0, l.ids.used)
	for _, slot := range l.ids.slots {
		if slot.place != 0 {
			ids = append(ids, slot.number)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		if place, ok := l.ids.find(id); ok && !visit(*l.at(place)) {
			return
		}
	}
}
