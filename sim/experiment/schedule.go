package experiment

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Schedule is when a study that ends by itself looks at its numbers: after First replications,
// each time they have doubled, and at last after Most. That is fixed before the first run.
//
// Whoever looks often and stops when a difference shows finds one where there is none: six looks
// at 95 % are wrong in 19 of 100 studies. So each look takes an equal share of the error, by
// Bonferroni over [Schedule.Looks], which is [Options.Looks]; then each interval holds at
// whichever look the study ends. (The bounds of Pocock, Biometrika 64, 1977, are 7 % narrower for
// six looks, and ask for looks at equal distances and a known variance.) What is decided at a look
// depends on the replications before it and on nothing else, so that a study that was stopped
// and resumed ends where it would have.
type Schedule struct {
	First     int     // replications at the first look; 10 if 0
	Most      int     // at the last; 200 if 0
	Precision float64 // half the width of an interval, as a share of the baseline's mean; 0.05 if 0
}

func (s Schedule) orDefault() Schedule {
	if s.First <= 0 {
		s.First = 10
	}
	if s.Most <= 0 {
		s.Most = 200
	}
	if s.Precision <= 0 {
		s.Precision = 0.05
	}
	return s
}

// Looks lists after how many replications the study looks: 10, 20, 40, 80, 160, 200.
func (s Schedule) Looks() []int {
	s = s.orDefault()
	var looks []int
	for n := s.First; n < s.Most; n *= 2 {
		looks = append(looks, n)
	}
	return append(looks, s.Most)
}

// Open lists the differences that a comparison leaves open, of the metrics that are watched: whose
// interval is wider than the precision asks for, and whose direction is not resolved either.
//
//   - What is exactly the same in every pair is settled, such as a rare harm that never happened:
//     how often it may happen all the same is bounded by its [Harm].
//   - A share of a baseline of 0 says nothing; there the mean of the variant takes its place,
//     which the precision can only reach once the direction is resolved.
//   - A difference of which fewer than two pairs are known is not waited for: it may never be.
func (s Schedule) Open(c *Comparison, watched func(Metric) bool) []Question {
	s = s.orDefault()
	var open []Question
	for _, row := range c.Rows {
		if !watched(row.Metric) {
			continue
		}
		for v, cell := range row.Cells {
			if cell.Verdict != NoDifference {
				continue
			}
			scale := math.Abs(row.Cells[c.Baseline].Estimate.Mean)
			if scale == 0 {
				scale = math.Abs(cell.Estimate.Mean)
			}
			half := (cell.Difference.High - cell.Difference.Low) / 2
			if half > s.Precision*scale {
				open = append(open, Question{Metric: row.Metric.Name, Variant: c.Variants[v], Half: half, Scale: scale})
			}
		}
	}
	return open
}

// Question is a difference that is not settled yet: how much half of its interval is, and what it
// is held against.
type Question struct {
	Metric, Variant string
	Half, Scale     float64
}

// String says what is open: "goodput of hardened: ±12 % of the baseline".
func (q Question) String() string {
	if q.Scale == 0 {
		return fmt.Sprintf("%s of %s: ±%.3g", q.Metric, q.Variant, q.Half)
	}
	return fmt.Sprintf("%s of %s: ±%.2g %% of the baseline", q.Metric, q.Variant, 100*q.Half/q.Scale)
}

// Until takes trials up to each look in its turn, and returns after how many replications enough
// said that it has seen enough, or after the last look. Enough must judge by the replications that
// were taken, and by nothing that differs from one machine or day to the next.
func (p *Pool[T]) Until(ctx context.Context, variants int, looks []int, take func(variant, replication int, trial T) error, enough func(replications int) bool) (int, error) {
	pace, made := &pace{began: time.Now()}, 0
	for _, look := range looks {
		if err := p.take(ctx, variants, made, look, take, pace); err != nil {
			return made, err
		}
		if made = look; enough(made) {
			break
		}
	}
	return made, nil
}
