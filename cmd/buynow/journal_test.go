package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// called is what a command wrote, and how it ended.
type called struct {
	out, err string
	code     int
}

// call runs the real program.
func call(t *testing.T, args ...string) called {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &out, &errs)
	return called{out.String(), errs.String(), code}
}

// monday is the journal of a short quickstart.
func monday(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "monday.journal")
	got := call(t, "run", "quickstart", "--quiet", "--seed", "7", "--set", "load.shoppers.duration=3m", "--journal", name)
	if got.code != 0 {
		t.Fatalf("exit %d: %s", got.code, got.err)
	}
	return name
}

func TestExplainWithAJournalPrintsWhatRunningAgainPrints(t *testing.T) {
	name := monday(t)
	want := call(t, "explain", "quickstart", "5", "--seed", "7", "--set", "load.shoppers.duration=3m")
	for _, args := range [][]string{
		{"explain", "5", "--journal", name},
		{"explain", "#5", "--journal", name, "--seed", "7"},
		{"explain", "5", "--journal", name, "--set", "load.shoppers.duration=3m"},
		{"explain", "quickstart", "5", "--journal", name, "--set", "load.shoppers.duration=3m"},
	} {
		if got := call(t, args...); got != want {
			t.Errorf("buynow %v = %+v, want %+v", args, got, want)
		}
	}
}

func TestAJournalOfSomethingElseIsRefused(t *testing.T) {
	name := monday(t)
	folder := filepath.Dir(name)
	text := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(text, []byte("Remember the milk.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ args, want string }{
		{"explain --journal " + name, "explain needs an order of the journal: its number, such as 8141"},
		{"explain 5 --journal " + name + " --seed 8", "it was recorded with seed 7, not 8"},
		{"explain 5 --journal " + name + " --set bank.decline=0", "it records quickstart --set load.shoppers.duration=3m: nothing can be set any more"},
		{"explain quickstart 5 --journal " + name, "it records quickstart --set load.shoppers.duration=3m, which is not quickstart as it is now"},
		{"explain no-such 5 --journal " + name, "there is no scenario no-such"},
		{"explain 5000 --journal " + name, "order 5000: the run has no such order: its orders are numbered from 1 to "},
		{"explain 5 --journal " + text, "not a journal"},
		{"explain 5 --journal " + folder + "/none", "no such file"},
		{"run quickstart --journal " + text, "is there and is no journal: it is not replaced"},
		{"run quickstart --journal -", "--journal - is no file"},
		{"run quickstart --journal a/../b --summary-export ./b", "--summary-export and --journal both go to a/../b, want two files"},
		{"run quickstart --journal " + folder, "is a folder, want a file"},
		{"run quickstart --journal " + folder + "/no/file", "there is no folder"},
	} {
		got := call(t, strings.Fields(row.args)...)

		if got.code != invalid || got.out != "" || !strings.Contains(got.err, row.want) {
			t.Errorf("buynow %s = exit %d, %q, want exit %d and %q", row.args, got.code, got.err, invalid, row.want)
		}
	}
	if left, err := os.ReadFile(text); string(left) != "Remember the milk.\n" || err != nil {
		t.Errorf("the notes were changed to %q", left)
	}
}

func TestADamagedJournalIsToldWithAWarning(t *testing.T) {
	name := monday(t)
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	whole := call(t, "explain", "5", "--journal", name)
	half := len(file) / 2
	for _, row := range []struct {
		claim, want string
		file        []byte
	}{
		{"cut in half", "torn", file[:half]},
		{"a bit flipped", "corrupt", append(append(append([]byte(nil), file[:half]...), file[half]^4), file[half+1:]...)},
	} {
		if err := os.WriteFile(name, row.file, 0o644); err != nil {
			t.Fatal(err)
		}

		got := call(t, "explain", "5", "--journal", name)

		if got.code != 0 || !strings.Contains(got.err, "it can be read up to byte ") || !strings.Contains(got.err, row.want) {
			t.Errorf("%s: exit %d, %q, want a story and a warning that says %s", row.claim, got.code, got.err, row.want)
		}
		if strings.Count(got.out, "\n") < 10 || !strings.HasPrefix(whole.out, got.out[:300]) {
			t.Errorf("%s: the story does not begin like the whole one:\n%s", row.claim, got.out)
		}
	}
}

func TestAJournalIsReplacedByTheNext(t *testing.T) {
	name := monday(t)
	before, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got := call(t, "run", "quickstart", "--quiet", "--seed", "7", "--set", "load.shoppers.duration=3m", "--journal", name)
	after, err := os.ReadFile(name)

	if got.code != 0 || err != nil || !bytes.Equal(before, after) {
		t.Errorf("exit %d, %q, %v: the same run over its journal wrote %d bytes, before %d", got.code, got.err, err, len(after), len(before))
	}
}

func TestAFullDiskEndsTheRun(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("this system has no full disk to offer")
	}
	got := call(t, "run", "quickstart", "--quiet", "--journal", full)

	if got.code != invalid || !strings.Contains(got.err, "write the journal: ") || got.out != "" {
		t.Errorf("exit %d, %q, want exit %d and what is wrong with the journal", got.code, got.err, invalid)
	}
}

// A run that is stopped has a journal with an end, which says so.
func TestAStoppedRunHasAJournal(t *testing.T) {
	name := filepath.Join(t.TempDir(), "stopped.journal")
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"run", "quickstart", "--quiet", "--journal", name}, strings.NewReader(""), &out, &errs); code != stopped {
		t.Fatalf("exit %d, want %d: %s", code, stopped, &errs)
	}

	got := call(t, "explain", "1", "--journal", name)

	if got.code != invalid || !strings.Contains(got.err, "the run was stopped at 0s of simulated time") {
		t.Errorf("exit %d, %q, want a word that the run was stopped", got.code, got.err)
	}
}
