package scenarios

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
)

func TestATraceIsReadLineByLine(t *testing.T) {
	const any = unknownJourney
	for _, row := range []struct {
		why, text string
		times     []time.Duration
		journeys  []actors.Journey
	}{
		{"durations", "0s\n90s\n1h3m\n1d", []time.Duration{0, 90 * time.Second, 63 * time.Minute, 24 * time.Hour}, nil},
		{"seconds", "0\n1.5\n90\n", []time.Duration{0, 1500 * time.Millisecond, 90 * time.Second}, nil},
		{"a header, remarks, empty lines", "time (s), journey\n# Monday\n\n 3 \n", []time.Duration{3 * time.Second}, nil},
		{"journeys", "time,journey\n1s,buy\n2s,browse\n2s, buy-and-cancel\n", []time.Duration{time.Second, 2 * time.Second, 2 * time.Second},
			[]actors.Journey{actors.Buy, actors.Browse, actors.BuyAndCancel}},
		{"journeys of some", "1s\n2s,\n3s,browse\n4s", []time.Duration{time.Second, 2 * time.Second, 3 * time.Second, 4 * time.Second},
			[]actors.Journey{any, any, actors.Browse, any}},
		{"as a spreadsheet writes it", "\ufeff\"time\",\"journey\"\r\n\"1s\",\"buy\"\r\n", []time.Duration{time.Second}, []actors.Journey{actors.Buy}},
	} {
		got, mistakes := readTrace("monday.csv", strings.NewReader(row.text))

		want := Trace{row.times, row.journeys, row.times[len(row.times)-1] + 1}
		if diff := cmp.Diff(want, got); diff != "" || len(mistakes) > 0 {
			t.Errorf("%s: %v (-want +got):\n%s", row.why, mistakes, diff)
		}
	}
}

func TestAWrongTraceIsToldWithItsLine(t *testing.T) {
	for _, row := range []struct{ why, text, want string }{
		{"nothing", "", "x.csv:1:1: there is no time in the file, want one a line such as 90s"},
		{"only a header", "time\n", "x.csv:2:1: there is no time in the file, want one a line such as 90s"},
		{"a word", "1s\nsoon\n", `x.csv:2:1: "soon" is no time, want one such as 90s, 1h3m or 12.5`},
		{"two dots", "1.2.3\n", `x.csv:1:1: "1.2.3" is no time, want one such as 90s, 1h3m or 12.5`},
		{"back in time", "5s\n4s\n6s\n", "x.csv:2:1: 4s comes after 5s, want the times in their order"},
		{"before the beginning", "-1s\n", `x.csv:1:1: "-1s" is before the beginning, want 0s or later`},
		{"below zero without a unit", "-1\n", `x.csv:1:1: "-1" is no time, want one such as 90s, 1h3m or 12.5`},
		{"eleven years", "350000000\n", `x.csv:1:1: "350000000" is too long, want at most 3650d`},
		{"an unknown journey", "1s,bye\n", `x.csv:1:1: "bye" is unknown, did you mean buy?`},
		{"a third column", "1s,buy,now\n", `x.csv:1:1: "1s,buy,now" has more than two columns, want a time, and perhaps a journey`},
		{"a line without end", "1s\n" + strings.Repeat("9", 2000), "x.csv:2:1: the line has more than 1000 characters, want a time such as 90s"},
		{"several", "x1\ny2\n", "x.csv:1:1: \"x1\" is no time, want one such as 90s, 1h3m or 12.5\nx.csv:2:1: \"y2\" is no time, want one such as 90s, 1h3m or 12.5"},
	} {
		_, mistakes := readTrace("x.csv", strings.NewReader(row.text))

		if err := mistakesOf(mistakes, 0); err == nil || err.Error() != row.want {
			t.Errorf("%s:\n got %v\nwant %v", row.why, err, row.want)
		}
	}
	if _, mistakes := readTrace("x.csv", strings.NewReader(strings.Repeat("soon\nlater\n", 1000))); len(mistakes) != maxMistakes {
		t.Errorf("%d mistakes are told of a file without any time, want a screen full", len(mistakes))
	}
}

// endless is a file that says the same for ever.
type endless struct {
	line string
	at   int
}

func (e *endless) Read(p []byte) (n int, err error) {
	for n < len(p) {
		copied := copy(p[n:], e.line[e.at:])
		n, e.at = n+copied, (e.at+copied)%len(e.line)
	}
	return n, nil
}

