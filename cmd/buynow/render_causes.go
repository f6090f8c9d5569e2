package main

import (
	"fmt"
	"strings"

	"buynow/scenarios/study"
)

// renderCauses says what caused the harm: a sentence for each kind, the factors that matter, and
// the stories that show it. In brief, the latter two are told of the worst kind only.
func renderCauses(page *page, causes []study.Cause, brief bool, nameOf func(variant int) string) {
	for i, c := range causes {
		first := i == 0 || c.Variant != causes[i-1].Variant || c.Against != causes[i-1].Against
		if first {
			page.gap()
			head := fmt.Sprintf("  %s, seed %d", nameOf(c.Variant), c.Seed)
			if against := nameOf(c.Against); c.Against != c.Variant {
				head += ", against the policies of " + against
			}
			page.flow(2, append(title("WHAT CAUSED THE HARM"), span{dim, head + ": " + plural(c.Runs, "run") + " on the same luck"}))
		}
		page.gap()
		page.flow(4, line{{plain, "  "}, {strong, c.Sentence}})
		if brief && !first {
			continue
		}
		renderFactors(page, &c)
		for _, say := range c.Commands {
			page.add(line{{dim, "    " + say.Text + ":"}})
			page.add(line{{plain, "      " + say.Command}})
		}
	}
}

// renderFactors is a line for each factor that makes a difference, and one for all that make none.
func renderFactors(page *page, c *study.Cause) {
	var matter []study.Factor
	var idle []string
	name := columns("changed alone")
	for _, f := range c.Factors {
		if f.Alone+f.Made == 0 {
			idle = append(idle, f.Name)
			continue
		}
		matter = append(matter, f)
		name = max(name, columns(f.Name))
		for _, m := range f.Members {
			if m.Alone > 0 {
				name = max(name, 2+columns(m.Name))
			}
		}
	}
	name = min(name, page.width/3)
	if len(matter) > 0 {
		page.add(line{{dim, "    " + left("changed alone", name) + right("spares", 9) + right("harms", 8) + "   what was changed"}})
	}
	row := func(f study.Factor, indent string) {
		ink := plain
		if f.Kind == "fault" && indent == "" {
			ink = order
		}
		l := line{{plain, "    " + indent}, {ink, left(cutTo(f.Name, name-len(indent)), name-len(indent))}, {strong, right(count(f.Alone), 9)},
			{plain, right(count(f.Made), 8)}, {dim, "   " + f.Change}}
		page.flow(4+name+20, l)
	}
	for _, f := range matter {
		row(f, "")
		for _, m := range f.Members {
			if m.Alone > 0 {
				row(m, "  ")
			}
		}
	}
	if len(idle) > 0 {
		page.flow(6, line{{dim, "    no difference alone: " + strings.Join(idle, ", ")}})
	}
	page.flow(6, line{{plain, "    "}, {dim, addsUp(c)}})
}

// addsUp says how the shares of the harm add up to it.
func addsUp(c *study.Cause) string {
	var parts []string
	for _, s := range c.Shares {
		var names []string
		for _, i := range s.Factors {
			names = append(names, c.Factors[i].Name)
		}
		text := count(s.Count) + " "
		switch {
		case len(names) == 0:
			text += "by other combinations"
		case len(names) == 1:
			text += "by " + names[0] + " alone"
		case s.Together && len(names) > 3:
			text += "by " + inWords(len(names)) + " of them together"
		case s.Together:
			text += "by " + strings.Join(names, " with ") + " together"
		case len(names) == 2:
			text += "by either of " + strings.Join(names, " and ")
		default:
			text += "by any of " + strings.Join(names, ", ")
		}
		parts = append(parts, text)
	}
	if c.Left > 0 || len(parts) == 0 {
		parts = append(parts, count(c.Left)+" by nothing that was tried")
	}
	return count(c.Count) + " = " + strings.Join(parts, " + ")
}

// cutTo is a name in as many columns as there are.
func cutTo(text string, width int) string {
	if columns(text) <= width {
		return text
	}
	return string([]rune(text)[:max(0, width-1)]) + "…"
}
