package scenarios

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateSummary = flag.Bool("update-summary", false, "accept the summary as testdata/summary.json")

// summaryOfAll has something in every field.
func summaryOfAll() *Summary {
	return &Summary{
		Scenario: "flash-sale", Seed: math.MaxUint64, Version: "1.0.0", Clock: "virtual", TraceHash: "7f3ac210", Events: 5_120,
		WallSeconds: 0.25, SimSeconds: 61.5, Placed: 45,
		Outcomes: Outcomes{Completed: 9, Declined: 8, FraudBlocked: 7, SoldOut: 6, Rejected: 5, Cancelled: 4, Refunded: 3,
			InFlight: 2, NeedsAttention: 1},
		Milestones: Milestones{Confirmed: 6, Collected: 5, Delivered: 4, Settled: 3, Returned: 2, Disputed: 1},
		Steps: []StepLine{
			{Step: 1, Count: 45, P50: 3, P99: 19.5, Name: "Place order", Share: 1},
			{Step: 2, Count: 40, Lost: 5, P50: 5, P99: 61, Name: "Pass to order manager", Share: 8.0 / 9, Example: 8,
				Notes: []StepNote{{Count: 5, Text: "refused, full", Bad: true, Example: 9}, {Text: "×1.31 tries"}}},
		},
		Metrics: map[string]Spread{
			"utilization{actor=bank}": {Count: 1, Avg: 0.5},
			"checkout_duration":       {Count: 45, Avg: 241, Min: 41, Med: 118, Max: 21_400, P90: 402, P95: 911, P99: 3_900, P999: 9_000, Example: 7},
		},
		Thresholds: []ThresholdVerdict{{Metric: "checkout_duration", Threshold: "p(95)<800ms", Value: 911, Unit: "ms", Note: "in the peak", Example: 7,
			Aborted: true, Explain: "buynow explain flash-sale 7 --seed 42"}},
		Invariants: []InvariantVerdict{
			{Name: "one-charge", Shop: 1, WorldRepaired: 2, WorldUnrepaired: 3, Example: 7, Text: "nobody is charged twice"},
			{Name: "nothing-oversold", OK: true},
		},
		Finding:     "The bank was slow, and order 7 was charged twice.",
		Description: "One item, many hands.", Start: "Fri 28 Nov 00:00", Load: "20 → 100 customers/s over 1m", Customers: 90, Asked: 92, Dropped: 3,
		Arrivals: []CrowdLine{{
			Crowd: "shoppers", Executor: "ramping-arrival-rate", Asked: 92, Came: 90, Dropped: 3, Sigma: 9.6, Users: 30, Seconds: 60,
			AskedPerSecond: 1.53, CamePerSecond: 1.5,
		}},
		Faults: []FaultLine{{At: 10, Until: 20, Name: "bank slow", Text: "bank 6x slower, 10s", Type: "slow", Target: "bank", Times: 1,
			Windows: []FaultWindow{{10, 20}}, Seen: 7, Hits: 7, Example: 3, Fired: true, Recovery: Recovery{Known: true, Back: true, Seconds: 4, Before: 2, After: 1.9}}},
		Links:   []LinkLine{{Link: "merchant -> bank", Calls: 10, Tries: 13, Attempts: 1.3, TimedOut: 3, Late: 2, Wasted: 1, WastedSeconds: 0.4, Example: 7}},
		Orphans: &Orphans{Orders: 1, Peak: 20, At: 30, DayEuro: 3.5, Longest: 7200, Example: 7},
		Liveness: &Liveness{From: 60, Stuck: 1, First: []StuckLine{{Order: 7, State: "payment unsure", Waits: "somebody", Since: 12, Until: 90_000,
			Explain: "buynow explain flash-sale 7 --seed 42"}}},
		Warnings:   []string{"the fault bank cut never fired"},
		Stopped:    true,
		SpeedAsked: 10, SpeedReached: 9.5, PlannedSeconds: 60, Sparkline: []float64{400, 0, 3_900}, SparklineSeconds: 20,
		Bottleneck: &Bottleneck{Actor: "bank", Busy: 0.998, From: 11, To: 24, Waiting: 44, Text: "21/s × 2.1 s = 44", Try: "--set actors.bank.workers=48"},
		Books:      []Book{{Name: "money", OK: true, Text: "€ 20.00 captured = 20.00 delivered"}, {Name: "nothing oversold", OK: true}},
		Phases: []PhaseLine{{Phase: "rush", From: 10, Until: 60, Warmup: true, Customers: 90, Orders: 45, Confirmed: 9, NoPage: 3, P50: 118, P95: 911,
			P99: 3_900, Example: 7}},
		Actors: []ActorLine{{Actor: "bank", Workers: 4, SliceSeconds: 1.25,
			Slices: []ActorSlice{{Arrived: 9, Busy: 0.5, Waiting: 2.5, Refused: 1, TimedOut: 2}}}},
		Aborted: &Abort{At: 40, Metric: "checkout_duration", Threshold: "p(95)<800ms"},
		Next:    "buynow run flash-sale --seed 42 --set actors.bank.workers=8",
		Checks:  1_204, Slowest: &Slowest{Order: 7, Text: "21.4 s, three tries"}, FindingOrder: 7,
		Replay: "buynow run flash-sale --seed 42", Explain: "buynow explain flash-sale 7 --seed 42",
	}
}

