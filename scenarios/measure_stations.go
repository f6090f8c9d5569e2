package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// stations watches the queues of all actors while customers come: how busy each
// is and how many wait, slice by slice, and when it was overrun first.
type stations struct {
	shop  *actors.Shop
	load  time.Duration
	all   []station // by sim.ActorID
	slice int       // the one that is on
	looks int       // taken in it
	every int       // so many looks are a window, in which an actor may fall behind
}

// station is one actor.
type station struct {
	slices  [curveSlices]ActorSlice
	before  sim.Load      // when the slice began
	full    time.Duration // since when every worker was busy and somebody waited, -1 if not
	refused uint64        // in this slice
	silent  uint64        // callers that gave up in this slice

	opened   sim.Load      // when the window began
	turnedAt time.Duration // when somebody was refused first in this window, -1 if nobody was

	longest      int64 // the longest wait in the mailbox
	longestOrder uint64
	lastOrder    uint64 // that was served
	busiest      float64
	busiestOrder uint64

	overrun *overrun // nil if there was none
	atEnd   sim.Load // when the load was over
	over    bool
}

// ActorSlice is a part of the load, as one actor lived through it.
type ActorSlice struct {
	Arrived  uint64  `json:"arrived"`  // messages
	Served   uint64  `json:"served"`   // messages that were done
	Busy     float64 `json:"busy"`     // the share of the workers' time that was work
	Waiting  float64 `json:"waiting"`  // messages in the mailbox, on average
	Refused  uint64  `json:"refused"`  // because the mailbox was full
	TimedOut uint64  `json:"timeouts"` // callers that gave up
}

// overrun is the time in which more came to an actor than it could do. It may
// have caught up for a while, and fallen behind again.
type overrun struct {
	from, until time.Duration // of the first window that was bad, and the last
	slices      uint64        // in which there was one, a bit each
	busy        float64       // in the first
}

// looksPerSlice is how often the queues are looked at in a slice, to know when an
// overrun began. A window is at least a minute, or else every short bunch of
// customers would be an overrun, and at most a slice: in a week, ten minutes.
const (
	looksPerSlice = 20
	leastWindow   = time.Minute
)

func newStations(shop *actors.Shop, load time.Duration) *stations {
	s := &stations{shop: shop, load: load, all: make([]station, len(shop.World.Names())), every: 1}
	for s.every < looksPerSlice && (looksPerSlice%s.every != 0 || load/(curveSlices*looksPerSlice)*time.Duration(s.every) < leastWindow) {
		s.every++
	}
	for i := range s.all {
		s.all[i].full, s.all[i].turnedAt = -1, -1
	}
	shop.World.Watch(s.refused, sim.Refused)
	if load > 0 {
		s.lookAgain(1)
	}
	return s
}

// lookAgain sets the alarm of one look; the last is at the end of the load.
func (s *stations) lookAgain(n int64) {
	const all = curveSlices * looksPerSlice
	at := s.load/all*time.Duration(n) + s.load%all*time.Duration(n)/all
	s.shop.World.At(at, func() {
		s.look(at)
		if n < all {
			s.lookAgain(n + 1)
		}
	})
}

// look is one look at every queue.
func (s *stations) look(now time.Duration) {
	s.looks++
	ended := s.looks == looksPerSlice
	for id := 1; id < len(s.all); id++ {
		a, load := &s.all[id], s.shop.World.Load(sim.ActorID(id))
		switch {
		case load.Workers <= 0 || load.Busy < load.Workers || load.Waiting == 0:
			a.full = -1
		case a.full < 0:
			a.full = now
		}
		if s.looks%s.every == 0 {
			a.judge(s.slice, now, s.load/(curveSlices*looksPerSlice)*time.Duration(s.every), load)
		}
		if ended {
			a.end(s.slice, s.load/curveSlices, load)
		}
	}
	if ended {
		s.slice, s.looks = s.slice+1, 0
	}
}

