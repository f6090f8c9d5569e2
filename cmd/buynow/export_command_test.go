package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// brief is a run of a few orders, one of which is paid twice.
const brief = "lost-auth-response --set preset=naive --set load.lunch.duration=2m"

func TestExportWritesWhatItSays(t *testing.T) {
	unraced(t)
	t.Chdir(t.TempDir())
	for _, row := range []struct{ flags, file, begins, says string }{
		{"-o events.csv", "events.csv", "event,time_s,kind,", " events in events.csv\n"},
		{"--out lines.jsonl --kinds moved", "lines.jsonl", `{"event":1,"time_s":0.000000000,"kind":"moved",`, " events in lines.jsonl\n"},
		{"-o a.perfetto.json --orders 3", "a.perfetto.json", `{"displayTimeUnit":"ms",`, "1 order in a.perfetto.json; open it at ui.perfetto.dev or chrome://tracing\n"},
		{"-o w.perfetto.json --wishes 7,8", "w.perfetto.json", `{"displayTimeUnit":"ms",`, " in w.perfetto.json; open it at ui.perfetto.dev or chrome://tracing\n"},
		{"-o a.otlp.jsonl --sample 7", "a.otlp.jsonl", `{"resourceSpans":[`, "7 orders in a.otlp.jsonl; the collector's otlpjsonfile receiver reads it\n"},
		{"-o odd.name --format csv --from 1m --until 90s", "odd.name", "event,time_s,kind,", " events in odd.name\n"},
	} {
		got := call(t, strings.Fields("export "+brief+" "+row.flags)...)
		file, err := os.ReadFile(row.file)
		piped := call(t, strings.Fields("export "+brief+" "+strings.Replace(row.flags, row.file, "-", 1)+" --format "+formatIn(row.flags, row.file))...)

		if got.code != 0 || got.err != "" || !strings.HasSuffix(got.out, row.says) || err != nil || !bytes.HasPrefix(file, []byte(row.begins)) {
			t.Errorf("%s: exit %d, %q, %q, %v, %.60q", row.flags, got.code, got.out, got.err, err, file)
		}
		if piped.out != string(file) || piped.err != "" || piped.code != 0 {
			t.Errorf("%s: %d bytes on standard output, exit %d, %q, want the %d of the file", row.flags, len(piped.out), piped.code, piped.err, len(file))
		}
	}
	if left, err := filepath.Glob(".*"); len(left) > 0 || err != nil {
		t.Errorf("%v is left over", left)
	}
}

// formatIn is the format that flags or the name of a file ask for.
func formatIn(flags, file string) string {
	for ending, format := range map[string]string{".csv": "csv", "s.jsonl": "jsonl", ".perfetto.json": "perfetto", ".otlp.jsonl": "otlp"} {
		if strings.HasSuffix(file, ending) {
			return format
		}
	}
	_, format, _ := strings.Cut(flags, "--format ")
	return strings.Fields(format)[0]
}

func TestExportRefusesWhatItCannotMean(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	name := filepath.Join(folder, "kept.journal")
	if got := call(t, strings.Fields("run "+brief+" -q --journal "+name)...); got.code == invalid {
		t.Fatal(got.err)
	}
	for _, row := range []struct{ args, want string }{
		{"quickstart", "--format is missing, want csv, jsonl, perfetto or otlp, or an --out that ends with .csv"},
		{"quickstart -o x.json", "--format is missing"},
		{"quickstart --format xml", `--format is "xml", want csv, jsonl, perfetto or otlp`},
		{"--format csv", "export needs a scenario"},
		{"a b --format csv", "export takes one scenario, not 2"},
		{"quickstart --format csv --sample 0", `--sample is "0", want a share such as 1%, or a number of orders from 1 to 10000`},
		{"quickstart --format csv --sample 0%", `--sample is "0%", want more than 0% and at most 100%`},
		{"quickstart --format csv --sample 101%", "want more than 0% and at most 100%"},
		{"quickstart --format csv --sample NaN%", "want more than 0% and at most 100%"},
		{"quickstart --format csv --sample 1e9", "want a share such as 1%"},
		{"quickstart --format csv --sample 99999999999999999999", "want a share such as 1%"},
		{"quickstart --format csv --orders 0", `--orders is "0", want numbers of orders, such as 7,12`},
		{"quickstart --format csv --orders 7,,8", "want numbers of orders"},
		{"quickstart --format csv --wishes 0", `--wishes is "0", want numbers of wishes, such as 17,23`},
		{"quickstart --format csv --wishes 3 --until 1m", "--wishes has chosen already"},
		{"quickstart --format csv --harmed --until 1m", "--harmed has chosen already"},
		{"quickstart --format csv --orders 7 --harmed", "--orders and --harmed each say which orders: want one of them"},
		{"quickstart --format csv --orders 7 --from 1m", "--from and --until choose by time, --orders has chosen already"},
		{"quickstart --format csv --from 2m --until 1m", "--until 1m is not after --from 2m"},
		{"quickstart --format csv --from 200y", `--from is "200y", want a time since the run began`},
		{"quickstart --format csv --from -1m", "want a time since the run began"},
		{"quickstart --format csv --from 99999999d", "want a time since the run began"},
		{"quickstart --format otlp --kinds sent", "--kinds is for lines, and otlp has orders"},
		{"quickstart --format csv --kinds send", `--kinds has "send"; did you mean sent?`},
		{"quickstart --format csv --kinds sent,xyz", `--kinds has "xyz"; want some of sent, served, answered, timed_out,`},
		{"quickstart --format csv --orders 77777", "order 77777: the run has no such order"},
		{"quickstart --format csv -o .", "--out . is a folder, want a file"},
		{"quickstart --format csv -o no/x.csv", "--out no/x.csv: there is no folder no"},
		{"--journal " + name + " --format csv -o ./kept.journal", "--out ./kept.journal is the journal itself: it is not replaced"},
		{"--journal " + name + " --format csv --seed 99", "it was recorded with seed 5, not 99"},
		{"--journal " + name + " --format csv --set bank.decline=0", "nothing can be set any more"},
		{"quickstart --journal " + name + " --format csv", "which is not quickstart as it is now"},
		{"--journal none --format csv", "no such file"},
	} {
		got := call(t, append([]string{"export"}, strings.Fields(row.args)...)...)

		if got.code != invalid || !strings.Contains(got.err, row.want) || got.out != "" && !strings.HasPrefix(got.out, "event,") {
			t.Errorf("buynow export %s = exit %d, %q, %.80q, want exit %d and %q", row.args, got.code, got.err, got.out, invalid, row.want)
		}
	}
}

