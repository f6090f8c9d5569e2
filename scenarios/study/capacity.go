package study

import (
	"context"
	"fmt"
	"math"
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

// certainty is that of all intervals.
const certainty = 0.95

// scouts are the replications that look for the knee without knowing where it may be. The others
// begin where these have found it. There are two, since most machines have two cores.
const scouts = 2

// Ask is the story of a capacity:
//
//  1. two replications double or halve the load until they know two between which the
//     thresholds fail, and halve the gap; the others do so from where these have found it;
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
	c.answer.Estimate = c.estimate()
	c.judgeBound()
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
	hunt     hunt
	start    float64
	meter    *searchProgress

	gaps     []gap // by replication
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
	c.hunt = hunt{tolerance: c.search.Tolerance, round: c.dial.Round, from: c.dial.Value / spanOfSearch, to: c.dial.Value * spanOfSearch}
	for _, bound := range []struct {
		said scenarios.Amount
		to   *float64
	}{{c.search.From, &c.hunt.from}, {c.search.To, &c.hunt.to}} {
		if bound.said != "" {
			x, err := c.dial.Parse(string(bound.said))
			if err != nil {
				return err
			}
			*bound.to = x
		}
	}
	c.hunt.from, c.hunt.to = c.dial.Round(c.hunt.from), c.dial.Round(c.hunt.to)
	if !(c.hunt.from < c.hunt.to) || c.hunt.from <= 0 && c.dial.Value <= 0 {
		return fmt.Errorf("%s is %s in the file, so nobody knows where to look: say so with --from and --to", c.search.Vary, c.dial.Text(c.dial.Value))
	}
	c.start = min(max(c.dial.Value, c.hunt.from), c.hunt.to)
	return nil
}

// findKnees lets each replication look for its own knee.
func (c *capacitySearch) findKnees(ctx context.Context) error {
	n := c.search.Repeats
	if err := c.findSome(ctx, 0, min(scouts, n), c.start, 2); err != nil {
		return err
	}
	guess := c.guess()
	if math.IsNaN(guess) {
		return nil // the bounds were met; the others would meet them, too
	}
	return c.findSome(ctx, min(scouts, n), n, guess, 1+2*c.search.Tolerance)
}

// findSome lets the replications from one to another look for their knees, at the same time.
func (c *capacitySearch) findSome(ctx context.Context, from, to int, start, factor float64) error {
	type found struct {
		gap      gap
		attempts []attempt
	}
	pool := experiment.Pool[found]{Jobs: c.plan.Jobs, Run: func(ctx context.Context, _, replication int) (found, error) {
		var f found
		g, err := c.hunt.bracket(start, factor, func(load float64) (bool, error) {
			t, err := c.try(ctx, load, replication, true)
			f.attempts = append(f.attempts, t)
			if err == nil {
				err = c.idle(f.attempts)
			}
			return t.passed, err
		})
		f.gap = g
		c.meter.found(replication)
		return f, err
	}}
	return pool.Take(ctx, 1, from, to, func(_, _ int, f found) error {
		c.gaps, c.attempts = append(c.gaps, f.gap), append(c.attempts, f.attempts...)
		return nil
	})
}

// idle is the error of a path that changes nothing: two runs at different loads are one and the
// same, event for event.
func (c *capacitySearch) idle(attempts []attempt) error {
	last := attempts[len(attempts)-1]
	for _, t := range attempts[:len(attempts)-1] {
		if t.hash == last.hash {
			return fmt.Errorf("%s changes nothing: at %s and at %s the runs are the same, event for event; turn up something that the shop feels, such as a rate or the target of a stage of the load",
				c.search.Vary, c.dial.Words(t.load), c.dial.Words(last.load))
		}
	}
	return nil
}

// guess is about where the scouts have found the knee, NaN if they have not.
func (c *capacitySearch) guess() float64 {
	sum, n := 0.0, 0.0
	for _, g := range c.gaps {
		if g.found() {
			sum, n = sum+(g.pass+g.fail)/2, n+1
		}
	}
	return c.dial.Round(sum / n)
}

// estimate is the mean of the knees. A knee lies somewhere in its gap, so the interval goes from
// the lower end of what the loads that passed say to the upper end of what those say that did not.
func (c *capacitySearch) estimate() experiment.Estimate {
	var passed, middle, failed []float64
	for _, g := range c.gaps {
		if g.found() {
			passed, middle, failed = append(passed, g.pass), append(middle, (g.pass+g.fail)/2), append(failed, g.fail)
		}
	}
	if len(middle) == 0 {
		return experiment.Estimate{Method: experiment.None}
	}
	e := experiment.MeanOf(middle, certainty)
	e.Low, e.High = experiment.MeanOf(passed, certainty).Low, experiment.MeanOf(failed, certainty).High
	if e.Method == experiment.Exact {
		e.Method = experiment.StudentT // all gaps are the same one, and the knees somewhere in it
	}
	return e
}

// judgeBound says why there is no knee, if there is none.
func (c *capacitySearch) judgeBound() {
	least, most := 0, 0
	for _, g := range c.gaps {
		if math.IsNaN(g.pass) {
			least++
		} else if math.IsNaN(g.fail) {
			most++
		}
	}
	switch {
	case c.answer.Estimate.N > 0 && least+most == 0:
	case least >= most:
		c.answer.Bound = LeastFails
	default:
		c.answer.Bound = MostPasses
	}
}

// drawCurve makes runs around and beyond the knee, where the search has made few or none.
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
		return c.try(ctx, loads[v], replication, false)
	}}
	curve := make([][]attempt, len(loads))
	err := pool.Take(ctx, len(loads), 0, n, func(v, _ int, t attempt) error {
		curve[v] = append(curve[v], t)
		return nil
	})
	if err != nil {
		return err
	}
	c.answer.Shape, c.answer.ShapeWhy, c.answer.Beyond = judgeShape(c.answer.Estimate.Mean, curve)
	for _, at := range curve {
		c.attempts = append(c.attempts, at...)
	}
	return nil
}

// The loads of the curve, in times of the knee, and how often each is run. The search itself has
// made runs below it.
var curveAt = []float64{0.75, 1, 1.25, 1.5, 2}

const curveRepeats = 3
