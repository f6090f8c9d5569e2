package resilience

import (
	"fmt"
	"slices"
	"time"

	"buynow/sim"
)

// Queue is what an actor does about its mailbox when more comes than it can
// serve: who is next, who is let in, and who has waited for nothing. The zero
// Queue serves in the order of coming and refuses whom the mailbox has no room
// for. All of it turns away only messages whose sender waits for an answer, and
// may ask again: what nobody waits for is late without harm, but lost for good.
type Queue struct {
	// Discipline is who is next: fifo, lifo, adaptive-lifo (the newest while there is a
	// queue that lasts), codel (the oldest, unless it waited too long in such a queue),
	// priority (what a customer waits for before what is for a customer, before the
	// rest) or dagor (the oldest; of those who come, a share of the important that
	// shrinks as long as they wait). Source: fifo, as nearly all servers.
	Discipline Discipline
	// Target is the wait above which there is a queue too many: for codel the shortest
	// wait of an interval, twice which nobody waits then; for dagor the mean wait. 0 is
	// five times what the actor needs from one message to the next, and at least 5ms
	// for codel, 20ms for dagor; much below that, it turns away a fifth of what could
	// be served. Source: folly 5 ms and WeChat 20 ms, which fit services of a
	// millisecond; five times as measured at 95 % load.
	Target time.Duration `max:"1d"`
	// Interval is how long a queue must last: for adaptive-lifo without ever being
	// empty; for codel above the target, where 0 is twenty targets and 100ms at least;
	// for dagor it is how often the share changes, where 0 is 1s. Source: Facebook and
	// folly 100 ms, WeChat 1 s.
	Interval time.Duration `max:"1d"`
	// DeadlineDrop is the part of its caller's patience after which a message that
	// still waits is turned away, since the answer would come too late; 0 is off, and
	// 0.8 a good one: at 1, half of what is served is too late all the same. Source:
	// off, as nearly all servers.
	DeadlineDrop float64 `max:"1"`
	// ShedAbove is how full the mailbox may be, as a share, for messages to be let in
	// that no customer waits for; 0 is off. For the least important its square counts.
	// Source: off.
	ShedAbove float64 `max:"1"`
	// ShedWait is the longest wait that a message may expect, by how many wait and how
	// long each takes, or it is turned away at once; 0 is off. Source: off.
	ShedWait time.Duration `max:"1d"`
	// Limit bounds how many messages are inside, waiting or served. Source: off.
	Limit Limit
	// Requests is after how many messages dagor changes the share at the latest; 0 is
	// 2000. Source: WeChat 2000.
	Requests int `max:"1000000"`
	// Alpha is the part of its share that dagor takes back when they wait too long; 0
	// is 0.05. Source: WeChat 5 %.
	Alpha float64 `max:"1"`
	// Beta is how much it adds when they do not; 0 is 0.01. Source: WeChat 1 %.
	Beta float64 `max:"1"`
}

// Discipline is who is next in a [Queue].
type Discipline uint8

// The disciplines.
const (
	FIFO Discipline = iota
	LIFO
	AdaptiveLIFO
	CoDel
	Priority
	DAGOR
)

var disciplineNames = [...]string{
	FIFO: "fifo", LIFO: "lifo", AdaptiveLIFO: "adaptive-lifo", CoDel: "codel", Priority: "priority", DAGOR: "dagor",
}

// Disciplines are the names of the disciplines, as a file has them.
func Disciplines() []string { return slices.Clone(disciplineNames[:]) }

// String is the discipline's name.
func (d Discipline) String() string { return disciplineNames[d] }

// MarshalText is the discipline's name.
func (d Discipline) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText finds a discipline by its name.
func (d *Discipline) UnmarshalText(text []byte) error {
	return named(d, text, disciplineNames[:], "no discipline")
}

// Validate tells what of the queue does not fit together.
func (q Queue) Validate() error {
	d := q.Discipline
	switch {
	case q.Target != 0 && d != CoDel && d != DAGOR:
		return fmt.Errorf("target means nothing to %v, only to codel and dagor", d)
	case q.Interval != 0 && d != AdaptiveLIFO && d != CoDel && d != DAGOR:
		return fmt.Errorf("interval means nothing to %v, only to adaptive-lifo, codel and dagor", d)
	case q.Target > 0 && q.Interval > 0 && q.Interval < q.Target:
		return fmt.Errorf("an interval of %v is shorter than the target of %v", q.Interval, q.Target)
	case (q.Requests != 0 || q.Alpha != 0 || q.Beta != 0) && d != DAGOR:
		return fmt.Errorf("requests, alpha and beta mean nothing to %v, only to dagor", d)
	}
	if err := q.Limit.Validate(); err != nil {
		return fmt.Errorf("limit: %w", err)
	}
	return nil
}

// whole fills in the defaults that are always the same.
func (q Queue) whole() Queue {
	if q.Discipline == AdaptiveLIFO && q.Interval == 0 {
		q.Interval = 100 * time.Millisecond
	}
	if q.Discipline != DAGOR {
		return q
	}
	if q.Interval == 0 {
		q.Interval = time.Second
	}
	if q.Requests == 0 {
		q.Requests = 2000
	}
	if q.Alpha == 0 {
		q.Alpha = 0.05
	}
	if q.Beta == 0 {
		q.Beta = 0.01
	}
	return q
}

// Make returns what makes the discipline of an actor, nil if the queue is a plain
// one. The class says how important a kind of message is: 0 is what a customer
// waits for, and higher numbers are less so, up to [sim.Lanes]; where it is nil,
// all are class 1.
func (q Queue) Make(class func(sim.Kind) uint8) func() sim.Discipline {
	if q == (Queue{}) {
		return nil
	}
	q = q.whole()
	return func() sim.Discipline {
		made := &desk{rules: q}
		for kind := range made.class {
			made.class[kind] = 1
			if class != nil {
				made.class[kind] = min(class(sim.Kind(kind)), sim.Lanes-1)
			}
		}
		if q.Discipline == DAGOR {
			made.dagor = &dagor{level: everybody}
		}
		return made
	}
}
