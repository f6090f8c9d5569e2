package scenarios

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

var (
	weekOrders = flag.Int("week", 20_000, "how many orders come in the week of BenchmarkWeek")
	weekHeap   = flag.String("week-heap", "", "a file for the heap profile at the end of the week of BenchmarkWeek")
)

// BenchmarkWeek is a week in which customers come by day and night, and the time
// until nothing is open any more. After each day of the week it weighs what has
// come into memory since the shop opened, everything together, and divides it by
// the orders that are open: placed, and not yet put away. The worst is what it
// prints. A week of a million orders takes minutes:
//
//	go test ./scenarios -run xxx -bench Week -benchtime 1x -week 1000000 -v
func BenchmarkWeek(b *testing.B) {
	worst, most, placed, events := 0., int64(0), 0, uint64(0)
	for range b.N {
		b.StopTimer()
		w := sim.New(42)
		p := weekOf(b, *weekOrders).Stage(w)
		open := 0
		w.Watch(func(*sim.Event) { open++; placed++ }, actors.Placed)
		w.Watch(func(*sim.Event) { open-- }, actors.Archived)
		empty := weigh()
		for day := range 7 {
			b.StartTimer()
			if err := w.Run(time.Duration(day+1) * actors.Day); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			used := weigh() - empty
			most, worst = max(most, used), max(worst, float64(used)/float64(open))
			b.Logf("day %d: %d open, %.1f MB, %.0f B/open", day+1, open, float64(used)/1e6, float64(used)/float64(open))
		}
		writeHeap(b, *weekHeap)
		b.StartTimer()
		if _, err := p.Run(b.Context(), Options{}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		events += w.Events()
		wantSound(b, p)
		w.Close()
	}
	b.ReportMetric(worst, "B/open")
	b.ReportMetric(float64(most)/1e6, "peak-MB")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(placed), "ns/order")
	b.ReportMetric(float64(events)/float64(placed), "events/order")
}

// weekOf is a scenario in which so many orders come within a week, evenly but by
// chance, to a shop that is large enough for them.
func weekOf(b *testing.B, orders int) *Scenario {
	buying := 0.9                     // of the customers; the rest look around
	pools := max(1, orders/1_000_000) // times as large as those of the default shop
	s, err := Load("quickstart", []string{
		fmt.Sprintf("actors.web.workers=%d", 256*pools), fmt.Sprintf("actors.web.mailbox=%d", 512*pools),
		fmt.Sprintf("actors.order-manager.workers=%d", 64*pools), fmt.Sprintf("actors.merchant.workers=%d", 64*pools),
		fmt.Sprintf("actors.fraud.workers=%d", 16*pools), fmt.Sprintf("actors.bank.workers=%d", 64*pools),
		fmt.Sprintf("actors.stock-db.workers=%d", 16*pools), fmt.Sprintf("actors.mail.workers=%d", 64*pools),
		fmt.Sprintf("warehouse.desks=%d", 8*pools), "limit=20000000",
		fmt.Sprintf("load.shoppers.rate=%g", float64(orders)/buying/(7*86400)), "load.shoppers.duration=7d",
		"stock.levels.initial=10000000", "stock.levels.reorder_at=1000", "stock.levels.up_to=10000000",
		fmt.Sprintf("warehouse.pickers=%d", 40+orders/1000), fmt.Sprintf("carrier.trucks=%d", 10+orders/1000),
		fmt.Sprintf("population.customers=%d", actors.CustomersFor(float64(orders)/7/24)),
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// weigh is how much memory is in use.
func weigh() int64 {
	runtime.GC()
	runtime.GC() // what the first one finds in pools, the second one frees
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// writeHeap says in a file who has how much of the memory.
func writeHeap(b *testing.B, name string) {
	if name == "" {
		return
	}
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := pprof.Lookup("heap").WriteTo(f, 0); err != nil {
		b.Fatal(err)
	}
}

// wantSound checks that every order is accounted for and no invariant broken.
func wantSound(b *testing.B, p *Play) {
	b.Helper()
	if o := p.Auditor.Outcomes(); o.InFlight != 0 {
		b.Errorf("%d orders are still open", o.InFlight)
	}
	for _, v := range p.Auditor.Verdicts() {
		if v.Shop > 0 {
			b.Errorf("%s is broken %d times: %s", v.Name, v.Shop, v.Detail)
		}
	}
}
