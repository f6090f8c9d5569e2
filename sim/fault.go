package sim

import "time"

// Fault is one failure on the timeline of a run: what is done, to whom, when,
// and to how much of it. Its fields are those of an entry in a scenario file;
// which of the last group count, its row of the catalogue says.
type Fault struct {
	// Type is the name of its row in the catalogue.
	Type string
	// Name tells it apart from others of the type, in summaries and charts.
	Name string
	// Target is who or what is hit: an actor (bank), one of its instances
	// (bank[3/8]), a link (merchant -> bank), a type of message (AuthRequest) or one
	// of the fifteen steps (step 7). The model turns it into an [Aim].
	Target string
	// Direction narrows what is done to messages to one way.
	Direction Direction
	// Where narrows it to messages that are so, each condition a name and a value
	// that the model knows: attempt: 2, over: 100.00.
	Where map[string]string

	// At is when it begins, and For how long it lasts; 0 is until the end of the run.
	At, For time.Duration
	// When lets it wait for something instead, the n-th passing of a step, an order's
	// number or a condition on a metric: it begins at [Failure.Begin].
	When string
	// RampIn and RampOut are the times in which its strength grows and fades.
	RampIn, RampOut time.Duration
	// Every lets it begin again, so long after each beginning.
	Every time.Duration
	// MTBF and MTTR let it come and go at random while it lasts: the mean time until
	// it comes and until it goes, both exponential.
	MTBF, MTTR time.Duration

	// Probability is the share of messages that are hit, by their own luck.
	Probability float64
	// On and Off let it come in bursts while it lasts: the mean time of a burst and
	// of the pause between two, both exponential (Gilbert and Elliott, in time).
	On, Off time.Duration
	// After, First and Nth pick from the messages that fit, in the order of their
	// coming: none of the first so many, then so many at most, every so-manieth; 0
	// does not pick.
	After, First, Nth int
	// MaxActive is how many messages or actors may suffer from it at once; 0 is no
	// limit.
	MaxActive int

	// Delay is time that something takes longer.
	Delay Dist
	// Factor is how many times as long, as fast or as much.
	Factor float64
	// Share is a part of a whole, from 0 to 1.
	Share float64
	// Rate is so many a second.
	Rate float64
	// Count is so many: copies, workers, places, pieces.
	Count int
	// Field is a field of a message, and Mode what is done to it.
	Field, Mode string
	// Error is how something is refused.
	Error string
	// Point is where in its work an actor is struck.
	Point string
	// Restart is how long an actor is gone.
	Restart time.Duration
	// Offset is how far a clock is off, and Drift how much it gains, in seconds a
	// second.
	Offset time.Duration
	Drift  float64
	// Age is how old something is.
	Age time.Duration
	// Set is fields of the model with the values that they have meanwhile.
	Set map[string]string
}

// Direction is one way of a message, or both.
type Direction uint8

// The directions.
const (
	AnyWay    Direction = iota // as the row of the fault says
	Requests                   // from the caller to who is called, and messages that are only sent
	Responses                  // the answers
	BothWays
)

// FaultRow is a row of the catalogue: a failure with a name, made of primitives.
type FaultRow struct {
	Name  string // the type of a [Fault]
	Group string // link, process, resource, data or business
	Text  string // what it does, in a sentence
	Aims  Aims   // what its target can be
	// Base holds what a fault of this type is unless it says otherwise: direction,
	// target, parameters.
	Base Fault
	// Takes are the fields beside the timeline and the dose that mean something to it,
	// by their names in a file: factor, error.
	Takes []string
	// Breaks are the invariants that the world itself breaks by it, and Within is the
	// time in which the shop must have found that and made it good.
	Breaks []string
	Within time.Duration
	// Example is an entry of a file with everything that matters.
	Example string
	// Make makes the primitives of a fault. Check tells what does not fit together; nil
	// if anything does.
	Make  func(*Fault) []Deed
	Check func(*Fault) error
}

// Aims is what the target of a type of fault can be.
type Aims uint8

// What a target can be; a row takes one or more. Without any, it takes none.
const (
	AimActor    Aims = 1 << iota // a whole actor, or one of its instances
	AimLink                      // two actors
	AimMessage                   // a type of message
	AimStep                      // one of the fifteen steps
	AimMessages = AimActor | AimLink | AimMessage | AimStep
)

// Aim is a target that was found in the world. The zero Aim fits every message
// and names no actor.
type Aim struct {
	// Actor is hit itself, by what is done to actors; of messages those to it.
	Actor ActorID
	// From and To are the ends of a link; Outside is anybody.
	From, To ActorID
	// Instance is one of so many Instances of the actor, among which messages spread by
	// their luck; 0 of 0 is the whole actor.
	Instance, Instances int
	// Kinds are the types of message that fit; nil is all of them.
	Kinds *[256]bool
	// Where narrows it down further; nil is everything.
	Where func(Sight) bool
}

// Sight is what a fault sees of a message: the request, or with Reply its answer.
type Sight struct {
	Message Message
	Reply   bool
	Attempt int
	Order   uint64
	Intent  uint64
}

// Deed is one of the nine primitives of which faults are made: [Delay], [Drop],
// [Copy], [Answer], [Corrupt], [Stop], [Scale], [Skew] and [Edit].
type Deed interface{ deed() }
