package main

import (
	"fmt"

	"buynow/scenarios/study"
)

// groupsShown is how many groups are shown, the largest first.
const groupsShown = 8

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
