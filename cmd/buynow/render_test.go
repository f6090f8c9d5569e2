package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/scenarios"
)

var update = flag.Bool("update", false, "accept the output as the golden files in testdata")

// golden compares with a file in testdata; read its diff like code before accepting it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); accept with -update:\n%s", path, diff)
	}
}

var escapes = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// completed is a summary as the command leaves it.
func completed(s *scenarios.Summary) *scenarios.Summary {
	p := program{asked: asked{verb: "run", scenario: s.Scenario}}
	p.complete(s)
	return s
}

func TestSummaryIsDrawn(t *testing.T) {
	for name, summary := range map[string]func() *scenarios.Summary{
		"black-friday": blackFriday, "broken-week": brokenWeek, "quiet-hour": quietHour,
	} {
		for _, width := range []int{80, 100, 140} {
			t.Run(fmt.Sprintf("%s-%d", name, width), func(t *testing.T) {
				s := completed(summary())

				golden(t, fmt.Sprintf("%s-%d", name, width), renderSummary(s, width, paint{}))
				golden(t, fmt.Sprintf("%s-%d-colour", name, width), renderSummary(s, width, paint{depth: trueColour}))
			})
		}
	}
}

func TestColourChangesNoLetter(t *testing.T) {
	for _, p := range []paint{{depth: trueColour}, {depth: colours256}, {depth: trueColour, light: true}} {
		for _, s := range []*scenarios.Summary{blackFriday(), brokenWeek(), quietHour()} {
			plain := renderSummary(s, 100, paint{})

			got := escapes.ReplaceAllString(renderSummary(s, 100, p), "")

			if diff := cmp.Diff(plain, got); diff != "" {
				t.Errorf("%s painted with %+v differs from plain:\n%s", s.Scenario, p, diff)
			}
		}
	}
}

func TestNothingRunsOverTheEdge(t *testing.T) {
	for width := narrowest; width <= 140; width++ {
		for _, s := range []*scenarios.Summary{blackFriday(), brokenWeek(), quietHour()} {
			text := renderSummary(completed(s), width, paint{})
			for l := range strings.Lines(text) {
				l = strings.TrimSuffix(l, "\n")
				if columns(l) > width && !strings.Contains(l, "buynow ") { // a command stays whole, to be copied
					t.Errorf("%s at width %d: %d columns: %s", s.Scenario, width, columns(l), l)
				}
			}
		}
	}
}

func TestScenarioTextCannotSteerTheTerminal(t *testing.T) {
	s := quietHour()
	s.Description = "red \x1b[31malert\x07\u009b2J\r"

	got := renderSummary(s, 100, paint{})

	if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && visible(r) != r }); i >= 0 {
		t.Errorf("the drawn summary contains %q, want no control character", got[i:i+1])
	}
}

func TestQuietIsOneLine(t *testing.T) {
	for _, s := range []*scenarios.Summary{blackFriday(), brokenWeek(), quietHour()} {
		golden(t, strings.ReplaceAll(filepath.Base(s.Scenario), ".yaml", "")+"-quiet", renderQuiet(s, paint{}))
	}
}

func TestBarShowsWhatThereIs(t *testing.T) {
	for _, row := range []struct {
		share float64
		want  string
		why   string
	}{
		{1, "━━━━━━━━━━━━━━━", "all is a full bar"},
		{0.974, "━━━━━━━━━━━━━━╸", "half a column is a half sign"},
		{0.765, "━━━━━━━━━━━╸───", "the rest is the track"},
		{0.0001, "╸──────────────", "a little is not nothing"},
		{0, "───────────────", "nothing is nothing"},
		{1.2, "━━━━━━━━━━━━━━━", "more than all does not break the table"},
	} {
		got := ""
		for _, s := range bar(row.share, 15, plain) {
			got += s.text
		}
		if got != row.want {
			t.Errorf("bar(%v, 15) = %s, want %s: %s", row.share, got, row.want, row.why)
		}
	}
}
