package sim

import (
	"context"
	"time"
)

// Env is an actor's view of its world while it serves one message, or a
// process's for as long as it lives. It is not to be kept after that.
type Env struct {
	world   *World
	actor   *actor
	process *process // nil while serving inline
	mail    *envelope
	order   uint64
	intent  uint64
	path    uint64
	dead    bool // the actor crashed meanwhile: no step further
}

// begin makes it the view of who serves the message.
func (e *Env) begin(mail *envelope) {
	e.mail, e.dead = mail, false
	e.order, e.intent, e.path = mail.order, mail.intent, mail.path
}

func (e *Env) reset() {
	e.actor, e.mail, e.order, e.intent, e.path, e.dead = nil, nil, 0, 0, 0, false
}

// Now returns the simulated time since the start, as the actor's clock shows it.
func (e *Env) Now() time.Duration {
	if len(e.actor.skews) > 0 {
		return e.skewed()
	}
	return time.Duration(e.world.now)
}

// Seed returns the seed of the world.
func (e *Env) Seed() uint64 { return e.world.seed }

// Self returns the actor; Outside for a process of the assembly.
func (e *Env) Self() ActorID { return e.actor.id }

// Name returns the name of the actor or process.
func (e *Env) Name() string {
	if e.process != nil && e.process.mail == nil && e.process.name != "" {
		return e.process.name
	}
	return e.actor.Name
}

// From returns who sent the message that is served.
func (e *Env) From() ActorID {
	if e.mail == nil {
		return Outside
	}
	return e.mail.from
}

// Order returns the order that is worked on, 0 if none.
func (e *Env) Order() uint64 { return e.order }

// Intent returns the intent that is worked on, 0 if none: one customer's wish
// to buy, which stays the same whatever a strategy makes of it.
func (e *Env) Intent() uint64 { return e.intent }

// Attempt returns which attempt of its caller the message is, from 0.
func (e *Env) Attempt() int {
	if e.mail == nil {
		return 0
	}
	return int(e.mail.attempt)
}

// Sent returns when the message that is served was sent.
func (e *Env) Sent() time.Duration {
	if e.mail == nil {
		return e.Now()
	}
	return time.Duration(e.mail.sent)
}

// Deadline returns when the caller gives up; false if nobody waits.
func (e *Env) Deadline() (time.Duration, bool) {
	if e.mail == nil || e.mail.deadline == 0 {
		return 0, false
	}
	return time.Duration(e.mail.deadline), true
}

// About says what the actor works on from here: the events, messages and draws
// that follow belong to this intent and order. Their luck is that of the intent
// here and now, whatever the actor worked on before.
func (e *Env) About(intent, order uint64) {
	if intent != e.intent {
		e.path = Mix(Mix(intent, uint64(e.actor.id)), uint64(e.world.now))
	}
	e.intent, e.order = intent, order
}

// Begin is About for an intent that begins here. Its luck is that of the intent
// alone, whenever it comes.
func (e *Env) Begin(intent uint64) {
	e.path = Mix(intent, uint64(e.actor.id))
	e.intent, e.order = intent, 0
}

// Numbered says that what the actor works on has become this order.
func (e *Env) Numbered(order uint64) { e.order = order }

// Luck returns the luck of what is served now, for one purpose: the same
// whenever it is asked for again.
func (e *Env) Luck(purpose Purpose) Luck { return Fate(e.world.seed, purpose, e.path) }

// LuckOf returns the luck of a thing named by the key, for one purpose.
func (e *Env) LuckOf(purpose Purpose, key uint64) Luck { return Fate(e.world.seed, purpose, key) }

// Emit publishes an event of the model. At, Number, Actor, Order, Intent, Path
// and Parent are filled in, Order and Intent unless they are set.
func (e *Env) Emit(event Event) {
	e.Fenced(event.What)
	w := e.world
	event.Actor = e.actor.id
	if event.Order == 0 {
		event.Order = e.order
	}
	if event.Intent == 0 {
		event.Intent = e.intent
	}
	event.Path, event.Parent = e.path, e.path
	w.event = event
	if len(w.traps) > 0 {
		w.spring(e.actor, AfterCommit, e.mail, &w.event)
	}
	w.publish()
	w.event.Move, w.event.Text = Move{}, ""
	e.mustLive()
}

// Move publishes that an amount of something changes accounts.
func (e *Env) Move(from, to Account, amount int64) {
	e.Emit(Event{What: Moved, Move: Move{from, to, amount}})
}

// Note remarks something for the reader of the order's story. The text is a
// constant; a and b are the numbers in it.
func (e *Env) Note(text string, a, b int64) {
	e.Emit(Event{What: Noted, Text: text, A: a, B: b})
}

// Context returns a context for code outside that wants one. It carries
// nothing and never ends.
func (e *Env) Context() context.Context { return context.Background() }
