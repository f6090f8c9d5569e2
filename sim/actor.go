package sim

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
	// Discipline makes what decides about the queue otherwise than in the order of
	// coming, or is nil. It is memory: a crash makes a new one.
	Discipline func() Discipline
	// Service is how long a worker needs before it answers, without the waits
	// in Serve; Times overrides it by kind of message.
	Service Dist
	Times   map[Kind]Dist
	// Crashed zeroes what the actor keeps in memory. Restarted repairs its
	// affairs: a process that may wait, and that begins before the first message
	// is served.
	Crashed   func()
	Restarted func(*Env)
}

// actor is an Actor at work.
type actor struct {
	Actor
	id      ActorID
	env     Env // for serving inline
	busy    int
	down    bool
	life    uint32 // counts its crashes, from 1: what an earlier life began is void
	mailbox event  // head of the list of envelopes that wait
	waiting int    // how many they are
	// discipline decides about them, if not nil; they then wait in the lanes.
	discipline Discipline
	lanes      []event
	serving    []*envelope
	repair     *process   // runs the Restarted hook, which is mending
	mending    func(*Env) // made once, since crashes may be many
	mender     string
	services   [256]delay // by kind of message
	load       load
	plight
}

// plight is what faults do to an actor.
type plight struct {
	workers, places int        // as it was assembled, see refit
	stops           int        // faults that keep it down
	pausers         []*Failure // by which it, or one of its instances, stands still
	severed         []*Failure // by which one of its instances is down
	skews           []*Failure // by which its clock is wrong
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
	a := w.newActor(made)
	a.assign()
	for kind := range a.services {
		service := made.Service
		if own, ok := made.Times[Kind(kind)]; ok {
			service = own
		}
		a.services[kind] = newDelay(service)
	}
	return a.id
}

func (w *World) newActor(made Actor) *actor {
	a := &actor{Actor: made, id: ActorID(len(w.actors)), life: 1}
	a.mailbox.prev, a.mailbox.next = &a.mailbox, &a.mailbox
	a.env.world, a.env.actor = w, a
	a.workers, a.places = made.Workers, made.Mailbox
	a.mending, a.mender = a.mend, a.Name+" (restarting)"
	w.actors = append(w.actors, a)
	return a
}

// Names returns the names of the actors, by ActorID.
func (w *World) Names() []string {
	names := make([]string, len(w.actors))
	for i, a := range w.actors {
		names[i] = a.Name
	}
	return names
}
