package experiment

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Search is how the highest load is looked for that is still borne.
type Search struct {
	Start       float64 // the first load that is tried
	Least, Most float64 // of the loads that are tried; a 64th of Start and 64 times it if 0
	Tolerance   float64 // the gap between what is borne and what is not, as a share of the load; 0.01 if 0

	Replications int     // 5 if 0
	Confidence   float64 // of the interval; 0.95 if 0
	Probes       int     // the most that a replication may take; 60 if 0
	Jobs         int     // replications at once; if 0, one for each core
}

// Knee is the load above which it is not borne any more.
type Knee struct {
	Estimate Estimate // over the knees of the replications
	Knees    []Gap    // by replication
	Probes   []Probe  // by load, ascending
	// Bound says why the estimate is not the knee: that it is borne, or not, as far as was
	// tried, or that the probes were used up. It is empty if the knee was found.
	Bound string
	// Violations are what should not be: in one replication a load was borne and a lower
	// one was not.
	Violations []Violation
}

// Gap is where a replication stopped to bear the load.
type Gap struct {
	Pass float64 // the highest load that was borne with none below it that was not; 0 if none was
	Fail float64 // the lowest load that was not borne; 0 if each was
}

// Probe is one load that was tried.
type Probe struct {
	Load       float64
	Passed, Of int // replications
}

// Violation is a load that was not borne below one that was.
type Violation struct {
	Replication int
	Failed      float64
	Passed      float64 // more than Failed
}

// FindKnee looks for the knee of each replication by itself, and so gets as many knees as there
// are replications, of which Student's interval is honest: a replication has the same luck
// at each load, so that in one the load is borne up to some point and not beyond.
//
//  1. Loads lie on a ladder whose rungs are a tolerance apart; Start is one of them.
//  2. The first two replications double the load, or halve it, until the knee is in between;
//     the others begin where those two ended, and take growing steps from there.
//  3. The gap is halved until it is one rung wide.
//  4. Two more probes, a tenth below and above, see that what lies outside of the gap is as it
//     was taken to be. If the one below is not borne, the search goes on below it.
//
// What is probed depends on the answers and on nothing else, in particular not on Jobs. The
// probes of different replications are made at once.
func FindKnee(ctx context.Context, s Search, probe func(ctx context.Context, load float64, replication int) (borne bool, err error)) (*Knee, error) {
	l, err := s.ladder()
	if err != nil {
		return nil, err
	}
	s = s.orDefault()
	var climbs []*climb
	from, step := 0, l.double
	pool := Pool[*climb]{Jobs: s.Jobs, Run: func(ctx context.Context, _, replication int) (*climb, error) {
		c := &climb{ladder: l, most: s.Probes, low: l.bottom - 1, high: l.top + 1, tried: make(map[int]bool), probe: func(load float64) (bool, error) {
			return probe(ctx, load, replication)
		}}
		return c, c.run(from, step)
	}}
	collect := func(_, _ int, c *climb) error {
		climbs = append(climbs, c)
		return nil
	}
	scouts := min(2, s.Replications)
	if err := pool.Take(ctx, 1, 0, scouts, collect); err != nil {
		return nil, err
	}
	from, step = 0, 2
	for _, c := range climbs {
		from += min(max(c.low, l.bottom), l.top)
	}
	from /= scouts
	if err := pool.Take(ctx, 1, scouts, s.Replications, collect); err != nil {
		return nil, err
	}
	return l.knee(climbs, s), nil
}

func (s Search) orDefault() Search {
	if s.Least == 0 {
		s.Least = s.Start / 64
	}
	if s.Most == 0 {
		s.Most = s.Start * 64
	}
	if s.Tolerance == 0 {
		s.Tolerance = 0.01
	}
	if s.Replications == 0 {
		s.Replications = 5
	}
	if s.Confidence == 0 {
		s.Confidence = 0.95
	}
	if s.Probes == 0 {
		s.Probes = 60
	}
	return s
}

// ladder is the loads that may be tried, by rung: Start is rung 0.
type ladder struct {
	start, least, most, ratio float64
	bottom, top               int
	double, tenth             int     // rungs that make twice the load, and a tenth more
	digits                    float64 // a power of ten: loads have so many digits, so that they can be read
}

