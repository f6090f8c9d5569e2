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
	begun   time.Time     // the run that is on
	start   int64         // and where
	passed  time.Duration // on the wall, in runs that are over
	covered int64         // in the world, meanwhile
}

// catchUp is how late a world may be on the wall and still make up for it. One that
// is later goes on from where it is.
const catchUp = 100 * time.Millisecond

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
// outside comes in. It may be changed between two calls of Run. A Run that soon
// follows another makes up for the moment between them.
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
	passed, covered := p.passed, p.covered
	if w.running {
		passed += time.Since(p.begun)
		covered += w.now - p.start
	}
	if passed > 0 {
		lag.Reached = float64(covered) / float64(passed)
	}
	return lag
}

// begin sets the origin when a run begins: simulated now is the wall's now, unless
// it was a moment ago.
func (p *pacer) begin(now int64) {
	if p.speed <= 0 {
		return
	}
	p.begun, p.start = time.Now(), now
	if p.from.IsZero() || -p.wait(now) > catchUp {
		p.from, p.base = p.begun, now
	}
	if p.timer == nil {
		p.timer = time.NewTimer(time.Hour)
		p.timer.Stop()
	}
}

// end notes what a run has covered.
func (p *pacer) end(now int64) {
	if p.speed > 0 {
		p.passed += time.Since(p.begun)
		p.covered += now - p.start
	}
}

// wait is how long the wall clock still needs to the simulated time at, but at
// most an hour.
func (p *pacer) wait(at int64) time.Duration {
	left := float64(at-p.base)/p.speed - float64(time.Since(p.from))
	return time.Duration(min(left, float64(time.Hour)))
}

// takePaced is take on the wall clock: it waits until the next event is due, or
// until an input comes in, which is admitted at the simulated time of its
// coming.
func (w *World) takePaced() *event {
	p := &w.pacer
	for w.limit != stop {
		at := w.peek()
		within := at <= w.limit
		if at == int64(Forever) && w.inbox.awaited == 0 && w.limit == int64(Forever)-1 {
			return nil // nothing is left to do
		}
		at = min(at, w.limit)
		wait := p.wait(at)
		switch {
		case wait > 0:
			w.inbox.waitFor(p.timer, wait)
			if w.inbox.filled.Load() {
				w.now = max(w.now, p.reached(at))
				w.inbox.admit(w)
			}
		case within:
			p.late(-wait)
			return w.takeNow()
		default:
			return nil
		}
	}
	return nil
}

// late notes by how much the next event is late.
func (p *pacer) late(by time.Duration) {
	p.lag.events++
	p.lag.sum += by
	p.lag.Max = max(p.lag.Max, by)
}

// reached is the simulated time that the wall clock has reached, at most at.
func (p *pacer) reached(at int64) int64 {
	passed := float64(float64(time.Since(p.from)) * p.speed)
	return p.base + int64(min(passed, float64(at-p.base)))
}

// peek returns the time of the next event, Forever if there is none.
func (w *World) peek() int64 {
	if w.other != nil {
		return w.other.next()
	}
	return w.agenda.next()
}
