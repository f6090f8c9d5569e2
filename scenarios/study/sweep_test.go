package study

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// stall is a shop in which a run takes some milliseconds, and in which each payment takes the bank
// exactly so long.
const stall = `name: stall
load: { buyers: { executor: constant-arrival-rate, rate: 1, duration: 30s, journeys: { buy: 1 } } }
until: 2m
catalog: { skus: 50 }
actors: { bank: { workers: 50, service: 300ms } }
variants:
  at-hand: {}
  far: { links: { inside: 150ms } }
`

// plannedBank is a variant whose bank takes 400 ms whatever is varied: what is made of fields lies over all.
const plannedBank = "as-planned: actors.bank.service=400ms"

func sweeping(t *testing.T, asked SweepAsked) (*SweepPlan, *Sweep) {
	t.Helper()
	p, err := PlanSweep(asked)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Sweep(t.Context(), SweepMaking{})
	if err != nil {
		t.Fatal(err)
	}
	return p, r.Sweep
}

// One variant has the bank that is varied, the other one that takes 400 ms: who answers sooner is
// known, and at 400 ms they are one and the same. The regret is held against runs made by hand.
func TestTheWinnerChangesWhereItMust(t *testing.T) {
	unraced(t)
	scenario := shopFile(t, stall)
	over := []string{"200ms", "300ms", "400ms", "600ms", "1s"}

	p, w := sweeping(t, SweepAsked{Scenario: scenario, Over: []string{"actors.bank.service=" + strings.Join(over, ",")},
		Variants: []string{"at-hand", plannedBank}, Metric: "answer_p50", Replications: 3})

	var winners []int
	for i, point := range w.Points {
		winners = append(winners, point.Winner)
		if point.At[0] != over[i] {
			t.Errorf("point %d is at %s, want %s", i, point.At[0], over[i])
		}
	}
	if want := []int{0, 0, -1, 1, 1}; !slices.Equal(winners, want) {
		t.Fatalf("from 200ms to 1s the winners are %v, want %v", winners, want)
	}
	if twins := w.twins(); twins != nil {
		t.Errorf("%v are said to be the same", twins)
	}
	if !slices.Equal(w.Points[2].Best, []int{0, 1}) || w.Points[2].Hashes[0] != w.Points[2].Hashes[1] {
		t.Errorf("at 400ms, where both are the same, the best are %v", w.Points[2].Best)
	}
	if !near(w.Wins[0], 0.4) || !near(w.Wins[1], 0.4) || !near(w.Ties, 0.2) {
		t.Errorf("wins %v and ties %v, want two of five each and one", w.Wins, w.Ties)
	}
	for v, at := range []int{4, 0} {
		lost := 0.0
		for r := range 3 {
			lost += (answerOf(t, p, at, v, r) - answerOf(t, p, at, 1-v, r)) / 3
		}
		if w.At[v] != at || !near(w.Regret[v], lost) || !near(w.Regrets[v].Mean, lost) || lost <= 0 {
			t.Errorf("%s loses most at %s: %v (%+v), want %v at %s", w.Variants[v], over[w.At[v]], w.Regret[v], w.Regrets[v], lost, over[at])
		}
	}
}

// What is set lies over the variants of the file, so that those which differ in nothing else are one
// and the same on the map. That is said.
func TestVariantsThatAreTheSameEverywhereAreNamed(t *testing.T) {
	p, err := PlanSweep(SweepAsked{Scenario: shopFile(t, stall+"  slow: { actors: { bank: { service: 2s } } }\n"), Over: []string{"actors.bank.service=200ms,600ms"},
		Variants: []string{"at-hand", "far", "slow"}, Replications: 2})
	if err != nil {
		t.Fatal(err)
	}

	r, err := p.Sweep(t.Context(), SweepMaking{})

	want := "At-hand and slow are the same at every point, event for event: what is varied lies over what they say."
	if err != nil || !slices.Contains(r.Story, want) {
		t.Errorf("the story is %q, %v, want it to say %s", r.Story, err, want)
	}
}

func near(x, want float64) bool { return math.Abs(x-want) < 1e-9 }

// answerOf is the answer_p50 of a run that is made by hand, from the flags of its command.
func answerOf(t *testing.T, p *SweepPlan, point, variant, replication int) float64 {
	t.Helper()
	s, err := scenarios.Load(p.Scenario, p.points[point].variants[variant].sets)
	if err != nil {
		t.Fatal(err)
	}
	score, err := s.Score(t.Context(), scenarios.Options{Seed: p.Seed + uint64(replication)})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(scenarios.Scored, func(m experiment.Metric) bool { return m.Name == "answer_p50" })
	return score.Values[at].X
}