func (s Search) ladder() (*ladder, error) {
	s = s.orDefault()
	switch {
	case !(s.Start > 0) || !measured(s.Start):
		return nil, fmt.Errorf("the search starts at %v, want a load above 0", s.Start)
	case !(s.Least > 0 && s.Least <= s.Start && s.Start <= s.Most && measured(s.Most)):
		return nil, fmt.Errorf("the search starts at %v and goes from %v to %v, want it to start in between", s.Start, s.Least, s.Most)
	case !(s.Tolerance >= 0.0001 && s.Tolerance <= 1):
		return nil, fmt.Errorf("tolerance is %v, want 0.0001 to 1", s.Tolerance)
	case s.Replications < 1 || s.Probes < 1:
		return nil, fmt.Errorf("%d replications of %d probes, want 1 or more of each", s.Replications, s.Probes)
	}
	l := &ladder{start: s.Start, least: s.Least, most: s.Most, ratio: 1 + s.Tolerance}
	l.digits = math.Pow(10, max(3, 1+math.Ceil(-math.Log10(s.Tolerance))))
	l.bottom = -int(math.Ceil(math.Log(s.Start/s.Least)/math.Log(l.ratio) - rounding))
	l.top = int(math.Ceil(math.Log(s.Most/s.Start)/math.Log(l.ratio) - rounding))
	l.double = max(1, int(math.Round(math.Ln2/math.Log(l.ratio))))
	l.tenth = max(1, int(math.Round(math.Log(1.1)/math.Log(l.ratio))))
	return l, nil
}

// load is that of a rung, in few digits; those of the first and the last are as they were asked for.
func (l *ladder) load(rung int) float64 {
	switch {
	case rung == 0:
		return l.start
	case rung <= l.bottom:
		return l.least
	case rung >= l.top:
		return l.most
	}
	x := l.start * math.Pow(l.ratio, float64(rung))
	unit := math.Pow(10, math.Floor(math.Log10(x))) / l.digits
	if unit < 1 {
		return math.Round(x*math.Round(1/unit)) / math.Round(1/unit)
	}
	return math.Round(x/unit) * unit
}

// knee is what the climbs of all replications come to.
func (l *ladder) knee(climbs []*climb, s Search) *Knee {
	k := &Knee{}
	rungs := make(map[int]*Probe)
	var knees []float64
	for r, c := range climbs {
		k.Knees = append(k.Knees, c.gap())
		knees = append(knees, c.middle())
		if v, ok := c.violation(); ok {
			k.Violations = append(k.Violations, Violation{Replication: r, Failed: l.load(v[0]), Passed: l.load(v[1])})
		}
		for rung, borne := range c.tried {
			p := rungs[rung]
			if p == nil {
				p = &Probe{Load: l.load(rung)}
				rungs[rung] = p
			}
			p.Of++
			if borne {
				p.Passed++
			}
		}
	}
	for _, p := range rungs {
		k.Probes = append(k.Probes, *p)
	}
	slices.SortFunc(k.Probes, func(a, b Probe) int { return cmp.Compare(a.Load, b.Load) })
	k.Estimate = MeanOf(knees, s.Confidence)
	k.Bound = l.bound(climbs)
	return k
}

// bound says what keeps the estimate from being the knee.
func (l *ladder) bound(climbs []*climb) string {
	above, below, open := 0, 0, 0
	for _, c := range climbs {
		switch {
		case c.high > l.top && c.low == l.top:
			above++
		case c.low < l.bottom && c.high == l.bottom:
			below++
		case c.high-c.low > 1:
			open++
		}
	}
	n := len(climbs)
	switch {
	case above == n:
		return fmt.Sprintf("every replication bears even %v, the most that was tried", l.most)
	case below == n:
		return fmt.Sprintf("no replication bears even %v, the least that was tried", l.least)
	case open > 0:
		return fmt.Sprintf("the probes were used up before the knee was found in %d of %d replications", open, n)
	case above > 0:
		return fmt.Sprintf("%d of %d replications bear even %v, the most that was tried: the knee is higher than told", above, n, l.most)
	case below > 0:
		return fmt.Sprintf("%d of %d replications do not bear even %v, the least that was tried: the knee is lower than told", below, n, l.least)
	}
	return ""
}