// judge closes a window of one actor. It fell behind in it if it refused
// somebody, or had no worker free and a queue that a few free ones would not have
// taken.
func (a *station) judge(slice int, now, length time.Duration, load sim.Load) {
	busy, waiting := since(a.opened, load, length)
	if a.turnedAt >= 0 || busy >= 0.95 && waiting >= max(1, float64(load.Workers)/10) {
		o := a.overrun
		if o == nil {
			o = &overrun{from: now - length, busy: busy}
			for _, at := range []time.Duration{a.full, a.turnedAt} {
				if at >= 0 {
					o.from = at
				}
			}
			a.overrun = o
		}
		o.until = now
		o.slices |= 1 << slice
	}
	a.opened, a.turnedAt = load, -1
}

// since is the share of its workers' time that an actor was busy for a while, and
// how many waited, on average.
func since(then, now sim.Load, length time.Duration) (busy, waiting float64) {
	seconds := length.Seconds()
	if seconds <= 0 {
		return 0, 0 // a load of some nanoseconds has no slices
	}
	if now.Workers > 0 {
		busy = min(1, (now.Work.Seconds()-then.Work.Seconds())/(seconds*float64(now.Workers)))
	}
	return busy, (now.Queue.Seconds() - then.Queue.Seconds()) / seconds
}

// end closes a slice of one actor.
func (a *station) end(slice int, length time.Duration, load sim.Load) {
	was := &a.slices[slice]
	was.Busy, was.Waiting = since(a.before, load, length)
	was.Arrived, was.Served = load.Arrived-a.before.Arrived, load.Served-a.before.Served
	was.Refused, was.TimedOut = a.refused, a.silent
	if was.Busy > a.busiest {
		a.busiest, a.busiestOrder = was.Busy, a.lastOrder
	}
	a.before, a.refused, a.silent = load, 0, 0
	if slice == curveSlices-1 {
		a.atEnd, a.over = load, true
	}
}

// served notes which order waited longest. It is called for every message.
func (s *stations) served(e *sim.Event) {
	a := &s.all[e.Actor]
	if e.Order == 0 {
		return
	}
	a.lastOrder = e.Order
	if e.A > a.longest {
		a.longest, a.longestOrder = e.A, e.Order
	}
}

func (s *stations) refused(e *sim.Event) {
	a := &s.all[e.Actor]
	if a.refused++; a.turnedAt < 0 {
		a.turnedAt = e.At
	}
}

func (s *stations) timedOut(e *sim.Event) { s.all[e.Peer].silent++ }

// at is the load of an actor while customers came, and how long that was.
func (s *stations) at(id sim.ActorID, now time.Duration) (sim.Load, time.Duration) {
	if a := &s.all[id]; a.over {
		return a.atEnd, s.load
	}
	return s.shop.World.Load(id), now
}

// slicesIn are the slices that touch a time, a bit each.
func (s *stations) slicesIn(from, until time.Duration) uint64 {
	length := s.load / curveSlices
	set := uint64(0)
	for slice := range curveSlices {
		if begins := time.Duration(slice) * length; begins < until && begins+length > from {
			set |= 1 << slice
		}
	}
	return set
}

// ActorLine is how an actor fared while customers came, slice by slice.
type ActorLine struct {
	Actor        string       `json:"actor"`
	Workers      int          `json:"workers"` // -1 is no limit
	SliceSeconds float64      `json:"slice_seconds"`
	Slices       []ActorSlice `json:"slices"`
}

// lines are the actors as the summary shows them: those that can be overrun.
func (s *stations) lines() []ActorLine {
	var lines []ActorLine
	names := s.shop.World.Names()
	for id := 1; id < len(s.all); id++ {
		if workers := s.shop.World.Load(sim.ActorID(id)).Workers; workers > 0 {
			seconds := (s.load / curveSlices).Seconds()
			lines = append(lines, ActorLine{names[id], workers, seconds, s.all[id].slices[:s.slice]})
		}
	}
	return lines
}
