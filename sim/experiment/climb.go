package experiment

import (
	"maps"
	"slices"
)

// climb is the search of one replication: what is borne up to rung low, and not from high on.
type climb struct {
	*ladder
	probe     func(load float64) (bool, error)
	most      int          // probes
	tried     map[int]bool // by rung, whether it was borne
	low, high int          // outside of the ladder as long as nothing is known
}

func (c *climb) run(from, step int) error {
	if err := c.bracket(from, step); err != nil {
		return err
	}
	if err := c.halve(); err != nil {
		return err
	}
	if c.high-c.low > 1 {
		return nil
	}
	for _, rung := range []int{c.low - c.tenth, c.high + c.tenth} {
		if rung >= c.bottom && rung <= c.top && !c.done() {
			if _, err := c.try(rung); err != nil {
				return err
			}
		}
	}
	return c.halve()
}

// bracket takes steps that double, up if the first rung is borne and down if not, until the knee
// is in between, or there is no further rung.
func (c *climb) bracket(from, step int) error {
	borne, err := c.try(from)
	if err != nil {
		return err
	}
	for rung := from; !c.done(); step *= 2 {
		next := min(rung+step, c.top)
		if !borne {
			next = max(rung-step, c.bottom)
		}
		if next == rung {
			return nil
		}
		rung = next
		now, err := c.try(rung)
		if err != nil || now != borne {
			return err
		}
	}
	return nil
}

// halve halves the gap until it is one rung wide.
func (c *climb) halve() error {
	for c.high-c.low > 1 && !c.done() {
		if _, err := c.try((c.low + c.high) / 2); err != nil {
			return err
		}
	}
	return nil
}

func (c *climb) done() bool { return len(c.tried) >= c.most }

// try tries a rung, once, and narrows the gap. What is not borne counts more: if a rung below
// fails, the knee is below it.
func (c *climb) try(rung int) (bool, error) {
	if borne, ok := c.tried[rung]; ok {
		return borne, nil
	}
	borne, err := c.probe(c.load(rung))
	if err != nil {
		return false, err
	}
	c.tried[rung] = borne
	c.low, c.high = c.bottom-1, c.top+1
	rungs := slices.Sorted(maps.Keys(c.tried))
	for _, r := range rungs {
		if !c.tried[r] {
			c.high = r
			break
		}
		c.low = r
	}
	return borne, nil
}

// gap is the loads on both sides of the knee.
func (c *climb) gap() Gap {
	var g Gap
	if c.low >= c.bottom {
		g.Pass = c.load(c.low)
	}
	if c.high <= c.top {
		g.Fail = c.load(c.high)
	}
	return g
}

// middle is the load in the middle of the gap, or the end of the ladder that it reached.
func (c *climb) middle() float64 {
	switch g := c.gap(); {
	case g.Pass == 0:
		return g.Fail
	case g.Fail == 0:
		return g.Pass
	default:
		return (g.Pass + g.Fail) / 2
	}
}

// violation is a rung that was not borne and the next one tried that was.
func (c *climb) violation() (rungs [2]int, found bool) {
	failed, any := 0, false
	for _, r := range slices.Sorted(maps.Keys(c.tried)) {
		switch {
		case !c.tried[r]:
			failed, any = r, true
		case any:
			return [2]int{failed, r}, true
		}
	}
	return rungs, false
}
