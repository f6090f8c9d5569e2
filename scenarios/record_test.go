package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/codec"
	"buynow/sim/journal"
)

// recorded runs quickstart and returns what it says at the end, and its journal.
func recorded(t *testing.T, sets ...string) (*Summary, []byte) {
	t.Helper()
	s, err := Load("quickstart", sets)
	if err != nil {
		t.Fatal(err)
	}
	var to bytes.Buffer
	summary, err := s.Run(t.Context(), Options{Journal: &Recording{To: &to, Program: "1.2.3", Scenario: "quickstart"}})
	if err != nil {
		t.Fatal(err)
	}
	return summary, to.Bytes()
}

func opened(t *testing.T, file []byte) *Journal {
	t.Helper()
	j, err := OpenJournal(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// Every golden story is also told by a journal, word for word, crashes included.
func TestAJournalTellsTheGoldenStories(t *testing.T) {
	long(t)
	files, err := filepath.Glob("testdata/*.story")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	journals := map[string]*Journal{} // of whole runs, some of which have several stories
	for i, file := range files {
		if racing && i%5 > 0 {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, want, _ := strings.Cut(string(text), "\n\n")
		s, options, order, crash := readStoryHead(t, head)

		var got string
		if crash != "" {
			got = tellRecordedCrash(t, s, options, order, crash)
		} else {
			run := fmt.Sprint(s.Source.Sets, options.Seed)
			if journals[run] == nil {
				var to bytes.Buffer
				options.Journal = &Recording{To: &to}
				if _, err := s.Run(t.Context(), options); err != nil {
					t.Fatal(err)
				}
				journals[run] = opened(t, to.Bytes())
			}
			if got, err = journals[run].Explain(order); err != nil {
				t.Fatal(err)
			}
		}

		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the journal tells another story (-want +got):\n%s", file, diff)
		}
	}
}

// tellRecordedCrash lets an actor crash and asks the journal for the story. The
// crash may come before the order has its number.
func tellRecordedCrash(t *testing.T, s *Scenario, o Options, order int, crash string) string {
	t.Helper()
	intent, err := s.intentOf(t.Context(), o, actors.OrderID(order))
	if err != nil {
		t.Fatal(err)
	}
	var to bytes.Buffer
	o.Journal = &Recording{To: &to}
	tellCrash(t, s, o, order, crash)
	story, err := opened(t, to.Bytes()).tell(intent)
	if err != nil {
		t.Fatal(err)
	}
	return story
}

func TestAJournalTellsWhatRunningAgainTells(t *testing.T) {
	s, err := Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	_, file := recorded(t)
	for _, order := range []int{1, 2, 100, 613, 1039} {
		want, err := s.Explain(t.Context(), Options{}, order)
		if err != nil {
			t.Fatal(err)
		}

		got, err := opened(t, file).Explain(order)

		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("order %d, %v (-run again +journal):\n%s", order, err, diff)
		}
	}
}

func TestTheTraceOfTheJournalIsThatOfTheRun(t *testing.T) {
	summary, file := recorded(t)
	var trace sim.Trace
	j := opened(t, file)
	if err := j.read(journal.Want{Bare: true}, func(e *sim.Event) bool { trace.Add(e); return true }); err != nil {
		t.Fatal(err)
	}

	if got := trace.String(); got != summary.TraceHash || j.End.Events != summary.Events || j.End.Trailer == nil {
		t.Errorf("the journal has %d events with trace %s, the run %d with %s", j.End.Events, got, summary.Events, summary.TraceHash)
	}
	s, err := Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	without, err := s.Run(t.Context(), Options{})
	if err != nil || without.TraceHash != summary.TraceHash {
		t.Errorf("without a journal the trace is %s, with one %s, %v", without.TraceHash, summary.TraceHash, err)
	}
}

// What watches a run can watch its journal: the same messages in the same hands.
func TestAJournalShowsWatchersWhatTheyWouldHaveSeen(t *testing.T) {
	s, err := Load("quickstart", []string{"load.shoppers.duration=5m"})
	if err != nil {
		t.Fatal(err)
	}
	seen := func(all *[]string) sim.Watcher {
		return func(e *sim.Event) {
			if e.Body != nil {
				*all = append(*all, actors.EventNames()[e.What]+" "+actors.Words(e.Body))
			}
		}
	}
	var live, later []string
	var to bytes.Buffer
	w := sim.New(42)
	defer w.Close()
	p := s.Stage(w)
	if err := p.Record(Recording{To: &to}); err != nil {
		t.Fatal(err)
	}
	w.Watch(seen(&live))
	stopped, err := p.Run(t.Context(), Options{})
	if err := p.endJournal(stopped, err); err != nil {
		t.Fatal(err)
	}

	hear := seen(&later)
	if err := opened(t, to.Bytes()).read(journal.Want{}, func(e *sim.Event) bool { hear(e); return true }); err != nil {
		t.Fatal(err)
	}

	if diff := cmp.Diff(live, later); diff != "" || len(live) < 1000 {
		t.Errorf("%d messages were seen; (-live +later):\n%s", len(live), diff)
	}
}

func TestATornJournalTellsWhatItHas(t *testing.T) {
	_, file := recorded(t, "load.shoppers.duration=5m")
	whole, err := opened(t, file).Explain(3)
	if err != nil {
		t.Fatal(err)
	}
	j := opened(t, file[:len(file)/4])

	story, err := j.Explain(3)

	if err != nil || !errors.Is(j.End.Damage, codec.ErrTorn) || j.End.Offset == 0 {
		t.Fatalf("%v, damage %v up to %d, want a torn journal", err, j.End.Damage, j.End.Offset)
	}
	lines := strings.SplitAfter(story, "\n")
	if begun := strings.Join(lines[:len(lines)-3], ""); len(lines) < 20 || !strings.HasPrefix(whole, begun) {
		t.Errorf("the story of a torn journal is not the beginning of the whole:\n%s", story)
	}
}

func TestAJournalNamesTheOrdersItHas(t *testing.T) {
	_, file := recorded(t, "load.shoppers.duration=5m")
	_, err := opened(t, file).Explain(9999)

	if want := "order 9999: the run has no such order: its orders are numbered from 1 to "; !errors.Is(err, ErrNoOrder) || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("Explain = %v, want %q and a number", err, want)
	}
}

