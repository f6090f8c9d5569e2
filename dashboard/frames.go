package dashboard

import (
	"fmt"
	"reflect"

	"buynow/sim/codec"
)

// A frame is what server and page tell each other: an array of its kind, its
// number among those that must not be lost, the simulated time in microseconds,
// and a body, whose fields stand in the order of the type below:
//
//	[kind, number, at, [field, field, ...]]
//
// The number of a frame that may be lost is that of the last one before it that
// may not. Whole numbers stay below 2^53, since a page has no larger ones; seeds
// are texts.
type frameKind uint8

const (
	frameHello frameKind = iota
	frameSnapshot
	frameTick
	frameHops
	frameJourney
	frameMark
	frameControl
	frameAck
	frameBye
	frameGoods
	frameKinds
)

// frameBodies are the types of the bodies, by kind.
var frameBodies = [frameKinds]any{
	frameHello: hello{}, frameSnapshot: snapshot{}, frameTick: tick{}, frameHops: hops{}, frameJourney: journey{},
	frameMark: mark{}, frameControl: control{}, frameAck: ack{}, frameBye: bye{}, frameGoods: goodsNow{},
}

var frameShapes = shapesOf(frameBodies)

func shapesOf(bodies [frameKinds]any) (shapes [frameKinds]*codec.Shape) {
	for kind, body := range bodies {
		shape, err := codec.ShapeOf(reflect.TypeOf(body))
		if err != nil {
			panic(fmt.Sprintf("dashboard: frame %d: %v", kind, err))
		}
		shapes[kind] = shape
	}
	return shapes
}

// appendFrame appends a frame: body is a pointer to the type of its kind.
func appendFrame(dst []byte, kind frameKind, number uint64, at int64, body any) []byte {
	dst = codec.AppendArray(dst, 4)
	dst = codec.AppendUint(dst, uint64(kind))
	dst = codec.AppendUint(dst, number)
	dst = codec.AppendInt(dst, at)
	return frameShapes[kind].Append(dst, body)
}

// hello is the first frame of a connection: who is there, and what the numbers
// of the other frames mean. Times are in microseconds, money is in cents.
type hello struct {
	Shapes    []string // what is in each kind of frame, in words, by kind: the page reads the others by them
	Epoch     string   // of the run: another run has another one
	Version   string   // of buynow
	Role      string   // "control" or "watch"
	Resumed   bool     // what was missed follows, and no snapshot
	Scenario  scenarioInfo
	Scenarios []entry // that the picker offers
	Actors    []actorInfo
	Roads     []roadInfo
	Steps     []stepInfo
	Totals    []string // names of tick.Totals
	Gauges    []string // names of tick.Gauges
	Lines     []string // "merchant -> bank": the lines of tick.Breakers
	Goods     []goodInfo
	Cards     []entry // that a visitor can pay with
}

type entry struct {
	Name  string // as commands and files have it
	Title string // as a page has it
	Text  string
}

type scenarioInfo struct {
	Name, Description string
	Seed              string
	Starts            int64 // the time of the week at which the run begins, since Monday 0:00
	LoadEnd           int64 // when the last customer comes
}

type actorInfo struct {
	Name    string // order-manager
	Title   string // Order manager
	Text    string // sees it all through
	Workers int    // -1 is no limit
	Mailbox int    // -1 is no limit
}

type roadInfo struct {
	Name     string // see roads
	Step     int    // 0 if it is none of the fifteen
	From, To int    // places in Actors
	Act      string // order, stock, payment, confirm, deliver
	Back     bool   // it undoes something
}

type stepInfo struct {
	Number int
	Name   string // In stock?
	Text   string // a sentence, as told to a class
	Act    string
}

type goodInfo struct {
	Name  string // plenty, last, sold-out
	Title string
	Icon  string // book, lamp, kettle
	Price int64
	Stock int64 // now: on the shelf and free
	Days  int64 // until more comes, in hundredths of a day
}

// snapshot is all that a page needs to begin.
type snapshot struct {
	Tick     tick
	Control  control
	History  history
	Marks    []mark
	Hero     journey   // the order that is shown before the load starts
	Journeys []journey // that are followed, then those of visitors, the newest last; in full only of the last visitors
	Goods    []goodInfo
}

// goodsNow is what is in the window, if that has changed. Whoever misses one has missed
// nothing once the next has come.
type goodsNow struct{ Goods []goodInfo }

// history is what the charts show of the time before: a row every so often.
type history struct {
	From, Every int64     // of the first row, and from row to row
	Names       []string  // of the columns: see historyNames
	Columns     [][]int64 // rates are per 1,000 seconds, so that they are whole
}

