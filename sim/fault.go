package sim

import "time"

// Fault is one failure on the timeline of a run: what is done, to whom, when,
// and to how much of it. Its fields are those of an entry in a scenario file;
// which of the last group count, its row of the catalogue says.
type Fault struct {
	// Type is the name of its row in the catalogue: see buynow list faults.
	Type string
	// Name tells it apart from others of the type, in summaries and charts. Source:
	// the type, with a number if there are several.
	Name string
	// Target is who or what is hit: an actor (bank), one of its instances
	// (bank[3/8]), a link (merchant -> bank), a type of message (AuthRequest) or one
	// of the fifteen steps (step 7). Source: the one that the type has, if any.
	Target string
	// Direction narrows what is done to messages to one way. Source: the type's.
	Direction Direction
	// Where narrows it to messages that are so, each condition a name and a value
	// that the model knows: attempt: 2, over: 100.00. Source: every message.
	Where map[string]string

	// At is when it begins. Source: at once.
	At time.Duration
	// For is how long it lasts; 0s is until the end of the run. Source: chosen.
	For time.Duration
	// When lets it wait for something instead: the n-th passing of a step (step 7
	// #100), an order (order 500) or a condition on a metric
	// (queue_depth{actor:bank} > 50). Source: it waits for nothing.
	When string
	// RampIn is the time in which its strength grows. Source: it is there at once.
	RampIn time.Duration
	// RampOut is the time in which its strength fades, at the end of its time.
	// Source: it is gone at once.
	RampOut time.Duration
	// Every lets it begin again, so long after each beginning. Source: it comes
	// once.
	Every time.Duration
	// MTBF lets it come and go at random while it lasts: it is the mean time until
	// it comes, exponential. Source: it is there all the time.
	MTBF time.Duration
	// MTTR is the mean time until it goes again, exponential. Source: it is there
	// all the time.
	MTTR time.Duration

	// Probability is the share of messages that are hit, by their own luck. Source:
	// all that fit.
	Probability float64
	// On lets it come in bursts while it lasts: it is the mean time of a burst,
	// exponential. Source: Gilbert and Elliott have bursts of lost bits; here they
	// are in time.
	On time.Duration
	// Off is the mean time of the pause between two bursts, exponential. Source: as
	// with on.
	Off time.Duration
	// After lets so many messages that fit pass first. Source: none.
	After int
	// First is how many messages are hit at most. Source: no limit.
	First int
	// Nth hits every so-manieth message that fits. Source: every one.
	Nth int
	// MaxActive is how many messages or actors may suffer from it at once. Source:
	// no limit; Envoy has one.
	MaxActive int

	// Delay is time that something takes longer. Source: the type's.
	Delay Dist
	// Factor is how many times as long, as fast or as much. Source: the type's.
	Factor float64
	// Share is a part of a whole. Source: the type's.
	Share float64
	// Rate is so many a second. Source: the type's.
	Rate float64
	// Count is so many: copies, workers, places, pieces. Source: the type's.
	Count int
	// Field is a field of a message. Source: the type's.
	Field string
	// Mode is what is done to that field. Source: the type's.
	Mode string
	// Error is how something is refused. Source: the type's.
	Error string
	// Point is where in its work an actor is struck. Source: the type's.
	Point string
	// Restart is how long an actor is gone. Source: the type's.
	Restart time.Duration
	// Offset is how far a clock is off. Source: the type's.
	Offset time.Duration
	// Drift is how much a clock gains, in seconds a second. Source: the type's.
	Drift float64
	// Age is how old something is. Source: the type's.
	Age time.Duration
	// Set is fields of the model with the values that they have meanwhile. Source:
	// the type's.
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
	// Says is what a fault of it did, as a clause in the past tense with the fault's
	// fields in braces: "{target} was {factor} times as slow". {messages} and {answers}
	// are those that the target stands for: "5 % of the {answers} were lost".
	Says string
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
type Deed interface{ deed() Primitive }
