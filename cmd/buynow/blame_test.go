package main

import (
	"regexp"
	"strings"
	"testing"

	"buynow/scenarios/study"
)

// blamed is a short lunch of a careless shop.
var blamed = []string{"blame", "lost-auth-response", "--set", "preset=naive", "--set", "load.lunch.duration=4m"}

func TestBlameSaysInOneSentenceWhatTheHarmCameFrom(t *testing.T) {
	out, errs, code := typed("", with(blamed, "-q")...)

	const want = `^\d+ customers were charged twice: all \d+ because 5 % of the answers of the bank to the merchant system were lost, ` +
		`and all of these only because of the way payments are made\.\n`
	if code != 0 || errs != "" || !regexp.MustCompile(want).MatchString(out) {
		t.Errorf("exit %d, %s\n%swant %s", code, errs, out, want)
	}
}

// Whoever types what blame says sees a wish that was charged twice, and then the same wish once.
func TestTheCommandsOfBlameShowTheHarmAndTheLackOfIt(t *testing.T) {
	out, _, code := typed("", blamed...)
	if code != 0 {
		t.Fatalf("exit %d", code)
	}
	var stories []string
	for line := range strings.SplitSeq(out, "\n") {
		command, is := strings.CutPrefix(strings.TrimSpace(line), "buynow explain ")
		if !is || len(stories) == 3 {
			continue
		}
		args := append([]string{"explain"}, strings.Fields(strings.ReplaceAll(command, "'", ""))...)
		story, errs, code := typed("", args...)
		if code != 0 {
			t.Fatalf("buynow explain %s: exit %d, %s", command, code, errs)
		}
		stories = append(stories, story)
	}

	if len(stories) < 3 {
		t.Fatalf("there are %d commands, want one wish as it was, without the fault, and with other payments:\n%s", len(stories), out)
	}
	for i, want := range []int{2, 1, 1} {
		if got := strings.Count(stories[i], "held → clearing") + strings.Count(stories[i], "purse → clearing"); got != want {
			t.Errorf("in story %d the customer is charged %d times, want %d:\n%s", i+1, got, want, stories[i])
		}
	}
}

func TestBlameRefusesWhatItCannotDo(t *testing.T) {
	for _, row := range []struct{ why, args, want string }{
		{"no scenario", "blame", "blame needs a scenario"},
		{"a slip of the pen", "blame quickstart --baseline hardend", "did you mean hardened?"},
		{"a field that there is not", "blame quickstart --set preset=careless", "no strategy of a shop"},
	} {
		out, errs, code := typed("", strings.Fields(row.args)...)

		if code != invalid || out != "" || !strings.Contains(errs, row.want) {
			t.Errorf("%s: exit %d, %q, want %d and %q", row.why, code, errs, invalid, row.want)
		}
	}
}

func TestBlameOfAShopThatHarmedNobodySaysSo(t *testing.T) {
	out, _, code := typed("", "blame", "quickstart", "--set", "until=1h", "--set", "load.shoppers.duration=10s",
		"--set", "load.shoppers.journeys={ browse: 1 }")

	if code != 0 || !strings.HasPrefix(out, "✓ nobody was harmed") {
		t.Errorf("exit %d: %s", code, out)
	}
}

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
	if got := narrow.text(paint{}); !regexp.MustCompile(`(?s)A naive\n.*charged once more\n +B hardened\n +1\.000 s      held`).MatchString(got) {
		t.Errorf("in 80 columns one does not follow the other:\n%s", got)
	}
	for _, p := range []*page{wide, narrow} {
		text := p.text(paint{})
		if !strings.Contains(text, "42  charged twice and delivered  →  delivered") || !strings.Contains(text, "they part at event 600") ||
			!strings.Contains(text, "5 lines, the same in both") || !strings.Contains(text, "buynow explain shop 7 --set preset=naive") {
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
