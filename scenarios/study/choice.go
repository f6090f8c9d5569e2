package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"buynow/scenarios"
	"buynow/sim"
	"buynow/sim/experiment"
)

// Choice is the variant that is best by one metric, found by the procedure KN (see [experiment.Selection]):
// variants that are beaten make no further runs. Its runs beyond those of the comparison are not in the table,
// whose intervals hold for a number of replications that was fixed before.
type Choice struct {
	Metric     experiment.Metric `json:"metric"`
	Best       int               `json:"best"` // the variant
	Zone       float64           `json:"zone"` // differences below it do not matter
	Confidence float64           `json:"confidence"`
	Runs       []int             `json:"runs"` // by variant, that it took to leave it out, or to choose it
}

// ErrUndecided means that the best cannot be chosen by a metric. What the runs of the comparison say stands all the same.
var ErrUndecided = errors.New("the best is not known")

// DefaultWithin is the smallest difference that matters, as a share of the baseline.
const DefaultWithin = 0.01

// checkChoice looks whether the variants can be chosen among by a metric.
func (p *Plan) checkChoice() error {
	if p.Best == "" {
		return nil
	}
	m := metricNamed(p.Best)
	switch {
	case m < 0:
		return fmt.Errorf("there is no metric %.60q to choose by%s", p.Best, meant(p.Best))
	case scenarios.Scored[m].Better == experiment.Neither:
		return fmt.Errorf("%s has no better way, so nobody is best by it", p.Best)
	case p.Precision > 0:
		return fmt.Errorf("choosing the best by %s ends by itself: leave out the precision", p.Best)
	case !(p.Within > 0 && p.Within < 1):
		return fmt.Errorf("a difference of %g of the baseline, want more than 0 and less than 1, such as 1%%", p.Within)
	}
	return nil
}

func metricNamed(name string) int {
	return slices.IndexFunc(scenarios.Scored, func(m experiment.Metric) bool { return m.Name == name })
}

// meant is a hint at the metric that was probably meant.
func meant(typed string) string {
	var names []string
	for _, m := range scenarios.Scored {
		names = append(names, m.Name)
	}
	if name := sim.Nearest(typed, names); name != "" {
		return ", did you mean " + name + "?"
	}
	return "; buynow list scores has them"
}

// choose goes on from the replications of the comparison until one variant is left.
func (t *tally) choose(ctx context.Context, pool *experiment.Pool[*scenarios.Score]) error {
	p := t.plan
	if p.Best == "" {
		return nil
	}
	m, made := metricNamed(p.Best), t.complete()
	base := 0.
	for _, score := range t.scores[p.Baseline] {
		base += score.Values[m].X / float64(made)
	}
	c := &Choice{Metric: scenarios.Scored[m], Zone: p.Within * math.Abs(base), Confidence: confidence, Runs: make([]int, len(p.Variants))}
	if !(c.Zone > 0) {
		return fmt.Errorf("%w: choose by %s: it is %g with %s, and a share of that is no difference that matters; take another baseline or metric", ErrUndecided, p.Best, base, p.names()[p.Baseline])
	}
	s, err := experiment.NewSelection(len(p.Variants), experiment.SelectionOptions{Zone: c.Zone, Better: c.Metric.Better, Confidence: confidence, First: made})
	if err != nil {
		return fmt.Errorf("choose by %s: %w", p.Best, err)
	}
	for r := range made {
		values := make([]float64, len(p.Variants))
		for v := range values {
			values[v] = t.scores[v][r].Values[m].X
			c.Runs[v] = made
		}
		if err := s.Add(values); err != nil {
			return fmt.Errorf("%w: choose by %s: %w", ErrUndecided, p.Best, err)
		}
	}
	for !s.Done() {
		next, _ := s.More()
		if made+next > MostReplications {
			return fmt.Errorf("%w: choose by %s: not after %d replications; a larger difference than %.3g %% may be enough", ErrUndecided, p.Best, made, 100*p.Within)
		}
		if err := t.goOn(ctx, pool, s, c, m, made, made+next); err != nil {
			return err
		}
		made += next
	}
	c.Best = s.In()[0]
	t.choice = c
	return nil
}

// goOn makes some replications of the variants that are left.
func (t *tally) goOn(ctx context.Context, pool *experiment.Pool[*scenarios.Score], s *experiment.Selection, c *Choice, metric, from, to int) error {
	left := slices.Clone(s.In())
	some := *pool
	some.Run = func(ctx context.Context, at, replication int) (*scenarios.Score, error) {
		return pool.Run(ctx, left[at], replication)
	}
	if pool.Have != nil {
		some.Have = func(at, replication int) (*scenarios.Score, bool) { return pool.Have(left[at], replication) }
	}
	values := make([]float64, len(t.plan.Variants))
	return some.Take(ctx, len(left), from, to, func(at, replication int, score *scenarios.Score) error {
		if slices.Contains(s.In(), left[at]) {
			values[left[at]], c.Runs[left[at]] = score.Values[metric].X, replication+1
		}
		if at < len(left)-1 {
			return nil
		}
		return s.Add(values)
	})
}
