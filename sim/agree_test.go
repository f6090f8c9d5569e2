package sim_test

import (
	"fmt"
	"runtime"
	"testing"

	"buynow/sim"
)

// mustAgree fails unless both variants of the world do the same.
func mustAgree(t *testing.T, number uint64, a, b variant) {
	t.Helper()
	one, other := newRandomWorld(number, a).run(t), newRandomWorld(number, b).run(t)
	if one == other {
		return
	}
	at, left, right := diverge(t, number, a, b)
	t.Fatalf("world %d, %+v against %+v: %d and %d events, traces %v and %v\nevent %d: %s\n   against: %s\nloads %+v\n      %+v",
		number, a, b, one.events, other.events, one.trace, other.trace, at, left, right, one.loads, other.loads)
}

// diverge returns the first event in which two variants differ.
func diverge(t *testing.T, number uint64, a, b variant) (at int, left, right string) {
	journals := [2][]string{}
	for i, v := range []variant{a, b} {
		r := newRandomWorld(number, v)
		r.Watch(func(e *sim.Event) { journals[i] = append(journals[i], fmt.Sprintf("%+v", *e)) })
		r.run(t)
	}
	for at = range min(len(journals[0]), len(journals[1])) {
		if journals[0][at] != journals[1][at] {
			return at + 1, journals[0][at], journals[1][at]
		}
	}
	return at, "the end", "the end"
}

// worlds is how many random worlds a test runs.
func worlds(t *testing.T, usually int) uint64 {
	switch {
	case *long:
		usually *= 30
	case testing.Short() || racing:
		usually /= 4
	}
	return uint64(usually)
}

func TestFastAndSlowKernelAgree(t *testing.T) {
	for number := range worlds(t, 300) {
		mustAgree(t, number, variant{}, variant{slow: true})
	}
}

func TestInlineAndWaitingActorsAgree(t *testing.T) {
	for number := range worlds(t, 300) {
		mustAgree(t, number, variant{}, variant{allWait: true})
	}
}

func TestPacedAndVirtualClockAgree(t *testing.T) {
	for number := range worlds(t, 100) {
		mustAgree(t, number, variant{}, variant{speed: 1e6})
	}
}

func TestSlowPacedKernelAgrees(t *testing.T) {
	for number := range worlds(t, 10) {
		mustAgree(t, number, variant{}, variant{slow: true, allWait: true, speed: 1e6})
	}
}

func TestRunsRepeatOnAnyNumberOfProcessors(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, processors := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(processors)
		for number := range worlds(t, 20) {
			mustAgree(t, number, variant{}, variant{})
		}
	}
}

// Worlds that prove something do all the things that can go wrong.
func TestRandomWorldsDoEverything(t *testing.T) {
	var seen [sim.MaxWhat]int
	unlike := map[sim.Trace]bool{}
	for number := range uint64(50) {
		r := newRandomWorld(number, variant{})
		r.Watch(func(e *sim.Event) { seen[e.What]++ })
		unlike[r.run(t).trace] = true
	}

	for what := sim.Sent; what < sim.FirstWhat; what++ {
		if seen[what] < 50 {
			t.Errorf("what %d happened %d times in 50 worlds", what, seen[what])
		}
	}
	if len(unlike) != 50 {
		t.Errorf("50 worlds left %d traces", len(unlike))
	}
}
