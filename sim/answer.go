package sim

import "errors"

// Refusals of the kernel, as a caller sees them.
var (
	// ErrTimeout: no answer came in time. Whether the work was done is unknown.
	ErrTimeout = errors.New("no answer in time")
	// ErrFull: there was too much to do; the mailbox was full, or the discipline of
	// the queue turned the message away. The work was not done.
	ErrFull = errors.New("mailbox full")
	// ErrDown: nobody was there. The work was not done.
	ErrDown = errors.New("nobody there")
)

// openCall is what a process remembers of the call it waits for.
type openCall struct {
	to      ActorID
	kind    Kind
	attempt uint8
	path    uint64
	sent    int64
}

// sendBack lets an answer travel to the caller.
func (w *World) sendBack(mail *envelope) {
	travels := w.linkOf(mail.from, mail.to).reply.of(w, luckReplyLink, mail.path)
	if len(w.harms) > 0 {
		w.sendBackHarmed(mail, travels)
		return
	}
	w.sendAt(mail, later(w.now, travels), completion, answer)
}

// answer hands an answer to the caller, if it still waits for it.
func (w *World) answer(mail *envelope) *process {
	p := mail.caller
	if p.calls != mail.call || !p.calling {
		w.tell(Late, mail.from, mail.to, mail, mail.reply, w.now-mail.sent, 0, failed(mail.err))
		w.freeEnvelope(mail)
		return nil
	}
	w.cancel(&p.timer)
	p.calling = false
	p.reply, p.err = mail.reply, mail.err
	w.tell(Answered, mail.from, mail.to, mail, mail.reply, w.now-mail.sent, 0, failed(mail.err))
	w.freeEnvelope(mail)
	return p
}

// expire tells a caller that it has waited long enough.
func (w *World) expire(p *process) *process {
	p.calling = false
	p.reply, p.err = nil, ErrTimeout
	c := &p.call
	w.event = Event{
		What: TimedOut, Actor: p.env.actor.id, Peer: c.to, Message: c.kind, Attempt: c.attempt, A: w.now - c.sent,
		Order: p.env.order, Intent: p.env.intent, Path: c.path, Parent: p.env.path,
	}
	w.publish()
	return p
}
