package study

import (
	"fmt"
	"slices"
	"strings"

	"buynow/sim/experiment"
)

// result makes an answer of the runs, in words and with the commands that show it.
func (p *SweepPlan) result(trials [][][]sweepTrial) *Result {
	w := p.mapOf(trials)
	return &Result{
		Kind: "sweep", Scenario: p.Name, Description: p.Description, Digest: p.Hash, Version: p.Version, Seed: p.Seed,
		Sweep: w, Headline: w.headline(), Story: p.story(w), Commands: p.commands(w),
	}
}

// headline is who wins, and whether everywhere.
func (w *Sweep) headline() string {
	best := 0
	for v, share := range w.Wins {
		if share > w.Wins[best] {
			best = v
		}
	}
	known := func(e experiment.Estimate) bool { return e.N > 0 }
	switch name := capital(w.Variants[best]); {
	case !slices.ContainsFunc(w.Points, func(p Point) bool { return slices.ContainsFunc(p.Estimates, known) }):
		return fmt.Sprintf("Nothing happened at any point that would say anything about %s.", w.Metric.Text)
	case w.Wins[best] == 0:
		return fmt.Sprintf("Nowhere can one variant be told to be the best by %s.", w.Metric.Text)
	case w.Wins[best] > 1-1e-9:
		return fmt.Sprintf("%s wins everywhere, by %s.", name, w.Metric.Text)
	default:
		return fmt.Sprintf("%s wins at %s of the points, by %s.", name, percents(w.Wins[best]), w.Metric.Text)
	}
}

// percents is a share in words: 63 %, and never 100 % unless it is all.
func percents(share float64) string {
	text := fmt.Sprintf("%.0f %%", 100*share)
	switch {
	case share < 1 && text == "100 %":
		return "almost 100 %"
	case share > 0 && text == "0 %":
		return "hardly 1 %"
	}
	return text
}

// story is how it was found out, and what it means.
func (p *SweepPlan) story(w *Sweep) []string {
	design := "a grid"
	if w.Design == Sobol {
		design = "a scrambled Sobol sequence, which fills the space evenly"
	}
	var axes []string
	for _, a := range w.Axes {
		axes = append(axes, a.Path)
	}
	story := []string{fmt.Sprintf("%s ran at each of %s of %s over %s, %s each on the same luck. One wins where all others can be told to be worse at 95 %%.",
		capital(many(len(w.Variants), "variant")), many(len(w.Points), "point"), design, strings.Join(axes, ", "), many(w.Replications, "replication"))}
	if w.Ties > 0 {
		story = append(story, fmt.Sprintf("At %s of the points several cannot be told apart.", percents(w.Ties)))
	}
	if twins := w.twins(); twins != nil {
		story = append(story, fmt.Sprintf("%s and %s are the same at every point, event for event: what is varied lies over what they say.",
			capital(w.Variants[twins[0]]), w.Variants[twins[1]]))
	}
	return story
}

// twins are two variants whose runs are the same at every point, nil if there are none.
func (w *Sweep) twins() []int {
	for a := range w.Variants {
		for b := range a {
			if !slices.ContainsFunc(w.Points, func(p Point) bool { return p.Hashes[a] != p.Hashes[b] }) {
				return []int{b, a}
			}
		}
	}
	return nil
}

// commands are those that make it again, and that look closer where a variant loses most.
func (p *SweepPlan) commands(w *Sweep) []Line {
	lines := []Line{{"this map again", p.Command()}}
	worst := 0
	for v := range w.Regret {
		if w.Regret[v] > w.Regret[worst] {
			worst = v
		}
	}
	if w.Regret[worst] > 0 {
		at := w.At[worst]
		lines = append(lines, Line{fmt.Sprintf("where %s loses most: all numbers", p.names[worst]), p.CompareCommand(at)})
		lines = append(lines, Line{fmt.Sprintf("one run of %s there", p.names[worst]), p.RunCommand(at, worst)})
	}
	return lines
}

// Command makes the sweep again.
func (p *SweepPlan) Command() string {
	words := []string{"buynow", "sweep", shellWord(p.Scenario)}
	for _, over := range p.Over {
		words = append(words, "--over", shellWord(over))
	}
	words = append(words, variantWords(p.Variants)...)
	words = append(words, "--metric", p.Metric, "--design", p.Design, "--points", fmt.Sprint(p.Points), "--reps", fmt.Sprint(p.Replications), "--seed", fmt.Sprint(p.Seed))
	return strings.Join(append(words, setWords(p.Sets)...), " ")
}

// variantWords are the flags that name variants; those with a colon have a flag each.
func variantWords(variants []string) []string {
	var named, words []string
	for _, name := range variants {
		if strings.Contains(name, ":") {
			words = append(words, "--variant", shellWord(name))
		} else {
			named = append(named, name)
		}
	}
	if len(named) > 0 {
		words = append([]string{"--variants", shellWord(strings.Join(named, ","))}, words...)
	}
	return words
}

// CompareCommand compares the variants at a point, by all metrics.
func (p *SweepPlan) CompareCommand(point int) string {
	words := append([]string{"buynow", "compare", shellWord(p.Scenario)}, variantWords(p.Variants)...)
	words = append(words, "--reps", fmt.Sprint(p.Replications), "--seed", fmt.Sprint(p.Seed))
	return strings.Join(append(words, setWords(p.setsAt(point))...), " ")
}

// setsAt are what is set for all variants at a point: with pools that were kept as large as they are in the
// file, or the comparison would be one of shops that grow with their load.
func (p *SweepPlan) setsAt(point int) []string {
	sets := append([]string{}, p.Sets...)
	at := &p.points[point]
	for i, a := range p.axes {
		sets = append(sets, a.Path+"="+at.at[i])
	}
	for _, pool := range at.variants[0].pools {
		asLarge := func(v sweepVariant) bool {
			return slices.Contains(v.pools, pool) || slices.Contains(v.scenario.Source.Sized, pool)
		}
		if all(at.variants, asLarge) {
			sets = append(sets, pool)
		}
	}
	return sets
}

// RunCommand is a plain run of a variant at a point: its first replication.
func (p *SweepPlan) RunCommand(point, variant int) string {
	return capacityLine("run", p.Scenario, p.Seed, p.points[point].variants[variant].sets)
}
