package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// The draws of the load: the gap before a customer, by crowd and number; what an
// intent is for; how long a virtual user pauses after one.
const (
	luckGap sim.Purpose = sim.FirstPurpose + 0x1000 + iota
	luckJourney
	luckPause
)

// arrival is one customer at the door, and what they count under: the crowd by
// its place in the load, the stage of it by its place in the crowd.
type arrival struct {
	intent       uint64
	at           time.Duration
	crowd, stage int
	journey      actors.Journey
}

// arrivals is all the customers of a load who come by a schedule, in the order in
// which they come: by time, and at the same instant by the order of the crowds.
// They are numbered from 1, whatever the shop makes of them.
type arrivals struct {
	seed   uint64
	crowds []*stream // by place in the load, nil for virtual users
	intent uint64
}

func newArrivals(seed uint64, load Crowds) *arrivals {
	a := &arrivals{seed: seed, crowds: make([]*stream, len(load))}
	for i := range load {
		if load[i].Executor.open() {
			a.crowds[i] = newStream(seed, &load[i])
			a.crowds[i].advance()
		}
	}
	return a
}

// next is the next customer, false if nobody comes any more.
func (a *arrivals) next() (arrival, bool) {
	var first *stream
	crowd := 0
	for i, s := range a.crowds {
		if s != nil && !s.over && (first == nil || s.at < first.at) {
			first, crowd = s, i
		}
	}
	if first == nil {
		return arrival{}, false
	}
	a.intent++
	came := arrival{a.intent, first.at, crowd, first.in.stage, first.journey(a.seed, a.intent)}
	first.advance()
	return came, true
}

// stream is the times at which a crowd comes. Each is the moment at which the
// area under the rate reaches a number, in closed form, so nothing drifts. Evenly
// spaced the numbers are 1/2, 3/2, 5/2 and so on; by chance they are a Poisson
// process of rate 1; in bunches a renewal process of rate 1, see bursty.go. The
// times of a trace are those in its file.
type stream struct {
	crowd *Crowd
	walk  pieces
	in    piece // where the last area was reached
	seed  uint64
	key   uint64 // of the crowd's luck
	wants wishes
	gaps  gaps

	number uint64 // of customers so far
	area   float64
	at     time.Duration
	over   bool
}

func newStream(seed uint64, c *Crowd) *stream {
	s := &stream{crowd: c, walk: c.pieces(), seed: seed, wants: wishesOf(c), gaps: gapsOf(c.Arrivals)}
	s.in, _ = s.walk.next()
	for i := range len(c.Name) {
		s.key = sim.Mix(s.key, uint64(c.Name[i]))
	}
	return s
}

// advance goes to the next customer of the crowd.
func (s *stream) advance() {
	if s.crowd.Arrivals.Way == Replayed {
		if s.over = s.number >= uint64(len(s.crowd.Trace.Times)); !s.over {
			s.at = s.crowd.StartTime + s.crowd.Trace.Times[s.number]
		}
		s.number++
		return
	}
	if s.crowd.Arrivals.Way == Uniform {
		s.area = float64(s.number) + 0.5
	} else {
		luck := sim.Fate(s.seed, luckGap, sim.Mix(s.key, s.number))
		s.area += s.gaps.next(&luck, s.number == 0)
	}
	s.number++
	for s.area >= s.in.after {
		in, ok := s.walk.next()
		if !ok {
			s.over = true
			return
		}
		s.in = in
	}
	s.at = max(s.at, s.crowd.StartTime+s.in.reach(s.area))
}

// journey is what the customer comes for who is next: what the trace says, or a
// draw by the weights.
func (s *stream) journey(seed, intent uint64) actors.Journey {
	if journeys := s.crowd.Trace.Journeys; journeys != nil && journeys[s.number-1] < actors.Journeys {
		return journeys[s.number-1]
	}
	return s.wants.draw(seed, intent)
}

// wishes are what the customers of a crowd come for, by weight.
type wishes struct {
	weights [actors.Journeys]float64
	sum     float64
}

func wishesOf(c *Crowd) wishes {
	w := wishes{sum: weights(c.Journeys)}
	for j := range actors.Journeys {
		w.weights[j] = c.Journeys[j]
	}
	return w
}

// draw is what an intent is for.
func (w *wishes) draw(seed, intent uint64) actors.Journey {
	luck := sim.Fate(seed, luckJourney, intent)
	rest, last := float64(luck.Float64()*w.sum), actors.Buy
	for j := range actors.Journeys {
		weight := w.weights[j]
		if weight == 0 {
			continue
		}
		if rest < weight {
			return j
		}
		rest, last = rest-weight, j
	}
	return last
}
