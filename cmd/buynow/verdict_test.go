package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buynow/scenarios"
)

func TestJUnitIsWrittenBesideTheSummary(t *testing.T) {
	folder := t.TempDir()
	name, other := filepath.Join(folder, "report.xml"), filepath.Join(folder, "summary.json")
	c := newCounter(blackFriday(), nil)

	code := c.call("run", "black-friday", "--junit", name, "--summary-export", other)

	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<testsuite name="black-friday.thresholds" tests="6" failures="1"`, `max = 61200 ms (bank well 5m30s, shop well 6m31s)`,
		"replay: buynow run black-friday --seed 42",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report does not say %s:\n%s", want, text)
		}
	}
	if files, _ := os.ReadDir(folder); len(files) != 2 || code != scenarios.ExitThreshold {
		t.Errorf("exit %d and %d files, want %d, the report and the summary", code, len(files), scenarios.ExitThreshold)
	}
}

func TestJUnitToStandardOutputIsAlone(t *testing.T) {
	c := newCounter(blackFriday(), nil)

	c.call("run", "black-friday", "--junit", "-")

	if !strings.HasPrefix(c.out.String(), "<?xml") || !strings.Contains(c.err.String(), "THE BOOKS BALANCE") {
		t.Errorf("standard output is not the report alone:\n%s", &c.out)
	}
}

// What to try next is the command that was called, with other fields.
func TestTheNextCommandChangesWhatWasSet(t *testing.T) {
	call := asked{verb: "run", scenario: "shop.yaml", seed: 7, sets: []string{"actors.bank.workers=1", "load.a.rate=3"}}
	for flags, want := range map[string]string{
		"--set actors.bank.workers=4":               "buynow run shop.yaml --seed 7 --set load.a.rate=3 --set actors.bank.workers=4",
		"--set stock.x=1 --set load.a.rate=9":       "buynow run shop.yaml --seed 7 --set actors.bank.workers=1 --set stock.x=1 --set load.a.rate=9",
		"--set actors.bank.workers_of_the_night=12": "buynow run shop.yaml --seed 7 --set actors.bank.workers=1 --set load.a.rate=3 --set actors.bank.workers_of_the_night=12",
	} {
		if got := call.changed(flags); got != want {
			t.Errorf("changed(%s)\n got %s\nwant %s", flags, got, want)
		}
	}
	if len(call.sets) != 2 || call.sets[0] != "actors.bank.workers=1" {
		t.Errorf("the call itself has changed: %v", call.sets)
	}
}

func TestARunThatAThresholdEndedSaysSo(t *testing.T) {
	s := blackFriday()
	s.Aborted = &scenarios.Abort{At: 281, Metric: "checkout_failed", Threshold: "rate<0.08"}
	s.Thresholds[3].OK, s.Thresholds[3].Aborted = false, true

	text := renderSummary(completed(s), 120, paint{})

	for _, want := range []string{"checkout_failed rate<0.08 ended the run at 4m41s", "it ended the run", "stopped  "} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary does not say %q:\n%s", want, text)
		}
	}
}
