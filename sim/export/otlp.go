package export

import (
	"encoding/binary"
	"io"
	"time"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"

	"buynow/sim"
)

// Epoch is the moment at which a run begins whose calendar begins on a Monday at
// midnight: Monday, 1 January 2024, UTC. A run that begins on another day of the
// week begins so much later.
var Epoch = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)

// OTLP writes orders as traces of OpenTelemetry, in the JSON of its file exporter
// (https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/): a line for each
// order, as the collector's otlpjsonfile receiver reads them.
//
//   - An order is a trace. Its number is made of the seed and the intent, those of its
//     spans of the paths of the calls: the same call has the same under each strategy.
//   - The root is the order. A call is two spans: a client's (or producer's, if nobody
//     waits) for who made it, and below it a server's (or consumer's) for who served
//     it. A timer is an internal one.
//   - An attempt is linked to the one before it. What happened meanwhile is an event.
//   - Each actor is a service. Attributes have the names of the semantic conventions
//     where these have one, others begin with buynow.
type OTLP struct {
	model *Model
	to    io.Writer
	zero  time.Time // when the run began
	lines ptrace.JSONMarshaler
	err   error
}

// NewOTLP writes traces of a run that began then.
func NewOTLP(to io.Writer, m *Model, zero time.Time) *OTLP {
	return &OTLP{model: m, to: to, zero: zero}
}

// Err returns why traces could not be written, nil if all is well.
func (w *OTLP) Err() error { return w.err }

// Order writes the trace of an order that is over.
func (w *OTLP) Order(o *Order) {
	if w.err != nil {
		return
	}
	t := tracing{OTLP: w, order: o, traces: ptrace.NewTraces(), scopes: map[string]ptrace.SpanSlice{}}
	t.root()
	for i := range o.Calls {
		t.call(i)
	}
	line, err := w.lines.MarshalTraces(t.traces)
	if err != nil {
		w.err = err
		return
	}
	_, w.err = w.to.Write(append(line, '\n'))
}

// tracing is a trace in the making.
type tracing struct {
	*OTLP
	order  *Order
	traces ptrace.Traces
	scopes map[string]ptrace.SpanSlice // of each service
}

// The sides of a call, for the numbers of spans.
const (
	orderSide uint64 = iota + 1
	makerSide
	serverSide
)

// span adds a span to those of a service.
func (t *tracing) span(service, name string, kind ptrace.SpanKind, id pcommon.SpanID, from, to time.Duration) ptrace.Span {
	spans, known := t.scopes[service]
	if !known {
		resource := t.traces.ResourceSpans().AppendEmpty()
		resource.Resource().Attributes().PutStr("service.name", service)
		resource.Resource().Attributes().PutStr("service.namespace", "buynow")
		scope := resource.ScopeSpans().AppendEmpty()
		scope.Scope().SetName("buynow")
		spans = scope.Spans()
		t.scopes[service] = spans
	}
	s := spans.AppendEmpty()
	s.SetTraceID(t.id())
	s.SetSpanID(id)
	s.SetName(name)
	s.SetKind(kind)
	s.SetStartTimestamp(t.stamp(from))
	s.SetEndTimestamp(t.stamp(max(from, to)))
	return s
}

func (t *tracing) id() (id pcommon.TraceID) {
	binary.BigEndian.PutUint64(id[:8], sim.Mix(t.model.Seed, t.order.Intent)|1)
	binary.BigEndian.PutUint64(id[8:], sim.Mix(t.order.Intent, t.model.Seed))
	return id
}

// spanID is the number of one side of a call.
func spanID(c *Call, side uint64) (id pcommon.SpanID) {
	binary.BigEndian.PutUint64(id[:], sim.Mix(c.id(), side)|1)
	return id
}

func (t *tracing) stamp(at time.Duration) pcommon.Timestamp {
	return pcommon.NewTimestampFromTime(t.zero.Add(at))
}

// root is the order itself.
func (t *tracing) root() {
	o := t.order
	s := t.span("orders", "order", ptrace.SpanKindInternal, t.rootID(), o.Begun, o.Ended)
	a := s.Attributes()
	a.PutInt("buynow.intent", int64(o.Intent))
	if o.Number != 0 {
		a.PutInt("buynow.order", int64(o.Number))
	}
	if a.PutBool("buynow.over", o.Whole); o.Outcome != "" {
		a.PutStr("buynow.outcome", plain(o.Outcome))
	}
	for i := range o.Marks {
		t.event(s, &o.Marks[i])
	}
}

func (t *tracing) rootID() (id pcommon.SpanID) {
	binary.BigEndian.PutUint64(id[:], sim.Mix(t.order.Intent, orderSide)|1)
	return id
}
