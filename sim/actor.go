package sim

import (
	"errors"
	"fmt"
)

// Handler is what an actor does with a message. For a call, what it returns is
// the answer; for a message that was only sent, it is dropped.
type Handler func(env *Env, message Message) (Message, error)

// Unlimited is a number of workers, or the length of a mailbox, without limit.
const Unlimited = -1

// Full says what a mailbox does with a message that finds it full.
type Full uint8

const (
	// Refuse turns the message away: a caller gets ErrFull.
	Refuse Full = iota
	// DropNewest lets the message vanish: a caller hears nothing.
	DropNewest
	// DropOldest lets the message that waits longest vanish instead.
	DropOldest
)

// Actor says what an actor is made of. Its code is straight-line: between two
// waits it runs alone.
type Actor struct {
	Name  string
	Serve Handler
	// Waits must be true if Serve waits (Sleep, Call, Await): it then runs on a
	// coroutine of its own. Without, it runs inline; the trace is the same.
	Waits bool
	// Workers is how many messages are served at once; 0 means 1.
	Workers int
	// Mailbox is how many messages may wait for a worker; 0 means 1,024.
	Mailbox int
	// Full is what happens to the message after that.
	Full Full
	// Service is how long a worker needs before it answers, without the waits
	// in Serve; Times overrides it by kind of message.
	Service Dist
	Times   map[Kind]Dist
	// Crashed zeroes what the actor keeps in memory; Restarted repairs its
	// affairs, as a process that may wait, before the first message is served.
	Crashed   func()
	Restarted func(*Env)
}

// Link says how long messages travel between two actors.
type Link struct {
	Request Dist // from the sender to the receiver
	Reply   Dist // the answer's way back
}

// Refusals of the kernel, as a caller sees them.
var (
	// ErrTimeout: no answer came in time. Whether the work was done is unknown.
	ErrTimeout = errors.New("no answer in time")
	// ErrFull: the mailbox was full. The work was not done.
	ErrFull = errors.New("mailbox full")
	// ErrDown: nobody was there. The work was not done.
	ErrDown = errors.New("nobody there")
)

// envelope carries a message to an actor and its answer back. It is on the
// agenda while it travels or is served, and in a mailbox while it waits.
type envelope struct {
	event
	message    Message
	reply      Message
	err        error
	from, to   ActorID
	caller     *process // nil if nobody waits for an answer
	call       uint64
	order      uint64
	intent     uint64
	path       uint64
	parent     uint64
	attempt    uint8
	scheduled  bool // not sent by anybody: a message of After
	generation uint32
	sent       int64
	arrived    int64
	began      int64
	deadline   int64    // when the caller gives up, 0 if never
	process    *process // who serves it, on a coroutine
	slot       int      // where it is in actor.serving
}

type actor struct {
	Actor
	id       ActorID
	env      Env // for serving inline
	busy     int
	down     bool
	mailbox  event // head of the list of envelopes that wait
	waiting  int
	serving  []*envelope
	repair   *process // runs the Restarted hook
	services []Dist   // by kind
	load     load
}

// Add makes an actor part of the world.
func (w *World) Add(made Actor) ActorID {
	if made.Serve == nil || made.Name == "" {
		panic("sim: an actor needs a name and a handler")
	}
	if made.Workers == 0 {
		made.Workers = 1
	}
	if made.Mailbox == 0 {
		made.Mailbox = 1024
	}
	a := &actor{Actor: made, id: ActorID(len(w.actors))}
	a.mailbox.prev, a.mailbox.next = &a.mailbox, &a.mailbox
	a.env.world, a.env.actor = w, a
	a.services = make([]Dist, 256)
	for kind := range a.services {
		a.services[kind] = made.Service
		if own, ok := made.Times[Kind(kind)]; ok {
			a.services[kind] = own
		}
	}
	w.actors = append(w.actors, a)
	return a.id
}

// Names returns the names of the actors, by ActorID.
func (w *World) Names() []string {
	names := make([]string, len(w.actors))
	for i, a := range w.actors {
		names[i] = a.Name
	}
	return names
}

