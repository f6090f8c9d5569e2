package study

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"buynow/scenarios"
	"buynow/sim/experiment"
)

// corner is a small shop whose bank takes exactly so long for each payment, and whose other actors
// have all the workers they want.
const corner = `name: corner
load: { buyers: { executor: constant-arrival-rate, rate: 10, duration: 2m, arrivals: uniform, journeys: { buy: 1 } } }
until: 2m10s
population: { customers: 1_000_000, attack_rate: 0% }
catalog: { skus: 50 }
stock: { levels: { initial: 20000, reorder_at: 1, up_to: 20000 } }
actors: { bank: { workers: 4, service: 400ms }, merchant: { workers: 1000 }, order-manager: { workers: 1000 }, web: { workers: 5000 }, stock-db: { workers: 100 } }
search: { vary: load.buyers.rate, tolerance: 1%, repeats: 3, thresholds: { 'utilization{actor:bank}': ['value<80%'] } }
`

// shopFile is a scenario in a file of its own.
func shopFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "shop.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// kneesOf is a search that has found its knees, without what comes after that.
func kneesOf(t *testing.T, p CapacityPlan) *capacitySearch {
	t.Helper()
	c, err := p.begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.findKnees(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

func asking(t *testing.T, p CapacityPlan) *Result {
	t.Helper()
	r, err := p.Ask(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// By Little's law as many workers are busy as there are payments a second times the seconds of each,
// so four workers of 400 ms are busy 80 % of the time at 0.8 × 4 / 0.4 s = 8 payments a second. How
// many payments a customer makes is counted in a run of its own.
func TestTheKneeIsWhereTheFormulaHasIt(t *testing.T) {
	unraced(t)
	scenario := shopFile(t, corner)
	s, err := scenarios.Load(scenario, []string{"load.buyers.rate=8"})
	if err != nil {
		t.Fatal(err)
	}
	payments, customers := 0.0, 0.0
	for seed := range uint64(3) {
		sum, err := s.Run(t.Context(), scenarios.Options{Seed: 900 + seed})
		if err != nil {
			t.Fatal(err)
		}
		customers += float64(sum.Customers)
		for _, actor := range sum.Actors {
			for _, slice := range actor.Slices {
				if actor.Actor == "bank" {
					payments += float64(slice.Served)
				}
			}
		}
	}
	want := 8 * customers / payments

	c := kneesOf(t, CapacityPlan{Scenario: scenario})

	if e := c.answer.Estimate; c.answer.Bound != "" || math.Abs(e.Mean-want) > 0.03*want {
		t.Errorf("the knee is at %+v %s, want %.4g", e, c.answer.Bound, want)
	}
	c.nameBottleneck()
	if c.answer.Broken != "utilization{actor:bank} value<80%" || c.answer.Unit != "customers/s" {
		t.Errorf("%q fails first, in %s, want the bank's 80 %% in customers/s", c.answer.Broken, c.answer.Unit)
	}
	if c.answer.Actor != "bank" || !strings.Contains(c.answer.Why, "of 4 workers busy") || !strings.Contains(c.answer.Why, "× 40") {
		t.Errorf("%s gives way: %s; want the bank, whose 4 workers take 400ms each", c.answer.Actor, c.answer.Why)
	}
}

// The oracle is a fine grid of loads on the same luck: the knee is where fewest of its runs are on the
// wrong side. (It is not raced: a search is a pool of runs, which are raced by themselves.)
func TestTheKneeOfBlackFridayIsThatOfAFineGrid(t *testing.T) {
	unraced(t)
	if racing {
		t.Skip("many runs of some seconds")
	}
	short := []string{"scale=10", "until=16m", "thresholds={}", "search.repeats=1", "search.thresholds={ 'checkout_failed{phase:rush}': [rate<10%] }",
		"load.shoppers.stages[eve].duration=2m", "load.shoppers.stages[rush].duration=10m", "load.shoppers.stages[ebb].duration=2m", "load.shoppers.stages[night].duration=1m"}

	c := kneesOf(t, CapacityPlan{Scenario: "black-friday", Sets: short})

	found := c.answer.Estimate.Mean
	var loads []float64
	var passed []bool
	for times := 0.97; times < 1.0301; times += 0.005 {
		a, err := c.try(t.Context(), c.dial.Round(times*found), 0, false)
		if err != nil {
			t.Fatal(err)
		}
		loads, passed = append(loads, a.load), append(passed, a.passed)
	}
	want := split(loads, passed)
	if math.Abs(found-want) > 0.02*want {
		t.Errorf("the knee is found at %v, and the grid has it at %v: %v %v", found, want, loads, passed)
	}
}

// split is the load with fewest runs on the wrong side: below it what failed, above it what passed.
func split(loads []float64, passed []bool) float64 {
	best, least := 0.0, len(loads)+1
	for at := 1; at < len(loads); at++ {
		wrong := 0
		for i := range loads {
			if passed[i] == (i >= at) {
				wrong++
			}
		}
		if wrong < least {
			best, least = (loads[at-1]+loads[at])/2, wrong
		}
	}
	return best
}

// tiny is a shop in which a run takes a few milliseconds.
const tiny = `name: tiny
load: { buyers: { executor: constant-arrival-rate, rate: 2, duration: 20s, journeys: { buy: 1 } } }
until: 2m
catalog: { skus: 50 }
actors: { bank: { workers: 2, service: 300ms } }
search: { vary: load.buyers.rate, tolerance: 10%, repeats: 3, thresholds: { 'utilization{actor:bank}': ['value<70%'] } }
`

func TestACapacityIsTheSameHoweverManyRunAtOnce(t *testing.T) {
	scenario := shopFile(t, tiny)
	var texts []string
	for _, jobs := range []int{1, 4} {
		var last experiment.Progress
		r := asking(t, CapacityPlan{Scenario: scenario, Sets: []string{"search.repeats=2"}, Jobs: jobs, Told: func(p experiment.Progress) {
			if p.Done != last.Done+1 || p.Of < p.Done || p.Left < 0 {
				t.Errorf("told %+v after %+v", p, last)
			}
			last = p
		}})
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if texts = append(texts, string(text)); last.Done != last.Of || last.Left != 0 {
			t.Errorf("the last that is told is %+v, want all of it", last)
		}
	}

	if texts[0] != texts[1] {
		t.Errorf("one run at a time says\n%s\nand four\n%s", texts[0], texts[1])
	}
}

// The runs of a search are those that its commands show.
func TestARunOfTheSearchIsThatOfItsCommand(t *testing.T) {
	unraced(t)
	p := CapacityPlan{Scenario: shopFile(t, tiny)}
	c := kneesOf(t, p)
	for _, a := range c.attempts[:4] {
		_, sets, err := c.sameShop(a.load)
		if err != nil {
			t.Fatal(err)
		}
		s, err := scenarios.Load(p.Scenario, append(runSets(sets), c.search.Thresholds.Sets()...))
		if err != nil {
			t.Fatal(err)
		}

		sum, err := s.Run(t.Context(), scenarios.Options{Seed: c.seed + uint64(a.replication)})

		if err != nil || sum.TraceHash != a.hash || (sum.ExitCode() == scenarios.ExitThreshold) == a.passed {
			t.Errorf("at %v, replication %d: trace %s and exit %d, %v, want %s and passed %t", a.load, a.replication, sum.TraceHash, sum.ExitCode(), err, a.hash, a.passed)
		}
	}
}

// Pools that are auto are as large as the file makes them: they do not grow with the load.
func TestAPoolThatIsAutoStaysAsItIs(t *testing.T) {
	unraced(t)
	auto := strings.Replace(tiny, "bank: { workers: 2,", "bank: { workers: auto,", 1)
	s, err := scenarios.Load(shopFile(t, auto), nil)
	if err != nil {
		t.Fatal(err)
	}
	workers := s.Config.Actors.Bank.Workers

	few := "search.repeats=1"
	open := kneesOf(t, CapacityPlan{Scenario: shopFile(t, auto), Sets: []string{few}}).answer
	fixed := kneesOf(t, CapacityPlan{Scenario: shopFile(t, auto), Sets: []string{few, "actors.bank.workers=" + strconv.Itoa(workers)}}).answer

	if open.Bound != "" || open.Estimate != fixed.Estimate {
		t.Errorf("with %d workers of auto it bears %+v %s, and with as many that are fixed %+v", workers, open.Estimate, open.Bound, fixed.Estimate)
	}
}

func TestASearchThatMeetsABoundSaysSo(t *testing.T) {
	unraced(t)
	for _, row := range []struct {
		why   string
		sets  []string
		bound string
		says  []string
	}{
		{"even the least is too much", []string{"search.from=20", "search.to=40"}, LeastFails,
			[]string{"Even 20 customers/s is too much for tiny: utilization{actor:bank} value<70% fails.", "--from 2.5"}},
		{"even the most is not", []string{"search.from=0.5", "search.to=2"}, MostPasses,
			[]string{"2 customers/s is not too much for tiny", "--to 8"}},
	} {
		r := asking(t, CapacityPlan{Scenario: shopFile(t, tiny), Sets: row.sets})

		all := r.Headline + " " + strings.Join(r.Story, " ")
		for _, says := range row.says {
			if !strings.Contains(all, says) {
				t.Errorf("%s: %q does not say %q", row.why, all, says)
			}
		}
		if r.Capacity.Bound != row.bound || r.Capacity.Shape != "" {
			t.Errorf("%s: bound %q and shape %q, want %q and none", row.why, r.Capacity.Bound, r.Capacity.Shape, row.bound)
		}
	}
}

func TestAQuestionThatHasNoAnswerIsRefused(t *testing.T) {
	for _, row := range []struct {
		why  string
		text string
		sets []string
		want string
	}{
		{"what nobody feels is no load", tiny, []string{"search.vary=catalog.hot_share", "search.from=1%", "search.to=60%", "search.thresholds={ checkout_failed: [rate<99%] }"},
			"catalog.hot_share changes nothing: at "},
		{"nothing is promised", tiny, []string{"search.thresholds={}"}, "promises nothing, so no load is too much for it: say what must hold with --threshold 'checkout_failed: rate<1%'"},
		{"nobody says where to look", tiny, []string{"search.vary=load.buyers.startTime"}, "load.buyers.startTime is 0s in the file, and from 0s to 0s nobody knows where to look: say so with --from, above 0, and --to"},
		{"a mistake in the scenario", tiny, []string{"search.vary=load.buyers.rat"}, "did you mean rate?"},
	} {
		_, err := CapacityPlan{Scenario: shopFile(t, row.text), Sets: row.sets}.Ask(t.Context())

		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %s", row.why, err, row.want)
		}
	}
}

func TestWhatToTurnUpIsTheOnlyRate(t *testing.T) {
	const head, tail = "name: shop\nload: ", "\nthresholds: { checkout_failed: [rate<1%] }\n"
	for _, row := range []struct{ why, load, vary, refused string }{
		{"one crowd at a rate", "{ a: { executor: constant-arrival-rate, rate: 2, duration: 1m } }", "load.a.rate", ""},
		{"two of them", "{ a: { executor: constant-arrival-rate, rate: 2, duration: 1m }, b: { executor: constant-arrival-rate, rate: 3, duration: 1m } }", "",
			"shop does not say what to turn up: --vary takes a path of --set, such as --vary 'load.a.rate', or the file says it under search.vary"},
		{"a ramp, whose highest stage may be meant", "{ a: { executor: ramping-arrival-rate, stages: [{ duration: 1m, target: 3 }, { duration: 1m, target: 9 }] } }", "",
			"--vary 'load.a.stages[1].target'"},
	} {
		c, err := CapacityPlan{Scenario: shopFile(t, head+row.load+tail)}.begin()

		if row.refused != "" {
			if err == nil || !strings.Contains(err.Error(), row.refused) {
				t.Errorf("%s: %v, want %s", row.why, err, row.refused)
			}
			continue
		}
		if err != nil || c.search.Vary != row.vary {
			t.Errorf("%s: %+v, %v, want %s", row.why, c, err, row.vary)
		}
	}
}

func TestASearchCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	runs := 0
	p := CapacityPlan{Scenario: shopFile(t, tiny), Jobs: 2, Told: func(experiment.Progress) {
		if runs++; runs == 3 {
			stop()
		}
	}}

	_, err := p.Ask(ctx)

	if err != context.Canceled || runs > 6 {
		t.Errorf("stopped after %d runs with %v, want soon after 3, as cancelled", runs, err)
	}
}

// The knee lies somewhere in its gap: however well the gaps agree, the interval holds them.
func TestTheIntervalHoldsTheGaps(t *testing.T) {
	for _, row := range []struct {
		why       string
		gaps      []experiment.Gap
		mean      float64
		low, high float64
	}{
		{"all the same", []experiment.Gap{{Pass: 40, Fail: 41}, {Pass: 40, Fail: 41}, {Pass: 40, Fail: 41}}, 40.5, 40, 41},
		{"one alone", []experiment.Gap{{Pass: 40, Fail: 41}}, 40.5, 40, 41},
		{"one without a knee is left out", []experiment.Gap{{Pass: 40, Fail: 41}, {Pass: 80}}, 40.5, 40, 41},
		// t of 1 degree of freedom is 12.706, and the standard error of 40 and 42 is 1
		{"two that differ", []experiment.Gap{{Pass: 40, Fail: 41}, {Pass: 42, Fail: 43}}, 41.5, 41 - 12.7062, 42 + 12.7062},
		{"none", nil, 0, 0, 0},
	} {
		e := estimateOf(row.gaps)

		if math.Abs(e.Mean-row.mean) > 1e-9 || math.Abs(e.Low-row.low) > 1e-3 || math.Abs(e.High-row.high) > 1e-3 {
			t.Errorf("%s: %+v, want %v from %v to %v", row.why, e, row.mean, row.low, row.high)
		}
	}
}

// What is told of whole numbers is one that holds, not one between it and the next, which fails.
func TestOfWholeNumbersTheOneThatHoldsIsTold(t *testing.T) {
	unraced(t)
	users := strings.Replace(corner, "executor: constant-arrival-rate, rate: 10, duration: 2m, arrivals: uniform", "executor: constant-vus, vus: 20, duration: 2m", 1)
	c := kneesOf(t, CapacityPlan{Scenario: shopFile(t, users), Sets: []string{"search.vary=load.buyers.vus", "search.repeats=1", "actors.bank.workers=1"}})
	told := c.answer.Estimate.Mean
	if c.answer.Bound != "" || told != math.Trunc(told) || told < 2 {
		t.Fatalf("%v users are borne %s, want a whole number of them: %v", told, c.answer.Bound, c.gaps)
	}
	for more, want := range []bool{true, false} {
		a, err := c.try(t.Context(), told+float64(more), 0, false)
		if err != nil || a.passed != want {
			t.Errorf("%v users are told to be borne, and of %v that is %t, %v", told, a.load, a.passed, err)
		}
	}
}

// Of a share there is nothing beyond all, and nobody is told to look there.
func TestNobodyIsSentBeyondTheEndOfAField(t *testing.T) {
	s, err := scenarios.Load(shopFile(t, tiny), nil)
	if err != nil {
		t.Fatal(err)
	}
	for most, want := range map[float64]string{1: "Nothing more can be tried: ask for more with --threshold.", 0.1: "Let it look further with --to 40%, or ask for more with --threshold."} {
		c := &capacitySearch{most: most, answer: Capacity{Bound: MostPasses}}
		if c.dial, err = s.Dial("carrier.late"); err != nil {
			t.Fatal(err)
		}
		if got := c.advice(); got != want {
			t.Errorf("where %v holds the advice is %q, want %q", most, got, want)
		}
	}
}

// Where nobody knows how much came through beyond the knee, nobody knows how a shop behaves there.
func TestOfWhatIsNotKnownNoShapeIsTold(t *testing.T) {
	curve := [][]attempt{{{load: 10, goodput: 9}}, {{load: 20, goodput: math.NaN()}}}

	shape, why, _ := judgeShape(10, curve)

	if shape != Unclear || !strings.Contains(why, "nobody knows how much at 2 times the knee") {
		t.Errorf("%s: %s, want that nobody knows", shape, why)
	}
}
