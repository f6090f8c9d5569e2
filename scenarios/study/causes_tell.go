package study

import (
	"cmp"
	"fmt"
	"slices"
)

// cause is one kind of harm with its factors; false if nobody suffered it.
func (b *Blame) cause(kind harmKind) (Cause, bool) {
	counted := b.shares(kind.bit)
	if counted.harmed == 0 {
		return Cause{}, false
	}
	c := Cause{
		Seed: b.Seed, Harm: kind.name, Text: kind.text(counted.harmed), Wishes: b.wishes, Count: counted.harmed,
		Factors: []Factor{}, Joint: []Joint{}, Left: counted.left, Runs: b.done,
	}
	order := make([]int, len(b.factors)) // as they are told
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(counted.of(y), counted.of(x)) })
	place := make([]int, len(order)) // in the order, by factor
	for at, i := range order {
		place[i] = at
		c.Factors = append(c.Factors, b.factor(i, kind, &counted))
	}
	c.Shares = counted.list(place)
	c.Joint = b.joints(&counted, place)
	c.Sentence = b.sentence(&c, order, &counted)
	c.Commands = b.commands(kind, order, &counted)
	return c, true
}

// factor is a factor with its numbers.
func (b *Blame) factor(i int, kind harmKind, counted *cut) Factor {
	f := b.factors[i].result()
	f.Alone, f.Only = counted.of(i), counted.alone[1<<i]
	one := b.single(i)
	f.Made = one.made[kind.place()]
	f.Example = b.example(one, kind.bit)
	for k := range b.tries {
		t := &b.tries[k]
		if t.member == 0 || t.set[0] != i {
			continue
		}
		m := b.factors[i].members[t.member-1]
		f.Members = append(f.Members, Factor{
			Name: m.Name, Kind: f.Kind, Text: m.Text, Change: m.Change, Alone: b.vanished(t, kind.bit), Made: t.made[kind.place()],
			Example: b.example(t, kind.bit), Members: []Factor{},
		})
	}
	slices.SortStableFunc(f.Members, func(x, y Factor) int { return cmp.Compare(y.Alone, x.Alone) })
	return f
}

// vanished is how many wishes do not suffer a kind of harm any more in a run.
func (b *Blame) vanished(t *try, kind uint8) int {
	n := 0
	for i, w := range b.harmed {
		if w.kinds&kind != 0 && t.saves(i, kind) {
			n++
		}
	}
	return n
}

// example is the first order that does not suffer a kind of harm any more in a run.
func (b *Blame) example(t *try, kind uint8) int {
	for i, w := range b.harmed {
		if w.kinds&kind != 0 && w.order != 0 && t.saves(i, kind) {
			return int(w.order)
		}
	}
	return 0
}

// joints are each fault with each policy that have anything in common.
func (b *Blame) joints(counted *cut, place []int) []Joint {
	joints := []Joint{}
	for i := range b.factors {
		for k := range b.factors {
			if !b.factors[i].fault || b.factors[k].fault {
				continue
			}
			j := Joint{Factors: []int{place[i], place[k]}, Both: counted.of(i, k)}
			for _, s := range counted.together {
				if slices.Equal(s.Factors, []int{i, k}) {
					j.Count = s.Count
				}
			}
			if j.Count+j.Both > 0 {
				joints = append(joints, j)
			}
		}
	}
	slices.SortStableFunc(joints, func(x, y Joint) int { return cmp.Compare(y.Both+y.Count, x.Both+x.Count) })
	return joints
}

// place is that of the kind among all.
func (k *harmKind) place() int {
	return slices.IndexFunc(harmKinds[:], func(other harmKind) bool { return other.bit == k.bit })
}

// text is the harm in a sentence.
func (k *harmKind) text(n int) string {
	if n == 1 {
		return k.one
	}
	return fmt.Sprintf(k.many, decimals(float64(n), 0))
}