func TestAnEndlessTraceIsRefused(t *testing.T) {
	for line, want := range map[string]string{
		"0\n": "x.csv:4000001:1: more than 4000000 customers come, want at most so many",
		"# a remark that says nothing, again and again, from here to the end of all things\n": "the file has more than 32 MiB, want at most so much",
	} {
		if line == "0\n" && racing {
			continue // four million rows take it too long
		}
		_, mistakes := readTrace("x.csv", &endless{line: line})

		if err := mistakesOf(mistakes, 0); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%.10q for ever: %v, want %s", line, err, want)
		}
	}
}

// A hundred crowds read no more than one may: each file is small enough by itself.
func TestTracesAreBoundedInAll(t *testing.T) {
	folder := t.TempDir()
	remark := strings.Repeat("#"+strings.Repeat(" ", 98)+"\n", 125_000) // 12.5 MB
	if err := os.WriteFile(filepath.Join(folder, "day.csv"), []byte("1s\n"+remark), 0o600); err != nil {
		t.Fatal(err)
	}
	const crowd = "{ executor: constant-arrival-rate, arrivals: trace(day.csv) }"
	for n, want := range map[int]string{2: "", 3: "shop.yaml:2:", 100: "with day.csv the traces have more than 32 MiB in all, want at most so much"} {
		text := "name: x\nload: {"
		for i := range n {
			text += fmt.Sprintf(" c%d: %s,", i, crowd)
		}
		path := filepath.Join(folder, "shop.yaml")
		if err := os.WriteFile(path, []byte(text+" }\n"), 0o600); err != nil {
			t.Fatal(err)
		}

		_, err := Load(path, nil)

		if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d crowds with 12.5 MB each: %v, want %s", n, err, want)
		}
	}
}

// shopWithFiles is a folder with a scenario and files beside it.
func shopWithFiles(t *testing.T, arrivals string) (folder, scenario string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range map[string]string{
		"secret.csv": "1s\n", "here/shop.yaml": crowdWith("{ executor: constant-arrival-rate, arrivals: " + arrivals + " }"),
		"here/monday.csv": "1s\n2s\n2s\n10m,browse\n", "here/days/tuesday.csv": "5s\n", "here/wrong.csv": "5s\n1s\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret.csv", filepath.Join(folder, "here", "link.csv")); err != nil {
		t.Fatal(err)
	}
	return folder, filepath.Join(folder, "here", "shop.yaml")
}

func TestATraceLiesBesideTheScenario(t *testing.T) {
	for _, row := range []struct {
		why, arrivals string
		want          int // customers
		wrong         string
	}{
		{"beside", "trace(monday.csv)", 4, ""},
		{"further down", "trace(days/tuesday.csv)", 1, ""},
		{"not there", "trace(friday.csv)", 0, "there is no file friday.csv beside the scenario"},
		{"a folder", "trace(days)", 0, "days is no file"},
		{"further up", "trace(../secret.csv)", 0, `"../secret.csv" is not beside the scenario, want a path such as arrivals/monday.csv, without .. and no / in front`},
		{"down and up", "trace(days/../../secret.csv)", 0, "is not beside the scenario"},
		{"from the root", "trace(/etc/passwd)", 0, `"/etc/passwd" is not beside the scenario`},
		{"out by a link", "trace(link.csv)", 0, `"link.csv" cannot be read: path escapes from parent`},
		{"no name", `"trace(a\0b.csv)"`, 0, `"a\x00b.csv" cannot be read: invalid argument`},
		{"wrong inside", "trace(wrong.csv)", 0, "wrong.csv:2:1: 1s comes after 5s, want the times in their order"},
	} {
		_, scenario := shopWithFiles(t, row.arrivals)

		s, err := Load(scenario, nil)

		switch {
		case row.wrong != "":
			if err == nil || !strings.Contains(err.Error(), row.wrong) {
				t.Errorf("%s: %v, want %s", row.why, err, row.wrong)
			}
		case err != nil:
			t.Errorf("%s: %v", row.why, err)
		case len(all(1, s.Load)) != row.want || s.Load.Planned() != float64(row.want):
			t.Errorf("%s: %d come and %g are planned, want %d", row.why, len(all(1, s.Load)), s.Load.Planned(), row.want)
		}
	}
}

