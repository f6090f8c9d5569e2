package sim

import "fmt"

// Failure is a fault in a world.
type Failure struct {
	Fault  Fault
	Number int    // from 1, in the order of Inflict
	Began  uint64 // how often it began, or came back
	Seen   uint64 // how many messages it could have hit
	Hits   uint64 // how often it did something

	world   *World
	aim     Aim
	deeds   []Deed
	key     uint64 // of its luck
	mutual  bool   // see Drop
	unheard bool   // see Copy.Unacknowledged
	graded  bool   // what it does comes in degrees
	active  bool
	over    bool
	holds   bool   // it was there when all else had come to rest
	held    uint64 // how often it had begun then
	window  window
	dose    dose
	memory  memory
	draws   draws
	shelf   shelf       // what a pause has put aside
	haunts  bool        // see Stop.Zombie
	ghosts  []*envelope // what was frozen
	dying   []*envelope // of an instance that crashes
}

// Inflict puts a fault on the timeline of the world: what its deeds do, to whom the
// aim names. The luck of a fault is its own, by its name.
func (w *World) Inflict(f Fault, deeds []Deed, aim Aim) *Failure {
	made := &Failure{Fault: f, Number: len(w.failures) + 1, world: w, aim: aim, key: nameKey(f.Name)}
	if f.Name == "" {
		made.key = nameKey(f.Type)
	}
	made.graded = true
	for _, d := range deeds {
		made.deeds = append(made.deeds, made.bound(d))
	}
	w.failures = append(w.failures, made)
	made.plan()
	return made
}

// bound readies a deed: those of actors need one, those of the model are handed the
// function that tells of their hits.
func (f *Failure) bound(d Deed) Deed {
	switch d := d.(type) {
	case Drop:
		f.mutual = f.mutual || d.Mutual
	case Copy:
		f.unheard = f.unheard || d.Unacknowledged
	case Stop:
		f.needsActor(!d.pointed())
		if !d.pointed() && f.Fault.For == 0 {
			f.Fault.For = d.Restart
		}
	case Scale, Skew:
		f.needsActor(true)
	case Edit:
		if d.Bind != nil {
			d.Do = d.Bind(func(order, intent uint64) { f.world.Hit(f.Number, order, intent) })
		}
		return d
	}
	switch d.(type) {
	case Drop, Copy, Answer, Corrupt:
		f.graded = false
	}
	return d
}

func (f *Failure) needsActor(does bool) {
	if does && f.aim.Actor == Outside {
		panic(fmt.Sprintf("sim: the fault %s %s is aimed at no actor", f.Fault.Type, f.Fault.Name))
	}
}

// Failures returns all that was inflicted, by number.
func (w *World) Failures() []*Failure { return w.failures }

// Active tells if it does something now, or could.
func (f *Failure) Active() bool { return f.active }

// nameKey makes a key of a name.
func nameKey(name string) uint64 {
	key := uint64(len(name))
	for _, letter := range []byte(name) {
		key = Mix(key, uint64(letter))
	}
	return key
}

// hit is a deed that was done to a message or an actor, and is still to be told.
type hit struct {
	failure *Failure
	deed    Primitive
}

// Hit tells that fault number so did something to an order, for rules of the model
// that a fault has changed.
func (w *World) Hit(number int, order, intent uint64) {
	f := w.failures[number-1]
	tale := Event{Actor: f.aim.Actor, B: int64(Edited), Order: order, Intent: intent}
	if w.showing {
		w.upsets = append(w.upsets, upset{by: f, tale: tale, only: true})
		return
	}
	w.strikes(f, tale)
}

// strikes tells that a fault did something to an actor, or to an order.
func (w *World) strikes(f *Failure, tale Event) {
	f.Hits++
	tale.What, tale.A = FaultHit, int64(f.Number)
	w.event = tale
	w.publish()
}

// tellHits tells what was done to a message, from a place in the list of hits on. C
// is 1 for its answer.
func (w *World) tellHits(first int, mail *envelope, on leg) {
	for i := first; i < len(w.hits); i++ {
		h := w.hits[i]
		body := mail.message
		if on == answering {
			body = mail.reply
		}
		w.tell(FaultHit, mail.from, mail.to, mail, body, int64(h.failure.Number), int64(h.deed), int64(on&1))
	}
	w.hits = w.hits[:first]
}
