package scenarios

import (
	"cmp"
	"slices"

	"buynow/sim/experiment"
)

// equalGroups is into how many groups the customers are cut, in the order in which they clicked.
const equalGroups = 20

// fairness is Jain's index of how well the customers of equal groups fared: the square of the sum of
// their shares by the number of groups and the sum of the squares (R. Jain, D. Chiu and W. Hawe, "A quantitative measure of
// fairness and discrimination for resource allocation in shared computer systems", DEC TR-301, 1984). It
// is 1 if all groups got the same share of what they wanted, and 1/n if one of n got everything.
func (r *reckoning) jain() experiment.Value {
	order := make([]*wish, len(r.wishes))
	for i := range r.wishes {
		order[i] = &r.wishes[i]
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

// worstCrowd is the 99th percentile of the time to an answer of the crowd and journey with the longest. Of
// one crowd and one journey alone it says nothing new.
func (r *reckoning) worstCrowd() experiment.Value {
	type class struct {
		crowd   int
		journey int
	}
	visitors := r.play.measure.visitors
	byClass := map[class]*durations{}
	var classes []*durations
	for i := range r.wishes {
		w := &r.wishes[i]
		who := visitors.unders[w.group]
		c := class{who.crowd, int(who.journey)}
		if byClass[c] == nil {
			byClass[c] = &durations{}
			classes = append(classes, byClass[c])
		}
		byClass[c].add(w.told-w.clicked, w.told != 0)
	}
	value := experiment.Unknown
	for _, d := range classes {
		if d.sort(); d.count() >= 100 && len(classes) > 1 && !(value.X >= d.at(990, answerHorizon).Seconds()) {
			value = plainly(d.at(990, answerHorizon).Seconds())
		}
	}
	return value
}