func TestAPointOfTheMapIsTheRunOfItsCommand(t *testing.T) {
	unraced(t)
	p, w := sweeping(t, SweepAsked{Scenario: shopFile(t, stall), Sets: []string{"catalog.skus=20"}, Variants: []string{"far", "quick: actors.bank.service=50ms, links.inside=1ms"},
		Over: []string{"load.buyers.rate=0.5..2", "links.internet=10ms,lognormal(20ms, 0.4)"}, Points: 2, Replications: 2})

	if len(w.Points) != 4 || !slices.Equal(w.Variants, []string{"far", "quick"}) {
		t.Fatalf("%d points of %v, want 4 of far and quick", len(w.Points), w.Variants)
	}
	for i, point := range w.Points {
		for v := range w.Variants {
			sets, seed := flagsOf(t, p.RunCommand(i, v))
			s, err := scenarios.Load(p.Scenario, sets)
			if err != nil {
				t.Fatal(err)
			}

			sum, err := s.Run(t.Context(), scenarios.Options{Seed: seed})

			if err != nil || sum.TraceHash != point.Hashes[v] {
				t.Errorf("%s has trace %s, %v, want %s", p.RunCommand(i, v), sum.TraceHash, err, point.Hashes[v])
			}
		}
	}
}

// flagsOf takes a command line apart, as a shell would.
func flagsOf(t *testing.T, command string) (sets []string, seed uint64) {
	t.Helper()
	words := strings.Split(command, " --")[1:]
	for _, word := range words {
		name, value, _ := strings.Cut(word, " ")
		value = strings.Trim(value, "'")
		if name == "seed" {
			seed, _ = strconv.ParseUint(value, 10, 64)
		} else if name == "set" {
			sets = append(sets, value)
		} else {
			t.Fatalf("%s has a flag --%s", command, name)
		}
	}
	return sets, seed
}

// The boundary is at 400 ms, which three of ten values are below; a grid and a Sobol sequence must see as much of
// either side, as far as their points go.
func TestAGridAndASobolSequenceAgreeOnWhoWinsHowOften(t *testing.T) {
	unraced(t)
	scenario := shopFile(t, stall)
	ask := func(design string, points int) *Sweep {
		_, w := sweeping(t, SweepAsked{Scenario: scenario, Over: []string{"actors.bank.service=50ms,100ms,150ms,800ms,900ms,1s,1100ms,1200ms,1300ms,1400ms", "load.buyers.rate=0.8..1.2"},
			Variants: []string{"at-hand", plannedBank}, Metric: "answer_mean", Replications: 2, Design: design, Points: points})
		return w
	}

	grid, sobol := ask(Grid, 2), ask(Sobol, 16)

	if !near(grid.Wins[0], 0.3) || !near(grid.Wins[1], 0.7) {
		t.Errorf("on the grid they win %v, want 0.3 and 0.7", grid.Wins)
	}
	// Ten values share 16 points, each one or two: the first three 4 or 5 of them.
	if sobol.Wins[0] < 4./16 || sobol.Wins[0] > 5./16 || !near(sobol.Wins[0]+sobol.Wins[1], 1) {
		t.Errorf("on the Sobol sequence they win %v, want about 0.3 and 0.7", sobol.Wins)
	}
	boxes := map[[2]int]int{}
	for _, point := range sobol.Points {
		boxes[[2]int{int(point.Share[0] * 4), int(point.Share[1] * 4)}]++
		if point.Place[1] < 0.8 || point.Place[1] > 1.2 {
			t.Errorf("a point lies at %v, want from 0.8 to 1.2", point.Place[1])
		}
	}
	if len(boxes) != 16 {
		t.Errorf("16 points lie in %d boxes of a map of 4 by 4, want one in each", len(boxes))
	}
	for i, part := range sobol.Marginal(1) {
		if part.Points != 4 || math.Abs(part.Wins[0]+part.Wins[1]-1) > 1e-9 {
			t.Errorf("quarter %d of the rates, %s, has %d points and wins %v, want 4, all won", i, part.Part, part.Points, part.Wins)
		}
	}
	if parts := grid.Marginal(0); len(parts) != 10 || parts[3].Part != "800ms" || parts[3].Wins[1] != 1 || parts[2].Wins[0] != 1 {
		t.Errorf("along the bank of the grid the wins are %+v, want the change after 150ms", parts)
	}
}

