package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// click is somebody's finger on Buy Now.
func (m *measure) click(e *sim.Event) {
	g, first := m.visitors.first(e.Intent, clicked)
	if p := m.phase(g); p != nil && first {
		p.orders++
	}
	if m.isWarm(g) {
		return
	}
	if e.Attempt == 0 {
		m.laps.begin(e.Intent, e.At)
	} else {
		m.count(m.wasted, g, e)
	}
	if first {
		m.count(m.placed, g, e)
	}
}

// count adds one to a counter, or to a rate.
func (m *measure) count(f *family, g group, e *sim.Event) {
	f.record(m.board, g, e.At, 1, e.Order)
	m.want(f, g, 1, e)
}

// mostUnshown is how many are remembered whose orders have no number yet. The
// oldest are forgotten: most of those never get one.
const mostUnshown = 64

// want remembers who was measured before their order had a number, if it would
// be an example.
func (m *measure) want(f *family, g group, value int64, e *sim.Event) {
	if e.Order != 0 || !f.wants(g, value) {
		return
	}
	if len(m.unshown) == mostUnshown {
		m.unshown = append(m.unshown[:0], m.unshown[1:]...)
	}
	m.unshown = append(m.unshown, unshown{e.Intent, f, g, value})
}

// numbered shows an order that has a number now.
func (m *measure) numbered(e *sim.Event) {
	if lost := &m.noPage[m.losing]; lost.order == 0 && lost.intent == e.Intent {
		lost.order = e.Order
	}
	if len(m.unshown) == 0 || e.Order == 0 {
		return
	}
	kept := m.unshown[:0]
	for _, u := range m.unshown {
		if u.intent == e.Intent {
			u.family.show(u.group, u.value, e.Order)
			continue
		}
		kept = append(kept, u)
	}
	m.unshown = kept
}

// page is the answer to a click on Buy Now.
func (m *measure) page(e *sim.Event) {
	took, order, g := time.Duration(e.A), e.Order, m.visitors.group(e.Intent)
	page, thanked := e.Body.(*actors.ConfirmationPage)
	if thanked {
		order = page.Order
	}
	if page, ok := e.Body.(*actors.SorryPage); ok && page.Order == 0 {
		m.laps.end(e.Intent) // turned away before there was an order
		m.visitors.end(e.Intent, e.At)
	}
	m.sliceAt(e.At-took).Record(took, order)
	if thanked {
		m.pulse.beat(e.At)
	}
	if m.isWarm(g) {
		m.phase(g).checkout.Record(e.At, int64(took), order)
		return
	}
	m.failed.record(m.board, g, e.At, 0, 0)
	m.checkout.record(m.board, g, e.At, int64(took), order)
	if thanked && e.At <= m.load {
		m.goodput.record(m.board, g, e.At, 1, order)
	}
}

// lostClicks are clicks that got no page, and one from the later half of them: when
// it began, somebody was just unlucky.
type lostClicks struct {
	clicks        int
	intent, order uint64 // order is 0 until its number is known
}

func (l *lostClicks) add(e *sim.Event) {
	if l.clicks++; l.clicks&(l.clicks-1) == 0 {
		l.intent, l.order = e.Intent, e.Order
	}
}

// unanswered is a click on Buy Now that got no page.
func (m *measure) unanswered(e *sim.Event) {
	g := m.visitors.group(e.Intent)
	m.losing = m.sliceOf(e.At - time.Duration(e.A))
	m.noPage[m.losing].add(e)
	if p := m.phase(g); p != nil {
		p.noPage++
	}
	if m.isWarm(g) {
		return
	}
	m.count(m.failed, g, e)
}

// arrived is a parcel at the door.
func (m *measure) arrived(e *sim.Event) {
	m.end(e, actors.Steps)
	defer m.laps.end(e.Intent) // no step follows
	g, first := m.visitors.first(e.Intent, delivered)
	if !first || m.isWarm(g) {
		return
	}
	m.delivered.record(m.board, g, e.At, 1, e.Order)
	if lap := m.laps.of(e.Intent); lap != nil {
		m.spent.record(m.board, g, e.At, int64(e.At-lap.began()), e.Order)
	}
}

// changed counts what orders come to, each once.
func (m *measure) changed(e *sim.Event) {
	m.numbered(e)
	machine, _, next := actors.ChangeOf(e)
	switch {
	case machine == actors.ShipmentMachine:
		m.floor.changed(e)
	case machine != actors.OrderMachine:
	case actors.OrderState(next) == actors.Confirmed:
		m.became(e, confirmed, m.confirmed)
	case actors.OrderState(next) == actors.Cancelled:
		m.became(e, cancelled, m.cancelled)
	}
}

func (m *measure) became(e *sim.Event, what mark, f *family) {
	g, first := m.visitors.first(e.Intent, what)
	if !first {
		return
	}
	if p := m.phase(g); p != nil && what == confirmed {
		p.confirmed++
	}
	if !m.isWarm(g) {
		f.record(m.board, g, e.At, 1, e.Order)
	}
}

// unshown is a sample that was taken before the order had a number, and the
// family that wants the number as its example.
type unshown struct {
	intent uint64
	family *family
	group  group
	value  int64
}

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

func (m *measure) sliceOf(at time.Duration) int { return min(int(at/m.slice), curveSlices-1) }

func (m *measure) sliceAt(at time.Duration) *metrics.Trend {
	i := m.sliceOf(at)
	if m.slices[i] == nil {
		m.slices[i] = metrics.NewTrend()
	}
	return m.slices[i]
}
