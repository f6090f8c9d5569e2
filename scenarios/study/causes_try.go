package study

import (
	"context"
	"fmt"
	"slices"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// factor is what is changed as one: a factor of the scenario, or several that are too many to be
// looked at one by one.
type factor struct {
	of      []scenarios.Factor
	fault   bool
	members []scenarios.Factor
}

// factorsOf are the factors that are looked at: without faults that never came, and with the
// least of those that are too many as one.
func factorsOf(all []scenarios.Factor, lines []scenarios.FaultLine) []factor {
	hits := map[string]uint64{}
	came := map[string]bool{}
	for _, line := range lines {
		hits[line.Name], came[line.Name] = line.Hits, line.Times > 0
	}
	var faults, policies []scenarios.Factor
	for _, f := range all {
		switch {
		case !f.IsFault():
			policies = append(policies, f)
		case came[f.Fault]:
			faults = append(faults, f)
		}
	}
	if len(faults) > mostFactors {
		slices.SortStableFunc(faults, func(x, y scenarios.Factor) int {
			switch {
			case hits[x.Fault] > hits[y.Fault]:
				return -1
			case hits[x.Fault] < hits[y.Fault]:
				return 1
			}
			return 0
		})
	}
	return append(atMost(faults, "fault"), atMost(policies, "policy")...)
}

// atMost makes one of those that are too many.
func atMost(all []scenarios.Factor, kind string) []factor {
	var some []factor
	for i, f := range all {
		if rest := len(all) - i; len(all) > mostFactors && i == mostFactors-1 {
			name := fmt.Sprintf("%d other faults", rest)
			if kind == "policy" {
				name = fmt.Sprintf("%d other groups of policies", rest)
			}
			one := factor{of: slices.Clone(all[i:]), fault: kind == "fault"}
			one.of[0].Name, one.of[0].Text, one.of[0].Because = name, name, name
			one.of[0].Change = "all of them at once, for there are too many to look at each"
			return append(some, one)
		}
		some = append(some, factor{of: []scenarios.Factor{f}, fault: f.IsFault(), members: f.Members})
	}
	return some
}

func (f *factor) name() string    { return f.of[0].Name }
func (f *factor) because() string { return f.of[0].Because }

// result is the factor as it is told, still without its numbers.
func (f *factor) result() Factor {
	kind := "policy"
	if f.fault {
		kind = "fault"
	}
	return Factor{Name: f.of[0].Name, Kind: kind, Text: f.of[0].Text, Change: f.of[0].Change, Members: []Factor{}}
}

// try is a run with some factors changed, and what became of who was harmed.
type try struct {
	set    []int // of factors; of a member its factor
	member int   // of the factor, from 1; 0 if all of it was changed
	tried
}

// tried is what became of who was harmed in the run.
type tried struct {
	still []uint8           // by harmed wish, the kinds of harm that it suffers still
	made  [harmsToBlame]int // wishes that suffer it only now, by kind
}

// try makes runs with sets of factors changed.
func (b *Blame) try(ctx context.Context, sets [][]int) error {
	var tries []try
	for _, set := range sets {
		tries = append(tries, try{set: set})
	}
	return b.run(ctx, tries)
}

// tryMembers changes the members of families that matter, as many as there may be.
func (b *Blame) tryMembers(ctx context.Context) error {
	var tries []try
	for _, i := range b.byWeight() {
		members := b.factors[i].members
		if len(tries)+len(members) > mostMembers {
			continue
		}
		for m := range members {
			tries = append(tries, try{set: []int{i}, member: m + 1})
		}
	}
	return b.run(ctx, tries)
}

// run makes runs, and keeps what became of who was harmed.
func (b *Blame) run(ctx context.Context, tries []try) error {
	b.tell(b.done + len(tries))
	pool := experiment.Pool[tried]{Jobs: b.Jobs, Run: func(ctx context.Context, place, _ int) (tried, error) {
		score, err := b.score(ctx, b.changed(&tries[place]), b.Seed)
		if err != nil {
			return tried{}, err
		}
		return b.compare(score.Fates), ctx.Err()
	}}
	return pool.Take(ctx, len(tries), 0, 1, func(place, _ int, made tried) error {
		tries[place].tried = made
		b.tries = append(b.tries, tries[place])
		b.done++
		b.tell(b.done + len(tries) - 1 - place)
		return nil
	})
}

func (b *Blame) tell(of int) {
	if b.Told != nil {
		b.Told(b.done, of)
	}
}

// changed is the scenario as it is tried.
func (b *Blame) changed(t *try) *scenarios.Scenario {
	if t.member > 0 {
		return b.Scenario.Otherwise(b.factors[t.set[0]].members[t.member-1])
	}
	var factors []scenarios.Factor
	for _, i := range t.set {
		factors = append(factors, b.factors[i].of...)
	}
	return b.Scenario.Otherwise(factors...)
}

// compare holds the fates of a run against who was harmed before. Both are in the order of their
// intents. Who does not even click is harmed no more.
func (b *Blame) compare(fates []scenarios.Fate) tried {
	t := tried{still: make([]uint8, len(b.harmed))}
	at := 0
	for _, f := range fates {
		for at < len(b.harmed) && b.harmed[at].intent < f.Intent {
			at++
		}
		kinds, before := kindsOf(f), uint8(0)
		if at < len(b.harmed) && b.harmed[at].intent == f.Intent {
			before = b.harmed[at].kinds
			t.still[at] = kinds
		}
		for k := range t.made {
			if kinds&^before&(1<<k) != 0 {
				t.made[k]++
			}
		}
	}
	return t
}