func TestASweepThatIsStoppedGoesOnToTheSameBytes(t *testing.T) {
	asked := SweepAsked{Scenario: shopFile(t, stall), Over: []string{"actors.bank.service=200ms,600ms"}, Variants: []string{"at-hand", plannedBank}, Replications: 3, Version: "v1"}
	p, err := PlanSweep(asked)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := p.Sweep(t.Context(), SweepMaking{})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(whole)
	dir := filepath.Join(t.TempDir(), "map")
	store, err := CreateSweep(dir, p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Sweep(t.Context(), SweepMaking{Store: store}); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(dir, runsFile))
	if err != nil || strings.Count(string(kept), "\n") != 12 {
		t.Fatalf("%d runs are kept, %v, want 12", strings.Count(string(kept), "\n"), err)
	}

	middle := len(kept) / 2
	for _, row := range []struct {
		why  string
		text []byte
		had  int
	}{
		{"nothing was made", nil, 0},
		{"all was made", kept, 12},
		{"it ended in the middle of a line", kept[:middle], strings.Count(string(kept[:middle]), "\n")},
		{"a number was changed", []byte(strings.Replace(string(kept), `"of":0`, `"of":1`, 1)), 11},
		{"a line is rubbish", append([]byte("rubbish\n"), kept...), 12},
	} {
		if err := os.WriteFile(filepath.Join(dir, runsFile), row.text, 0o600); err != nil {
			t.Fatal(err)
		}
		store, err := ResumeSweep(dir, p)
		if err != nil {
			t.Fatalf("%s: %v", row.why, err)
		}
		had := 0

		r, err := p.Sweep(t.Context(), SweepMaking{Store: store, Jobs: 2, Told: func(at experiment.Progress) { had = at.Had }})

		got, _ := json.Marshal(r)
		if err != nil || string(got) != string(want) || had != row.had {
			t.Errorf("%s: %d runs were had, %v, and the answer is the same: %t; want %d", row.why, had, err, string(got) == string(want), row.had)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}

	for _, row := range []struct {
		why    string
		change func(*SweepAsked)
		want   string
	}{
		{"another version", func(a *SweepAsked) { a.Version = "v2" }, "by another version of buynow"},
		{"other points", func(a *SweepAsked) { a.Over = []string{"actors.bank.service=200ms,700ms"} }, "holds another sweep"},
		{"another seed", func(a *SweepAsked) { a.Seed = 77 }, "holds another sweep"},
	} {
		other := asked
		row.change(&other)
		p, err := PlanSweep(other)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ResumeSweep(dir, p); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.why, err, row.want)
		}
	}
	if _, err := CreateSweep(dir, p); err == nil || !strings.Contains(err.Error(), "--resume") {
		t.Errorf("a second sweep in the folder: %v, want a hint at --resume", err)
	}
}

