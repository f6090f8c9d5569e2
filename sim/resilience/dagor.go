package resilience

import (
	"time"

	"buynow/sim"
)

// dagor admits those of enough importance (Zhou and others, Overload Control for
// Scaling WeChat Microservices, 2018): by the class of the message, and within
// it by the intent that it is about, hashed anew every hour. An intent is thus
// important at all actors or at none: where one needs a callee several times,
// it is not let in twice and turned away at the third. The bound moves down as
// long as messages wait too long, and up otherwise. The callers do not learn of
// it: what WeChat sends along with its answers is left out.
type dagor struct {
	level    int // who is less important is turned away
	seen     [sim.Lanes * users]int
	arrived  int
	admitted int
	waited   time.Duration // in all, of those who were taken
	takes    int
	ends     time.Duration // of this round
}

const (
	users     = 128 // into which each class is divided
	everybody = sim.Lanes*users - 1
)

// admits tells if a message is let in, and counts it.
func (g *dagor) admits(rules *Queue, target time.Duration, d sim.Desk, m sim.Mail, class uint8) bool {
	if now := d.Now(); now >= g.ends || g.arrived >= rules.Requests {
		g.judge(rules, g.overloaded(target, d))
		g.ends = now + rules.Interval
	}
	luck := d.Luck(sim.Mix(m.Intent(), uint64(d.Now()/time.Hour)))
	rank := int(class)*users + luck.IntN(users)
	g.arrived++
	g.seen[rank]++
	if rank > g.level {
		return false
	}
	g.admitted++
	return true
}

// taken learns how long a message waited.
func (g *dagor) taken(waited time.Duration) {
	g.waited += waited
	g.takes++
}

// judge ends a round: as many shall be let in as were, less a part of them if they
// waited too long, else a part more of all who came; and the level is where that
// many are at least as important.
func (g *dagor) judge(rules *Queue, overloaded bool) {
	wanted := g.admitted + 1 + int(float64(rules.Beta*float64(g.arrived)))
	if overloaded {
		wanted = int(float64(1-rules.Alpha) * float64(g.admitted))
	}
	level, sum := -1, 0
	for level < everybody && sum+g.seen[level+1] <= wanted {
		level++
		sum += g.seen[level]
	}
	*g = dagor{level: level}
}

// overloaded tells if the mean wait was too long; if nobody was taken, if somebody
// has waited as long.
func (g *dagor) overloaded(target time.Duration, d sim.Desk) bool {
	if g.takes > 0 {
		return g.waited/time.Duration(g.takes) > target
	}
	oldest, some := d.Oldest(0)
	return some && d.Now()-oldest.Arrived() > target
}
