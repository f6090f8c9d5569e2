package sim

// waiter is a process's place in a line.
type waiter struct {
	prev, next *waiter
	process    *process
	amount     int
	line       *line
}

// line is a first in, first out line of processes, as a ring around its head.
type line struct{ head waiter }

func (l *line) init() { l.head.prev, l.head.next = &l.head, &l.head }

func (l *line) first() *waiter {
	if l.head.next == &l.head {
		return nil
	}
	return l.head.next
}

// join parks the process at the end of the line until somebody releases it.
func (l *line) join(p *process, amount int) {
	place := &p.place
	*place = waiter{prev: l.head.prev, next: &l.head, process: p, amount: amount, line: l}
	place.prev.next, place.next.prev = place, place
	p.waiting = place
	p.park()
}

// leave takes the process out of the line.
func (p *waiter) leave() {
	p.prev.next, p.next.prev = p.next, p.prev
	p.process.waiting = nil
}

// release lets the waiter go on, as soon as what happens now is over.
func (p *waiter) release(w *World) {
	p.leave()
	t := &p.process.timer
	t.at, t.priority, t.deed = w.now, completion, wake
	w.schedule(t)
}

// Queue hands items from process to process, first in, first out. It is
// unbounded: use an actor's mailbox where a limit is wanted.
type Queue[T any] struct {
	world *World
	items []T // ring
	head  int
	size  int
	line  line
}

// NewQueue returns an empty queue.
func NewQueue[T any](w *World) *Queue[T] {
	q := &Queue[T]{world: w, items: make([]T, 8)}
	q.line.init()
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
	if p := q.line.first(); p != nil {
		p.release(q.world)
	}
}

// Get takes the oldest item, waiting for one if there is none.
func (q *Queue[T]) Get(e *Env) T {
	for q.size == 0 {
		q.line.join(e.mustWait(), 1)
	}
	var none T
	item := q.items[q.head]
	q.items[q.head] = none
	q.head = (q.head + 1) & (len(q.items) - 1)
	q.size--
	return item
}

// Resource is something of which there is only so much: tills, docks, licences.
type Resource struct {
	world *World
	free  int
	line  line
}

// NewResource returns a resource with so many units, all free.
func NewResource(w *World, units int) *Resource {
	r := &Resource{world: w, free: units}
	r.line.init()
	return r
}

// Free returns how many units are free.
func (r *Resource) Free() int { return r.free }

// Acquire takes units, waiting in line until there are enough. Nobody
// overtakes, even if there were enough for them.
func (r *Resource) Acquire(e *Env, units int) {
	if r.line.first() == nil && r.free >= units {
		r.free -= units
		return
	}
	r.line.join(e.mustWait(), units)
}

// Release gives units back.
func (r *Resource) Release(units int) {
	r.free += units
	for p := r.line.first(); p != nil && p.amount <= r.free; p = r.line.first() {
		r.free -= p.amount
		p.release(r.world)
	}
}
