package scenarios

import (
	"cmp"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim/experiment"
)

// equalGroups is into how many groups the customers are cut, in the order in which they clicked.
const equalGroups = 20

// jain is Jain's index of how well the customers of equal groups fared: the square of the sum of
// their shares by the number of groups and the sum of the squares (R. Jain, D. Chiu and W. Hawe, "A quantitative measure of
// fairness and discrimination for resource allocation in shared computer systems", DEC TR-301, 1984). It
// is 1 if all groups got the same share of what they wanted, and 1/n if one of n got everything.
func (r *reckoning) jain() experiment.Value {
	var order []*wish
	for i := range r.wishes {
		if w := &r.wishes[i]; !r.play.measure.isWarm(w.group) {
			order = append(order, w)
		}
	}
	slices.SortStableFunc(order, func(a, b *wish) int { return cmp.Compare(a.clicked, b.clicked) })
	groups := min(equalGroups, len(order))
	var shares []float64
	for g := range groups {
		of, well := order[g*len(order)/groups:(g+1)*len(order)/groups], 0
		for _, w := range of {
			if w.inTime(r.play.Scenario.Agreed) {
				well++
			}
		}
		shares = append(shares, float64(well)/float64(len(of)))
	}
	return jainOf(shares)
}

// jainOf is Jain's index of some shares, unknown if nobody got anything.
func jainOf(shares []float64) experiment.Value {
	sum, squares := 0., 0.
	for _, x := range shares {
		sum += x
		squares += float64(x * x)
	}
	return share64(float64(sum*sum), float64(float64(len(shares))*squares))
}

// leastOfClass is how many it takes to tell one in a hundred of them.
const leastOfClass = 100

// worstCrowd is the 99th percentile of the time to an answer of the crowd and journey with the longest. Of
// one crowd and one journey alone it says nothing new.
func (r *reckoning) worstCrowd() experiment.Value {
	type class struct {
		crowd   int
		journey actors.Journey
	}
	byClass := map[class]*durations{}
	var classes []*durations
	for i := range r.wishes {
		w := &r.wishes[i]
		if r.play.measure.isWarm(w.group) {
			continue
		}
		who := r.play.measure.visitors.unders[w.group]
		c := class{who.crowd, who.journey}
		if byClass[c] == nil {
			byClass[c] = &durations{}
			classes = append(classes, byClass[c])
		}
		byClass[c].add(w.told-w.clicked, w.told != 0)
	}
	worst, known := time.Duration(0), false
	for _, d := range classes {
		if d.sort(); d.count() >= leastOfClass && len(classes) > 1 {
			worst, known = max(worst, d.at(990, answerHorizon)), true
		}
	}
	if !known {
		return experiment.Unknown
	}
	return plainly(worst.Seconds())
}
