package experiment

import "math"

// best lists the variants that cannot be told apart from the best: a variant is left out if any
// other is better than it by a paired t test, one-sided, at alpha/(k−1). The true best is then
// among them with probability 1 − alpha, since each of the k−1 others displaces it with at most
// alpha/(k−1). This is multiple comparison with the best (Hsu, Annals of Statistics 12, 1984) by
// Bonferroni, which holds on common luck (Nelson and Matejcik, Management Science 41, 1995).
//
// The samples are by variant and replication; what is unknown is NaN. A variant of which nothing
// is known is left out if something is known of another.
func best(samples [][]float64, better Better, alpha float64) []int {
	var all, known []int
	for v, x := range samples {
		all = append(all, v)
		if len(both(x, x).a) > 0 {
			known = append(known, v)
		}
	}
	if better == Neither || len(known) == 0 {
		return all
	}
	level := alpha / math.Max(1, float64(len(known)-1))
	var set []int
	for _, v := range known {
		beaten := false
		for _, other := range known {
			gain, p := both(samples[v], samples[other]).difference(alpha)
			ahead := gain.Mean > 0
			if better == Less {
				ahead = gain.Mean < 0
			}
			beaten = beaten || ahead && p/2 <= level
		}
		if !beaten {
			set = append(set, v)
		}
	}
	if set == nil { // each is beaten by another, in different pairs: nothing can be told
		return known
	}
	return set
}

// both pairs two variants, and leaves out the replications in which either is unknown.
func both(a, b []float64) pairs {
	var p pairs
	for r := range min(len(a), len(b)) {
		if measured(a[r]) && measured(b[r]) {
			p.a, p.b = append(p.a, a[r]), append(p.b, b[r])
		}
	}
	return p
}
