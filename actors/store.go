package actors

import "slices"

// store keeps things by their numbers. What was asked for last lies open on a
// desk; what has not been needed for a while is folded and lies in a cell, in a
// fifth of the space. Orders are busy for seconds and wait for days, so nearly
// all of what a shop remembers is folded, and nearly all that it asks for is not.
type store[T any] struct {
	pack  func(*T, *fold) // the thing's own method
	where register        // the cell of each, or lies if it has none
	cells cells
	desk  []open[T]
	fold  fold
}

// open is a place on the desk. A thing has only one place where it may lie.
type open[T any] struct {
	id      uint64
	used    bool
	changed bool // since it was unfolded
	thing   T
}

// lies stands for the cell of something that was never folded: it lies on the
// desk.
const lies = 1

// The desk has room for all there is, up to so many, and then for one thing in so
// many.
const (
	leastDesk = 64
	fairDesk  = 2048
	deskShare = 128
)

func newStore[T any](spread uint, pack func(*T, *fold)) store[T] {
	return store[T]{pack: pack, where: register{spread: spread}}
}

// at is where on the desk a thing lies, if it does.
func (s *store[T]) at(id uint64) *open[T] {
	const odd = 0x9e3779b1 // spreads what belongs to one order
	row, low := id>>s.where.spread, id&(1<<s.where.spread-1)
	return &s.desk[(row+low*odd)&uint64(len(s.desk)-1)]
}

// find returns a thing to look at; nil if there is none of that number. It is
// good until the next thing is asked for.
func (s *store[T]) find(id uint64) *T {
	if o := s.open(id); o != nil {
		return &o.thing
	}
	return nil
}

// edit is find for who changes it.
func (s *store[T]) edit(id uint64) *T {
	if o := s.open(id); o != nil {
		o.changed = true
		return &o.thing
	}
	return nil
}

func (s *store[T]) open(id uint64) *open[T] {
	if len(s.desk) == 0 {
		return nil
	}
	o := s.at(id)
	if o.id == id && o.used {
		return o
	}
	cell := s.where.find(id)
	if cell == nil {
		return nil
	}
	s.away(o)
	var empty T
	o.id, o.used, o.changed, o.thing = id, true, false, empty
	sheet := s.fold.words // is written on again
	s.fold.unfold(id, s.cells.get(*cell))
	s.pack(&o.thing, &s.fold)
	s.fold.words = sheet
	return o
}

// away folds what lies in a place of the desk.
func (s *store[T]) away(o *open[T]) {
	if !o.used || !o.changed {
		return
	}
	cell := s.where.find(o.id)
	s.fold.begin(o.id)
	s.pack(&o.thing, &s.fold)
	old := *cell
	if old == lies {
		old = 0
	}
	*cell = s.cells.put(old, s.fold.end())
}

// add makes room for a thing that is new.
func (s *store[T]) add(id uint64) *T {
	if n := s.where.used; n >= len(s.desk) && (len(s.desk) < fairDesk || n >= len(s.desk)*deskShare) {
		s.widen()
	}
	o := s.at(id)
	s.away(o)
	var empty T
	o.id, o.used, o.changed, o.thing = id, true, true, empty
	s.where.put(id, lies)
	return &o.thing
}

// widen gets a larger desk.
func (s *store[T]) widen() {
	before := s.desk
	s.desk = make([]open[T], max(2*len(before), leastDesk))
	for i := range before {
		if before[i].used {
			*s.at(before[i].id) = before[i]
		}
	}
}

// remove forgets a thing, if it is there.
func (s *store[T]) remove(id uint64) {
	cell := s.where.find(id)
	if cell == nil {
		return
	}
	if *cell != lies {
		s.cells.drop(*cell)
	}
	s.where.remove(id)
	if o := s.at(id); o.id == id {
		*o = open[T]{}
	}
}

// each visits the numbers of all that is there now, in order, until visit
// returns false.
func (s *store[T]) each(visit func(id uint64) bool) {
	ids := s.where.all()
	slices.Sort(ids)
	for _, id := range ids {
		if s.where.find(id) != nil && !visit(id) {
			return
		}
	}
}
