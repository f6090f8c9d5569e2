package export

import (
	"container/heap"
	"time"

	"buynow/sim"
)

// queues counts who waits at each actor, from what is known when the wait is over.
// So it tells of a moment when no wait that began before it is likely to be told of
// any more: a wait that is longer is counted from then on.
type queues struct {
	tell   func(actor int, at time.Duration, waiting int)
	actors []queue
}

// queue is that of one actor.
type queue struct {
	changes changes
	waiting int
	most    int           // since the slot began
	slot    time.Duration // that is counted
	told    int           // what was told last
}

// change is somebody who begins or ceases to wait.
type change struct {
	at time.Duration
	by int
}

const (
	// slot is how exactly a queue is told of: the most that waited within it.
	slot = 100 * time.Millisecond
	// hindsight is how long a wait may be and still be counted from its beginning.
	hindsight = 15 * time.Minute
)

func newQueues(actors int, tell func(actor int, at time.Duration, waiting int)) queues {
	return queues{tell: tell, actors: make([]queue, actors)}
}

// hear notes a wait that is over.
func (q *queues) hear(e *sim.Event) {
	if e.What != sim.Served && e.What != sim.Refused || e.A <= 0 || int(e.Actor) >= len(q.actors) {
		return
	}
	from, to := earlier(e.At, e.A), e.At
	if e.What == sim.Served {
		from = earlier(e.At, e.B)
		to = min(later(from, e.A), e.At)
	}
	own := &q.actors[e.Actor]
	own.advance(int(e.Actor), e.At-hindsight, q.tell)
	from, to = max(from, own.slot), max(to, own.slot)
	if from < to {
		heap.Push(&own.changes, change{from, 1})
		heap.Push(&own.changes, change{to, -1})
	}
}

// close tells of all that is left.
func (q *queues) close() {
	for actor := range q.actors {
		q.actors[actor].advance(actor, sim.Longest, q.tell)
	}
}

// advance counts what happened until then, a slot at a time.
func (q *queue) advance(actor int, until time.Duration, tell func(int, time.Duration, int)) {
	for len(q.changes) > 0 && q.changes[0].at < until {
		next := q.changes[0].at - q.changes[0].at%slot
		if next > q.slot {
			q.settle(actor, q.most, tell)
			if q.most != q.waiting {
				q.slot += slot
				q.settle(actor, q.waiting, tell)
			}
			q.slot, q.most = next, q.waiting
		}
		q.waiting += heap.Pop(&q.changes).(change).by
		q.most = max(q.most, q.waiting)
	}
	if len(q.changes) == 0 && until == sim.Longest {
		q.settle(actor, q.most, tell)
		q.slot += slot
		q.settle(actor, q.waiting, tell)
	}
}

// settle tells how many wait from the slot on, if that is news.
func (q *queue) settle(actor, waiting int, tell func(int, time.Duration, int)) {
	if waiting != q.told {
		q.told = waiting
		tell(actor, q.slot, waiting)
	}
}

// changes is a heap, the earliest first; who ceases comes before who begins.
type changes []change

func (c changes) Len() int { return len(c) }
func (c changes) Less(i, k int) bool {
	return c[i].at < c[k].at || c[i].at == c[k].at && c[i].by < c[k].by
}
func (c changes) Swap(i, k int) { c[i], c[k] = c[k], c[i] }

// Push is for package heap.
func (c *changes) Push(x any) { *c = append(*c, x.(change)) }

// Pop is for package heap.
func (c *changes) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}
