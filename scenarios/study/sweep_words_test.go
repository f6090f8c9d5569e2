package study

import (
	"strings"
	"testing"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// The command that shows all numbers of a point compares the same runs, though a load is varied by which pools that
// are auto go.
func TestTheComparisonOfAPointIsOfItsRuns(t *testing.T) {
	unraced(t)
	scenario := shopFile(t, strings.Replace(stall, "workers: 50,", "workers: auto,", 1))
	p, w := sweeping(t, SweepAsked{Scenario: scenario, Over: []string{"load.buyers.rate=1,6"}, Variants: []string{"at-hand", "far", "few: actors.bank.service=310ms"}, Replications: 2})

	for i, point := range w.Points {
		var sets []string
		for _, word := range strings.Split(p.CompareCommand(i), " --") {
			if set, is := strings.CutPrefix(word, "set "); is {
				sets = append(sets, strings.Trim(set, "'"))
			}
		}
		for v, name := range p.Variants {
			one, err := scenarios.LoadVariant(scenario, name, sets)
			if err != nil {
				t.Fatal(err)
			}
			score, err := one.Scenario.Score(t.Context(), scenarios.Options{Seed: p.Seed})
			if err != nil || score.TraceHash != point.Hashes[v] {
				t.Errorf("%s runs %s as %s, %v, and on the map it was %s", p.CompareCommand(i), name, score.TraceHash, err, point.Hashes[v])
			}
		}
	}
}

// Where nothing is known of a metric anywhere, nobody is said to be as good as the others.
func TestAMapOfNothingSaysSo(t *testing.T) {
	w := &Sweep{Metric: experiment.Metric{Text: "recovery time"}, Variants: []string{"far", "at-hand"}, Wins: []float64{0, 0}, Ties: 1,
		Points: []Point{{Winner: -1, Best: []int{0, 1}, Estimates: make([]experiment.Estimate, 2)}}}

	if got, want := w.headline(), "Nothing happened at any point that would say anything about recovery time."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	w.Points[0].Estimates[0].N = 2
	if got, want := w.headline(), "Nowhere can one variant be told to be the best by recovery time."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// All of the points are all, however many there are, and not almost all.
func TestAllPointsAreAll(t *testing.T) {
	for n := 1; n < 100; n++ {
		same := sweepTrial{value: experiment.Value{X: 1}}
		trials := make([][][]sweepTrial, n)
		for i := range trials {
			trials[i] = [][]sweepTrial{{same, same}, {same, same}}
		}
		p := &SweepPlan{names: []string{"far", "at-hand"}, points: make([]sweepPoint, n)}
		p.Variants = p.names

		if w := p.mapOf(trials); percents(w.Ties) != "100 %" || w.Wins[0] != 0 {
			t.Errorf("of %d points %s cannot be told apart, want all", n, percents(w.Ties))
		}
	}
}
