package sim

import "time"

// ActorID names an actor of a world. Numbers are given in the order of
// [World.Add], from 1; 0 is the outside: the processes of the assembly.
type ActorID uint16

// Outside is where messages come from that no actor sent.
const Outside ActorID = 0

// Kind numbers the types of message of a model, from 1.
type Kind uint8

// Message is anything that actors tell one another. A message is not changed
// once it was sent.
type Message interface {
	// Kind tells the type of the message: the same for all messages of a type.
	Kind() Kind
}

// What says what happened in an [Event].
type What uint8

// What the kernel reports. A model adds its own from [FirstWhat].
const (
	_          What = iota
	Sent            // Actor sent Message to Peer; A is the time it will travel
	Served          // Actor dealt with what Peer sent; A is the time it waited in the mailbox, B the time until done, C 1 if it failed
	Answered        // Actor received Peer's answer; A is the time since its call, C 1 if it was an error
	TimedOut        // Actor gave up on Peer's answer; A is the time since its call
	Late            // Peer's answer reached Actor after it had given up; A is the time since its call, C 1 if it was an error
	Refused         // Actor turned Peer's message away: its mailbox was full, or its discipline would not have it; A is the time it waited
	Lost            // Peer's message to Actor vanished: it was down, or crashed
	Crashed         // Actor lost its memory and all it was doing; A is the number of messages lost
	Restarted       // Actor is back
	Noted           // Actor remarks Text, with A and B
	Moved           // A thing or money moves from one account to another: see Move
	FaultBegan      // Fault number A begins, or comes back
	FaultEnded      // Fault number A ends, or goes for a while
	FaultHit        // Fault number A did something, B says which primitive: to Actor, or to the message from Actor to Peer
	// FirstWhat is the first number free for a model's own events.
	FirstWhat
)

// MaxWhat bounds the numbers of a model's events.
const MaxWhat = 48

// Account is one account of the books: a model packs what it likes into it.
type Account uint64

// Move is double entry: Amount of something leaves From and arrives at To.
type Move struct {
	From, To Account
	Amount   int64
}

// Event is one thing that happened. Watchers get a pointer that is valid only
// during the call: copy what is to be kept.
type Event struct {
	At          time.Duration // since the start of the world
	Number      uint64        // from 1, without gaps
	What        What
	Message     Kind // the type of message it is about, 0 if none
	Attempt     uint8
	Actor, Peer ActorID
	Order       uint64 // the order it is about, 0 if none yet
	Intent      uint64 // the intent it is about, 0 if none
	Path        uint64 // names the call: the same for all events of one message
	Parent      uint64 // names the call during which it happened
	A, B, C     int64  // see What
	Move        Move   // of Moved
	Text        string // of Noted; not part of the trace hash
	Body        Message
}

// Watcher is called at each event it watches for, at once and in order.
type Watcher func(*Event)

// Watch calls w at every event of the kinds named; of all kinds if none is.
func (w *World) Watch(watcher Watcher, whats ...What) {
	if len(whats) == 0 {
		for i := range w.watchers {
			w.watchers[i] = append(w.watchers[i], watcher)
		}
		return
	}
	for _, what := range whats {
		w.watchers[what] = append(w.watchers[what], watcher)
	}
}

// Together says that events of these kinds tell of a change in parts: a crash at
// one of them comes after the next event of another kind, which completes it, or
// as soon as the actor waits or ends.
func (w *World) Together(whats ...What) {
	for _, what := range whats {
		w.together[what] = true
	}
}

// publish numbers the event in w.event, hashes it and shows it to its watchers.
func (w *World) publish() {
	e := &w.event
	w.events++
	e.At, e.Number = time.Duration(w.now), w.events
	w.trace.Add(e)
	if watchers := w.watchers[e.What]; len(watchers) > 0 {
		w.showing = true
		for _, watch := range watchers {
			watch(e)
		}
		w.showing = false
	}
	if len(w.upsets) > 0 && !w.together[e.What] {
		w.settle()
	}
}

// Trace is the fingerprint of a run: two lanes of 64 bits, chained over every
// event. Equal traces mean that the same things happened in the same order at
// the same times; it is no protection against someone who wants to deceive.
type Trace struct{ a, b uint64 }

// Add chains one more event. Whoever adds all events of a run, in order, gets the
// trace of the run.
func (t *Trace) Add(e *Event) {
	head := uint64(e.What) | uint64(e.Message)<<8 | uint64(e.Attempt)<<16 | uint64(e.Actor)<<24 | uint64(e.Peer)<<40
	numbers := uint64(e.A) + uint64(e.B)*mixA + uint64(e.C)*mixB
	t.a = Mix(t.a^uint64(e.At), head+numbers*mixC)
	t.b = Mix(t.b^e.Path, e.Order*mixA+e.Intent*mixB+e.Parent)
	if e.What == Moved {
		t.a = Mix(t.a^uint64(e.Move.From), uint64(e.Move.To))
		t.b = Mix(t.b, uint64(e.Move.Amount))
	}
}

// String is the trace as 32 hexadecimal digits.
func (t Trace) String() string {
	const digits = "0123456789abcdef"
	var s [32]byte
	for i := range 16 {
		s[i] = digits[t.a>>(60-4*i)&15]
		s[16+i] = digits[t.b>>(60-4*i)&15]
	}
	return string(s[:])
}
