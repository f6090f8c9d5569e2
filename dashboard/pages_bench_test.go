package dashboard

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"buynow/scenarios"
)

// timed is a run that knows how long its loop was kept by telling pages.
type timed struct {
	helm
	telling time.Duration
}

func (r *timed) run(ctx context.Context, each func()) error {
	return r.helm.run(ctx, func() {
		began := time.Now()
		each()
		r.telling += time.Since(began)
	})
}

// BenchmarkPages plays a busy day as fast as it goes, without pages and with a
// hundred of which half never read: how many events a second, which part of its time
// the run's loop was kept by telling pages, and how many bytes a second a page that
// reads is told.
func BenchmarkPages(b *testing.B) {
	for _, pages := range []int{0, 100} {
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			events, wall, telling, read := uint64(0), time.Duration(0), time.Duration(0), int64(0)
			for b.Loop() {
				e, w, t, r := watched(b, pages)
				events, wall, telling, read = events+e, wall+w, telling+t, read+r
			}
			b.ReportMetric(float64(events)/wall.Seconds(), "events/s")
			b.ReportMetric(100*telling.Seconds()/wall.Seconds(), "%telling")
			if pages > 0 {
				b.ReportMetric(float64(read)/float64(pages/2)/wall.Seconds()/1000, "kB/s/page")
			}
		})
	}
}

// watched plays the day once.
func watched(b *testing.B, pages int) (events uint64, wall, telling time.Duration, read int64) {
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
	staged := stagedLive(run)
	clock := &timed{helm: staged.steered}
	staged.steered = clock
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan struct{})
	go func() {
		_ = server.run(ctx, staged) // it is stopped
		close(ended)
	}()
	var total atomic.Int64
	var reading sync.WaitGroup
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
			reading.Go(func() { _, _ = io.Copy(counting{&total}, conn.NetConn()) }) // until it ends
		}
	}
	for server.hub.counts.pages.Load() < int64(pages) || server.hub.last.Load() == nil {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(3 * beat) // snapshots are no part of it
	before := total.Load()

	began := time.Now()
	run.SetSpeed(0)
	run.Start()
	for run.State().State != scenarios.Over {
		time.Sleep(time.Millisecond)
	}
	wall, read = time.Since(began), total.Load()-before
	stop()
	<-ended
	reading.Wait()
	return run.Play().World.Events(), wall, clock.telling, read
}

// counting counts what is written to it.
type counting struct{ n *atomic.Int64 }

func (c counting) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}
