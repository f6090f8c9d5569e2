package study

import (
	"buynow/scenarios"
	"buynow/sim/experiment"
)

// Result is the answer of a study: what result.json holds and report.html shows. It holds nothing
// that depends on the machine or on when it was made. Fields are added, never renamed.
type Result struct {
	Kind        string `json:"kind"` // compare, capacity, sweep
	Scenario    string `json:"scenario"`
	Description string `json:"description"`
	Digest      string `json:"digest"` // of the scenario and all that was changed in it, in short
	Version     string `json:"version"`
	Seed        uint64 `json:"seed"`            // of replication 0; replication r has Seed + r
	Asked       *Asked `json:"asked,omitempty"` // of a comparison
	Commands    []Line `json:"commands"`        // that make it again, and that show single runs and orders

	Headline string   `json:"headline"` // a sentence that a child can read
	Story    []string `json:"story"`    // paragraphs: what was tried, and the price of it

	Comparison *Comparison `json:"comparison,omitempty"`
	Capacity   *Capacity   `json:"capacity,omitempty"`
	Sweep      *Sweep      `json:"sweep,omitempty"`
}

// Line is a command, and what it is for.
type Line struct {
	Text    string `json:"text"`
	Command string `json:"command"`
}

// Comparison is variants side by side.
type Comparison struct {
	experiment.Comparison
	Variants []VariantLine `json:"lines"`
	Orders   float64       `json:"orders"` // on average per run of the baseline
	Pairs    []Pairing     `json:"pairs"`  // of each variant but the baseline
	Causes   []Cause       `json:"causes"`

	Curves []Curve               `json:"curves"` // by variant
	Width  float64               `json:"width"`  // of a slice of the curves, in seconds
	Faults []scenarios.FaultLine `json:"faults"` // of the baseline's first run
	Runs   []MadeRun             `json:"runs"`   // by variant and replication
	Choice *Choice               `json:"choice,omitempty"`
}

// VariantLine is one variant in words.
type VariantLine struct {
	Letter  string     `json:"letter"` // A, B, ...
	Name    string     `json:"name"`
	Text    string     `json:"text"`
	Flags   []string   `json:"flags"`   // that make a plain run of it
	Broken  []Breaking `json:"broken"`  // invariants
	Judged  int        `json:"judged"`  // invariants
	Finding string     `json:"finding"` // of its first run
	Order   int        `json:"order"`   // that shows it
	Hash    string     `json:"hash"`    // of the trace of its first run
}

// Breaking is an invariant that a variant broke.
type Breaking struct {
	Invariant string `json:"invariant"`
	Runs      int    `json:"runs"`  // in which it was broken
	Shop      int    `json:"shop"`  // times, by the shop, in all of them
	World     int    `json:"world"` // times, by the world, unrepaired
	Seed      uint64 `json:"seed"`  // of an example
	Order     int    `json:"order"`
}

// Curve is a variant over time, and by step: what the charts of a report show. Each number is a
// mean over the replications with its interval.
type Curve struct {
	Confirmed []experiment.Estimate `json:"confirmed"` // per second, by slice
	AtRisk    []experiment.Estimate `json:"at_risk"`   // euros, by slice
	First     []float64             `json:"first"`     // confirmed per second in the first replication
	Answer    []experiment.Estimate `json:"answer"`    // share that was answered by [scenarios.TimesAt]
	Door      []experiment.Estimate `json:"door"`      // share that was delivered by then
	Steps     []experiment.Estimate `json:"steps"`     // orders through each step, 1 to 15
}

// Pairing is who ended differently under a variant than under the baseline, with the same wish and
// the same luck.
type Pairing struct {
	Variant   int      `json:"variant"`
	Wishes    int      `json:"wishes"`    // in all replications
	Different int      `json:"different"` // of them
	Groups    []Group  `json:"groups"`    // the largest first
	Parting   *Parting `json:"parting"`   // where the first runs part; nil if they never do
}

// Group is wishes that ended one way under the baseline and another under the variant.
type Group struct {
	A        string    `json:"a"` // in words: "charged twice, delivered"
	B        string    `json:"b"`
	Harm     string    `json:"harm"` // of either, in words: "charged twice"; empty if they only ended differently
	Count    int       `json:"count"`
	Examples []Example `json:"examples"`
}

// Example is one wish with both its stories.
type Example struct {
	Seed     uint64 `json:"seed"`
	Intent   uint64 `json:"intent"`
	OrderA   int    `json:"order_a"`
	OrderB   int    `json:"order_b"`
	StoryA   string `json:"story_a"`
	StoryB   string `json:"story_b"`
	Parts    int    `json:"parts"`     // the line of the stories, from 0, at which they part
	ExplainA string `json:"explain_a"` // the commands that tell them
	ExplainB string `json:"explain_b"`
}

// Parting is the first event that is not the same in two runs.
type Parting struct {
	Seed  uint64  `json:"seed"`
	Event uint64  `json:"event"` // its number
	At    float64 `json:"at"`    // seconds
	A     string  `json:"a"`     // what happened, in words
	B     string  `json:"b"`
}

// Cause is what one kind of harm in one variant came from: the wishes that would not have suffered it
// without a fault, or with the baseline's policy, on the same luck. What the words mean exactly
// is said at [Blame].
type Cause struct {
	Variant  int      `json:"variant"`
	Against  int      `json:"against"` // the variant whose policies it might have had
	Seed     uint64   `json:"seed"`
	Harm     string   `json:"harm"`   // "charged twice"
	Text     string   `json:"text"`   // "32 customers were charged twice"
	Wishes   int      `json:"wishes"` // of everybody who clicked
	Count    int      `json:"count"`  // of them, harmed
	Sentence string   `json:"sentence"`
	Factors  []Factor `json:"factors"`  // the largest first
	Joint    []Joint  `json:"joint"`    // of a fault and a policy
	Shares   []Share  `json:"shares"`   // with Left they add up to Count
	Left     int      `json:"left"`     // what nothing that was tried makes vanish
	Runs     int      `json:"runs"`     // that were made to find out
	Commands []Line   `json:"commands"` // that show it
}

// Factor is a fault that can be removed, or a policy that can be the baseline's instead.
type Factor struct {
	Name    string   `json:"name"`    // "lost-answers", "retries"
	Kind    string   `json:"kind"`    // fault or policy
	Text    string   `json:"text"`    // "the bank stood still"
	Change  string   `json:"change"`  // what was changed: "left out", "3 attempts → 1"
	Alone   int      `json:"alone"`   // wishes whose harm vanishes with this alone changed
	Only    int      `json:"only"`    // of them, those whose harm vanishes with no other alone changed
	Made    int      `json:"made"`    // wishes that are harmed only once it is changed
	Example int      `json:"example"` // an order of Alone; 0 if there is none
	Members []Factor `json:"members"` // what it is made of, each changed alone, if that was tried
}

// Joint is a fault and a policy.
type Joint struct {
	Factors []int `json:"factors"` // places in Factors
	Count   int   `json:"count"`   // harm that vanishes only with all of them changed
	Both    int   `json:"both"`    // harm that vanishes with any one of them changed
}

// Share is a part of the harm that has no other in common with it.
type Share struct {
	Factors  []int `json:"factors"`  // places in Factors; none for all smaller shares together
	Together bool  `json:"together"` // it vanishes only with all of them changed, and not with any one of them
	Count    int   `json:"count"`
}
