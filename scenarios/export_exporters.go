package scenarios

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/export"
)

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
