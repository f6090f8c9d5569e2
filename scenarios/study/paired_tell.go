package study

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"buynow/scenarios"
)

// What is told of pairs at most: all groups have examples with the commands that tell them, the
// first ones have their stories as well, from as few replications as may be.
const (
	mostGroupsTold = 6
	mostSeedsTold  = 3
)

// tellPairs is what the pairs of all variants come to: who ended differently, a few of them with
// both their stories, and where the first runs part.
func (t *tally) tellPairs(ctx context.Context) ([]Pairing, error) {
	told := []Pairing{}
	for v := range t.pairs {
		if v == t.plan.Baseline {
			continue
		}
		pairing := t.pairs[v].Pairing(v)
		var err error
		if pairing.Parting, err = FindParting(ctx, t.plan.Variants[t.plan.Baseline].Scenario, t.plan.Variants[v].Scenario, t.plan.Seed); err != nil {
			return told, err
		}
		if err := t.plan.tellExamples(ctx, &pairing); err != nil {
			return told, err
		}
		told = append(told, pairing)
	}
	return told, nil
}

// tellExamples adds the stories and the commands to the examples of a pairing.
func (p *Plan) tellExamples(ctx context.Context, pairing *Pairing) error {
	bySeed := map[uint64][]*Example{}
	for g := range pairing.Groups {
		for i := range pairing.Groups[g].Examples {
			e := &pairing.Groups[g].Examples[i]
			e.ExplainA = p.explainWish(p.Baseline, e.Seed, e.OrderA, e.Intent)
			e.ExplainB = p.explainWish(pairing.Variant, e.Seed, e.OrderB, e.Intent)
			if g < mostGroupsTold || pairing.Groups[g].Harm != "" && g < 2*mostGroupsTold {
				bySeed[e.Seed] = append(bySeed[e.Seed], e)
			}
		}
	}
	seeds := slices.Sorted(maps.Keys(bySeed))
	for _, seed := range seeds[:min(len(seeds), mostSeedsTold)] {
		if err := p.tellBoth(ctx, pairing.Variant, seed, bySeed[seed]); err != nil {
			return err
		}
	}
	return nil
}

// tellBoth tells both stories of some wishes in one replication, in one run of either variant.
func (p *Plan) tellBoth(ctx context.Context, variant int, seed uint64, examples []*Example) error {
	intents := make([]uint64, len(examples))
	for i, e := range examples {
		intents[i] = e.Intent
	}
	var stories [2][]string
	var failed [2]error
	sideBySide(func(side int) {
		v := p.Variants[[2]int{p.Baseline, variant}[side]]
		stories[side], failed[side] = v.Scenario.Tell(ctx, scenarios.Options{Seed: seed}, intents...)
	})
	if err := cmp.Or(failed[0], failed[1]); err != nil {
		return err
	}
	for i, e := range examples {
		e.StoryA, e.StoryB = stories[0][i], stories[1][i]
		e.Parts = partsAt(e.StoryA, e.StoryB)
	}
	return nil
}

// explainWish is the command that tells the story of a wish: by its order, if it became one.
func (p *Plan) explainWish(variant int, seed uint64, order int, intent uint64) string {
	if order > 0 {
		return p.ExplainCommand(variant, seed, order)
	}
	return p.single(variant, seed, "explain", "--wish", strconv.FormatUint(intent, 10))
}
