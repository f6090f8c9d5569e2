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

// memoryLedger keeps records in one slice, with a free list.
type memoryLedger[R Record] struct {
	records []R
	free    []int32
	ids     map[uint64]int32
	aliases map[uint64]int32
	last    uint64
}

// NewLedger returns an empty ledger in memory.
func NewLedger[R Record]() Ledger[R] {
	return &memoryLedger[R]{ids: map[uint64]int32{}, aliases: map[uint64]int32{}}
}

func (l *memoryLedger[R]) Read(id uint64) (R, bool) {
	if at, ok := l.ids[id]; ok {
		return l.records[at], true
	}
	var none R
	return none, false
}

func (l *memoryLedger[R]) Find(alias uint64) (R, bool) {
	if at, ok := l.aliases[alias]; ok {
		return l.records[at], true
	}
	var none R
	return none, false
}

func (l *memoryLedger[R]) Commit(env *sim.Env, record R) {
	id := record.ID()
	at, known := l.ids[id]
	if !known {
		if n := len(l.free); n > 0 {
			at, l.free = l.free[n-1], l.free[:n-1]
		} else {
			at = int32(len(l.records))
			l.records = append(l.records, record)
		}
		l.ids[id] = at
		if alias := record.Alias(); alias != 0 {
			l.aliases[alias] = at
		}
		l.last = max(l.last, id)
	}
	l.records[at] = record
	env.Emit(sim.Event{What: Committed, A: int64(id)})
}

func (l *memoryLedger[R]) Archive(id uint64) {
	at, ok := l.ids[id]
	if !ok {
		return
	}
	var none R
	delete(l.aliases, l.records[at].Alias())
	delete(l.ids, id)
	l.records[at] = none
	l.free = append(l.free, at)
}

func (l *memoryLedger[R]) Open() int { return len(l.ids) }

func (l *memoryLedger[R]) Last() uint64 { return l.last }

func (l *memoryLedger[R]) Each(visit func(R) bool) {
	ids := make([]uint64, 0, len(l.ids))
	for _, record := range l.records {
		if id := record.ID(); id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		if at, ok := l.ids[id]; ok && !visit(l.records[at]) {
			return
		}
	}
}
