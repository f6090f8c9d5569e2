package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

// tinyShop is a scenario file in which a run takes some milliseconds.
func tinyShop(t *testing.T) string {
	t.Helper()
	const text = `name: tiny
load: { buyers: { executor: constant-arrival-rate, rate: 2, duration: 20s, journeys: { buy: 1 } } }
until: 2m
catalog: { skus: 50 }
actors: { bank: { workers: 2, service: 300ms } }
thresholds: { 'utilization{actor:bank}': ['value<70%'] }
search: { tolerance: 10% }
`
	name := filepath.Join(t.TempDir(), "tiny.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestWhatMustHoldIsReadAsMetricAndCondition(t *testing.T) {
	for _, row := range []struct {
		why  string
		said []string
		sets []string
		bad  string
	}{
		{"a metric", []string{"checkout_failed: rate<1%"}, []string{"search.thresholds.checkout_failed=[rate<1%]"}, ""},
		{"with a tag, whose colon is its own", []string{"checkout_failed{phase:rush}:rate<1%"}, []string{"search.thresholds.checkout_failed{phase:rush}=[rate<1%]"}, ""},
		{"with an equals sign, as summaries have it", []string{"utilization{actor=bank}: value<80%"}, []string{"search.thresholds.utilization{actor:bank}=[value<80%]"}, ""},
		{"two of one metric", []string{"goodput: rate>2", "double_charges: count==0", "goodput: count>9"},
			[]string{"search.thresholds.goodput=[rate>2, count>9]", "search.thresholds.double_charges=[count==0]"}, ""},
		{"no condition", []string{"checkout_failed"}, nil, "want a metric and a condition, such as 'checkout_failed{phase:rush}: rate<1%'"},
		{"no metric", []string{": rate<1%"}, nil, "want a metric and a condition"},
	} {
		var flag thresholdFlag
		var err error
		for _, text := range row.said {
			err = flag.Set(text)
		}

		if row.bad != "" {
			if err == nil || !strings.Contains(err.Error(), row.bad) {
				t.Errorf("%s: %v, want %s", row.why, err, row.bad)
			}
			continue
		}
		if err != nil || !slices.Equal(flag.sets(), row.sets) {
			t.Errorf("%s: %q, %v, want %q", row.why, flag.sets(), err, row.sets)
		}
	}
}

// Whatever stands behind --threshold, it is refused, or becomes one --set.
func FuzzThreshold(f *testing.F) {
	for _, text := range []string{"checkout_failed: rate<1%", "checkout_failed{phase:rush}: rate<1%", "a{b=c}:d", "}:", "::"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var flag thresholdFlag
		if flag.Set(text) != nil {
			return
		}
		if sets := flag.sets(); len(sets) != 1 || !strings.HasPrefix(sets[0], "search.thresholds.") {
			t.Errorf("%q becomes %q, want one set", text, sets)
		}
	})
}

