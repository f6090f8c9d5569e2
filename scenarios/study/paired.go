package study

import (
	"cmp"
	"math/bits"
	"slices"

	"buynow/scenarios"
)

// Paired is who ended differently in one replication: the same wishes, with the same luck, under
// the baseline (A) and under a variant (B). It is small, whatever the size of the run.
type Paired struct {
	Seed   uint64
	Wishes int // known to either
	Groups []PairedGroup
}

// PairedGroup is wishes that ended one way under A and another way under B.
type PairedGroup struct {
	A, B  Ended
	Count int
	First []PairedWish // the first of them
}

// PairedWish is one wish, and which order it became in each; 0 for none.
type PairedWish struct{ Intent, OrderA, OrderB uint64 }

// Ended is how a wish ended, or that nobody had it: a customer can click under one variant and
// leave before under another.
type Ended struct {
	Clicked bool
	End     scenarios.Ending
	Harm    scenarios.Harm
}

// mostExamples is how many wishes of a group are kept to be shown.
const mostExamples = 3

// PairFates pairs the fates of one replication under the baseline with those under a variant. Both
// are in the order of their intents, as a score has them.
func PairFates(seed uint64, a, b []scenarios.Fate) Paired {
	p := Paired{Seed: seed}
	places := map[[2]Ended]int{}
	for len(a) > 0 || len(b) > 0 {
		var x, y Ended
		var wish PairedWish
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Intent < b[0].Intent:
			x, wish = endedOf(a[0]), PairedWish{a[0].Intent, a[0].Order, 0}
			a = a[1:]
		case len(a) == 0 || b[0].Intent < a[0].Intent:
			y, wish = endedOf(b[0]), PairedWish{b[0].Intent, 0, b[0].Order}
			b = b[1:]
		default:
			x, y, wish = endedOf(a[0]), endedOf(b[0]), PairedWish{a[0].Intent, a[0].Order, b[0].Order}
			a, b = a[1:], b[1:]
		}
		p.Wishes++
		if x != y {
			p.add(x, y, wish, places)
		}
	}
	return p
}

func endedOf(f scenarios.Fate) Ended { return Ended{true, f.End, f.Harm} }

// add counts a wish that ended differently.
func (p *Paired) add(a, b Ended, wish PairedWish, places map[[2]Ended]int) {
	at, known := places[[2]Ended{a, b}]
	if !known {
		at = len(p.Groups)
		places[[2]Ended{a, b}] = at
		p.Groups = append(p.Groups, PairedGroup{A: a, B: b})
	}
	g := &p.Groups[at]
	g.Count++
	if len(g.First) < mostExamples {
		g.First = append(g.First, wish)
	}
}

// Pairs gathers who ended differently over all replications of a variant.
type Pairs struct {
	wishes, different int
	groups            []gathered
	places            map[[2]Ended]int
}

// gathered is a group over all replications.
type gathered struct {
	a, b     Ended
	count    int
	examples []Example
}

// Add takes the next replication. Examples are those of the first that have one, so the order in
// which replications are added counts.
func (p *Pairs) Add(one Paired) {
	if p.places == nil {
		p.places = map[[2]Ended]int{}
	}
	p.wishes += one.Wishes
	for _, g := range one.Groups {
		key := [2]Ended{g.A, g.B}
		at, known := p.places[key]
		if !known {
			at = len(p.groups)
			p.places[key] = at
			p.groups = append(p.groups, gathered{a: g.A, b: g.B})
		}
		into := &p.groups[at]
		into.count += g.Count
		p.different += g.Count
		for _, wish := range g.First {
			if len(into.examples) < mostExamples {
				into.examples = append(into.examples, Example{
					Seed: one.Seed, Intent: wish.Intent, OrderA: int(wish.OrderA), OrderB: int(wish.OrderB),
				})
			}
		}
	}
}

// Pairing is the groups so far, the largest first; of equally large ones that of the worse harm.
// Their stories are not told yet: see [TellExamples].
func (p *Pairs) Pairing(variant int) Pairing {
	groups := slices.Clone(p.groups)
	slices.SortStableFunc(groups, func(x, y gathered) int {
		return cmp.Or(cmp.Compare(y.count, x.count), cmp.Compare(y.severity(), x.severity()), cmp.Compare(x.words(), y.words()))
	})
	told := Pairing{Variant: variant, Wishes: p.wishes, Different: p.different, Groups: []Group{}}
	for _, g := range groups {
		told.Groups = append(told.Groups, Group{
			A: g.a.String(), B: g.b.String(), Count: g.count, Harm: (g.a.Harm | g.b.Harm).String(), Examples: slices.Clone(g.examples),
		})
	}
	return told
}

func (g *gathered) words() string { return g.a.String() + g.b.String() }

// severity is how bad the worst harm of a group is: the first of the harms is the worst.
func (g *gathered) severity() int {
	harm := uint8(g.a.Harm | g.b.Harm)
	if harm == 0 {
		return 0
	}
	return 8 - bits.TrailingZeros8(harm)
}
