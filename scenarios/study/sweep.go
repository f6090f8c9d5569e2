package study

import (
	"fmt"
	"slices"
	"strings"

	"buynow/scenarios"
	"buynow/sim"
	"buynow/sim/experiment"
)

// SweepAsked is what somebody asks of a sweep, in their own words.
type SweepAsked struct {
	Scenario     string   `json:"scenario"` // a file, or the name of one that is built in
	Sets         []string `json:"sets"`     // that change all points alike
	Over         []string `json:"over"`     // the axes, see parseAxis
	Variants     []string `json:"variants"` // as [scenarios.LoadVariant] has them; all of the file if there are none
	Metric       string   `json:"metric"`   // by which they are judged; goodput if it is empty
	Design       string   `json:"design"`   // grid or sobol; grid if it is empty
	Points       int      `json:"points"`   // of a range in a grid, or of a Sobol design in all
	Seed         uint64   `json:"seed"`     // of replication 0; the scenario's own if it is 0
	Replications int      `json:"replications"`
	Version      string   `json:"version"` // of the program
	Build        string   `json:"build"`   // of the program, where the version is that of many
}

// The designs.
const (
	Grid  = "grid"
	Sobol = "sobol"
)

// What a sweep asks for unless it is said, and what it may ask for.
const (
	gridPoints        = 5
	sobolPoints       = 32
	sweepReplications = 5
	mostSweepRuns     = 20_000
)

// SweepPlan is a sweep that is ready to be made.
type SweepPlan struct {
	SweepAsked
	Name        string // of the scenario
	Description string
	Hash        string   // of all that is run
	metric      int      // its place in scenarios.Scored
	names       []string // of the variants
	axes        []*axis
	points      []sweepPoint
}

// sweepPoint is one place in the map: a value on each axis, and the variants there.
type sweepPoint struct {
	at       []string
	place    []float64
	share    []float64 // of a Sobol design
	variants []sweepVariant
}

// sweepVariant is a variant at a point.
type sweepVariant struct {
	scenario *scenarios.Scenario
	sets     []string // that make a plain run of it
	pools    []string // of these, the pools that are auto and would not be as large as in the file
}

// PlanSweep reads the scenario, and refuses what cannot be swept before anything is run.
func PlanSweep(asked SweepAsked) (*SweepPlan, error) {
	s, err := scenarios.Load(asked.Scenario, asked.Sets)
	if err != nil {
		return nil, err
	}
	p := &SweepPlan{SweepAsked: asked, Name: s.Name, Description: s.Description}
	if err := p.fillIn(s); err != nil {
		return nil, err
	}
	if err := p.readAxes(s); err != nil {
		return nil, err
	}
	if err := p.design(); err != nil {
		return nil, err
	}
	return p, p.loadPoints(s)
}

// fillIn puts in what was not said.
func (p *SweepPlan) fillIn(s *scenarios.Scenario) error {
	if len(p.Variants) == 0 {
		for _, one := range s.Variants {
			p.Variants = append(p.Variants, one.Name)
		}
	}
	for i, name := range p.Variants {
		if slices.Contains(p.Variants[:i], name) {
			return fmt.Errorf("variant %s is named twice, want each once", name)
		}
	}
	p.Metric = orDefault(p.Metric, "goodput")
	p.metric = slices.IndexFunc(scenarios.Scored, func(m experiment.Metric) bool { return m.Name == p.Metric })
	p.Design = orDefault(p.Design, Grid)
	p.Seed = orDefault(p.Seed, s.Seed)
	p.Replications = orDefault(p.Replications, sweepReplications)
	switch {
	case len(p.Variants) < 2:
		return fmt.Errorf("a map of who wins takes two variants at least: say which with --variants, such as %s", compared(s))
	case len(p.Variants) > MostVariants:
		return fmt.Errorf("%d variants are too many for a map, want at most %d", len(p.Variants), MostVariants)
	case p.metric < 0:
		return fmt.Errorf("there is no metric %.40q%s", p.Metric, meantMetric(p.Metric))
	case scenarios.Scored[p.metric].Better == experiment.Neither:
		return fmt.Errorf("%s has no better way, so nobody can win by it", p.Metric)
	case p.Design != Grid && p.Design != Sobol:
		return fmt.Errorf("there is no design %.40q, want grid or sobol", p.Design)
	case p.Replications < 2 || p.Replications > 1000:
		return fmt.Errorf("%d replications, want 2 to 1000: with fewer than two nobody knows who is better", p.Replications)
	}
	return nil
}

