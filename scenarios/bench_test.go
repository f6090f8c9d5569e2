package scenarios

import (
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"buynow/sim"
)

// BenchmarkOrder is a whole bought order: all steps, metrics and invariants on,
// from the click to the last settlement.
func BenchmarkOrder(b *testing.B) {
	b.ReportAllocs()
	b.StopTimer()
	runOrders(b, b.N, nil, b.StartTimer).report(b)
}

// BenchmarkOrderJournal is the same with a journal. A third of the orders comes at
// a time, with and without in turn, and the best of each tell how many times as
// dear the journal makes an order.
func BenchmarkOrderJournal(b *testing.B) {
	b.ReportAllocs()
	b.StopTimer()
	var with, without orders
	for range 3 {
		without = without.or(runOrders(b, b.N/3, nil, func() {}))
		written := &tally{}
		with = with.or(runOrders(b, b.N/3, written, b.StartTimer))
		with.written = written.bytes
	}
	with.report(b)
	b.ReportMetric(with.each()/without.each(), "times-without")
	b.ReportMetric(float64(with.written)/float64(with.placed), "bytes/order")
}

// tally is a disk that takes everything.
type tally struct{ bytes int }

func (t *tally) Write(b []byte) (int, error) {
	t.bytes += len(b)
	return len(b), nil
}

// orders is what it took to buy some.
type orders struct {
	placed, written int
	events          uint64
	took            time.Duration
}

func (o orders) each() float64 { return float64(o.took) / float64(o.placed) }

func (o orders) or(other orders) orders {
	if o.placed > 0 && o.each() < other.each() {
		return o
	}
	return other
}

func (o orders) report(b *testing.B) {
	b.ReportMetric(o.each(), "ns/order")
	b.ReportMetric(float64(o.took)/float64(o.events), "ns/event")
	b.ReportMetric(float64(o.events)/float64(o.placed), "events/order")
}

// manyOrders makes of a quiet day one with about n orders.
func manyOrders(n int) []string {
	return []string{
		"load.shoppers.rate=20", fmt.Sprintf("load.shoppers.duration=%ds", max(n/18, 60)),
		"stock.levels.initial=100000", "stock.levels.reorder_at=99000", "stock.levels.up_to=101000",
		"warehouse.pickers=2000",
	}
}

// runOrders buys about n orders, and keeps a journal if it is told where. It says
// when it is ready.
func runOrders(b *testing.B, n int, to io.Writer, ready func()) orders {
	s, err := Load("quickstart", manyOrders(n))
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
	runtime.GC()
	ready()
	began := time.Now()

	stopped, err := p.Run(b.Context(), Options{})
	if err := p.endJournal(stopped, err); err != nil {
		b.Fatal(err)
	}

	took := time.Since(began)
	b.StopTimer()
	return orders{placed: p.Auditor.Outcomes().Placed, events: w.Events(), took: took}
}

// BenchmarkScore is a whole bought order in a run that is scored. A third of the orders comes at a time, scored
// and not in turn, and the best of each tell how many times as dear the score makes an order.
func BenchmarkScore(b *testing.B) {
	b.ReportAllocs()
	b.StopTimer()
	var with, without orders
	for range 3 {
		without = without.or(scoreOrders(b, b.N/3, nil))
		b.StartTimer()
		with = with.or(scoreOrders(b, b.N/3, newScorer()))
		b.StopTimer()
	}
	with.report(b)
	b.ReportMetric(with.each()/without.each(), "times-without")
}

// scoreOrders buys about n orders with all that comes at the end of a run, and a score if somebody keeps it.
func scoreOrders(b *testing.B, n int, scorer *scorer) orders {
	s, err := Load("quickstart", manyOrders(n))
	if err != nil {
		b.Fatal(err)
	}
	w := sim.New(42)
	defer w.Close()
	runtime.GC()
	began := time.Now()
	p := s.stage(w, scorer)
	if _, err := p.Run(b.Context(), Options{}); err != nil {
		b.Fatal(err)
	}
	sum := p.Summary(false)
	if scorer != nil {
		scorer.score(sum)
	}
	return orders{placed: sum.Placed, events: w.Events(), took: time.Since(began)}
}
