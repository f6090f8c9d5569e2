package sim

// waiter is a process's place in a line.
type waiter struct {
	prev, next *waiter
	process    *process
	amount     int
	line       *line
	called     bool // it has left the line, and goes on at this instant
}

// line is a first in, first out line of processes, as a ring around its head.
type line struct {
	world  *World
	head   waiter
	undo   func(amount int) // takes back what was handed to one who died
	resume func()           // calls those who can go on
}

func (l *line) open(w *World, undo func(int), resume func()) {
	l.world, l.undo, l.resume = w, undo, resume
	l.head.prev, l.head.next = &l.head, &l.head
}

func (l *line) first() *waiter {
	if l.head.next == &l.head {
		return nil
	}
	return l.head.next
}

// join puts the process at the end of the line.
func (l *line) join(p *process, amount int) {
	place := &p.place
	*place = waiter{prev: l.head.prev, next: &l.head, process: p, amount: amount, line: l}
	place.prev.next, place.next.prev = place, place
	p.waiting = true
}

// wait parks the process until it was called.
func (l *line) wait(p *process) {
	p.park()
	p.waiting = false
}

// call lets the waiter go on, as soon as what happens now is over.
func (p *waiter) call() {
	p.prev.next, p.next.prev = p.next, p.prev
	p.called = true
	t, w := &p.process.timer, p.line.world
	t.at, t.priority, t.deed = w.now, completion, wake
	w.schedule(t)
}

// withdraw takes the place of one who dies. What was handed to it, or what it
// was in the way of, goes to those behind.
func (p *waiter) withdraw() {
	p.process.waiting = false
	if p.called {
		p.line.undo(p.amount)
	} else {
		p.prev.next, p.next.prev = p.next, p.prev
	}
	p.line.resume()
}
