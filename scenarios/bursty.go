package scenarios

import (
	"math"

	"buynow/sim"
)

// gaps are what lies between one customer and the next, in customers: on average
// one. With a coefficient of variation of 1 they are exponential, and the
// customers come by chance. Any other makes a renewal process with gamma gaps of
// shape 1/cv²: the usual one-parameter family around the exponential (D. R. Cox,
// Renewal Theory, 1962), with many short gaps and a few long ones where cv > 1,
// and hardly any short ones where cv < 1.
type gaps struct {
	gap, first sim.Dist
	bursty     bool
}

func gapsOf(s Spacing) gaps {
	if s.Way != Bursty {
		return gaps{}
	}
	scale := float64(s.CV * s.CV)
	shape := 1 / scale
	return gaps{sim.Gamma(shape, scale), sim.Gamma(shape+1, scale), true}
}

// next draws a gap. Before the first customer there is only what is left of one:
// who looks at a random moment is in a gap that is the more likely the longer it
// is (its shape is one higher), and at a random place of it. So the process has
// no beginning, and as many come on average as were asked for, not a few more.
func (g *gaps) next(luck *sim.Luck, first bool) float64 {
	switch {
	case !g.bursty:
		return -sim.Log(1 - luck.Float64())
	case first:
		return float64(luck.Float64() * g.first.Draw(luck))
	}
	return g.gap.Draw(luck)
}

// sigma is the standard deviation of how many come where so many are asked for.
// Of a renewal process it is what Cox gives for a long time; the constant in it is
// that of gamma gaps, and it is never less than that of few customers.
func (s Spacing) sigma(asked float64) float64 {
	switch s.Way {
	case Poisson:
		return math.Sqrt(asked)
	case Bursty:
		variance := float64(s.CV * s.CV)
		long := float64(variance*asked) + (1-float64(variance*variance))/6
		return math.Sqrt(max(long, float64(min(1, variance)*asked)))
	}
	return 0
}