// A journal that nobody can write ends the run: it was asked for.
func TestARunWhoseJournalFailsSaysSo(t *testing.T) {
	s, err := Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	for _, room := range []int{0, 100, 20_000, 1_000_000} {
		last := time.Duration(0)
		_, err = s.Run(t.Context(), Options{
			Journal:  &Recording{To: &limited{room: room, err: full}},
			Progress: func(p Progress) { last = p.Now },
		})

		if !errors.Is(err, full) || !strings.Contains(err.Error(), "it can be read up to event") {
			t.Errorf("with room for %d bytes the run ends in %v, want what is wrong and how far it came", room, err)
		}
		if last > s.Load.End()/2 {
			t.Errorf("with room for %d bytes the run goes on until %v", room, last)
		}
	}
}

// On the wall clock a reader need not wait for the end of the run.
func TestTheJournalOfAPacedRunIsUpToDate(t *testing.T) {
	s, err := Load("quickstart", []string{"until=2m"})
	if err != nil {
		t.Fatal(err)
	}
	var to bytes.Buffer
	looks := 0
	_, err = s.Run(t.Context(), Options{Speed: 1000, Journal: &Recording{To: &to}, Progress: func(p Progress) {
		looks++
		j := opened(t, to.Bytes())
		if err := j.read(journal.Want{Bare: true}, func(*sim.Event) bool { return true }); err != nil || j.End.Events != p.Events {
			t.Errorf("at %v the journal has %d events of %d, %v", p.Now, j.End.Events, p.Events, err)
		}
	}})
	if err != nil || looks == 0 {
		t.Errorf("%d looks, %v, want some and no error", looks, err)
	}
}

type limited struct {
	room int
	err  error
}

func (l *limited) Write(b []byte) (int, error) {
	if l.room -= len(b); l.room < 0 {
		return 0, l.err
	}
	return len(b), nil
}

func TestAHashTellsScenariosApart(t *testing.T) {
	seen := map[[32]byte]string{}
	text := []byte("ab")
	for name, s := range map[string]Scenario{
		"nothing":               {},
		"a text":                {Source: Source{Text: text}},
		"another":               {Source: Source{Text: []byte("ac")}},
		"a set":                 {Source: Source{Text: text, Sets: []string{"c=1"}}},
		"another set":           {Source: Source{Text: text, Sets: []string{"c=2"}}},
		"two sets":              {Source: Source{Text: text, Sets: []string{"c=1", "c=2"}}},
		"sets in another order": {Source: Source{Text: text, Sets: []string{"c=2", "c=1"}}},
		"a set that is two":     {Source: Source{Text: text, Sets: []string{"c=1\n3\nc=2"}}},
		"a trace":               {Source: Source{Text: text}, Load: Crowds{{Trace: Trace{Times: []time.Duration{1, 2}}}}},
		"another trace":         {Source: Source{Text: text}, Load: Crowds{{Trace: Trace{Times: []time.Duration{1, 3}}}}},
		"the same for buyers":   {Source: Source{Text: text}, Load: Crowds{{Trace: Trace{Times: []time.Duration{1, 2}, Journeys: []actors.Journey{0, 1}}}}},
	} {
		hash := s.Hash()
		if other, taken := seen[hash]; taken {
			t.Errorf("%s has the hash of %s", name, other)
		}
		seen[hash] = name
	}
}

// A forger may write what no run would: it does no harm.
func TestAForgedStoryDoesNoHarm(t *testing.T) {
	for _, row := range []struct {
		claim, want string
		event       sim.Event
	}{
		{"a challenge that is none", "the journal tells what cannot be",
			sim.Event{What: sim.Sent, Actor: 1, Peer: 1, Body: &actors.PaymentRequest{Challenge: 200}}},
		{"an order without a cart", "the journal tells what cannot be",
			sim.Event{What: sim.Sent, Actor: 1, Peer: 1, Body: &actors.CreateOrder{}}},
		{"words that take over the terminal", "", sim.Event{What: sim.Noted, Text: "\x1b[2J\x1b]0;gone\x07"}},
	} {
		var to bytes.Buffer
		w, err := journal.NewWriter(&to, journal.Header{Actors: []string{"outside", "\x1b[31mcustomer"}}, model())
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range []sim.Event{
			{What: sim.Sent, Actor: 1, Peer: 1, Body: &actors.PlaceOrder{Shopper: &actors.Shopper{}, Cart: &actors.Cart{}}},
			{What: actors.Placed, Order: 1},
			row.event,
		} {
			e.Number, e.Intent, e.Path = uint64(i+1), 5, uint64(i)
			w.Hear(&e)
		}
		if err := w.Close(0, false); err != nil {
			t.Fatal(err)
		}

		story, err := opened(t, to.Bytes()).Explain(1)

		if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want %q", row.claim, err, row.want)
		}
		if strings.ContainsAny(story, "\x1b\x07") {
			t.Errorf("%s: the story is %q", row.claim, story)
		}
	}
}
