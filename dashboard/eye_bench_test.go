package dashboard

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"buynow/scenarios"
	"buynow/sim"
)

// BenchmarkEye is an order under an eye, with ten ticks a second of simulated time.
// A part of the orders comes at a time, with and without in turn, and the best of each
// tell how many times as dear the eye makes an order.
func BenchmarkEye(b *testing.B) {
	const rounds = 5
	with, without := time.Duration(1<<62), time.Duration(1<<62)
	for range rounds {
		without = min(without, buyUnder(b, b.N/rounds, false))
		with = min(with, buyUnder(b, b.N/rounds, true))
	}
	b.ReportMetric(float64(without), "ns/order")
	b.ReportMetric(float64(with), "ns/order-seen")
	b.ReportMetric(float64(with)/float64(without), "times-without")
}

// buyUnder buys about n orders, and returns how long each took.
func buyUnder(b *testing.B, n int, eyed bool) time.Duration {
	s, err := scenarios.Load("quickstart", []string{
		"load.shoppers.rate=20", fmt.Sprintf("load.shoppers.duration=%ds", max(n/18, 60)),
		"stock.levels.initial=100000", "stock.levels.reorder_at=99000", "stock.levels.up_to=101000", "warehouse.pickers=2000",
	})
	if err != nil {
		b.Fatal(err)
	}
	w := sim.New(42)
	defer w.Close()
	p, look := s.Stage(w), func(scenarios.Progress) {}
	if eyed {
		e, wall := newEye(p), int64(0)
		e.sample.set(100) // as at such a speed
		look = func(scenarios.Progress) {
			wall += 100
			e.tick(wall, 0, 0)
			e.hops()
			e.marks()
			e.journeys()
		}
	}
	runtime.GC()
	began := time.Now()
	if _, err := p.Run(context.Background(), scenarios.Options{Progress: look}); err != nil {
		b.Fatal(err)
	}
	return time.Since(began) / time.Duration(p.Auditor.Outcomes().Placed)
}
