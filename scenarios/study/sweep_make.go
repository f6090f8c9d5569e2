package study

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// loadPoints reads the scenario at each point as each variant. The shop is that of the file: pools
// that are auto would grow with a load that is varied, and are kept as they were.
func (p *SweepPlan) loadPoints(s *scenarios.Scenario) error {
	h := sha256.New()
	pools := make([][]string, len(p.Variants))
	for v, name := range p.Variants {
		plain, err := s.As(name)
		if err != nil {
			return err
		}
		pools[v] = plain.Scenario.Source.Sized
		p.names = append(p.names, plain.Name)
	}
	for i := range p.points {
		point := &p.points[i]
		sets := slices.Clone(p.Sets)
		for k, a := range p.axes {
			sets = append(sets, a.Path+"="+point.at[k])
		}
		for v, name := range p.Variants {
			one, err := p.load(name, sets, pools[v])
			if err != nil {
				return fmt.Errorf("at %s:\n%w", p.where(i), err)
			}
			hash := one.scenario.Hash()
			fmt.Fprintf(h, "%x\n", hash)
			point.variants = append(point.variants, one)
		}
	}
	p.Hash = hex.EncodeToString(h.Sum(nil))[:12]
	return nil
}

// load reads the scenario as a variant, with pools of the sizes that they have without the sets.
func (p *SweepPlan) load(name string, sets, pools []string) (one sweepVariant, err error) {
	v, err := scenarios.LoadVariant(p.Scenario, name, sets)
	if err != nil {
		return one, err
	}
	var kept []string
	for _, pool := range pools {
		path, _, _ := strings.Cut(pool, "=")
		varied := slices.ContainsFunc(p.axes, func(a *axis) bool { return a.Path == path })
		if !varied && !slices.Contains(v.Scenario.Source.Sized, pool) {
			kept = append(kept, pool)
		}
	}
	if len(kept) > 0 {
		sets = append(slices.Clone(sets), kept...)
		if v, err = scenarios.LoadVariant(p.Scenario, name, sets); err != nil {
			return one, err
		}
	}
	return sweepVariant{v.Scenario, append(slices.Clone(sets), v.Flags...), kept}, nil
}

// where is a point in words: vars.peak=40 faults[0].probability=5%.
func (p *SweepPlan) where(point int) string {
	var words []string
	for i, a := range p.axes {
		words = append(words, a.Path+"="+p.points[point].at[i])
	}
	return strings.Join(words, " ")
}

// trial stands for one run: the scenario as the variant has it at the point, its luck, the program.
func (p *SweepPlan) trial(point, variant, replication int) string {
	hash := p.points[point].variants[variant].scenario.Hash()
	h := sha256.New()
	fmt.Fprintf(h, "%x %d %s %q %q\n", hash, p.Seed+uint64(replication), p.Metric, p.Version, p.Build)
	return hex.EncodeToString(h.Sum(nil))[:24]
}

// sweepTrial is what is kept of one run.
type sweepTrial struct {
	value experiment.Value
	hash  string // of its trace
}

// SweepMaking is how a sweep is made. None of it changes the answer.
type SweepMaking struct {
	Jobs  int                       // runs at once; as many as there are cores if it is 0
	Store *SweepStore               // where finished runs are kept; nil if they are not
	Told  func(experiment.Progress) // hears how far it is
}

// Sweep is the story of a sweep: at each point, replication r runs every variant with the seed of the
// plan plus r; who wins is judged point by point, and told as a map.
func (p *SweepPlan) Sweep(ctx context.Context, m SweepMaking) (*Result, error) {
	trials := make([][][]sweepTrial, len(p.points)) // by point, variant and replication
	for i := range trials {
		trials[i] = make([][]sweepTrial, len(p.Variants))
	}
	n := len(p.Variants)
	pool := experiment.Pool[sweepTrial]{Jobs: m.Jobs, Told: m.Told, Run: func(ctx context.Context, place, replication int) (sweepTrial, error) {
		t, err := p.run(ctx, place/n, place%n, replication)
		if err == nil && m.Store != nil {
			err = m.Store.put(p.trial(place/n, place%n, replication), t)
		}
		return t, err
	}}
	if m.Store != nil {
		pool.Have = func(place, replication int) (sweepTrial, bool) {
			return m.Store.get(p.trial(place/n, place%n, replication))
		}
	}
	err := pool.Take(ctx, len(p.points)*n, 0, p.Replications, func(place, _ int, t sweepTrial) error {
		trials[place/n][place%n] = append(trials[place/n][place%n], t)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p.result(trials), nil
}

// run makes one run.
func (p *SweepPlan) run(ctx context.Context, point, variant, replication int) (sweepTrial, error) {
	score, err := p.points[point].variants[variant].scenario.Score(ctx, scenarios.Options{Seed: p.Seed + uint64(replication)})
	if err != nil {
		return sweepTrial{}, err
	}
	return sweepTrial{score.Values[p.metric], score.TraceHash}, nil
}
