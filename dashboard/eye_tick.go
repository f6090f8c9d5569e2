package dashboard

import (
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// begin makes room for all that is seen.
func (e *eye) begin() {
	e.shown = tick{
		Totals: make([]int64, len(totalNames)), Gauges: make([]int64, len(gaugeNames)), Roads: make([]int64, perRoad*len(roads)),
		Actors: make([]int64, perActor*len(castNames)), Steps: make([]int64, perStep*actors.Steps),
	}
	e.sample.adopted = map[uint64]bool{}
	e.sample.set(1)
	e.switches.lines = make([]aSwitch, len(actors.Lines()))
	e.marked = newMarks(e.play)
	e.past = newPast()
	e.follower = newFollower(e)
	for id, name := range e.play.World.Names() {
		if id < len(e.stations) {
			e.stations[id].mailbox = mailboxOf(&e.shop.Config.Actors, name)
		}
	}
}

// pace is how fast things go, from tick to tick.
type pace struct {
	wall           int64 // of the last tick, in milliseconds
	now            time.Duration
	messages       uint64
	tries, calls   uint64  // in all
	attempts       float64 // per call, of late
	triesB, callsB uint64  // as of the last tick
}

// tick is how things stand now. What it returns is good until the next call; it
// needs no memory once all has been seen once. Wall is milliseconds since the
// server began.
func (e *eye) tick(wall int64, speed, reached float64) *tick {
	t, now := &e.shown, e.play.World.Now()
	passed, ago := now-e.pace.now, wall-e.pace.wall
	t.Wall, t.Speed, t.Reached = wall, speed, reached
	e.showRoads(t, ago)
	e.showTotals(t)
	e.showGauges(t)
	e.showActors(t, now, wall, passed)
	e.showSteps(t)
	t.Breakers = e.switches.show(t.Breakers[:0])
	t.Faults = append(t.Faults[:0], e.faults...)
	if passed > 0 && ago > 0 {
		keep := fadeAfter(ago)
		e.checkout.fade(keep)
		for i := range e.laps {
			e.laps[i].fade(keep)
		}
	}
	e.marked.look(e, now)
	e.past.note(micros(now), t)
	e.pace.now, e.pace.wall = now, wall
	return t
}

// fadeAfter is what is kept of what took how long after so many milliseconds on the
// wall: half of it after two seconds.
func fadeAfter(ago int64) float32 {
	return float32(1 - min(float64(ago)*0.693/2000, 0.5))
}

// showRoads shows what has passed on each road, and sets the sample by it.
func (e *eye) showRoads(t *tick, ago int64) {
	messages := uint64(0)
	e.pace.tries, e.pace.calls = 0, 0
	for i := range e.lanes[:len(roads)+laneNobody] {
		l := &e.lanes[i]
		e.pace.tries += l.asked
		e.pace.calls += l.asked - l.again
		if i >= len(roads) {
			continue
		}
		messages += l.asked + l.answered
		passed := int64(l.asked) - int64(l.unheard) + int64(l.answered) - int64(l.failed)
		l.most = max(l.most, passed)
		t.Roads[i*perRoad], t.Roads[i*perRoad+1], t.Roads[i*perRoad+2] = l.most, int64(l.unheard+l.failed), int64(l.again)
	}
	if ago > 0 {
		e.sample.rate(float64(messages-e.pace.messages) * 1000 / float64(ago))
	}
	e.pace.messages = messages
}

// showTotals fills in the sums, in the order of totalNames.
func (e *eye) showTotals(t *tick) {
	a := e.play.Auditor
	o, m := a.Outcomes(), a.Milestones()
	money, _ := a.Books()
	all := 0
	for i := range actors.Invariants() {
		count, _ := a.Broken(i)
		all += count
	}
	double, _ := a.Broken(chargedTwice)
	over, _ := a.Broken(oversold)
	for i, total := range [...]int64{
		int64(e.play.Came()), int64(o.Placed), int64(m.Confirmed), int64(m.Collected), int64(m.Delivered), int64(m.Settled),
		int64(o.Completed), int64(o.Declined), int64(o.FraudBlocked), int64(o.SoldOut), int64(o.Rejected), int64(o.Cancelled),
		int64(o.Refunded), int64(o.NeedsAttention),
		int64(e.thanked), int64(e.sorry), int64(e.unanswered), int64(e.mails), int64(e.doorbells),
		int64(money.Captured), int64(money.Delivered), int64(money.Refunded + money.ChargedBack), int64(money.Open),
		int64(double), int64(over), int64(all),
		int64(e.pace.tries - e.pace.calls), int64(e.pace.calls), int64(e.compensations), int64(e.sample.shown),
	} {
		t.Totals[i] = total
	}
}

// The invariants that have a total of their own.
var chargedTwice, oversold = invariantOf("nobody-charged-twice"), invariantOf("nothing-oversold")

func invariantOf(name string) int {
	i := slices.IndexFunc(actors.Invariants(), func(promise actors.Invariant) bool { return promise.Name == name })
	if i < 0 {
		panic("dashboard: there is no invariant " + name)
	}
	return i
}

// showGauges fills in how things stand, in the order of gaugeNames.
func (e *eye) showGauges(t *tick) {
	a, p := e.play.Auditor, &e.pace
	money, goods := a.Books()
	if calls := p.calls - p.callsB; calls >= 20 || p.attempts == 0 && calls > 0 {
		p.attempts = float64(p.tries-p.triesB) / float64(calls)
		p.triesB, p.callsB = p.tries, p.calls
	}
	toPack, onTrucks := 0, 0
	for state := actors.ShipmentRequested; state <= actors.ShipmentLabelled; state++ {
		toPack += a.Parcels(state)
	}
	for state := actors.ShipmentCollected; state <= actors.ShipmentFailed; state++ {
		onTrucks += a.Parcels(state)
	}
	for i, gauge := range [...]int64{
		e.checkout.at(0.50), e.checkout.at(0.99), e.clicking, int64(a.Outcomes().InFlight), int64(toPack), int64(onTrucks),
		int64(money.Held), int64(money.OnTheWay), int64(money.Kept + money.Fees), goods.Shelf, goods.Reserved,
		int64(a.Supplies()), int64(p.attempts * 1000),
	} {
		t.Gauges[i] = gauge
	}
}

// showActors shows how each actor stands. The two suppliers have one box.
func (e *eye) showActors(t *tick, now time.Duration, wall int64, passed time.Duration) {
	clear(t.Actors)
	for id := range e.stations {
		if id == int(sim.Outside) || e.cast[id] < 0 {
			continue
		}
		load, s := e.play.World.Load(sim.ActorID(id)), &e.stations[id]
		s.look(load, now, wall, passed)
		row := t.Actors[int(e.cast[id])*perActor:]
		waiting, busy := int64(s.waiting+0.5), int64(s.busy+0.5)
		if sim.ActorID(id) == e.shop.Customer {
			waiting = e.clicking
		}
		worst := s.state != actorHealthy && (row[0] == actorHealthy || s.state == actorDown)
		row[1] += waiting
		row[2] += busy
		row[3] += int64(load.Workers)
		row[5] += int64(load.Refused)
		if sim.ActorID(id) != e.shop.Wholesaler || worst {
			row[0], row[4], row[6] = s.state, s.takes(), micros(s.since)
		}
	}
}

// showSteps shows how many orders came through each step, and how long that takes
// of late.
func (e *eye) showSteps(t *tick) {
	steps := e.play.Auditor.Steps()
	for step := 1; step <= actors.Steps; step++ {
		row := t.Steps[(step-1)*perStep:]
		row[0], row[1], row[2] = int64(steps[step].Count), int64(steps[step].AllLost()), e.laps[step].at(0.5)
	}
}

// totalOf and gaugeOf are the places of a total and of a gauge in a tick.
func totalOf(name string) int { return placeIn(totalNames, name) }
func gaugeOf(name string) int { return placeIn(gaugeNames, name) }

func placeIn(names []string, name string) int {
	i := slices.Index(names, name)
	if i < 0 {
		panic("dashboard: there is no figure " + name)
	}
	return i
}
