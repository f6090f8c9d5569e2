package study

import (
	"testing"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// came is a comparison of variants that came to these numbers of a metric, with a little luck, and to the same in all
// others. Of a harm a thousand were exposed to it in each run.
func came(t *testing.T, metric string, names []string, means []float64, breaks ...string) *Comparison {
	t.Helper()
	if metricNamed(metric) < 0 {
		t.Fatalf("there is no metric %s", metric)
	}
	var observations [][][]experiment.Value
	for v := range names {
		var runs [][]experiment.Value
		for r := range 10 {
			var values []experiment.Value
			for _, m := range scenarios.Scored {
				x := 5.
				if m.Name == metric {
					x = means[v] + float64(r%2*2-1)*min(means[v], 1)*(1+float64(v)/10)
				}
				values = append(values, experiment.Value{X: x, Of: 1000})
			}
			runs = append(runs, values)
		}
		observations = append(observations, runs)
	}
	c := &Comparison{Comparison: *experiment.Compare(scenarios.Scored, names, 0, observations, experiment.Options{})}
	for _, name := range names {
		line := VariantLine{Name: name, Judged: 42}
		for _, one := range breaks {
			if one == name {
				line.Broken = append(line.Broken, Breaking{Invariant: "effects-once", Runs: 10, Shop: 10})
			}
		}
		c.Variants = append(c.Variants, line)
	}
	return c
}

func TestAHeadlineSaysWhatAChildCanRead(t *testing.T) {
	for _, row := range []struct {
		why    string
		c      *Comparison
		want   string
		winner int
	}{
		{"a harm that one does not do", came(t, "double_charges", []string{"naive", "hardened"}, []float64{31, 0}),
			"Hardened charges nobody twice; naive charges 31 of 1,000 customers twice.", 1},
		{"one that several do not do", came(t, "double_charges", []string{"naive", "stripe-like", "hardened"}, []float64{31, 0, 0}),
			"Stripe-like and hardened charge nobody twice; naive charges 31 of 1,000 customers twice.", 1},
		{"one that the baseline does not do", came(t, "lost_orders", []string{"hardened", "naive"}, []float64{0, 12}),
			"Hardened loses no order; naive loses 12 of 1,000 orders.", 0},
		{"one that is rare", came(t, "lost_orders", []string{"naive", "hardened"}, []float64{12, 0.2}),
			"Hardened loses 2 of 10,000 orders; naive loses 120 of 10,000 orders, in ten runs.", 1},
		{"more orders", came(t, "orders_confirmed", []string{"as-planned", "more-bank"}, []float64{900, 1000}),
			"More-bank confirms 100 orders more than as-planned, which confirms 900.", 1},
		{"fewer orders", came(t, "orders_confirmed", []string{"as-planned", "naive"}, []float64{900, 700}),
			"Naive confirms 200 orders fewer than as-planned, which confirms 900.", 0},
		{"promises", came(t, "peak_backlog", []string{"naive", "hardened"}, []float64{5, 5}, "naive"),
			"Naive breaks promises of the shop; hardened keeps all 42, in ten runs.", 0},
		{"what else there is", came(t, "peak_backlog", []string{"naive", "hardened"}, []float64{90, 40}),
			"Longest queue: 40 with hardened, 90 with naive.", 1},
		{"nothing", came(t, "peak_backlog", []string{"naive", "hardened"}, []float64{90, 90}),
			"Naive and hardened cannot be told apart in 10 runs.", 0},
		{"the same", came(t, "peak_backlog", []string{"naive", "hardened"}, []float64{0, 0}),
			"Naive and hardened are exactly the same in 10 runs.", 0},
	} {
		if got := row.c.headline(); got != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.why, got, row.want)
		}
		if got := row.c.winner(); got != row.winner {
			t.Errorf("%s: the winner is %d, want %d", row.why, got, row.winner)
		}
	}
}

func TestThePriceIsWhatTheWinnerDoesWorse(t *testing.T) {
	c := came(t, "double_charges", []string{"naive", "hardened"}, []float64{31, 0})
	if want := "The price: none that these numbers show; hardened is worse than naive in nothing that was measured."; c.price() != want {
		t.Errorf("price %q, want %q", c.price(), want)
	}

	slower := came(t, "confirmation_p50", []string{"naive", "hardened"}, []float64{2, 3})
	*c.row("confirmation_p50") = *slower.row("confirmation_p50")

	if want := "The price: hardened is worse than naive in time to confirmation, p50 (3 s against 2 s)."; asciiOf(c.price()) != want {
		t.Errorf("price %q, want %q", c.price(), want)
	}
}

// asciiOf has plain spaces between numbers and their units.
func asciiOf(text string) string {
	out := []rune(text)
	for i, r := range out {
		if r == '\u00a0' || r == '\u202f' {
			out[i] = ' '
		}
	}
	return string(out)
}
