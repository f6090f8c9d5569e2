package experiment

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// Selection finds the best of several variants by the procedure KN of Kim and Nelson (ACM
// Transactions on Modeling and Computer Simulation 11, 2001), which drops variants as soon as
// they are beaten, and needs no fixed number of replications:
//
//  1. all variants make First replications, which say how much each pair of them varies;
//  2. after each replication, a variant is dropped once another is ahead of it by more than
//     what the pair may still vary;
//  3. the last one left is the best, with probability Confidence or more, if the second best
//     is worse by Zone or more; variants within the Zone are as good as each other.
//
// It holds on common luck, which makes pairs vary less and the selection shorter.
type Selection struct {
	variants int
	o        SelectionOptions
	sign     float64

	sums     []float64   // by variant
	first    [][]float64 // the first replications, until they are all there
	variance [][]float64 // of the difference of each pair, from the first replications
	in       []int
	made     int
	most     int // replications after which it ends; 0 as long as that is not known
}

// SelectionOptions say what a selection is to promise.
type SelectionOptions struct {
	Zone       float64 // the smallest difference that matters, in the unit of the metric
	Better     Better  // which way is better
	Confidence float64 // 0.95 if 0
	First      int     // replications before the first variant may go; 10 if 0
}

// NewSelection begins to select among so many variants.
func NewSelection(variants int, o SelectionOptions) (*Selection, error) {
	if o.Confidence == 0 {
		o.Confidence = 0.95
	}
	if o.First == 0 {
		o.First = 10
	}
	switch {
	case variants < 1:
		return nil, fmt.Errorf("selection of %d variants, want 1 or more", variants)
	case !(o.Zone*o.Zone > 0) || !measured(o.Zone):
		return nil, fmt.Errorf("zone of indifference is %v, want a number above 0: the smallest difference that matters", o.Zone)
	case o.Better != Less && o.Better != More:
		return nil, fmt.Errorf("better is %q, want %q or %q: neither way is best", o.Better, Less, More)
	case !(o.Confidence > 0.5 && o.Confidence < 1):
		return nil, fmt.Errorf("confidence is %v, want it between 0.5 and 1", o.Confidence)
	case o.First < 2:
		return nil, fmt.Errorf("first replications are %d, want 2 or more", o.First)
	}
	s := &Selection{variants: variants, o: o, sign: 1, sums: make([]float64, variants), first: make([][]float64, variants)}
	if o.Better == Less {
		s.sign = -1
	}
	for v := range variants {
		s.in = append(s.in, v)
	}
	return s, nil
}

// mostReplications is what stands for more replications than anybody makes, or a number can hold.
const mostReplications = math.MaxInt32

// knConstants are η and h² of the procedure, with c = 1.
func knConstants(variants int, alpha float64, first int) (eta, h2 float64) {
	freedom := float64(first - 1)
	eta = (math.Pow(2*alpha/float64(variants-1), -2/freedom) - 1) / 2
	return eta, 2 * eta * freedom
}

// In lists the variants that are still in.
func (s *Selection) In() []int { return s.in }

// Done says whether one variant is left: the first of In.
func (s *Selection) Done() bool { return len(s.in) == 1 }

// More is how many further replications it takes until some variant may be dropped or the best
// is known, and how many it takes at most; most is -1 before the first replications are made.
// Only the variants of [Selection.In] have to make them.
func (s *Selection) More() (next, most int) {
	switch {
	case s.Done():
		return 0, 0
	case s.made < s.o.First:
		return s.o.First - s.made, -1
	}
	return 1, s.most - s.made
}

// Add takes one replication: a number for each variant. What is said of those that are out is
// not looked at. A number that is unknown is refused: a selection needs one of each.
func (s *Selection) Add(values []float64) error {
	if len(values) != s.variants {
		return fmt.Errorf("replication %d has %d numbers, want one for each of %d variants", s.made, len(values), s.variants)
	}
	for _, v := range s.in {
		if !measured(values[v]) {
			return fmt.Errorf("replication %d of variant %d is %v, want a number", s.made, v, values[v])
		}
	}
	if s.Done() {
		return nil
	}
	for _, v := range s.in {
		s.sums[v] += s.sign * values[v]
		if s.made < s.o.First {
			s.first[v] = append(s.first[v], s.sign*values[v])
		}
	}
	s.made++
	if s.made == s.o.First {
		s.measure()
	}
	if s.made >= s.o.First {
		s.screen()
	}
	return nil
}

// measure takes the variance of each pair, and how long it may take to tell them apart.
func (s *Selection) measure() {
	_, h2 := knConstants(s.variants, 1-s.o.Confidence, s.o.First)
	s.variance = make([][]float64, s.variants)
	for i := range s.variants {
		s.variance[i] = make([]float64, s.variants)
		for l := range s.variants {
			s.variance[i][l] = stat.Variance(pairs{a: s.first[l], b: s.first[i]}.differences(), nil)
			s.most = max(s.most, 1+int(min(h2*s.variance[i][l]/(s.o.Zone*s.o.Zone), mostReplications)))
		}
	}
	s.first = nil
}

// screen drops who is behind another by more than the pair may still vary.
func (s *Selection) screen() {
	_, h2 := knConstants(s.variants, 1-s.o.Confidence, s.o.First)
	zone := s.o.Zone
	var left []int
	for _, i := range s.in {
		beaten := false
		for _, l := range s.in {
			// Sums are r times means, so the bound is r times that of the paper.
			may := max(0, zone/2*(h2*s.variance[i][l]/(zone*zone)-float64(s.made)))
			beaten = beaten || s.sums[i] < s.sums[l]-may
		}
		if !beaten {
			left = append(left, i)
		}
	}
	if s.in = left; s.made < s.most {
		return
	}
	best := left[0]
	for _, i := range left {
		if s.sums[i] > s.sums[best] {
			best = i
		}
	}
	s.in = []int{best}
}