func TestAJournalIsExportedAsItsScenario(t *testing.T) {
	unraced(t)
	name := filepath.Join(t.TempDir(), "kept.journal")
	if got := call(t, strings.Fields("run "+brief+" -q --journal "+name)...); got.code == invalid {
		t.Fatal(got.err)
	}
	for _, flags := range []string{"--format csv --sample 20%", "--format perfetto --harmed", "--format otlp --orders 3,5"} {
		want := call(t, strings.Fields("export "+brief+" "+flags)...)

		got := call(t, strings.Fields("export --journal "+name+" "+flags)...)

		if got != want || got.code != 0 || len(got.out) < 1000 {
			t.Errorf("%s: exit %d, %q, %d bytes, want those that running again gives: exit %d, %q, %d", flags, got.code, got.err, len(got.out), want.code, want.err, len(want.out))
		}
	}
}

// A file is there when all of it is written: one that was there before is kept until
// then.
func TestAnExportThatIsStoppedLeavesNothingBehind(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("old.csv", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"old.csv", "new.csv"} {
		ctx, stop := context.WithCancel(context.Background())
		stop()
		var out, errs bytes.Buffer

		code := run(ctx, strings.Fields("export quickstart -o "+file), strings.NewReader(""), &out, &errs)

		if code != stopped || out.Len() > 0 || errs.String() != "buynow: stopped by a signal\n" {
			t.Errorf("exit %d, %q, %q, want exit %d", code, &out, &errs, stopped)
		}
	}
	files, err := os.ReadDir(".")
	if old, err := os.ReadFile("old.csv"); string(old) != "old" || err != nil {
		t.Errorf("the old file holds %q, %v", old, err)
	}
	if len(files) != 1 || err != nil {
		t.Errorf("%v are there, want only the old file", files)
	}
}

// hasEnough is a pipe whose reader goes away after so many bytes.
type hasEnough struct{ left int }

func (p *hasEnough) Write(b []byte) (int, error) {
	if p.left -= len(b); p.left < 0 {
		return 0, &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}
	}
	return len(b), nil
}

func TestAReaderMayHaveHadEnough(t *testing.T) {
	for _, format := range []string{"csv", "jsonl", "perfetto --sample 100%", "otlp --sample 100%"} {
		var errs bytes.Buffer
		code := run(context.Background(), strings.Fields("export "+brief+" --format "+format), strings.NewReader(""), io.Writer(&hasEnough{100_000}), &errs)

		if code != 0 || errs.Len() > 0 {
			t.Errorf("%s: exit %d, %q, want no word", format, code, &errs)
		}
	}
}

func TestExportIsCompletedByTheShell(t *testing.T) {
	for args, want := range map[string]string{
		"export quick":                             "quickstart",
		"export quickstart --format p":             "perfetto\torders on tracks",
		"export quickstart --format csv --kinds t": "timed_out",
		"export quickstart --sample 1":             "1%",
	} {
		if got := call(t, append([]string{"__complete"}, strings.Fields(args)...)...); !strings.Contains(got.out, want) {
			t.Errorf("%s completes to %q, want %q", args, got.out, want)
		}
	}
}