func TestWhoTypesACommandMayNameAnyTrace(t *testing.T) {
	folder, _ := shopWithFiles(t, "poisson")
	secret := "load.shoppers.arrivals=trace(" + filepath.Join(folder, "secret.csv") + ")"

	for _, row := range []struct {
		why   string
		sets  []string
		wrong string
	}{
		{"instead of the rate of the file", []string{secret}, ""},
		{"with a rate of the command line", []string{secret, "load.shoppers.rate=3"}, "--set: load.shoppers.rate: has no meaning for arrivals from a file"},
		{"that is nowhere", []string{"load.shoppers.arrivals=trace(nowhere.csv)"}, "nowhere.csv: no such file"},
		{"that is a folder", []string{"load.shoppers.arrivals=trace(" + folder + ")"}, "is no file"},
		{"instead of another executor's users", []string{"load.shoppers.executor=constant-vus", secret},
			"load.shoppers.rate: has no meaning for constant-vus, which takes vus and duration"},
	} {
		s, err := Load("quickstart", row.sets)

		switch {
		case row.wrong != "":
			if err == nil || !strings.Contains(err.Error(), row.wrong) {
				t.Errorf("a trace %s: %v, want %s", row.why, err, row.wrong)
			}
		case err != nil:
			t.Errorf("a trace %s: %v", row.why, err)
		case len(all(1, s.Load)) != 1 || s.Load.End() != time.Hour:
			t.Errorf("a trace %s: %s, want one customer within the hour of the file", row.why, s.Load)
		}
	}
}

func TestATraceIsFollowedToTheNanosecond(t *testing.T) {
	_, scenario := shopWithFiles(t, "trace(monday.csv), startTime: 1m, journeys: { buy-and-cancel: 1 }")
	s, err := Load(scenario, nil)
	if err != nil {
		t.Fatal(err)
	}

	var at []time.Duration
	var journeys []actors.Journey
	for _, a := range all(1, s.Load) {
		at, journeys = append(at, a.at), append(journeys, a.journey)
	}

	cancel := actors.BuyAndCancel
	if want := []time.Duration{61 * time.Second, 62 * time.Second, 62 * time.Second, 11 * time.Minute}; !slices.Equal(at, want) {
		t.Errorf("they come at %v, want %v", at, want)
	}
	if want := []actors.Journey{cancel, cancel, cancel, actors.Browse}; !slices.Equal(journeys, want) {
		t.Errorf("they come for %v, want %v", journeys, want)
	}
	if got, want := s.Load.String(), "4 customers of monday.csv over 10m from 1m"; got != want {
		t.Errorf("the load is %q, want %q", got, want)
	}
}

func TestADurationCutsATrace(t *testing.T) {
	for duration, want := range map[string]int{"2s": 1, "3s": 3, "10m": 3, "11m": 4} {
		_, scenario := shopWithFiles(t, "trace(monday.csv), duration: "+duration)
		s, err := Load(scenario, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(all(1, s.Load)); got != want || s.Load.Planned() != float64(want) {
			t.Errorf("within %s come %d, planned %g, want %d", duration, got, s.Load.Planned(), want)
		}
		if end := s.Load[0].Duration; s.Load.End() != end {
			t.Errorf("the load ends at %v, want %v", s.Load.End(), end)
		}
	}
	_, scenario := shopWithFiles(t, "trace(monday.csv), duration: 1s")
	if _, err := Load(scenario, nil); err == nil || !strings.Contains(err.Error(), "nobody comes: monday.csv has no time within the first 1s") {
		t.Errorf("a trace that is cut to nothing: %v, want it refused", err)
	}
}

func FuzzTrace(f *testing.F) {
	f.Add("time,journey\n1s,buy\n90s\n1h3m,browse\n")
	f.Add("0\n0.5\n1e9\n")
	f.Add("\ufeff\"1s\",\"\"\r\n\r\n# x\n,\n")
	f.Fuzz(func(t *testing.T, text string) {
		trace, mistakes := readTrace("x.csv", strings.NewReader(text))

		if len(mistakes) > 0 {
			for _, m := range mistakes {
				if m.File != "x.csv" || m.Line < 1 || m.Line > 2+strings.Count(text, "\n") || m.Column != 1 || m.Text == "" {
					t.Errorf("the mistake has no place: %+v", m)
				}
			}
			return
		}
		n := len(trace.Times)
		switch {
		case n == 0 || trace.Journeys != nil && len(trace.Journeys) != n || trace.Lasts != trace.Times[n-1]+1:
			t.Errorf("an accepted trace has %d times, %d journeys and lasts %v", n, len(trace.Journeys), trace.Lasts)
		case !slices.IsSorted(trace.Times) || trace.Times[0] < 0 || trace.Times[n-1] > maxLoad:
			t.Errorf("an accepted trace has times out of order, or of range: %v", trace.Times)
		}
		for _, j := range trace.Journeys {
			if j > unknownJourney {
				t.Errorf("an accepted trace has journey %d", j)
			}
		}
	})
}
