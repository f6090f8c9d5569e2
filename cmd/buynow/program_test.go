package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"buynow/scenarios"
)

// counter is a shop with one scenario, black-friday, and a program to buy in it.
type counter struct {
	*program
	out, err bytes.Buffer
	asked    options // what the scenario was run with
	sets     []string
}

// newCounter opens a shop in which a run ends in summary and err.
func newCounter(summary *scenarios.Summary, err error) *counter {
	c := &counter{}
	run := func(ctx context.Context, o options) (*scenarios.Summary, error) {
		c.asked = o
		if summary != nil {
			summary.Stopped = ctx.Err() != nil
		}
		return summary, err
	}
	explain := func(_ context.Context, o options, order int) (string, error) {
		c.asked = o
		if order > 24_466 {
			return "", fmt.Errorf("black-friday has no order %d: it placed 24466", order)
		}
		return fmt.Sprintf("order %d\n  1 Place order   3 ms\n", order), nil
	}
	c.program = &program{
		in: strings.NewReader(""), out: &c.out, err: &c.err,
		env:      func(string) string { return "" },
		terminal: func(io.Writer) (int, bool) { return 0, false },
		now:      time.Now,
		shop: shop{
			load: func(name string, sets []string) (*stage, error) {
				c.sets = sets
				if name != "black-friday" {
					return nil, fmt.Errorf("there is no scenario %q; did you mean black-friday?", name)
				}
				return &stage{seed: 42, run: run, explain: explain}, nil
			},
			list: func(kind string) ([]entry, error) {
				all := []entry{
					{"black-friday", "Spike to 4x while the bank browns out and a best-seller sells out.", "scenarios"},
					{"quiet-hour", "Nothing happens, and that is checked.", "scenarios"},
					{"checkout_duration", "from Buy Now to the answer, in milliseconds", "metrics"},
				}
				switch kind {
				case "":
					return all, nil
				case "scenarios":
					return all[:2], nil
				}
				return nil, fmt.Errorf("there is no kind %q; the kinds are metrics, scenarios", kind)
			},
		},
	}
	return c
}

func (c *counter) call(args ...string) int { return c.run(context.Background(), args) }

func TestExitCodeSaysTheWorst(t *testing.T) {
	threshold := func(s *scenarios.Summary) {}
	kept := func(s *scenarios.Summary) { s.Thresholds[5].OK = true }
	breach := scenarios.InvariantVerdict{Name: "one-charge", Shop: 1}
	world := scenarios.InvariantVerdict{Name: "one-charge", WorldUnrepaired: 1}
	for _, row := range []struct {
		why  string
		mend func(*scenarios.Summary)
		args string
		want int
	}{
		{"a run that keeps its promises is good", kept, "run black-friday", 0},
		{"a crossed threshold fails the run", threshold, "run black-friday", 99},
		{"a quiet run fails like a loud one", threshold, "run black-friday --quiet", 99},
		{"an invariant broken by the shop is worse than a threshold",
			func(s *scenarios.Summary) { s.Invariants[0] = breach }, "run black-friday", 111},
		{"what the world broke is shown, and fails nothing",
			func(s *scenarios.Summary) { kept(s); s.Invariants[0] = world }, "run black-friday", 0},
		{"orders that went missing from the summary are a bug of ours",
			func(s *scenarios.Summary) { kept(s); s.Outcomes.Completed-- }, "run black-friday", 109},
		{"an unknown scenario is the caller's", kept, "run blck-friday", 104},
		{"no scenario is the caller's", kept, "run", 104},
		{"two scenarios are the caller's", kept, "run black-friday quiet-hour", 104},
		{"an unknown command is the caller's", kept, "rnu black-friday", 104},
		{"an unknown flag is the caller's", kept, "run black-friday --sed 7", 104},
		{"a file that cannot be written is refused before the run", kept, "run black-friday --summary-export /no/such/folder/s.json", 104},
		{"a story is told", kept, "explain black-friday 8141", 0},
		{"an order that is not there is the caller's", kept, "explain black-friday 99999", 104},
		{"an order is a number", kept, "explain black-friday first", 104},
		{"a list is printed", kept, "list scenarios", 0},
		{"an unknown kind is the caller's", kept, "list scenario", 104},
		{"help is what was asked for", kept, "run --help", 0},
		{"no command is a question for help", kept, "", 0},
		{"the version is what was asked for", kept, "--version", 0},
	} {
		s := blackFriday()
		row.mend(s)
		c := newCounter(s, nil)

		got := c.call(strings.Fields(row.args)...)

		if got != row.want {
			t.Errorf("buynow %s = exit %d, want %d: %s\nstderr: %s", row.args, got, row.want, row.why, &c.err)
		}
	}
}

