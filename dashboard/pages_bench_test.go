package dashboard

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"buynow/scenarios"
)

// BenchmarkPages plays a busy day as fast as it goes, without pages and with a
// hundred of which half never read: how many events a second, and how many bytes a
// second for a page that reads.
func BenchmarkPages(b *testing.B) {
	for _, pages := range []int{0, 100} {
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			events, wall, read := uint64(0), time.Duration(0), int64(0)
			for b.Loop() {
				e, w, r := watched(b, pages)
				events, wall, read = events+e, wall+w, read+r
			}
			b.ReportMetric(float64(events)/wall.Seconds(), "events/s")
			if pages > 0 {
				b.ReportMetric(float64(read)/float64(pages/2)/wall.Seconds()/1000, "kB/s/page")
			}
		})
	}
}

// watched plays the day once.
func watched(b *testing.B, pages int) (events uint64, wall time.Duration, read int64) {
	b.Helper()
	scenario, err := scenarios.Load("black-friday", []string{"scale=8"})
	if err != nil {
		b.Fatal(err)
	}
	server, err := Open(Options{Listen: "127.0.0.1:0"})
	if err != nil {
		b.Fatal(err)
	}
	run := scenario.Live(0)
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan struct{})
	go func() {
		_ = server.Run(ctx, run) // it is stopped
		close(ended)
	}()
	total := make(chan int64, pages)
	for i := range pages {
		conn, _, err := (&rig{Server: server, address: server.listener.Addr().String()}).dial(nil)
		if err != nil {
			b.Fatal(err)
		}
		defer conn.Close()
		if err := conn.WriteMessage(2, commandFrame(1, "hello", "", "0", "", "")); err != nil {
			b.Fatal(err)
		}
		if i%2 == 0 {
			go func() {
				n, _ := io.Copy(io.Discard, conn.NetConn()) // until it ends
				total <- n
			}()
		}
	}
	for server.hub.counts.pages.Load() < int64(pages) || server.hub.last.Load() == nil {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(3 * beat) // snapshots are no part of it
	before := server.hub.counts.bytes.Load()

	began := time.Now()
	run.SetSpeed(0)
	run.Start()
	for run.State().State != scenarios.Over {
		time.Sleep(time.Millisecond)
	}
	wall, read = time.Since(began), server.hub.counts.bytes.Load()-before
	events = run.Play().World.Events()
	stop()
	<-ended
	for range pages / 2 {
		<-total
	}
	return events, wall, read
}
