package sim

import (
	"fmt"
	"time"
)

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
	mail := w.letter(e, to, message, attempt)
	p.calls++
	p.calling = true
	mail.caller, mail.call = p, p.calls
	p.call = openCall{to: to, kind: mail.kind, attempt: mail.attempt, path: mail.path, sent: w.now}
	if timeout != 0 {
		mail.deadline = later(w.now, int64(timeout))
		p.timer.at, p.timer.priority, p.timer.deed = mail.deadline, timer, expire
		w.schedule(&p.timer)
	}
	w.post(e, mail)
	p.park()
	reply, err := p.reply, p.err
	p.reply, p.err = nil, nil
	return reply, err
}

// Send lets a message go without waiting for anything.
func (e *Env) Send(to ActorID, message Message) { e.SendAgain(to, message, 0) }

// SendAgain is Send for one attempt of several, as Try is for Call.
func (e *Env) SendAgain(to ActorID, message Message, attempt int) {
	e.world.post(e, e.world.letter(e, to, message, attempt))
}

// letter makes the envelope of a message of e.
func (w *World) letter(e *Env, to ActorID, message Message, attempt int) *envelope {
	e.mustLive()
	if to == Outside || int(to) >= len(w.actors) {
		panic(fmt.Sprintf("sim: %s sends %T to actor %d, which does not exist", e.Name(), message, to))
	}
	mail := w.newEnvelope()
	mail.message, mail.kind, mail.attempt = message, message.Kind(), uint8(min(attempt, 255))
	mail.from, mail.to = e.actor.id, to
	mail.order, mail.intent, mail.parent = e.order, e.intent, e.path
	mail.path = Mix(e.path^e.intent, uint64(mail.kind)|uint64(to)<<8|uint64(attempt)<<24)
	mail.sent = w.now
	return mail
}

// post puts a message on its way. It travels even if its sender crashes at the
// event that tells so.
func (w *World) post(e *Env, mail *envelope) {
	travels := w.linkOf(mail.from, mail.to).request.of(w, luckRequestLink, mail.path)
	if len(w.traps) > 0 {
		w.spring(e.actor, BetweenSteps, mail, nil)
	}
	if len(w.harms) > 0 {
		w.postHarmed(mail, travels)
	} else {
		w.sendAt(mail, later(w.now, travels), arrival, arrive)
		w.tell(Sent, mail.from, mail.to, mail, mail.message, travels, 0, 0)
	}
	e.mustLive()
}

// Timer is a message that an actor will get later, unless it is cancelled. The
// zero Timer is one that is over.
type Timer struct {
	mail       *envelope
	generation uint32
}

// After sends the actor itself a message that arrives after d, without a link.
// It is part of the actor's memory: a crash forgets it.
func (e *Env) After(d time.Duration, message Message) Timer {
	w := e.world
	mail := w.letter(e, e.actor.id, message, 0)
	mail.life = e.actor.life
	w.sendAt(mail, later(w.now, int64(d)), timer, arrive)
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

// Sleep waits for d.
func (e *Env) Sleep(d time.Duration) {
	w, p := e.world, e.mustWait()
	at := later(w.now, int64(d))
	if !w.slow && w.pacer.speed == 0 && w.frozen == 0 && at <= w.limit && !w.inbox.filled.Load() && w.agenda.quietUntil(at) {
		w.now = at // nobody else does anything meanwhile
		return
	}
	p.timer.at, p.timer.priority, p.timer.deed = at, timer, wake
	w.schedule(&p.timer)
	p.park()
}

// mustWait returns the process that waits; it panics if the code may not wait.
func (e *Env) mustWait() *process {
	e.world.settleHeld()
	e.mustLive()
	if e.process == nil || e.process.mail != nil && !e.actor.Waits {
		panic("sim: " + e.actor.Name + " waits, but was not assembled to: set Waits")
	}
	return e.process
}

// mustLive ends the code of an actor that has crashed: no step further.
func (e *Env) mustLive() {
	if e.dead {
		panic(unwound{})
	}
}
