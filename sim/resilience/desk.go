package resilience

import (
	"time"

	"buynow/sim"
)

// desk is a [Queue] at work.
type desk struct {
	rules   Queue
	class   [256]uint8 // by kind of message
	limiter *Limiter   // made when it is first needed, since its luck is the world's
	codel   codel
	dagor   *dagor        // nil: it is not the discipline
	since   time.Duration // when the first came of those who have waited without a break
	service float64       // how long a worker takes, on average, in nanoseconds
}

// Admit lets in all but those who are not important enough, for whom there is too
// much inside already, or who would wait too long. Dagor counts all who come, so
// it is asked first.
func (q *desk) Admit(d sim.Desk, m sim.Mail) (lane int, ok bool) {
	class := q.class[m.Kind()]
	if q.limiter == nil && q.rules.Limit.Algorithm != NoLimit {
		luck := d.Luck(uint64(d.Actor()))
		q.limiter = q.rules.Limit.Limiter(luck.Uint64())
	}
	if q.rules.Discipline == Priority {
		lane = int(class)
	}
	if d.Waiting() == 0 {
		q.since = d.Now()
	}
	if d.Free() {
		q.taken(d.Now(), 0)
	}
	if !m.Called() {
		return lane, true
	}
	return lane, q.admits(d, m, class) && q.limiter.Admits(d.Busy()+d.Waiting()) && q.hasRoom(d, class) && q.isSoon(d)
}

// admits tells if a message is important enough, as long as dagor decides.
func (q *desk) admits(d sim.Desk, m sim.Mail, class uint8) bool {
	return q.dagor == nil || q.dagor.admits(&q.rules, q.target(d), d, m, class)
}

// taken learns how long a message waited that a worker is free for.
func (q *desk) taken(now, waited time.Duration) {
	if q.dagor != nil {
		q.dagor.taken(waited)
	}
	if waited == 0 {
		q.codel.idle()
	}
}

// hasRoom tells if the mailbox is not too full for messages of the class.
func (q *desk) hasRoom(d sim.Desk, class uint8) bool {
	if q.rules.ShedAbove == 0 || d.Mailbox() == sim.Unlimited {
		return true
	}
	room := float64(d.Mailbox())
	for range class {
		room = float64(room * q.rules.ShedAbove)
	}
	return d.Free() || float64(d.Waiting()) < room
}

// isSoon tells if the wait that a message may expect is not too long.
func (q *desk) isSoon(d sim.Desk) bool {
	return q.rules.ShedWait == 0 || d.Free() || float64(float64(d.Waiting())*q.pace(d)) <= float64(q.rules.ShedWait)
}

// pace is how long the actor needs from one message to the next, in nanoseconds,
// when all its workers are busy.
func (q *desk) pace(d sim.Desk) float64 { return q.service / float64(max(1, d.Workers())) }

// Next picks who is next, and tells if it has waited for nothing.
func (q *desk) Next(d sim.Desk) (sim.Mail, bool) {
	m := q.pick(d)
	now, waited := d.Now(), d.Now()-m.Arrived()
	q.taken(now, waited)
	late := q.rules.Discipline == CoDel && q.codel.late(now, waited, q.target(d), q.interval(d))
	return m, !m.Called() || !late && !q.isVain(now, m)
}

// pick is who is next.
func (q *desk) pick(d sim.Desk) sim.Mail {
	newest := false
	switch q.rules.Discipline {
	case LIFO:
		newest = true
	case AdaptiveLIFO:
		newest = d.Now()-q.since >= q.rules.Interval
	}
	if newest {
		m, _ := d.Newest(0)
		return m
	}
	for lane := range sim.Lanes {
		if m, ok := d.Oldest(lane); ok {
			return m
		}
	}
	return sim.Mail{}
}

// isVain tells if the caller's patience will be over before the answer comes.
func (q *desk) isVain(now time.Duration, m sim.Mail) bool {
	if q.rules.DeadlineDrop == 0 {
		return false
	}
	until, some := m.Deadline()
	return some && float64(now-m.Sent()) > float64(q.rules.DeadlineDrop*float64(until-m.Sent()))
}

// target is the wait that is too long, in proportion to the actor's pace.
func (q *desk) target(d sim.Desk) time.Duration {
	switch {
	case q.rules.Target != 0:
		return q.rules.Target
	case q.rules.Discipline == DAGOR:
		return max(dagorTarget, time.Duration(targetPaces*q.pace(d)))
	}
	return max(codelTarget, time.Duration(targetPaces*q.pace(d)))
}

// interval is how long codel looks.
func (q *desk) interval(d sim.Desk) time.Duration {
	if q.rules.Interval != 0 {
		return q.rules.Interval
	}
	return max(codelInterval, intervalTargets*q.target(d))
}

// Done learns how long a message took, at the worker for the pace and in all for
// the limit. One that was answered too late is a failure.
func (q *desk) Done(d sim.Desk, m sim.Mail) {
	now := d.Now()
	q.learnPace(float64(now - m.Began()))
	until, some := m.Deadline()
	q.limiter.Learn(now, now-m.Arrived(), d.Busy()+d.Waiting(), !some || now <= until)
}

// learnPace averages over some 64 messages. One that takes very long counts as
// four usual ones at most: a freeze is not a new pace.
func (q *desk) learnPace(took float64) {
	if q.service == 0 {
		q.service = took
	}
	q.service += (min(took, 4*q.service) - q.service) / 64
}
