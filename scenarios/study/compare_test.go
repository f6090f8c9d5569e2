package study

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// lunch is a quarter of an hour that was cut to two minutes.
func lunch(t testing.TB, variants ...string) *Plan {
	t.Helper()
	return planned(t, Asked{Scenario: "lost-auth-response", Sets: []string{"load.lunch.duration=1m"}, Variants: variants, Replications: 4, Causes: Never})
}

func planned(t testing.TB, asked Asked) *Plan {
	t.Helper()
	if asked.Version == "" {
		asked.Version = "1.2.3"
	}
	p, err := NewPlan(asked)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func answered(t testing.TB, p *Plan, m Making) *Result {
	t.Helper()
	r, err := Compare(t.Context(), p, m)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVariantsThatAreTheSameDifferByExactlyNothing(t *testing.T) {
	unraced(t)
	r := answered(t, lunch(t, "naive", "twin: preset=naive", "again: preset=naive"), Making{})

	for _, row := range r.Comparison.Rows {
		for v, cell := range row.Cells {
			if d := cell.Difference; d.Mean != 0 || d.Low != 0 || d.High != 0 {
				t.Errorf("%s of %s differs by %v from itself under another name", row.Metric.Name, r.Comparison.Comparison.Variants[v], d)
			}
			if v > 0 && cell.Verdict != experiment.TheSame && cell.Verdict != experiment.NotKnown {
				t.Errorf("%s of %s is %q, want the same", row.Metric.Name, r.Comparison.Comparison.Variants[v], cell.Verdict)
			}
		}
	}
	if want := "Naive, twin and again are exactly the same in 4 runs."; r.Headline != want {
		t.Errorf("headline %q, want %q", r.Headline, want)
	}
}

// The promise of the command: the careless shop is told from the others by whom it charges twice.
func TestThreeWaysToPayAreToldApartByDoubleCharges(t *testing.T) {
	unraced(t)
	r := answered(t, planned(t, Asked{Scenario: "lost-auth-response", Sets: []string{"load.lunch.duration=6m"},
		Variants: []string{"naive", "stripe-like", "hardened"}, Replications: 5, Causes: Never}), Making{})

	row := r.Comparison.row("double_charges")
	for v := range row.Cells {
		cell := row.Cells[v]
		if v > 0 && (cell.Difference.High >= 0 || cell.Verdict != experiment.IsBetter || cell.Holm > 0.05) {
			t.Errorf("%s is %s: %+v, want an interval that excludes 0", r.Comparison.Comparison.Variants[v], cell.Verdict, cell.Difference)
		}
	}
	if !slices.Equal(row.Best, []int{1, 2}) {
		t.Errorf("the best are %v, want the two with a key", row.Best)
	}
	if !strings.HasPrefix(r.Headline, "Stripe-like and hardened charge nobody twice; naive charges 1") {
		t.Errorf("headline %q", r.Headline)
	}
	for v, line := range r.Comparison.Variants {
		if broken := len(line.Broken) > 0; broken != (v == 0) {
			t.Errorf("%s broke %v, want it of the careless shop only", line.Name, line.Broken)
		}
	}
}

// What a command of the answer shows is the very run that the answer is made of.
func TestTheCommandsOfAnAnswerShowItsRuns(t *testing.T) {
	unraced(t)
	p := lunch(t, "naive", "mine: timeouts.bank=4s")
	r := answered(t, p, Making{})

	for v, line := range r.Comparison.Variants {
		s, err := scenarios.Load("lost-auth-response", append(slices.Clone(p.Asked.Sets), line.Flags...))
		if err != nil {
			t.Fatal(err)
		}
		sum, err := s.Run(t.Context(), scenarios.Options{Seed: r.Seed})
		if err != nil || sum.TraceHash != line.Hash {
			t.Errorf("%s: %s has trace %s (%v), want that of the first run, %s", line.Name, p.RunCommand(v, r.Seed), sum.TraceHash, err, line.Hash)
		}
	}
	want := []Line{
		{"make it again", "buynow compare lost-auth-response --variants naive --variant 'mine: timeouts.bank=4s' --seed 5 --reps 4 --causes=false --set load.lunch.duration=1m"},
		{"one run of naive", "buynow run lost-auth-response --seed 5 --set load.lunch.duration=1m --set variant=naive"},
		{"one run of mine", "buynow run lost-auth-response --seed 5 --set load.lunch.duration=1m --set timeouts.bank=4s"},
	}
	got := slices.DeleteFunc(slices.Clone(r.Commands), func(l Line) bool { return strings.Contains(l.Command, " explain ") })
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestWhatCannotBeComparedIsRefused(t *testing.T) {
	for _, row := range []struct {
		why   string
		asked Asked
		want  string
	}{
		{"one variant", Asked{Scenario: "quickstart", Variants: []string{"naive"}, Replications: 3}, "a comparison takes two variants at least"},
		{"none that the file names", Asked{Scenario: "quickstart", Replications: 3}, "quickstart names no variants of its own: say which with --variants, such as eshop,fail-fast,hardened,"},
		{"one twice", Asked{Scenario: "quickstart", Variants: []string{"naive", "naive"}, Replications: 3}, "variant naive is named twice"},
		{"a slip of the pen", Asked{Scenario: "quickstart", Variants: []string{"naive", "hardend"}, Replications: 3}, `there is no variant "hardend" of quickstart, did you mean hardened?`},
		{"a baseline that is not compared", Asked{Scenario: "quickstart", Variants: []string{"naive", "hardened"}, Baseline: "eshop", Replications: 3}, "the baseline eshop is none of the variants, want one of naive, hardened"},
		{"one replication", Asked{Scenario: "quickstart", Variants: []string{"naive", "hardened"}, Replications: 1}, "1 replications, want 2 to 10000"},
		{"no scenario", Asked{Scenario: "quikstart", Replications: 3}, "there is no scenario quikstart"},
		{"a variant that is chosen already", Asked{Scenario: "black-friday", Sets: []string{"variant=naive"}, Replications: 3}, "naive is chosen for all that are held against each other: leave out variant=naive"},
	} {
		if _, err := NewPlan(row.asked); err == nil || !strings.HasPrefix(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.why, err, row.want)
		}
	}
}

// toss is a fake run: a number that the seed and the variant make.
func toss(spread map[string]float64) scoringFunction {
	return func(_ context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) {
		score := &scenarios.Score{Seed: seed, TraceHash: fmt.Sprintf("%x", seed), Placed: 100, Width: 1}
		for m := range scenarios.Scored {
			x := 10 + (float64((seed*2654435761+uint64(m))%7)-3)*spread[string(s.Preset)]
			score.Values = append(score.Values, experiment.Value{X: x, Of: 1000})
		}
		return score, nil
	}
}

func TestAPrecisionIsWaitedForOnASchedule(t *testing.T) {
	for _, row := range []struct {
		why    string
		spread float64
		want   int
	}{
		{"numbers that hardly differ are known at the first look", 0.01, 10},
		{"others take longer", 0.3, 20},
		{"and some are given up", 5, 200},
	} {
		p := planned(t, Asked{Scenario: "quickstart", Variants: []string{"naive", "hardened"}, Replications: 10, Precision: 0.05})

		r := answered(t, p, Making{score: toss(map[string]float64{"naive": 0.01, "hardened": row.spread})})

		if n := r.Comparison.Replications; n != row.want {
			t.Errorf("%s: %d replications, want %d", row.why, n, row.want)
		}
		if r.Comparison.Looks != len(p.schedule().Looks()) {
			t.Errorf("%s: paid for %d looks, want %d", row.why, r.Comparison.Looks, len(p.schedule().Looks()))
		}
	}
}

// Whoever stops a comparison learns what is known by then.
func TestAStoppedComparisonSaysWhatIsKnown(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	p := lunch(t, "naive", "hardened")
	told := func(at experiment.Progress) {
		if at.Done == 5 {
			stop()
		}
	}

	r, err := Compare(ctx, p, Making{Jobs: 1, Told: told})

	if !errors.Is(err, context.Canceled) || r == nil || r.Comparison.Replications != 2 {
		t.Fatalf("Compare = %+v, %v, want the two replications that were complete", r, err)
	}
	if !strings.Contains(r.Story[0], "the first 2 runs") {
		t.Errorf("the story begins with %q, want that it was stopped", r.Story[0])
	}
}

// A fault in a run is passed on, not counted.
func TestARunThatFailsEndsTheComparison(t *testing.T) {
	wrong := errors.New("the shop burnt down")
	fails := func(_ context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) {
		if seed == 6 {
			return nil, wrong
		}
		return toss(nil)(nil, s, seed)
	}

	r, err := Compare(t.Context(), lunch(t, "naive", "hardened"), Making{score: fails})

	if r != nil || !errors.Is(err, wrong) {
		t.Errorf("Compare = %v, %v, want only the error", r, err)
	}
}

// filesOf reads a folder: what is in each file, by its path.
func filesOf(t testing.TB, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		found[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// counting counts how often something was run.
type counting struct {
	mutex sync.Mutex
	n     int
}

func (c *counting) run(score scoringFunction) scoringFunction {
	return func(ctx context.Context, s *scenarios.Scenario, seed uint64) (*scenarios.Score, error) {
		c.mutex.Lock()
		c.n++
		c.mutex.Unlock()
		return score(ctx, s, seed)
	}
}
