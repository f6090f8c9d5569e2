package dashboard

import (
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/scenarios"
	"buynow/sim"
)

// Everybody must see it: faults, breakers, phases, breaches, in their order and
// numbered without a gap, each handed out once.
func TestMarksTellWhatEverybodyMustSee(t *testing.T) {
	single(t)
	for _, test := range []struct {
		scenario, why string
		sets          []string
		kinds         []string
	}{
		{"metastable-retry-storm", "a bank that stands still, and breakers", []string{"preset=hardened"}, []string{"phase", "fault", "mended", "breaker"}},
		{"lost-auth-response", "a shop that charges twice", []string{"preset=naive"}, []string{"fault", "mended", "breach"}},
	} {
		t.Run(test.scenario, func(t *testing.T) {
			p := stage(t, test.scenario, test.sets...)
			e := newEye(p)
			var all []mark
			for now := time.Second; now < 30*time.Minute; now += time.Second {
				if err := p.World.Run(now); err != nil {
					t.Fatal(err)
				}
				e.tick(now.Milliseconds(), 1, 1)
				all = append(all, e.marks()...)
			}
			e.input("Somebody mends it.", "mend", 7, -1)
			e.ended("It is over.")
			all = append(all, e.marks()...)

			kinds := map[string]int{}
			for i, m := range all {
				kinds[m.Kind]++
				if m.Number != i+1 {
					t.Fatalf("mark %d has number %d", i+1, m.Number)
				}
				if m.Text == "" || m.Name == "" || strings.Contains(m.Text, "{") {
					t.Errorf("a mark says %q: %q", m.Name, m.Text)
				}
				if m.Kind == "breach" && m.Order == 0 {
					t.Errorf("%s is broken, and no order shows it", m.Name)
				}
			}
			for _, kind := range append(test.kinds, "input", "end") {
				if kinds[kind] == 0 {
					t.Errorf("no mark of kind %s with %s: %v", kind, test.why, kinds)
				}
			}
			if len(e.marks()) != 0 || len(e.allMarks()) != len(all) {
				t.Errorf("%d marks are new, and %d are kept of %d", len(e.marks()), len(e.allMarks()), len(all))
			}
		})
	}
}

// An open breaker is told in each tick, with the time at which it tries again.
func TestOpenBreakersAreInTheTick(t *testing.T) {
	single(t)
	p := stage(t, "metastable-retry-storm", "preset=hardened")
	e := newEye(p)
	open, half := 0, 0
	for now := time.Duration(0); now < 10*time.Minute; now += 100 * time.Millisecond {
		if err := p.World.Run(now); err != nil {
			t.Fatal(err)
		}
		shown := e.tick(now.Milliseconds(), 1, 1)
		for i := 0; i < len(shown.Breakers); i += perBreaker {
			switch line, state, again := e.hello().Lines[shown.Breakers[i]], shown.Breakers[i+1], shown.Breakers[i+2]; {
			case state == switchOpen:
				open++
				if again <= micros(now)-micros(time.Minute) {
					t.Errorf("at %v the breaker %s tries again at %d us", now, line, again)
				}
			case state == switchHalf:
				half++
			}
		}
	}
	if open == 0 {
		t.Errorf("no breaker was open, %d times one was half open", half)
	}
}

// Of very many marks the last ones are kept.
func TestMarksAreBounded(t *testing.T) {
	var m marks
	for range 3 * mostMarks {
		m.add(mark{Kind: "input"})
	}

	if len(m.all) > mostMarks || m.all[len(m.all)-1].Number != 3*mostMarks {
		t.Errorf("%d marks are kept, the last is number %d", len(m.all), m.all[len(m.all)-1].Number)
	}
	if fresh := m.since(); len(fresh) != len(m.all) || len(m.since()) != 0 {
		t.Errorf("%d are handed out of %d, and then %d", len(fresh), len(m.all), len(m.since()))
	}
}

// A mark is where its fault is on the stage.
func TestFaultsHaveAPlaceOnTheStage(t *testing.T) {
	e := newEye(stage(t, "quickstart"))
	for _, test := range []struct {
		target, actor, road string
	}{
		{"bank", "bank", ""}, {"bank[3/8]", "bank", ""}, {"merchant -> bank", "bank", "7"}, {"wholesaler", "manufacturer", ""},
		{"step 7", "", "7"}, {"AuthRequest", "", "7"}, {"ReserveStock", "", "3"}, {"*", "", ""},
	} {
		actor, road := e.placeOf(test.target)
		wantRoad := -1
		if test.road != "" {
			wantRoad = int(roadOf(test.road))
		}
		if actor != castOf(test.actor) || road != wantRoad {
			t.Errorf("%s is at actor %d, road %d; want %d, %d", test.target, actor, road, castOf(test.actor), wantRoad)
		}
	}
}

// The history has a row for each second on the wall, at any speed, and as much as
// fits.
func TestHistoryFlowsAtAnySpeed(t *testing.T) {
	for _, speed := range []float64{0.1, 1, 1000} {
		s, err := scenarios.Load("quickstart", nil)
		if err != nil {
			t.Fatal(err)
		}
		w := sim.New(s.Seed)
		e := newEye(s.Stage(w))
		for wall := int64(100); wall <= 60_000; wall += 100 {
			if err := w.Run(time.Duration(speed * float64(wall) * float64(time.Millisecond))); err != nil {
				t.Fatal(err)
			}
			e.tick(wall, speed, speed)
		}
		h := e.snapshot().History
		w.Close()

		if len(h.Columns) != len(h.Names) || len(h.Columns[0]) < 58 || len(h.Columns[0]) > 61 {
			t.Fatalf("at %v: %d columns for %d names, %d rows; want about 60", speed, len(h.Columns), len(h.Names), len(h.Columns[0]))
		}
		if !slices.IsSorted(h.Columns[0]) || h.From != h.Columns[0][0] {
			t.Errorf("at %v: the times are not in order: %v", speed, h.Columns[0])
		}
		sum, before := int64(0), int64(0)
		for i, rate := range h.Columns[1] {
			sum += rate * (h.Columns[0][i] - before)
			before = h.Columns[0][i]
		}
		placed := int64(e.shown.Totals[totalOf("placed")])
		if got := sum / 1e9; got < placed*9/10-2 || got > placed {
			t.Errorf("at %v: the rates add up to %d orders, want about %d", speed, got, placed)
		}
	}
}

func TestHistoryForgetsTheOldest(t *testing.T) {
	e := newEye(stage(t, "quickstart"))
	tick := &e.shown
	for second := range int64(2 * pastRows) {
		tick.Wall = second * pastEvery
		e.past.note(second*1_000_000+1, tick)
	}

	h := e.past.show()

	if len(h.Columns[0]) != pastRows || h.Columns[0][pastRows-1] != (2*pastRows-1)*1_000_000+1 {
		t.Errorf("%d rows, the last of %d; want %d, the last of the end", len(h.Columns[0]), h.Columns[0][len(h.Columns[0])-1], pastRows)
	}
}
