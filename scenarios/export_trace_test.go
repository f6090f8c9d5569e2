package scenarios

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// drawn is one event of the Trace Event Format.
type drawn struct {
	Phase   string      `json:"ph"`
	Name    string      `json:"name"`
	Process int         `json:"pid"`
	Track   int         `json:"tid"`
	At      json.Number `json:"ts"`
	Takes   json.Number `json:"dur"`
	Scope   string      `json:"s"`
	Arrow   string      `json:"bind_id"`
	Leaves  bool        `json:"flow_out"`
	Arrives bool        `json:"flow_in"`
	Args    map[string]any
}

// nanos is a time of the format, which counts microseconds, exactly.
func nanos(t *testing.T, n json.Number) int64 {
	t.Helper()
	micros, ok := new(big.Rat).SetString(string(n))
	if !ok {
		t.Fatalf("%q is no time", n)
	}
	micros.Mul(micros, big.NewRat(1000, 1))
	if !micros.IsInt() {
		t.Fatalf("%q has parts of a nanosecond", n)
	}
	return micros.Num().Int64()
}

// readPerfetto reads a trace, and all that its format asks for.
func readPerfetto(t *testing.T, file []byte) []drawn {
	t.Helper()
	var trace struct {
		DisplayTimeUnit string
		TraceEvents     []drawn
	}
	if err := json.Unmarshal(file, &trace); err != nil {
		t.Fatal(err)
	}
	if trace.DisplayTimeUnit != "ms" || len(trace.TraceEvents) < 20 {
		t.Fatalf("unit %q, %d events", trace.DisplayTimeUnit, len(trace.TraceEvents))
	}
	return trace.TraceEvents
}

// checkPerfetto holds a trace against its format: what a viewer would draw wrongly,
// or leave out.
func checkPerfetto(t *testing.T, file []byte) {
	t.Helper()
	events := readPerfetto(t, file)
	named, tracks := map[[2]int]string{}, map[[2]int][]drawn{}
	leaves, arrives := map[string]int64{}, map[string]int64{}
	for _, e := range events {
		place := [2]int{e.Process, e.Track}
		switch e.Phase {
		case "M":
			if name, ok := e.Args["name"].(string); ok {
				named[place] = name
			}
			continue
		case "C":
			if n, ok := e.Args["messages"].(float64); !ok || n < 0 || nanos(t, e.At) < 0 {
				t.Errorf("the counter %+v", e)
			}
			continue
		case "i":
			if e.Scope != "t" {
				t.Errorf("the moment %+v is on no track", e)
			}
		case "X":
			if nanos(t, e.Takes) < 0 || nanos(t, e.At) < 0 {
				t.Errorf("%+v takes less than nothing", e)
			}
			tracks[place] = append(tracks[place], e)
		default:
			t.Fatalf("phase %q", e.Phase)
		}
		if e.Name == "" || named[place] == "" || named[[2]int{e.Process, 0}] == "" {
			t.Errorf("%+v, or its track, or its process, has no name", e)
		}
		for _, end := range []struct {
			is bool
			at map[string]int64
		}{{e.Leaves, leaves}, {e.Arrives, arrives}} {
			if _, twice := end.at[e.Arrow]; end.is && twice {
				t.Errorf("two ends of the arrow %s are alike", e.Arrow)
			}
			if end.is {
				end.at[e.Arrow] = nanos(t, e.At)
			}
		}
	}
	for arrow, at := range arrives {
		if left, ok := leaves[arrow]; !ok || left > at {
			t.Errorf("the arrow %s arrives at %d and leaves at %d, %v", arrow, at, left, ok)
		}
	}
	for place, slices := range tracks {
		checkNesting(t, named[place], slices)
	}
}

