package scenarios

import (
	"fmt"
	"math"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Crowd is customers who come by one pattern. What a field means, and how it is
// called, is as in k6.
type Crowd struct {
	Name string `key:"true"`
	// Executor is the pattern by which they come.
	Executor Executor `required:"true"`
	// StartTime is when the crowd begins to come.
	StartTime time.Duration `yaml:"startTime"`
	// TimeUnit is what rates count customers by. Source: k6.
	TimeUnit time.Duration `yaml:"timeUnit" min:"1ms"`

	// Rate is how many come per unit of time at a constant-arrival-rate.
	Rate float64 `scale:"true"`
	// Duration is how long a constant-arrival-rate or constant-vus goes on. With
	// arrivals from a file, who comes later is left out.
	Duration time.Duration
	// StartRate is the rate with which a ramping-arrival-rate begins.
	StartRate float64 `yaml:"startRate" scale:"true"`
	// Stages are the parts of a ramp: of the rate, or of the virtual users.
	Stages []Stage

	// VUs is how many virtual users there are. Each makes one journey after the
	// other, with the think time of the customers between them. Source: k6.
	VUs int `yaml:"vus" min:"1" max:"100000" scale:"true"`
	// StartVUs is with how many virtual users a ramping-vus begins. Source: k6.
	StartVUs int `yaml:"startVUs" min:"0" max:"100000" scale:"true"`
	// Iterations is how many journeys there are: of each virtual user for
	// per-vu-iterations, of all together for shared-iterations. Source: k6.
	Iterations int `min:"1" max:"1000000000"`
	// MaxDuration is when no journey begins any more though iterations are left.
	// Those left are dropped. Source: k6.
	MaxDuration time.Duration `yaml:"maxDuration"`
	// GracefulStop is how long a journey may go on when the crowd's time is over;
	// then the customer walks away. With auto that is 30s for virtual users, and
	// who comes at a rate has all the time they want. Source: k6 has 30s for both.
	GracefulStop Grace `yaml:"gracefulStop"`
	// GracefulRampDown is the same for a virtual user that a ramping-vus takes
	// away. Source: k6.
	GracefulRampDown time.Duration `yaml:"gracefulRampDown"`
	// MaxVUs is how many customers who come at a rate may be in the shop at once;
	// whoever comes then is not let in, and counts in dropped_iterations. With auto
	// there are as many as it takes, so nobody is dropped. Source: assumed; a
	// customer of k6 needs memory on the load generator, ours need none.
	MaxVUs int `yaml:"maxVUs" min:"1" word:"auto" scale:"true"`
	// PreAllocatedVUs is accepted because k6 asks for it, and must not be above
	// maxVUs. It changes nothing: nobody has to be made ready before they come.
	// Source: none are needed.
	PreAllocatedVUs int `yaml:"preAllocatedVUs" scale:"true"`

	// Arrivals is how the customers of a rate follow one another. Source: people
	// who do not know of each other come by chance, so poisson.
	Arrivals Spacing
	// Curve is how the rate follows the hours of the shop's calendar. Source: flat,
	// as in k6.
	Curve Curve
	// Hours are 24 weights, from midnight on, by which a diurnal curve is high or
	// low. Source: assumed, a quiet night and two peaks, by the look of the curve
	// in Menascé and Almeida, Scaling for E-Business (2000), figure 12.2.
	Hours [24]float64 `max:"1000000"`
	// Weekdays are 7 weights, from Monday on, for the days of a diurnal curve.
	// Source: lower at weekends, as Menascé and Almeida report; by how much is
	// assumed.
	Weekdays [7]float64 `max:"1000000"`

	// Journeys weighs what they come for. Source: most loads are about buying.
	Journeys map[actors.Journey]float64

	// Calendar is the shop's, which the curve follows.
	Calendar actors.Calendar `yaml:"-"`
	// Trace is what was read from the file that Arrivals names.
	Trace Trace `yaml:"-"`
}

// Stage is a part of a ramp: the rate, or the number of virtual users, goes in a
// straight line from where it was to the target. A stage of 0s is a step.
type Stage struct {
	// Name is what the stage is called in metrics and thresholds.
	Name string
	// Duration is how long the stage lasts.
	Duration time.Duration `required:"true"`
	// Target is the rate, or the number of virtual users, at the end of it.
	Target float64 `required:"true" scale:"true"`
	// Warmup leaves out of metrics and thresholds who comes during the stage. Their
	// orders count in the outcomes, and must balance like all others. Source: every
	// stage counts unless the file says otherwise.
	Warmup bool
}

func (c *Crowd) setDefaults() {
	c.TimeUnit = time.Second
	c.VUs, c.StartVUs, c.Iterations, c.MaxDuration = 1, 1, 1, 10*time.Minute
	c.GracefulStop, c.GracefulRampDown = graceAuto, 30*time.Second
	c.MaxVUs = auto
	c.Hours, c.Weekdays = dayCurve(), weekCurve()
	c.Journeys = map[actors.Journey]float64{actors.Buy: 1}
}

// check looks at how the fields fit together.
func (c *Crowd) check(look *checking) {
	kind := c.kind()
	for _, name := range crowdFields {
		if look.given(name) && !kind.takes(name) && !(kind == &replays && look.overruled(name, "arrivals")) {
			look.wrong(name, "has no meaning for %s, which takes %s", kind.name, kind.says)
			return
		}
	}

	switch {
	case c.end() > maxLoad:
		look.wrong("", "the last customer comes after more than 3650d, want fewer")
	case c.Curve == Diurnal && c.end()-c.StartTime > maxCurve:
		look.wrong("curve", "the crowd comes for longer than a curve is followed, want at most %s", sim.FormatDuration(maxCurve))
	case !c.checkCurve(look):
	case c.Arrivals.Way == Replayed:
		c.openTrace(look)
	case c.Executor == ConstantArrivalRate && c.Rate == 0:
		look.wrong("rate", "nobody comes, want a rate above 0")
	case c.Executor == RampingArrivalRate && c.planned() == 0:
		look.wrong("stages", "nobody comes, want stages such as [{ duration: 1m, target: 100 }]")
	case (c.Executor == ConstantArrivalRate || c.Executor == ConstantVUs) && c.Duration == 0:
		look.wrong("duration", "nobody comes, want a duration above 0s, such as 10m")
	case c.Executor == RampingVUs && (c.users() == 0 || c.end() == c.StartTime):
		look.wrong("stages", "nobody comes, want stages such as [{ duration: 1m, target: 100 }]")
	}
	c.checkUsers(look)
	if weights(c.Journeys) == 0 {
		look.wrong("journeys", "nobody wants anything, want a weight above 0, such as { buy: 1 }")
	}
}

// checkUsers looks at the numbers of virtual users.
func (c *Crowd) checkUsers(look *checking) {
	for i, stage := range c.Stages {
		if target := stage.Target; c.Executor == RampingVUs && (target != math.Trunc(target) || target > maxUsers) {
			path := fmt.Sprintf("%s[%d].target", join(look.path, "stages"), i)
			look.decoder.wrong(look.decoder.nearest(path), path, "%g is no number of virtual users, want a whole number from 0 to %d", target, maxUsers)
		}
	}
	switch {
	case c.Executor == SharedIterations && c.Iterations < c.VUs:
		look.wrong("iterations", "%d are too few for %d virtual users, want at least one for each", c.Iterations, c.VUs)
	case (c.Executor == SharedIterations || c.Executor == PerVUIterations) && c.MaxDuration == 0:
		look.wrong("maxDuration", "nobody comes, want a duration above 0s, such as 10m")
	case c.MaxVUs != auto && c.PreAllocatedVUs > c.MaxVUs:
		look.wrong("preAllocatedVUs", "%d are more than maxVUs, want at most %d", c.PreAllocatedVUs, c.MaxVUs)
	}
}

// maxUsers is how many virtual users a crowd may have: all at once, a hundred
// thousand take 0.7 gigabytes.
const maxUsers = 100_000

// weights is the sum of all weights.
func weights(journeys map[actors.Journey]float64) float64 {
	sum := 0.
	for j := range actors.Journeys {
		sum += journeys[j]
	}
	return sum
}

// stages are those of a ramp; a crowd without any is a single one.
func (c *Crowd) stages() (start float64, stages []Stage) {
	if c.Executor == RampingArrivalRate {
		return c.StartRate, c.Stages
	}
	if c.Executor == RampingVUs {
		return float64(c.StartVUs), c.Stages
	}
	lasts, target := c.single()
	return target, []Stage{{Name: c.Name, Duration: lasts, Target: target}}
}

// single is the only stage of a crowd without a ramp: how long it is, and its
// rate or users.
func (c *Crowd) single() (lasts time.Duration, target float64) {
	switch {
	case c.Arrivals.Way == Replayed:
		return c.Trace.Lasts, float64(c.Trace.rate() * c.TimeUnit.Seconds())
	case c.Executor == ConstantArrivalRate:
		return c.Duration, c.Rate
	case c.Executor == ConstantVUs:
		return c.Duration, float64(c.VUs)
	}
	return c.MaxDuration, float64(c.VUs)
}

// ramps tells if the crowd has stages of its own.
func (c *Crowd) ramps() bool { return c.Executor == RampingArrivalRate || c.Executor == RampingVUs }

// stage is the place of the stage that is on at a time.
func (c *Crowd) stage(at time.Duration) int {
	if !c.ramps() {
		return 0
	}
	until := c.StartTime
	for i := range c.Stages {
		if until += c.Stages[i].Duration; at < until {
			return i
		}
	}
	return len(c.Stages) - 1
}

// end is when the last customer of the crowd can come.
func (c *Crowd) end() time.Duration {
	if !c.ramps() {
		lasts, _ := c.single()
		return min(c.StartTime+lasts, 2*maxLoad)
	}
	at := c.StartTime
	for i := range c.Stages {
		at = min(at+c.Stages[i].Duration, 2*maxLoad)
	}
	return at
}

// planned is how many customers the crowd asks for, on average if they come by
// chance. For virtual users without a number of iterations it is 0: how many
// journeys they make depends on the shop.
func (c *Crowd) planned() float64 { return c.plannedUntil(2 * maxLoad) }

// plannedUntil is how many are asked for up to a time.
func (c *Crowd) plannedUntil(until time.Duration) float64 {
	switch {
	case c.Arrivals.Way == Replayed:
		return float64(c.Trace.until(until - c.StartTime))
	case c.Executor.open():
		return c.area(until - c.StartTime)
	case c.Executor == SharedIterations:
		return float64(c.Iterations)
	case c.Executor == PerVUIterations:
		return float64(c.Iterations) * float64(c.VUs)
	}
	return 0
}

// thin divides what its fields alone do not say to be divided, when the load is
// scaled down: journeys that all users share, whole users at the end of a stage,
// and a trace, of which every so manieth customer comes.
func (c *Crowd) thin(by float64) {
	if c.Executor == SharedIterations {
		c.Iterations = max(c.VUs, int(math.Round(float64(c.Iterations)/by)))
	}
	for i := range c.Stages {
		if stage := &c.Stages[i]; c.Executor == RampingVUs && stage.Target > 0 {
			stage.Target = max(1, math.Round(stage.Target))
		}
	}
	c.Trace.thin(by)
}
