package scenarios

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// loadOf is the load of a file.
func loadOf(t *testing.T, load string) Crowds {
	t.Helper()
	s, err := Parse("shop.yaml", []byte("name: shop\nload:\n"+load), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.Load
}

// all lists everybody who comes.
func all(seed uint64, load Crowds) []arrival {
	var list []arrival
	a := newArrivals(seed, load)
	for next, ok := a.next(); ok; next, ok = a.next() {
		list = append(list, next)
	}
	return list
}

func TestEvenArrivalsAreExactlyAsManyAsAskedFor(t *testing.T) {
	for _, row := range []struct {
		why, crowd string
		want       int
	}{
		{"a constant rate", "{ executor: constant-arrival-rate, rate: 2, duration: 10m, arrivals: uniform }", 1200},
		{"a rate by the hour", "{ executor: constant-arrival-rate, rate: 1000, timeUnit: 1h, duration: 1h, arrivals: uniform }", 1000},
		{"a third of a customer", "{ executor: constant-arrival-rate, rate: 0.1, duration: 30s, arrivals: uniform }", 3},
		{"less than half a customer", "{ executor: constant-arrival-rate, rate: 0.1, duration: 4s, arrivals: uniform }", 0},
		{"a straight ramp", "{ executor: ramping-arrival-rate, arrivals: uniform, stages: [{ duration: 100s, target: 20 }] }", 1000},
		{"up, on, a step, and down", "{ executor: ramping-arrival-rate, arrivals: uniform, startRate: 20, stages: [{ duration: 1m, target: 100 }, " +
			"{ duration: 3m, target: 100 }, { duration: 0s, target: 400 }, { duration: 2m, target: 400 }, { duration: 1m, target: 0 }] }",
			3600 + 18_000 + 48_000 + 12_000},
		{"a year", "{ executor: constant-arrival-rate, rate: 1, timeUnit: 1h, duration: 365d, arrivals: uniform }", 8760},
	} {
		load := loadOf(t, "  shoppers: "+row.crowd+"\n")

		list := all(1, load)

		if len(list) != row.want || math.Abs(load.Planned()-float64(row.want)) > 0.51 {
			t.Errorf("%s: %d came and %g were planned, want %d", row.why, len(list), load.Planned(), row.want)
		}
		for i := 1; i < len(list); i++ {
			if list[i].at < list[i-1].at || list[i].at >= load.End() || list[i].intent != uint64(i+1) {
				t.Fatalf("%s: customer %d comes at %v after one at %v, end %v", row.why, list[i].intent, list[i].at, list[i-1].at, load.End())
			}
		}
	}
}

func TestEvenArrivalsDoNotDrift(t *testing.T) {
	load := loadOf(t, "  a: { executor: constant-arrival-rate, rate: 3, duration: 10d, arrivals: uniform }\n")

	list := all(1, load)

	for _, i := range []int{0, 1, 2, 1000, 1_000_000, len(list) - 1} {
		want := time.Duration(float64(2*i+1) / 6 * 1e9)
		if off := list[i].at - want; off < -time.Microsecond || off > time.Microsecond {
			t.Errorf("customer %d comes at %v, want %v", i+1, list[i].at, want)
		}
	}
}

func TestARampIsFollowedWithoutDrift(t *testing.T) {
	load := loadOf(t, "  a: { executor: ramping-arrival-rate, arrivals: uniform, startRate: 10, stages: "+
		"[{ duration: 1h, target: 100 }, { duration: 1h, target: 0 }] }\n")

	list := all(1, load)

	for minute := 1; minute < 120; minute++ {
		until := time.Duration(minute) * time.Minute
		came, _ := slices.BinarySearchFunc(list, until, func(a arrival, t time.Duration) int { return int(a.at - t) })
		x := float64(minute) * 60
		want := 10*x + 90*x*x/7200
		if minute > 60 {
			x -= 3600
			want = 198_000 + 100*x - 100*x*x/7200
		}
		if math.Abs(float64(came)-want) > 1 {
			t.Errorf("%d came until minute %d, want %.1f", came, minute, want)
		}
	}
}

func TestPoissonArrivalsVaryAsTheyShould(t *testing.T) {
	load := loadOf(t, "  a: { executor: ramping-arrival-rate, startRate: 10, stages: [{ duration: 10m, target: 50 }, { duration: 10m, target: 0 }] }\n")

	for seed := range uint64(20) {
		list := all(seed, load)

		for _, part := range []struct {
			from, until time.Duration
			want        float64
		}{{0, 10 * time.Minute, 18_000}, {10 * time.Minute, 20 * time.Minute, 15_000}, {0, 20 * time.Minute, 33_000}} {
			came := 0.0
			for _, a := range list {
				if part.from <= a.at && a.at < part.until {
					came++
				}
			}
			if sigmas := math.Abs(came-part.want) / math.Sqrt(part.want); sigmas > 4 { // 60 draws: 3 would be broken one time in seven
				t.Errorf("seed %d: %.0f came from %v to %v, want %.0f: %.1f sigma off", seed, came, part.from, part.until, part.want, sigmas)
			}
		}
	}
}

func TestPoissonGapsAreMemoryless(t *testing.T) {
	list := all(42, loadOf(t, "  a: { executor: constant-arrival-rate, rate: 100, duration: 1000s }\n"))

	longer, sum := 0, 0.0
	for i := 1; i < len(list); i++ {
		gap := (list[i].at - list[i-1].at).Seconds()
		sum += gap
		if gap > 0.01 {
			longer++
		}
	}

	n := float64(len(list) - 1)
	if mean := sum / n; math.Abs(mean-0.01)/0.01 > 3/math.Sqrt(n) {
		t.Errorf("the mean gap is %g s, want 0.01 within 3 sigma", mean)
	}
	if share := float64(longer) / n; math.Abs(share-1/math.E) > 3*math.Sqrt(0.2325/n) {
		t.Errorf("%g of the gaps are longer than the mean, want 1/e within 3 sigma", share)
	}
}

func TestCrowdsMergeByTimeAndThenInTheirOrder(t *testing.T) {
	load := loadOf(t, "  b: { executor: constant-arrival-rate, rate: 1, duration: 3s, arrivals: uniform, journeys: { buy: 1 } }\n"+
		"  a: { executor: constant-arrival-rate, rate: 1, duration: 2s, startTime: 1s, arrivals: uniform, journeys: { browse: 1 } }\n")

	var got []string
	for _, a := range all(1, load) {
		got = append(got, fmt.Sprintf("%d at %v to %v", a.intent, a.at, a.journey))
	}

	want := []string{"1 at 500ms to buy", "2 at 1.5s to buy", "3 at 1.5s to browse", "4 at 2.5s to buy", "5 at 2.5s to browse"}
	if !slices.Equal(got, want) {
		t.Errorf("they come as %q, want %q", got, want)
	}
}

func TestAnotherCrowdDoesNotMoveTheFirst(t *testing.T) {
	const shoppers = "  shoppers: { executor: constant-arrival-rate, rate: 5, duration: 1m, journeys: { buy: 1 } }\n"
	const others = "  others: { executor: constant-arrival-rate, rate: 9, duration: 1m, journeys: { browse: 1 } }\n"
	alone := all(7, loadOf(t, shoppers))

	var among []arrival
	for _, a := range all(7, loadOf(t, others+shoppers)) {
		if a.journey == actors.Buy {
			among = append(among, a)
		}
	}

	if !slices.EqualFunc(alone, among, func(a, b arrival) bool { return a.at == b.at }) {
		t.Errorf("%d customers alone and %d among others come at different times", len(alone), len(among))
	}
}

func TestJourneysComeByTheirWeights(t *testing.T) {
	load := loadOf(t, "  a: { executor: constant-arrival-rate, rate: 100, duration: 1000s, journeys: { browse: 70, buy: 25, buy-and-cancel: 5 } }\n")

	var count [actors.Journeys]float64
	list := all(3, load)
	for _, a := range list {
		count[a.journey]++
	}

	n := float64(len(list))
	for j, want := range []float64{0.70, 0.25, 0.05} {
		if got := count[j] / n; math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/n) {
			t.Errorf("%.4f of them %v, want %v", got, actors.Journey(j), want)
		}
	}
}