// tick is how things stand: sums since the beginning, and gauges. Whoever misses
// some has missed nothing.
type tick struct {
	Wall     int64   // milliseconds since the server began
	Speed    float64 // that was asked for: simulated seconds per second; 0 is as fast as it goes
	Reached  float64
	Totals   []int64 // by hello.Totals
	Gauges   []int64 // by hello.Gauges
	Roads    []int64 // for each road: passed, failed, asked again
	Actors   []int64 // for each actor: state, waiting, busy, workers, time to serve of late, refused, since when in this state
	Steps    []int64 // for each step: orders that reached it, orders that were lost at it, median time of late
	Breakers []int64 // for each switch that is not closed: line, 1 open or 2 half open, when it tries again
	Faults   []int64 // numbers of the faults that are there
}

// What tick has for each road, actor, step and switch. On a road there are messages
// or answers: a message has failed that nobody took, or that vanished on the way; an
// answer that is an error, or that did not come in time. What has passed has not
// failed. Answers to questions that were asked again count as any others.
const (
	perRoad    = 3
	perActor   = 7
	perStep    = 3
	perBreaker = 3
)

// The states of an actor, as the stage draws them.
const (
	actorHealthy = iota
	actorFilling
	actorSlow
	actorFailing
	actorDown
	actorRecovering
)

// hops are messages of some orders on their way, so that the stage has parcels to
// draw: of every order, or of a sample that always has those that fail. An answer
// that nobody waits for any more is told twice: on its road at the moment in which
// the other gives up, and when it comes after all, if it does.
type hops struct {
	Sample int     // one order in so many
	Hops   []int64 // for each: intent, order, road, when it left, time on the way, status, attempt
}

const perHop = 7

// The status of a hop.
const (
	hopOK      = iota
	hopNo      // it arrived, and says no: declined, sold out, blocked
	hopLate    // nobody waits for it any more
	hopRefused // too busy, or the switch was open
	hopLost    // nobody was there, or it vanished
	hopUndo    // it undoes something
	hopRunning // it is still on its way
)

// journey is one order, or what came since the last frame about it.
type journey struct {
	Intent  uint64
	Order   uint64 // 0 before it has a number
	Name    string // the visitor's
	Good    string // title of what is bought
	Icon    string
	Card    string
	Price   int64
	Charged int64 // that was taken so far, by the books: what is only held is no part of it
	Back    int64 // of that, what came back
	Held    int64 // now, on the card
	Clicked int64
	State   string // a few words: "at the warehouse"
	Ending  string // "", delivered, declined, blocked, sold-out, cancelled, refunded, gave-up
	Over    bool
	From    int     // the place of the first of Hops; those from there on are replaced
	Hops    []hop   // what happened backstage, in order
	Sees    []sight // what the customer sees, all of it
	Story   []string
	Told    []telling // the story as it was told before, the oldest first
}

// telling is a story at the time when there were so many hops, for who shows an order
// slower than it was.
type telling struct {
	Hops  int
	Story []string
}

// hop is a message of a followed order.
type hop struct {
	Road     int // -1 if it is on none
	From, To int // actors
	At, Took int64
	Answer   int64 // when its answer came, or who asked gave up, or knew that nobody took it; 0 if it is waited for
	Step     int
	First    bool // of its step
	Try      int  // 1 is the first
	Status   int
	Depth    int    // of calls within calls
	Message  string // AuthRequest
	Words    string // as the story tells it
	Caption  string // a sentence for the narrator
	Bubble   string // a few words beside the parcel
	Notes    []string
}

// sight is what the customer sees from then on: a spinner, a page, a mail, the
// doorbell.
type sight struct {
	At      int64
	What    string // paying, thanks, wait, offer, sorry, retry, mail, doorbell, refund
	Title   string
	Text    string
	Promise string // what is certain, if anything is: "You pay once or not at all."
}

// mark is something that everybody must see: it is never lost.
type mark struct {
	Number int
	At     int64
	Until  int64  // 0 if it is a moment, or not over
	Kind   string // fault, mended, breaker, phase, input, breach, end
	Name   string
	Text   string
	Actor  int // -1 if none
	Road   int // -1 if none
	Order  uint64
	Fault  int // its number, 0 if none
}

// control is how the run is steered.
type control struct {
	State string // ready, running, paused, stepping, over, broken
	Speed float64
	By    string // who steered last
	Error string // why it is broken, or a step found nothing
	Pages int    // that are connected
	Trace string // the hash of a run that is over: its file comes to the same
}

// ack answers a command.
type ack struct {
	ID    uint64
	OK    bool
	Error string
	Data  string
}

// bye is the last frame of a connection.
type bye struct{ Reason string }

// command is what a page asks for, as an array: [id, what, [argument, ...]].
// See commands.
type command struct {
	ID   uint64 // chosen by the page; the same is done once
	Do   string
	Args []string
}
