package study

import (
	"context"
	"slices"

	"buynow/scenarios"
)

// Blame asks what caused the harm of a run. The same run is made again with something changed, on
// the same luck, and who was harmed is compared wish by wish. Luck belongs to the wish, so this is
// no estimate: a wish that is harmed in the one run and not in the other owes it to the change.
//
// Let H be the wishes that suffered a kind of harm in the run, and H(x, y, …) those that suffer it
// once x, y, … are changed: a fault is left out, a policy is the other scenario's.
//
//   - through a fault f: H without H(f). It vanishes once the fault is gone;
//   - of these, only because of a policy p: those that are not in H(p) either. They are saved by
//     the other policy though the fault is there;
//   - with x alone: H without H(x). If a wish is saved by each of several alone, each of them was
//     needed for the harm, and it counts with each;
//   - only together: in H(x) and in H(y), and not in H(x, y);
//   - left: in all of them. It would have come anyway;
//   - made: in H(x), and not in H. The change harms others.
//
// The shares of a cause cut H into parts that have nothing in common: the wishes that are saved by
// exactly these alone, then those that are saved only by several together, then what is left.
//
// A change may change the whole world after it: without a fault queues are shorter, others come
// first, and other wishes meet other faults. All of that is part of what the fault caused.
type Blame struct {
	Scenario *scenarios.Scenario // as it ran
	Other    *scenarios.Scenario // whose policies it might have had; the same or nil for the faults alone
	Seed     uint64
	Asked    string             // the scenario, as it was asked for
	Sets     []string           // that make a plain run of it
	Jobs     int                // runs at once; one for each core if 0
	Told     func(done, of int) // hears how far it is; more may be found to do on the way

	score   func(ctx context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) // a run
	wishes  int
	harmed  []harmedWish
	factors []factor
	tries   []try
	done    int // runs, that of the scenario itself included
}

// What is tried at most. What is beyond is changed as one, and told as one.
const (
	mostFactors = 12 // of either kind
	mostPairs   = 24
	mostMembers = 12
)

// Find is the story of finding what to blame:
//  1. the run is made as it was, to see who is harmed, and which faults came at all;
//  2. each factor is changed alone;
//  3. if some harm stays whatever is changed alone, all faults are left out, all policies are the
//     other's, and both; and if that helps, each fault with each policy;
//  4. of a family of policies that matters, each member is changed alone.
//
// There is a cause for each kind of harm that anybody suffered.
func (b *Blame) Find(ctx context.Context) ([]Cause, error) {
	if b.score == nil {
		b.score = func(ctx context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) {
			return s.Score(ctx, scenarios.Options{Seed: seed})
		}
	}
	if err := b.look(ctx); err != nil || len(b.harmed) == 0 {
		return []Cause{}, err
	}
	for _, stage := range []func() [][]int{b.singles, b.wholes, b.pairs} {
		if err := b.try(ctx, stage()); err != nil {
			return nil, err
		}
	}
	if err := b.tryMembers(ctx); err != nil {
		return nil, err
	}
	causes := []Cause{}
	for _, kind := range harmKinds {
		if c, some := b.cause(kind); some {
			causes = append(causes, c)
		}
	}
	return causes, nil
}

// most is about how many runs it takes at most.
func (b *Blame) most() int {
	other := b.Other
	if other == nil {
		other = b.Scenario
	}
	return 1 + len(b.Scenario.Factors(other)) + mostMembers
}

// look makes the run as it was.
func (b *Blame) look(ctx context.Context) error {
	b.tell(1)
	score, err := b.score(ctx, b.Scenario, b.Seed)
	if err != nil {
		return err
	}
	b.done = 1
	b.wishes = len(score.Fates)
	for _, f := range score.Fates {
		if kinds := kindsOf(f); kinds != 0 {
			b.harmed = append(b.harmed, harmedWish{f.Intent, f.Order, kinds, f.End})
		}
	}
	other := b.Other
	if other == nil {
		other = b.Scenario
	}
	b.factors = factorsOf(b.Scenario.Factors(other), score.Faults)
	return ctx.Err()
}

// singles are the factors, each alone.
func (b *Blame) singles() [][]int {
	var sets [][]int
	for i := range b.factors {
		sets = append(sets, []int{i})
	}
	return sets
}

// wholes are all faults, all policies, and everything; if there is harm that no single one explains.
func (b *Blame) wholes() [][]int {
	if !b.unexplained() {
		return nil
	}
	var faults, policies []int
	for i := range b.factors {
		if b.factors[i].fault {
			faults = append(faults, i)
		} else {
			policies = append(policies, i)
		}
	}
	var sets [][]int
	for _, set := range [][]int{faults, policies, slices.Concat(faults, policies)} {
		if len(set) > 1 && !slices.ContainsFunc(sets, func(other []int) bool { return slices.Equal(other, set) }) {
			sets = append(sets, set)
		}
	}
	return sets
}

// pairs are each fault with each policy, if something together explains what no single one does.
func (b *Blame) pairs() [][]int {
	var sets [][]int
	if !b.explainedTogether() {
		return nil
	}
	for i := range b.factors {
		for k := range b.factors {
			if b.factors[i].fault && !b.factors[k].fault && !b.tried([]int{i, k}) {
				sets = append(sets, []int{i, k})
			}
		}
	}
	if len(sets) > mostPairs {
		return nil
	}
	return sets
}

// tried tells if a set of factors was changed already.
func (b *Blame) tried(set []int) bool {
	return slices.ContainsFunc(b.tries, func(t try) bool { return slices.Equal(t.set, set) })
}
