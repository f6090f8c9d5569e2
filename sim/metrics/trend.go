package metrics

import (
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// Trend is the distribution of a duration, from a microsecond to a year, with
// two significant digits. It takes about 40 KB, however much is recorded.
type Trend struct {
	counts   *hdrhistogram.Histogram
	sum      float64 // nanoseconds
	max, min time.Duration
	slowest  uint64
	tail     time.Duration // about the 99th percentile so far
	nearTail [8]example
	seen     int // candidates, to fill nearTail round robin
	stale    int // candidates since tail was worked out
}

// example is an order and what was measured of it.
type example struct {
	order uint64
	took  time.Duration
}

const (
	shortest = 1                     // microseconds
	longest  = 366 * 24 * 3600 * 1e6 // microseconds
	digits   = 2
)

// NewTrend returns an empty trend.
func NewTrend() *Trend {
	return &Trend{counts: hdrhistogram.New(shortest, longest, digits)}
}

// Record adds what was measured of an order, 0 if it has no number. Longer than a
// year counts as a year.
func (t *Trend) Record(took time.Duration, order uint64) {
	if t.counts.TotalCount() == 0 || took < t.min {
		t.min = took
	}
	if took >= t.max {
		t.max = took
		if order != 0 {
			t.slowest = order
		}
	}
	t.sum += float64(took)
	_ = t.counts.RecordValue(min(max(int64(took/time.Microsecond), shortest), longest))

	t.Show(int64(took), order)
}

// Wants tells if the order of such a value could become the example.
func (t *Trend) Wants(took int64) bool { return time.Duration(took) >= t.tail }

// Show makes an order a candidate for the example.
func (t *Trend) Show(value int64, order uint64) {
	took := time.Duration(value)
	if took < t.tail || order == 0 {
		return
	}
	t.nearTail[t.seen%len(t.nearTail)] = example{order, took}
	t.seen++
	t.stale++
	if t.stale >= max(len(t.nearTail), int(t.Count()/tailAge)) {
		t.tail, t.stale = t.At(99), 0
	}
}

// Add is Record for a duration in nanoseconds.
func (t *Trend) Add(took int64, order uint64) { t.Record(time.Duration(took), order) }

// Merge adds all that another trend has recorded.
func (t *Trend) Merge(other *Trend) {
	if other.Count() == 0 {
		return
	}
	if t.Count() == 0 || other.min < t.min {
		t.min = other.min
	}
	if other.max >= t.max {
		t.max, t.slowest = other.max, other.slowest
	}
	t.sum += other.sum
	t.counts.Merge(other.counts)
	for _, e := range other.nearTail[:min(other.seen, len(other.nearTail))] {
		t.nearTail[t.seen%len(t.nearTail)] = e
		t.seen++
	}
	t.tail = t.At(99)
}

// tailAge says how old the tail may get, as a share of all values: working it
// out walks through all counts. Where the values grow, each is a candidate.
const tailAge = 32

// Count is how many values were recorded.
func (t *Trend) Count() int64 { return t.counts.TotalCount() }

// Samples is how many values were recorded.
func (t *Trend) Samples() uint64 { return uint64(t.counts.TotalCount()) }

// Ask is one number of the distribution, in nanoseconds.
func (t *Trend) Ask(a Aggregate, percent float64, _ time.Duration) float64 {
	switch a {
	case Avg:
		return float64(t.Mean())
	case Min:
		return float64(t.min)
	case Max:
		return float64(t.max)
	case Med:
		return float64(t.At(50))
	}
	return float64(t.At(percent))
}

func (t *Trend) reset() {
	counts := t.counts
	counts.Reset()
	*t = Trend{counts: counts}
}

// At is the value below which so many percent lie, 0 to 100; 0 if nothing was
// recorded.
func (t *Trend) At(percent float64) time.Duration {
	if t.counts.TotalCount() == 0 {
		return 0
	}
	value := time.Duration(t.counts.ValueAtQuantile(percent)) * time.Microsecond
	return min(max(value, t.min), t.max)
}

// Mean is the average; 0 if nothing was recorded.
func (t *Trend) Mean() time.Duration {
	if t.counts.TotalCount() == 0 {
		return 0
	}
	return time.Duration(t.sum / float64(t.counts.TotalCount()))
}

// Min and Max are the extremes, exact.
func (t *Trend) Min() time.Duration { return t.min }

// Max is the longest that was recorded, exact.
func (t *Trend) Max() time.Duration { return t.max }

// Example is an order near the 99th percentile; 0 if there is none.
func (t *Trend) Example() uint64 {
	target := t.At(99)
	best, distance := uint64(0), time.Duration(-1)
	for _, e := range t.nearTail[:min(t.seen, len(t.nearTail))] {
		apart := max(e.took-target, target-e.took)
		if distance < 0 || apart < distance {
			best, distance = e.order, apart
		}
	}
	return best
}

// Slowest is the order that took longest; 0 if nothing was recorded.
func (t *Trend) Slowest() uint64 { return t.slowest }
