package study

import (
	"context"
	"errors"
	"slices"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// Making is how a comparison is made. None of it changes the answer.
type Making struct {
	Jobs  int                       // trials at once; as many as there are cores if it is 0
	Store *Store                    // where finished trials are kept; nil if they are not
	Told  func(experiment.Progress) // hears how far it is
	score scoringFunction           // in a test, what stands for a run
}

// scoringFunction plays a scenario and says what the run amounts to.
type scoringFunction func(ctx context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error)

func scored(ctx context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) {
	return s.Score(ctx, scenarios.Options{Seed: seed})
}

// Compare is the story of a comparison:
//  1. replication r plays every variant with the seed of the plan plus r, and keeps each run that is over;
//  2. runs are taken in their order, whichever was over first;
//  3. where a precision is asked for, a fixed schedule says when to look whether it is reached;
//  4. if the best is to be chosen, those who may be it go on until one is left;
//  5. what all of them amount to is held against the baseline;
//  6. some wishes that ended differently are told, and what caused the harm.
//
// If the context ends it early, the answer is that of the replications that are complete, and comes with
// the context's error; without two of them there is none. If the best cannot be chosen, the answer comes with
// [ErrUndecided].
func Compare(ctx context.Context, p *Plan, m Making) (*Result, error) {
	t := newTally(p)
	err := t.play(ctx, m)
	if err != nil && ctx.Err() == nil {
		if errors.Is(err, ErrUndecided) {
			return t.result(), err
		}
		return nil, err
	}
	t.cutShort = err != nil
	if t.complete() < 2 {
		return nil, err
	}
	r := t.result()
	if err == nil {
		err = t.tellWhy(ctx, m, r)
	}
	return r, err
}

// tellWhy adds who ended differently, and what caused the harm.
func (t *tally) tellWhy(ctx context.Context, m Making, r *Result) (err error) {
	c := r.Comparison
	if c.Pairs, err = t.tellPairs(ctx); err != nil {
		return err
	}
	blames := t.blames(m)
	for _, one := range blames {
		r.Commands = append(r.Commands, Line{"what caused the harm of " + t.plan.Variants[one.variant].Name, t.plan.BlameCommand(one.variant, one.against)})
	}
	c.Causes, err = t.tellCauses(ctx, blames, m.Told)
	return err
}

// play makes trials until there are enough.
func (t *tally) play(ctx context.Context, m Making) error {
	score := m.score
	if score == nil {
		score = scored
	}
	pool := experiment.Pool[*scenarios.Score]{Jobs: m.Jobs}
	pool.Run = func(ctx context.Context, variant, replication int) (*scenarios.Score, error) {
		made, err := score(ctx, t.plan.Variants[variant].Scenario, t.plan.Seed+uint64(replication))
		if err == nil && m.Store != nil {
			err = m.Store.put(t.plan, variant, replication, made)
		}
		return made, err
	}
	if m.Store != nil {
		pool.Have = func(variant, replication int) (*scenarios.Score, bool) {
			return m.Store.get(t.plan, variant, replication)
		}
	}
	if m.Told != nil {
		pool.Told = m.Told
	}
	if _, err := pool.Until(ctx, len(t.plan.Variants), t.looks, t.take, t.enough); err != nil {
		return err
	}
	return t.choose(ctx, &pool)
}

// looksOf says after how many replications a comparison looks whether they are enough.
func looksOf(p *Plan) []int {
	if p.Precision > 0 {
		return p.schedule().Looks()
	}
	return []int{p.Replications}
}

// schedule is that of a comparison of a precision.
func (p *Plan) schedule() experiment.Schedule {
	return experiment.Schedule{Precision: p.Precision}
}

// enough tells if nothing is open any more that the comparison was made for.
func (t *tally) enough(int) bool {
	return t.plan.Precision > 0 && len(t.open()) == 0
}

// open lists the differences that are neither as precise as was asked for, nor resolved.
func (t *tally) open() []experiment.Question {
	return t.plan.schedule().Open(t.compare(), func(m experiment.Metric) bool { return slices.Contains(Watched, m.Name) })
}

// Watched are the metrics that a comparison of a precision goes on for. The others come as they come: there is always one
// that is too rare to be told within any time.
var Watched = []string{"double_charges", "lost_orders", "orders_confirmed", "orders_delivered", "goodput", "confirmation_p50", "confirmation_p99", "profit"}
