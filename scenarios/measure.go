package scenarios

import (
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// measure times what happens to the orders of a run. It watches the messages;
// a step lasts from the moment its message leaves until the message of the
// next step does, so the steps of an order add up to its whole way.
type measure struct {
	shop     *actors.Shop
	steps    [actors.Steps + 1]*metrics.Trend
	checkout *metrics.Trend
	delivery *metrics.Trend
	slices   []*metrics.Trend // of checkout, one per slice of the load
	slice    time.Duration
	came     uint64 // customers
	failed   uint64 // clicks that got no page
	clicks   uint64
	wasted   uint64 // clicks beyond the first of an intent
	laps     lapBook
	atEnd    []sim.Load // of each actor, when the load was over
	actors   int
	attempts []attempts // by from * actors + to
}

// attempts counts the messages from one actor to another: how many were meant,
// and how many it took.
type attempts struct{ calls, tries uint64 }

// curveSlices is how many parts the load is cut into for the curve of the latency.
const curveSlices = 48

func newMeasure(shop *actors.Shop, load time.Duration) *measure {
	m := &measure{
		shop: shop, checkout: metrics.NewTrend(), delivery: metrics.NewTrend(),
		slice: max(load/curveSlices, time.Second), actors: len(shop.World.Names()),
	}
	m.attempts = make([]attempts, m.actors*m.actors)
	for i := range m.steps {
		m.steps[i] = metrics.NewTrend()
	}
	m.slices = make([]*metrics.Trend, curveSlices)
	w := shop.World
	w.Watch(m.sent, sim.Sent)
	w.Watch(m.served, sim.Served)
	w.Watch(m.answered, sim.Answered)
	w.Watch(m.timedOut, sim.TimedOut)
	w.Watch(m.archived, actors.Archived)
	w.At(load, func() {
		for id := range w.Names() {
			m.atEnd = append(m.atEnd, w.Load(sim.ActorID(id)))
		}
	})
	return m
}

// begin notes who comes. It is told of every customer before anything happens
// to them.
func (m *measure) begin(came arrival) { m.came++ }

func (m *measure) sent(e *sim.Event) {
	if e.Message == actors.KindPlaceOrder {
		if e.Attempt == 0 {
			m.laps.begin(e.Intent, e.At)
		} else {
			m.wasted++
		}
	}
	if step := actors.StepOf(e.Body); step != 0 {
		m.reach(e, step)
	}
	a := &m.attempts[int(e.Actor)*m.actors+int(e.Peer)]
	a.tries++
	if e.Attempt == 0 {
		a.calls++
	}
}

func (m *measure) served(e *sim.Event) {
	if e.Body == nil {
		return
	}
	if step := actors.StepOf(e.Body); step != 0 {
		m.reach(e, step)
	}
}

// reach notes that an order has come to a step for the first time, which ends
// the step before.
func (m *measure) reach(e *sim.Event, step actors.Step) {
	lap := m.laps.of(e.Intent)
	if lap == nil || lap.reached&(1<<step) != 0 {
		return
	}
	if lap.step != 0 {
		m.steps[lap.step].Record(e.At-lap.since, e.Order)
	}
	lap.reached |= 1 << step
	lap.step, lap.since = step, e.At
}

func (m *measure) answered(e *sim.Event) {
	if _, thanked := e.Body.(*actors.ConfirmationPage); thanked {
		m.end(e, 11)
	}
	switch e.Message {
	case actors.KindPlaceOrder:
		m.clicks++
		took := time.Duration(e.A)
		order := e.Order
		if page, ok := e.Body.(*actors.ConfirmationPage); ok {
			order = page.Order
		}
		if e.C != 0 {
			m.failed++
			return
		}
		if page, ok := e.Body.(*actors.SorryPage); ok && page.Order == 0 {
			m.laps.end(e.Intent) // turned away before there was an order
		}
		m.checkout.Record(took, order)
		m.sliceAt(e.At-took).Record(took, order)
	case actors.KindDelivery:
		if e.C == 0 {
			m.end(e, actors.Steps)
			if lap := m.laps.of(e.Intent); lap != nil {
				m.delivery.Record(e.At-lap.start, e.Order)
				m.laps.end(e.Intent) // no step follows
			}
		}
	}
}

// end notes that a step is over though no other follows at once.
func (m *measure) end(e *sim.Event, step actors.Step) {
	if lap := m.laps.of(e.Intent); lap != nil && lap.step == step {
		m.steps[step].Record(e.At-lap.since, e.Order)
		lap.step = 0
	}
}

func (m *measure) timedOut(e *sim.Event) {
	if e.Message == actors.KindPlaceOrder {
		m.clicks++
		m.failed++
	}
}

// archived forgets an order.
func (m *measure) archived(e *sim.Event) { m.laps.end(e.Intent) }

// sparkline is the 99th percentile of the checkout in each slice of the load, in
// milliseconds, and how many seconds a slice is.
func (m *measure) sparkline() (line []float64, seconds float64) {
	for _, t := range m.slices {
		if t == nil {
			line = append(line, 0)
			continue
		}
		line = append(line, millis(t.At(99)))
	}
	return line, m.slice.Seconds()
}

func (m *measure) sliceAt(at time.Duration) *metrics.Trend {
	i := min(int(at/m.slice), curveSlices-1)
	if m.slices[i] == nil {
		m.slices[i] = metrics.NewTrend()
	}
	return m.slices[i]
}

// spread is a trend as the summary shows it, in milliseconds.
func spread(t *metrics.Trend) Spread {
	return Spread{
		Count: uint64(t.Count()), Avg: millis(t.Mean()), Min: millis(t.Min()), Med: millis(t.At(50)), Max: millis(t.Max()),
		P90: millis(t.At(90)), P95: millis(t.At(95)), P99: millis(t.At(99)), P999: millis(t.At(99.9)), Example: int(t.Example()),
	}
}

// millis is a duration in milliseconds; the microsecond that a trend cannot tell
// from nothing is nothing.
func millis(d time.Duration) float64 {
	if d <= time.Microsecond {
		return 0
	}
	return float64(d) / float64(time.Millisecond)
}

// plain is a single number as a metric.
func plain(value float64, count uint64) Spread {
	return Spread{Count: count, Avg: value, Min: value, Med: value, Max: value, P90: value, P95: value, P99: value, P999: value}
}

// metrics gathers everything that was measured, by the names of the contract.
func (m *measure) metrics(passed time.Duration) map[string]Spread {
	all := map[string]Spread{
		"checkout_duration": spread(m.checkout),
		"time_to_delivery":  spread(m.delivery),
		"checkout_failed":   plain(share(m.failed, m.clicks), m.clicks),
		"wasted_clicks":     plain(float64(m.wasted), m.clicks),
	}
	for step := 1; step <= actors.Steps; step++ {
		all[fmt.Sprintf("step_duration{step=%d}", step)] = spread(m.steps[step])
	}
	names := m.shop.World.Names()
	for id := 1; id < len(names); id++ {
		load := m.shop.World.Load(sim.ActorID(id))
		all[fmt.Sprintf("queue_depth{actor=%s}", names[id])] = Spread{
			Count: load.Arrived, Avg: load.Depth(passed), Max: float64(load.LongestQueue),
		}
		all[fmt.Sprintf("utilization{actor=%s}", names[id])] = plain(load.Utilization(passed), load.Served)
	}
	for i, a := range m.attempts {
		if a.calls > 0 {
			name := fmt.Sprintf("attempts_per_call{link=%s -> %s}", names[i/m.actors], names[i%m.actors])
			all[name] = plain(float64(a.tries)/float64(a.calls), a.calls)
		}
	}
	return all
}

func share(part, whole uint64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
