package scenarios

import (
	"fmt"
	"slices"
	"time"

	"buynow/actors"
)

// Crowd is customers who come by one pattern. What a field means, and how it is
// called, is as in k6.
type Crowd struct {
	Name     string   `key:"true"`
	Executor Executor `required:"true"`
	// StartTime is when the crowd begins to come.
	StartTime time.Duration `yaml:"startTime"`
	// TimeUnit is what rates count customers by, 1s if the file gives none.
	TimeUnit time.Duration `yaml:"timeUnit" min:"1ms"`

	// Rate and Duration belong to a constant-arrival-rate.
	Rate     float64
	Duration time.Duration

	// StartRate and Stages belong to a ramping-arrival-rate.
	StartRate float64 `yaml:"startRate"`
	Stages    []Stage

	// Arrivals is how the customers follow one another, by chance if the file
	// does not say.
	Arrivals Spacing
	// Journeys weighs what they come for; if the file does not say, all buy.
	Journeys map[actors.Journey]float64
}

// Stage is a part of a ramping-arrival-rate: the rate goes in a straight line
// from where it was to the target. A stage of 0s is a step.
type Stage struct {
	Name     string
	Duration time.Duration `required:"true"`
	Target   float64       `required:"true"`
	// Warmup leaves out of metrics and thresholds who comes during the stage.
	// Their orders count in the outcomes, and must balance like all others.
	Warmup bool
}

func (c *Crowd) setDefaults() {
	c.TimeUnit = time.Second
	c.Journeys = map[actors.Journey]float64{actors.Buy: 1}
}

// check looks at how the fields fit together.
func (c *Crowd) check(look *checking) {
	takes, not := "rate and duration", []string{"startRate", "stages"}
	if c.Executor == RampingArrivalRate {
		takes, not = "startRate and stages", []string{"rate", "duration"}
	}
	for _, name := range not {
		if look.given(name) {
			look.wrong(name, "has no meaning for %s, which takes %s", c.Executor, takes)
			return
		}
	}

	switch {
	case c.Executor == ConstantArrivalRate && c.Rate == 0:
		look.wrong("rate", "nobody comes, want a rate above 0")
	case c.Executor == ConstantArrivalRate && c.Duration == 0:
		look.wrong("duration", "nobody comes, want a duration above 0s, such as 10m")
	case c.Executor == RampingArrivalRate && newProfile(c).total == 0:
		look.wrong("stages", "nobody comes, want stages such as [{ duration: 1m, target: 100 }]")
	case c.end() > maxLoad:
		look.wrong("", "the last customer comes after more than 3650d, want fewer")
	}
	if weights(c.Journeys) == 0 {
		look.wrong("journeys", "nobody wants anything, want a weight above 0, such as { buy: 1 }")
	}
}

// weights is the sum of all weights.
func weights(journeys map[actors.Journey]float64) float64 {
	sum := 0.
	for j := range actors.Journeys {
		sum += journeys[j]
	}
	return sum
}

// stages are those of a ramp; a constant rate is a single one.
func (c *Crowd) stages() (startRate float64, stages []Stage) {
	if c.Executor == ConstantArrivalRate {
		return c.Rate, []Stage{{Name: c.Name, Duration: c.Duration, Target: c.Rate}}
	}
	return c.StartRate, c.Stages
}

// stage is the place of the stage that is on at a time.
func (c *Crowd) stage(at time.Duration) int {
	_, stages := c.stages()
	until := c.StartTime
	for i := range stages {
		if until += stages[i].Duration; at < until {
			return i
		}
	}
	return len(stages) - 1
}

// end is when the last customer of the crowd can come.
func (c *Crowd) end() time.Duration {
	at := c.StartTime
	_, stages := c.stages()
	for _, stage := range stages {
		at = min(at+stage.Duration, 2*maxLoad)
	}
	return at
}

// executors are what a crowd can come by; the names are k6's.
var executors = []string{
	"constant-arrival-rate", "ramping-arrival-rate", "constant-vus", "ramping-vus", "shared-iterations", "per-vu-iterations",
}

// Executor is the pattern by which customers come.
type Executor uint8

// The executors. In all of them the shop has no say in when customers come: a
// slow shop is not spared, as it would be by customers that wait for one another.
const (
	ConstantArrivalRate Executor = iota + 1 // so many per unit of time
	RampingArrivalRate                      // ever more or fewer, from stage to stage
)

// String is the executor's name in files.
func (e Executor) String() string {
	if e == 0 {
		return "no executor"
	}
	return executors[e-1]
}

func (e Executor) names() []string { return executors[:RampingArrivalRate] }

// UnmarshalText reads the name of an executor.
func (e *Executor) UnmarshalText(text []byte) error {
	at := slices.Index(executors, string(text))
	switch {
	case at < 0:
		return fmt.Errorf("%.40q is no executor%s", text, orElse(string(text), executors[:RampingArrivalRate]))
	case at >= int(RampingArrivalRate):
		return fmt.Errorf("%s is not available yet, want %s", text, oneOf(executors[:RampingArrivalRate]))
	}
	*e = Executor(at + 1)
	return nil
}

// Spacing is how the customers of a crowd follow one another.
type Spacing uint8

// The spacings.
const (
	Poisson Spacing = iota // by chance, each on their own: what real customers do
	Uniform                // evenly, as on a string
)

var spacings = []string{"poisson", "uniform"}

// String is the spacing's name in files.
func (s Spacing) String() string { return spacings[s] }

func (s Spacing) names() []string { return spacings }

// UnmarshalText reads the name of a spacing.
func (s *Spacing) UnmarshalText(text []byte) error {
	at := slices.Index(spacings, string(text))
	if at < 0 {
		return fmt.Errorf("%.40q is no way to arrive%s", text, orElse(string(text), spacings))
	}
	*s = Spacing(at)
	return nil
}
