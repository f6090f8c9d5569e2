package actors

import "slices"

// store keeps things by their numbers. What was asked for last lies open on a
// desk; what has not been needed for a while is folded and lies in a cell, in a
// tenth of the space: the number of its look, and what is its own. Orders are busy
// for seconds and wait for days, so nearly all of what a shop remembers is folded,
// and nearly all that it asks for is not.
type store[T comparable] struct {
	pack  func(*T, *fold) // the thing's own method
	where register        // the cell of each, or lies if it has none
	cells cells
	looks looks[T]
	desk  []open[T]
	wear  wear
	fold  fold
	look  T // of what is being folded
}

// open is a place on the desk. A thing has only one place where it may lie.
type open[T comparable] struct {
	id      uint64
	touched uint32 // when: see wear
	used    bool
	changed bool // since it was unfolded
	thing   T
}

// lies stands for the cell of something that was never folded: it lies on the
// desk.
const lies = 1

func newStore[T comparable](spread uint, pack func(*T, *fold)) store[T] {
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
		s.wear.touch(&o.touched, len(s.desk))
		return o
	}
	cell := s.where.find(id)
	if cell == nil {
		return nil
	}
	o = s.clear(id)
	sheet := s.fold.words // is written on again
	look := s.fold.unfold(id, s.cells.get(*cell))
	o.thing = s.looks.all[look].of
	s.pack(&o.thing, &s.fold)
	s.fold.words = sheet
	return o
}

// away folds what lies in a place of the desk.
func (s *store[T]) away(o *open[T]) {
	if !o.used || !o.changed {
		return
	}
	s.look = o.thing
	s.fold.strip(o.id)
	s.pack(&s.look, &s.fold)
	s.fold.begin(o.id, s.looks.wear(&s.look))
	s.pack(&o.thing, &s.fold)
	cell := s.where.find(o.id)
	old := s.undress(*cell)
	*cell = s.cells.put(old, s.fold.end())
}

// undress takes its look from what lies in a cell, and returns the cell; 0 if
// there is none.
func (s *store[T]) undress(cell uint32) uint32 {
	if cell == lies {
		return 0
	}
	s.looks.shed(lookIn(s.cells.get(cell)))
	return cell
}

// add makes room for a thing that is new.
func (s *store[T]) add(id uint64) *T {
	o := s.clear(id)
	var empty T
	o.changed, o.thing = true, empty
	s.where.put(id, lies)
	return &o.thing
}

// clear makes room on the desk for a thing that does not lie there.
func (s *store[T]) clear(id uint64) *open[T] {
	if size := s.wear.fit(len(s.desk)); size != len(s.desk) {
		s.move(size)
	}
	o := s.at(id)
	if o.used {
		s.away(o)
		s.wear.leave(o.id, len(s.desk))
	}
	s.wear.turn(id, len(s.desk))
	o.id, o.used, o.changed, o.touched = id, true, false, s.wear.turns
	return o
}

// move gets a desk of another size.
func (s *store[T]) move(size int) {
	before := s.desk
	s.desk = make([]open[T], size)
	for i := range before {
		if before[i].used {
			o := s.at(before[i].id)
			s.away(o)
			*o = before[i]
		}
	}
}

// remove forgets a thing, if it is there.
func (s *store[T]) remove(id uint64) {
	cell := s.where.find(id)
	if cell == nil {
		return
	}
	s.cells.drop(s.undress(*cell))
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
