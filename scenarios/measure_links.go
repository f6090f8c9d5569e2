package scenarios

import (
	"time"

	"buynow/sim"
)

// LinkLine is how much asking there was from one actor to another, and how much of
// the work that made was for nobody.
type LinkLine struct {
	Link          string  `json:"link"` // merchant -> bank
	Calls         uint64  `json:"calls"`
	Tries         uint64  `json:"tries"` // messages that these took
	Attempts      float64 `json:"attempts_per_call"`
	TimedOut      uint64  `json:"timeouts"`       // the caller gave up
	Late          uint64  `json:"late"`           // answers that came after that
	Wasted        uint64  `json:"wasted"`         // messages that were dealt with after that
	WastedSeconds float64 `json:"wasted_seconds"` // of a worker, on these
	Example       int     `json:"example"`        // an order with the most attempts
}

// links counts what became of the messages from one actor to another.
type links struct {
	actors int
	all    []link // by from * actors + to
	silent givenUp
}

// link counts the messages from one actor to another: how many were meant, how
// many it took, and what was done for callers that had given up.
type link struct {
	calls, tries           uint64
	timeouts, late, wasted uint64
	work                   time.Duration // that was wasted
	most                   uint8         // attempts for one message
	example                uint64
}

func newLinks(actors int) *links { return &links{actors: actors, all: make([]link, actors*actors)} }

// between are the messages from one actor to another.
func (l *links) between(from, to sim.ActorID) *link { return &l.all[int(from)*l.actors+int(to)] }

func (l *links) sent(e *sim.Event) {
	a := l.between(e.Actor, e.Peer)
	a.tries++
	if e.Attempt == 0 {
		a.calls++
	}
	if e.Order != 0 && (a.example == 0 || e.Attempt > a.most) {
		a.most, a.example = e.Attempt, e.Order
	}
}

// timedOut remembers the message that nobody waits for any more.
func (l *links) timedOut(e *sim.Event) {
	l.between(e.Actor, e.Peer).timeouts++
	l.silent.add(e.Path)
}

// served is work, wasted if nobody waits for it any more. What it waited for a worker was no work.
func (l *links) served(e *sim.Event) {
	if l.silent.remove(e.Path) {
		a := l.between(e.Peer, e.Actor)
		a.wasted++
		a.work += time.Duration(e.B - e.A)
	}
}

func (l *links) late(e *sim.Event) {
	l.between(e.Actor, e.Peer).late++
	l.silent.remove(e.Path)
}

// gone is a message that nobody will deal with.
func (l *links) gone(e *sim.Event) { l.silent.remove(e.Path) }

// givenUp are the messages of callers that have given up and that were not dealt
// with since. Some never are, so the oldest are forgotten.
type givenUp struct{ now, before map[uint64]struct{} }

// mostGivenUp is how many are remembered at least.
const mostGivenUp = 1 << 16

func (g *givenUp) add(path uint64) {
	if g.now == nil || len(g.now) == mostGivenUp {
		g.now, g.before = map[uint64]struct{}{}, g.now
	}
	g.now[path] = struct{}{}
}

// remove forgets a message; it tells if it was there. With nobody silent it costs
// next to nothing.
func (g *givenUp) remove(path uint64) bool {
	if len(g.now) == 0 && len(g.before) == 0 {
		return false
	}
	for _, some := range [2]map[uint64]struct{}{g.now, g.before} {
		if _, is := some[path]; is {
			delete(some, path)
			return true
		}
	}
	return false
}

// lines are the links as the summary shows them: those over which somebody was
// asked, in the order of the cast.
func (l *links) lines(names []string) []LinkLine {
	var lines []LinkLine
	for i := range l.all {
		a, from, to := &l.all[i], names[i/l.actors], names[i%l.actors]
		if a.calls == 0 || from == doorName || to == doorName || from == to || i/l.actors == int(sim.Outside) {
			continue
		}
		lines = append(lines, LinkLine{
			Link: from + " -> " + to, Calls: a.calls, Tries: a.tries, Attempts: float64(a.tries) / float64(a.calls),
			TimedOut: a.timeouts, Late: a.late, Wasted: a.wasted, WastedSeconds: a.work.Seconds(), Example: int(a.example),
		})
	}
	return lines
}
