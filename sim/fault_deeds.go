package sim

import "time"

// Delay lets messages travel longer: a dose of By more, or Factor times as long.
// With a Rate, the line carries so many a second and the rest queue on it, at most
// Queue of them; 0 is no limit. Those beyond vanish.
type Delay struct {
	By     Dist
	Factor float64
	Rate   float64
	Queue  int
}

// Drop lets messages vanish. Mutual is a line that is cut for the calls of both its
// ends: Requests are then all that travels from the first to the second, whoever
// asks.
type Drop struct{ Mutual bool }

// Copy delivers messages again, Times times, each so long After the one before.
// The answer to a copy is nobody's; the copy of an answer is late. A copy is a
// message of its own, with luck of its own, whose parent is what it copies. With
// Unacknowledged the request comes again after it was served, since nobody heard
// that it was; its answer vanishes.
type Copy struct {
	Times          int
	After          Dist
	Unacknowledged bool
}

// Answer takes the place of what was asked: it never arrives, and this comes back
// at once. Of answers, it is what arrives instead. Share is the part of the messages
// that suffer, with luck of their own, and Rate lets so many a second pass unharmed,
// at most a second's worth at once; 0 is all and none.
type Answer struct {
	Err   error
	Reply func(Sight) Message
	Share float64
	Rate  float64
}

// Corrupt changes a field of messages on their way, on a clone. Field is its name
// as a file writes it (amount, card.number, lines.qty); Mode is flip, zero, negate,
// times-100, divide-100, truncate or stale: as in the message of the kind before. A
// message without the field, or that it would leave as it is, is not hit. Change
// does it for the model instead; it returns nil if it does not apply.
type Corrupt struct {
	Field, Mode string
	Change      func(Sight) Message
}

// Stop lets an actor crash, if it is to Lose its memory, or else pause: it makes no
// progress, while messages wait in its mailbox. It comes back when the fault ends;
// one that would last until the end of the run ends after Restart, if that is given.
//
// With Zombie what it is doing freezes, a new instance takes over at once, and at
// the end what was frozen goes on beside it.
//
// With a Point, or an At, it crashes in the middle of its work instead, as often as
// the dose says, and is back after Restart: the actor that is aimed at, or whose
// message it is.
type Stop struct {
	Lose    bool
	Zombie  bool
	Point   string
	At      func(*Event) bool
	Restart time.Duration
}

// The points at which an actor can be struck.
const (
	BeforeCommit = "before_commit" // it has a message, and has done nothing about it
	AfterCommit  = "after_commit"  // it has written down what it did, and has told nobody: see Commits
	BetweenSteps = "between_steps" // its message is on the way, or its answer, and it goes no further
)

// Points are the names of all of them.
func Points() []string { return []string{BeforeCommit, AfterCommit, BetweenSteps} }

// Scale makes an actor slower, or smaller. Zero fields change nothing.
type Scale struct {
	Service float64 // its service times are so many times as long
	Load    float64 // and longer by this share for every message inside
	Cold    int     // only for the first so many messages, from its beginning or after a restart
	Leak    int     // grows until so many messages were served, at which it crashes; back after Restart
	Restart time.Duration
	Lock    Dist    // each message first takes the one lock there is, for so long
	Wedge   bool    // the message never ends, and keeps its worker, until the fault does
	Gone    float64 // the share of the workers that is gone
	Workers int     // so many workers are left at most
	Mailbox int     // so many places are left in the mailbox at most
}

// Skew sets the clock of an actor wrong: what it reads is off by Offset, and by
// Drift for every second since the fault began. Its sleeps and timeouts are not.
type Skew struct {
	Offset time.Duration
	Drift  float64
}

// Edit changes rules of the model. Do is called with the strength when it begins,
// 1 or less within a ramp, again as that grows and fades, and with 0 when it ends.
// Bind makes such a function, given what is to be called for every order that the
// changed rule has struck.
type Edit struct {
	Do   func(strength float64)
	Bind func(hit func(order, intent uint64)) func(strength float64)
}

// Primitive numbers the deeds in events.
type Primitive uint8

// The primitives.
const (
	_ Primitive = iota
	Delayed
	Dropped
	Copied
	Replaced
	Corrupted
	Stopped
	Scaled
	Skewed
	Edited
)

var primitives = [...]string{
	Delayed: "delay", Dropped: "drop", Copied: "copy", Replaced: "answer", Corrupted: "corrupt", Stopped: "stop",
	Scaled: "scale", Skewed: "skew", Edited: "edit",
}

// String is its name: delay, drop, copy, answer, corrupt, stop, scale, skew, edit.
func (p Primitive) String() string {
	if int(p) < len(primitives) {
		return primitives[p]
	}
	return ""
}

func (Delay) deed() Primitive   { return Delayed }
func (Drop) deed() Primitive    { return Dropped }
func (Copy) deed() Primitive    { return Copied }
func (Answer) deed() Primitive  { return Replaced }
func (Corrupt) deed() Primitive { return Corrupted }
func (Stop) deed() Primitive    { return Stopped }
func (Scale) deed() Primitive   { return Scaled }
func (Skew) deed() Primitive    { return Skewed }
func (Edit) deed() Primitive    { return Edited }
