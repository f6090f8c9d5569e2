package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// wait lets a fault begin when what it waits for has come.
func (p *Play) wait(f *sim.Failure, t trigger) {
	w := p.World
	switch {
	case t.step > 0:
		left := t.passing
		w.Watch(func(e *sim.Event) {
			if left > 0 && e.Body != nil && actors.StepOf(e.Body) == t.step {
				if left--; left == 0 {
					f.Begin()
				}
			}
		}, sim.Sent, sim.Served)
	case t.order > 0:
		w.Watch(func(e *sim.Event) {
			if e.Order == uint64(t.order) {
				f.Begin()
			}
		}, actors.Placed)
	default:
		p.waitFor(f, p.reader(t), w.Now().Truncate(triggerEvery)+triggerEvery)
	}
}

// triggerEvery is how often a fault that waits for a metric looks at it, while
// customers come.
const triggerEvery = time.Second

// waitFor looks at a metric, and again a second later.
func (p *Play) waitFor(f *sim.Failure, holds func(time.Duration) bool, at time.Duration) {
	if at > p.measure.load {
		return
	}
	p.World.At(at, func() {
		if holds(at) {
			f.Begin()
			return
		}
		p.waitFor(f, holds, at+triggerEvery)
	})
}

// reader is how the condition of a trigger stands at a time. It is read off the
// opposite, which is broken as soon as a single window is as the trigger has it.
func (p *Play) reader(t trigger) func(time.Duration) bool {
	m := p.measure
	if metricNamed(t.selector.Name).Kind == metrics.GaugeKind {
		return func(at time.Duration) bool {
			v := t.opposite.Judge(m.gauge(t.selector, at), at)
			return v.Measured && !v.OK
		}
	}
	judge := m.board.part(t.selector).Watch(t.opposite, m.spanOf(t.selector))
	return func(at time.Duration) bool {
		p.noteHarms()
		v := judge.Now(at)
		return v.Measured && !v.OK
	}
}
