package sim

import "time"

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

// waitAtMost parks the process until it was called, or for so long; false if it
// was not called and has left the line.
func (l *line) waitAtMost(p *process, d time.Duration) bool {
	t := &p.timer
	t.at, t.priority, t.deed = later(l.world.now, int64(d)), timer, wake
	l.world.schedule(t)
	l.wait(p)
	if p.place.called {
		return true
	}
	p.place.leave()
	l.resume() // it may have been in the way
	return false
}

// leave takes the waiter out of the line.
func (p *waiter) leave() { p.prev.next, p.next.prev = p.next, p.prev }

// call lets the waiter go on, as soon as what happens now is over.
func (p *waiter) call() {
	p.leave()
	p.called = true
	t, w := &p.process.timer, p.line.world
	w.cancel(t)
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
		p.leave()
	}
	p.line.resume()
}