// Connect sets how long messages travel from one actor to another, and the
// answers back. Connect(Outside, Outside, link) sets it for all other pairs.
func (w *World) Connect(from, to ActorID, link Link) {
	if from == Outside && to == Outside {
		w.link = link
		return
	}
	for len(w.links) <= int(from) {
		w.links = append(w.links, nil)
	}
	row := w.links[from]
	for len(row) <= int(to) {
		row = append(row, nil)
	}
	row[to] = &link
	w.links[from] = row
}

func (w *World) linkOf(from, to ActorID) *Link {
	if int(from) < len(w.links) {
		if row := w.links[from]; int(to) < len(row) && row[to] != nil {
			return row[to]
		}
	}
	return &w.link
}

// arrive puts a message that has travelled into service, or into the mailbox.
func (w *World) arrive(mail *envelope) *process {
	a := w.actors[mail.to]
	mail.arrived = w.now
	if a.down {
		w.turnAway(a, mail, Lost, ErrDown)
		return nil
	}
	a.load.enter(w.now)
	if a.Workers == Unlimited || a.busy < a.Workers {
		return w.engage(a, mail)
	}
	if a.Mailbox != Unlimited && a.waiting >= a.Mailbox {
		if a.Full != DropOldest || a.waiting == 0 {
			a.load.leave(w.now, w.now)
			w.turnAway(a, mail, Refused, ErrFull)
			return nil
		}
		oldest := a.mailbox.next.envelope
		oldest.unlink()
		a.waiting--
		a.load.leave(w.now, oldest.arrived)
		w.turnAway(a, oldest, Refused, ErrFull)
	}
	mail.event.append(&a.mailbox)
	a.waiting++
	a.load.wait(w.now, a.waiting)
	return nil
}

// turnAway reports a message that will not be served. A caller is told unless
// the actor lets messages vanish.
func (w *World) turnAway(a *actor, mail *envelope, what What, err error) {
	if what == Refused {
		a.load.Refused++
	} else {
		a.load.Lost++
	}
	w.event = Event{What: what, Actor: a.id, Peer: mail.from}
	w.publishMail(mail)
	if mail.caller == nil || what == Refused && a.Full != Refuse {
		w.freeEnvelope(mail)
		return
	}
	mail.reply, mail.err = nil, err
	w.sendBack(mail)
}

// engage gives a message that just arrived to an idle worker.
func (w *World) engage(a *actor, mail *envelope) *process {
	takes := w.occupy(a, mail)
	if takes == 0 {
		return w.serve(mail)
	}
	w.sendAt(mail, w.now+takes, completion, serve)
	return nil
}

// next lets an idle worker take the message that waits longest. Even one that
// takes no time goes through the agenda, so that a long queue needs no stack.
func (w *World) next(a *actor) {
	if a.waiting == 0 || a.busy >= a.Workers {
		return
	}
	mail := a.mailbox.next.envelope
	mail.unlink()
	a.waiting--
	a.load.wait(w.now, a.waiting)
	w.sendAt(mail, w.now+w.occupy(a, mail), completion, serve)
}

// occupy makes a worker busy with the message and draws how long it will be.
func (w *World) occupy(a *actor, mail *envelope) int64 {
	a.busy++
	a.load.work(w.now, a.busy)
	mail.began = w.now
	mail.slot = len(a.serving)
	a.serving = append(a.serving, mail)
	service := &a.services[mail.message.Kind()]
	if service.IsZero() {
		return 0
	}
	luck := Fate(w.seed, luckService, mail.path)
	return int64(service.Duration(&luck))
}

// serve runs the handler now that the service time is over.
func (w *World) serve(mail *envelope) *process {
	a := w.actors[mail.to]
	if !a.Waits && !w.slow {
		w.serveInline(a, mail)
		return nil
	}
	p := w.acquire()
	p.mail, mail.process = mail, p
	p.env.actor = a
	p.env.begin(mail)
	return p
}

