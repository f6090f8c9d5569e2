package scenarios

import (
	"context"
	"fmt"
	"io"
	"time"

	"buynow/sim"
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
