package main

import (
	"regexp"
	"strings"
	"testing"
)

// blamed is a short lunch of a careless shop.
var blamed = []string{"blame", "lost-auth-response", "--set", "preset=naive", "--set", "load.lunch.duration=4m"}

func TestBlameSaysInOneSentenceWhatTheHarmCameFrom(t *testing.T) {
	unraced(t)
	out, errs, code := typed("", with(blamed, "-q")...)

	const want = `^\d+ customers were charged twice: all \d+ because 5 % of the answers of the bank to the merchant system were lost, ` +
		`and all of these only because of the way payments are made\.\n`
	if code != 0 || errs != "" || !regexp.MustCompile(want).MatchString(out) {
		t.Errorf("exit %d, %s\n%swant %s", code, errs, out, want)
	}
}

// Whoever types what blame says sees a wish that was charged twice, and then the same wish once.
func TestTheCommandsOfBlameShowTheHarmAndTheLackOfIt(t *testing.T) {
	unraced(t)
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
