package sim

// Queue hands items from process to process, first in, first out. It is
// unbounded: use an actor's mailbox where a limit is wanted.
type Queue[T any] struct {
	items    []T // ring
	head     int
	size     int
	promised int // items for those who were called from the line
	line     line
}

// NewQueue returns an empty queue.
func NewQueue[T any](w *World) *Queue[T] {
	q := &Queue[T]{items: make([]T, 8)}
	q.line.open(w, func(int) { q.promised-- }, q.call)
	return q
}

// Len returns how many items wait.
func (q *Queue[T]) Len() int { return q.size }

// Put adds an item and wakes whoever waits longest for one.
func (q *Queue[T]) Put(item T) {
	if q.size == len(q.items) {
		grown := make([]T, 2*q.size)
		n := copy(grown, q.items[q.head:])
		copy(grown[n:], q.items[:q.head])
		q.items, q.head = grown, 0
	}
	q.items[(q.head+q.size)&(len(q.items)-1)] = item
	q.size++
	q.call()
}

// Get takes the oldest item, waiting for one if there is none. Nobody
// overtakes: who waits longest gets the next item.
func (q *Queue[T]) Get(e *Env) T {
	e.mustLive()
	if q.size == 0 || q.promised > 0 {
		p := e.mustWait()
		q.line.join(p, 1)
		q.call()
		q.line.wait(p)
		q.promised--
	}
	var none T
	item := q.items[q.head]
	q.items[q.head] = none
	q.head = (q.head + 1) & (len(q.items) - 1)
	q.size--
	return item
}

// call promises items to those who wait for them.
func (q *Queue[T]) call() {
	for next := q.line.first(); next != nil && q.promised < q.size; next = q.line.first() {
		q.promised++
		next.call()
	}
}
