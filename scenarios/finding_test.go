package scenarios

import (
	"strings"
	"testing"
	"time"

	"buynow/actors"
)

// steady is a quarter of an hour in which everything can cope with everything.
const steady = `name: steady
load: { shoppers: { executor: constant-arrival-rate, rate: 3, duration: 5m, journeys: { buy: 1 } } }
catalog: { skus: 20, popularity: zipf(0.5) }
customers: { think: 2s }
population: { customers: 100_000 }
stock: { levels: { initial: 4001, reorder_at: 4000, up_to: 9000 } }
`

// Each row makes one part of the shop the weak one, and the finding names it.
func TestTheFindingNamesTheWeakPart(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why    string
		sets   []string
		begins string
		says   []string
		next   string
	}{
		{"nobody", nil, "No promise was broken: ", []string{"declined", ", as order "}, ""},
		{"a bank with one clerk", []string{"actors.bank.workers=1"}, "The bank saturated first, at ",
			[]string{"(1 of 1 workers busy, ", " waiting): checkout p99 ", "clicks got no page", ", as order "}, "--set actors.bank.workers="},
		{"a bank that is slow, which fills the merchant behind it", []string{"actors.bank.service=4s", "actors.bank.workers=4", "actors.merchant.workers=6"},
			"The bank saturated first, at ", []string{"(4 of 4 workers busy"}, "--set actors.bank.workers="},
		{"a small web server", []string{"actors.web.workers=1"}, "The web server saturated first, at ", []string{"(1 of 1 workers busy"}, "--set actors.web.workers="},
		{"a web server that turns people away", []string{"actors.web.workers=2", "actors.web.mailbox=2"}, "The web server saturated first, at ",
			[]string{"clicks got no page"}, "--set actors.web.workers="},
		{"a slow stock database", []string{"actors.stock-db.workers=1", "actors.stock-db.service=500ms"}, "The stock database saturated first, at ", nil, "--set actors.stock-db.workers="},
		{"few order managers", []string{"actors.order-manager.workers=2"}, "The order manager saturated first, at ", nil, "--set actors.order-manager.workers="},
		{"little stock", []string{"stock.levels.initial=3", "stock.levels.reorder_at=1", "stock.levels.up_to=4"}, "Product ",
			[]string{" sold out at ", "the first of ", " orders found something gone, and ", " of these went without, as order "}, "--set stock.levels.initial=30"},
		{"one picker", []string{"warehouse.pickers=1", "load.shoppers.rate=6"}, "The warehouse had no hands free first, at ",
			[]string{"(1 of 1 pickers busy, up to ", " deliveries came after the promised day, as order "}, "--set warehouse.pickers=2"},
		{"one small truck", []string{"carrier.trucks=1", "carrier.parcels=20"}, "The trucks were full first, at ",
			[]string{"1 truck of 20 parcels", "had to wait for a later one", "deliveries came after the promised day"}, "--set carrier.trucks=2"},
	} {
		t.Run(row.why, func(t *testing.T) {
			s, err := Parse("steady.yaml", []byte(steady), row.sets)
			if err != nil {
				t.Fatal(err)
			}

			_, sum := playedAs(t, s, nil)

			if !strings.HasPrefix(sum.Finding, row.begins) || sum.FindingOrder == 0 || !strings.HasPrefix(sum.Next, row.next) {
				t.Errorf("the finding is %q, order %d, next %q; want %s…, next %s", sum.Finding, sum.FindingOrder, sum.Next, row.begins, row.next)
			}
			for _, want := range row.says {
				if !strings.Contains(sum.Finding, want) {
					t.Errorf("the finding %q does not say %q", sum.Finding, want)
				}
			}
			if strings.Contains(sum.Finding, "\n") || !strings.HasSuffix(sum.Finding, ".") {
				t.Errorf("the finding %q is no sentence", sum.Finding)
			}
			if row.next == "" && sum.Next != "" {
				t.Errorf("nothing broke, but %s is to be tried", sum.Next)
			}
		})
	}
}

// What to try next heals what the finding found.
func TestTheNextCommandHeals(t *testing.T) {
	long(t)
	for _, set := range []string{"actors.bank.workers=1", "actors.order-manager.workers=2", "warehouse.pickers=1", "actors.merchant.workers=1"} {
		sets := []string{set, "load.shoppers.rate=6"}
		found := ""
		for range 6 {
			s, err := Parse("steady.yaml", []byte(steady), sets)
			if err != nil {
				t.Fatal(err)
			}
			_, sum := playedAs(t, s, nil)
			found = sum.Finding
			if sum.Next == "" {
				break
			}
			sets = append(sets, strings.TrimPrefix(sum.Next, "--set "))
		}
		if !strings.HasPrefix(found, "No promise was broken") {
			t.Errorf("%s: after %q the finding still is %s", set, sets[2:], found)
		}
	}
}

