package experiment_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"buynow/sim/experiment"
)

// shop bears the load up to a knee that differs from replication to replication, around 137.
func shop(spread float64) (bears func(context.Context, float64, int) (bool, error), knee func(replication int) float64) {
	knee = func(replication int) float64 {
		return 137 * (1 + spread*rand.New(rand.NewPCG(uint64(replication), 5)).NormFloat64())
	}
	return func(_ context.Context, load float64, replication int) (bool, error) {
		return load <= knee(replication), nil
	}, knee
}

func findKnee(t *testing.T, s experiment.Search, bears func(context.Context, float64, int) (bool, error)) *experiment.Knee {
	t.Helper()
	k, err := experiment.FindKnee(t.Context(), s, bears)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestTheKneeOfEachReplicationIsFoundToTheTolerance(t *testing.T) {
	for _, start := range []float64{137, 136, 3, 10, 1000, 8000} {
		for _, tolerance := range []float64{0.001, 0.01, 0.1, 0.5} {
			bears, knee := shop(0.03)

			k := findKnee(t, experiment.Search{Start: start, Tolerance: tolerance, Replications: 8}, bears)

			if k.Bound != "" || len(k.Violations) > 0 || len(k.Knees) != 8 {
				t.Fatalf("from %v to %v: %+v", start, tolerance, k)
			}
			for r, gap := range k.Knees {
				if at := knee(r); gap.Pass > at || gap.Fail <= at || gap.Fail > gap.Pass*(1+tolerance)*1.002 {
					t.Errorf("from %v to %v: the knee of replication %d is at %v, found in %+v", start, tolerance, r, at, gap)
				}
			}
		}
	}
}

// The interval is that of the knees: it covers the mean knee of the world as often as it says.
func TestTheIntervalOfTheKneeCovers(t *testing.T) {
	held := 0
	for world := range 500 {
		k := findKnee(t, experiment.Search{Start: 90, Replications: 6, Jobs: 1}, func(_ context.Context, load float64, replication int) (bool, error) {
			luck := rand.New(rand.NewPCG(uint64(replication), uint64(world)))
			return load <= 137+6*luck.NormFloat64(), nil
		})
		if k.Estimate.Low <= 137 && 137 <= k.Estimate.High {
			held++
		}
	}
	t.Logf("covers in %d of 500", held)
	if held < 465 || held > 487 {
		t.Errorf("covers in %d of 500 searches, want about 475", held)
	}
}

func TestWhatIsProbedDoesNotDependOnTheCores(t *testing.T) {
	bears, _ := shop(0.1)
	alone := findKnee(t, experiment.Search{Start: 50, Replications: 9, Jobs: 1}, bears)

	for _, jobs := range []int{2, 3, 20} {
		if together := findKnee(t, experiment.Search{Start: 50, Replications: 9, Jobs: jobs}, bears); !reflect.DeepEqual(alone, together) {
			t.Errorf("%d jobs: %+v, want %+v", jobs, together, alone)
		}
	}
}

// A sixth of the way is a hundredth wide after doubling three times and halving seven times; the
// others begin near the knee.
func TestASearchTakesFewProbes(t *testing.T) {
	bears, _ := shop(0.02)
	var probes atomic.Int64

	k := findKnee(t, experiment.Search{Start: 20, Replications: 10}, func(ctx context.Context, load float64, r int) (bool, error) {
		probes.Add(1)
		return bears(ctx, load, r)
	})

	told := 0
	for i, p := range k.Probes {
		told += p.Of
		if i > 0 && p.Load <= k.Probes[i-1].Load || p.Passed > p.Of {
			t.Errorf("probes %+v then %+v, want ascending loads", k.Probes[max(0, i-1)], p)
		}
	}
	t.Logf("%d probes of 10 replications", told)
	if int64(told) != probes.Load() || told > 2*13+8*9 {
		t.Errorf("%d probes are told, %d were made, want both the same and at most 98", told, probes.Load())
	}
}

func TestASearchThatFindsNoKneeSaysWhy(t *testing.T) {
	never := func(context.Context, float64, int) (bool, error) { return false, nil }
	always := func(context.Context, float64, int) (bool, error) { return true, nil }
	half := func(_ context.Context, load float64, r int) (bool, error) { return r%2 == 0 || load < 150, nil }
	bears, _ := shop(0)
	for _, row := range []struct {
		search experiment.Search
		bears  func(context.Context, float64, int) (bool, error)
		want   string
		mean   float64
	}{
		{experiment.Search{Start: 10, Least: 5, Most: 300}, always, "bears even 300", 300},
		{experiment.Search{Start: 10, Least: 5, Most: 300}, never, "bears even 5", 5},
		{experiment.Search{Start: 10, Least: 10, Most: 10}, always, "bears even 10", 10},
		{experiment.Search{Start: 100, Most: 300, Replications: 4}, half, "2 of 4 replications bear even 300", 225},
		{experiment.Search{Start: 1, Most: 10_000, Probes: 9}, bears, "the probes were used up", 140},
	} {
		k := findKnee(t, row.search, row.bears)
		if !strings.Contains(k.Bound, row.want) {
			t.Errorf("%+v: %q, want %q", row.search, k.Bound, row.want)
		}
		near(t, fmt.Sprintf("mean of %+v", row.search), k.Estimate.Mean, row.mean, row.mean/10)
	}
}

// A shop that fails between 100 and 130 and bears more all the same: the capacity is what is borne
// with nothing below it that is not, and the strange thing is told.
func TestAWorldThatIsNotMonotoneIsTold(t *testing.T) {
	k := findKnee(t, experiment.Search{Start: 90, Replications: 3}, func(_ context.Context, load float64, _ int) (bool, error) {
		return load < 125 || load > 131 && load < 145, nil
	})

	if len(k.Violations) == 0 {
		t.Fatalf("%+v, want a violation", k)
	}
	for _, v := range k.Violations {
		if !(v.Failed >= 125 && v.Failed <= 131 && v.Passed > v.Failed) {
			t.Errorf("%+v, want a load of the hole, and one above it", v)
		}
	}
	for r, gap := range k.Knees {
		if math.Abs(gap.Pass-125) > 1.3 && len(k.Violations) == 3 {
			t.Errorf("replication %d: %+v, want the knee below the hole", r, gap)
		}
	}
}

func TestASearchEndsWithTheFirstError(t *testing.T) {
	broken := errors.New("broken scenario")
	k, err := experiment.FindKnee(t.Context(), experiment.Search{Start: 5}, func(_ context.Context, load float64, r int) (bool, error) {
		if load > 30 {
			return false, fmt.Errorf("replication %d: %w", r, broken)
		}
		return true, nil
	})
	if k != nil || !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "replication 0") {
		t.Errorf("%+v, %v, want the error of replication 0", k, err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := experiment.FindKnee(ctx, experiment.Search{Start: 5}, func(context.Context, float64, int) (bool, error) { return true, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it was cancelled", err)
	}
}

func TestASearchWithoutSenseIsRefused(t *testing.T) {
	for _, s := range []experiment.Search{
		{}, {Start: -1}, {Start: math.NaN()}, {Start: math.Inf(1)}, {Start: 5, Least: 6}, {Start: 5, Most: 4},
		{Start: 5, Tolerance: 2}, {Start: 5, Tolerance: -1}, {Start: 5, Replications: -1}, {Start: 5, Probes: -1},
	} {
		if _, err := experiment.FindKnee(t.Context(), s, nil); err == nil {
			t.Errorf("%+v was taken", s)
		}
	}
}

// Loads are read by people, and typed again: 98.77, not 98.76543209876.
func TestLoadsHaveFewDigits(t *testing.T) {
	bears, _ := shop(0.1)
	for _, start := range []float64{0.07, 20, 12345} {
		scale := start / 100
		k := findKnee(t, experiment.Search{Start: start}, func(ctx context.Context, load float64, r int) (bool, error) {
			return bears(ctx, load/scale, r)
		})
		for _, p := range k.Probes {
			if text := fmt.Sprint(p.Load); len(strings.Trim(text, "0.")) > 5 {
				t.Errorf("load %s, want at most four digits", text)
			}
		}
	}
}
