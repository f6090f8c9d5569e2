package scenarios

import (
	"math"
	"sort"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// The draws of the load: the gap before a customer, by crowd and number, and
// what an intent is for.
const (
	luckGap sim.Purpose = sim.FirstPurpose + 0x1000 + iota
	luckJourney
)

// arrival is one customer at the door, and what they count under: the crowd by
// its place in the load, the stage of it by its place in the crowd.
type arrival struct {
	intent       uint64
	at           time.Duration
	crowd, stage int
	journey      actors.Journey
}

// arrivals is all the customers of a load in the order in which they come: by
// time, and at the same instant by the order of the crowds. They are numbered
// from 1, whatever the shop makes of them.
type arrivals struct {
	seed   uint64
	crowds []*stream
	intent uint64
}

func newArrivals(seed uint64, load Crowds) *arrivals {
	a := &arrivals{seed: seed}
	for i := range load {
		s := newStream(seed, &load[i])
		s.advance()
		a.crowds = append(a.crowds, s)
	}
	return a
}

// next is the next customer, false if nobody comes any more.
func (a *arrivals) next() (arrival, bool) {
	var first *stream
	crowd := 0
	for i, s := range a.crowds {
		if !s.over && (first == nil || s.at < first.at) {
			first, crowd = s, i
		}
	}
	if first == nil {
		return arrival{}, false
	}
	a.intent++
	luck := sim.Fate(a.seed, luckJourney, a.intent)
	came := arrival{a.intent, first.at, crowd, first.crowd.stage(first.at), first.journey(luck.Float64())}
	first.advance()
	return came, true
}

// stream is the times at which a crowd comes. Each is the moment at which the
// area under the rate reaches a number, in closed form, so nothing drifts: evenly
// spaced the numbers are 1/2, 3/2, 5/2 and so on, by chance they are a Poisson
// process of rate 1.
type stream struct {
	crowd   *Crowd
	profile profile
	seed    uint64
	key     uint64 // of the crowd's luck
	wishes  float64

	number uint64 // of customers so far
	area   float64
	at     time.Duration
	over   bool
}

func newStream(seed uint64, c *Crowd) *stream {
	s := &stream{crowd: c, profile: newProfile(c), seed: seed, wishes: weights(c.Journeys)}
	for i := range len(c.Name) {
		s.key = sim.Mix(s.key, uint64(c.Name[i]))
	}
	return s
}

// advance goes to the next customer of the crowd.
func (s *stream) advance() {
	if s.crowd.Arrivals == Uniform {
		s.area = float64(s.number) + 0.5
	} else {
		luck := sim.Fate(s.seed, luckGap, sim.Mix(s.key, s.number))
		s.area -= sim.Log(1 - luck.Float64())
	}
	s.number++
	s.at = max(s.at, s.crowd.StartTime+s.profile.reach(s.area))
	s.over = s.area >= s.profile.total
}

// journey picks what somebody comes for, by a draw from 0 to below 1.
func (s *stream) journey(draw float64) actors.Journey {
	rest, last := float64(draw*s.wishes), actors.Buy
	for j := range actors.Journeys {
		weight := s.crowd.Journeys[j]
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

// profile is a rate over time, in straight pieces, and the area under it: how
// many customers are expected until then.
type profile struct {
	pieces []piece
	total  float64
}

// piece is a stretch in which the rate changes evenly.
type piece struct {
	from        time.Duration
	seconds     float64
	rate, slope float64 // customers per second, and its change per second
	before      float64 // the area up to here
}

func newProfile(c *Crowd) profile {
	var p profile
	unit := c.TimeUnit.Seconds()
	last, stages := c.stages()
	from := time.Duration(0)
	for _, stage := range stages {
		if seconds := stage.Duration.Seconds(); seconds > 0 {
			rate, target := last/unit, stage.Target/unit
			p.pieces = append(p.pieces, piece{from, seconds, rate, (target - rate) / seconds, p.total})
			p.total += float64((rate + target) / 2 * seconds)
		}
		from, last = from+stage.Duration, stage.Target
	}
	return p
}

// reach is the time until the area under the rate has reached that much.
func (p *profile) reach(area float64) time.Duration {
	after := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].before > area })
	if after == 0 {
		return 0
	}
	in := &p.pieces[after-1]
	return in.from + time.Duration(min(in.reach(area-in.before), in.seconds)*1e9)
}

// reach solves rate*t + slope/2*t² = area for t, in the form that cancels no
// digits when the slope is small.
func (in *piece) reach(area float64) float64 {
	if area <= 0 {
		return 0
	}
	square := float64(in.rate*in.rate) + float64(2*in.slope*area)
	return 2 * area / (in.rate + math.Sqrt(max(0, square)))
}

// at is the rate at a time, in customers per second.
func (p *profile) at(t time.Duration) float64 {
	after := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].from > t })
	if after == 0 {
		return 0
	}
	in := &p.pieces[after-1]
	passed := (t - in.from).Seconds()
	if passed >= in.seconds {
		return 0
	}
	return in.rate + float64(in.slope*passed)
}