// The first in time is named, not the loudest: the bank fails when the rush
// begins, the shelves were empty before.
func TestTheFirstCauseIsNamedNotTheLoudest(t *testing.T) {
	long(t)
	const late = `name: late
load:
  shoppers:
    executor: ramping-arrival-rate
    startRate: 2
    stages: [{ name: calm, duration: 4m, target: 2 }, { name: jump, duration: 0s, target: 12 }, { name: rush, duration: 4m, target: 12 }]
    journeys: { buy: 1 }
catalog: { skus: 20, popularity: zipf(0.5) }
population: { customers: 100_000 }
actors: { bank: { workers: 3 } }
stock: { levels: { initial: 4001, reorder_at: 4000, up_to: 9000 } }
`
	rush := 4 * time.Minute
	s, err := Parse("late.yaml", []byte(late), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, sum := playedAs(t, s, nil)

	id, found := p.firstOverrun()
	if !found || id != p.Shop.Bank {
		t.Fatalf("the first overrun is of %d, %t, want the bank", id, found)
	}
	if from := p.measure.stations.all[id].overrun.from; from < rush || from > rush+20*time.Second {
		t.Errorf("the bank was overrun at %v, want soon after %v", from, rush)
	}
	if !strings.Contains(sum.Finding, "rose from ") || sum.Bottleneck == nil || sum.Bottleneck.Actor != "bank" {
		t.Errorf("the finding is %q, the bottleneck %+v", sum.Finding, sum.Bottleneck)
	}

	s, err = Parse("late.yaml", []byte(late), []string{"stock.levels.initial=5", "stock.levels.reorder_at=1", "stock.levels.up_to=6"})
	if err != nil {
		t.Fatal(err)
	}
	if _, sum = playedAs(t, s, nil); !strings.HasPrefix(sum.Finding, "Product ") {
		t.Errorf("with empty shelves from the beginning the finding is %q", sum.Finding)
	}
}

func TestNobodyToServeIsSaid(t *testing.T) {
	_, sum := played(t, strings.Replace(steady, "{ buy: 1 }", "{ browse: 1 }", 1))

	if !strings.HasPrefix(sum.Finding, "Nobody got to place an order") || sum.FindingOrder != 0 {
		t.Errorf("the finding is %q", sum.Finding)
	}
}

// The slices of an actor are the run in small: they sum to what the kernel says.
func TestSlicesSumToTheLoad(t *testing.T) {
	s, err := Parse("steady.yaml", []byte(steady), []string{"actors.bank.workers=2", "load.shoppers.duration=331s"})
	if err != nil {
		t.Fatal(err)
	}
	p, sum := playedAs(t, s, nil)

	if len(sum.Actors) < 8 {
		t.Fatalf("%d actors are shown", len(sum.Actors))
	}
	for _, line := range sum.Actors {
		busy, waiting, arrived := 0., 0., uint64(0)
		for _, slice := range line.Slices {
			busy, waiting, arrived = busy+slice.Busy/curveSlices, waiting+slice.Waiting/curveSlices, arrived+slice.Arrived
		}
		metric, depth := sum.Metrics["utilization{actor="+line.Actor+"}"], sum.Metrics["queue_depth{actor="+line.Actor+"}"]
		if len(line.Slices) != curveSlices || abs(busy-metric.Avg) > 1e-6 || abs(waiting-depth.Avg) > 1e-6 || arrived != depth.Count {
			t.Errorf("%s: busy %v, waiting %v, arrived %d in %d slices; as a whole %v, %v, %d", line.Actor, busy, waiting, arrived, len(line.Slices),
				metric.Avg, depth.Avg, depth.Count)
		}
	}
	if p.measure.stations.all[p.Shop.Bank].atEnd.Workers != 2 || sum.Metrics["utilization{actor=bank}"].Example == 0 {
		t.Error("the bank has no example of its busiest moment")
	}
}

func abs(x float64) float64 { return max(x, -x) }

func TestAMomentIsSaidAsPeopleDo(t *testing.T) {
	for at, want := range map[time.Duration]string{
		6240 * time.Millisecond: "6.2s", 580*time.Second + 300*time.Millisecond: "9m40s", 2*actors.Day + 3*time.Hour + 12*time.Minute: "2d3h12m",
	} {
		if got := moment(at); got != want {
			t.Errorf("moment(%v) = %s, want %s", at, got, want)
		}
	}
	for took, want := range map[time.Duration]string{
		850 * time.Millisecond: "850 ms", 2140 * time.Millisecond: "2.1 s", 29200 * time.Millisecond: "29 s", 150 * time.Second: "2m30s",
	} {
		if got := inSeconds(took); got != want {
			t.Errorf("inSeconds(%v) = %s, want %s", took, got, want)
		}
	}
}
