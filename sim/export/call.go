package export

import (
	"time"

	"buynow/sim"
)

// Call is one message of an order, and what became of it. A message that nobody
// waits for an answer to is one, too, and so is a timer that an actor set itself.
type Call struct {
	Path, Parent uint64 // as in events
	Kind         sim.Kind
	Attempt      int // of its sender, from 1; 0 if its number counts nothing
	Step         int // that it is, 0 for none
	ReplyStep    int // that its answer is
	From, To     sim.ActorID
	Words        string // what was said
	Reply        string // what was answered

	Sort   Sort
	Sent   time.Duration // when it left
	Ending Ending        // for who sent it
	Ended  time.Duration // when it was over for who sent it; at least Sent

	Served  bool
	Arrived time.Duration // if it was served: when it came,
	Began   time.Duration // when somebody had time for it,
	Done    time.Duration // and when it was dealt with
	Failed  bool          // whoever served it answered with an error,
	Crashed bool          // or crashed over it

	nth     int   // of its path, from 0
	travels int64 // until it arrives
	lost    bool  // nobody was there, or a crash took it
	used    bool  // something was done while it was served

	Marks []Mark // what happened meanwhile, in order
	Up    int    // the call during which it was made, as a place in Order.Calls; -1 for none
	First int    // the attempt before it, as a place in Order.Calls; -1 for none
}

// id names the call among all of its order.
func (c *Call) id() uint64 {
	if c.nth == 0 {
		return c.Path
	}
	return sim.Mix(c.Path, uint64(c.nth))
}

// Sort is how a message came to whoever served it.
type Sort uint8

// The sorts.
const (
	Asked    Sort = iota // somebody sent it, and waits for the answer
	Told                 // somebody sent it, and goes on
	Reminded             // an actor's own timer
	Copied               // a fault made it of another message
)

// Ending is how a call ended for who made it.
type Ending uint8

// The endings.
const (
	Open     Ending = iota // nobody knows; the run ended, or its maker crashed
	Answered               // well
	Rejected               // with an error
	TimedOut               // its maker gave up
	Refused                // there was too much to do
	Lost                   // nobody was there
	Dropped                // it vanished on the way
)

// String is the ending as an error type; empty if it is none.
func (e Ending) String() string {
	return [...]string{"", "", "rejected", "timeout", "refused", "lost", "dropped"}[e]
}

// Error tells if the call failed for who made it.
func (e Ending) Error() bool { return e >= Rejected }

// says is the error in words.
func (e Ending) says() string {
	return [...]string{"", "", "the answer is an error", "no answer in time", "too busy", "nobody there", "lost on the way"}[e]
}

// Mark is something that happened at one moment.
type Mark struct {
	At     time.Duration
	Number uint64 // of the event
	Path   uint64 // of the call during which it happened, 0 for none
	Actor  sim.ActorID
	What   string // kind of event
	Text   string
	Fault  int64 // that struck, 0 for none
	OnWay  bool  // to the message on its way, else while it was served
	Detail
}

// Order is all that is known of an order when it is over.
type Order struct {
	Intent, Number uint64 // Number is 0 if it never got one
	Begun, Ended   time.Duration
	Whole          bool   // it was put away; else the run ended before
	Outcome        string // the state in which it was put away
	Calls          []Call // in the order in which they began
	Marks          []Mark // outside of all calls
	Events         int    // heard about it
}