// checkNesting holds that slices of a track lie in one another, or beside.
func checkNesting(t *testing.T, track string, events []drawn) {
	t.Helper()
	type stretch struct {
		from, to int64
		name     string
	}
	var all, open []stretch
	for _, e := range events {
		from := nanos(t, e.At)
		all = append(all, stretch{from, from + nanos(t, e.Takes), e.Name})
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	for _, s := range all {
		for len(open) > 0 && open[len(open)-1].to <= s.from {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && open[len(open)-1].to < s.to {
			t.Errorf("on the track %s, %v begins in %v and outlasts it", track, s, open[len(open)-1])
		}
		open = append(open, s)
	}
}

// Worlds in which messages are lost, doubled, given up and refused, and actors crash.
var tracedWorlds = []struct {
	name string
	sets []string
}{
	{"lost-auth-response", []string{"preset=naive", "load.lunch.duration=4m"}},
	{"duplicate-everything", []string{"scale=4"}},
	{"az-outage", []string{"scale=10"}},
	{"zombie-order-manager", []string{"scale=5"}},
}

func TestTracesAreWhatTheirFormatsAskFor(t *testing.T) {
	long(t)
	t.Parallel()
	for _, world := range tracedWorlds {
		s, err := Load(world.name, world.sets)
		if err != nil {
			t.Fatal(err)
		}
		checkPerfetto(t, exported(t, s, Export{Format: PerfettoFormat, Count: 60}))
		if racing {
			continue
		}
		traces := readOTLP(t, exported(t, s, Export{Format: OTLPFormat, Count: 60}))
		if len(traces) != 60 {
			t.Errorf("%s: %d traces", world.name, len(traces))
		}
		for _, trace := range traces {
			checkTrace(t, trace)
		}
	}
}

// Each message that was sent is one span of who sent it, each that was served one of
// who served it; a timer has one if something came of it.
func TestATraceHasASpanForEachMessage(t *testing.T) {
	long(t)
	t.Parallel()
	s, err := Load("duplicate-everything", []string{"scale=4"})
	if err != nil {
		t.Fatal(err)
	}
	all := byIntent(readCSV(t, exported(t, s, Export{Format: CSVFormat, Count: 50})))
	for _, trace := range readOTLP(t, exported(t, s, Export{Format: OTLPFormat, Count: 50})) {
		want, got := map[string]int{}, map[string]int{}
		for _, line := range wholeStory(t, all[trace[0].attribute("buynow.intent")]) {
			switch {
			case line["kind"] == "sent":
				want["sent "+line["message"]]++
			case line["kind"] == "served" && line["actor"] != line["peer"]:
				want["served "+line["message"]]++
			}
		}
		for i := range trace {
			switch s := &trace[i]; s.Kind {
			case clientSpan, producerSpan:
				got["sent "+s.Name]++
			case serverSpan, consumerSpan:
				got["served "+s.Name]++
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("order %s (-lines +spans):\n%s", trace[0].attribute("buynow.order"), diff)
		}
	}
}

// wholeStory is the lines from the click on, until an hour after the order was put away.
func wholeStory(t *testing.T, lines []cells) (story []cells) {
	t.Helper()
	ends := int64(-1)
	for _, line := range lines {
		if len(story) == 0 && line["message"] != "PlaceOrder" || ends >= 0 && int64(atOf(t, line)) > ends {
			continue
		}
		if line["kind"] == "archived" {
			ends = int64(atOf(t, line)) + 3600e9
		}
		story = append(story, line)
	}
	return story
}

// Who reads the story of an order and who opens its trace sees the same calls.
func TestStoriesAndTracesTellTheSameCalls(t *testing.T) {
	long(t)
	t.Parallel()
	call := regexp.MustCompile(`(\S+) → (\S+): (.*)$`)
	for _, world := range tracedWorlds {
		s, err := Load(world.name, world.sets)
		if err != nil {
			t.Fatal(err)
		}
		orders := []int{1, 17, 40}
		for i, trace := range readOTLP(t, exported(t, s, Export{Format: OTLPFormat, Orders: orders})) {
			order, err := strconv.Atoi(trace[0].attribute("buynow.order"))
			if err != nil || !slices.Contains(orders, order) {
				t.Fatalf("trace %d is about order %d", i, order)
			}
			story, err := s.Explain(t.Context(), Options{}, order)
			if err != nil {
				t.Fatal(err)
			}
			var want, got []string
			for line := range strings.Lines(story) {
				if found := call.FindString(strings.TrimSpace(line)); found != "" && !strings.Contains(line, "·") {
					want = append(want, found)
				}
			}
			for i := range trace {
				if s := &trace[i]; s.Kind == clientSpan || s.Kind == producerSpan {
					text := fmt.Sprintf("%s → %s: %s", s.service, s.attribute("server.address"), s.attribute("buynow.says"))
					if again := s.attribute("buynow.attempt"); again != "" {
						text += " (attempt " + again + ")"
					}
					got = append(got, text)
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := gocmp.Diff(want, got); diff != "" || len(want) < 10 {
				t.Errorf("%s, order %d (-story +trace):\n%s", world.name, order, diff)
			}
		}
	}
}

// One order in each format, as it was accepted: a payment whose answer is lost.
func TestGoldenExports(t *testing.T) {
	long(t)
	t.Parallel()
	s := careless(t)
	for format, name := range map[ExportFormat]string{
		CSVFormat: "order.csv", JSONFormat: "order.jsonl", PerfettoFormat: "order.perfetto.json", OTLPFormat: "order.otlp.json",
	} {
		got := exported(t, s, Export{Format: format, Orders: []int{117}, Scenario: "lost-auth-response"})
		if format == OTLPFormat { // one line, which no diff could show
			var lines bytes.Buffer
			if err := json.Indent(&lines, got, "", " "); err != nil {
				t.Fatal(err)
			}
			got = lines.Bytes()
		}
		file := filepath.Join("testdata", "export", name)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s differs (-want +got); accept with -update:\n%s", file, diff)
		}
	}
}
