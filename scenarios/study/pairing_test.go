package study

import (
	"context"
	"testing"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// The same customers with the same luck are worth many times as many runs: on black-friday the variance of
// a difference is at least three times smaller than between runs that have nothing in common, and the answer
// says how many times.
func TestTheSameLuckMakesDifferencesSmaller(t *testing.T) {
	unraced(t)
	const replications, elsewhere = 6, 1_000_000
	p := planned(t, Asked{Scenario: "black-friday", Sets: []string{"scale=400"}, Variants: []string{"as-planned", "naive"}, Replications: replications, Causes: Never})
	r := answered(t, p, Making{})
	pool := experiment.Pool[*scenarios.Score]{Run: func(ctx context.Context, _, replication int) (*scenarios.Score, error) {
		return scored(ctx, p.Variants[1].Scenario, elsewhere+uint64(replication))
	}}
	var strangers []*scenarios.Score
	if err := pool.Take(t.Context(), 1, 0, replications, func(_, _ int, score *scenarios.Score) error {
		strangers = append(strangers, score)
		return nil
	}); err != nil {
		t.Fatal(err)
	}

	for m, metric := range scenarios.Scored {
		switch metric.Name {
		case "orders_confirmed", "orders_delivered", "goodput", "confirmation_p50", "revenue", "profit":
		default:
			continue
		}
		var paired, independent []float64
		for i, one := range r.Comparison.Runs[:replications] {
			was, is := numbersOf(t, one), numbersOf(t, r.Comparison.Runs[replications+i])
			paired = append(paired, is[m]-was[m])
			independent = append(independent, strangers[i].Values[m].X-was[m])
		}

		factor := varianceOf(independent) / varianceOf(paired)

		said := r.Comparison.Rows[m].Cells[1].Pairing
		if factor < 3 || said < 3 || said > 10*factor || factor > 10*said {
			t.Errorf("%s: %.1f times smaller, and the answer says %.1f: want at least 3, and much the same", metric.Name, factor, said)
		}
	}
}

func numbersOf(t *testing.T, one MadeRun) []float64 {
	t.Helper()
	x, err := one.numbers(len(scenarios.Scored))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func varianceOf(x []float64) float64 {
	mean, squares := 0., 0.
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return squares / float64(len(x)-1)
}
