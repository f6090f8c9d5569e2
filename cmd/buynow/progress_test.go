package main

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"buynow/scenarios"
)

// runOnTerminal runs ten seconds with a report every 10 ms, and returns what the terminal was sent.
func runOnTerminal(width int, isTerminal bool, args ...string) string {
	c := newCounter(nil, nil)
	clock := time.Unix(0, 0)
	c.now = func() time.Time { return clock }
	c.terminal = func(w io.Writer) (int, bool) { return width, isTerminal && w == io.Writer(&c.err) }
	load := c.shop.load
	c.shop.load = func(name string, sets []string) (*stage, error) {
		s, err := load(name, sets)
		s.run = func(_ context.Context, o options) (*scenarios.Summary, error) {
			for i := range 1_000 {
				clock = clock.Add(10 * time.Millisecond)
				o.progress(progress{now: time.Duration(i) * time.Second, end: 1_000 * time.Second, placed: 52 * i, settled: 40 * i, events: 17_000 * uint64(i), phase: "peak"})
			}
			return blackFriday(), nil
		}
		return s, err
	}
	c.call(append([]string{"run", "black-friday", "--no-color"}, args...)...)
	return c.err.String()
}

func TestProgressIsDrawnTenTimesASecond(t *testing.T) {
	drawn := strings.Split(runOnTerminal(120, true), eraseLine)[1:]

	if n := len(drawn) - 1; n < 90 || n > 100 {
		t.Errorf("ten seconds drew %d lines, want 10 a second but for the first moment", n)
	}
	want := "  running  ━━━━━━━━━━╸─────────  8m34s of 16m40s  26,728 orders, 20,560 settled  100x real time  1,700,000 events/s"
	if got := drawn[49]; got != want {
		t.Errorf("line 50 = %q, want %q", got, want)
	}
}

func TestProgressLeavesNothingBehind(t *testing.T) {
	if sent := runOnTerminal(120, true); !strings.HasSuffix(sent, eraseLine) {
		t.Errorf("the last bytes are %q, want the line erased", sent[max(0, len(sent)-40):])
	}
}

func TestProgressNeverWraps(t *testing.T) {
	for width := 45; width < 130; width++ {
		for _, l := range strings.Split(runOnTerminal(width, true), eraseLine) {
			if columns(l) >= width {
				t.Fatalf("a terminal of %d columns was sent %d: %q", width, columns(l), l)
			}
		}
	}
}

func TestNoProgressWhereNobodyWatches(t *testing.T) {
	if sent := runOnTerminal(120, false); sent != "" {
		t.Errorf("a pipe was sent %q, want nothing", sent)
	}
	if sent := runOnTerminal(120, true, "--quiet"); sent != "" {
		t.Errorf("a quiet run sent %q, want nothing", sent)
	}
}
