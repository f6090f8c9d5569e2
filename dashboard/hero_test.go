package dashboard

import (
	"strings"
	"testing"
	"unicode/utf8"

	"buynow/actors"
	"buynow/scenarios"
)

// The hero of every scenario goes through the fifteen steps but the fourth, each
// told in a sentence that has room in a headline.
func TestTheHeroGoesThroughAllSteps(t *testing.T) {
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			s, err := scenarios.Load(name, nil)
			if err != nil {
				t.Fatal(err)
			}

			j, err := hero(s, s.Seed)

			if err != nil {
				t.Fatal(err)
			}
			next := 1
			for _, h := range j.Hops {
				if !h.First {
					continue
				}
				if next == 4 {
					next = 5
				}
				if h.Step != next {
					t.Fatalf("after step %d comes %d, want %d", next-1, h.Step, next)
				}
				if road := roads[h.Road]; road.step != h.Step || castNames[h.From] != road.from || castNames[h.To] != road.to {
					t.Errorf("step %d travels road %s from %s to %s", h.Step, road.name, castNames[h.From], castNames[h.To])
				}
				if n := utf8.RuneCountInString(h.Caption); n < 20 || n > 125 || !strings.ContainsAny(h.Caption[len(h.Caption)-1:], ".!?") {
					t.Errorf("step %d: %d letters, want 20 to 125 and a full stop: %s", h.Step, n, h.Caption)
				}
				if n := utf8.RuneCountInString(h.Bubble); n == 0 || n > 24 {
					t.Errorf("step %d: a bubble of %d letters: %s", h.Step, n, h.Bubble)
				}
				next++
			}
			if next != actors.Steps+1 || j.Ending != "delivered" || !j.Over || j.Name != heroName || j.Good != "Night Train" {
				t.Errorf("%s buys %s, comes to step %d, and it ends: %s", j.Name, j.Good, next-1, j.Ending)
			}
		})
	}
}

// What a browser decodes by the shapes fits into a frame.
func TestAJourneyFitsIntoAFrame(t *testing.T) {
	s, err := scenarios.Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	j, err := hero(s, 42)
	if err != nil {
		t.Fatal(err)
	}

	frame := appendFrame(nil, frameJourney, 1, 0, &j)

	if len(frame) < 2000 || len(frame) > 20_000 {
		t.Errorf("the hero takes %d bytes", len(frame))
	}
}