func TestTheDoorSendsEachVisitAtItsTime(t *testing.T) {
	s, err := Load("quickstart", []string{"load.shoppers.duration=5m"})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	shop := actors.Open(w, s.Config)
	want := all(s.Seed, s.Load)
	var got []arrival
	w.Watch(func(e *sim.Event) {
		if visit, ok := e.Body.(*actors.Visit); ok && e.Actor == sim.Outside {
			got = append(got, arrival{intent: e.Intent, at: e.At, journey: visit.Journey}) // of one crowd, with one stage
		}
	}, sim.Sent)

	door := s.start(w, shop)
	if err := w.Run(s.Load.End()); err != nil {
		t.Fatal(err)
	}

	if !slices.Equal(got, want) || door.came != uint64(len(want)) || !door.closed {
		t.Errorf("%d visits were sent, %d counted, closed %t; want %d, each at its time", len(got), door.came, door.closed, len(want))
	}
}

func TestALoadIsToldOnOneLine(t *testing.T) {
	for crowd, want := range map[string]string{
		"{ executor: constant-arrival-rate, rate: 0.4, duration: 1h }":                             "0.4 customers/s for 1h",
		"{ executor: constant-arrival-rate, rate: 1000, timeUnit: 1h, duration: 36h }":             "1000 customers/h for 1d12h",
		"{ executor: constant-arrival-rate, rate: 7, timeUnit: 1m, duration: 1h, startTime: 10m }": "7 customers/min for 1h from 10m",
		"{ executor: constant-arrival-rate, rate: 7, timeUnit: 10s, duration: 1h }":                "7 customers/10s for 1h",
		"{ executor: ramping-arrival-rate, startRate: 20, stages: [{ duration: 1m, target: 100 }, " +
			"{ duration: 3m, target: 100 }, { duration: 0s, target: 400 }, { duration: 2m, target: 400 }, { duration: 1m, target: 0 }] }": "20 → 100 → 400 → 0 customers/s over 7m",
	} {
		if got := loadOf(t, "  a: "+crowd+"\n").String(); got != want {
			t.Errorf("%s is %q, want %q", crowd, got, want)
		}
	}
}

