package scenarios

import (
	"math"
	"testing"

	"buynow/sim"
)

// The waste of a link is counted anew, the slow way: with everything that was ever
// said kept.
func TestWorkForNobodyIsCounted(t *testing.T) {
	s, err := Parse("steady.yaml", []byte(steady+"preset: naive\nfaults: [{ type: delay, target: merchant -> bank, delay: 'exp(6s)', at: 1m, for: 3m }]\n"),
		[]string{"timeouts.bank=4s", "timeouts.payment=5s", "timeouts.web=5s", "until=1h"})
	if err != nil {
		t.Fatal(err)
	}
	type counts struct {
		tries, calls, timeouts, late, wasted uint64
		work                                 float64
	}
	want, names := map[string]*counts{}, []string(nil)
	gaveUp := map[uint64]bool{}
	p, sum := playedAs(t, s, func(p *Play) {
		names = p.World.Names()
		of := func(from, to sim.ActorID) *counts {
			name := names[from] + " -> " + names[to]
			if want[name] == nil {
				want[name] = &counts{}
			}
			return want[name]
		}
		p.World.Watch(func(e *sim.Event) {
			switch e.What {
			case sim.Sent:
				of(e.Actor, e.Peer).tries++
				if e.Attempt == 0 {
					of(e.Actor, e.Peer).calls++
				}
			case sim.TimedOut:
				of(e.Actor, e.Peer).timeouts++
				gaveUp[e.Path] = true
			case sim.Late:
				of(e.Actor, e.Peer).late++
			case sim.Served:
				if gaveUp[e.Path] {
					of(e.Peer, e.Actor).wasted++
					of(e.Peer, e.Actor).work += float64(e.B-e.A) / 1e9
				}
			}
		})
	})

	if len(sum.Links) < 10 {
		t.Fatalf("%d links are shown", len(sum.Links))
	}
	for _, line := range sum.Links {
		w := want[line.Link]
		if w == nil || line.Tries != w.tries || line.Calls != w.calls || line.TimedOut != w.timeouts || line.Late != w.late || line.Wasted != w.wasted ||
			math.Abs(line.WastedSeconds-w.work) > 1e-6 {
			t.Errorf("%+v, want %+v", line, w)
		}
		if line.Link == "merchant -> bank" && (line.TimedOut == 0 || line.Late == 0 || line.Wasted == 0 || line.WastedSeconds == 0) {
			t.Errorf("nothing was wasted on a slow line: %+v", line)
		}
	}
	if n := len(p.measure.links.silent.now) + len(p.measure.links.silent.before); n > mostGivenUp {
		t.Errorf("%d messages are remembered", n)
	}
}

// Messages that are never heard of again are forgotten in the end.
func TestOldSilenceIsForgotten(t *testing.T) {
	var g givenUp
	for path := range uint64(3 * mostGivenUp) {
		g.add(path)
	}

	if g.remove(0) || !g.remove(2*mostGivenUp+1) || g.remove(2*mostGivenUp+1) || !g.remove(2*mostGivenUp-1) {
		t.Error("the oldest is remembered, or the newest is not, or one comes twice")
	}
}
