package study

import (
	"buynow/scenarios"
	"buynow/sim/experiment"
)

// tally is the runs of a comparison as they come in, replication by replication.
type tally struct {
	plan   *Plan
	scores [][]*scenarios.Score // by variant and replication, without their fates once they are paired
	pairs  []Pairs              // with the baseline, by variant
	harmed []int                // in the first replication, by variant

	looks    []int // after how many replications it is looked whether they are enough
	cutShort bool  // somebody stopped it
	choice   *Choice
}

func newTally(p *Plan) *tally {
	variants := len(p.Variants)
	return &tally{
		plan: p, scores: make([][]*scenarios.Score, variants), pairs: make([]Pairs, variants), harmed: make([]int, variants), looks: looksOf(p),
	}
}

// take takes a run. They come in order.
func (t *tally) take(variant, replication int, score *scenarios.Score) error {
	t.scores[variant] = append(t.scores[variant], score)
	if variant == len(t.scores)-1 {
		t.pair(replication)
	}
	return nil
}

// pair pairs the wishes of a replication, and forgets them: only this one has to be in memory.
func (t *tally) pair(replication int) {
	base := t.scores[t.plan.Baseline][replication]
	for v := range t.scores {
		score := t.scores[v][replication]
		if v != t.plan.Baseline {
			t.pairs[v].Add(PairFates(score.Seed, base.Fates, score.Fates))
		}
		if replication == 0 {
			t.harmed[v] = harmIn(score.Fates)
		}
	}
	for v := range t.scores {
		t.scores[v][replication].Fates = nil
	}
}

// complete is how many replications there are of every variant.
func (t *tally) complete() int { return len(t.scores[len(t.scores)-1]) }

// compare holds the variants against the baseline.
func (t *tally) compare() *experiment.Comparison {
	observations := make([][][]experiment.Value, len(t.scores))
	for v, scores := range t.scores {
		for _, score := range scores[:t.complete()] {
			observations[v] = append(observations[v], score.Values)
		}
	}
	return experiment.Compare(scenarios.Scored, t.plan.names(), t.plan.Baseline, observations, experiment.Options{Looks: len(t.looks)})
}

// result is the whole answer.
func (t *tally) result() *Result {
	p := t.plan
	for v := range t.scores {
		t.scores[v] = t.scores[v][:t.complete()]
	}
	r := &Result{
		Kind: "compare", Scenario: p.Asked.Scenario, Description: p.Description, Digest: p.Digest(), Version: p.Version, Seed: p.Seed,
	}
	asked := p.Asked
	asked.Build = "" // which is not part of the answer
	r.Asked = &asked
	c := &Comparison{Comparison: *t.compare(), Runs: t.madeRuns(), Choice: t.choice, Pairs: []Pairing{}, Causes: []Cause{}}
	r.Comparison = c
	for v := range t.scores {
		c.Variants = append(c.Variants, t.line(v))
		c.Curves = append(c.Curves, t.curve(v))
	}
	base := t.scores[p.Baseline]
	for _, score := range base {
		c.Orders += float64(score.Placed) / float64(len(base))
	}
	c.Width, c.Faults = base[0].Width, base[0].Faults
	if c.Faults == nil {
		c.Faults = []scenarios.FaultLine{}
	}
	r.Headline = c.headline()
	r.Story = t.story(c)
	r.Commands = t.commands(c)
	return r
}

// line says what became of one variant, beside its metrics.
func (t *tally) line(variant int) VariantLine {
	v, scores := t.plan.Variants[variant], t.scores[variant]
	first := scores[0]
	l := VariantLine{
		Letter: letterOf(variant), Name: v.Name, Text: v.Text, Flags: append([]string{}, v.Flags...), Broken: []Breaking{},
		Judged: first.Judged, Finding: first.Finding, Order: first.Order, Hash: first.TraceHash,
	}
	at := map[string]int{}
	for _, score := range scores {
		for _, breach := range score.Broken {
			i, known := at[breach.Invariant]
			if !known {
				i = len(l.Broken)
				at[breach.Invariant] = i
				l.Broken = append(l.Broken, Breaking{Invariant: breach.Invariant, Seed: score.Seed, Order: breach.Order})
			}
			l.Broken[i].Runs++
			l.Broken[i].Shop += breach.Shop
			l.Broken[i].World += breach.World
		}
	}
	return l
}
