package study

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// CapacityPlan is the question how much load a shop can take: how it is looked for is what the
// scenario says under search.
type CapacityPlan struct {
	Scenario string   // a file, or the name of a built-in one
	Sets     []string // what is changed in it, path=value each
	Seed     uint64   // of replication 0; 0 is the scenario's own
	Jobs     int      // runs at the same time; 0 is one for each core
	Version  string   // of the program
	Told     func(experiment.Progress)
}

// Ask is the story of a capacity:
//
//  1. each replication looks for its own knee, see [experiment.FindKnee];
//  2. the capacity is the mean of the knees, and its interval holds the gaps, too;
//  3. what fails first, and who gives way, is told by the runs just above the knees;
//  4. runs at and beyond the knee tell whether the shop bends or collapses.
func (p CapacityPlan) Ask(ctx context.Context) (*Result, error) {
	c, err := p.begin()
	if err != nil {
		return nil, err
	}
	if err := c.findKnees(ctx); err != nil {
		return nil, err
	}
	if c.answer.Bound == "" {
		if err := c.drawCurve(ctx); err != nil {
			return nil, err
		}
	}
	c.answer.Probes = c.probes()
	c.nameBottleneck()
	return c.result(), nil
}

// capacitySearch is a search that is under way.
type capacitySearch struct {
	plan     CapacityPlan
	scenario *scenarios.Scenario // as the file has it, with the sets
	search   scenarios.Search
	dial     *scenarios.Dial
	promises scenarios.Thresholds
	phase    string // of the load, which is measured
	seed     uint64
	meter    *searchProgress

	start, least, most float64 // of what is tried

	gaps     []experiment.Gap // by replication
	met      int              // replications that met a bound instead
	leaps    int              // replications that bore more than a load that they did not bear
	attempts []attempt
	answer   Capacity
}

// begin looks at what is asked before anything is run.
func (p CapacityPlan) begin() (*capacitySearch, error) {
	s, err := scenarios.Load(p.Scenario, p.Sets)
	if err != nil {
		return nil, err
	}
	c := &capacitySearch{plan: p, scenario: s, search: s.Search, promises: s.Promises(), seed: p.Seed}
	if c.seed == 0 {
		c.seed = s.Seed
	}
	if c.search.Vary == "" {
		if c.search.Vary, err = theOnlyRate(s); err != nil {
			return nil, err
		}
	}
	if c.dial, err = s.Dial(c.search.Vary); err != nil {
		return nil, fmt.Errorf("%s: %w", p.Scenario, err)
	}
	if len(c.promises) == 0 {
		return nil, fmt.Errorf("%s promises nothing, so no load is too much for it: say what must hold with --threshold 'checkout_failed: rate<1%%', or under search.thresholds", p.Scenario)
	}
	c.phase = c.phaseOfInterest()
	if err := c.span(); err != nil {
		return nil, err
	}
	c.answer = Capacity{
		Vary: c.search.Vary, Unit: c.dial.Unit, Is: c.dial.Is, Until: c.promises.Lines(), Tolerance: c.search.Tolerance, Phase: c.phase,
	}
	c.meter = newSearchProgress(p.Told, c.search.Repeats)
	return c, nil
}

// theOnlyRate is the path of the rate that can be meant without saying so.
func theOnlyRate(s *scenarios.Scenario) (string, error) {
	var paths []string
	for i := range s.Load {
		if crowd := &s.Load[i]; crowd.Rate > 0 {
			paths = append(paths, "load."+crowd.Name+".rate")
		} else if len(crowd.Stages) > 0 {
			paths = append(paths, fmt.Sprintf("load.%s.stages[%d].target", crowd.Name, highest(crowd.Stages)))
		}
	}
	if len(paths) == 1 && strings.HasSuffix(paths[0], ".rate") {
		return paths[0], nil
	}
	hint := ""
	if len(paths) > 0 {
		hint = ", such as --vary '" + paths[0] + "'"
	}
	return "", fmt.Errorf("%s does not say what to turn up: --vary takes a path of --set%s, or the file says it under search.vary", s.Name, hint)
}

// highest is the stage with the highest target.
func highest(stages []scenarios.Stage) int {
	best := 0
	for i, stage := range stages {
		if stage.Target > stages[best].Target {
			best = i
		}
	}
	return best
}

// phaseOfInterest is the phase that the search has a threshold about, else the busiest.
func (c *capacitySearch) phaseOfInterest() string {
	for _, line := range c.search.Thresholds.Lines() {
		if _, tags, tagged := strings.Cut(line, "phase:"); tagged {
			return tags[:strings.IndexAny(tags, ",}")]
		}
	}
	busiest, most := "", -1.0
	for _, phase := range c.scenario.Load.Phases() {
		if rate := c.scenario.Load.Rate((phase.From + phase.Until) / 2); rate > most {
			busiest, most = phase.Name, rate
		}
	}
	return busiest
}

// spanOfSearch is how far a search goes from what the file says, up and down, unless it says so.
const spanOfSearch = 64

