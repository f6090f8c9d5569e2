package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// measure times what happens to the orders of a run. It watches the messages;
// a step lasts from the moment its message leaves until the message of the
// next step does, so the steps of an order add up to its whole way.
//
// Customers who come in a warm-up are noted, but nothing of theirs is measured:
// their laps never begin.
type measure struct {
	shop     *actors.Shop
	visitors *visitors
	board    *board
	phases   []phaseTally
	phaseOf  []int  // by group: its place in phases
	warm     []bool // by group: came in a warm-up
	laps     lapBook
	came     uint64 // customers
	load     time.Duration

	checkout, failed, goodput, wasted              *family
	placed, confirmed, delivered, cancelled, spent *family
	dropped                                        *family

	slices   []*metrics.Trend        // of checkout, one per slice of the load
	noPage   [curveSlices]lostClicks // by the slice in which they were made
	losing   int                     // the slice in which one was lost last
	slice    time.Duration
	unshown  []unshown
	actors   int
	links    *links
	stations *stations
	floor    *floor
	pulse    *pulse   // nil without faults
	orphans  *orphans // nil if nobody wants to know
	heard    func(actors.Step, time.Duration)
}

// curveSlices is how many parts the load is cut into for the curve of the latency.
const curveSlices = 48

func newMeasure(shop *actors.Shop, load Crowds) *measure {
	v := newVisitors()
	b := newBoard(load, v)
	m := &measure{
		shop: shop, visitors: v, board: b, phases: phasesOf(load), load: load.End(),
		checkout: b.families["checkout_duration"], failed: b.families["checkout_failed"], goodput: b.families["goodput"],
		wasted: b.families["wasted_clicks"], placed: b.families["orders_placed"], confirmed: b.families["orders_confirmed"],
		delivered: b.families["orders_delivered"], cancelled: b.families["orders_cancelled"], spent: b.families["time_to_delivery"],
		dropped: b.families["dropped_iterations"],
		slice:   max(load.End()/curveSlices, time.Second), slices: make([]*metrics.Trend, curveSlices), actors: len(shop.World.Names()),
	}
	m.links = newLinks(m.actors)
	for i := range m.phases[:min(len(m.phases), mostPhases)] {
		p := &m.phases[i]
		p.checkout = metrics.NewSeries(metrics.TrendKind) // of a warm-up, for the table alone
		if !p.warmup {
			tags := []metrics.Tag{{Key: tagPhase, Value: p.name}}
			p.checkout = b.part(metrics.Selector{Name: "checkout_duration", Tags: tags})
			b.part(metrics.Selector{Name: "checkout_failed", Tags: tags})
		}
	}
	m.stations, m.floor = newStations(shop, m.load), newFloor(shop, v)
	w := shop.World
	w.Watch(m.sent, sim.Sent)
	w.Watch(m.served, sim.Served)
	w.Watch(m.answered, sim.Answered)
	w.Watch(m.timedOut, sim.TimedOut)
	w.Watch(m.links.late, sim.Late)
	w.Watch(m.links.gone, sim.Refused, sim.Lost)
	w.Watch(m.changed, actors.Changed)
	w.Watch(m.archived, actors.Archived)
	return m
}

// begin notes who comes. It is told of every customer before anything happens
// to them.
func (m *measure) begin(came arrival) {
	m.came++
	g := m.visitors.come(came)
	m.know(g)
	if p := m.phase(g); p != nil {
		p.customers++
	}
}

// welcome notes somebody who comes by no schedule, and counts under no crowd.
func (m *measure) welcome(intent uint64, at time.Duration) {
	m.came++
	m.know(0)
	*m.visitors.seat(intent, at) = note{}
}

// drop notes how many should have come, but could not.
func (m *measure) drop(came arrival, n uint64) {
	g := m.visitors.groupOf(came)
	m.know(g)
	if !m.warm[g] {
		m.dropped.record(m.board, g, came.at, int64(n), 0)
	}
}

// know looks up a new group's phase once.
func (m *measure) know(g group) {
	for n := len(m.phaseOf); n <= int(g); n++ {
		at, warm := -1, false
		if n > 0 {
			who := m.visitors.unders[n]
			var name string
			name, warm = m.board.load.phaseOf(who.crowd, who.stage)
			for i := range m.phases {
				if m.phases[i].name == name && m.phases[i].warmup == warm {
					at = i
				}
			}
		}
		m.phaseOf, m.warm = append(m.phaseOf, at), append(m.warm, warm)
	}
}

// phase is the tally of a group's phase, nil for nobody's.
func (m *measure) phase(g group) *phaseTally {
	if int(g) >= len(m.phaseOf) || m.phaseOf[g] < 0 {
		return nil
	}
	return &m.phases[m.phaseOf[g]]
}

func (m *measure) isWarm(g group) bool { return int(g) < len(m.warm) && m.warm[g] }

func (m *measure) sent(e *sim.Event) {
	if e.Message == actors.KindPlaceOrder {
		m.click(e)
	}
	if step := actors.StepOf(e.Body); step != 0 {
		m.reach(e, step)
	}
	m.links.sent(e)
}

func (m *measure) served(e *sim.Event) {
	m.stations.served(e)
	m.links.served(e)
	if e.Body == nil {
		return
	}
	if step := actors.StepOf(e.Body); step != 0 {
		m.reach(e, step)
	}
	m.floor.served(e)
}

// reach notes that an order has come to a step for the first time, which ends
// the step before.
func (m *measure) reach(e *sim.Event, step actors.Step) {
	m.numbered(e)
	lap := m.laps.of(e.Intent)
	if lap == nil || lap.reached(step) {
		return
	}
	if before, since := lap.on(); before != 0 {
		m.lapped(e, before, e.At-since)
	}
	lap.reach(step, e.At)
}

// lapped records how long a step took.
func (m *measure) lapped(e *sim.Event, step actors.Step, took time.Duration) {
	if m.heard != nil {
		m.heard(step, took)
	}
	f, g := m.board.steps[step], group(0)
	if len(f.parts) > 0 {
		g = m.visitors.group(e.Intent)
	}
	f.record(m.board, g, e.At, int64(took), e.Order)
	m.want(f, g, int64(took), e)
}

func (m *measure) answered(e *sim.Event) {
	if _, thanked := e.Body.(*actors.ConfirmationPage); thanked {
		m.end(e, 11)
	}
	switch e.Message {
	case actors.KindPlaceOrder:
		if e.C != 0 {
			m.unanswered(e)
			return
		}
		m.page(e)
	case actors.KindDelivery:
		if e.C == 0 {
			m.arrived(e)
		}
	}
}

// end notes that a step is over though no other follows at once.
func (m *measure) end(e *sim.Event, step actors.Step) {
	lap := m.laps.of(e.Intent)
	if lap == nil {
		return
	}
	if on, since := lap.on(); on == step {
		m.lapped(e, step, e.At-since)
		lap.rest()
	}
}

func (m *measure) timedOut(e *sim.Event) {
	m.stations.timedOut(e)
	m.links.timedOut(e)
	if e.Message == actors.KindPlaceOrder {
		m.unanswered(e)
	}
}

// archived forgets an order.
func (m *measure) archived(e *sim.Event) {
	m.numbered(e)
	m.laps.end(e.Intent)
	m.visitors.end(e.Intent, e.At)
}
