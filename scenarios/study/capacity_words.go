package study

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"buynow/scenarios"
)

// result makes an answer of a search, in words and with the commands that show it.
func (c *capacitySearch) result() *Result {
	hash := c.scenario.Hash()
	r := &Result{
		Kind: "capacity", Scenario: c.scenario.Name, Description: c.scenario.Description, Digest: hex.EncodeToString(hash[:6]),
		Version: c.plan.Version, Seed: c.seed, Capacity: &c.answer,
	}
	r.Headline, r.Story = c.headline(), c.story()
	r.Commands = c.commands()
	return r
}

// Words is a number of what is varied, as people read it: 46.1 customers/s.
func (c *Capacity) Words(x float64) string { return scenarios.SayNumber(x, c.Is, c.Unit) }

// Interval is how sure the estimate is, in words.
func (c *Capacity) Interval() string {
	e := c.Estimate
	if e.N < 2 {
		return fmt.Sprintf("between %s and %s, one replication", scenarios.SayNumber(e.Low, c.Is, ""), c.Words(e.High))
	}
	return fmt.Sprintf("%.0f %% interval %s to %s, %s", 100*confidence, scenarios.SayNumber(e.Low, c.Is, ""), c.Words(e.High), many(e.N, "replication"))
}

// headline is the answer.
func (c *capacitySearch) headline() string {
	e, name := c.answer.Estimate, c.scenario.Name
	switch {
	case c.answer.Bound == LeastFails:
		return fmt.Sprintf("Even %s is too much for %s%s: %s fails.", c.answer.Words(c.least), name, c.often(), c.answer.Broken)
	case c.answer.Bound == MostPasses:
		return fmt.Sprintf("%s is not too much for %s%s: all that was promised holds.", capital(c.answer.Words(c.most)), name, c.often())
	}
	text := fmt.Sprintf("%s bears %s", capital(name), c.answer.Words(e.Mean))
	if c.answer.Actor != "" {
		text += fmt.Sprintf("; then the %s gives way", named(c.answer.Actor))
	}
	return text + "."
}

// often says in how many replications a bound was met, if not in all.
func (c *capacitySearch) often() string {
	if c.met == len(c.gaps) {
		return ""
	}
	return fmt.Sprintf(" in %d of %d replications", c.met, len(c.gaps))
}

// story is how it was found out, and what it means.
func (c *capacitySearch) story() []string {
	runs, n := len(c.attempts), len(c.gaps)
	tried := fmt.Sprintf("%s was turned up and down in %s, to %.3g %% in each of %s with luck of its own, until %s.",
		c.search.Vary, many(runs, "run"), 100*c.search.Tolerance, many(n, "replication"), c.ended())
	story := []string{tried}
	if blind := c.blind(); blind != "" {
		story = append(story, blind)
	}
	if c.leaps > 0 {
		story = append(story, fmt.Sprintf("In %d of %s a value held above one that did not: the knee is told by the least that does not hold.", c.leaps, many(n, "replication")))
	}
	if c.answer.Bound != "" {
		return append(story, c.advice())
	}
	if c.answer.Why != "" {
		story = append(story, "What gives way first is "+c.answer.Why+".")
	}
	story = append(story, capital(c.answer.ShapeWhy))
	if scale := c.scenario.Scale; scale > 1 {
		story = append(story, fmt.Sprintf("This is of the shop scaled down %s times, whose pools are rounded to whole workers: full size may bear more or less.", threeDigits(scale)))
	}
	if !c.dial.Load {
		story = append(story, fmt.Sprintf("%s is not how many customers come: as many come at any value of it.", c.search.Vary))
	}
	return story
}

func (c *capacitySearch) ended() string {
	if c.answer.Bound == MostPasses {
		return "the largest value was reached"
	}
	return c.answer.Broken + " did not hold"
}

// blind is a warning that the thresholds do not look at what matters: they hold though far fewer of the
// customers are thanked than at less load, say because they are turned away with an honest page.
func (c *capacitySearch) blind() string {
	if !c.dial.Load {
		return ""
	}
	best, at := 0.0, 0.0
	var worst *Probe
	for i := range c.answer.Probes {
		p := &c.answer.Probes[i]
		if p.Goodput.N == 0 || p.Load == 0 || 2*p.Passed <= p.Of {
			continue
		}
		if share := p.Goodput.Mean / p.Load; share > best {
			best, at = share, p.Load
		} else if share < best/2 {
			worst = p
		}
	}
	if worst == nil {
		return ""
	}
	return fmt.Sprintf("What was promised does not look at who is turned away: it holds at %s, where %s/s are thanked, and of as many as were at %s it would be %s/s. Ask for it, such as with --threshold 'goodput{phase:%s}: rate>%s'.",
		c.answer.Words(worst.Load), threeDigits(worst.Goodput.Mean), c.answer.Words(at), threeDigits(best*worst.Load), c.phase, strings.ReplaceAll(threeDigits(worst.Goodput.Mean), ",", ""))
}

// advice is what to do if the knee was not found.
func (c *capacitySearch) advice() string {
	if c.answer.Bound == MostPasses {
		further := c.dial.Round(min(4*c.most, c.dial.Most))
		if further <= c.most {
			return "Nothing more can be tried: ask for more with --threshold."
		}
		return fmt.Sprintf("Let it look further with --to %s, or ask for more with --threshold.", c.dial.Text(further))
	}
	text := fmt.Sprintf("Let it look lower with --from %s", c.dial.Text(c.dial.Round(c.least/8)))
	if c.dial.Round(c.least/8) >= c.least {
		text = "Nothing less can be tried"
	}
	return text + "; or it fails for another reason than the load: search.instead lets the thresholds of the search count alone."
}

// commands are those that make it again, and that show a run on either side of the knee.
func (c *capacitySearch) commands() []Line {
	lines := []Line{{"this search again", capacityLine("capacity", c.plan.Scenario, c.seed, c.plan.Sets)}}
	for _, at := range []struct {
		load float64
		text string
	}{{c.gaps[0].Pass, "a run that keeps what was promised"}, {c.gaps[0].Fail, "a run that does not"}} {
		if at.load == 0 {
			continue
		}
		if _, sets, err := c.sameShop(c.dial.Round(at.load)); err == nil { // it was run before
			sets = append(runSets(sets), c.search.Thresholds.Sets()...)
			lines = append(lines, Line{at.text, capacityLine("run", c.plan.Scenario, c.seed, sets)})
		}
	}
	if try := c.answer.Try; try != "" {
		path, _, _ := strings.Cut(try, "=")
		sets := setsWithout(c.plan.Sets, path)
		lines = append(lines, Line{"what to try next", capacityLine("capacity", c.plan.Scenario, c.seed, append(sets, try))})
	}
	return lines
}

// runSets are what a single run has to know of what was set: all but how to search.
func runSets(sets []string) []string {
	return slices.DeleteFunc(slices.Clone(sets), func(set string) bool { return strings.HasPrefix(set, "search.") })
}

// setsWithout leaves out what is set of a path.
func setsWithout(sets []string, path string) []string {
	var kept []string
	for _, set := range sets {
		if !strings.HasPrefix(set, path+"=") {
			kept = append(kept, set)
		}
	}
	return kept
}

// capacityLine is a command line of buynow.
func capacityLine(verb, scenario string, seed uint64, sets []string) string {
	words := []string{"buynow", verb, shellWord(scenario), "--seed", fmt.Sprint(seed)}
	return strings.Join(append(words, setWords(sets)...), " ")
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}
