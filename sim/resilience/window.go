package resilience

import "time"

// parts is of how many parts a window is made: what is older than the window by
// a part or less may be forgotten already.
const parts = 10

// window counts two things of late: how many there were, and how many of them
// were of note. What has become too old is forgotten when somebody looks, not
// only when somebody counts.
type window struct {
	part   time.Duration // how long a part is
	newest time.Duration // the number of the part that is counted in now
	parts  [parts]pair
	all    int
	ofNote int
}

type pair struct{ all, ofNote int }

func newWindow(length time.Duration) window { return window{part: max(1, length/parts)} }

// advance forgets what is too old. The parts begin at whole multiples of their
// length.
func (w *window) advance(now time.Duration) *pair {
	number := now / w.part
	if number-w.newest >= parts {
		*w = window{part: w.part, newest: number}
	}
	for w.newest < number {
		w.newest++
		oldest := &w.parts[w.newest%parts]
		w.all, w.ofNote = w.all-oldest.all, w.ofNote-oldest.ofNote
		*oldest = pair{}
	}
	return &w.parts[number%parts]
}

// count adds to both counts.
func (w *window) count(now time.Duration, all, ofNote int) {
	p := w.advance(now)
	p.all, p.ofNote = p.all+all, p.ofNote+ofNote
	w.all, w.ofNote = w.all+all, w.ofNote+ofNote
}
