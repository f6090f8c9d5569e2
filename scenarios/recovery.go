package scenarios

import (
	"math"
	"time"

	"buynow/actors"
)

// Recovery is how the shop came back after a fault: when the thank-yous were back
// at nine tenths of what they were before it, for half a minute. What they were
// is taken against how many customers were due, so that a load that ebbs is no
// harm, and one that swells no healing.
type Recovery struct {
	Known   bool    `json:"known"`   // enough customers came before and after the fault to tell
	Back    bool    `json:"back"`    // the shop came back
	Seconds float64 `json:"seconds"` // after the end of the fault
	Before  float64 `json:"before"`  // thank-yous per second before the fault began
	During  float64 `json:"during"`  // while it was there
	Fell    bool    `json:"fell"`    // that is fewer than there should have been, by how many customers were due
	After   float64 `json:"after"`   // when the shop was back, else when customers ceased to come
}

// recoveryFrom is how the shop came back after a fault that is over.
func (p *Play) recoveryFrom(f *inflicted) Recovery {
	if f.Began == 0 || f.on {
		return Recovery{}
	}
	return p.measure.pulse.recovery(f.windows[0].from, f.until)
}

// noteRecoveries records how long it took after each fault, once. A shop that did
// not come back takes for ever.
func (p *Play) noteRecoveries() {
	series := p.measure.board.families["recovery_time"].whole
	for _, f := range p.faults {
		r := p.recoveryFrom(f)
		if !r.Known || f.noted {
			continue
		}
		f.noted = true
		took := time.Duration(r.Seconds * float64(time.Second))
		if !r.Back {
			took = never
		}
		series.Record(p.World.Now(), int64(took), f.example)
	}
}

// never is how long it takes a shop that does not come back.
const never = 365 * actors.Day

// What it takes to tell. Below a hundred checkouts, chance alone moves their
// number by more than a tenth.
const (
	wellFor    = 30 * time.Second
	wellBefore = time.Minute
	wellShare  = 0.9
	wellCount  = 100
)

// pulse counts the thank-yous of a run, second by second while customers come.
type pulse struct {
	width  time.Duration
	thanks []float64
	sum    []float64 // of the thanks before each, once somebody asks
	due    []float64 // how many customers were due before each
}

// mostBeats is into how many parts the load is cut at most: beyond a dozen hours
// they are longer than a second.
const mostBeats = 50_000

// newPulse listens to the load of a shop. Customers are due when they should be at
// the checkout, after they have looked around.
func newPulse(load Crowds, customers *actors.CustomerRules) *pulse {
	end := load.End()
	p := &pulse{width: max(time.Second, end/mostBeats)}
	beats := int(end / p.width)
	p.thanks, p.due = make([]float64, beats), make([]float64, beats+1)
	lag := time.Duration(customers.Think.Mean())
	for i := range load {
		c := &load[i]
		buyers := 1 - c.Journeys[actors.Browse]/weights(c.Journeys)
		if !c.Executor.open() {
			buyers /= max(1, 2*lag.Seconds()) // journeys of a user per second, about
		}
		for beat := range beats {
			at := time.Duration(beat)*p.width + p.width/2 - lag - c.StartTime
			p.due[beat+1] += float64(buyers * c.dueIn(at, p.width))
		}
	}
	for i := range beats {
		p.due[i+1] += p.due[i]
	}
	return p
}

// dueIn is how many customers come in the time around a moment of the crowd, or
// how many seconds its users spend in it.
func (c *Crowd) dueIn(at, width time.Duration) float64 {
	if c.Arrivals.Way == Replayed {
		return float64(c.Trace.until(at+width/2) - c.Trace.until(at-width/2))
	}
	if at < 0 {
		return 0
	}
	return float64(c.rate(at) * width.Seconds())
}

// beat is a thank-you. Without faults nobody listens.
func (p *pulse) beat(at time.Duration) {
	if p == nil {
		return
	}
	if i := int(at / p.width); i < len(p.thanks) {
		p.thanks[i]++
	}
}

// between is how many thank-yous there were in some beats, and how many customers
// were due.
func (p *pulse) between(from, until int) (thanks, due float64) {
	return p.sum[until] - p.sum[from], p.due[until] - p.due[from]
}

// recovery looks for the first half minute after the end of a fault that is as
// good as the minute before it. Where few come, both are as long as it takes
// to count a hundred.
func (p *pulse) recovery(began, ended time.Duration) Recovery {
	p.sum = make([]float64, len(p.thanks)+1)
	for i, n := range p.thanks {
		p.sum[i+1] = p.sum[i] + n
	}
	last := len(p.thanks)
	first := min(int(began/p.width), last)
	start := first
	for thanks := 0.; start > 0 && (time.Duration(first-start)*p.width < wellBefore || thanks < wellCount); thanks, _ = p.between(start, first) {
		start--
	}
	thanks, due := p.between(start, first)
	if thanks < wellCount/4 || due == 0 {
		return Recovery{}
	}
	usual := thanks / due // thank-yous for each customer who was due
	r := Recovery{Before: thanks / p.seconds(first-start)}
	begin := min(int((ended+p.width-1)/p.width), last)
	if begin > first {
		during, due := p.between(first, begin)
		r.During = during / p.seconds(begin-first)
		r.Fell = due*usual >= wellCount/4 && during < float64(wellShare*usual)*due
	}
	for from := begin; from < last; from++ {
		until := p.enough(from, usual)
		if until > last {
			break
		}
		thanks, due := p.between(from, until)
		r.Known, r.After = true, thanks/p.seconds(until-from)
		if thanks >= float64(wellShare*usual)*due {
			r.Back, r.Seconds = true, max(0, (time.Duration(from)*p.width-ended).Seconds())
			return r
		}
	}
	return r
}

// enough is the end of a window in which there should be enough to count; beyond
// the end of the load if there is none.
func (p *pulse) enough(from int, usual float64) int {
	until := from + int(math.Ceil(float64(wellFor)/float64(p.width)))
	for until <= len(p.thanks) && float64(usual*(p.due[until]-p.due[from])) < wellCount {
		until++
	}
	return until
}

func (p *pulse) seconds(beats int) float64 { return (time.Duration(beats) * p.width).Seconds() }
