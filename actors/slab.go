package actors

// slab makes values of one type, many in one piece of memory: an actor's
// reminders to itself are small, and there are several for every order. None is
// used twice, and the garbage collector frees a slab when nobody has any of it.
type slab[T any] struct{ rest []T }

// of returns a copy of the value that stays.
func (s *slab[T]) of(value T) *T {
	made := s.next()
	*made = value
	return made
}

// next returns an empty value that stays.
func (s *slab[T]) next() *T {
	if len(s.rest) == 0 {
		s.rest = make([]T, 64)
	}
	made := &s.rest[0]
	s.rest = s.rest[1:]
	return made
}
