package scenarios

import (
	"math"
	"time"
)

// piece is a stretch in which a rate changes evenly: a stage, or an hour of one
// if the rate follows the calendar.
type piece struct {
	stage       int
	from, until time.Duration // since the crowd began to come
	seconds     float64
	rate, slope float64 // customers per second, and its change per second
	before      float64 // the area under the rate up to here: how many are expected until then
	after       float64 // the same up to its end
}

// pieces walks along the rate of a crowd. It keeps no more than where it is, so
// ten years of hours take no more memory than one.
type pieces struct {
	crowd  *Crowd
	stages []Stage
	stage  int           // the one that comes next, or is on
	began  time.Duration // when it did
	at     time.Duration // how far we are
	last   float64       // its rate at the beginning, per unit
	area   float64
}

func (c *Crowd) pieces() pieces {
	last, stages := c.stages()
	return pieces{crowd: c, stages: stages, last: last}
}

// next is the next piece, false if there is none.
func (p *pieces) next() (piece, bool) {
	for ; p.stage < len(p.stages); p.stage++ {
		stage := &p.stages[p.stage]
		if p.at < p.began+stage.Duration {
			return p.cut(stage), true
		}
		p.began, p.last = p.began+stage.Duration, stage.Target
	}
	return piece{}, false
}

// cut takes a piece off the stage: what is left of it, or of the hour.
func (p *pieces) cut(stage *Stage) piece {
	factor, lasts := p.crowd.busy(p.crowd.StartTime + p.at)
	until := p.began + stage.Duration
	if lasts < until-p.at {
		until = p.at + lasts
	}
	unit, whole := p.crowd.TimeUnit.Seconds(), stage.Duration.Seconds()
	first, target := p.last/unit, stage.Target/unit
	slope := (target - first) / whole
	rate := float64((first + float64(slope*(p.at-p.began).Seconds())) * factor)
	slope = float64(slope * factor)

	cut := piece{p.stage, p.at, until, (until - p.at).Seconds(), rate, slope, p.area, 0}
	cut.after = cut.before + cut.area(cut.seconds)
	p.at, p.area = until, cut.after
	return cut
}

// area is how many are expected in the first seconds of the piece.
func (in *piece) area(seconds float64) float64 {
	return max(0, float64((in.rate+float64(in.slope*seconds)/2)*seconds))
}

// reach is the time at which the area under the rate has reached so much: it
// solves rate*t + slope/2*t² = area for t, in the form that cancels no digits
// when the slope is small. It lies within the piece.
func (in *piece) reach(area float64) time.Duration {
	area -= in.before
	if area <= 0 {
		return in.from
	}
	square := float64(in.rate*in.rate) + float64(2*in.slope*area)
	seconds := 2 * area / (in.rate + math.Sqrt(max(0, square)))
	return min(in.from+time.Duration(min(seconds, in.seconds)*1e9), in.until-1)
}

// area is how many customers of a rate are expected up to a time since the crowd
// began to come.
func (c *Crowd) area(until time.Duration) float64 {
	walk := c.pieces()
	for in, ok := walk.next(); ok; in, ok = walk.next() {
		if passed := (until - in.from).Seconds(); passed < in.seconds {
			return in.before + in.area(max(0, passed))
		}
	}
	return walk.area
}

// rate is how many customers per second are asked for at a time since the crowd
// began to come.
func (c *Crowd) rate(at time.Duration) float64 {
	last, stages := c.stages()
	factor, _ := c.busy(c.StartTime + max(0, at))
	for i := range stages {
		stage := &stages[i]
		if 0 <= at && at < stage.Duration {
			part := float64(at) / float64(stage.Duration)
			return float64((last+float64(part*(stage.Target-last)))*factor) / c.TimeUnit.Seconds()
		}
		at, last = at-stage.Duration, stage.Target
	}
	return 0
}
