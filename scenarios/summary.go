package scenarios

import (
	"encoding/json"
	"fmt"
	"io"
)

// What a summary says to the shell. The command adds its own codes for an invalid scenario, a signal and an internal fault.
const (
	ExitGood      = 0
	ExitThreshold = 99  // a threshold was crossed
	ExitInvariant = 111 // the shop broke an invariant
)

// Summary is what a run amounts to. Its JSON is a contract: fields are added, never renamed. Durations are milliseconds
// where a field counts orders or calls, and seconds where it is a place on the run's clock (At, From, Until, *Seconds).
type Summary struct {
	Scenario    string             `json:"scenario"`
	Seed        uint64             `json:"seed"`
	Version     string             `json:"version"` // of buynow; the command fills it in when empty
	Clock       string             `json:"clock"`   // virtual or wall
	TraceHash   string             `json:"trace_hash"`
	Events      uint64             `json:"events"`
	WallSeconds float64            `json:"wall_seconds"`
	SimSeconds  float64            `json:"sim_seconds"`
	Placed      int                `json:"placed"`
	Outcomes    Outcomes           `json:"outcomes"`
	Milestones  Milestones         `json:"milestones"`
	Steps       []StepLine         `json:"steps"`
	Metrics     map[string]Spread  `json:"metrics"`
	Thresholds  []ThresholdVerdict `json:"thresholds"`
	Invariants  []InvariantVerdict `json:"invariants"`
	Finding     string             `json:"finding"`

	Description      string      `json:"description"`
	Start            string      `json:"start"` // the calendar at second 0, such as "Fri 28 Nov 00:00"; empty when it does not matter
	Load             string      `json:"load"`  // one line: "20 → 100 → 400 → 0 customers/s over 7m"
	Customers        int         `json:"customers"`
	Asked            float64     `json:"asked"`    // customers, and iterations of virtual users
	Dropped          uint64      `json:"dropped"`  // of those asked for, the ones that were not let in
	Arrivals         []CrowdLine `json:"arrivals"` // the same by crowd
	Faults           []FaultLine `json:"faults"`
	Links            []LinkLine  `json:"links"`           // between actors that ask one another
	Orphans          *Orphans    `json:"orphans"`         // null if nobody looked: without faults, and without a threshold about it
	Liveness         *Liveness   `json:"liveness"`        // null without faults, or if the last is not over
	Warnings         []string    `json:"warnings"`        // what was probably not meant: a fault that never fired
	Stopped          bool        `json:"stopped"`         // cut short from outside: the numbers are partial
	PlannedSeconds   float64     `json:"planned_seconds"` // the load as asked for, without the drain
	SpeedAsked       float64     `json:"speed_asked"`     // times real time; 0 on the virtual clock
	SpeedReached     float64     `json:"speed_reached"`
	Sparkline        []float64   `json:"sparkline"`         // p99 of checkout per slice, in milliseconds; 0 where nobody checked out
	SparklineSeconds float64     `json:"sparkline_seconds"` // the width of one slice
	Bottleneck       *Bottleneck `json:"bottleneck"`
	Books            []Book      `json:"books"`
	Checks           uint64      `json:"checks"` // how often an invariant was judged
	Slowest          *Slowest    `json:"slowest"`
	FindingOrder     int         `json:"finding_order"` // the order that shows the finding; 0 for none
	Phases           []PhaseLine `json:"phases"`        // of the load, in the order in which they begin
	Actors           []ActorLine `json:"actors"`        // over the time of the load
	Aborted          *Abort      `json:"aborted"`       // the threshold that ended the run
	Next             string      `json:"next"`          // flags that change the cause of the finding; the command makes a command line of them
	Replay           string      `json:"replay"`        // the commands are filled in by the command, which knows how it was called
	Explain          string      `json:"explain"`
}

// Outcomes is where the placed orders ended. It is a partition: every order is in exactly one.
type Outcomes struct {
	Completed      int `json:"completed"`
	Declined       int `json:"declined"`
	FraudBlocked   int `json:"fraud_blocked"`
	SoldOut        int `json:"sold_out"`
	Rejected       int `json:"rejected"`
	Cancelled      int `json:"cancelled"`
	Refunded       int `json:"refunded"`
	InFlight       int `json:"in_flight"`
	NeedsAttention int `json:"needs_attention"`
}

// Milestones count the orders that came past a point, wherever they ended.
type Milestones struct {
	Confirmed int `json:"confirmed"`
	Collected int `json:"collected"`
	Delivered int `json:"delivered"`
	Settled   int `json:"settled"`
	Returned  int `json:"returned"`
	Disputed  int `json:"disputed"`
}

// StepLine is one of the fifteen steps: how many orders came through, and what became of the others.
type StepLine struct {
	Step  int        `json:"step"`
	Count int        `json:"count"`
	Lost  int        `json:"lost"`
	P50   float64    `json:"p50"`
	P99   float64    `json:"p99"`
	Name  string     `json:"name"`
	Share float64    `json:"share"` // of the placed orders, 0 to 1
	Notes []StepNote `json:"notes"`

	Example int `json:"example"` // an order near p99
}