// done ends a service: the answer goes back, the worker takes the next message.
func (w *World) done(a *actor, mail *envelope, reply Message, err error) {
	a.load.leave(w.now, mail.arrived)
	a.load.Served++
	w.discharge(a, mail)
	failed := int64(0)
	if err != nil {
		failed = 1
	}
	w.event = Event{What: Served, Actor: a.id, Peer: mail.from, A: mail.began - mail.arrived, B: w.now - mail.arrived, C: failed, Body: reply}
	if mail.order == 0 {
		mail.order = w.envOf(a, mail).order // it got its number while it was served
	}
	w.publishMail(mail)
	if mail.caller == nil || a.down { // it may crash at that very event
		w.freeEnvelope(mail)
	} else {
		mail.reply, mail.err = reply, err
		w.sendBack(mail)
	}
	if !a.down {
		w.next(a)
	}
}

func (w *World) envOf(a *actor, mail *envelope) *Env {
	if mail.process != nil {
		return &mail.process.env
	}
	return &a.env
}

// discharge frees the worker that serves the message.
func (w *World) discharge(a *actor, mail *envelope) {
	a.busy--
	a.load.work(w.now, a.busy)
	last := len(a.serving) - 1
	moved := a.serving[last]
	a.serving[mail.slot], moved.slot = moved, mail.slot
	a.serving[last] = nil
	a.serving = a.serving[:last]
	mail.process = nil
}

// sendBack lets an answer travel to the caller.
func (w *World) sendBack(mail *envelope) {
	travels := int64(0)
	if d := w.linkOf(mail.from, mail.to).Reply; !d.IsZero() {
		luck := Fate(w.seed, luckReplyLink, mail.path)
		travels = int64(d.Duration(&luck))
	}
	w.sendAt(mail, w.now+travels, completion, answer)
}

// answer hands an answer to the caller, if it still waits for it.
func (w *World) answer(mail *envelope) *process {
	p := mail.caller
	if p.calls != mail.call || !p.calling {
		w.event = Event{What: Late, Actor: mail.from, Peer: mail.to, Body: mail.reply}
		w.publishMail(mail)
		w.freeEnvelope(mail)
		return nil
	}
	w.cancel(&p.timer)
	p.calling = false
	p.reply, p.err = mail.reply, mail.err
	failed := int64(0)
	if mail.err != nil {
		failed = 1
	}
	w.event = Event{What: Answered, Actor: mail.from, Peer: mail.to, A: w.now - mail.sent, C: failed, Body: mail.reply}
	w.publishMail(mail)
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

func (w *World) sendAt(mail *envelope, at int64, priority uint8, deed deed) {
	mail.at, mail.priority, mail.deed = at, priority, deed
	w.schedule(&mail.event)
}

// publishMail publishes w.event as one about the message.
func (w *World) publishMail(mail *envelope) {
	e := &w.event
	e.Message, e.Attempt = mail.message.Kind(), mail.attempt
	e.Order, e.Intent, e.Path, e.Parent = mail.order, mail.intent, mail.path, mail.parent
	if e.Body == nil && e.What != Served && e.What != Answered && e.What != Late {
		e.Body = mail.message
	}
	w.publish()
}

func (w *World) newEnvelope() *envelope {
	if n := len(w.envelopes); n > 0 {
		mail := w.envelopes[n-1]
		w.envelopes = w.envelopes[:n-1]
		return mail
	}
	mail := &envelope{}
	mail.event.envelope, mail.home = mail, idle
	return mail
}

func (w *World) freeEnvelope(mail *envelope) {
	generation := mail.generation + 1
	*mail = envelope{generation: generation}
	mail.event.envelope, mail.home = mail, idle
	w.envelopes = append(w.envelopes, mail)
}

// mustWait panics if an actor that does not wait tries to.
func (a *actor) mustWait() {
	if !a.Waits {
		panic(fmt.Sprintf("sim: %s waits, but was not assembled to: set Waits", a.Name))
	}
}