func TestASweepThatCannotBeIsRefused(t *testing.T) {
	scenario := shopFile(t, stall)
	over := func(axes ...string) SweepAsked { return SweepAsked{Over: axes} }
	for _, row := range []struct {
		why   string
		asked SweepAsked
		want  string
	}{
		{"nothing is varied", SweepAsked{}, "nothing is varied: --over takes a path of --set with its values, such as --over vars.peak=10..100"},
		{"no values", over("load.buyers.rate"), `--over "load.buyers.rate" is no path with values`},
		{"a path that there is not", over("load.buyers.rat=1..2"), "did you mean rate?"},
		{"the wrong way round", over("load.buyers.rate=2..1"), "from 2 to 1 there is nothing, want the lesser first"},
		{"equal factors from nothing", over("load.buyers.rate=0..1 log"), "equal factors from 0 lead nowhere, want a start above 0"},
		{"a range of words", over("preset=a..b"), "a range needs a number"},
		{"half a range", over("load.buyers.rate=1.."), "is no range, want one such as 10..100"},
		{"one value", over("load.buyers.rate=1"), "1 value, want 2 to 1000, or a range such as 10..100"},
		{"a value twice", over("load.buyers.rate=1,1"), "an empty value or one twice"},
		{"a value of another kind", over("load.buyers.rate=1,2s"), `"2s" is no number`},
		{"a value that the field refuses", over("preset=naive,lucky"), "at preset=lucky:"},
		{"an axis twice", over("load.buyers.rate=1,2", "load.buyers.rate=3,4"), "--over load.buyers.rate is given twice"},
		{"the seed, which is the luck", over("seed=1,2"), "--over seed: it is the same at all points"},
		{"an unknown metric", SweepAsked{Over: []string{"load.buyers.rate=1,2"}, Metric: "goodptu"}, "there is no metric \"goodptu\", did you mean goodput?"},
		{"a metric by which nobody wins", SweepAsked{Over: []string{"load.buyers.rate=1,2"}, Metric: "orders_placed"}, "orders_placed has no better way"},
		{"an unknown design", SweepAsked{Over: []string{"load.buyers.rate=1,2"}, Design: "star"}, "there is no design \"star\", want grid or sobol"},
		{"one variant", SweepAsked{Over: []string{"load.buyers.rate=1,2"}, Variants: []string{"far"}}, "takes two variants at least"},
		{"a variant twice", SweepAsked{Over: []string{"load.buyers.rate=1,2"}, Variants: []string{"far", "far"}}, "variant far is named twice"},
		{"too many runs, with the count", SweepAsked{Over: []string{"load.buyers.rate=1..2", "catalog.skus=10..90"}, Points: 50, Variants: []string{"far", "at-hand"}},
			"2,500 points × 2 variants × 5 replications are 25,000 runs, want at most 20,000"},
		{"values of its own in a Sobol design", SweepAsked{Over: []string{"load.buyers.rate=1..2 in 5"}, Design: Sobol}, "leave out in 5, and say --points"},
		{"points that are no power of two", SweepAsked{Over: []string{"load.buyers.rate=1..2"}, Design: Sobol, Points: 30}, "want a power of two"},
	} {
		row.asked.Scenario = scenario

		_, err := PlanSweep(row.asked)

		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.why, err, row.want)
		}
	}
}

func TestAnAxisKnowsItsValues(t *testing.T) {
	s, err := scenarios.Load(shopFile(t, stall), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ why, text, want string }{
		{"a range, evenly", "load.buyers.rate=10..50", "10 20 30 40 50"},
		{"by equal factors", "load.buyers.rate=1..16 log", "1 2 4 8 16"},
		{"so many", "load.buyers.rate=0 .. 1", "is no range"},
		{"so many values", "load.buyers.rate=1..100 log in 3", "1 10 100"},
		{"whole numbers fall together", "actors.bank.workers=1..3", "1 2 3"},
		{"durations keep their unit", "timeouts.bank=500ms..2s in 4", "500ms 1s 1.5s 2s"},
		{"ends are as they were asked for", "timeouts.bank=12345ms..20s in 3", "12.345s 16.17s 20s"},
		{"and nothing lies beyond them", "load.buyers.rate=10001..10004", "10001 10004"},
		{"shares are in percent", "carrier.late=0%..20%", "0% 5% 10% 15% 20%"},
		{"a list, with commas in brackets", "links.internet=10ms, lognormal(20ms, 0.4) ,exp(5ms)", "10ms lognormal(20ms, 0.4) exp(5ms)"},
		{"a list of words", "preset=naive,hardened", "naive hardened"},
	} {
		a, err := parseAxis(s, row.text)

		if err != nil {
			if !strings.Contains(err.Error(), row.want) {
				t.Errorf("%s: %v", row.why, err)
			}
			continue
		}
		if a.grid(5); strings.Join(a.Values, " ") != row.want {
			t.Errorf("%s: %s has the values %q, want %s", row.why, row.text, a.Values, row.want)
		}
	}
}

// Whatever is typed behind --over, it is refused in words, or each of its values has a place.
func FuzzAxis(f *testing.F) {
	for _, text := range []string{"load.buyers.rate=10..100", "load.buyers.rate=1..100 log in 7", "timeouts.bank=1s,2s", "preset=naive,hardened", "a[0]=((,", "load.buyers.rate=0..1 log in 999999999999"} {
		f.Add(text)
	}
	s, err := scenarios.Parse("stall.yaml", []byte(stall), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := parseAxis(s, text)
		if err != nil {
			if err.Error() == "" {
				t.Error("refused without a word")
			}
			return
		}
		a.grid(5)
		for i := range a.Values {
			if value, place := a.nth(i); value == "" || math.IsNaN(place) {
				t.Errorf("%q: value %d is %q at %v", text, i, value, place)
			}
		}
	})
}
