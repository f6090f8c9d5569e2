package scenarios

import (
	"slices"
	"sort"
	"time"
)

// Times are durations on a fixed grid of logarithmic buckets, and those that never came to an end.
// See [TimesAt].
type Times struct {
	Counts []uint32 // up to each time of the grid, and longer than the one before
	Never  uint32   // censored: failed, lost or given up
}

// timesAt are the edges of the buckets, in nanoseconds: the preferred numbers of the series R20 (ISO 3),
// twenty in each decade, from 10 ms to 100 days and a little.
var timesAt = func() (edges []time.Duration) {
	r20 := [...]time.Duration{100, 112, 125, 140, 160, 180, 200, 224, 250, 280, 315, 355, 400, 450, 500, 560, 630, 710, 800, 900}
	for hundredth := 100 * time.Microsecond; hundredth <= 10_000*time.Second; hundredth *= 10 {
		for _, n := range r20 {
			edges = append(edges, n*hundredth)
		}
	}
	return edges
}()

// TimesAt are the times of the grid in seconds, ascending: the upper ends of the buckets of [Times]. What
// took longer than the last is in the last.
func TimesAt() []float64 {
	grid := make([]float64, len(timesAt))
	for i, edge := range timesAt {
		grid[i] = edge.Seconds()
	}
	return grid
}

// durations are how long something took for each of those who wanted it, in order, and how many never got
// it. These are censored, not left out: a shop that drops whoever would have waited long does not look
// fast.
type durations struct {
	took  []time.Duration
	never int
}

func (d *durations) add(took time.Duration, came bool) {
	if came {
		d.took = append(d.took, took)
	} else {
		d.never++
	}
}

// sort must come before anything is asked.
func (d *durations) sort() { slices.Sort(d.took) }

// count is how many wanted it.
func (d *durations) count() int { return len(d.took) + d.never }

// at is how long the given share of all who wanted it had to wait at most, cut at the horizon: so long at
// least, if fewer got it. It is the smallest time by which that share had it (the inverse of the empirical
// distribution, type 1 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996).
func (d *durations) at(perMille int, horizon time.Duration) time.Duration {
	if d.count() == 0 {
		return 0
	}
	rank := (d.count()*perMille + 999) / 1000
	if rank > len(d.took) {
		return horizon
	}
	return min(d.took[max(rank, 1)-1], horizon)
}

// mean is the restricted mean: the average time until it came or the horizon passed, over all who wanted
// it, which is the area under the share of those who still wait (Royston and Parmar, "Restricted mean
// survival time", BMC Medical Research Methodology 13, 2013). It needs no guess of how long the others
// would have waited.
func (d *durations) mean(horizon time.Duration) time.Duration {
	if d.count() == 0 {
		return 0
	}
	over := sort.Search(len(d.took), func(i int) bool { return d.took[i] >= horizon })
	whole, rest := time.Duration(0), time.Duration(0) // of the mean, and what is left of the division
	n := time.Duration(d.count())
	for _, took := range d.took[:over] {
		whole, rest = whole+took/n, rest+took%n
	}
	waited := time.Duration(d.count() - over)
	return whole + rest/n + horizon/n*waited + horizon%n*waited/n
}

// times are the same on the grid.
func (d *durations) times() Times {
	t := Times{Counts: make([]uint32, len(timesAt)), Never: uint32(d.never)}
	bucket := 0
	for _, took := range d.took {
		for bucket < len(timesAt)-1 && took > timesAt[bucket] {
			bucket++
		}
		t.Counts[bucket]++
	}
	return t
}