func TestSignalStopsTheRunAndPrintsWhatThereIs(t *testing.T) {
	s := blackFriday()
	s.SimSeconds = 200
	c := newCounter(s, nil)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()

	code := c.run(ctx, []string{"run", "black-friday"})

	if code != stopped {
		t.Errorf("a stopped run = exit %d, want %d", code, stopped)
	}
	if want := "stopped at 3m20s of simulated time; these numbers are partial"; !strings.Contains(c.out.String(), want) {
		t.Errorf("the summary does not say %q:\n%s", want, &c.out)
	}
}

func TestRunWithoutSummaryIsStoppedToo(t *testing.T) {
	c := newCounter(nil, fmt.Errorf("run black-friday: %w", context.Canceled))

	code := c.call("run", "black-friday")

	if code != stopped || !strings.Contains(c.err.String(), "stopped by a signal") {
		t.Errorf("a run cancelled before its summary = exit %d, %q, want %d and words", code, &c.err, stopped)
	}
}

func TestPanicIsReportedWithTheCommandThatRepeatsIt(t *testing.T) {
	c := newCounter(nil, nil)
	load := c.shop.load
	c.shop.load = func(name string, sets []string) (*stage, error) {
		s, err := load(name, sets)
		s.run = func(context.Context, options) (*scenarios.Summary, error) { panic("the agenda ran backwards") }
		return s, err
	}

	code := c.call("run", "black-friday", "--set", "actors.bank.workers=1 or 2")

	if code != internalFault {
		t.Errorf("a panic = exit %d, want %d", code, internalFault)
	}
	for _, want := range []string{
		"internal fault: the agenda ran backwards", "seed    42\n",
		"replay  buynow run black-friday --seed 42 --set 'actors.bank.workers=1 or 2'\n", "program_test.go",
	} {
		if !strings.Contains(c.err.String(), want) {
			t.Errorf("the report of a panic lacks %q:\n%s", want, &c.err)
		}
	}
}

func TestMistakesAreNamedInOneLine(t *testing.T) {
	for _, row := range []struct{ args, want string }{
		{"rnu", `there is no command "rnu"; did you mean run?`},
		{"frobnicate", `there is no command "frobnicate"; buynow --help lists them`},
		{"run", `run needs a scenario: a file, or a name from buynow list scenarios`},
		{"run a b", `run takes one scenario, not 2: a b`},
		{"run x --sed 7", `buynow run has no flag --sed; did you mean --seed?`},
		{"run x --summary s.json", `buynow run has no flag --summary; did you mean --summary-export?`},
		{"run x --frobnicate", `buynow run has no flag --frobnicate; buynow run --help lists them`},
		{"run x -z", `buynow run has no flag -z; buynow run --help lists them`},
		{"run x --seed", `flag needs an argument: --seed; buynow run --help lists them`},
		{"run x --seed=-1", `--seed is "-1", want a whole number from 0 to 18446744073709551615`},
		{"run x --speed fast", `--speed is "fast", want 0 for the virtual clock, or times real time such as 0.1, 1 or 100`},
		{"run x --speed NaN", `--speed is "NaN", want 0 for the virtual clock, or times real time such as 0.1, 1 or 100`},
		{"run x --set workers", `--set is "workers", want path=value, such as actors.bank.workers=48`},
		{"run x --summary-export .", `--summary-export . is a folder, want a file`},
		{"run x --summary-export no/s.json", `--summary-export no/s.json: there is no folder no`},
		{"run x --junit .", `--junit . is a folder, want a file`},
		{"run x --junit - --summary-export -", `--summary-export and --junit both go to -, want two files`},
		{"explain black-friday", `explain needs an order of black-friday: its number, such as 8141`},
		{"explain black-friday 0", `the order is "0", want its number such as 8141`},
		{"list metrics steps", `list takes one kind, not 2`},
	} {
		c := newCounter(blackFriday(), nil)

		code := c.call(strings.Fields(row.args)...)

		if got, want := c.err.String(), "buynow: "+row.want+"\n"; code != invalid || got != want {
			t.Errorf("buynow %s = exit %d, %q, want exit %d, %q", row.args, code, got, invalid, want)
		}
		if c.out.Len() > 0 {
			t.Errorf("buynow %s wrote to standard output: %s", row.args, &c.out)
		}
	}
}

func TestHelpShowsRealCommands(t *testing.T) {
	for name, args := range map[string][]string{
		"help": {"--help"}, "help-run": {"run", "--help"}, "help-explain": {"explain", "--help"}, "help-list": {"list", "--help"},
		"help-export": {"export", "--help"},
	} {
		c := newCounter(blackFriday(), nil)

		c.call(args...)

		golden(t, name, c.out.String())
	}
}

