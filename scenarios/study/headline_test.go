package study

import (
	"strings"
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
		{"what is neither better nor worse", came(t, "refunds", []string{"naive", "hardened"}, []float64{90, 40}),
			"Given back: 40 € with hardened, 90 € with naive.", 0},
		{"a difference that rounding would hide", came(t, "stuck_orders", []string{"naive", "hardened"}, []float64{10.4, 10.2}),
			"Hardened leaves 102 of 10,000 orders stuck; naive leaves 104 of 10,000 orders stuck, in ten runs.", 1},
		{"nothing", came(t, "peak_backlog", []string{"naive", "hardened"}, []float64{90, 90}),
			"Naive and hardened cannot be told apart in 10 runs.", 0},
		{"the same", came(t, "peak_backlog", []string{"naive", "hardened"}, []float64{0, 0}),
			"Naive and hardened are exactly the same in 10 runs.", 0},
	} {
		if got := asciiOf(row.c.headline()); got != row.want {
			t.Errorf("%s:\n got %s\nwant %s", row.why, got, row.want)
		}
		if got := row.c.winner(); got != row.winner {
			t.Errorf("%s: the winner is %d, want %d", row.why, got, row.winner)
		}
	}
}

// with replaces rows of a comparison, of the variants that it has.
func (c *Comparison) with(t *testing.T, rows map[string][]float64) *Comparison {
	t.Helper()
	for metric, means := range rows {
		*c.row(metric) = *came(t, metric, c.Comparison.Variants, means).row(metric)
	}
	return c
}

// Who wins by other metrics is not said to do less harm than another, if that was not shown.
func TestAHeadlineHoldsOnlyWhatWasToldApartAgainstEachOther(t *testing.T) {
	c := came(t, "double_charges", []string{"naive", "stripe-like", "hardened"}, []float64{31, 30.99, 0}).
		with(t, map[string][]float64{"lost_orders": {31, 0, 31}, "stuck_orders": {31, 0, 31}})

	if want := "Hardened charges nobody twice; naive charges 31 of 1,000 customers twice."; c.winner() != 1 || c.headline() != want {
		t.Errorf("winner %d, headline %q, want 1 and %q", c.winner(), c.headline(), want)
	}
}

// What the winner does and the other does not do at all is worse by no share that a number can say, and is told first.
func TestAPriceInHarmIsToldFirst(t *testing.T) {
	c := came(t, "double_charges", []string{"naive", "hardened"}, []float64{31, 0}).with(t, map[string][]float64{
		"stuck_orders": {31, 0}, "lost_orders": {0, 3}, "confirmation_p50": {2, 3}, "peak_backlog": {40, 90}, "cost_per_order": {10, 12},
	})

	want := "The price: hardened is worse than naive in orders lost (3 against 0), longest queue (90 against 40), time to confirmation, p50 (3 s against 2 s) and 1 metric more."
	if c.winner() != 1 || asciiOf(c.price()) != want {
		t.Errorf("winner %d, price %q, want 1 and %q", c.winner(), asciiOf(c.price()), want)
	}
}

func TestThePriceIsWhatTheWinnerDoesWorse(t *testing.T) {
	c := came(t, "double_charges", []string{"naive", "hardened"}, []float64{31, 0})
	if want := "The price: none that these numbers show; nothing that was measured shows hardened worse than naive."; c.price() != want {
		t.Errorf("price %q, want %q", c.price(), want)
	}

	slower := came(t, "confirmation_p50", []string{"naive", "hardened"}, []float64{2, 3})
	*c.row("confirmation_p50") = *slower.row("confirmation_p50")

	if want := "The price: hardened is worse than naive in time to confirmation, p50 (3 s against 2 s)."; asciiOf(c.price()) != want {
		t.Errorf("price %q, want %q", c.price(), want)
	}
}

// What pairing makes worse, as chance may have it over few runs, is not said to be made better.
func TestPairingIsPraisedOnlyForWhatItIsWorth(t *testing.T) {
	c := came(t, "profit", []string{"naive", "hardened"}, []float64{40, 41})
	for pairing, want := range map[float64]string{
		0.8: "The same luck for all is worth no more here than independent seeds, as far as these runs show.",
		2.5: "The same luck for all makes the variance of a difference smaller than independent seeds would: up to 2.5 times for profit and 2.5 times in the median of 1 difference.",
	} {
		c.row("profit").Cells[1].Pairing = pairing
		if got := c.Pairing(); got != want {
			t.Errorf("%g: %q, want %q", pairing, got, want)
		}
	}
}

// Who leaves a fault out does not live through the same.
func TestVariantsWithOtherFaultsAreNotSaidToLiveThroughTheSame(t *testing.T) {
	for variant, want := range map[string]string{
		"naive":                        "Two ways to live through the same faults (lost-answers), tried",
		"calm: without=[lost-answers]": "Two ways to run the same shop, tried",
	} {
		p, err := NewPlan(Asked{Scenario: "lost-auth-response", Sets: []string{"load.lunch.duration=1m"}, Variants: []string{"as-written", variant}, Replications: 2, Causes: Never})
		if err != nil {
			t.Fatal(err)
		}
		if r := answered(t, p, Making{}); !strings.HasPrefix(r.Story[0], want) {
			t.Errorf("%s: %q, want %q", variant, r.Story[0], want)
		}
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
