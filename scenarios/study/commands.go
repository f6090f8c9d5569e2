package study

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"buynow/scenarios"
)

// commands are what to type next: to make the comparison again, to see one of its runs, and to hear the
// story of an order that a variant broke a promise to.
func (t *tally) commands(c *Comparison) []Line {
	p := t.plan
	lines := []Line{{"make it again", p.Command()}}
	for v, line := range c.Variants {
		for _, b := range line.Broken {
			if b.Order > 0 {
				text := fmt.Sprintf("an order of %s that breaks %s", line.Name, b.Invariant)
				lines = append(lines, Line{text, p.ExplainCommand(v, b.Seed, b.Order)})
				break
			}
		}
	}
	for v, line := range c.Variants {
		lines = append(lines, Line{"one run of " + line.Name, p.RunCommand(v, p.Seed)})
	}
	return lines
}

// Command makes the comparison again.
func (p *Plan) Command() string {
	words := []string{"buynow", "compare", shellWord(p.Asked.Scenario)}
	var named []string
	for _, name := range p.Asked.Variants {
		if !strings.Contains(name, ":") {
			named = append(named, name)
		}
	}
	if len(named) > 0 {
		words = append(words, "--variants", shellWord(strings.Join(named, ",")))
	}
	for _, name := range p.Asked.Variants {
		if strings.Contains(name, ":") {
			words = append(words, "--variant", shellWord(name))
		}
	}
	if p.Baseline > 0 {
		words = append(words, "--baseline", shellWord(p.Asked.Baseline))
	}
	words = append(words, "--seed", strconv.FormatUint(p.Seed, 10))
	switch {
	case p.Precision > 0:
		words = append(words, "--precision", strconv.FormatFloat(100*p.Precision, 'g', -1, 64)+"%")
	default:
		words = append(words, "--reps", strconv.Itoa(p.Replications))
	}
	switch p.Asked.Causes {
	case Always:
		words = append(words, "--causes")
	case Never:
		words = append(words, "--causes=false")
	}
	if p.Best != "" {
		words = append(words, "--best", p.Best, "--within", strconv.FormatFloat(100*p.Within, 'g', -1, 64)+"%")
	}
	return strings.Join(append(words, setWords(p.Asked.Sets)...), " ")
}

// RunCommand is a plain run of a variant under a seed.
func (p *Plan) RunCommand(variant int, seed uint64) string {
	return p.single(variant, seed, "run")
}

// ExplainCommand tells the story of an order in such a run.
func (p *Plan) ExplainCommand(variant int, seed uint64, order int) string {
	return p.single(variant, seed, "explain", strconv.Itoa(order))
}

// BlameCommand says what caused the harm of a variant, against the policies of another.
func (p *Plan) BlameCommand(variant, against int) string {
	return p.single(variant, p.Seed, "blame") + " --baseline " + shellWord(p.beside(against))
}

// beside names a variant as a baseline of buynow blame, which has nothing that is set of the shop unless it is said
// again.
func (p *Plan) beside(variant int) string {
	v, shop := p.Variants[variant], scenarios.OfShop(p.Asked.Sets)
	named := slices.ContainsFunc(v.Flags, func(flag string) bool { return strings.HasPrefix(flag, "variant=") })
	if len(shop) == 0 || named { // one that the file names cannot be said so
		return p.Asked.Variants[variant]
	}
	return v.Name + ": " + strings.Join(slices.Concat(shop, v.Flags), ", ")
}

func (p *Plan) single(variant int, seed uint64, verb string, behind ...string) string {
	words := append([]string{"buynow", verb, shellWord(p.Asked.Scenario)}, behind...)
	words = append(words, "--seed", strconv.FormatUint(seed, 10))
	words = append(words, setWords(p.Asked.Sets)...)
	return strings.Join(append(words, setWords(p.Variants[variant].Flags)...), " ")
}

func setWords(sets []string) []string {
	var words []string
	for _, set := range sets {
		words = append(words, "--set", shellWord(set))
	}
	return words
}

// shellWord makes one word of a text for a shell.
func shellWord(text string) string {
	const harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+"
	if text != "" && strings.Trim(text, harmless) == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
