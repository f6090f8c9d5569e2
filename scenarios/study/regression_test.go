package study

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"buynow/sim/experiment"
)

// storedAnswer is an answer whose variants came to these numbers in one metric that is better if it is less, and one
// that is better if it is more.
func storedAnswer(seed uint64, runs map[string][][2]float64, metrics ...string) *Result {
	if metrics == nil {
		metrics = []string{"double_charges", "profit"}
	}
	c := &Comparison{}
	for i, name := range metrics {
		better := experiment.Less
		if i == 1 {
			better = experiment.More
		}
		c.Rows = append(c.Rows, experiment.Row{Metric: experiment.Metric{Name: name, Text: name, Better: better}})
	}
	for _, name := range []string{"a", "b"} {
		if runs[name] == nil {
			continue
		}
		c.Variants = append(c.Variants, VariantLine{Name: name})
		for r, x := range runs[name] {
			c.Runs = append(c.Runs, MadeRun{Variant: name, Seed: seed + uint64(r), Values: strings.TrimSpace(fmt.Sprintln(x[0], x[1]))})
		}
	}
	return &Result{Kind: "compare", Scenario: "shop", Asked: &Asked{}, Comparison: c}
}

// noisy are numbers around two means that vary by about one, with luck in common or without.
func noisy(less, more float64, phase int) (x [][2]float64) {
	for i := range 10 {
		swing := float64((i*7+phase*3)%10)/4.5 - 1
		small := float64((i*3+phase)%7-3) / 100
		x = append(x, [2]float64{less + swing, more + swing + small})
	}
	return x
}

func TestARegressionIsWorseBeyondItsIntervalAndTheTolerance(t *testing.T) {
	before := storedAnswer(1, map[string][][2]float64{"a": noisy(100, 1000, 0)})
	for _, row := range []struct {
		why           string
		after         *Result
		worse, within string
		better        string
	}{
		{"nothing has changed", storedAnswer(1, map[string][][2]float64{"a": noisy(100, 1000, 0)}), "", "", ""},
		{"more double charges", storedAnswer(1, map[string][][2]float64{"a": noisy(110, 1000, 0)}), "double_charges", "", ""},
		{"less profit", storedAnswer(1, map[string][][2]float64{"a": noisy(100, 970, 0)}), "profit", "", ""},
		{"a little more, on the same luck", storedAnswer(1, map[string][][2]float64{"a": noisy(101, 1000, 0)}), "", "double_charges", ""},
		{"a little more, which other luck hides", storedAnswer(50, map[string][][2]float64{"a": noisy(100.3, 1000, 1)}), "", "", ""},
		{"much more, whatever the luck", storedAnswer(50, map[string][][2]float64{"a": noisy(110, 1000, 1)}), "double_charges", "", ""},
		{"much more, of which only two runs had the same luck", storedAnswer(9, map[string][][2]float64{"a": noisy(110, 1000, 1)}), "double_charges", "", ""},
		{"fewer", storedAnswer(1, map[string][][2]float64{"a": noisy(90, 1000, 0)}), "", "", "double_charges"},
	} {
		a, err := row.after.HoldAgainst(before, 0.02)
		if err != nil {
			t.Fatal(err)
		}
		for what, some := range map[string]struct {
			got  []Changed
			want string
		}{"worse": {a.Worse, row.worse}, "within": {a.Within, row.within}, "better": {a.Better, row.better}} {
			var got []string
			for _, one := range some.got {
				got = append(got, one.Metric.Name)
			}
			if strings.Join(got, " ") != some.want {
				t.Errorf("%s: %s is %v, want %q", row.why, what, got, some.want)
			}
		}
	}
}

// Whoever looks at a hundred metrics finds one that has changed by chance. Correction keeps that from
// being called a regression in more than one of twenty comparisons.
func TestChanceIsNoRegression(t *testing.T) {
	seldom := 0
	for round := range 200 {
		before, after := map[string][][2]float64{}, map[string][][2]float64{}
		for i, name := range []string{"a", "b"} {
			before[name], after[name] = noisy(100, 100, round*2+i), noisy(100, 100, round*3+i+1)
		}

		a, err := storedAnswer(500, after).HoldAgainst(storedAnswer(1, before), 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Worse) > 0 {
			seldom++
		}
	}
	if seldom > 20 {
		t.Errorf("%d of 200 comparisons with nothing but luck between them have a regression, want at most one in twenty or so", seldom)
	}
}