func TestCapacityAnswersWithAnInterval(t *testing.T) {
	unraced(t)
	shop, dir := tinyShop(t), filepath.Join(t.TempDir(), "answer")

	got := call(t, "capacity", shop, "--reps", "2", "--from", "0.5", "--to", "40", "--out", dir)

	for _, want := range []string{"Tiny bears ", " customers/s; then the bank gives way.", "CAPACITY", "95 % interval ", "2 replications",
		"✗ utilization{actor:bank} value<70%  fails first", "of 2 workers busy", "the knee: ", "it bends", "# what to try next", "--set actors.bank.workers="} {
		if !strings.Contains(strings.ReplaceAll(got.out, "\n            ", " "), want) {
			t.Errorf("the answer lacks %q:\n%s", want, got.out)
		}
	}
	if got.code != 0 || strings.Contains(got.out, "\x1b") {
		t.Errorf("exit %d, want 0 and no colours: %s", got.code, got.err)
	}
	for _, name := range []string{"report.html", "result.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestCapacityRefusesWhatHasNoAnswer(t *testing.T) {
	shop := tinyShop(t)
	for _, row := range []struct{ why, flags, want string }{
		{"a path that there is not", "--vary load.buyers.rat", "there is no such field, did you mean rate?"},
		{"a tolerance that is none", "--tolerance 2", "2 is too large, want 0.001 to 0.5"},
		{"a threshold that is none", "--threshold goodput:p(95)<2s", `there is no "p(95)"`},
		{"a negative number of jobs", "--jobs=-1", "--jobs is -1, want 0 for all cores, or so many runs at once"},
	} {
		got := call(t, append([]string{"capacity", shop}, strings.Fields(row.flags)...)...)

		if got.code != invalid || !strings.Contains(got.err, row.want) {
			t.Errorf("%s: exit %d, %q, want %d and %s", row.why, got.code, got.err, invalid, row.want)
		}
	}
}

// What cannot be written is refused before anything is run, and the report of a sweep is not replaced by another.
func TestCapacityLooksWhereItsReportGoes(t *testing.T) {
	shop, kept := tinyShop(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(kept, "sweep.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ why, out, want string }{
		{"a file", shop, "is no folder"},
		{"in a file", filepath.Join(shop, "report"), "tiny.yaml"},
		{"the folder of a sweep", kept, "it holds runs, and the report of these"},
	} {
		got := call(t, "capacity", shop, "--reps", "2", "--out", row.out)

		if got.code != invalid || got.out != "" || !strings.Contains(got.err, row.want) {
			t.Errorf("%s: exit %d, %q and %q, want %d and %s before anything is run", row.why, got.code, got.out, got.err, invalid, row.want)
		}
	}
	if err := study.Ready(filepath.Join(kept, "not", "there", "yet")); err != nil {
		t.Errorf("a folder that is not there yet: %v, want it to be made", err)
	}
}

// collapsing is an answer made by hand.
func collapsing() *study.Result {
	about := func(mean, half float64, n int) experiment.Estimate {
		return experiment.Estimate{Mean: mean, Low: mean - half, High: mean + half, N: n, Method: experiment.StudentT}
	}
	c := &study.Capacity{Vary: "vars.peak", Unit: "customers/s", Is: "number", Phase: "rush", Tolerance: 0.02, Estimate: about(46.1, 0.9, 5),
		Broken: "checkout_failed{phase:rush} rate<1%", Actor: "bank", Try: "actors.bank.workers=40",
		Why:   "the bank: 20 of 20 workers busy, 38 waiting; 48.8/s × 410ms = 20 (at 57.6 customers/s)",
		Shape: study.Collapses, ShapeWhy: "it collapses: of its best goodput, 38.2/s, 71 % (68 to 74) is left at 1.5 times the knee, and a shop that bends keeps 80 %."}
	for _, probe := range []struct {
		load, goodput, p99 float64
		passed, of         int
	}{{18, 15, 1.2, 2, 2}, {36, 30.1, 2.1, 2, 2}, {45.2, 37.6, 4.4, 3, 5}, {46.3, 38.2, 4.9, 0, 3}, {57.6, 33, 8, 0, 3}, {69.1, 27.1, 11, 0, 3}, {92.2, 20, 12, 0, 1}} {
		p := study.Probe{Load: probe.load, Passed: probe.passed, Of: probe.of, Goodput: about(probe.goodput, 0.3, probe.of), P99: about(probe.p99, 0.1, probe.of),
			Utilization: map[string]float64{"bank": min(1, probe.load/46)}}
		c.Probes = append(c.Probes, p)
	}
	c.Probes = append(c.Probes, study.Probe{Load: 144, Of: 1}) // cut short
	return &study.Result{Kind: "capacity", Scenario: "black-friday", Seed: 24, Headline: "Black-friday bears 46.1 customers/s; then the bank gives way.",
		Story:    []string{"vars.peak was turned up and down in 40 runs, to 2 % in each of 5 replications with luck of its own."},
		Commands: []study.Line{{Text: "this search again", Command: "buynow capacity black-friday --seed 24"}}, Capacity: c}
}

func TestACapacityIsDrawn(t *testing.T) {
	golden(t, "capacity", renderCapacity(collapsing(), 100, paint{}))
	for line := range strings.Lines(renderCapacity(collapsing(), 80, paint{})) {
		if columns(strings.TrimRight(line, "\n")) > 80 {
			t.Errorf("a line is wider than 80 columns: %s", line)
		}
	}
}

// Less than no runs at once is asked for by mistake, whatever is asked.
func TestNobodyRunsLessThanNothingAtOnce(t *testing.T) {
	shop := tinyShop(t)
	for _, command := range []string{"capacity", "sweep --over load.buyers.rate=1,2 --variants naive,hardened", "compare --variants naive,hardened", "blame"} {
		got := call(t, append(strings.Fields(command), shop, "--jobs=-3")...)

		if got.code != invalid || !strings.Contains(got.err, "--jobs is -3, want 0 for all cores, or so many runs at once") {
			t.Errorf("%s: exit %d, %q, want %d and why", command, got.code, got.err, invalid)
		}
	}
}
