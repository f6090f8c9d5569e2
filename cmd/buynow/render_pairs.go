package main

import (
	"fmt"
	"strings"

	"buynow/scenarios/study"
)

// What is shown of pairs: the largest groups, and one wish of the first with both its stories
// around the line where they part.
const (
	groupsShown  = 8
	linesBefore  = 4  // the parting, that are the same in both
	linesBehind  = 16 // it, of each
	twoColumns   = 110
	widestColumn = 96
)

// renderPairs says who ended differently under each variant than under the baseline, where the
// first runs part, and tells one wish twice.
func renderPairs(page *page, c *study.Comparison) {
	for i := range c.Pairs {
		p := &c.Pairs[i]
		a, b := &c.Variants[c.Baseline], &c.Variants[p.Variant]
		page.gap()
		if p.Different == 0 {
			page.flow(2, append(title("WHO ENDED DIFFERENTLY"), span{dim, fmt.Sprintf("  %s → %s: nobody of %s", a.Name, b.Name, plural(p.Wishes, "wish"))}))
			renderParting(page, p, a, b)
			continue
		}
		page.flow(2, append(title("WHO ENDED DIFFERENTLY"), span{dim, fmt.Sprintf("  %s %s → %s %s: %s of %s wishes, the same wishes with the same luck",
			a.Letter, a.Name, b.Letter, b.Name, count(p.Different), count(p.Wishes))}))
		renderGroups(page, p)
		renderParting(page, p, a, b)
		renderWish(page, p, a, b)
	}
}

// renderGroups is a line for each group, the largest first. Groups in which somebody was harmed are not left out
// as easily as the others.
func renderGroups(page *page, p *study.Pairing) {
	left, groups, wishes, number, before := 0, 0, 0, 0, 0
	var shown []study.Group
	for _, g := range p.Groups {
		if len(shown) >= groupsShown && (g.Harm == "" || len(shown) >= groupsShown+groupsShown/2) {
			groups, wishes = groups+1, wishes+g.Count
			continue
		}
		shown = append(shown, g)
		number, before = max(number, columns(count(g.Count))), max(before, columns(g.A))
	}
	before = min(before, page.width/2)
	for _, g := range shown {
		ink := plain
		if g.Harm != "" {
			ink = bad
		}
		left = 4 + number + 2
		page.flow(left+4, line{{plain, "    "}, {strong, right(count(g.Count), number)}, {plain, "  "}, {ink, padTo(g.A, before)}, {dim, "  →  "}, {plain, g.B}})
	}
	if groups > 0 {
		page.add(line{{dim, "    " + right(count(wishes), number) + "  in " + plural(groups, "smaller group")}})
	}
}

func padTo(text string, width int) string { return text + pad(width-columns(text)) }

// renderParting tells the first event that is not the same in the first runs of both.
func renderParting(page *page, p *study.Pairing, a, b *study.VariantLine) {
	page.gap()
	if p.Parting == nil {
		page.flow(4, line{{dim, fmt.Sprintf("    the first runs of %s and %s are the same to the last event", a.Name, b.Name)}})
		return
	}
	name := max(columns(a.Name), columns(b.Name))
	page.add(line{{dim, fmt.Sprintf("    with seed %d they part at event %s:", p.Parting.Seed, count(p.Parting.Event))}})
	for _, side := range []struct {
		of   *study.VariantLine
		text string
	}{{a, p.Parting.A}, {b, p.Parting.B}} {
		page.flow(10+name, line{{plain, "      "}, {strong, side.of.Letter + " " + padTo(side.of.Name, name)}, {plain, "  " + side.text}})
	}
}

// renderWish tells one wish as both variants had it: side by side where there is room, else one
// below the other.
func renderWish(page *page, p *study.Pairing, a, b *study.VariantLine) {
	g := &p.Groups[0]
	if len(g.Examples) == 0 || g.Examples[0].StoryA == "" {
		return
	}
	e := &g.Examples[0]
	page.gap()
	page.flow(4, line{{plain, "    "}, {strong, "One of the " + count(g.Count)}, {dim, fmt.Sprintf("  wish %d of seed %d: %s → %s", e.Intent, e.Seed, g.A, g.B)}})
	same, restA, restB := around(e)
	for _, text := range same {
		page.flow(22, line{{dim, "    " + text}})
	}
	if page.width >= twoColumns {
		renderColumns(page, a, b, restA, restB)
	} else {
		for _, side := range []struct {
			of   *study.VariantLine
			rest []string
		}{{a, restA}, {b, restB}} {
			page.add(line{{plain, "    "}, {strong, side.of.Letter + " " + side.of.Name}})
			for _, text := range side.rest {
				page.flow(22, line{{plain, "    " + text}})
			}
		}
	}
	page.add(line{{plain, "    "}, {dim, "see  "}, {plain, e.ExplainA}}, line{{plain, "         " + e.ExplainB}})
}

// around is what is shown of two stories: the last lines before they part, and the first behind.
func around(e *study.Example) (same, restA, restB []string) {
	a, b := strings.Split(strings.TrimRight(e.StoryA, "\n"), "\n"), strings.Split(strings.TrimRight(e.StoryB, "\n"), "\n")
	parts := min(e.Parts, len(a), len(b))
	if from := parts - linesBefore; from > 1 {
		same = append(same, a[0], fmt.Sprintf("%10s    %s, the same in both", "…", plural(from-1, "line")))
		same = append(same, a[from:parts]...)
	} else {
		same = a[:parts]
	}
	behind := func(all []string) []string {
		if len(all) <= linesBehind {
			return all
		}
		return append(all[:linesBehind:linesBehind], fmt.Sprintf("%10s    %s more", "…", plural(len(all)-linesBehind, "line")))
	}
	return same, behind(a[parts:]), behind(b[parts:])
}

// renderColumns puts what two stories do not have in common beside one another.
func renderColumns(page *page, a, b *study.VariantLine, left, right []string) {
	width := min((page.width-4-3)/2, widestColumn)
	cells := func(head string, texts []string) []line {
		lines := []line{{{strong, head}}}
		for _, text := range texts {
			lines = append(lines, fold(line{{plain, text}}, width, 18)...)
		}
		return lines
	}
	x, y := cells(a.Letter+" "+a.Name, left), cells(b.Letter+" "+b.Name, right)
	for i := range max(len(x), len(y)) {
		l := line{{plain, "    "}}
		if i < len(x) {
			l = append(l, x[i]...)
		}
		l = append(l.to(4+width), span{track, " │ "})
		if i < len(y) {
			l = append(l, y[i]...)
		}
		page.add(l)
	}
}
