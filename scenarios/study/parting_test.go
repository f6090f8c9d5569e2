package study

import (
	"context"
	"errors"
	"strings"
	"testing"

	"buynow/scenarios"
	"buynow/sim"
)

func load(t *testing.T, name string, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, err := scenarios.Load(name, sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// everyTrace is the oracle: the fingerprints of a whole run, all kept.
func everyTrace(t *testing.T, s *scenarios.Scenario, seed uint64) []sim.Trace {
	t.Helper()
	w := sim.New(seed)
	defer w.Close()
	p := s.Stage(w)
	var all []sim.Trace
	w.Watch(func(*sim.Event) { all = append(all, w.Trace()) })
	if _, err := p.Run(t.Context(), scenarios.Options{}); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRunsPartAtTheFirstEventThatDiffers(t *testing.T) {
	unraced(t)
	t.Parallel()
	for _, c := range []struct {
		why  string
		a, b []string
	}{
		{"other policies from the beginning", []string{"preset=naive"}, []string{"preset=hardened"}},
		{"a fault that comes late", nil, []string{"without=[lost-answers]"}},
		{"one lasts longer than the other", []string{"until=20m"}, []string{"until=1h"}},
		{"other customers", nil, []string{"load.lunch.rate=2"}},
	} {
		a, b := load(t, "lost-auth-response", c.a...), load(t, "lost-auth-response", c.b...)
		x, y := everyTrace(t, a, 9), everyTrace(t, b, 9)
		want := uint64(0)
		for want < uint64(min(len(x), len(y))) && x[want] == y[want] {
			want++
		}

		got, err := FindParting(t.Context(), a, b, 9)

		switch {
		case err != nil:
			t.Errorf("%s: %v", c.why, err)
		case got == nil || got.Event != want+1 || got.Seed != 9:
			t.Errorf("%s: they part at %+v, want event %d of seed 9", c.why, got, want+1)
		case got.A == got.B || got.A == "" || got.B == "":
			t.Errorf("%s: the two sides are told as %q and %q, want what happened in each", c.why, got.A, got.B)
		}
	}
}

func TestEqualRunsNeverPart(t *testing.T) {
	unraced(t)
	s := load(t, "lost-auth-response", "preset=naive")

	if got, err := FindParting(t.Context(), s, load(t, "lost-auth-response", "preset=naive"), 5); got != nil || err != nil {
		t.Errorf("two equal runs part at %+v, %v", got, err)
	}
}

func TestAPartingIsToldInWords(t *testing.T) {
	full, calm := load(t, "lost-auth-response"), load(t, "lost-auth-response", "without=[lost-answers]")

	got, err := FindParting(t.Context(), full, calm, 5)

	if err != nil {
		t.Fatal(err)
	}
	if got.At != 60 || !strings.Contains(got.A, "the fault lost-answers begins") {
		t.Errorf("they part after %v s: %s; want after 60 s, as the fault begins", got.At, got.A)
	}
}

func TestASearchForAPartingThatIsStoppedSaysSo(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()

	_, err := FindParting(stopped, load(t, "lost-auth-response"), load(t, "lost-auth-response", "preset=naive"), 5)

	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want that it was stopped", err)
	}
}