func TestPhasesAndRatesFollowTheStages(t *testing.T) {
	load := loadOf(t, "  a: { executor: ramping-arrival-rate, startTime: 1m, stages: [{ name: up, duration: 1m, target: 60 }, "+
		"{ name: jump, duration: 0s, target: 90 }, { duration: 1m, target: 90 }] }\n"+
		"  b: { executor: constant-arrival-rate, rate: 5, duration: 30s }\n")

	for _, row := range []struct {
		at    time.Duration
		phase string
		rate  float64
	}{
		{0, "b", 5}, {45 * time.Second, "", 0}, {90 * time.Second, "up", 30}, {2 * time.Minute, "stage 3", 90}, {3 * time.Minute, "", 0},
	} {
		if phase, rate := load.Phase(row.at), load.Rate(row.at); phase != row.phase || rate != row.rate {
			t.Errorf("at %v it is %q with %g customers/s, want %q with %g", row.at, phase, rate, row.phase, row.rate)
		}
	}
	if end := load.End(); end != 3*time.Minute {
		t.Errorf("the load ends at %v, want 3m", end)
	}
}

func BenchmarkArrivals(b *testing.B) {
	b.ReportAllocs()
	s, err := Parse("shop.yaml", []byte(crowdWith("{ executor: constant-arrival-rate, rate: 1000, duration: 10d }")), []string{"limit=1e9"})
	if err != nil {
		b.Fatal(err)
	}
	a := newArrivals(1, s.Load)
	for b.Loop() {
		a.next()
	}
}
