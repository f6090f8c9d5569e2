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

func (e *Env) begin(mail *envelope) {
	e.mail, e.dead = mail, false
	e.order, e.intent, e.path = mail.order, mail.intent, mail.path
}

func (e *Env) reset() {
	e.actor, e.mail, e.order, e.intent, e.path, e.dead = nil, nil, 0, 0, 0, false
}

// Now returns the simulated time since the start.
func (e *Env) Now() time.Duration { return time.Duration(e.world.now) }

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
// that follow belong to this intent and order. A draw or a message for the same
// intent at another place stays different, because the path tells them apart.
func (e *Env) About(intent, order uint64) {
	if intent != e.intent {
		e.path = Mix(intent, uint64(e.actor.id)^e.path)
	}
	e.intent, e.order = intent, order
}

// Numbered says that what the actor works on has become this order.
func (e *Env) Numbered(order uint64) { e.order = order }

// Luck returns the luck of what is served now, for one purpose: the same
// whenever it is asked for again.
func (e *Env) Luck(purpose Purpose) Luck { return Fate(e.world.seed, purpose, e.path) }

// LuckOf returns the luck of a thing named by the key, for one purpose.
func (e *Env) LuckOf(purpose Purpose, key uint64) Luck { return Fate(e.world.seed, purpose, key) }

// Sleep waits for d.
func (e *Env) Sleep(d time.Duration) {
	w, p := e.world, e.mustWait()
	at := w.now + max(int64(d), 0)
	if !w.slow && w.pacer.speed == 0 && at <= w.limit && !w.inbox.filled.Load() && w.agenda.quietUntil(at) {
		w.now = at // nobody else does anything meanwhile
		return
	}
	p.timer.at, p.timer.priority, p.timer.deed = at, timer, wake
	w.schedule(&p.timer)
	p.park()
}

// Call sends a message and waits for the answer, at most for the timeout; 0
// waits for ever. Errors: ErrTimeout, ErrFull, ErrDown, or what the handler
// returned.
func (e *Env) Call(to ActorID, message Message, timeout time.Duration) (Message, error) {
	return e.Try(to, message, timeout, 0)
}

// Try is Call for one attempt of several: the number of the attempt, from 0,
// gives it luck of its own. Two messages of one kind to one actor from the same
// handler must differ in it.
func (e *Env) Try(to ActorID, message Message, timeout time.Duration, attempt int) (Message, error) {
	w, p := e.world, e.mustWait()
	mail := w.post(e, to, message, attempt)
	p.calls++
	p.calling = true
	mail.caller, mail.call = p, p.calls
	p.call = openCall{to: to, kind: message.Kind(), attempt: mail.attempt, path: mail.path, sent: w.now}
	if timeout > 0 {
		mail.deadline = w.now + int64(timeout)
		p.timer.at, p.timer.priority, p.timer.deed = mail.deadline, timer, expire
		w.schedule(&p.timer)
	}
	p.park()
	reply, err := p.reply, p.err
	p.reply, p.err = nil, nil
	return reply, err
}

// Send lets a message go without waiting for anything.
func (e *Env) Send(to ActorID, message Message) { e.world.post(e, to, message, 0) }

// SendAgain is Send for one attempt of several, as Try is for Call.
func (e *Env) SendAgain(to ActorID, message Message, attempt int) {
	e.world.post(e, to, message, attempt)
}

// post puts a message on its way.
func (w *World) post(e *Env, to ActorID, message Message, attempt int) *envelope {
	mail := w.letter(e, to, message, attempt)
	travels := int64(0)
	if d := w.linkOf(mail.from, to).Request; !d.IsZero() {
		luck := Fate(w.seed, luckRequestLink, mail.path)
		travels = int64(d.Duration(&luck))
	}
	w.event = Event{What: Sent, Actor: mail.from, Peer: to, A: travels}
	w.publishMail(mail)
	if e.dead {
		w.freeEnvelope(mail)
		panic(unwound{})
	}
	w.sendAt(mail, w.now+travels, arrival, arrive)
	return mail
}

// letter makes the envelope of a message of e.
func (w *World) letter(e *Env, to ActorID, message Message, attempt int) *envelope {
	mail := w.newEnvelope()
	mail.message, mail.from, mail.to, mail.attempt = message, e.actor.id, to, uint8(attempt)
	mail.order, mail.intent, mail.parent = e.order, e.intent, e.path
	mail.path = Mix(e.path^e.intent, uint64(message.Kind())|uint64(to)<<8|uint64(attempt)<<24)
	mail.sent = w.now
	return mail
}

// Timer is a message that an actor will get later, unless it is cancelled. The
// zero Timer is one that is over.
type Timer struct {
	mail       *envelope
	generation uint32
}

// After sends the actor itself a message that arrives after d, without a link.
func (e *Env) After(d time.Duration, message Message) Timer {
	w := e.world
	mail := w.letter(e, e.actor.id, message, 0)
	mail.from = e.actor.id
	w.sendAt(mail, w.now+max(int64(d), 0), timer, arrive)
	return Timer{mail, mail.generation}
}

// Cancel takes a timer back, in constant time; false if its message has
// arrived already.
func (e *Env) Cancel(t Timer) bool {
	if t.mail == nil || t.mail.generation != t.generation || t.mail.home == idle || t.mail.deed != arrive {
		return false
	}
	e.world.cancel(&t.mail.event)
	e.world.freeEnvelope(t.mail)
	return true
}

// Emit publishes an event of the model. At, Number, Actor, Order, Intent, Path
// and Parent are filled in, Order and Intent unless they are set.
func (e *Env) Emit(event Event) {
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
	w.publish()
	if e.dead {
		panic(unwound{})
	}
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

func (e *Env) mustWait() *process {
	if e.process == nil {
		panic("sim: " + e.actor.Name + " waits, but was not assembled to: set Waits")
	}
	if e.process.mail != nil && !e.actor.Waits {
		panic("sim: " + e.actor.Name + " waits, but was not assembled to: set Waits")
	}
	return e.process
}
