package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Slice is what happened in one slice of time.
type Slice struct {
	Due       float64 // customers who clicked for the first time
	Confirmed float64 // thank-yous
	AtRisk    float64 // euros that customers miss without getting anything for them, at the end of the slice
}

// curve cuts the time of the load, and a while after it, into slices.
type curve struct {
	width  time.Duration
	slices []Slice
	closed int     // slices whose end is past
	risk   float64 // euros now
}

// widths are those of slices: round ones.
var widths = []time.Duration{
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, actors.Day,
}

// mostSlices is into how many slices the time is cut at most, unless it is longer than eight months.
const mostSlices = 250

// newCurve is that of a load that ends then; it goes on for a fifth of its time, and at least a minute.
func newCurve(load time.Duration) curve {
	span := load + max(load/5, time.Minute)
	width := widths[len(widths)-1]
	for _, w := range widths {
		if span <= mostSlices*w {
			width = w
			break
		}
	}
	return curve{width: width, slices: make([]Slice, (span+width-1)/width)}
}

// at is the slice of a time, nil if it is beyond.
func (c *curve) at(at time.Duration) *Slice {
	if i := int(at / c.width); i < len(c.slices) {
		return &c.slices[i]
	}
	return nil
}

func (c *curve) due(at time.Duration) {
	if s := c.at(at); s != nil {
		s.Due++
	}
}

func (c *curve) confirmed(at time.Duration) {
	if s := c.at(at); s != nil {
		s.Confirmed++
	}
}

// risks notes how much is at risk from now on.
func (c *curve) risks(at time.Duration, risk actors.Cents) {
	for c.closed < len(c.slices) && time.Duration(c.closed+1)*c.width <= at {
		c.slices[c.closed].AtRisk = c.risk
		c.closed++
	}
	c.risk = float64(risk) / 100
}

// close are the slices, once nothing more happens.
func (c *curve) close() []Slice {
	for ; c.closed < len(c.slices); c.closed++ {
		c.slices[c.closed].AtRisk = c.risk
	}
	return c.slices
}

// riskBook is the money that customers miss without getting anything for it.
type riskBook struct {
	now   actors.Cents
	since time.Duration
	area  float64       // cents times seconds
	until time.Duration // later than that nothing is added up: what is kept is kept for ever
}

// riskHorizon is for how long after the load money at risk is added up.
const riskHorizon = 30 * actors.Day

// change notes that it is another amount from now on.
func (b *riskBook) change(at time.Duration, by actors.Cents) {
	at = min(at, b.until)
	b.area += float64(float64(b.now) * (at - b.since).Seconds())
	b.now, b.since = b.now+by, at
}

// exposure is euros times hours until now.
func (b *riskBook) exposure(now time.Duration) float64 {
	last := float64(float64(b.now) * (min(now, b.until) - b.since).Seconds())
	return (b.area + last) / 100 / time.Hour.Seconds()
}

// risk looks how much of its money the customer of an order misses without getting anything for it: what
// is held or taken beyond what is due for it.
func (s *scorer) risk(e *sim.Event) {
	if s == nil {
		return
	}
	b := s.purchase(e.Order)
	risk := max(0, b.held+b.taken-b.fair(s.play.Scenario.Config.Orders.DamagedShare))
	if risk == b.risk {
		return
	}
	s.risks.change(e.At, risk-b.risk)
	b.risk = risk
	s.curve.risks(e.At, s.risks.now)
}

// fair is what is due for an order: nothing if it is over and no goods came, or if they went back; a part
// if they came back damaged, of which that share is given back.
func (b *purchase) fair(damaged float64) actors.Cents {
	switch {
	case b.over && b.state != actors.Completed, b.complaint == actors.CaseRefunded, b.complaint == actors.CaseChargedBack:
		return 0
	case b.complaint == actors.CasePartlyRefunded:
		return b.due - actors.Cents(float64(b.due)*damaged)
	}
	return b.due
}
