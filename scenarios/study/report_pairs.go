package study

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"buynow/sim/chart"
)

// The most that is shown of who ended differently; the rest is in the files.
const (
	mostGroups  = 12
	mostStories = 4 // with both stories
)

// pairs is who ended differently under one variant than under the baseline.
type pairs struct {
	A, B    letter
	Says    string
	Groups  []pairGroup
	More    string // groups that are not shown
	Stories []twoStories
	Parting *parting
}

type pairGroup struct {
	A, B  string
	Count string
	Share string
	Bar   template.HTML
}

// twoStories is one wish under both variants, side by side.
type twoStories struct {
	A, B               letter
	Title              string
	StoryA, StoryB     []storyLine
	ExplainA, ExplainB string
	OrderA, OrderB     int
	Seed, Intent       uint64
}

// storyLine is a line of a story; before the stories part both have it.
type storyLine struct {
	Text  string
	Both  bool
	Parts bool // the first that differs
}

// parting is where the first two runs part.
type parting struct {
	Where, A, B string
}

// pairs fills in who ended differently.
func (s *sheet) pairs(c *Comparison) {
	one := section{Title: "The same orders, both ways"}
	for _, p := range c.Pairs {
		if p.Wishes > 0 {
			one.Pairs = append(one.Pairs, c.pairs(p))
		}
	}
	if len(one.Pairs) > 0 {
		one.Text = []string{"Each customer wishes for the same goods at the same moment in every variant, with the same luck; so each wish can be held against itself."}
		s.Sections = append(s.Sections, one)
	}
}

func (c *Comparison) pairs(p Pairing) pairs {
	out := pairs{A: c.letter(c.Baseline), B: c.letter(p.Variant)}
	out.Says = fmt.Sprintf("Of %s, %s ended differently.", count(p.Wishes, "wish", "wishes"), decimals(float64(p.Different), 0)+" ("+share(p.Different, p.Wishes)+")")
	if p.Different == 0 {
		out.Says = fmt.Sprintf("All %s ended the same way.", count(p.Wishes, "wish", "wishes"))
	}
	shown, most := 0, 0
	for _, g := range p.Groups {
		most = max(most, g.Count)
	}
	for _, g := range p.Groups {
		if len(out.Groups) < mostGroups {
			shown += g.Count
			out.Groups = append(out.Groups, pairGroup{A: g.A, B: g.B, Count: decimals(float64(g.Count), 0), Share: share(g.Count, p.Different),
				Bar: inline(chart.Portion(160, 14, float64(g.Count)/float64(max(most, 1))))})
		}
		if len(out.Stories) < mostStories && len(g.Examples) > 0 {
			out.Stories = append(out.Stories, stories(out.A, out.B, g, g.Examples[0]))
		}
	}
	if more := len(p.Groups) - len(out.Groups); more > 0 {
		out.More = fmt.Sprintf("and %s in %s", count(p.Different-shown, "wish", "wishes"), count(more, "smaller group", "smaller groups"))
	}
	if p.Parting != nil {
		out.Parting = &parting{A: p.Parting.A, B: p.Parting.B,
			Where: fmt.Sprintf("The runs of seed %d part at event %s, after %s.", p.Parting.Seed, decimals(float64(p.Parting.Event), 0), moment(p.Parting.At))}
	}
	return out
}

func share(part, of int) string {
	if of == 0 {
		return "0" + space + "%"
	}
	return figures(100*float64(part)/float64(of)) + space + "%"
}

// moment is a time of a run, to the millisecond.
func moment(seconds float64) string {
	whole := math.Floor(seconds)
	if whole < 60 {
		return trimmed(decimals(seconds, 3)) + space + "s"
	}
	text := chart.OnClock(whole)
	if ms := math.Round((seconds - whole) * 1000); ms > 0 && ms < 1000 {
		text += fmt.Sprintf(" %.0f%sms", ms, space)
	}
	return text
}

// stories sets an example's stories side by side.
func stories(a, b letter, g Group, e Example) twoStories {
	return twoStories{A: a, B: b, Title: g.A + " → " + g.B, Seed: e.Seed, Intent: e.Intent,
		StoryA: storyLines(e.StoryA, e.Parts), StoryB: storyLines(e.StoryB, e.Parts),
		ExplainA: e.ExplainA, ExplainB: e.ExplainB, OrderA: e.OrderA, OrderB: e.OrderB}
}

func storyLines(story string, parts int) []storyLine {
	var lines []storyLine
	for i, text := range strings.Split(strings.TrimRight(story, "\n"), "\n") {
		lines = append(lines, storyLine{Text: text, Both: i < parts, Parts: i == parts})
	}
	return lines
}

// causes fills in what the harm came from.
func (s *sheet) causes(c *Comparison) {
	one := section{Title: "What caused it"}
	for i, cause := range c.Causes {
		if cause.Count > 0 {
			one.Text = append(one.Text, cause.Sentence)
			one.Figures = append(one.Figures, s.cause(c, i, cause))
		}
	}
	if len(one.Figures) > 0 {
		s.Sections = append(s.Sections, one)
	}
}

// cause is the harm that vanishes with each thing that could have been otherwise. What changes nothing
// is in the table only.
func (s *sheet) cause(c *Comparison, at int, cause Cause) *figure {
	l, other := c.letter(cause.Variant), c.letter(cause.Against)
	bars := chart.Bars{Width: column, Most: float64(cause.Count)}
	numbers := &table{Head: []string{"changed", "how", "harm that vanishes", "of all", "harm that it makes", "example order"}}
	row := func(name, how string, n, made, example int, pen chart.Pen) {
		if n > 0 {
			words := decimals(float64(n), 0) + " (" + share(n, cause.Count) + ")"
			bars.Rows = append(bars.Rows, chart.BarRow{Name: name, Bars: []chart.Bar{{Pen: pen, Value: float64(n), Words: words}}})
		}
		order := ""
		if example > 0 {
			order = fmt.Sprint(example)
		}
		numbers.Rows = append(numbers.Rows, []string{name, how, decimals(float64(n), 0), share(n, cause.Count), decimals(float64(made), 0), order})
	}
	var names []string
	for _, f := range cause.Factors {
		name := "without " + f.Name
		if f.Kind == "policy" {
			name = "with the " + f.Name + " of " + other.Letter
		}
		names = append(names, f.Name)
		row(name, f.Change, f.Alone, f.Made, f.Example, factorPen(f.Kind))
	}
	for _, j := range cause.Joint {
		var both []string
		for _, i := range j.Factors {
			if i >= 0 && i < len(names) {
				both = append(both, names[i])
			}
		}
		if j.Count > 0 {
			row("only with both: "+list(both), "together", j.Count, 0, 0, chart.PenOf(4))
		}
		if j.Both > 0 {
			numbers.Rows = append(numbers.Rows, []string{list(both), "any one of them", decimals(float64(j.Both), 0), share(j.Both, cause.Count), "0", ""})
		}
	}
	row("stays whatever is changed", "", cause.Left, 0, 0, chart.PenOf(0))
	title := fmt.Sprintf("%s %s with %s %s in seed %d:", decimals(float64(cause.Count), 0), cause.Harm, l.Letter, l.Name, cause.Seed)
	f := s.draw(fmt.Sprintf("cause-%d", at+1), title, "what vanishes when one thing is changed, on the same luck.", bars.Picture(), numbers)
	f.Commands = cause.Commands
	return f
}

func factorPen(kind string) chart.Pen {
	if kind == "policy" {
		return chart.PenOf(2)
	}
	return chart.PenOf(3)
}
