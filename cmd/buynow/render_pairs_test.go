package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"buynow/scenarios/study"
)

// twice is a comparison in which one wish ended in two ways.
func twice() *study.Comparison {
	c := &study.Comparison{Variants: []study.VariantLine{{Letter: "A", Name: "naive"}, {Letter: "B", Name: "hardened"}}}
	story := func(rest ...string) string {
		return "Order 7: Ann, clicks Buy Now.\n" + strings.Repeat("   0.100 s      the same in both\n", 9) + strings.Join(rest, "\n") + "\n"
	}
	c.Pairs = []study.Pairing{{Variant: 1, Wishes: 1000, Different: 42, Groups: []study.Group{{
		A: "charged twice and delivered", B: "delivered", Harm: "charged twice", Count: 42, Examples: []study.Example{{
			Seed: 5, Intent: 9, OrderA: 7, OrderB: 7, Parts: 10, ExplainA: "buynow explain shop 7 --set preset=naive", ExplainB: "buynow explain shop 7",
			StoryA: story("   1.000 s      charged", "   2.000 s      charged once more"), StoryB: story("   1.000 s      held"),
		}},
	}}, Parting: &study.Parting{Seed: 5, Event: 600, A: "5.4s  order 1, charged", B: "5.4s  order 1, held"}}}
	return c
}

func TestTwoStoriesStandSideBySideWhereThereIsRoom(t *testing.T) {
	wide, narrow := &page{width: 120}, &page{width: 80}
	renderPairs(wide, twice())
	renderPairs(narrow, twice())

	if got := wide.text(paint{}); !regexp.MustCompile(`(?m)^ +1\.000 s      charged +│ +1\.000 s      held$`).MatchString(got) {
		t.Errorf("in 120 columns they do not stand side by side from where they part:\n%s", got)
	}
	if got := narrow.text(paint{}); !regexp.MustCompile(`(?s)A +1\.000 s      charged\n +A +2\.000 s      charged once more\n +B +1\.000 s      held`).MatchString(got) {
		t.Errorf("in 80 columns one does not follow the other:\n%s", got)
	}
	for _, p := range []*page{wide, narrow} {
		text := p.text(paint{})
		if !strings.Contains(text, "42  charged twice and delivered  →  delivered") || !strings.Contains(text, "they part at event 600") ||
			!strings.Contains(text, "7 lines, the same in both") || !strings.Contains(text, "buynow explain shop 7 --set preset=naive") {
			t.Errorf("the group, the parting, what was left out or the command is missing:\n%s", text)
		}
		for line := range strings.SplitSeq(text, "\n") {
			if columns(line) > p.width {
				t.Errorf("%d columns, want at most %d: %s", columns(line), p.width, line)
			}
		}
	}
}

func TestGroupsInWhichSomebodyWasHarmedAreShownBeforeOthersAreLeftOut(t *testing.T) {
	c := twice()
	groups := []study.Group{}
	for range 20 {
		groups = append(groups, study.Group{A: "declined", B: "delivered", Count: 5})
	}
	groups = append(groups, study.Group{A: "charged twice and cancelled", B: "cancelled", Harm: "charged twice", Count: 1})
	c.Pairs[0].Groups = groups
	page := &page{width: 100}

	renderPairs(page, c)

	text := page.text(paint{})
	if !strings.Contains(text, "charged twice and cancelled") || !strings.Contains(text, "60  in 12 smaller groups") {
		t.Errorf("who was charged twice is left out:\n%s", text)
	}
}

func TestAlignedStoriesLoseNoLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) []string {
			lines := rapid.SliceOfN(rapid.SampledFrom([]string{
				"   1.000 s  1  click", "   2.000 s  1  click", "   2.000 s     paid (after 3 s)", "   9.000 s     paid (after 4 s)", "shipped", "",
			}), 1, 12).Draw(t, name)
			return append([]string{"Order 1: Ann"}, lines...)
		}
		a, b := draw("a"), draw("b")

		var gotA, gotB []string
		same := 0
		for _, row := range aligned(a, b) {
			if row.same || row.ofA {
				gotA = append(gotA, row.a)
			}
			if row.same || !row.ofA {
				gotB = append(gotB, row.b)
			}
			if row.same {
				same++
				if keys := storyKeys([]string{row.a, row.b}); keys[0] != keys[1] {
					t.Fatalf("%q and %q are said to be the same", row.a, row.b)
				}
			}
		}

		if !slices.Equal(gotA, a) || !slices.Equal(gotB, b) {
			t.Fatalf("laid beside one another the stories are\n%q\n%q, want\n%q\n%q", gotA, gotB, a, b)
		}
		if want := longestCommon(storyKeys(a), storyKeys(b)); same != want {
			t.Fatalf("%d lines are in both, want %d", same, want)
		}
	})
}

// longestCommon tries all ways: the oracle.
func longestCommon(a, b []string) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case a[0] == b[0]:
		return 1 + longestCommon(a[1:], b[1:])
	}
	return max(longestCommon(a[1:], b), longestCommon(a, b[1:]))
}