// StepNote is a remark beside a step: "584 sold out", "↩ 14 lost, refunded", or without a count "×1.31 tries".
type StepNote struct {
	Count int    `json:"count"`
	Text  string `json:"text"`
	Bad   bool   `json:"bad"`  // orders were lost here
	Back  bool   `json:"back"` // orders went back from here

	Example int `json:"example"` // the first of the orders
}

// Spread describes a metric; durations in milliseconds. Example is an order that shows it: near p(99) of durations, the
// first that was counted, the one that waited longest in a queue. It is 0 when there is none.
type Spread struct {
	Count   uint64  `json:"count"`
	Avg     float64 `json:"avg"`
	Min     float64 `json:"min"`
	Med     float64 `json:"med"`
	Max     float64 `json:"max"`
	P90     float64 `json:"p(90)"`
	P95     float64 `json:"p(95)"`
	P99     float64 `json:"p(99)"`
	P999    float64 `json:"p(99.9)"`
	Example int     `json:"example"`
}

// InvariantVerdict says how often an invariant was broken, and by whom. What the world broke and the shop repaired is no
// failure; what stayed broken counts against a strategy; only the shop's own breaches fail a run.
type InvariantVerdict struct {
	Name            string `json:"name"`
	OK              bool   `json:"ok"`
	Shop            int    `json:"shop"`
	WorldRepaired   int    `json:"world_repaired"`
	WorldUnrepaired int    `json:"world_unrepaired"`
	Example         int    `json:"example"`
	Text            string `json:"text"`    // the promise in words: "nobody is charged twice"
	Explain         string `json:"explain"` // filled in by the command, like Replay
}

// Bottleneck is the actor that held the others up, and what to try next.
type Bottleneck struct {
	Actor   string  `json:"actor"`
	Busy    float64 `json:"busy"` // 0 to 1
	From    float64 `json:"from"`
	To      float64 `json:"to"`
	Waiting int     `json:"waiting"`
	Text    string  `json:"text"` // why it is believable: "212/s × 2.1 s = 445"
	Try     string  `json:"try"`  // flags alone ("--set actors.bank.workers=48"); the command makes a command line of them
}

// Book is a balance that must come out even, or, without a text, a promise that was kept.
type Book struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Text string `json:"text"`
}

// Slowest is the order whose checkout took longest.
type Slowest struct {
	Order   int    `json:"order"`
	Text    string `json:"text"` // "21.4 s, three tries, delivered"
	Explain string `json:"explain"`
}

// Sum is the number of orders in all outcomes together.
func (o Outcomes) Sum() int {
	return o.Completed + o.Declined + o.FraudBlocked + o.SoldOut + o.Rejected +
		o.Cancelled + o.Refunded + o.InFlight + o.NeedsAttention
}

// ExitCode is the worst that can be said of the run: an invariant broken by the shop, else a threshold crossed, else good.
func (s *Summary) ExitCode() int {
	for _, invariant := range s.Invariants {
		if invariant.Shop > 0 {
			return ExitInvariant
		}
	}
	for _, threshold := range s.Thresholds {
		if !threshold.OK {
			return ExitThreshold
		}
	}
	return ExitGood
}

// Check verifies that the summary adds up; an error is a bug of ours.
func (s *Summary) Check() error {
	if sum := s.Outcomes.Sum(); sum != s.Placed {
		return fmt.Errorf("the outcomes sum to %d, but %d orders were placed", sum, s.Placed)
	}
	for _, invariant := range s.Invariants {
		broken := invariant.Shop > 0 || invariant.WorldUnrepaired > 0
		if invariant.OK == broken {
			return fmt.Errorf("invariant %s says ok=%t with %d breaches by the shop and %d unrepaired",
				invariant.Name, invariant.OK, invariant.Shop, invariant.WorldUnrepaired)
		}
	}
	return nil
}

// WriteJSON writes the summary, the same bytes for the same summary. Empty lists are written as [], never as null.
func (s *Summary) WriteJSON(w io.Writer) error {
	full := *s
	full.Steps = make([]StepLine, len(s.Steps))
	for i, step := range s.Steps {
		step.Notes = orEmpty(step.Notes)
		full.Steps[i] = step
	}
	if full.Metrics == nil {
		full.Metrics = map[string]Spread{}
	}
	full.Thresholds = orEmpty(s.Thresholds)
	full.Phases = orEmpty(s.Phases)
	full.Actors = orEmpty(s.Actors)
	full.Invariants = orEmpty(s.Invariants)
	full.Faults = make([]FaultLine, len(s.Faults))
	for i, fault := range s.Faults {
		fault.Windows = orEmpty(fault.Windows)
		full.Faults[i] = fault
	}
	full.Warnings = orEmpty(s.Warnings)
	if s.Liveness != nil {
		quiet := *s.Liveness
		quiet.First = orEmpty(quiet.First)
		full.Liveness = &quiet
	}
	full.Links = orEmpty(s.Links)
	full.Sparkline = orEmpty(s.Sparkline)
	full.Books = orEmpty(s.Books)
	full.Arrivals = orEmpty(s.Arrivals)

	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false) // "p(95)<800ms" stays readable
	if err := encoder.Encode(&full); err != nil {
		return fmt.Errorf("write the summary of %s: %w", s.Scenario, err)
	}
	return nil
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