func TestSummaryJSONIsTheContract(t *testing.T) {
	var got bytes.Buffer

	if err := summaryOfAll().WriteJSON(&got); err != nil {
		t.Fatal(err)
	}

	const path = "testdata/summary.json"
	if *updateSummary {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s differs (-want +got); fields may be added, never renamed; accept with -update-summary:\n%s", path, diff)
	}
}

func TestSummaryComesBackFromItsJSON(t *testing.T) {
	var text bytes.Buffer
	if err := summaryOfAll().WriteJSON(&text); err != nil {
		t.Fatal(err)
	}

	var back Summary
	if err := json.Unmarshal(text.Bytes(), &back); err != nil {
		t.Fatal(err)
	}

	want := summaryOfAll()
	want.Steps[0].Notes = []StepNote{}
	if diff := cmp.Diff(want, &back); diff != "" {
		t.Errorf("the summary changed on the way through JSON (-want +got):\n%s", diff)
	}
}

func TestEmptySummaryHasNoNullLists(t *testing.T) {
	var text bytes.Buffer
	if err := new(Summary).WriteJSON(&text); err != nil {
		t.Fatal(err)
	}

	for line := range strings.Lines(text.String()) {
		optional := strings.Contains(line, `"bottleneck"`) || strings.Contains(line, `"slowest"`) || strings.Contains(line, `"aborted"`) ||
			strings.Contains(line, `"orphans"`) || strings.Contains(line, `"liveness"`)
		if strings.Contains(line, "null") && !optional {
			t.Errorf("an empty summary writes %s, want an empty list", strings.TrimSpace(line))
		}
	}
}

func TestNumberThatIsNoneIsRefused(t *testing.T) {
	s := Summary{Scenario: "flash-sale", WallSeconds: math.NaN()}

	if err := s.WriteJSON(new(bytes.Buffer)); err == nil || !strings.Contains(err.Error(), "flash-sale") {
		t.Errorf("WriteJSON of NaN = %v, want an error that names the scenario", err)
	}
}

func TestExitCodeIsTheWorst(t *testing.T) {
	crossed, kept := ThresholdVerdict{}, ThresholdVerdict{OK: true}
	for _, row := range []struct {
		why        string
		thresholds []ThresholdVerdict
		invariants []InvariantVerdict
		want       int
	}{
		{"nothing promised, nothing broken", nil, nil, ExitGood},
		{"every promise kept", []ThresholdVerdict{kept}, []InvariantVerdict{{OK: true}}, ExitGood},
		{"one of two thresholds crossed", []ThresholdVerdict{kept, crossed}, nil, ExitThreshold},
		{"a breach of the shop is worse", []ThresholdVerdict{crossed}, []InvariantVerdict{{Shop: 1}}, ExitInvariant},
		{"a breach of the world fails nothing", nil, []InvariantVerdict{{WorldUnrepaired: 4}, {OK: true, WorldRepaired: 2}}, ExitGood},
	} {
		s := Summary{Thresholds: row.thresholds, Invariants: row.invariants}

		if got := s.ExitCode(); got != row.want {
			t.Errorf("ExitCode() = %d, want %d: %s", got, row.want, row.why)
		}
	}
}

func TestOutcomesAreAPartition(t *testing.T) {
	for _, row := range []struct {
		why    string
		change func(*Summary)
		want   string
	}{
		{"every order is in one outcome", func(*Summary) {}, ""},
		{"an order is missing", func(s *Summary) { s.Outcomes.Refunded-- }, "the outcomes sum to 44, but 45 orders were placed"},
		{"an order is counted twice", func(s *Summary) { s.Outcomes.InFlight++ }, "the outcomes sum to 46, but 45 orders were placed"},
		{"an invariant is broken and good", func(s *Summary) { s.Invariants[0].OK = true },
			"invariant one-charge says ok=true with 1 breaches by the shop and 3 unrepaired"},
		{"an invariant is bad without a breach", func(s *Summary) { s.Invariants[1].OK = false },
			"invariant nothing-oversold says ok=false with 0 breaches by the shop and 0 unrepaired"},
	} {
		s := summaryOfAll()
		row.change(s)

		got := ""
		if err := s.Check(); err != nil {
			got = err.Error()
		}

		if got != row.want {
			t.Errorf("Check() = %q, want %q: %s", got, row.want, row.why)
		}
	}
}

// However short the load is, all that was measured of it is a number.
func TestALoadOfNanosecondsHasASummary(t *testing.T) {
	for _, crowd := range []string{
		"{ executor: constant-arrival-rate, rate: 7, duration: 1ns }",
		"{ executor: constant-arrival-rate, rate: 1e9, timeUnit: 1s, duration: 50ns, arrivals: uniform }",
		"{ executor: ramping-arrival-rate, startRate: 1e9, timeUnit: 1s, stages: [{ duration: 961ns, target: 0 }] }",
		"{ executor: constant-vus, vus: 3, duration: 1ns, gracefulStop: 1m }",
	} {
		s, err := Parse("x.yaml", []byte(crowdWith(crowd)), nil)
		if err != nil {
			t.Fatal(err)
		}

		_, sum := playedAs(t, s, nil)

		if err := sum.WriteJSON(io.Discard); err != nil {
			t.Errorf("%s: %v", crowd, err)
		}
		if err := sum.Check(); err != nil {
			t.Errorf("%s: %v", crowd, err)
		}
	}
}
