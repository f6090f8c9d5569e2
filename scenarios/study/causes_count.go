package study

import (
	"cmp"
	"math/bits"
	"slices"

	"buynow/scenarios"
)

// mostShares is how many shares of a harm are told one by one.
const mostShares = 8

// saves tells if a wish does not suffer a kind of harm any more in a run.
func (t *tried) saves(wish int, kind uint8) bool { return t.still[wish]&kind == 0 }

// single is the run with one factor changed.
func (b *Blame) single(factor int) *try {
	at := slices.IndexFunc(b.tries, func(t try) bool { return t.member == 0 && len(t.set) == 1 && t.set[0] == factor })
	return &b.tries[at]
}

// savedAlone is which factors save a wish from a kind of harm, each alone, as bits.
func (b *Blame) savedAlone(wish int, kind uint8) (by uint64) {
	for i := range b.factors {
		if b.single(i).saves(wish, kind) {
			by |= 1 << i
		}
	}
	return by
}

// savedTogether is the least set of several factors that saves a wish which no single one saves.
func (b *Blame) savedTogether(wish int, kind uint8) []int {
	var least []int
	for i := range b.tries {
		t := &b.tries[i]
		if len(t.set) > 1 && (least == nil || len(t.set) < len(least)) && t.saves(wish, kind) {
			least = t.set
		}
	}
	return least
}

// unexplained tells if there is harm that no single factor makes vanish.
func (b *Blame) unexplained() bool { return b.any(func([]int) bool { return true }) }

// explainedTogether tells if some of that vanishes with several changed.
func (b *Blame) explainedTogether() bool {
	return b.any(func(together []int) bool { return together != nil })
}

// any tells if there is harm that no single factor makes vanish, and what does together is so.
func (b *Blame) any(is func(together []int) bool) bool {
	for i, w := range b.harmed {
		for kinds := w.kinds; kinds != 0; kinds &= kinds - 1 {
			kind := kinds & -kinds
			if b.savedAlone(i, kind) == 0 && is(b.savedTogether(i, kind)) {
				return true
			}
		}
	}
	return false
}

// byWeight are the factors that make anything vanish, the one that does so most often first.
func (b *Blame) byWeight() []int {
	weights := make([]int, len(b.factors))
	for i, w := range b.harmed {
		for kinds := w.kinds; kinds != 0; kinds &= kinds - 1 {
			for by := b.savedAlone(i, kinds&-kinds); by != 0; by &= by - 1 {
				weights[bits.TrailingZeros64(by)]++
			}
		}
	}
	var order []int
	for i := range weights {
		if weights[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(weights[y], weights[x]) })
	return order
}

// cut is one kind of harm, cut into its shares.
type cut struct {
	harmed, left int
	alone        map[uint64]int         // by exactly those who save alone, as bits
	together     []Share                // places of factors as they are in Blame
	ends         [scenarios.Endings]int // of those that are left
}

// shares cuts a kind of harm into parts that have nothing in common.
func (b *Blame) shares(kind uint8) cut {
	c := cut{alone: map[uint64]int{}}
	for i, w := range b.harmed {
		if w.kinds&kind == 0 {
			continue
		}
		c.harmed++
		if by := b.savedAlone(i, kind); by != 0 {
			c.alone[by]++
			continue
		}
		set := b.savedTogether(i, kind)
		if set == nil {
			c.left++
			c.ends[w.end]++
			continue
		}
		at := slices.IndexFunc(c.together, func(s Share) bool { return slices.Equal(s.Factors, set) })
		if at < 0 {
			at = len(c.together)
			c.together = append(c.together, Share{Factors: set, Together: true})
		}
		c.together[at].Count++
	}
	return c
}

// of is how many are saved by all of some factors, each alone.
func (c *cut) of(factors ...int) int {
	want, sum := uint64(0), 0
	for _, i := range factors {
		want |= 1 << i
	}
	for by, n := range c.alone {
		if by&want == want {
			sum += n
		}
	}
	return sum
}

// list is all shares, the largest first, with the places of the factors as they are told. Beyond
// so many the rest is one.
func (c *cut) list(place []int) []Share {
	all := []Share{}
	for by, n := range c.alone {
		s := Share{Count: n}
		for ; by != 0; by &= by - 1 {
			s.Factors = append(s.Factors, place[bits.TrailingZeros64(by)])
		}
		all = append(all, s)
	}
	for _, t := range c.together {
		s := Share{Together: true, Count: t.Count}
		for _, i := range t.Factors {
			s.Factors = append(s.Factors, place[i])
		}
		all = append(all, s)
	}
	for i := range all {
		slices.Sort(all[i].Factors)
	}
	slices.SortFunc(all, func(x, y Share) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), slices.Compare(x.Factors, y.Factors))
	})
	if len(all) > mostShares {
		rest := Share{Factors: []int{}}
		for _, s := range all[mostShares-1:] {
			rest.Count += s.Count
		}
		all = append(all[:mostShares-1], rest)
	}
	return all
}
