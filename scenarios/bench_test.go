package scenarios

import (
	"fmt"
	"io"
	"testing"

	"buynow/sim"
)

// BenchmarkOrder is a whole bought order: all steps, metrics and invariants on,
// from the click to the last settlement.
func BenchmarkOrder(b *testing.B) { benchmarkOrder(b, nil) }

// BenchmarkOrderJournal is the same with a journal. Beside it the run is made
// once more without, to tell how many times as dear the journal makes it.
func BenchmarkOrderJournal(b *testing.B) {
	benchmarkOrder(b, nil)
	without := b.Elapsed()
	b.ResetTimer()
	written := &tally{}
	placed := benchmarkOrder(b, written)
	b.ReportMetric(float64(b.Elapsed())/float64(without), "times-without")
	b.ReportMetric(float64(written.bytes)/float64(placed), "bytes/order")
}

// tally is a disk that takes everything.
type tally struct{ bytes int }

func (t *tally) Write(b []byte) (int, error) {
	t.bytes += len(b)
	return len(b), nil
}

func benchmarkOrder(b *testing.B, to io.Writer) (placed int) {
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
	if to != nil {
		if err := p.Record(Recording{To: to}); err != nil {
			b.Fatal(err)
		}
	}
	b.StartTimer()
	b.ResetTimer()

	stopped, err := p.Run(b.Context(), Options{})
	if err := p.endJournal(stopped, err); err != nil {
		b.Fatal(err)
	}

	b.StopTimer()
	placed = p.Auditor.Outcomes().Placed
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(placed), "ns/order")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(w.Events()), "ns/event")
	b.ReportMetric(float64(w.Events())/float64(placed), "events/order")
	return placed
}