func TestWhatOnlyOneAnswerHasIsTold(t *testing.T) {
	before := storedAnswer(1, map[string][][2]float64{"a": noisy(1, 1, 0)}, "double_charges", "profit")
	after := storedAnswer(1, map[string][][2]float64{"a": noisy(1, 1, 0), "b": noisy(1, 1, 0)}, "double_charges", "goodput")

	a, err := after.HoldAgainst(before, 0.02)

	want := "the variant b is not in the older answer; the metric profit is only in the older answer; the metric goodput is not in the older answer"
	if got := strings.Join(a.Missing, "; "); err != nil || got != want {
		t.Errorf("missing is %q (%v), want %q", got, err, want)
	}
	after.Scenario = "another"
	if _, err := after.HoldAgainst(before, 0.02); err == nil || err.Error() != "the older answer is about shop, and this one is about another" {
		t.Errorf("another scenario: %v", err)
	}
}

// A test that looks at nothing finds no regression, and must not be taken for one that passed.
func TestAnswersWithNothingInCommonAreNotCalledAsGood(t *testing.T) {
	unknown := make([][2]float64, 10)
	for i := range unknown {
		unknown[i] = [2]float64{math.NaN(), math.NaN()}
	}
	before := storedAnswer(1, map[string][][2]float64{"a": noisy(1, 1, 0)})
	for why, after := range map[string]*Result{
		"another variant": storedAnswer(1, map[string][][2]float64{"b": noisy(1, 1, 0)}),
		"other metrics":   storedAnswer(1, map[string][][2]float64{"a": noisy(1, 1, 0)}, "goodput", "success"),
		"nothing known":   storedAnswer(1, map[string][][2]float64{"a": unknown}),
	} {
		if a, err := after.HoldAgainst(before, 0.02); !errors.Is(err, ErrNothingInCommon) {
			t.Errorf("%s: %+v, %v, want %v", why, a, err, ErrNothingInCommon)
		}
	}

	half := noisy(1, 1, 0)
	for i := range half {
		half[i][1] = math.NaN()
	}
	a, err := storedAnswer(1, map[string][][2]float64{"a": half}).HoldAgainst(before, 0.02)
	if want := "the metric profit of a was known in 10 runs, and is in 0 runs"; err != nil || strings.Join(a.Missing, "; ") != want {
		t.Errorf("a metric that is known no more: %+v, %v, want %q", a, err, want)
	}
}

func TestAStoredAnswerIsReadBack(t *testing.T) {
	unraced(t)
	p := lunch(t, "naive", "hardened")
	dir := filepath.Join(t.TempDir(), "shop")
	keptIn(t, dir, p, Making{})

	for _, path := range []string{dir, filepath.Join(dir, "result.json")} {
		before, err := Stored(path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := answered(t, p, Making{}).HoldAgainst(before, 0)
		if err != nil || len(a.Worse)+len(a.Better)+len(a.Within) > 0 || a.Same == 0 || a.Luck[0].Pairs != 4 {
			t.Errorf("%s: %+v, %v, want that nothing has changed", path, a, err)
		}
	}
	if _, err := Stored(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("an answer that is not there was read")
	}
}

// FuzzStored throws texts at the reader of an answer: it panics at none, and what it takes can be held
// against itself.
func FuzzStored(f *testing.F) {
	text, err := json.Marshal(storedAnswer(1, map[string][][2]float64{"a": noisy(1, 1, 0)}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"asked":{},"comparison":{"runs":[{"variant":"a","values":"- 1e999"}],"rows":[{},{}]}}`))
	f.Add([]byte(`{"kind":"capacity"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := parseStored(text)
		if err != nil {
			return
		}
		a, err := r.HoldAgainst(r, 0)
		if errors.Is(err, ErrNothingInCommon) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		renamed := map[string]bool{}
		for _, line := range r.Comparison.Variants {
			renamed[line.Name] = true
		}
		if len(a.Worse) > 0 && len(renamed) == len(r.Comparison.Variants) && distinct(r.Comparison.Runs) {
			t.Errorf("an answer is worse than itself: %+v", a.Worse)
		}
	})
}

// distinct tells if each run is there once.
func distinct(runs []MadeRun) bool {
	seen := map[string]bool{}
	for _, one := range runs {
		key := fmt.Sprint(one.Variant, one.Seed)
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}
