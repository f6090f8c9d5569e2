package study

import (
	"context"
	"slices"

	"buynow/sim/experiment"
)

// Causes says whether a comparison looks for what caused the harm.
type Causes string

// Whether to look for causes.
const (
	IfCheap Causes = "" // if that takes no more than some seconds
	Always  Causes = "always"
	Never   Causes = "never"
)

// cheapEvents is what may be played to find causes without being asked: some ten seconds on two cores.
const cheapEvents = 40_000_000

// tellCauses says what the harm in the first replication came from: of each variant that harmed more than
// the baseline, held against that; and of the baseline, held against the one that harmed least.
func (t *tally) tellCauses(ctx context.Context, asked []blaming, hear func(experiment.Progress)) ([]Cause, error) {
	told := []Cause{}
	switch t.plan.Asked.Causes {
	case Never:
		return told, nil
	case IfCheap:
		if t.eventsOf(asked) > cheapEvents {
			return told, nil
		}
	}
	done, of := 0, 0
	for _, one := range asked {
		of += one.blame.most()
	}
	for _, one := range asked {
		if hear != nil {
			one.blame.Told = func(now, _ int) { hear(experiment.Progress{Done: done + now, Of: max(of, done+now)}) }
		}
		causes, err := one.blame.Find(ctx)
		if err != nil {
			return told, err
		}
		for _, c := range causes {
			c.Variant, c.Against = one.variant, one.against
			told = append(told, c)
		}
		done += one.blame.done
	}
	return told, nil
}

// blaming is a variant that did harm, and the one that did less.
type blaming struct {
	variant, against int
	blame            *Blame
}

// blames are who is to be explained.
func (t *tally) blames(m Making) []blaming {
	var all []blaming
	base := t.plan.Baseline
	for v := range t.plan.Variants {
		against := base
		if v == base {
			against = slices.Index(t.harmed, slices.Min(t.harmed))
		}
		if t.harmed[v] <= t.harmed[against] {
			continue
		}
		all = append(all, blaming{v, against, &Blame{
			Scenario: t.plan.Variants[v].Scenario, Other: t.plan.Variants[against].Scenario, Seed: t.plan.Seed, Jobs: m.Jobs,
			Asked: t.plan.Asked.Scenario, Sets: slices.Concat(t.plan.Asked.Sets, t.plan.Variants[v].Flags),
		}})
	}
	return all
}

// eventsOf is about how much there is to be played to find causes.
func (t *tally) eventsOf(asked []blaming) (events uint64) {
	for _, one := range asked {
		events += t.scores[one.variant][0].Events * uint64(one.blame.most())
	}
	return events
}
