package export

import (
	"bytes"
	"testing"
	"time"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

// The collector's own reader finds in the file what was put into it.
func TestTheCollectorReadsTheTraces(t *testing.T) {
	w, _, _ := morning(t, 60)
	m := bakery(w)
	var file bytes.Buffer
	out := NewOTLP(&file, m, Epoch.Add(10*time.Hour))
	orders, _ := gather(t, w)
	for _, o := range orders {
		out.Order(o)
	}
	if out.Err() != nil {
		t.Fatal(out.Err())
	}

	var read ptrace.JSONUnmarshaler
	ids := map[string]bool{}
	for i, line := range bytes.Split(bytes.TrimSuffix(file.Bytes(), []byte("\n")), []byte("\n")) {
		traces, err := read.UnmarshalTraces(line)
		if err != nil {
			t.Fatal(err)
		}
		o, sides := orders[i], 1
		for k := range o.Calls {
			sides += boolInt(o.Calls[k].Sort <= Told) + boolInt(o.Calls[k].Served)
		}
		if traces.SpanCount() != sides || traces.ResourceSpans().Len() > 4 {
			t.Errorf("order %d has %d spans of %d services, want %d", o.Number, traces.SpanCount(), traces.ResourceSpans().Len(), sides)
		}
		root := traces.ResourceSpans().At(0).ScopeSpans().At(0).Spans().At(0)
		if got := root.StartTimestamp().AsTime(); !got.Equal(time.Date(2024, 1, 1, 10, 0, 0, int(o.Begun), time.UTC)) {
			t.Errorf("order %d begins at %v, want %v after ten o'clock", o.Number, got, o.Begun)
		}
		if number, ok := root.Attributes().Get("buynow.order"); !ok || number.Int() != int64(o.Number) || !root.ParentSpanID().IsEmpty() {
			t.Errorf("the root of order %d is %v", o.Number, root.Attributes().AsRaw())
		}
		ids[root.TraceID().String()] = true
		checkFailures(t, o, traces)
	}
	if len(ids) != 60 {
		t.Errorf("%d traces have %d numbers", len(orders), len(ids))
	}
}

// checkFailures counts the spans that failed, and links between attempts.
func checkFailures(t *testing.T, o *Order, traces ptrace.Traces) {
	t.Helper()
	failed, links := 0, 0
	for k := range o.Calls {
		c := &o.Calls[k]
		failed += boolInt(c.Ending.Error()) + boolInt(c.Failed)
		links += boolInt(c.First >= 0)
	}
	for r := range traces.ResourceSpans().Len() {
		spans := traces.ResourceSpans().At(r).ScopeSpans().At(0).Spans()
		for k := range spans.Len() {
			s := spans.At(k)
			_, kind := s.Attributes().Get("error.type")
			if isError := s.Status().Code() == ptrace.StatusCodeError; isError != kind {
				t.Errorf("%s has status %v and attributes %v", s.Name(), s.Status().Code(), s.Attributes().AsRaw())
			} else if isError {
				failed--
			}
			links -= s.Links().Len()
		}
	}
	if failed != 0 || links != 0 {
		t.Errorf("order %d: %d failures and %d links are missing", o.Number, failed, links)
	}
}

// The same call has the same number under every seed, and each seed its own traces.
func TestNumbersOfSpansAreThoseOfTheCalls(t *testing.T) {
	w, _, _ := morning(t, 5)
	m := bakery(w)
	orders, _ := gather(t, w)
	var one, other bytes.Buffer
	NewOTLP(&one, m, Epoch).Order(orders[3])
	m.Seed++
	NewOTLP(&other, m, Epoch).Order(orders[3])

	var read ptrace.JSONUnmarshaler
	first, err := read.UnmarshalTraces(one.Bytes())
	second, err2 := read.UnmarshalTraces(other.Bytes())
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	a, b := first.ResourceSpans().At(1).ScopeSpans().At(0).Spans().At(0), second.ResourceSpans().At(1).ScopeSpans().At(0).Spans().At(0)
	if a.SpanID() != b.SpanID() || a.TraceID() == b.TraceID() {
		t.Errorf("span %v of trace %v, and %v of %v", a.SpanID(), a.TraceID(), b.SpanID(), b.TraceID())
	}
}
