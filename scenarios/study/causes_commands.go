package study

import (
	"slices"
	"strconv"
	"strings"
)

// mostFlags is how much a command may change: nobody reads a longer one.
const mostFlags = 6

// commands show a kind of harm by one wish that suffered it: its story as it was, and what became
// of it without the fault, or with the other policy, that spares most. The number of an order may
// be another then, so the wish is told by its own.
func (b *Blame) commands(kind harmKind, order []int, counted *cut) []Line {
	var of []int // a fault and a policy
	for _, fault := range []bool{true, false} {
		if at := slices.IndexFunc(order, func(i int) bool { return b.factors[i].fault == fault && counted.of(i) > 0 }); at >= 0 {
			of = append(of, order[at])
		}
	}
	shown := b.shown(kind.bit, of)
	w := b.harmed[shown]
	lines := []Line{{"one of them, as it was", b.explain(w, nil)}}
	for _, i := range of {
		f := &b.factors[i]
		if len(f.of) > 1 || !b.single(i).saves(shown, kind.bit) {
			continue
		}
		if flags := b.Scenario.FlagsOf(f.of[0]); flags != nil && len(flags) <= mostFlags {
			text := "the same wish with other " + f.name()
			if f.fault {
				text = "the same wish without " + f.name()
			}
			lines = append(lines, Line{text, b.explain(harmedWish{intent: w.intent}, flags)})
		}
	}
	return lines
}

// shown is a harmed wish that as many as possible of some factors spare.
func (b *Blame) shown(kind uint8, by []int) int {
	best, most := 0, -1
	for i, w := range b.harmed {
		if w.kinds&kind == 0 {
			continue
		}
		spared := 0
		for _, factor := range by {
			if b.single(factor).saves(i, kind) {
				spared++
			}
		}
		if spared > most {
			best, most = i, spared
		}
	}
	return best
}

// explain is the command that tells the story of a wish.
func (b *Blame) explain(w harmedWish, flags []string) string {
	words := []string{"buynow", "explain", shellWord(b.Asked)}
	if w.order > 0 {
		words = append(words, strconv.FormatUint(w.order, 10))
	} else {
		words = append(words, "--wish", strconv.FormatUint(w.intent, 10))
	}
	words = append(words, "--seed", strconv.FormatUint(b.Seed, 10))
	return strings.Join(append(words, setWords(slices.Concat(b.Sets, flags))...), " ")
}
