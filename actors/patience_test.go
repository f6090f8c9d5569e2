package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

func TestPatienceDoublesWithEveryTryUpToAnHour(t *testing.T) {
	for _, row := range []struct {
		timeout time.Duration
		try     int
		want    time.Duration
	}{
		{5 * time.Second, 0, 5 * time.Second},
		{5 * time.Second, 1, 10 * time.Second},
		{5 * time.Second, 6, 320 * time.Second},
		{5 * time.Second, 10, time.Hour},
		{time.Nanosecond, 255, time.Hour},
		{0, 100, 0},
		{2 * time.Hour, 3, 2 * time.Hour}, // who asked for more keeps it
	} {
		if got := patience(row.timeout, row.try); got != row.want {
			t.Errorf("patience(%v, %d) = %v, want %v", row.timeout, row.try, got, row.want)
		}
	}
}

// What failed together comes back apart, and whoever else failed does not change
// when one comes back.
func TestPausesAreSpreadByTheLuckOfEachThing(t *testing.T) {
	const things, pause = 10_000, time.Hour
	pauses := func(from, to uint64) []time.Duration {
		var all []time.Duration
		w := sim.New(1)
		defer w.Close()
		w.Go("pauses", func(env *sim.Env) {
			for thing := from; thing < to; thing++ {
				all = append(all, spread(env, luckRelay, thing, 3, pause))
			}
		})
		if err := w.Run(sim.Forever); err != nil {
			t.Fatal(err)
		}
		return all
	}

	all := pauses(0, things)

	tenths := [10]int{}
	for _, got := range all {
		if got < pause/2 || got >= 3*pause/2 {
			t.Fatalf("a pause of %v is %v, want between half and one and a half times as long", pause, got)
		}
		tenths[int((got-pause/2)*10/pause)]++
	}
	for i, got := range tenths {
		if got < things/10-150 || got > things/10+150 { // five standard deviations
			t.Errorf("%d of %d pauses are in tenth %d, want about a tenth", got, things, i)
		}
	}
	if alone := pauses(7, 8); alone[0] != all[7] {
		t.Errorf("thing 7 pauses %v alone and %v in a crowd", alone[0], all[7])
	}
}

// A late copy is answered by a bit, whatever else was done for the order.
func TestDeedsAreRememberedBySort(t *testing.T) {
	var d deeds
	d.add(7, 2)
	d.add(7, 2)
	for _, row := range []struct {
		order OrderID
		sort  uint64
		want  bool
	}{{7, 2, true}, {7, 1, false}, {7, 3, false}, {6, 2, false}, {8, 2, false}} {
		if got := d.has(row.order, row.sort); got != row.want {
			t.Errorf("has(%d, %d) = %t, want %t", row.order, row.sort, got, row.want)
		}
	}
}
