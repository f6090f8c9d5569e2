package scenarios

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/export"
)

// Export says what of a run to write, and how.
type Export struct {
	Format   ExportFormat
	Scenario string // as it was asked for; a journal knows it

	// Of whom: at most one of these is set. With none, lines tell of everybody, and
	// traces of defaultSample orders.
	Orders []int    // these
	Wishes []uint64 // these intents, whether they became orders or not
	Share  float64  // a share of all intents, from 0 to 1
	Count  int      // so many orders
	Harmed bool     // those that show what went wrong

	// From and Until bound the time; 0 is from the beginning, or to the end. Of orders
	// that are chosen they bound the click, so that none is cut in two.
	From, Until time.Duration
	Kinds       []string // of event, for lines; none is all
}

// Exported counts what was written.
type Exported struct {
	Events uint64 // lines
	Orders int    // traces
}

// defaultSample is how many orders there are traces of if nobody says which.
const defaultSample = 100

// ExportFormat is a format for what happened in a run.
type ExportFormat uint8

// The formats.
const (
	NoFormat       ExportFormat = iota
	CSVFormat                   // a line for each event, RFC 4180
	JSONFormat                  // the same as JSON objects
	PerfettoFormat              // orders, for ui.perfetto.dev and chrome://tracing
	OTLPFormat                  // orders, for OpenTelemetry
)

var exportFormats = []struct{ name, ending, text string }{
	CSVFormat:      {"csv", ".csv", "a line for each event, for spreadsheets and data frames"},
	JSONFormat:     {"jsonl", ".jsonl", "the same lines as JSON objects, for jq"},
	PerfettoFormat: {"perfetto", ".perfetto.json", "orders on tracks, for ui.perfetto.dev and chrome://tracing"},
	OTLPFormat:     {"otlp", ".otlp.jsonl", "orders as traces of OpenTelemetry, for its collector, Jaeger and Tempo"},
}

// ExportFormats are the formats, each with what it is for.
func ExportFormats() []Entry {
	var all []Entry
	for _, f := range exportFormats[1:] {
		all = append(all, Entry{Name: f.name, Text: f.text})
	}
	return all
}

// String is the format's name.
func (f ExportFormat) String() string { return exportFormats[f].name }

// Traces tells if the format is about orders rather than events.
func (f ExportFormat) Traces() bool { return f >= PerfettoFormat }

// ParseExportFormat finds a format by its name.
func ParseExportFormat(name string) (ExportFormat, error) {
	for f := CSVFormat; f <= OTLPFormat; f++ {
		if exportFormats[f].name == name {
			return f, nil
		}
	}
	return NoFormat, fmt.Errorf("want csv, jsonl, perfetto or otlp")
}

// ExportFormatOf guesses the format from the ending of a file's name, the longest
// that fits.
func ExportFormatOf(file string) (ExportFormat, bool) {
	best := NoFormat
	for f := CSVFormat; f <= OTLPFormat; f++ {
		if strings.HasSuffix(filepath.Base(file), exportFormats[f].ending) {
			best = f // the longer endings come later
		}
	}
	return best, best != NoFormat
}

// ExportKinds are the kinds of event that lines can be about.
func ExportKinds() []string {
	var names []string
	for _, name := range actors.EventNames()[1:] {
		names = append(names, export.OneWord(name))
	}
	return names
}

// Export runs the scenario and writes what happened. A run that chooses orders by
// what became of them is made twice: once to find them, once to write.
func (s *Scenario) Export(ctx context.Context, o Options, x Export, to io.Writer) (Exported, error) {
	if x.Harmed {
		harmed, err := s.Harmed(ctx, o)
		if err != nil {
			return Exported{}, err
		}
		x.Orders = harmed
	}
	return x.write(ctx, &rerun{s, o, x.Scenario}, to)
}

// Export writes what happened in the run of the journal. Orders that show what went
// wrong are not known to a journal: who asks for them names them (see [Scenario.Harmed]).
func (j *Journal) Export(ctx context.Context, x Export, to io.Writer) (done Exported, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the journal tells what cannot be: %v", v)
		}
	}()
	return x.write(ctx, j, to)
}

