package metrics

import (
	"math"
	"time"
)

// Series is a metric under one set of tags: all that was recorded of it, and the
// windows that its thresholds look through.
type Series struct {
	All     Meter
	whole   recorder
	kind    Kind
	windows []*Windows
}

// NewSeries returns an empty series of a trend, a rate or a counter.
func NewSeries(kind Kind) *Series {
	whole := newRecorder(kind)
	return &Series{All: whole, whole: whole, kind: kind}
}

// Watch makes windows for a condition that asks for them, and returns the
// condition's judge. Those who are measured come in the span.
func (s *Series) Watch(c Condition, span Span) *Judge {
	j := &Judge{Condition: c, series: s, span: span}
	if c.Over > 0 {
		j.windows = newWindows(s.kind, c, span)
		s.windows = append(s.windows, j.windows)
	}
	return j
}

// Record adds a sample: a duration in nanoseconds, or how much counted. Times
// never go back.
func (s *Series) Record(at time.Duration, value int64, order uint64) {
	s.whole.Add(value, order)
	for _, w := range s.windows {
		w.add(at, value, order)
	}
}

// Show gives the order of a sample that was recorded when it had no number yet,
// and Wants tells if that is of use.
func (s *Series) Show(value int64, order uint64) { s.whole.Show(value, order) }

// Wants tells if the order of a sample could become the example.
func (s *Series) Wants(value int64) bool { return s.whole.Wants(value) }

// Verdict says how a condition stands.
type Verdict struct {
	OK       bool
	Measured bool    // false if there was nothing to judge
	Value    float64 // of the worst window, if it has windows
	Example  uint64
	From     time.Duration // when the worst window began
	Windows  int           // full ones
	Failed   int           // of these
}

// Judge is a condition and what it is asked of.
type Judge struct {
	Condition Condition
	series    *Series
	windows   *Windows
	span      Span
}

// Now judges by what was recorded until now. What is counted per second is so by
// the time of the span that has passed.
func (j *Judge) Now(at time.Duration) Verdict {
	if j.windows != nil && (j.windows.begun || !j.windows.counts) {
		j.windows.closeUntil(at)
		v := j.windows.verdict()
		if v.Measured && v.Example == 0 {
			v.Example = j.series.All.Example() // of the window, none had a number
		}
		return v
	}
	return j.Condition.Judge(j.series.All, max(0, min(at, j.span.Until)-j.span.From))
}

// Judge asks a meter. What was never measured fails, unless it is a count.
func (c Condition) Judge(m Meter, over time.Duration) Verdict {
	if _, counts := m.(*Counter); m.Samples() == 0 && !counts {
		return Verdict{}
	}
	return c.judge(m, over)
}

func (c Condition) judge(m Meter, over time.Duration) Verdict {
	value := m.Ask(c.Aggregate, c.Percent, over)
	return Verdict{OK: c.Holds(value), Measured: true, Value: value, Example: m.Example()}
}

// worse tells if a verdict is worse than another: further on the wrong side.
func (c Condition) worse(v, than Verdict) bool {
	switch c.Operator {
	case Below, AtMost:
		return v.Value > than.Value
	case Above, AtLeast:
		return v.Value < than.Value
	case NotEqual:
		return than.OK && !v.OK
	}
	return math.Abs(v.Value-c.Limit) > math.Abs(than.Value-c.Limit)
}
