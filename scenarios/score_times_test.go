package scenarios

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// someDurations are waits of all sizes, some of which never end.
func someDurations(t *rapid.T) *durations {
	d := &durations{}
	for _, millis := range rapid.SliceOfN(rapid.IntRange(0, 200_000), 1, 300).Draw(t, "waits") {
		d.add(time.Duration(millis)*time.Millisecond, millis%7 != 0)
	}
	d.sort()
	return d
}

// The restricted mean is the area under the share of those who still wait, added up step by step; a quantile
// is the first moment at which that share is small enough.
func TestCensoredTimesAreTheAreaUnderThoseWhoStillWait(t *testing.T) {
	long(t)
	rapid.Check(t, func(t *rapid.T) {
		d := someDurations(t)
		const horizon = time.Minute
		waiting := func(at time.Duration) float64 {
			n := d.never
			for _, took := range d.took {
				if took > at {
					n++
				}
			}
			return float64(n) / float64(d.count())
		}
		area := 0.
		for at := time.Duration(0); at < horizon; at += time.Millisecond {
			area += waiting(at) / 1000
		}
		if mean := d.mean(horizon).Seconds(); math.Abs(mean-area) > 1e-6 {
			t.Errorf("the restricted mean is %v s, the area %v s", mean, area)
		}
		for _, perMille := range []int{1, 500, 990, 999, 1000} {
			at := d.at(perMille, horizon)
			if enough := 1 - float64(perMille)/1000 + 1e-9; at < horizon && waiting(at) > enough || at > 0 && waiting(at-1) <= enough-2e-9 {
				t.Errorf("of %d per mille the wait is %v, and then %.4f still wait, and a moment before %.4f", perMille, at, waiting(at), waiting(at-1))
			}
		}
	})
}

// A shop that drops who would have waited long does not look faster: whoever is made to wait for ever, instead
// of for long, makes no quantile and no mean better.
func TestDroppingTheSlowMakesNothingFaster(t *testing.T) {
	long(t)
	rapid.Check(t, func(t *rapid.T) {
		before := someDurations(t)
		drop := rapid.IntRange(0, len(before.took)).Draw(t, "dropped")
		after := &durations{took: slices.Clone(before.took[:len(before.took)-drop]), never: before.never + drop}

		for _, perMille := range []int{500, 990, 999} {
			if a, b := before.at(perMille, time.Minute), after.at(perMille, time.Minute); b < a {
				t.Errorf("the wait of %d per mille fell from %v to %v", perMille, a, b)
			}
		}
		if a, b := before.mean(time.Minute), after.mean(time.Minute); b < a {
			t.Errorf("the mean fell from %v to %v", a, b)
		}
	})
}

// Of nobody there is nothing to tell, and the longest waits of a great many do not overflow.
func TestTimesOfNobodyAndOfMany(t *testing.T) {
	long(t)
	none := &durations{}
	if none.at(500, time.Minute) != 0 || none.mean(time.Minute) != 0 || none.count() != 0 {
		t.Errorf("nobody waits: %v, %v on average", none.at(500, time.Minute), none.mean(time.Minute))
	}
	many := &durations{never: 1_000_000}
	for range 1_000_000 {
		many.add(doorHorizon-1, true)
	}
	if mean := many.mean(doorHorizon); mean < doorHorizon-2 || mean > doorHorizon {
		t.Errorf("two million who wait for %v do so for %v on average", doorHorizon, mean)
	}
}

// The grid has twenty preferred numbers in each decade, and everybody is in one bucket.
func TestTimesLieOnTheGrid(t *testing.T) {
	long(t)
	grid := TimesAt()
	if len(grid) != 180 || grid[0] != 0.01 || grid[20] != 0.1 || grid[40] != 1 || grid[179] != 9e6 || !slices.IsSorted(grid) {
		t.Errorf("the grid has %d times from %v to %v", len(grid), grid[0], grid[len(grid)-1])
	}
	for i := 1; i < len(grid); i++ {
		if step := grid[i] / grid[i-1]; step < 1.09 || step > 1.16 {
			t.Errorf("from %v to %v is %v times as much", grid[i-1], grid[i], step)
		}
	}
	d := &durations{took: []time.Duration{0, 10 * time.Millisecond, 10*time.Millisecond + 1, time.Second, time.Second + 1, 1000 * 24 * time.Hour}, never: 3}
	times := d.times()
	for at, want := range map[int]uint32{0: 2, 1: 1, 40: 1, 41: 1, 179: 1} {
		if times.Counts[at] != want {
			t.Errorf("up to %v s there are %d, want %d", grid[at], times.Counts[at], want)
		}
	}
	if times.Never != 3 {
		t.Errorf("%d never came, want 3", times.Never)
	}
}
