package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"buynow/sim"
)

// The file of a run keeps the words of the scenario's author: what was set is
// changed where it stands, what is new comes last, and all comments stay.
func TestTheFileOfARunKeepsTheWordsOfItsAuthor(t *testing.T) {
	const text = `# A shop of mine.
name: shop # for now

load: # who comes
  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m } # few
actors:
  bank: { workers: 4 } # the bank is small
  web:
    workers: 9   # nine
bank:
  # A comment within a section that is written anew.
  decline: 5%
# The end.
`
	for _, row := range []struct {
		why       string
		seed      uint64
		sets      []string
		want, not []string
	}{
		{"nothing was set", 0, nil, []string{"\nwindow: true\n", "# A shop of mine.\nname: shop # for now\n\nload: # who comes", "rate: 2, duration: 10m } # few", "# The end.\n"}, []string{"seed", "inputs"}},
		{"a seed", 77, nil, []string{"\nseed: 77\n"}, nil},
		{"what is within braces", 0, []string{"actors.bank.workers=12"}, []string{"bank: { workers: 12 } # the bank is small", "workers: 9   # nine"}, nil},
		{"what stands in a line", 0, []string{"actors.web.workers=33"}, []string{"    workers: 33   # nine"}, nil},
		{"a share", 0, []string{"bank.decline=7.5%"}, []string{"decline: 7.5%", "# A comment within"}, nil},
		{"what the text does not say", 0, []string{"bank.short=1%"}, []string{"bank: { short: 0.01, decline: 0.05 }", "# The end.", "# few"}, []string{"# A comment within"}},
		{"a section that the text does not have", 0, []string{"customers.clicks=7"}, []string{"\ncustomers: { clicks: 7 }\n", "# A comment within"}, nil},
		{"a smaller shop", 0, []string{"scale=5"}, []string{"\nscale: 5\n", "rate: 2, duration: 10m }"}, nil},
		{"a smaller shop with another bank", 0, []string{"scale=2", "actors.bank.queue.discipline=lifo"}, []string{"\nscale: 2\n", "bank: { workers: 4, queue: { discipline: lifo } }"}, nil},
		{"the same twice", 0, []string{"actors.bank.workers=12", "actors.bank.workers=13"}, []string{"bank: { workers: 13 }"}, nil},
	} {
		s, err := Parse("x.yaml", []byte(text), row.sets)
		if err != nil {
			t.Fatal(err)
		}
		file, err := s.Live(row.seed).File()
		if err != nil {
			t.Errorf("%s: %v", row.why, err)
			continue
		}
		for _, want := range row.want {
			if !strings.Contains(string(file), want) {
				t.Errorf("%s: it does not say %q:\n%s", row.why, want, file)
			}
		}
		for _, not := range row.not {
			if strings.Contains(string(file), not) {
				t.Errorf("%s: it says %q:\n%s", row.why, not, file)
			}
		}
	}
}

// However a scenario is written and whatever is set in it, its file is the same run.
func TestTheFileOfARunIsTheSameRun(t *testing.T) {
	for _, row := range []struct {
		why, text string
		sets      []string
	}{
		{"all on one line", "{ name: shop, load: { a: { executor: constant-arrival-rate, rate: 2, duration: 1m } } }", []string{"actors.bank.workers=3"}},
		{"no line break at the end", "name: shop\nload: { a: { executor: constant-arrival-rate, rate: 2, duration: 1m } }", nil},
		{"the end of a document", "---\nname: shop\nload: { a: { executor: constant-arrival-rate, rate: 2, duration: 1m } }\n...\n", []string{"seed=9"}},
		{"line breaks of another kind", "name: shop\r\nload: { a: { executor: constant-arrival-rate, rate: 2, duration: 1m } }\r\n", []string{"bank.decline=20%"}},
		{"variables", "name: shop\nvars: { peak: 2, unused: 3 }\nload: { a: { executor: constant-arrival-rate, rate: \"${peak}\", duration: 1m } }\n", []string{"vars.peak=3"}},
		{"a variable in the place of a number", "name: shop\nvars: { peak: 2 }\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\n", []string{"load.a.rate=${peak}"}},
		{"a whole mapping", "name: shop\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\n", []string{"load.a.journeys={ browse: 1, buy: 9 }", "preset=naive", "size=corner-shop"}},
		{"faults, one with a name that is given", "name: shop\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\nfaults:\n  - { type: slow, target: bank, factor: 3 } # slow\n  - { type: slow, target: fraud, factor: 3 }\n", []string{"faults[slow-2].factor=5", "faults[0].for=10s"}},
		{"inputs of a run before", "name: shop\nwindow: true\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\ninputs: [{ at: 1s, buy: { good: last, card: good } }, { at: 30s, press: 1 }]\n", nil},
		{"a description over many lines", "name: shop\ndescription: >-\n  One.\n  Two.\nload: { a: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\nseed: 5 # five\n", []string{"seed=6"}},
		{"a number as it is not written", "name: shop\nload: { a: { executor: constant-arrival-rate, rate: 1_0.0, duration: 60s } }\n", []string{"load.a.rate=1_1"}},
	} {
		s, err := Parse("x.yaml", []byte(row.text), row.sets)
		if err != nil {
			t.Fatalf("%s: %v", row.why, err)
		}
		l := s.Live(3)
		if _, err := l.Buy(Purchase{Good: "sold-out", Card: "good", Name: "O'Neill"}); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Buy(Purchase{Good: "last", Card: "good"}); err != nil {
			t.Fatal(err)
		}
		sum := unsteered(t, l)
		file, err := l.File()
		if err != nil {
			t.Errorf("%s: %v", row.why, err)
			continue
		}
		if again, _ := replayed(t, file, 1); again.TraceHash != sum.TraceHash {
			t.Errorf("%s: the file is another run:\n%s", row.why, file)
		}
		again, err := Parse("y.yaml", file, nil)
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := again.Live(0).File(); err != nil || string(twice) != string(file) {
			t.Errorf("%s: the file of the file is another, %v:\n%s\n%s", row.why, err, file, twice)
		}
	}
}

// A scenario with its times in another file has it beside its own.
func TestTheFileOfARunWithATraceStandsBesideIt(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"times.csv": "1s\n2s\n3s\n", "shop.yaml": "name: shop\nload: { a: { executor: constant-arrival-rate, arrivals: trace(times.csv) } }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Load(filepath.Join(dir, "shop.yaml"), []string{"customers.clicks=4"})
	if err != nil {
		t.Fatal(err)
	}
	l := s.Live(0)
	if _, err := l.Inflict(sim.Fault{Type: "slow", Target: "bank", Factor: 2}); err != nil {
		t.Fatal(err)
	}
	sum := unsteered(t, l)
	file, err := l.File()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "again.yaml")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Load(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	replay, err := again.Run(t.Context(), Options{})
	if err != nil || replay.TraceHash != sum.TraceHash {
		t.Errorf("it is another run: %v", err)
	}
}
