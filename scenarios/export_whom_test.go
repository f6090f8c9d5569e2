package scenarios

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/sim/codec"
)

// kept is the journal of a scenario.
func kept(t *testing.T, s *Scenario) []byte {
	t.Helper()
	var to bytes.Buffer
	if _, err := s.Run(t.Context(), Options{Journal: &Recording{To: &to, Scenario: "lost-auth-response"}}); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

func TestAJournalAndTheScenarioAreExportedAlike(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t, "load.lunch.duration=150s")
	file := kept(t, s)
	harmed, err := s.Harmed(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []ExportFormat{CSVFormat, PerfettoFormat, OTLPFormat} {
		for _, x := range []Export{
			{},
			{Orders: []int{3, 1}},
			{Orders: harmed},
			{Share: 0.1},
			{Count: 12},
			{Share: 0.5, From: time.Minute, Until: 2 * time.Minute},
			{From: 90 * time.Second, Until: 2 * time.Minute},
		} {
			x.Format, x.Scenario = format, "lost-auth-response"
			want := exported(t, s, x)
			var got bytes.Buffer

			_, err := opened(t, file).Export(t.Context(), x, &got)

			if err != nil || !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%v %+v: the journal gives %d bytes, %v, running again %d", format, x, got.Len(), err, len(want))
			}
			if len(want) < 1000 {
				t.Errorf("%v %+v: %d bytes are no export", format, x, len(want))
			}
		}
	}
}

// byIntent gathers lines by whom they are about.
func byIntent(lines []cells) map[string][]cells {
	all := map[string][]cells{}
	for _, line := range lines {
		if intent := line["intent"]; intent != "" {
			all[intent] = append(all[intent], line)
		}
	}
	return all
}

// A sample has the same customers whatever the shop does about failures, and with
// whatever luck; and it has each of them whole.
func TestASampleIsOfThingsAndNotOfASequence(t *testing.T) {
	long(t)
	t.Parallel()
	whose := map[string]bool{} // in the sample, of all runs
	brief := "load.lunch.duration=2m"
	for _, s := range []*Scenario{careless(t, brief), careless(t, brief, "preset=hardened"), careless(t, brief, "seed=99")} {
		all := byIntent(readCSV(t, exported(t, s, Export{Format: CSVFormat})))
		sampled := byIntent(readCSV(t, exported(t, s, Export{Format: CSVFormat, Share: 0.2})))
		for intent, lines := range sampled {
			whose[intent] = true
			if len(lines) != len(all[intent]) {
				t.Errorf("intent %s has %d lines in the sample, of %d", intent, len(lines), len(all[intent]))
			}
		}
		for intent := range all {
			if whose[intent] && sampled[intent] == nil {
				t.Errorf("intent %s is in one sample and not in the other", intent)
			}
		}
		if share := float64(len(sampled)) / float64(len(all)); share < 0.08 || share > 0.32 {
			t.Errorf("a sample of a fifth has %d intents of %d", len(sampled), len(all))
		}
	}
}

// A larger sample has whoever is in a smaller one.
func TestSamplesLieInOneAnother(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	var before map[string][]cells
	for _, count := range []int{1, 5, 40, 10_000} {
		sampled := byIntent(readCSV(t, exported(t, s, Export{Format: CSVFormat, Count: count, Kinds: []string{"sent"}})))
		if len(sampled) != count && count < 10_000 {
			t.Errorf("a sample of %d has %d", count, len(sampled))
		}
		for intent := range before {
			if sampled[intent] == nil {
				t.Errorf("intent %s is not in the sample of %d, but in a smaller one", intent, count)
			}
		}
		before = sampled
	}
}

// Of orders that are sampled, time bounds the click: none is cut in two.
func TestTimeCutsNoSampledOrderInTwo(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	all := byIntent(readCSV(t, exported(t, s, Export{Format: CSVFormat})))
	some := byIntent(readCSV(t, exported(t, s, Export{Format: CSVFormat, Share: 1, From: time.Minute, Until: 2 * time.Minute})))
	for intent, lines := range all {
		clicked := time.Duration(-1)
		for _, line := range lines {
			if line["message"] == "PlaceOrder" && line["kind"] == "sent" && clicked < 0 {
				clicked = atOf(t, line)
			}
		}
		want := 0
		if clicked >= time.Minute && clicked < 2*time.Minute {
			want = len(lines)
		}
		if got := len(some[intent]); got != want {
			t.Errorf("intent %s clicked at %v and has %d lines, want %d", intent, clicked, got, want)
		}
	}
	for _, line := range readCSV(t, exported(t, s, Export{Format: CSVFormat, From: time.Minute, Until: 61 * time.Second, Kinds: []string{"sent", "served"}})) {
		if at := atOf(t, line); at < time.Minute || at >= 61*time.Second || line["kind"] != "sent" && line["kind"] != "served" {
			t.Errorf("a line of kind %s at %v", line["kind"], at)
		}
	}
}

