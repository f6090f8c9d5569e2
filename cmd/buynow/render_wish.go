package main

import (
	"fmt"
	"strings"

	"buynow/scenarios/study"
)

// What is shown of a wish that is told twice.
const (
	sameShown  = 2   // lines that both stories have, around where they differ
	rowsShown  = 44  // lines in all
	twoColumns = 110 // from how many columns on the stories stand side by side
	behindTime = 16  // columns of a line of a story: its time and its step
)

// renderWish tells one wish as both variants had it: what both stories have in common is left out but for a few lines,
// what they do not stands side by side where there is room, else one below the other.
func renderWish(page *page, p *study.Pairing, a, b *study.VariantLine) {
	g := &p.Groups[0]
	if len(g.Examples) == 0 || g.Examples[0].StoryA == "" {
		return
	}
	e := &g.Examples[0]
	page.gap()
	page.flow(4, line{{plain, "    "}, {strong, "One of the " + count(g.Count)}, {dim, fmt.Sprintf("  wish %d of seed %d: %s → %s", e.Intent, e.Seed, g.A, g.B)}})
	rows := abridged(aligned(storyLines(e.StoryA), storyLines(e.StoryB)))
	if page.width >= twoColumns {
		renderColumns(page, a, b, rows)
	} else {
		renderInTurn(page, a, b, rows)
	}
	page.add(line{{plain, "    "}, {dim, "see  "}, {plain, e.ExplainA}}, line{{plain, "         " + e.ExplainB}})
}

// storyLines are the lines of a story, without the list of steps at its end.
func storyLines(story string) []string {
	story, _, _ = strings.Cut(story, "\n\nsteps ")
	return strings.Split(strings.TrimRight(story, "\n"), "\n")
}

// both is a line of two stories: of both, or of one of them.
type both struct {
	a, b string
	same bool
	ofA  bool // only
}

// aligned lays two stories beside one another by their longest common subsequence of lines (Wagner and Fischer, 1974):
// when something happened, and how long it took, is no difference.
func aligned(a, b []string) []both {
	keysA, keysB := storyKeys(a), storyKeys(b)
	common := make([][]int, len(a)+1) // in the rest of both
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if common[i][k] = max(common[i+1][k], common[i][k+1]); keysA[i] == keysB[k] {
				common[i][k] = common[i+1][k+1] + 1
			}
		}
	}
	var rows []both
	for i, k := 0, 0; i < len(a) || k < len(b); {
		switch {
		case i < len(a) && k < len(b) && keysA[i] == keysB[k]:
			rows = append(rows, both{a: a[i], b: b[k], same: true})
			i, k = i+1, k+1
		case k == len(b) || i < len(a) && common[i+1][k] >= common[i][k+1]:
			rows = append(rows, both{a: a[i], ofA: true})
			i++
		default:
			rows = append(rows, both{b: b[k]})
			k++
		}
	}
	return rows
}

// storyKeys are lines without when it was and how long it took. The first names the order.
func storyKeys(lines []string) []string {
	keys := make([]string, len(lines))
	for i, text := range lines {
		keys[i] = text
		if runes := []rune(text); len(runes) > behindTime {
			keys[i], _, _ = strings.Cut(string(runes[behindTime:]), " (after ")
		}
	}
	return keys
}

// abridged leaves out what both stories have in common, but for the head and some lines around a difference, and what
// is too much.
func abridged(rows []both) []both {
	near := make([]bool, len(rows))
	near[0] = true
	for i := range rows {
		for k := max(0, i-sameShown); !rows[i].same && k <= min(len(rows)-1, i+sameShown); k++ {
			near[k] = true
		}
	}
	var shown []both
	for i := 0; i < len(rows); i++ {
		end := i
		for end < len(rows) && !near[end] {
			end++
		}
		switch {
		case len(shown) >= rowsShown:
			return append(shown, both{a: leftOut(len(rows)-i, " more"), same: true})
		case end-i > 1:
			shown = append(shown, both{a: leftOut(end-i, ", the same in both"), same: true})
			i = end - 1
		default:
			shown = append(shown, rows[i])
		}
	}
	return shown
}

func leftOut(lines int, how string) string {
	return fmt.Sprintf("%10s     %s%s", "…", plural(lines, "line"), how)
}

// renderInTurn marks the lines that only one of them has with its letter.
func renderInTurn(page *page, a, b *study.VariantLine, rows []both) {
	for _, row := range rows {
		mark, ink, text := " ", dim, row.a
		if !row.same {
			mark, ink = a.Letter, plain
			if !row.ofA {
				mark, text = b.Letter, row.b
			}
		}
		page.flow(8+behindTime, line{{plain, "    "}, {strong, mark}, {plain, " "}, {ink, text}})
	}
}

// renderColumns puts the lines that only one of them has beside one another, and those of both across.
func renderColumns(page *page, a, b *study.VariantLine, rows []both) {
	width := (page.width - 4 - 3) / 2
	pair := func(left, right []line) {
		for i := range max(len(left), len(right)) {
			l := line{{plain, "    "}}
			if i < len(left) {
				l = append(l, left[i]...)
			}
			l = append(l.to(4+width), span{track, "│"})
			if i < len(right) {
				l = append(append(l, span{plain, " "}), right[i]...)
			}
			page.add(l)
		}
	}
	pair([]line{{{strong, a.Letter + " " + a.Name}}}, []line{{{strong, b.Letter + " " + b.Name}}})
	var left, right []line
	for _, row := range rows {
		switch {
		case row.same:
			pair(left, right)
			left, right = nil, nil
			page.flow(8+behindTime, line{{plain, "    "}, {dim, row.a}})
		case row.ofA:
			left = append(left, fold(line{{plain, row.a}}, width-1, behindTime+2)...)
		default:
			right = append(right, fold(line{{plain, row.b}}, width-1, behindTime+2)...)
		}
	}
	pair(left, right)
}
