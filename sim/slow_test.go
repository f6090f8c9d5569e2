package sim

import (
	"container/heap"
	"iter"
)

// The slow kernel keeps its agenda in a heap of the standard library, runs each
// process on a goroutine of its own, hands the processor over through channels,
// and takes no shortcut. See NewSlow.

// slowList orders events by (time, priority, sequence), as the agenda promises.
type slowList struct {
	events   []*slowEvent
	sequence uint64
}

type slowEvent struct {
	*event
	sequence uint64
}

func (l *slowList) Len() int { return len(l.events) }

func (l *slowList) Less(i, j int) bool {
	a, b := l.events[i], l.events[j]
	switch {
	case a.at != b.at:
		return a.at < b.at
	case a.priority != b.priority:
		return a.priority < b.priority
	}
	return a.sequence < b.sequence
}

func (l *slowList) Swap(i, j int) { l.events[i], l.events[j] = l.events[j], l.events[i] }
func (l *slowList) Push(x any)    { l.events = append(l.events, x.(*slowEvent)) }

func (l *slowList) Pop() any {
	last := len(l.events) - 1
	e := l.events[last]
	l.events = l.events[:last]
	return e
}

func (l *slowList) put(e *event) {
	if e.home != idle {
		panic("scheduled twice")
	}
	e.home = 0
	l.sequence++
	heap.Push(l, &slowEvent{e, l.sequence})
}

func (l *slowList) take(limit int64) *event {
	if l.next() > limit || l.Len() == 0 {
		return nil
	}
	e := heap.Pop(l).(*slowEvent).event
	e.home = idle
	return e
}

func (l *slowList) cancel(e *event) {
	for i, other := range l.events {
		if other.event == e {
			heap.Remove(l, i)
			e.home = idle
			return
		}
	}
	panic("cancelled, but not scheduled")
}

func (l *slowList) next() int64 {
	if l.Len() == 0 {
		return int64(Forever)
	}
	return l.events[0].at
}

// slowPull is iter.Pull with a goroutine and two channels.
func slowPull(seq iter.Seq[struct{}]) (next func() (struct{}, bool), stop func()) {
	turn, parked := make(chan bool), make(chan bool)
	begun, stopped, over := false, false, false
	run := func() {
		if <-turn {
			seq(func(struct{}) bool {
				if stopped {
					return false
				}
				parked <- true
				return <-turn
			})
		}
		over = true
		parked <- false
	}
	resume := func(goOn bool) bool {
		if over {
			return false
		}
		if !begun {
			begun = true
			go run()
		}
		turn <- goOn
		return <-parked
	}
	next = func() (struct{}, bool) { return struct{}{}, resume(true) }
	stop = func() {
		stopped = true
		resume(false)
	}
	return next, stop
}
