package actors

import "buynow/sim"

// Record is what an actor writes down: a value that is copied in and out, so
// that a change which was not committed is lost with the stack that made it.
type Record interface {
	comparable
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
	// write, so a crash there comes after the commit and before anything else. What an
	// instance writes that another has superseded is refused, see [SagaRules.Fence].
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

// memoryLedger keeps records in a store.
type memoryLedger[R Record] struct {
	records store[R]
	aliases register // where the record of an alias is
	last    uint64
}

// NewLedger returns an empty ledger in memory. Pack is the method of a record
// that folds it. The last bits of their numbers, as many as spread says, tell
// apart what an order has several of.
func NewLedger[R Record](pack func(*R, *fold), spread uint) Ledger[R] {
	return &memoryLedger[R]{records: newStore(spread, pack)}
}

func (l *memoryLedger[R]) Read(id uint64) (R, bool) {
	if r := l.records.find(id); r != nil {
		return *r, true
	}
	var none R
	return none, false
}

func (l *memoryLedger[R]) Find(alias uint64) (R, bool) {
	if place := l.aliases.find(alias); place != nil {
		return l.Read(l.records.where.numberAt(*place))
	}
	var none R
	return none, false
}

func (l *memoryLedger[R]) Commit(env *sim.Env, record R) {
	env.Fenced(Committed)
	id := record.ID()
	r := l.records.edit(id)
	if r == nil {
		r = l.records.add(id)
		l.last = max(l.last, id)
		if alias := record.Alias(); alias != 0 {
			place, _ := l.records.where.place(id)
			l.aliases.put(alias, place)
		}
	}
	*r = record
	env.Emit(sim.Event{What: Committed, A: int64(id)})
}

func (l *memoryLedger[R]) Archive(id uint64) {
	r := l.records.find(id)
	if r == nil {
		return
	}
	if alias := (*r).Alias(); alias != 0 {
		l.aliases.remove(alias)
	}
	l.records.remove(id)
}

func (l *memoryLedger[R]) Open() int { return l.records.where.used }

func (l *memoryLedger[R]) Last() uint64 { return l.last }

func (l *memoryLedger[R]) Each(visit func(R) bool) {
	l.records.each(func(id uint64) bool { return visit(*l.records.find(id)) })
}
