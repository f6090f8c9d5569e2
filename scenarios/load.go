package scenarios

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Crowds is the load: who comes to the shop.
type Crowds []Crowd

// What a load may be at most.
const (
	maxArrivals = 1e9
	maxCrowds   = 100
	maxLoad     = sim.Longest
)

// Planned is how many customers the load asks for: exactly so many if they
// come evenly, on average if they come by chance. Virtual users without a number
// of iterations are not in it: how many journeys they make depends on the shop.
func (l Crowds) Planned() float64 {
	sum := 0.
	for i := range l {
		sum += l[i].planned()
	}
	return sum
}

// End is when the load is over. The orders of the last customers are not.
func (l Crowds) End() time.Duration {
	end := time.Duration(0)
	for i := range l {
		end = max(end, l[i].end())
	}
	return end
}

// Rate is how many customers per second are asked for at a time. Virtual users
// have none.
func (l Crowds) Rate(at time.Duration) float64 {
	sum := 0.
	for i := range l {
		if l[i].Executor.open() {
			sum += l[i].rate(at - l[i].StartTime)
		}
	}
	return sum
}

// Phase is a stretch of the load with a name: a stage, or the whole of a crowd
// that comes at a constant rate.
type Phase struct {
	Name        string
	From, Until time.Duration
}

// Phases are those of all crowds, in the order in which they begin. A step takes
// no time and is none.
func (l Crowds) Phases() []Phase {
	var phases []Phase
	for i := range l {
		from := l[i].StartTime
		_, stages := l[i].stages()
		for n, stage := range stages {
			name := stage.Name
			if name == "" {
				name = "stage " + strconv.Itoa(n+1)
			}
			if stage.Duration > 0 {
				phases = append(phases, Phase{name, from, from + stage.Duration})
			}
			from += stage.Duration
		}
	}
	slices.SortStableFunc(phases, func(a, b Phase) int { return cmp.Compare(a.From, b.From) })
	return phases
}

// Phase is the name of what is on at a time: of several phases, the one that
// began last. It is empty when nobody comes.
func (l Crowds) Phase(at time.Duration) string {
	name := ""
	for _, phase := range l.Phases() {
		if phase.From <= at && at < phase.Until {
			name = phase.Name
		}
	}
	return name
}

// String is the load on one line: 20 → 100 → 400 → 0 customers/s over 7m.
func (l Crowds) String() string {
	var parts []string
	for i := range l {
		parts = append(parts, l[i].String())
	}
	return strings.Join(parts, ", and ")
}

// String is the crowd in a few words: 0.4 customers/s for 1h.
func (c *Crowd) String() string {
	text := c.who()
	if c.Curve == Diurnal {
		text += " by day and night"
	}
	if c.StartTime > 0 {
		text += " from " + sim.FormatDuration(c.StartTime)
	}
	return text
}

// who says how many come, and for how long.
func (c *Crowd) who() string {
	lasts := sim.FormatDuration((c.end() - c.StartTime).Round(time.Microsecond))
	switch {
	case c.Arrivals.Way == Replayed:
		return thousands(int64(len(c.Trace.Times))) + " customers of " + path.Base(c.Arrivals.File) + " over " + lasts
	case c.Executor == SharedIterations:
		return thousands(int64(c.Iterations)) + " journeys of " + thousands(int64(c.VUs)) + " users within " + lasts
	case c.Executor == PerVUIterations:
		return thousands(int64(c.Iterations)) + " journeys of each of " + thousands(int64(c.VUs)) + " users within " + lasts
	}
	start, stages := c.stages()
	turns := []string{level(start)}
	for _, stage := range stages {
		if turn := level(stage.Target); turn != turns[len(turns)-1] {
			turns = append(turns, turn)
		}
	}
	over, who := " for ", " users"
	if len(turns) > 1 {
		over = " over "
	}
	if c.Executor.open() {
		who = " customers/" + unitName(c.TimeUnit)
	}
	return strings.Join(turns, " → ") + who + over + lasts
}

// level is a rate or a number of users: 0.32, 72, 1,000,000.
func level(n float64) string {
	if n >= 1e6 {
		return thousands(int64(n + 0.5))
	}
	return strconv.FormatFloat(n, 'g', 6, 64)
}

// unitName is a unit of time after a slash: s, min, 10s.
func unitName(unit time.Duration) string {
	switch unit {
	case time.Minute:
		return "min"
	case time.Second, time.Hour, actors.Day:
		return strings.TrimPrefix(sim.FormatDuration(unit), "1")
	}
	return sim.FormatDuration(unit)
}
