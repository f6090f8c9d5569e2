package scenarios

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"testing"
)

// otelSpan is one span of OpenTelemetry, as its JSON has it.
type otelSpan struct {
	TraceID, SpanID, ParentSpanID, Name string
	Kind                                int
	StartTimeUnixNano, EndTimeUnixNano  string
	Attributes                          []attribute
	Links                               []struct{ TraceID, SpanID string }
	Events                              []struct{ Name, TimeUnixNano string }
	Status                              struct {
		Code    int
		Message string
	}
	service string
}

type attribute struct {
	Key   string
	Value struct{ StringValue, IntValue string }
}

func (s *otelSpan) attribute(key string) string {
	for _, a := range s.Attributes {
		if a.Key == key {
			return a.Value.StringValue + a.Value.IntValue
		}
	}
	return ""
}

func (s *otelSpan) start(t *testing.T) int64 { return wholeNumber(t, s.StartTimeUnixNano) }
func (s *otelSpan) end(t *testing.T) int64   { return wholeNumber(t, s.EndTimeUnixNano) }

func wholeNumber(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The kinds of span.
const (
	internalSpan = iota + 1
	serverSpan
	clientSpan
	producerSpan
	consumerSpan
)

// readOTLP reads traces, one for each line.
func readOTLP(t *testing.T, file []byte) (traces [][]otelSpan) {
	t.Helper()
	for text := range bytes.Lines(file) {
		var line struct {
			ResourceSpans []struct {
				Resource   struct{ Attributes []attribute }
				ScopeSpans []struct{ Spans []otelSpan }
			}
		}
		if err := json.Unmarshal(text, &line); err != nil {
			t.Fatal(err)
		}
		var trace []otelSpan
		for _, r := range line.ResourceSpans {
			for _, scope := range r.ScopeSpans {
				for _, s := range scope.Spans {
					s.service = r.Resource.Attributes[0].Value.StringValue
					trace = append(trace, s)
				}
			}
		}
		traces = append(traces, trace)
	}
	return traces
}

var hexadecimal = regexp.MustCompile(`^[0-9a-f]+$`)

// checkTrace holds one trace against what OpenTelemetry asks of traces.
func checkTrace(t *testing.T, trace []otelSpan) {
	t.Helper()
	byID := map[string]*otelSpan{}
	for i := range trace {
		s := &trace[i]
		if len(s.TraceID) != 32 || len(s.SpanID) != 16 || !hexadecimal.MatchString(s.TraceID+s.SpanID) || s.TraceID != trace[0].TraceID {
			t.Fatalf("the span %s of the trace %s", s.SpanID, s.TraceID)
		}
		if byID[s.SpanID] != nil {
			t.Errorf("two spans are called %s: %s and %s", s.SpanID, s.Name, byID[s.SpanID].Name)
		}
		byID[s.SpanID] = s
	}
	for i := range trace {
		s := &trace[i]
		up := byID[s.ParentSpanID]
		if s.end(t) < s.start(t) {
			t.Errorf("%s ends before it begins", s.Name)
		}
		if (up == nil) != (i == 0) || i == 0 && s.ParentSpanID != "" {
			t.Errorf("span %d, %s, has the parent %q, which is there: %v", i, s.Name, s.ParentSpanID, up != nil)
			continue
		}
		if i > 0 && (s.start(t) < up.start(t) || s.start(t) < trace[0].start(t) || s.end(t) > trace[0].end(t)) {
			t.Errorf("%s at %d begins before %s above it, or outlasts the order", s.Name, s.start(t), up.Name)
		}
		if s.Kind == serverSpan && (up.Kind != clientSpan || up.Status.Code == 0 && s.end(t) > up.end(t)) {
			t.Errorf("%s is served from %d to %d for a call until %d", s.Name, s.start(t), s.end(t), up.end(t))
		}
		for _, link := range s.Links {
			if first := byID[link.SpanID]; first == nil || first.Name != s.Name || first.start(t) > s.start(t) {
				t.Errorf("%s is linked to %v", s.Name, first)
			}
		}
		for _, e := range s.Events {
			if at := wholeNumber(t, e.TimeUnixNano); at < trace[0].start(t) || at > trace[0].end(t) {
				t.Errorf("%s of %s is outside of the order", e.Name, s.Name)
			}
		}
	}
}