// meantMetric is a hint at the metric that was probably meant, else all by which one can win.
func meantMetric(typed string) string {
	var names []string
	for _, m := range scenarios.Scored {
		if m.Better != experiment.Neither {
			names = append(names, m.Name)
		}
	}
	if meant := sim.Nearest(typed, names); meant != "" {
		return ", did you mean " + meant + "?"
	}
	return ", want one of " + strings.Join(names, ", ")
}

func orDefault[T comparable](said, otherwise T) T {
	var nothing T
	if said == nothing {
		return otherwise
	}
	return said
}

// readAxes reads what is varied.
func (p *SweepPlan) readAxes(s *scenarios.Scenario) error {
	if len(p.Over) == 0 {
		return fmt.Errorf("nothing is varied: --over takes a path of --set with its values, such as --over vars.peak=10..100")
	}
	if len(p.Over) > experiment.MostDimensions {
		return fmt.Errorf("%d axes are too many, want at most %d", len(p.Over), experiment.MostDimensions)
	}
	for _, text := range p.Over {
		a, err := parseAxis(s, text)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(p.axes, func(other *axis) bool { return other.Path == a.Path }) {
			return fmt.Errorf("--over %s is given twice, want one list of values", a.Path)
		}
		if a.Path == "seed" || strings.HasPrefix(a.Path, "search.") {
			return fmt.Errorf("--over %s: it is the same at all points", a.Path)
		}
		p.axes = append(p.axes, a)
	}
	return nil
}

// design spreads the points: all combinations of the values, or a scrambled Sobol sequence.
func (p *SweepPlan) design() error {
	var err error
	if p.Design == Grid {
		err = p.gridDesign()
	} else {
		err = p.sobolDesign()
	}
	runs := len(p.points) * len(p.Variants) * p.Replications
	if err == nil && runs > mostSweepRuns {
		err = fmt.Errorf("%s × %d variants × %d replications are %s, want at most %s: take fewer points or replications, or --design sobol, which spreads few points over many axes",
			many(len(p.points), "point"), len(p.Variants), p.Replications, many(runs, "run"), grouped(mostSweepRuns))
	}
	return err
}

func (p *SweepPlan) gridDesign() error {
	p.Points = orDefault(p.Points, gridPoints)
	if p.Points < 2 || p.Points > mostValues {
		return fmt.Errorf("%d points on an axis, want 2 to %d", p.Points, mostValues)
	}
	var counts []int
	for _, a := range p.axes {
		a.grid(p.Points)
		counts = append(counts, len(a.Values))
	}
	grid, err := experiment.Grid(counts...)
	if err != nil {
		return err
	}
	for _, values := range grid {
		var point sweepPoint
		for i, a := range p.axes {
			text, place := a.nth(values[i])
			point.at, point.place = append(point.at, text), append(point.place, place)
		}
		p.points = append(p.points, point)
	}
	return nil
}

func (p *SweepPlan) sobolDesign() error {
	p.Points = orDefault(p.Points, sobolPoints)
	for _, a := range p.axes {
		if a.count > 0 {
			return fmt.Errorf("--over %s: a Sobol design has no values of its own on each axis: leave out in %d, and say --points", a.Path, a.count)
		}
	}
	spread, err := experiment.Sobol(p.Points, len(p.axes), p.Seed)
	if err != nil {
		return err
	}
	for _, shares := range spread {
		point := sweepPoint{share: shares}
		for i, a := range p.axes {
			text, place := a.value(shares[i])
			point.at, point.place = append(point.at, text), append(point.place, place)
		}
		p.points = append(p.points, point)
	}
	return nil
}
