package sim

import "time"

// pacer makes the loop wait for the wall clock. Simulated time t is due at
// from + (t - base) / speed.
type pacer struct {
	speed   float64 // 0: virtual, the loop waits for nothing
	from    time.Time
	base    int64
	timer   *time.Timer
	lag     Lag
	started bool
}

// Lag says how well a paced world keeps up with the wall clock.
type Lag struct {
	Asked   float64       // speed that was asked for: simulated seconds per second
	Reached float64       // speed that was reached
	Mean    time.Duration // by how much events were late
	Max     time.Duration
	events  int64
	sum     time.Duration
}

// Pace ties the world to the wall clock: simulated time passes speed times as
// fast. 0, the default, is the virtual clock, on which the world jumps from
// event to event. The trace is the same at any speed, unless something from
// outside comes in. It may be changed between two calls of Run.
func (w *World) Pace(speed float64) {
	w.pacer = pacer{speed: speed, timer: w.pacer.timer}
}

// Lag returns how well the world kept up since Pace.
func (w *World) Lag() Lag {
	p := &w.pacer
	lag := p.lag
	lag.Asked = p.speed
	if lag.events > 0 {
		lag.Mean = lag.sum / time.Duration(lag.events)
	}
	if p.started {
		if passed := time.Since(p.from); passed > 0 {
			lag.Reached = float64(w.now-p.base) / float64(passed)
		}
	}
	return lag
}

// begin sets the origin when a run begins: simulated now is the wall's now.
func (p *pacer) begin(now int64) {
	if p.speed <= 0 {
		return
	}
	p.from, p.base, p.started = time.Now(), now, true
	if p.timer == nil {
		p.timer = time.NewTimer(time.Hour)
		p.timer.Stop()
	}
}

// due is the time on the wall when the simulated time at comes.
func (p *pacer) due(at int64) time.Time {
	return p.from.Add(time.Duration(float64(at-p.base) / p.speed))
}

// takePaced is take on the wall clock: it waits until the next event is due, or
// until an input comes in, which is admitted at the simulated time of its
// coming.
func (w *World) takePaced() *event {
	p := &w.pacer
	for {
		at, some := w.peek()
		within := some && at <= w.limit
		if !within {
			if !some && w.inbox.awaited == 0 && w.limit == int64(Forever) || w.limit < 0 {
				return nil
			}
			at = w.limit
		}
		wait := time.Until(p.due(at))
		if at == int64(Forever) {
			wait = time.Hour
		}
		if wait > 0 {
			if w.inbox.waitFor(p.timer, wait) {
				w.now = min(max(w.now, w.elapsed()), at)
				w.inbox.admit(w)
				continue
			}
		} else if within {
			p.lag.sum -= wait
			p.lag.Max = max(p.lag.Max, -wait)
		}
		if !within {
			return nil
		}
		p.lag.events++
		if w.other != nil {
			return w.other.take(w.limit)
		}
		return w.agenda.take(w.limit)
	}
}

// elapsed is the simulated time that the wall clock has reached.
func (w *World) elapsed() int64 {
	p := &w.pacer
	return p.base + int64(float64(time.Since(p.from))*p.speed)
}

func (w *World) peek() (int64, bool) {
	if w.other != nil {
		return w.other.next()
	}
	return w.agenda.next()
}
