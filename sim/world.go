package sim

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"time"
)

// Forever is a time that no run reaches.
const Forever = time.Duration(math.MaxInt64)

// World is one simulated world: a clock, an agenda of what will happen, actors
// and processes, and the stream of events that tells what did happen. It is
// used from one goroutine; only [World.Input] and [World.Stop] may be called
// from others. Worlds share nothing.
type World struct {
	seed     uint64
	now      int64
	last     int64 // when the last thing happened
	limit    int64
	crowd    int // how much happened at this instant
	patience int // and how much is too much
	agenda   agenda
	other    eventList // replaces the agenda in tests, see slow_test.go
	slow     bool      // never run anything on another's stack, in tests
	actors   []*actor  // by ActorID; 0 is the outside
	link     link      // of pairs without a link of their own
	links    [][]*link
	event    Event // the one that is published now
	events   uint64
	trace    Trace
	watchers [MaxWhat][]Watcher
	together [MaxWhat]bool
	fenced   [MaxWhat]bool
	summed   bool // messages carry a checksum
	showing  bool // to the watchers
	upsets   []upset
	failures []*Failure
	calm     bool       // see AtRest
	harms    []*Failure // those that look at messages now
	hits     []hit      // that are still to be told
	drags    []*Failure // those that make actors slower now
	traps    []*Failure // those that strike in the middle of their work
	frozen   int        // how many faults let something stand still
	commits  [MaxWhat]bool
	flushing alarm
	way      passage // of the message that faults look at now
	settling bool
	started  map[string]uint64 // how many processes of each name

	pull       func(iter.Seq[struct{}]) (func() (struct{}, bool), func())
	coroutines []*coroutine
	spare      []*coroutine // without a job
	idle       []*process   // not in use
	resume     *process     // whom the root must resume next
	envelopes  []*envelope  // not in use
	pacer      pacer
	inbox      inbox
	failure    error
	running    bool
	closed     bool
}

// eventList is what the agenda does, for the slow kernel of the tests.
type eventList interface {
	put(*event)
	take(limit int64) *event
	cancel(*event)
	next() int64
}

// New returns an empty world. Every draw in it comes from the seed.
func New(seed uint64) *World {
	w := &World{seed: seed, pull: iter.Pull[struct{}], patience: 50_000_000, started: map[string]uint64{}}
	w.newActor(Actor{Name: "outside"})
	w.agenda.init()
	w.inbox.init()
	w.Commits(Moved)
	return w
}

// Seed returns the seed of the world.
func (w *World) Seed() uint64 { return w.seed }

// Now returns the simulated time since the start.
func (w *World) Now() time.Duration { return time.Duration(w.now) }

// Events returns how many events were published.
func (w *World) Events() uint64 { return w.events }

// Trace returns the fingerprint of all that happened so far.
func (w *World) Trace() Trace { return w.trace }

// Run lets the world go on until nothing is left to do, or the next thing
// would happen after the time until, or Stop is called. It may be called again
// to go on. The error is a *Panic when an actor's code panicked, or when time
// stands still because somebody tries again and again without waiting; the
// world is then of no further use but to be closed.
func (w *World) Run(until time.Duration) error {
	switch {
	case w.running:
		panic("sim: Run within Run")
	case w.closed:
		return errors.New("run: the world is closed")
	case w.failure != nil:
		return w.failure
	}
	w.running = true
	w.limit = min(int64(until), int64(Forever)-1)
	w.pacer.begin(w.now)
	w.inbox.recall(w)
	w.loop()
	if until != Forever && w.failure == nil {
		w.now = max(w.now, w.limit) // no later if it was stopped
	}
	w.pacer.end(w.now)
	w.running = false
	return w.failure
}

// stop is the limit of a run that was stopped.
const stop = math.MinInt64

// loop is the root: it turns to one process after another.
func (w *World) loop() {
	for {
		p := w.resume
		w.resume = nil
		if p == nil {
			if p = w.step(); p == nil {
				return
			}
		}
		w.turnTo(p)
	}
}

// Close ends every process, each through its deferred calls, and frees their
// stacks. A world that is dropped without it leaks them.
func (w *World) Close() {
	if w.running {
		panic("sim: Close within Run: let Stop end it first")
	}
	if w.closed {
		return
	}
	w.closed = true
	for _, c := range w.coroutines {
		c.stop()
	}
	w.coroutines, w.spare, w.idle = nil, nil, nil
}

// step does what is due until a process must be resumed, and returns it; nil
// when nothing is left to do within the limit. Inline servers catch their own
// panics; any other is one of the assembly's watchers, hooks and alarms.
func (w *World) step() (next *process) {
	defer func() {
		if v := recover(); v != nil {
			w.caught(&w.actors[Outside].env, v)
		}
	}()
	for w.failure == nil {
		e := w.take()
		if e == nil {
			return nil
		}
		if e.at != w.now {
			w.now, w.crowd = e.at, 0
		} else if w.crowd++; w.crowd > w.patience {
			panic(fmt.Sprintf("sim: %d things happened at one instant, the last to %s: who tries again without waiting?",
				w.crowd, w.actors[w.event.Actor].Name))
		}
		w.last = e.at
		if w.frozen > 0 && w.shelves(e) {
			continue
		}
		switch e.deed {
		case wake:
			return e.process
		case expire:
			return w.expire(e.process)
		case arrive:
			if p := w.arrive(e.envelope); p != nil {
				return p
			}
		case serve:
			if p := w.serve(e.envelope); p != nil {
				return p
			}
		case answer:
			if p := w.answer(e.envelope); p != nil {
				return p
			}
		case call:
			e.alarm.run()
		}
	}
	return nil
}

func (w *World) schedule(e *event) {
	if w.other != nil {
		w.other.put(e)
		return
	}
	w.agenda.put(e)
}

func (w *World) cancel(e *event) {
	switch {
	case e.home == idle:
	case e.home == shelved:
		e.unlink()
	case w.other != nil:
		w.other.cancel(e)
	default:
		w.agenda.cancel(e)
	}
}

// take removes and returns the next event within the limit; nil if there is
// none.
func (w *World) take() *event {
	if w.inbox.filled.Load() {
		w.inbox.admit(w)
	}
	if w.pacer.speed > 0 {
		return w.takePaced()
	}
	return w.takeNow()
}

func (w *World) takeNow() *event {
	if w.other != nil {
		return w.other.take(w.limit)
	}
	return w.agenda.take(w.limit)
}