// write is the story of an export:
//  1. who is asked for is found, in a pass of its own if that takes one;
//  2. the format hears the run, until all who were asked for are over;
//  3. what is still open is written as it stands.
func (x Export) write(ctx context.Context, run toldRun, to io.Writer) (Exported, error) {
	if x.Format.Traces() && len(x.Orders)+len(x.Wishes) == 0 && !x.Harmed && x.Share == 0 && x.Count == 0 {
		x.Count = defaultSample
	}
	who, err := x.choose(ctx, run)
	if err != nil {
		return Exported{}, err
	}
	var out exporter
	if setting := run.setting(); x.Format.Traces() {
		out = newTraceExport(&x, setting, who, to)
	} else {
		out = newLineExport(&x, setting, who, to)
	}
	if err := run.play(ctx, out.bodies, out.hear); err != nil {
		return Exported{}, err
	}
	return out.close()
}

// exporter writes a run in some format.
type exporter interface {
	// bodies tells if the message of an event is needed.
	bodies(*sim.Event) bool
	hear(*sim.Event) (more bool)
	close() (Exported, error)
}

// lineExport writes events.
type lineExport struct {
	lines       *export.Lines
	who         *chosen
	from, until time.Duration
	kinds       [sim.MaxWhat]bool
	wrote       uint64
}

func newLineExport(x *Export, setting runSetting, who *chosen, to io.Writer) *lineExport {
	l := &lineExport{who: who, from: x.From, until: x.Until}
	if who.some() {
		l.from, l.until = 0, 0 // they bound the clicks
	}
	for what, name := range actors.EventNames() {
		l.kinds[what] = len(x.Kinds) == 0 || slices.Contains(x.Kinds, export.OneWord(name))
	}
	if m := exportModel(setting); x.Format == CSVFormat {
		l.lines = export.NewCSV(to, m)
	} else {
		l.lines = export.NewJSON(to, m)
	}
	return l
}

// bodies tells if an event gets a line: what befalls all does, too, when only some
// orders are asked for.
func (l *lineExport) bodies(e *sim.Event) bool {
	return l.kinds[e.What] && e.At >= l.from && (e.Intent == 0 && concernsAll(e.What) || l.who.has(e.Intent))
}

func (l *lineExport) hear(e *sim.Event) bool {
	if l.until > 0 && e.At >= l.until {
		return false
	}
	if l.bodies(e) {
		l.wrote++
		l.lines.Hear(e)
	}
	return l.lines.Err() == nil
}

func (l *lineExport) close() (Exported, error) { return Exported{Events: l.wrote}, l.lines.Close() }

func concernsAll(what sim.What) bool {
	switch what {
	case sim.Crashed, sim.Restarted, sim.FaultBegan, sim.FaultEnded:
		return true
	}
	return false
}

// traceExport writes orders.
type traceExport struct {
	orders *export.Gatherer
	who    *chosen
	until  time.Duration
	draw   *export.Perfetto // or
	spans  *export.OTLP
}

func newTraceExport(x *Export, setting runSetting, who *chosen, to io.Writer) *traceExport {
	t := &traceExport{who: who, until: x.Until}
	m, begins := exportModel(setting), export.Epoch.Add(setting.starts)
	var hand func(*export.Order)
	if x.Format == PerfettoFormat {
		t.draw = export.NewPerfetto(to, m, [][2]string{
			{"scenario", setting.scenario}, {"seed", strconv.FormatUint(setting.seed, 10)}, {"set", strings.Join(setting.sets, " ")},
			{"time 0 is", begins.Format("Monday 15:04")},
		})
		hand = t.draw.Order
	} else {
		t.spans = export.NewOTLP(to, m, begins)
		hand = t.spans.Order
	}
	t.orders = export.NewGatherer(m, who.has, hand)
	if !who.named {
		t.orders.From, t.orders.Until = x.From, x.Until
	}
	return t
}

func (t *traceExport) bodies(e *sim.Event) bool { return e.Intent != 0 && t.who.has(e.Intent) }

func (t *traceExport) hear(e *sim.Event) bool {
	if t.draw != nil {
		t.draw.Hear(e)
	}
	t.orders.Hear(e)
	return t.err() == nil && !t.over(e.At)
}

// over tells if nobody is left whose trace is to be written.
func (t *traceExport) over(now time.Duration) bool {
	if t.orders.Open() > 0 {
		return false
	}
	return t.who.some() && t.orders.Orders() == len(t.who.intents) || t.until > 0 && now >= t.until
}

func (t *traceExport) err() error {
	if err := t.orders.Err(); err != nil {
		return err
	}
	if t.draw != nil {
		return t.draw.Err()
	}
	return t.spans.Err()
}

func (t *traceExport) close() (Exported, error) {
	t.orders.Close()
	if err := t.err(); err != nil {
		return Exported{}, err
	}
	if t.draw != nil {
		if err := t.draw.Close(); err != nil {
			return Exported{}, err
		}
	}
	return Exported{Orders: t.orders.Orders()}, nil
}
