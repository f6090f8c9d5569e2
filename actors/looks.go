package actors

// looks are what records look like that are kept folded: all of a record but what
// is its own. There are a few hundred for a million records. A look that none has
// any more is kept for a while, and then makes room for another, so there are
// never many more than records.
type looks[T comparable] struct {
	numbers map[T]uint32 // of each look, from 0
	all     []look[T]
	idle    []uint32 // that none had, oldest first; some may have it again
}

type look[T comparable] struct {
	of   T
	worn int  // by so many records
	idle bool // it is listed as such
}

// idleLooks is how many looks are kept that no record has.
const idleLooks = 256

// wear returns the number of a look that one more record has.
func (l *looks[T]) wear(of *T) uint32 {
	number, known := l.numbers[*of]
	if !known {
		number = l.room()
		l.all[number] = look[T]{of: *of}
		l.numbers[*of] = number
	}
	l.all[number].worn++
	return number
}

// room is the number of the look that none has had for longest, or a new one.
func (l *looks[T]) room() uint32 {
	if l.numbers == nil {
		l.numbers = map[T]uint32{}
	}
	for len(l.idle) > idleLooks {
		number := l.idle[0]
		l.idle = l.idle[1:]
		a := &l.all[number]
		if a.idle = false; a.worn == 0 {
			delete(l.numbers, a.of)
			return number
		}
	}
	l.all = append(l.all, look[T]{})
	return uint32(len(l.all) - 1)
}

// shed tells that one record fewer has that look.
func (l *looks[T]) shed(number uint32) {
	a := &l.all[number]
	if a.worn--; a.worn == 0 && !a.idle {
		a.idle = true
		l.idle = append(l.idle, number)
	}
}
