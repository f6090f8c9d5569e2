package experiment_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"buynow/sim/experiment"
)

// Six systems, 95 %, twenty first replications.
func TestTheConstantsAreThoseThatWerePublished(t *testing.T) {
	eta, h2 := experiment.KNConstants(6, 0.05, 20)

	near(t, "eta", eta, 0.25476, 0.000005)
	near(t, "h squared", h2, 9.6809, 0.00005)
}

// select runs one selection over variants with these means, each pair as correlated as common luck
// makes it, and returns who won after how many runs of a variant.
func selectBest(t *testing.T, seed uint64, o experiment.SelectionOptions, common float64, means ...float64) (best, runs int) {
	t.Helper()
	s, err := experiment.NewSelection(len(means), o)
	if err != nil {
		t.Fatal(err)
	}
	luck := rand.New(rand.NewPCG(seed, 77))
	for made := 0; !s.Done(); made++ {
		if _, most := s.More(); made > o.First && most < 1 {
			t.Fatalf("seed %d: not done after %d replications, though %d more were to be enough", seed, made, most)
		}
		shared := math.Sqrt(common) * luck.NormFloat64()
		values := slices.Repeat([]float64{math.NaN()}, len(means))
		for _, v := range s.In() {
			values[v] = means[v] + shared + math.Sqrt(1-common)*luck.NormFloat64()
			runs++
		}
		if err := s.Add(values); err != nil {
			t.Fatal(err)
		}
	}
	return s.In()[0], runs
}

// The worst case: the best is ahead of all others by exactly the zone.
func TestTheBestIsSelectedAsOftenAsPromised(t *testing.T) {
	calm(t)
	const selections = 1000
	right := func(zone, common float64, better experiment.Better, ahead float64) (share, runs float64) {
		means := []float64{0, 0, 0, ahead, 0, 0}
		for seed := range uint64(selections) {
			best, n := selectBest(t, seed, experiment.SelectionOptions{Zone: zone, Better: better, First: 20}, common, means...)
			if best == 3 {
				share += 1. / selections
			}
			runs += float64(n) / selections
		}
		return share, runs
	}

	independent, long := right(0.25, 0, experiment.More, 0.25)
	paired, short := right(0.25, 0.8, experiment.More, 0.25)
	less, _ := right(0.25, 0.8, experiment.Less, -0.25)
	careless, _ := right(0.75, 0, experiment.More, 0.25)

	t.Logf("right in %.3f of selections with %.0f runs, on common luck in %.3f with %.0f, of the least in %.3f; with a zone three times the difference in %.3f",
		independent, long, paired, short, less, careless)
	if independent < 0.95 || paired < 0.95 || less < 0.95 {
		t.Error("want 95 % or more")
	}
	if short > long/2 {
		t.Error("want common luck to save more than half of the runs")
	}
	if careless > 0.9 {
		t.Error("a zone that is too wide is right as often: this test would not see a wrong constant")
	}
}

func TestASelectionSaysWhatItNeeds(t *testing.T) {
	s, err := experiment.NewSelection(3, experiment.SelectionOptions{Zone: 1, Better: experiment.Less, First: 4})
	if err != nil {
		t.Fatal(err)
	}
	if next, most := s.More(); next != 4 || most != -1 {
		t.Errorf("at first it needs %d and at most %d, want 4 and not known", next, most)
	}
	for _, values := range [][]float64{{1, 2, 30}, {2, 3, 31.5}, {0, 3, 29}, {1, 1, 31}} {
		if err := s.Add(values); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(s.In(), []int{0, 1}) {
		t.Errorf("after 4 replications %v are in, want 0 and 1", s.In())
	}
	if next, most := s.More(); next != 1 || most < 1 {
		t.Errorf("then it needs %d and at most %d, want 1 at a time", next, most)
	}
	if err := s.Add([]float64{1, math.NaN(), 0}); err == nil {
		t.Error("an unknown number of a variant that is in was taken")
	}
	if err := s.Add([]float64{1, 2}); err == nil {
		t.Error("two numbers of three variants were taken")
	}
}

// A zone so narrow that no number holds the replications it takes is not known to be won by whoever is ahead by chance.
func TestASelectionThatTakesForeverIsNotOverAtOnce(t *testing.T) {
	for _, zone := range []float64{1e-6, 1e-12, 1e-100} {
		s, err := experiment.NewSelection(2, experiment.SelectionOptions{Zone: zone, Better: experiment.More, First: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, values := range [][]float64{{4, 9}, {9, 4.5}, {6, 7}} {
			if err := s.Add(values); err != nil {
				t.Fatal(err)
			}
		}
		if next, most := s.More(); s.Done() || next != 1 || most < 1_000_000 {
			t.Errorf("zone %g: %v are in after three replications, of %d more at most; want both, and no end to be seen", zone, s.In(), most)
		}
	}
}

func TestVariantsThatAreTheSameAreOneAsGoodAsTheOther(t *testing.T) {
	s, err := experiment.NewSelection(2, experiment.SelectionOptions{Zone: 1, Better: experiment.More, First: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{4, 9, 6} {
		if err := s.Add([]float64{x, x}); err != nil {
			t.Fatal(err)
		}
	}
	if !s.Done() || s.In()[0] != 0 {
		t.Errorf("%v are in, want the first", s.In())
	}
}

func TestASelectionThatPromisesNothingIsRefused(t *testing.T) {
	good := experiment.SelectionOptions{Zone: 1, Better: experiment.More}
	for _, change := range []func(*experiment.SelectionOptions){
		func(o *experiment.SelectionOptions) { o.Zone = 0 },
		func(o *experiment.SelectionOptions) { o.Zone = 1e-200 }, // whose square is 0
		func(o *experiment.SelectionOptions) { o.Zone = math.NaN() },
		func(o *experiment.SelectionOptions) { o.Zone = math.Inf(1) },
		func(o *experiment.SelectionOptions) { o.Better = experiment.Neither },
		func(o *experiment.SelectionOptions) { o.Confidence = 1 },
		func(o *experiment.SelectionOptions) { o.Confidence = 0.2 },
		func(o *experiment.SelectionOptions) { o.First = 1 },
	} {
		o := good
		change(&o)
		if _, err := experiment.NewSelection(2, o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
	if _, err := experiment.NewSelection(0, good); err == nil {
		t.Error("no variants were taken")
	}
	if s, err := experiment.NewSelection(1, good); err != nil || !s.Done() {
		t.Errorf("one variant: %v, want it to be the best", err)
	}
}
