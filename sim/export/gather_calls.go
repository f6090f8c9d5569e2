package export

import (
	"math"
	"time"

	"buynow/sim"
)

// hear takes one event of the order down.
func (o *gathered) hear(m *Model, e *sim.Event) {
	switch e.What {
	case sim.Sent:
		o.sent(m, e)
	case sim.Served:
		o.served(m, e)
	case sim.Answered, sim.TimedOut:
		o.answered(m, e)
	case sim.Late:
		o.mark(m, e, "the answer comes too late")
	case sim.Refused:
		o.turnedAway(m, e, Refused)
	case sim.Lost:
		o.turnedAway(m, e, Lost)
	case sim.FaultHit:
		o.struck(m, e)
	default:
		o.mark(m, e, m.Detail(e).Text)
	}
}

func (o *gathered) sent(m *Model, e *sim.Event) {
	o.Calls = append(o.Calls, Call{
		Path: e.Path, Parent: e.Parent, Kind: e.Message, Attempt: again(e.Attempt), From: e.Actor, To: e.Peer,
		Words: m.says(e.Body), Step: m.stepOf(e.Body), Sort: Told, Sent: e.At, Ended: later(e.At, e.A), travels: e.A,
	})
}

// call is the call of that path for which something is still open, else the last,
// else nil. A path names one call, but for two that one handler made in one breath.
func (o *gathered) call(path uint64, open func(*Call) bool) *Call {
	var found *Call
	for i := len(o.Calls) - 1; i >= 0; i-- {
		if c := &o.Calls[i]; c.Path == path && (found == nil || open(c)) {
			found = c
		}
	}
	return found
}

func unserved(c *Call) bool   { return !c.Served }
func unended(c *Call) bool    { return c.Ending == Open }
func unanswered(c *Call) bool { return c.Sort == Told }

// served notes who dealt with a message. One that nobody sent is a timer, or a copy
// that a fault made; both begin when they come.
func (o *gathered) served(m *Model, e *sim.Event) {
	c := o.call(e.Path, unserved)
	if c == nil || c.Served {
		arrived := earlier(e.At, e.B)
		sort := Copied
		if e.Actor == e.Peer {
			sort = Reminded
		}
		o.Calls = append(o.Calls, Call{
			Path: e.Path, Parent: e.Parent, Kind: e.Message, Attempt: again(e.Attempt), From: e.Peer, To: e.Actor,
			Sort: sort, Sent: arrived, Ended: e.At,
		})
		c = &o.Calls[len(o.Calls)-1]
	}
	c.Served, c.Done, c.Failed = true, e.At, e.C != 0
	c.Arrived = max(earlier(e.At, e.B), c.Sent)
	c.Began = min(later(c.Arrived, e.A), e.At)
	if c.Sort == Told && c.Ending == Open {
		c.Ended = c.Arrived
	}
	if c.Reply = m.says(e.Body); !c.Failed {
		c.ReplyStep = m.stepOf(e.Body)
	}
}

// answered notes how a call ended for who made it.
func (o *gathered) answered(m *Model, e *sim.Event) {
	c := o.call(e.Path, unanswered)
	if c == nil {
		return
	}
	c.Sort, c.Ended = Asked, e.At
	switch {
	case e.What == sim.TimedOut:
		c.Ending = TimedOut
	case c.Ending.Error(): // it was refused or lost, and this is the word of it
	case e.C != 0:
		c.Ending = Rejected
	default:
		c.Ending = Answered
	}
}

// turnedAway notes that nobody will deal with a message.
func (o *gathered) turnedAway(m *Model, e *sim.Event, how Ending) {
	o.mark(m, e, how.says())
	c := o.call(e.Path, unserved)
	if c == nil || c.Served {
		return
	}
	c.lost = how == Lost
	c.Done = e.At
	if c.Ending == Open {
		c.Ending, c.Ended = how, e.At
	}
}

// struck notes what a fault did, to a message or to the order itself.
func (o *gathered) struck(m *Model, e *sim.Event) {
	o.mark(m, e, m.Detail(e).Text)
	c := o.call(e.Path, unended)
	if c == nil || c.Ending != Open || e.C != 0 || sim.Primitive(e.B) != sim.Dropped {
		return
	}
	c.Ending, c.Ended = Dropped, e.At
}

// mark notes something that happened at one moment.
func (o *gathered) mark(m *Model, e *sim.Event, text string) {
	d := m.Detail(e)
	if d.Minor {
		return
	}
	mark := Mark{At: e.At, Number: e.Number, Path: e.Path, Actor: e.Actor, What: m.event(e.What), Text: plain(text), Detail: d}
	switch e.What {
	case sim.Late, sim.Refused, sim.Lost:
		mark.OnWay = true
	case sim.FaultHit:
		mark.OnWay, mark.Fault = true, e.A
	}
	o.marks = append(o.marks, mark)
}

// earlier is a time before another, at least 0.
func earlier(at time.Duration, by int64) time.Duration {
	return at - min(max(time.Duration(by), 0), at)
}

// later is a time after another, both from a journal that may be forged.
func later(at time.Duration, by int64) time.Duration {
	return at + min(max(time.Duration(by), 0), math.MaxInt64-at)
}
