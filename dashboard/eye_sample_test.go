package dashboard

import (
	"testing"
	"time"

	"buynow/scenarios"
	"buynow/sim"
)

// hopsOf plays a scenario with ten calls a second, at a speed, and hands each over.
func hopsOf(t *testing.T, text string, speed float64, until time.Duration, each func(now time.Duration, h *hops)) *eye {
	t.Helper()
	s, err := scenarios.Parse("shop.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	t.Cleanup(w.Close)
	e := newEye(s.Stage(w))
	wall := int64(0)
	for now := time.Duration(0); now < until; now += time.Duration(speed * float64(100*time.Millisecond)) {
		if err := w.Run(now); err != nil {
			t.Fatal(err)
		}
		wall += 100
		e.tick(wall, speed, speed)
		each(now, e.hops())
	}
	return e
}

// At two customers a second everything is drawn: each order has its parcels, on
// each road from the click to the warehouse.
func TestASlowShopIsDrawnWhole(t *testing.T) {
	seen := map[int64]map[int64]bool{} // roads, by intent
	e := hopsOf(t, busyShop, 1, 3*time.Minute, func(_ time.Duration, h *hops) {
		if h.Sample != 1 || len(h.Hops) > hopsMost*perHop {
			t.Fatalf("one in %d, %d hops; want each order, and at most %d hops", h.Sample, len(h.Hops)/perHop, hopsMost)
		}
		for i := 0; i < len(h.Hops); i += perHop {
			if seen[h.Hops[i]] == nil {
				seen[h.Hops[i]] = map[int64]bool{}
			}
			seen[h.Hops[i]][h.Hops[i+2]] = true
			if try := h.Hops[i+6]; try < 1 || try > mostAttempts {
				t.Fatalf("try %d on road %s: a number that only tells messages apart is no try", try, roads[h.Hops[i+2]].name)
			}
		}
	})

	placed := e.play.Auditor.Outcomes().Placed
	whole := 0
	for _, on := range seen {
		if on[0] && on[1] && on[2] && on[int64(roadOf("10"))] && on[int64(roadOf("11"))] {
			whole++
		}
	}
	if whole < placed-5 || int(e.sample.shown) != placed {
		t.Errorf("of %d orders %d were drawn whole, and %d counted", placed, whole, e.sample.shown)
	}
}

// In a rush one order in many is drawn, never more than there is room for, always
// the same orders, and still every sort of failure.
func TestARushIsSampledAndShowsItsFailures(t *testing.T) {
	rush := `
version: 1
name: rush
seed: 42
starts: mon 10:00
population: { customers: 1000000 }
load: { shoppers: { executor: constant-arrival-rate, rate: 20, duration: 5m } }
faults: [{ type: brown_out, target: bank, at: 1m, for: 2m, probability: 2%, share: 0.5, factor: 5, error: internal }, { type: drop, target: merchant -> bank, at: 1m, for: 2m, probability: 1% }]
`
	seen, sampled, changes, before := [hopKinds]int{}, 0, 0, 0
	hopsOf(t, rush, 20, 3*time.Minute, func(now time.Duration, h *hops) {
		if len(h.Hops) > hopsMost*perHop {
			t.Fatalf("%d hops, want at most %d", len(h.Hops)/perHop, hopsMost)
		}
		if h.Sample != before {
			changes, before = changes+1, h.Sample
		}
		if now < time.Minute {
			return
		}
		if h.Sample > 1 {
			sampled++
		}
		for i := 0; i < len(h.Hops); i += perHop {
			seen[h.Hops[i+5]]++
		}
	})

	if sampled == 0 || seen[hopLate] < 5 || seen[hopNo] < 20 || seen[hopUndo] < 20 {
		t.Errorf("%d looks at a sample, with %v hops by status: want some of what is late, says no, or is undone", sampled, seen)
	}
	if changes > 4 {
		t.Errorf("the sample changed %d times: it flickers", changes)
	}
}

// Which orders are drawn depends on their numbers alone.
func TestTheSampleIsOneInSoMany(t *testing.T) {
	for _, one := range []int64{1, 10, 100, 1000} {
		var s sample
		s.set(one)
		drawn := 0
		for intent := range uint64(200_000) {
			if s.drawn(intent + 1) {
				drawn++
			}
		}
		if want := 200_000 / int(one); drawn < want-want/50-1 || drawn > want+want/50+1 {
			t.Errorf("one in %d: %d of 200000 are drawn, want about %d", one, drawn, want)
		}
		if s.drawn(0) {
			t.Error("what is no order is drawn")
		}
	}
}
