package sim

import "time"

// Asking is one call that asks several times: the answer that comes first is
// its answer, and all others come too late. [Env.Open] begins it.
//
//	call := env.Open(time.Second)
//	call.Ask(bank, request, 0)
//	reply, over, err := call.Wait(50 * time.Millisecond)
//	if !over {
//		call.Ask(bank, request, 1) // both are on their way
//		reply, _, err = call.Wait(0)
//	}
type Asking struct {
	env   *Env
	call  uint64
	ends  int64 // when it is given up
	over  bool
	asked [MaxAsks]openCall
	asks  int
}

// MaxAsks is how often one call can ask.
const MaxAsks = 8

// Open begins a call that is given up after the timeout; 0 is never. It is over
// when its maker calls or opens something else.
func (e *Env) Open(timeout time.Duration) Asking {
	p := e.mustWait()
	p.calls++
	a := Asking{env: e, call: p.calls, ends: int64(Forever)}
	if timeout != 0 {
		a.ends = later(e.world.now, int64(timeout))
	}
	return a
}

// Ask sends a message and does not wait. As with [Env.Try], messages of one kind
// to one actor must differ in the attempt.
func (a *Asking) Ask(to ActorID, message Message, attempt int) {
	w, p := a.env.world, a.mustBeOpen()
	if a.asks == MaxAsks {
		panic("sim: " + a.env.Name() + " asks too often in one call")
	}
	mail := w.letter(a.env, to, message, attempt)
	mail.caller, mail.call = p, a.call
	if a.ends < int64(Forever) {
		mail.deadline = a.ends
	}
	a.asked[a.asks] = openCall{to: to, kind: mail.kind, attempt: mail.attempt, path: mail.path, sent: w.now}
	a.asks++
	w.post(a.env, mail)
}

// Wait waits for the first answer, at most for so long; 0 is until the call is
// given up. The call is over when an answer came, be it an error, and when it is
// given up, with ErrTimeout. What comes between two waits that are not at the
// same instant comes too late.
func (a *Asking) Wait(atMost time.Duration) (reply Message, over bool, err error) {
	w, p := a.env.world, a.mustBeOpen()
	until := a.ends
	if atMost != 0 {
		until = min(until, later(w.now, int64(atMost)))
	}
	p.calling = true
	if until < int64(Forever) {
		p.timer.at, p.timer.priority, p.timer.deed = max(until, w.now), timer, wake
		w.schedule(&p.timer)
	}
	p.park()
	if !p.calling { // answered
		reply, err = p.reply, p.err
		p.reply, p.err = nil, nil
		a.over = true
		return reply, true, err
	}
	p.calling = false
	if w.now < a.ends {
		return nil, false, nil
	}
	a.giveUp()
	return nil, true, ErrTimeout
}

// giveUp tells of each question that nobody waits for its answer any more.
func (a *Asking) giveUp() {
	a.over = true
	w, e := a.env.world, a.env
	for i := range a.asks {
		c := &a.asked[i]
		w.event = Event{
			What: TimedOut, Actor: e.actor.id, Peer: c.to, Message: c.kind, Attempt: c.attempt, A: w.now - c.sent,
			Order: e.order, Intent: e.intent, Path: c.path, Parent: e.path,
		}
		w.publish()
		e.mustLive()
	}
}

// mustBeOpen returns the process that waits; it panics if the call is over.
func (a *Asking) mustBeOpen() *process {
	p := a.env.mustWait()
	if a.over || p.calls != a.call {
		panic("sim: " + a.env.Name() + " asks in a call that is over")
	}
	return p
}
