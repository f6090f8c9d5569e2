package dashboard

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// station is how an actor has fared since the last tick, and how it stands.
type station struct {
	mailbox int // places in it, 0 if there is no limit

	served uint64
	spent  pile // time of its workers on that since the last look, without their waits for others
	silent uint64
	down   bool

	before   seen          // as of the last tick
	servedAt time.Duration // when something was
	serves   float64       // how long it needs of late, as a bucket of latency
	usual    pile          // how long it needed at first
	troubled float64       // the share of the messages to it of late that came to nothing
	pressed  float64       // the share of the time of late in which all were busy and somebody waited
	worked   float64       // seconds of its workers in all, as of the last tick
	queued   float64       // seconds of those who waited
	busy     float64       // workers, on average of late
	waiting  float64       // messages, on average since the last tick
	still    bool          // somebody waits, and nothing is done
	state    int64
	since    time.Duration
	next     int64         // the state that it seems to be in
	nextAt   int64         // since when, on the wall in milliseconds
	turnedAt int64         // somebody away, on the wall; 0 is never
	upAt     int64         // when it came back, on the wall
	upSince  time.Duration // and in the simulated world
	looked   int64         // on the wall
}

// seen are sums of what came to a station.
type seen struct{ served, silent, refused, lost uint64 }

// How an actor is judged: each state has a limit at which it begins, and a lower one
// at which it ends, so that nothing flickers.
var (
	fillingFrom  = limits{0.6, 0.45} // of the mailbox
	pressedFrom  = limits{0.7, 0.3}  // of the time
	slowFrom     = limits{1, 0.6}    // of what is out of the usual, see strange
	troubledFrom = limits{0.5, 0.25} // of the messages to it
)

// limits are where something begins, and where it ends.
type limits struct{ from, until float64 }

// over tells if a figure is beyond the limit; is, if it was before.
func (l limits) over(figure float64, is bool) bool {
	return figure >= l.from || is && figure >= l.until
}

const (
	learnFrom     = 50     // messages, before it is known how long it needs
	learnUntil    = 400    // after which no more is learned about it
	learnsOver    = 16     // messages, of what is of late
	worseAfter    = 150    // milliseconds on the wall that a worse state must have lasted
	calmAfter     = 2500   // and a better one
	turnsAway     = 10_000 // is how long it counts that somebody was turned away
	recoversFor   = 3 * time.Second
	recoversShown = 2000 // milliseconds on the wall, or nobody would see it
	pressedOver   = 2000 // milliseconds on the wall
	busyOver      = 1000

	pressedBusy    = 0.95 // of the workers
	pressedWaiting = 0.5  // messages, on average
	servesOver     = 5 * time.Second
	troubledOver   = 10 * time.Second
	idleOver       = time.Minute
	stillAfter     = 5 * time.Second
)

// look brings a station up to date. Passed is how much simulated time has.
func (s *station) look(load sim.Load, now time.Duration, wall int64, passed time.Duration) {
	so := seen{s.served, s.silent, load.Refused, load.Lost}
	new := seen{so.served - s.before.served, so.silent - s.before.silent, so.refused - s.before.refused, so.lost - s.before.lost}
	s.before = so
	s.learn(new.served, now)
	if s.trouble(new); load.Inside == 0 { // what is bad is forgotten
		s.troubled *= 1 - min(1, float64(passed)/float64(troubledOver))
		s.serves += (s.usual.mean() - s.serves) * min(1, float64(passed)/float64(idleOver))
	}
	s.still = load.Waiting > 0 && now-s.servedAt > max(stillAfter, time.Duration(10*s.takes())*time.Microsecond)
	if new.refused > 0 {
		s.turnedAt = wall
	}
	s.average(load, passed, float64(wall-s.looked))
	s.looked = wall
	s.judge(load, now, wall)
}

// average learns how many workers were busy and how many messages waited: since the
// last look, for at high speeds a single moment says little.
func (s *station) average(load sim.Load, passed time.Duration, ago float64) {
	if passed <= 0 {
		return
	}
	worked, queued := load.Work.Seconds(), load.Queue.Seconds()
	busy := (worked - s.worked) / passed.Seconds()
	s.waiting = (queued - s.queued) / passed.Seconds()
	s.worked, s.queued = worked, queued
	s.busy += (busy - s.busy) * min(1, ago/busyOver)
	is := 0.
	if load.Workers > 0 && busy >= pressedBusy*float64(load.Workers) && s.waiting >= pressedWaiting {
		is = 1
	}
	s.pressed += (is - s.pressed) * min(1, ago/pressedOver)
}

// trouble learns how much of what is asked of it comes to nothing.
func (s *station) trouble(new seen) {
	bad := new.refused + new.lost + new.silent
	if asked := new.served + bad; asked > 0 {
		s.troubled += (float64(bad)/float64(asked) - s.troubled) * min(1, float64(asked)/20)
	}
}

// judge sets the state: a worse one soon, a better one when it has lasted. Down is
// down at once.
func (s *station) judge(load sim.Load, now time.Duration, wall int64) {
	state := s.seems(load, wall)
	switch {
	case state == actorDown:
		s.turn(state, now)
		return
	case s.state == actorDown:
		s.turn(actorRecovering, now)
		s.upAt, s.upSince = wall, now
		return
	case s.state == actorRecovering && (now-s.upSince < recoversFor || wall-s.upAt < recoversShown || s.pressed > pressedFrom.until && state == actorFilling):
		return // it catches up
	case state == s.state:
		s.next = state
		return
	}
	if state != s.next {
		s.next, s.nextAt = state, wall
	}
	patience := int64(worseAfter)
	if state < s.state || s.state == actorRecovering {
		patience = calmAfter
	}
	if wall-s.nextAt >= patience {
		s.turn(state, now)
	}
}

func (s *station) turn(state int64, now time.Duration) {
	if s.state != state {
		s.state, s.since = state, now
	}
	s.next = state
}

// seems is what a look at it says.
func (s *station) seems(load sim.Load, wall int64) int64 {
	failing, slow := s.state == actorFailing, s.state == actorSlow
	filling := s.state == actorFilling || failing || slow
	switch {
	case s.down:
		return actorDown
	case s.still, s.turnedAt > 0 && wall-s.turnedAt < turnsAway || troubledFrom.over(s.troubled, failing):
		return actorFailing
	case s.usual.count >= learnFrom && slowFrom.over(s.strange(), slow):
		return actorSlow
	case s.mailbox > 0 && fillingFrom.over(float64(load.Waiting)/float64(s.mailbox), filling), pressedFrom.over(s.pressed, filling):
		return actorFilling
	}
	return actorHealthy
}

// mailboxOf is how many messages may wait for an actor, 0 if there is no limit.
func mailboxOf(stations *actors.Stations, name string) int {
	of := map[string]*actors.Station{
		"customer": &stations.Customer, "web": &stations.Web, "order-manager": &stations.OrderManager, "stock-db": &stations.StockDB,
		"manufacturer": &stations.Manufacturer, "wholesaler": &stations.Wholesaler, "merchant": &stations.Merchant,
		"fraud": &stations.Fraud, "bank": &stations.Bank, "warehouse": &stations.Warehouse, "truck": &stations.Truck, "mail": &stations.Mail,
	}[name]
	switch {
	case of == nil || of.Mailbox < 0:
		return 0
	case of.Mailbox == 0:
		return 1024 // see sim.Actor
	}
	return of.Mailbox
}
