package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"buynow/scenarios"
)

// What the README shows of a command is what the command prints. A line of
// three dots leaves something out; how long it took depends on the machine. With
// -update the README shows all that is printed now.
func TestReadmeShowsWhatTheCommandsPrint(t *testing.T) {
	unraced(t)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```\ngo run ./cmd/buynow ([^\n]+)\n```\n[^`]*```\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	if len(shown) < 2 {
		t.Fatalf("the README shows the output of %d commands, want at least run and explain", len(shown))
	}
	for _, s := range shown {
		t.Run(s[1], func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(context.Background(), strings.Fields(s[1]), strings.NewReader(""), &out, &errs); code != 0 {
				t.Fatalf("exit %d: %s", code, errs.String())
			}
			if *update {
				readme = bytes.Replace(readme, []byte(s[2]), []byte(strings.Trim(out.String(), "\n")+"\n"), 1)
				if err := os.WriteFile("../../README.md", readme, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}

			rest := strings.Split(out.String(), "\n")
			for _, want := range strings.Split(strings.Trim(s[2], "\n"), "\n") {
				if strings.TrimSpace(want) == "…" {
					continue
				}
				at := indexOf(rest, timeless(want))
				if at < 0 {
					t.Fatalf("the README shows a line that is not printed, or not there:\n%s", want)
				}
				rest = rest[at+1:]
			}
		})
	}
}

// The scenario in the README is one, and the fields it says may be set can be.
func TestReadmeScenarioRuns(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(readme, -1)
	if len(blocks) < 2 {
		t.Fatalf("the README shows %d scenarios, want some", len(blocks))
	}
	for _, block := range blocks[1:] {
		if _, err := scenarios.Parse("README.md", block[1], nil); err != nil {
			t.Error(err)
		}
	}
	block := blocks[0]
	sets := []string{"load.buyers.duration=30s"}
	for _, set := range regexp.MustCompile("`--set '?([a-z-]+[.][^'`]+)'?`").FindAllSubmatch(readme, -1) {
		sets = append(sets, string(set[1]))
	}
	if len(sets) < 4 {
		t.Fatalf("the README sets %d fields, want some", len(sets)-1)
	}

	s, err := scenarios.Parse("README.md", block[1], sets)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := s.Run(t.Context(), scenarios.Options{})

	if err != nil || sum.Placed == 0 || sum.ExitCode() != 0 {
		t.Errorf("Run = %v, %v, want orders and no broken promise", sum, err)
	}
}

func indexOf(lines []string, want string) int {
	for i, line := range lines {
		if timeless(line) == want {
			return i
		}
	}
	return -1
}

var wallTime = regexp.MustCompile(`━*  (\S+ simulated) in .*`)

// timeless is a line without what depends on the machine.
func timeless(line string) string {
	return strings.TrimRight(wallTime.ReplaceAllString(line, "$1"), " ")
}
