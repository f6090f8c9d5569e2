package dashboard

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/sim"
)

// A page that puts together what it is told piece by piece has the whole in the end,
// however much is replaced on the way.
func TestPiecesOfAJourneyMakeTheWhole(t *testing.T) {
	single(t)
	for _, scenario := range []string{"crash-between-every-step", "lost-auth-response", "cancel-race"} {
		p := stage(t, scenario)
		e := newEye(p)
		for intent := range uint64(150) {
			e.follow(intent + 1)
		}
		pages := map[uint64]journey{}
		pieces, replaced := 0, 0
		for now, step := time.Duration(0), 70*time.Millisecond; now < 30*actors.Day; now += step {
			if now > 20*time.Minute {
				step = 3 * time.Hour
			}
			if err := p.World.Run(now); err != nil {
				t.Fatal(err)
			}
			for _, j := range e.journeys() {
				before := pages[j.Intent]
				if j.From > len(before.Hops) {
					t.Fatalf("%s: a piece of intent %d begins at hop %d, but only %d were told", scenario, j.Intent, j.From, len(before.Hops))
				}
				if j.From < len(before.Hops) {
					replaced++
				}
				pieces++
				j.Hops = append(append([]hop{}, before.Hops[:j.From]...), j.Hops...) // as the page's store does
				j.From = 0
				pages[j.Intent] = j
			}
		}

		for intent, got := range pages {
			want, _ := e.whole(intent)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s: intent %d is put together wrong:\n%s", scenario, intent, diff)
			}
		}
		if pieces < 500 || replaced < 50 {
			t.Errorf("%s: %d pieces, %d of which replaced something: that proves little", scenario, pieces, replaced)
		}
	}
}

// However much happens to an order, what is written down of it has an end.
func TestAJourneyIsBounded(t *testing.T) {
	e := newEye(stage(t, "quickstart"))
	e.follow(7)
	web, w := e.shop.Web, &way{ask: 0, answer: offRoad}
	for path := range uint64(3 * hopsKept) {
		e.follower.sent(&sim.Event{
			Intent: 7, Actor: e.shop.Customer, Peer: web, Message: actors.KindCheckOrder, Body: &actors.CheckOrder{}, Path: path + 1,
		}, w)
		e.follower.noted(&sim.Event{Intent: 7, Path: path + 1, Text: "somebody looks"})
	}

	j, _ := e.whole(7)

	if len(j.Hops) != hopsKept {
		t.Errorf("%d hops are kept, want %d", len(j.Hops), hopsKept)
	}
	if notes := strings.Join(j.Hops[hopsKept-1].Notes, " "); !strings.Contains(notes, "only the first") || len(j.Hops[hopsKept-1].Notes) > 20 {
		t.Errorf("the last hop does not say that there was more: %d notes, %.100s", len(j.Hops[hopsKept-1].Notes), notes)
	}
}
