package study

import "math"

// hunt is the search for the highest load that passes: from where it starts by steps that
// grow, up as long as the load passes or down as long as it does not, and then by halving the
// gap between the two.
type hunt struct {
	from, to  float64 // the least and the most that is tried
	tolerance float64 // how wide the gap may be in the end, as a share of the load that fails
	round     func(float64) float64
}

// gap is what a hunt ends with: a load that passed, and one that did not. One of them is
// missing, and NaN, if the bounds were met before.
type gap struct{ pass, fail float64 }

func (g gap) found() bool { return !math.IsNaN(g.pass) && !math.IsNaN(g.fail) }

// bracket hunts from a load with a first step of that factor; each further step is as large as
// all before it together, so that a good guess costs little and a bad one not much more.
func (h hunt) bracket(start, factor float64, passes func(load float64) (bool, error)) (gap, error) {
	at := h.round(min(max(start, h.from), h.to))
	ok, err := passes(at)
	if err != nil {
		return gap{}, err
	}
	g := gap{math.NaN(), at}
	if ok {
		g = gap{at, math.NaN()}
	}
	for ; !g.found(); factor *= min(factor, 2) {
		next := h.round(max(g.fail/factor, h.from))
		if ok {
			next = h.round(min(g.pass*factor, h.to))
		}
		if next == at { // the bound, or a step too small for a whole number
			if next = h.step(at, ok); next == at {
				return g, nil
			}
		}
		passed, err := passes(next)
		if err != nil {
			return gap{}, err
		}
		if at = next; passed {
			g.pass = at
		} else {
			g.fail = at
		}
	}
	return g, h.halve(&g, passes)
}

// step is the next load beyond one, itself at the bound.
func (h hunt) step(at float64, up bool) float64 {
	if up {
		return h.round(min(at+1, h.to))
	}
	return h.round(max(at-1, h.from))
}

// halve narrows a gap until it is as narrow as it should be, or nothing lies in between.
func (h hunt) halve(g *gap, passes func(load float64) (bool, error)) error {
	for g.fail-g.pass > h.tolerance*g.fail {
		middle := h.round((g.pass + g.fail) / 2)
		if middle <= g.pass || middle >= g.fail {
			return nil
		}
		passed, err := passes(middle)
		if err != nil {
			return err
		}
		if passed {
			g.pass = middle
		} else {
			g.fail = middle
		}
	}
	return nil
}
