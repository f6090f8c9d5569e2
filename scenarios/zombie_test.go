package scenarios

import (
	"fmt"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Whoever stands still, is replaced and wakes up again writes nothing any more: it
// breaks no promise, and what it had in hand comes to an end without it.
func TestAZombieBreaksNothing(t *testing.T) {
	for _, row := range []struct {
		who      string
		at, long time.Duration
	}{
		{"order-manager", 4 * time.Minute, 2 * time.Minute},
		{"web", 4 * time.Minute, 2 * time.Minute},
		{"stock-db", 4 * time.Minute, 2 * time.Minute},
		{"merchant", 4 * time.Minute, 2 * time.Minute},
		{"merchant", 13 * time.Hour, time.Hour}, // at night it follows up what is open
		{"fraud", 4 * time.Minute, 2 * time.Minute},
		{"bank", 4 * time.Minute, 2 * time.Minute},
		{"warehouse", time.Minute, 2 * time.Hour},
		{"warehouse", 2 * time.Hour, time.Hour}, // the truck is there
		{"truck", 2 * time.Hour, time.Hour},
		{"truck", 3 * 24 * time.Hour, 12 * time.Hour}, // on its tour
		{"mail", 2 * time.Hour, time.Hour},
	} {
		for seed := uint64(1); seed <= 5; seed++ {
			sampled(t, fmt.Sprint(row.who, "/", row.at, "/", seed), int(seed), func(t *testing.T) {
				w, p := withZombie(t, row.who, row.at, row.long, fmt.Sprint("seed=", seed))
				defer w.Close()

				finish(t, p)
			})
		}
	}
}

// The fence is what does it: of those who come back with something to write, each
// is refused, and nothing is changed by one that was replaced.
func TestTheFenceStopsThoseWhoComeBack(t *testing.T) {
	for _, row := range []struct {
		fence          string
		refused, wrote bool
	}{{"on", true, false}, {"off", false, true}} {
		w, p := withZombie(t, "merchant", 4*time.Minute, 2*time.Minute, "saga.fence="+row.fence)
		defer w.Close()
		merchant := actorNamed(t, w, "merchant")
		asked := map[uint64]bool{} // of the merchant, before it stood still
		refused, wrote := 0, 0
		w.Watch(func(e *sim.Event) {
			switch {
			case e.What == sim.Sent && e.Peer == merchant && e.At < 4*time.Minute:
				asked[e.Path] = true
			case e.Actor != merchant:
			case e.What == sim.Served:
				delete(asked, e.Path)
			case e.At < 6*time.Minute || !asked[e.Path]:
			case e.What == sim.Noted && e.Text == "another instance has taken over: what the old one wants to write is refused, and its work ends":
				refused++
			case e.What == actors.Committed, e.What == actors.Changed, e.What == actors.Illegal:
				wrote++
			}
		})

		if _, err := p.Run(t.Context(), Options{}); err != nil {
			t.Fatal(err)
		}

		if refused > 0 != row.refused || wrote > 0 != row.wrote {
			t.Errorf("with the fence %s, %d were refused and %d wrote", row.fence, refused, wrote)
		}
	}
}

// withZombie stages ten busy minutes in which answers of the bank get lost and somebody
// stands still for a while, and is replaced.
func withZombie(t *testing.T, who string, at, long time.Duration, set string) (*sim.World, *Play) {
	t.Helper()
	faults := fmt.Sprintf("{ type: zombie, target: %s, at: %s, for: %s }, %s", who, at, long, lostAnswers)
	s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, faults), []string{set})
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	return w, s.Stage(w)
}
