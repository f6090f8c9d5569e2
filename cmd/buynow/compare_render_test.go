package main

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"buynow/scenarios"
	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// madeUp is an answer about so many variants, of which each metric tells some apart and others not.
func madeUp(variants int) *study.Result {
	var names []string
	var observations [][][]experiment.Value
	for v := range variants {
		names = append(names, []string{"naive", "hardened", "a-rather-long-name-of-a-variant"}[v%3]+strings.Repeat("x", v/3))
		var runs [][]experiment.Value
		for r := range 10 {
			var values []experiment.Value
			for m := range scenarios.Scored {
				size := math.Pow10(m%12 - 4)
				x := size * (3 + float64((r*7+m)%5)/20 + float64(v*(m%3))/4 + float64((r*3+v)%4)/90)
				if m%7 == 0 {
					x = float64(m % 2)
				}
				values = append(values, experiment.Value{X: x, Of: 1e12})
			}
			runs = append(runs, values)
		}
		observations = append(observations, runs)
	}
	c := &study.Comparison{Comparison: *experiment.Compare(scenarios.Scored, names, 0, observations, experiment.Options{}), Orders: 12_000}
	for v, name := range names {
		line := study.VariantLine{Letter: string(rune('A' + v)), Name: name, Judged: 42, Text: strings.Repeat("Says what it is and why, at length. ", 9)}
		if v%2 == 0 {
			line.Broken = []study.Breaking{{Invariant: "nobody-charged-twice", Runs: 10, Shop: 31, Order: 117}, {Invariant: "effects-once", Runs: 3, World: 3}}
		}
		c.Variants = append(c.Variants, line)
	}
	return &study.Result{Kind: "compare", Scenario: "black-friday", Digest: "9c1e77aa", Version: "1.0.0", Seed: 42, Comparison: c,
		Headline: "Hardened charges nobody twice; naive charges 31 of 900 customers twice.",
		Story:    []string{"Two ways to live through the same bank brown-out, tried on the same customers with the same luck, ten times."},
		Commands: []study.Line{{Text: "make it again", Command: "buynow compare black-friday --variants naive,hardened --seed 42 --reps 10"}},
	}
}

// A share whose interval reaches much further up than down has no ±: beside a verdict it would look like a contradiction.
func TestAShareThatIsLopsidedIsToldAsWhatItIs(t *testing.T) {
	g := &grid{Comparison: &study.Comparison{Comparison: experiment.Comparison{Replications: 4}}}
	cell := experiment.Cell{Verdict: experiment.IsWorse, Holm: 0.001,
		Difference: experiment.Estimate{Mean: 25, Low: 22, High: 28, N: 4, Method: experiment.StudentT},
		Relative:   experiment.Estimate{Mean: 0.38, Low: 0.15, High: 1.5, N: 4, Method: experiment.Fieller}}

	for want, share := range map[string]experiment.Estimate{
		"✗ +25.0 s ±3.0 p=0.001": cell.Relative,
		"✗ +38 % ±6 p=0.001":     {Mean: 0.38, Low: 0.33, High: 0.44, N: 4, Method: experiment.Fieller},
	} {
		cell.Relative = share
		got := ""
		for _, s := range g.difference(experiment.Metric{Unit: experiment.Seconds}, cell) {
			got += s.text
		}
		if got != want {
			t.Errorf("difference %q, want %q", got, want)
		}
	}
	if got := plural(2, "wish"); got != "2 wishes" {
		t.Errorf("two of them are %q", got)
	}
}

func TestATableFitsItsTerminal(t *testing.T) {
	unraced(t)
	for variants := 2; variants <= 8; variants++ {
		for _, width := range []int{80, 100, 120, 200} {
			text := renderComparison(madeUp(variants), width, paint{})

			for _, line := range strings.Split(text, "\n") {
				if most := min(width, widest); columns(line) > most && !strings.Contains(line, "buynow compare") {
					t.Errorf("%d variants in %d columns: %d in %q", variants, width, columns(line), line)
				}
			}
			for v := range variants {
				if !strings.Contains(text, fmt.Sprintf("%c ", 'A'+v)) {
					t.Errorf("%d variants in %d columns: %c is missing", variants, width, 'A'+v)
				}
			}
		}
	}
}

// Without colours a table says the same as with them.
func TestColourIsOnlyAnExtra(t *testing.T) {
	r := madeUp(3)
	plain, painted := renderComparison(r, 100, paint{}), renderComparison(r, 100, paint{depth: trueColour})

	if plain == painted || !strings.Contains(painted, "\x1b[") {
		t.Error("the paint changes nothing")
	}
	if got := unpainted(painted); got != plain {
		t.Errorf("the words differ:\n%s\n%s", got, plain)
	}
}

func unpainted(text string) string {
	var out strings.Builder
	for rest := text; rest != ""; {
		before, after, found := strings.Cut(rest, "\x1b[")
		out.WriteString(before)
		if !found {
			break
		}
		_, rest, _ = strings.Cut(after, "m")
	}
	return out.String()
}

func TestANumberHasTheDigitsThatItsIntervalLeavesCertain(t *testing.T) {
	for _, row := range []struct {
		value, half float64
		unit        experiment.Unit
		want        string
	}{
		{31.83, 3.5, experiment.Count, "31.8 ±3.5"},
		{67.6, 7.2, experiment.Count, "68 ±7"},
		{12_345.6, 1_234, experiment.Count, "12,346 ±1,234"},
		{0, 0.3, experiment.Count, "0 ±0.30"},
		{5, 0, experiment.Count, "5 ±0"},
		{1.0000163, 0.0000004, experiment.Ratio, "1.0000 ±0.0001"},
		{0.412, 0.003, experiment.Seconds, "412.0 ±3.0 ms"},
		{95, 12, experiment.Seconds, "95 ±12 s"},
		{600, 30, experiment.Seconds, "10.0 ±0.5 min"},
		{340_000, 20_000, experiment.Seconds, "3.94 ±0.23 d"},
		{0.9137, 0.012, experiment.Share, "91.4 ±1.2 %"},
		{-0.124, 0.02, experiment.Share, "−12.4 ±2.0 %"},
		{1_236_015, 217_344, experiment.EuroHours, "1.24 ±0.22 M€h"},
		{8_644, 739, experiment.Euro, "8,644 ±739 €"},
		{458_900, 10_900, experiment.Euro, "459 ±11 k€"},
		{0.204, 0.005, experiment.PerSecond, "0.204 ±0.005 /s"},
	} {
		number, spread, name := told(row.value, row.half, row.unit)

		got := strings.TrimSpace(number + " ±" + spread + " " + strings.TrimSpace(name))
		if got != row.want {
			t.Errorf("told(%v, %v, %s) = %s, want %s", row.value, row.half, row.unit, got, row.want)
		}
	}
}
