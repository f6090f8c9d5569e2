package scenarios

import (
	"fmt"
	"testing"

	"buynow/sim"
)

// BenchmarkOrder is a whole bought order: all steps, metrics and invariants on,
// from the click to the last settlement.
func BenchmarkOrder(b *testing.B) {
	b.ReportAllocs()
	s, err := Load("quickstart", []string{
		"load.shoppers.rate=20", fmt.Sprintf("load.shoppers.duration=%ds", max(b.N/18, 60)),
		"stock.levels.initial=100000", "stock.levels.reorder_at=99000", "stock.levels.up_to=101000",
		"warehouse.pickers=2000",
	})
	if err != nil {
		b.Fatal(err)
	}
	w := sim.New(42)
	defer w.Close()
	p := s.Stage(w)
	b.ResetTimer()

	if _, err := p.Run(b.Context(), Options{}); err != nil {
		b.Fatal(err)
	}

	b.StopTimer()
	placed := p.Auditor.Outcomes().Placed
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(placed), "ns/order")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(w.Events()), "ns/event")
	b.ReportMetric(float64(w.Events())/float64(placed), "events/order")
}
