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
	spent  int64 // nanoseconds, from the arrival until it was done
	silent uint64
	down   bool

	before   sim.Load // as of the last tick
	then     seen     // of the last tick
	serves   float64  // how long it needs of late, in nanoseconds
	usual    float64  // how long it needed at first
	learned  int      // from so many messages
	troubled float64  // the share of the messages to it of late that came to nothing
	state    int64
	since    time.Duration
	next     int64         // the state that it seems to be in
	nextAt   int64         // since when, on the wall in milliseconds
	upAt     int64         // when it came back, on the wall
	upSince  time.Duration // and in the simulated world
}

// seen are a station's own sums.
type seen struct{ served, silent, refused, lost uint64 }

// How an actor is judged.
const (
	fillingFrom   = 0.6  // of the mailbox
	busyFrom      = 0.95 // of the workers, while somebody waits
	slowFrom      = 3    // times what it needed at first
	troubledFrom  = 0.5  // of the messages to it
	learnFrom     = 50   // messages, before it is known how long it needs
	calmAfter     = 1500 // milliseconds on the wall that a better state must have lasted
	worseAfter    = 150  // and a worse one
	recoversFor   = 3 * time.Second
	recoversShown = 2000 // milliseconds on the wall, or nobody would see it
)

// look brings a station up to date. Nothing of it changes while time stands still.
func (s *station) look(load sim.Load, now time.Duration, wall int64, passed time.Duration) {
	served, spent := s.served-s.then.served, s.spent
	silent := s.silent - s.then.silent
	refused := load.Refused - s.before.Refused
	lost := load.Lost - s.before.Lost
	s.spent = 0
	if served > 0 {
		mean := float64(spent) / float64(served)
		weight := min(1, max(float64(served)/200, float64(passed)/float64(3*time.Second)))
		if s.serves == 0 {
			weight = 1
		}
		s.serves += (mean - s.serves) * weight
		if s.learned < learnFrom {
			s.usual = (s.usual*float64(s.learned) + float64(spent)) / (float64(s.learned) + float64(served))
			s.learned += int(served)
		}
	}
	if asked := served + silent + refused + lost; asked > 0 {
		bad := float64(min(silent, asked)+refused+lost) / float64(asked)
		s.troubled += (min(bad, 1) - s.troubled) * min(1, float64(asked)/20)
	} else if passed > 0 {
		s.troubled *= 1 - min(1, float64(passed)/float64(10*time.Second))
	}
	s.then = seen{served: s.served, silent: s.silent}
	s.judge(load, refused, now, wall)
	s.before = load
}

// judge sets the state: a worse one soon, a better one when it has lasted, so that
// nothing flickers. Down is down at once.
func (s *station) judge(load sim.Load, refused uint64, now time.Duration, wall int64) {
	state := s.seems(load, refused)
	switch {
	case state == actorDown:
		s.turn(state, now)
		return
	case s.state == actorDown:
		s.turn(actorRecovering, now)
		s.upAt, s.upSince = wall, now
		return
	case s.state == actorRecovering:
		if state == actorHealthy && load.Waiting > max(load.Workers, 1) {
			state = actorRecovering // it catches up
		}
		if now-s.upSince < recoversFor || wall-s.upAt < recoversShown {
			return
		}
	}
	if state == s.state {
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
func (s *station) seems(load sim.Load, refused uint64) int64 {
	limited, bounded := load.Workers > 0, s.mailbox
	switch {
	case s.down:
		return actorDown
	case refused > 0 || s.troubled >= troubledFrom:
		return actorFailing
	case s.learned >= learnFrom && s.serves >= slowFrom*s.usual:
		return actorSlow
	case bounded > 0 && float64(load.Waiting) > fillingFrom*float64(bounded),
		limited && load.Waiting > 0 && float64(load.Busy) >= busyFrom*float64(load.Workers):
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
