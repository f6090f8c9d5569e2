package export

import (
	"strconv"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/ptrace"
)

// call is the spans of one call.
func (t *tracing) call(i int) {
	c := &t.order.Calls[i]
	var maker, server ptrace.Span
	if c.Sort <= Told {
		maker = t.maker(c)
	}
	if c.Served {
		server = t.server(c)
	}
	for k := range c.Marks {
		if m := &c.Marks[k]; c.Sort <= Told && (m.OnWay || !c.Served) {
			t.event(maker, m)
		} else {
			t.event(server, m)
		}
	}
}

// maker is the span of who made a call.
func (t *tracing) maker(c *Call) ptrace.Span {
	kind, name := ptrace.SpanKindClient, plain(t.model.Kind(c.Kind))
	if c.Sort == Told {
		kind = ptrace.SpanKindProducer
	}
	s := t.span(plain(t.model.actor(c.From)), name, kind, spanID(c, makerSide), c.Sent, c.Ended)
	s.SetParentSpanID(t.parent(c))
	a := s.Attributes()
	t.describe(a, c)
	a.PutStr("server.address", plain(t.model.actor(c.To)))
	if c.Attempt > 1 {
		a.PutInt("buynow.attempt", int64(c.Attempt))
	}
	if c.First >= 0 {
		link := s.Links().AppendEmpty()
		link.SetTraceID(t.id())
		link.SetSpanID(spanID(&t.order.Calls[c.First], makerSide))
		link.Attributes().PutStr("buynow.link", "the attempt before")
	}
	if c.Reply != "" && c.Ending == Answered {
		a.PutStr("buynow.answer", c.Reply)
	}
	if c.Ending.Error() {
		a.PutStr("error.type", c.Ending.String())
		s.Status().SetCode(ptrace.StatusCodeError)
		s.Status().SetMessage(c.Ending.says())
	}
	return s
}

// server is the span of who served a call.
func (t *tracing) server(c *Call) ptrace.Span {
	kind, name := ptrace.SpanKindServer, plain(t.model.Kind(c.Kind))
	switch c.Sort {
	case Told:
		kind = ptrace.SpanKindConsumer
	case Copied:
		kind = ptrace.SpanKindConsumer
	case Reminded:
		kind = ptrace.SpanKindInternal
	}
	s := t.span(plain(t.model.actor(c.To)), name, kind, spanID(c, serverSide), c.Arrived, c.Done)
	if c.Sort <= Told {
		s.SetParentSpanID(spanID(c, makerSide))
	} else {
		s.SetParentSpanID(t.parent(c))
	}
	a := s.Attributes()
	t.describe(a, c)
	if c.Sort != Reminded {
		a.PutStr("client.address", plain(t.model.actor(c.From)))
	}
	if c.ReplyStep > 0 {
		a.PutInt("buynow.answer.step", int64(c.ReplyStep))
	}
	if c.Reply != "" {
		a.PutStr("buynow.answer", c.Reply)
	}
	if c.Sort == Copied {
		a.PutBool("buynow.copy", true)
	}
	if c.Began > c.Arrived {
		a.PutDouble("buynow.waited", (c.Began - c.Arrived).Seconds())
		e := s.Events().AppendEmpty()
		e.SetName("service began")
		e.SetTimestamp(t.stamp(c.Began))
	}
	if c.Failed {
		a.PutStr("error.type", crashedOr(c.Crashed, Rejected.String()))
		s.Status().SetCode(ptrace.StatusCodeError)
		s.Status().SetMessage(crashedOr(c.Crashed, Rejected.says()))
	}
	return s
}

func crashedOr(crashed bool, otherwise string) string {
	if crashed {
		return "crashed"
	}
	return otherwise
}

// describe says what a call is about.
func (t *tracing) describe(a pcommon.Map, c *Call) {
	a.PutStr("rpc.system.name", "buynow")
	a.PutStr("rpc.method", plain(t.model.actor(c.To)+"/"+t.model.Kind(c.Kind)))
	if c.Words != "" {
		a.PutStr("buynow.says", c.Words)
	}
	if c.Step > 0 {
		a.PutInt("buynow.step", int64(c.Step))
	}
}

// parent is the span during which a call was made: that of who served the call
// above it, or of who made that if nobody told that it was served; else the order.
func (t *tracing) parent(c *Call) pcommon.SpanID {
	if c.Up < 0 {
		return t.rootID()
	}
	up := &t.order.Calls[c.Up]
	if up.Sort <= Told && (c.Sort == Copied || !up.Served) {
		return spanID(up, makerSide)
	}
	return spanID(up, serverSide)
}

// event is something that happened at one moment.
func (t *tracing) event(s ptrace.Span, m *Mark) {
	e := s.Events().AppendEmpty()
	e.SetName(OneWord(m.What))
	e.SetTimestamp(t.stamp(m.At))
	a := e.Attributes()
	a.PutStr("buynow.says", m.says())
	for _, pair := range [][2]string{{"thing", m.Thing}, {"from", m.From}, {"to", m.To}, {"unit", m.Unit}} {
		if pair[1] != "" {
			a.PutStr("buynow."+pair[0], plain(pair[1]))
		}
	}
	if m.Unit != "" {
		a.PutInt("buynow.amount", m.Amount)
	}
	if m.ID != 0 {
		a.PutStr("buynow.id", strconv.FormatUint(m.ID, 10))
	}
	if m.Fault > 0 {
		a.PutInt("buynow.fault", m.Fault)
	}
}
