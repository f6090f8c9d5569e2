package scenarios

import (
	"math"
	"time"
)

// CrowdLine is what was asked for of a crowd, and what came. Of a rate, as many
// come or are dropped as were asked for: exactly, or by chance, and then two out
// of three times within a sigma of it.
type CrowdLine struct {
	Crowd    string  `json:"crowd"`
	Executor string  `json:"executor"`
	Asked    float64 `json:"asked"`   // 0 for users without a number of iterations: the shop decides how many there are
	Came     uint64  `json:"came"`    // customers who were let in, or journeys that began
	Dropped  uint64  `json:"dropped"` // customers or iterations that were asked for and were not let in
	Sigma    float64 `json:"sigma"`   // the standard deviation of how many come, 0 if that is no matter of chance
	Users    int     `json:"users"`   // virtual users at most, 0 for a rate without limit
	Cut      uint64  `json:"cut"`     // journeys that were over before they were finished, for their time was up
	Seconds  float64 `json:"seconds"` // from the start of the crowd to its end, or to that of the run

	AskedPerSecond float64 `json:"asked_per_second"`
	CamePerSecond  float64 `json:"came_per_second"`
}

// addArrivals tells what was asked for and what came, by crowd and in all.
func (p *Play) addArrivals(sum *Summary) {
	for i := range p.door.load {
		line := p.door.line(i, p.World.Now())
		sum.Arrivals = append(sum.Arrivals, line)
		sum.Asked += line.Asked
	}
	sum.Dropped = p.door.dropped(p.World.Now())
}

// line is a crowd as far as it has come at a time.
func (d *door) line(crowd int, now time.Duration) CrowdLine {
	c, who := &d.load[crowd], &d.crowds[crowd]
	until := min(now, c.end())
	line := CrowdLine{
		Crowd: c.Name, Executor: c.Executor.String(), Asked: c.plannedUntil(until), Came: who.came,
		Dropped: d.droppedOf(crowd, now), Cut: who.cut, Seconds: max(0, (until - c.StartTime).Seconds()),
	}
	switch {
	case !c.Executor.open():
		line.Users = c.users()
	case c.Arrivals.Way == Uniform:
		line.Asked = max(0, math.Ceil(line.Asked-0.5)) // the first comes at one half
	default:
		line.Sigma = c.Arrivals.sigma(line.Asked)
	}
	if c.Executor.open() && c.MaxVUs != auto {
		line.Users = c.MaxVUs
	}
	if line.Seconds > 0 {
		line.AskedPerSecond, line.CamePerSecond = line.Asked/line.Seconds, float64(line.Came)/line.Seconds
	}
	return line
}
