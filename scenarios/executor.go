package scenarios

import (
	"fmt"
	"slices"
)

// Executor is the pattern by which customers come; the names are k6's.
type Executor uint8

// The executors. The first two are an open model: the shop has no say in when
// customers come, so a slow shop is not spared. The others are a closed one: the
// same users come again and again, and wait for the shop in between.
const (
	ConstantArrivalRate Executor = iota + 1 // so many per unit of time
	RampingArrivalRate                      // ever more or fewer, from stage to stage
	ConstantVUs                             // so many users at any time
	RampingVUs                              // ever more or fewer users, from stage to stage
	SharedIterations                        // so many journeys, whichever user makes them
	PerVUIterations                         // so many journeys of each user
)

var executors = []string{
	"constant-arrival-rate", "ramping-arrival-rate", "constant-vus", "ramping-vus", "shared-iterations", "per-vu-iterations",
}

// open tells if the customers come whatever the shop does.
func (e Executor) open() bool { return e <= RampingArrivalRate }

// String is the executor's name in files.
func (e Executor) String() string {
	if e == 0 {
		return "no executor"
	}
	return executors[e-1]
}

func (e Executor) names() []string { return executors }

// UnmarshalText reads the name of an executor.
func (e *Executor) UnmarshalText(text []byte) error {
	at := slices.Index(executors, string(text))
	if at < 0 {
		return fmt.Errorf("%.40q is no executor%s", text, orElse(string(text), executors))
	}
	*e = Executor(at + 1)
	return nil
}

// crowdKind is an executor as the fields of a crowd see it.
type crowdKind struct {
	name string
	says string   // which fields make it what it is
	also []string // all fields that it takes beside those of every crowd
}

func (k *crowdKind) takes(field string) bool { return slices.Contains(k.also, field) }

// crowdFields are the fields that not every crowd takes.
var crowdFields = []string{
	"rate", "duration", "startRate", "stages", "timeUnit", "vus", "startVUs", "iterations", "maxDuration",
	"gracefulRampDown", "maxVUs", "preAllocatedVUs", "arrivals", "curve", "hours", "weekdays",
}

var crowdKinds = [...]crowdKind{
	ConstantArrivalRate: {says: "rate and duration",
		also: []string{"rate", "duration", "timeUnit", "maxVUs", "preAllocatedVUs", "arrivals", "curve", "hours", "weekdays"}},
	RampingArrivalRate: {says: "startRate and stages",
		also: []string{"startRate", "stages", "timeUnit", "maxVUs", "preAllocatedVUs", "arrivals", "curve", "hours", "weekdays"}},
	ConstantVUs:      {says: "vus and duration", also: []string{"vus", "duration"}},
	RampingVUs:       {says: "startVUs and stages", also: []string{"startVUs", "stages", "gracefulRampDown"}},
	SharedIterations: {says: "vus, iterations and maxDuration", also: []string{"vus", "iterations", "maxDuration"}},
	PerVUIterations:  {says: "vus, iterations and maxDuration", also: []string{"vus", "iterations", "maxDuration"}},
}

// replays is the kind of a crowd that comes by a file.
var replays = crowdKind{
	name: "arrivals from a file", says: "executor: constant-arrival-rate, and duration to leave out who comes later",
	also: []string{"duration", "maxVUs", "preAllocatedVUs", "arrivals"},
}

// kind is what the crowd is, by its executor and its arrivals.
func (c *Crowd) kind() *crowdKind {
	if c.Arrivals.Way == Replayed && c.Executor.open() {
		return &replays
	}
	kind := crowdKinds[c.Executor]
	kind.name = c.Executor.String()
	return &kind
}
