package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"buynow/scenarios/study"
	"buynow/sim/experiment"
)

func TestSweepDrawsAMapAndGoesOnWhereItWas(t *testing.T) {
	unraced(t)
	shop, dir := tinyShop(t), filepath.Join(t.TempDir(), "map")
	asked := []string{"sweep", shop, "--over", "actors.bank.service=50ms,900ms", "--over", "load.buyers.rate=1..2", "--points", "2",
		"--variants", "as-written", "--variant", "steady: actors.bank.service=400ms", "--metric", "answer_mean", "--reps", "2"}

	got := call(t, append(asked, "--out", dir)...)

	for _, want := range []string{"VARIANT", "A as-written", "B steady", "load.buyers.rate\n", " 1 │", " 2 │", "actors.bank.service\n", "# this map again\n  buynow sweep "} {
		if !strings.Contains(got.out, want) {
			t.Errorf("the map lacks %q:\n%s", want, got.out)
		}
	}
	if got.code != 0 || !regexp.MustCompile(`900ms\s+actors`).MatchString(got.out) {
		t.Errorf("exit %d, want 0 and 900ms at the foot: %s\n%s", got.code, got.err, got.out)
	}
	before, err := os.ReadFile(filepath.Join(dir, "result.json"))
	if err != nil {
		t.Fatal(err)
	}

	again := call(t, "sweep", "--resume", dir)

	after, err := os.ReadFile(filepath.Join(dir, "result.json"))
	if again.code != 0 || again.out != got.out || err != nil || string(after) != string(before) {
		t.Errorf("gone on with, it exits %d and says %s%s, %v, want the same as before", again.code, again.out, again.err, err)
	}
	if other := call(t, "sweep", "--resume", dir, "--reps", "3"); other.code != invalid || !strings.Contains(other.err, "holds another sweep") {
		t.Errorf("with other replications it exits %d: %s, want it refused", other.code, other.err)
	}
	if quiet := call(t, append(asked, "--quiet")...); strings.Count(quiet.out, "\n") != 1 {
		t.Errorf("quiet says %q, want a line", quiet.out)
	}
}

// madeMap is an answer made by hand, of so many axes.
func madeMap(axes int, design string) *study.Result {
	w := &study.Sweep{Metric: experiment.Metric{Name: "goodput", Text: "thanked within the agreed time", Unit: experiment.PerSecond, Better: experiment.More},
		Variants: []string{"naive", "stripe-like", "hardened"}, Design: design, Wins: []float64{0.25, 0, 0.5}, Ties: 0.25, Regret: []float64{12.5, 3, 0},
		Regrets: []experiment.Estimate{{Mean: 12.5, Low: 11, High: 14, N: 5, Method: experiment.StudentT}, {Mean: 3, Low: 3, High: 3, N: 5, Method: experiment.Exact}, {}}, At: []int{3, 0, 0}}
	w.Axes = []study.Axis{{Path: "vars.peak", Values: []string{"20", "80"}, Ranged: true, Is: "number", Unit: "customers/s", Low: 20, High: 80},
		{Path: "faults[0].for", Values: []string{"1s", "30s"}, Ranged: true, Is: "duration", Low: 1, High: 30}, {Path: "preset", Values: []string{"naive", "hardened"}}}[:axes]
	for i, best := range [][]int{{0}, {1, 2}, {2}, {2}} {
		p := study.Point{Best: best, Winner: best[0], Share: []float64{float64(i%2)/2 + 0.1, float64(i/2)/2 + 0.2, float64(i) / 4}[:axes]}
		if len(best) > 1 {
			p.Winner = -1
		}
		for k := range axes {
			p.At = append(p.At, w.Axes[k].Values[i>>k&1])
		}
		if axes == 1 {
			p.At[0] = []string{"20", "40", "60", "80"}[i]
		}
		for v := range 3 {
			p.Estimates = append(p.Estimates, experiment.Estimate{Mean: float64(10*i + v), Low: float64(10*i+v) - 0.5, High: float64(10*i+v) + 0.5, N: 5, Method: experiment.StudentT})
		}
		w.Points = append(w.Points, p)
	}
	return &study.Result{Kind: "sweep", Scenario: "black-friday", Headline: "Hardened wins at 50 % of the points.", Story: []string{"3 variants ran at each of 4 points."},
		Commands: []study.Line{{Text: "this map again", Command: "buynow sweep black-friday --over 'vars.peak=20..80'"}}, Sweep: w}
}

// A map has letters, so that nobody needs colours to read it.
func TestMapsAreDrawn(t *testing.T) {
	text := ""
	for _, made := range []*study.Result{madeMap(1, study.Grid), madeMap(2, study.Grid), madeMap(2, study.Sobol), madeMap(3, study.Sobol)} {
		text += renderSweep(made, 100, paint{})
		for line := range strings.Lines(renderSweep(made, 80, paint{})) {
			if columns(strings.TrimRight(line, "\n")) > 80 {
				t.Errorf("a line is wider than 80 columns: %s", line)
			}
		}
	}
	golden(t, "sweep", text)
}