// span is the least and the most that is tried, and where the search begins.
func (c *capacitySearch) span() error {
	c.least, c.most = c.dial.Value/spanOfSearch, c.dial.Value*spanOfSearch
	for _, bound := range []struct {
		said scenarios.Amount
		to   *float64
	}{{c.search.From, &c.least}, {c.search.To, &c.most}} {
		if bound.said != "" {
			x, err := c.dial.Parse(string(bound.said))
			if err != nil {
				return err
			}
			*bound.to = x
		}
	}
	c.least, c.most = c.dial.Round(c.least), c.dial.Round(c.most)
	if c.least <= 0 || c.least >= c.most {
		return fmt.Errorf("%s is %s in the file, and from %s to %s nobody knows where to look: say so with --from, above 0, and --to", c.search.Vary,
			c.dial.Text(c.dial.Value), c.dial.Text(c.least), c.dial.Text(c.most))
	}
	c.start = min(max(c.dial.Value, c.least), c.most)
	return nil
}

// findKnees lets each replication look for its own knee.
func (c *capacitySearch) findKnees(ctx context.Context) error {
	tried := attempts{c: c}
	knee, err := experiment.FindKnee(ctx, experiment.Search{
		Start: c.start, Least: c.least, Most: c.most, Tolerance: c.search.Tolerance, Replications: c.search.Repeats,
		Confidence: confidence, Jobs: c.plan.Jobs,
	}, tried.borne)
	if err != nil {
		return err
	}
	c.gaps, c.attempts = knee.Knees, tried.sorted()
	c.answer.Estimate = estimateOf(c.mayBear(knee.Knees))
	c.answer.Bound, c.met = boundOf(knee.Knees)
	c.leaps = len(knee.Violations)
	if c.answer.Bound != "" {
		return tried.felt()
	}
	return nil
}

// mayBear are the least and the most that each replication may bear. Of whole numbers the one that
// fails is one too many, and there is nothing in between.
func (c *capacitySearch) mayBear(gaps []experiment.Gap) []experiment.Gap {
	if !c.dial.Whole() {
		return gaps
	}
	whole := slices.Clone(gaps)
	for i, g := range whole {
		if g.Pass > 0 && g.Fail > 0 {
			pass := c.dial.Round(g.Pass)
			whole[i] = experiment.Gap{Pass: pass, Fail: max(pass, c.dial.Round(g.Fail)-1)}
		}
	}
	return whole
}

// estimateOf is the mean of the knees. A knee lies somewhere in its gap, so the interval goes from
// the lower end of what the loads say that passed to the upper end of what those say that did not.
func estimateOf(gaps []experiment.Gap) experiment.Estimate {
	var passed, middle, failed []float64
	for _, g := range gaps {
		if g.Pass > 0 && g.Fail > 0 {
			passed, middle, failed = append(passed, g.Pass), append(middle, (g.Pass+g.Fail)/2), append(failed, g.Fail)
		}
	}
	e := experiment.MeanOf(middle, confidence)
	if e.N == 0 {
		return e
	}
	e.Low, e.High = experiment.MeanOf(passed, confidence).Low, experiment.MeanOf(failed, confidence).High
	if e.Method == experiment.Exact {
		e.Method = experiment.StudentT // all gaps are the same one, and the knees somewhere in it
	}
	return e
}

// boundOf says why there is no knee, if replications met a bound of the search instead, and how many.
func boundOf(gaps []experiment.Gap) (bound string, met int) {
	least, most := 0, 0
	for _, g := range gaps {
		switch {
		case g.Pass == 0:
			least++
		case g.Fail == 0:
			most++
		}
	}
	switch {
	case least+most == 0:
		return "", 0
	case least >= most:
		return LeastFails, least
	}
	return MostPasses, most
}

// atKnee are the runs of the first replications just below their knees.
func (c *capacitySearch) atKnee(n int) []attempt {
	var at []attempt
	for r := range n {
		load := c.dial.Round(c.gaps[r].Pass)
		at = append(at, c.attempts[slices.IndexFunc(c.attempts, func(t attempt) bool { return t.replication == r && t.load == load })])
	}
	return at
}

// drawCurve makes runs beyond the knee, where the search has made few or none.
func (c *capacitySearch) drawCurve(ctx context.Context) error {
	var loads []float64
	for _, times := range curveAt {
		load := c.dial.Round(min(times*c.answer.Estimate.Mean, c.dial.Most))
		if !slices.Contains(loads, load) {
			loads = append(loads, load)
		}
	}
	n := min(c.search.Repeats, curveRepeats)
	c.meter.curve(len(loads) * n)
	pool := experiment.Pool[attempt]{Jobs: c.plan.Jobs, Run: func(ctx context.Context, v, replication int) (attempt, error) {
		return c.try(ctx, loads[v], replication, true)
	}}
	curve := append([][]attempt{c.atKnee(n)}, make([][]attempt, len(loads))...)
	err := pool.Take(ctx, len(loads), 0, n, func(v, _ int, t attempt) error {
		curve[v+1] = append(curve[v+1], t)
		return nil
	})
	if err != nil {
		return err
	}
	c.answer.Shape, c.answer.ShapeWhy, c.answer.Beyond = judgeShape(c.answer.Estimate.Mean, curve)
	for _, at := range curve[1:] {
		c.attempts = append(c.attempts, at...)
	}
	return nil
}

// The loads of the curve, in times of the knee, and how often each is run. The search itself has
// made runs up to it.
var curveAt = []float64{1.25, 1.5, 2}

const curveRepeats = 3
