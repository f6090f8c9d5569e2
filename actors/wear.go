package actors

// wear tells whether a desk has the right size. Its clock goes by turns: in each
// a thing comes onto the desk, and another one must go. Who soon asks again for
// what just had to go wants a larger desk; if nobody asks for what has lain there
// for long, a smaller one will do. So the desk is as large as there is work in
// hand: what merely waits needs no place on it.
type wear struct {
	turns   uint32
	since   uint32 // the turn in which the desk got its size, or kept it
	fixed   int    // the size of a desk that has always the same; else 0
	missed  int    // what was asked for just after it had to go
	lasting int    // what was asked for after it had lain for a quarter of the desk's turns
}

// leastDesk is how many places a desk has at least.
const leastDesk = 64

// touch notes that a thing is asked for that lies on a desk of that size.
func (w *wear) touch(touched *uint32, size int) {
	if w.turns-*touched > uint32(size/4) {
		w.lasting++
	}
	*touched = w.turns
}

// turn notes that a thing comes onto the desk, and whether it is the one that had
// to go last.
func (w *wear) turn(again bool) {
	w.turns++
	if again {
		w.missed++
	}
}

// fit is the size that a desk of that size should have. It is asked before each
// turn, and decides anew when the desk has been turned over once.
func (w *wear) fit(size int) int {
	switch {
	case w.fixed != 0:
		return w.fixed
	case size == 0:
		return leastDesk
	case w.turns-w.since < uint32(size):
		return size
	case w.missed > size/8:
		size *= 2
	case w.lasting < size/16 && size > leastDesk:
		size /= 2
	}
	w.since, w.missed, w.lasting = w.turns, 0, 0
	return size
}
