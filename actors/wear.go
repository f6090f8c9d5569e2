package actors

// wear tells whether a desk has the right size. Its clock goes by turns: in each
// a thing comes onto the desk, and another one must go. Who soon asks again for
// what had to go wants a larger desk; if nobody asks for what has lain there for
// long, a smaller one will do. So the desk is as large as there is work in hand:
// what merely waits needs no place on it.
type wear struct {
	turns   uint32
	since   uint32 // the turn in which the desk got its size, or kept it
	fixed   int    // the size of a desk that has always the same; else 0
	missed  int    // of the sample, what was asked for soon after it had to go
	lasting int    // what was asked for after it had lain for a quarter of the desk's turns
	gone    [128]gone
}

// gone is something that had to go. Only a sample is noted, sampled in as many
// turns as the desk has places.
type gone struct {
	id   uint64
	turn uint32
}

const (
	leastDesk = 64 // places
	sampled   = 16
	soon      = 3 // times as many turns as the desk has places
)

// touch notes that a thing is asked for that lies on a desk of that size.
func (w *wear) touch(touched *uint32, size int) {
	if w.turns-*touched > uint32(size/4) {
		w.lasting++
	}
	*touched = w.turns
}

// turn notes that a thing comes onto a desk of that size.
func (w *wear) turn(id uint64, size int) {
	w.turns++
	if at := w.sample(id, size); at != nil && at.id == id && w.turns-at.turn < uint32(soon*size) {
		w.missed++
	}
}

// leave notes that one must go.
func (w *wear) leave(id uint64, size int) {
	if at := w.sample(id, size); at != nil {
		*at = gone{id, w.turns}
	}
}

// sample is where something is noted when it goes; nil if it is not.
func (w *wear) sample(id uint64, size int) *gone {
	const golden = 0x9e3779b97f4a7c15
	mixed := id * golden >> 20
	if mixed&uint64(size-1) >= sampled {
		return nil
	}
	return &w.gone[mixed>>24%uint64(len(w.gone))]
}

// fit is the size that a desk of that size should have. It is asked before each
// turn, and decides anew when the desk has been turned over a few times.
func (w *wear) fit(size int) int {
	turns := int(w.turns - w.since)
	switch {
	case w.fixed != 0:
		return w.fixed
	case size == 0:
		return leastDesk
	case turns < 4*size:
		return size
	case w.missed > sampled: // one in four that come
		size *= 2
	case w.lasting < turns/16 && size > leastDesk:
		size /= 2
	}
	w.since, w.missed, w.lasting = w.turns, 0, 0
	return size
}