// atOf reads the time of a line, to the nanosecond.
func atOf(t *testing.T, line cells) time.Duration {
	t.Helper()
	at, err := time.ParseDuration(line["time_s"] + "s")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestHarmedOrdersShowWhatWentWrong(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	sum, err := s.Run(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}

	harmed, err := s.Harmed(t.Context(), Options{})

	if err != nil || !slices.IsSorted(harmed) {
		t.Fatalf("%v, %v", harmed, err)
	}
	want := []int{sum.FindingOrder, sum.Slowest.Order}
	for _, v := range sum.Invariants {
		want = append(want, v.Example)
	}
	for _, v := range sum.Thresholds {
		if !v.OK {
			want = append(want, v.Example)
		}
	}
	broken := 0
	for _, order := range want {
		if order > 0 && !slices.Contains(harmed, order) {
			t.Errorf("order %d is not among %v", order, harmed)
		}
		broken += min(order, 1)
	}
	if broken < 4 {
		t.Errorf("%d orders show something: this run shows nothing", broken)
	}
}

func TestAnOrderThatIsNotThereIsNamed(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	_, err := s.Export(t.Context(), Options{}, Export{Format: CSVFormat, Orders: []int{1, 77_777}}, &bytes.Buffer{})
	if !errors.Is(err, ErrNoOrder) || !strings.Contains(fmt.Sprint(err), "order 77777: ") {
		t.Errorf("%v, want that there is no order 77777", err)
	}
}

// A journal may be cut off, or hold anything: what can be read is written, and
// nothing panics.
func TestATornJournalIsExportedUpToItsEnd(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t, "load.lunch.duration=2m")
	file := kept(t, s)
	for _, format := range []ExportFormat{CSVFormat, PerfettoFormat, OTLPFormat} {
		for _, share := range []int{2, 10} {
			var to bytes.Buffer
			j := opened(t, file[:len(file)-len(file)/share])

			done, err := j.Export(t.Context(), Export{Format: format, Share: 1}, &to)

			if err != nil || !errors.Is(j.End.Damage, codec.ErrTorn) {
				t.Fatalf("%v: %v, damage %v, want a torn journal", format, err, j.End.Damage)
			}
			switch format {
			case CSVFormat:
				if lines := readCSV(t, to.Bytes()); len(lines) != int(done.Events) || len(lines) < 500 {
					t.Errorf("%d lines, want the %d that were counted", len(lines), done.Events)
				}
			case PerfettoFormat:
				checkPerfetto(t, to.Bytes())
			case OTLPFormat:
				if n := bytes.Count(to.Bytes(), []byte("\n")); n != done.Orders || n < 50 {
					t.Errorf("%d lines, want one for each of %d orders", n, done.Orders)
				}
			}
		}
	}
}

func TestAnExportThatIsStoppedSaysSo(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	file := kept(t, s)
	for _, x := range []Export{{Format: CSVFormat}, {Format: OTLPFormat}, {Format: PerfettoFormat, Orders: []int{3}}, {Format: CSVFormat, Harmed: true}} {
		ctx, stop := context.WithCancel(t.Context())
		stop()

		if _, err := s.Export(ctx, Options{}, x, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%+v: %v, want that it was stopped", x, err)
		}
		if _, err := opened(t, file).Export(ctx, x, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%+v from the journal: %v, want that it was stopped", x, err)
		}
	}
}

// A disk that is full ends the run at once.
func TestAnExportThatCannotBeWrittenEnds(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	full := errors.New("no space left")
	for _, format := range []ExportFormat{CSVFormat, JSONFormat, PerfettoFormat, OTLPFormat} {
		if _, err := s.Export(t.Context(), Options{}, Export{Format: format, Share: 1}, fullDisk{full}); !errors.Is(err, full) {
			t.Errorf("%v: %v, want that the disk is full", format, err)
		}
	}
}

type fullDisk struct{ err error }

func (d fullDisk) Write([]byte) (int, error) { return 0, d.err }
