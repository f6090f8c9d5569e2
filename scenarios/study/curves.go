package study

import (
	"buynow/scenarios"
	"buynow/sim/experiment"
)

// curve is a variant over time and by step: means over the replications.
func (t *tally) curve(variant int) Curve {
	scores := t.scores[variant]
	slices := 0
	for _, all := range t.scores {
		for _, score := range all {
			slices = max(slices, len(score.Slices))
		}
	}
	c := Curve{Confirmed: []experiment.Estimate{}, AtRisk: []experiment.Estimate{}, First: []float64{}}
	for at := range slices {
		c.Confirmed = append(c.Confirmed, meanOf(scores, func(s *scenarios.Score) float64 { return sliceOf(s, at).Confirmed / s.Width }))
		c.AtRisk = append(c.AtRisk, meanOf(scores, func(s *scenarios.Score) float64 { return sliceOf(s, at).AtRisk }))
		c.First = append(c.First, sliceOf(scores[0], at).Confirmed/scores[0].Width)
	}
	c.Answer = shares(scores, func(s *scenarios.Score) scenarios.Times { return s.Answer })
	c.Door = shares(scores, func(s *scenarios.Score) scenarios.Times { return s.Door })
	for step := 1; step < len(scores[0].Reached); step++ {
		c.Steps = append(c.Steps, meanOf(scores, func(s *scenarios.Score) float64 { return float64(s.Reached[step]) }))
	}
	return c
}

// sliceOf is a slice of the time of a run. Behind the last one nobody comes any more, and what is at risk
// stays so.
func sliceOf(s *scenarios.Score, at int) scenarios.Slice {
	switch {
	case at < len(s.Slices):
		return s.Slices[at]
	case len(s.Slices) > 0:
		return scenarios.Slice{AtRisk: s.Slices[len(s.Slices)-1].AtRisk}
	}
	return scenarios.Slice{}
}

// shares is how many of all had come to an end by each time of the grid. Those that never do are counted
// among all.
func shares(scores []*scenarios.Score, of func(*scenarios.Score) scenarios.Times) []experiment.Estimate {
	grid := 0
	for _, s := range scores {
		grid = max(grid, len(of(s).Counts))
	}
	by := make([][]float64, grid)
	for _, s := range scores {
		times := of(s)
		all, ended := float64(times.Never), 0.
		for _, n := range times.Counts {
			all += float64(n)
		}
		for at := range by {
			if at < len(times.Counts) {
				ended += float64(times.Counts[at])
			}
			if all > 0 {
				by[at] = append(by[at], ended/all)
			}
		}
	}
	estimates := []experiment.Estimate{}
	for _, x := range by {
		estimates = append(estimates, experiment.MeanOf(x, confidence))
	}
	return estimates
}

// confidence of all intervals.
const confidence = 0.95

func meanOf(scores []*scenarios.Score, number func(*scenarios.Score) float64) experiment.Estimate {
	var x []float64
	for _, s := range scores {
		x = append(x, number(s))
	}
	return experiment.MeanOf(x, confidence)
}