func TestRunHandsOverWhatItWasAsked(t *testing.T) {
	c := newCounter(blackFriday(), nil)

	c.call("run", "black-friday", "--seed", "7", "--speed", "10x", "--set", "a.b=1", "--set", "vars.list=[1,2]")

	if c.asked.seed != 7 || c.asked.speed != 10 {
		t.Errorf("run was asked for seed %d, speed %v, want 7 and 10", c.asked.seed, c.asked.speed)
	}
	if got := strings.Join(c.sets, " "); got != "a.b=1 vars.list=[1,2]" {
		t.Errorf("load was given sets %q, want both as they were typed", got)
	}
}

func TestExplainEndsWithItsReplay(t *testing.T) {
	c := newCounter(nil, nil)

	c.call("explain", "black-friday", "#8141", "--set", "a.b=1")

	want := "order 8141\n  1 Place order   3 ms\n\n  replay     buynow explain black-friday 8141 --seed 42 --set a.b=1\n"
	if got := c.out.String(); got != want {
		t.Errorf("explain wrote %q, want %q", got, want)
	}
}

func TestListIsOneEntryALineInAPipe(t *testing.T) {
	for name, args := range map[string][]string{"list": {"list"}, "list-scenarios": {"list", "scenarios"}} {
		c := newCounter(nil, nil)

		c.call(args...)

		golden(t, name, c.out.String())
	}
}

func TestColourIsForTerminalsThatWantIt(t *testing.T) {
	for _, row := range []struct {
		why      string
		terminal bool
		env      map[string]string
		args     string
		want     string
	}{
		{"a terminal that says so gets exact colours", true, map[string]string{"COLORTERM": "truecolor"}, "", "\x1b[38;2;"},
		{"another terminal gets one of 256", true, map[string]string{"TERM": "xterm-256color"}, "", "\x1b[38;5;"},
		{"a pipe gets none", false, map[string]string{"COLORTERM": "truecolor"}, "", ""},
		{"NO_COLOR is obeyed", true, map[string]string{"COLORTERM": "truecolor", "NO_COLOR": "1"}, "", ""},
		{"an empty NO_COLOR says nothing", true, map[string]string{"COLORTERM": "truecolor", "NO_COLOR": ""}, "", "\x1b[38;2;"},
		{"a dumb terminal gets none", true, map[string]string{"TERM": "dumb"}, "", ""},
		{"--no-color is obeyed", true, map[string]string{"COLORTERM": "truecolor"}, "--no-color", ""},
	} {
		c := newCounter(blackFriday(), nil)
		c.env = func(name string) string { return row.env[name] }
		c.terminal = func(io.Writer) (int, bool) { return 100, row.terminal }

		c.call(strings.Fields("run black-friday " + row.args)...)

		found := strings.Contains(c.out.String(), "\x1b[38;")
		if found != (row.want != "") || !strings.Contains(c.out.String(), row.want) {
			t.Errorf("%s: want %q in the output", row.why, row.want)
		}
	}
}

func TestExportReplacesTheFileWhole(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "summary.json")
	if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := newCounter(blackFriday(), nil)

	c.call("run", "black-friday", "--summary-export", name)

	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got scenarios.Summary
	if err := json.Unmarshal(text, &got); err != nil || got.Placed != 24_466 || got.Replay != "buynow run black-friday --seed 42" {
		t.Errorf("the exported summary has %d placed, replay %q, error %v", got.Placed, got.Replay, err)
	}
	if files, _ := os.ReadDir(folder); len(files) != 1 {
		t.Errorf("the folder holds %d files, want the summary alone", len(files))
	}
}

func TestExportToStandardOutputIsAlone(t *testing.T) {
	c := newCounter(blackFriday(), nil)

	c.call("run", "black-friday", "--summary-export", "-")

	if !json.Valid(c.out.Bytes()) {
		t.Errorf("standard output is not JSON alone:\n%s", &c.out)
	}
	if !strings.Contains(c.err.String(), "THE BOOKS BALANCE") {
		t.Errorf("the summary for people is not on standard error:\n%s", &c.err)
	}
}

func TestErrorOfARunIsPassedOn(t *testing.T) {
	c := newCounter(nil, errors.New("flash-sale.yaml:14:3: faults[2].drop: is 1.4, want 0 to 1"))

	code := c.call("run", "black-friday")

	if want := "buynow: flash-sale.yaml:14:3: faults[2].drop: is 1.4, want 0 to 1\n"; code != invalid || c.err.String() != want {
		t.Errorf("exit %d, %q, want %d, %q", code, &c.err, invalid, want)
	}
}
