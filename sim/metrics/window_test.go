package metrics

import (
	"math/rand/v2"
	"testing"
	"time"
)

func conditionOf(t *testing.T, m Metric, text string) Condition {
	t.Helper()
	c, err := m.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sample is one thing that was measured, for a slow oracle that keeps them all.
type sample struct {
	at    time.Duration
	value int64
}

// The oracle looks at every window one after the other, with all samples in hand.
func TestEveryFullWindowIsJudged(t *testing.T) {
	const ms, sec = time.Millisecond, time.Second
	draws := rand.New(rand.NewPCG(3, 4))
	for _, row := range []struct {
		why    string
		metric Metric
		text   string
		gap    time.Duration // between samples, on average
		hole   time.Duration // once
		span   Span
	}{
		{"a share over 20 s", aRate, "rate<0.30 over 20s", 300 * ms, 0, Span{0, 160 * sec}},
		{"a share over 20 s, with a hole", aRate, "rate<0.23 over 20s", 300 * ms, 90 * sec, Span{3 * sec, 100 * sec}},
		{"a count over 5 s", aCounter, "count>8 over 5s", 400 * ms, 0, Span{7 * sec, 150 * sec}},
		{"a count over 5 s, with a hole", aCounter, "count>=1 over 5s", 400 * ms, 63 * sec, Span{6 * sec, 300 * sec}},
		{"nothing is counted before, between and after", aCounter, "count>=1 over 3s", 100 * ms, 20 * sec, Span{0, 120 * sec}},
		{"what is counted after the span does not count", aCounter, "count>8 over 5s", 400 * ms, 0, Span{7 * sec, 60 * sec}},
		{"unless all of it is after the span", aCounter, "count>8 over 5s", 400 * ms, 30 * sec, Span{0, 5 * sec}},
		{"so many a second", aCounter, "rate<3.5 over 8s", 400 * ms, 20 * sec, Span{5 * sec, 250 * sec}},
		{"a slow maximum over 10 s", aTrend, "max<9s over 10s", sec, 0, Span{500 * ms, 100 * sec}},
		{"fewer samples than windows", aTrend, "max<9s over 2s", 5 * sec, 30 * sec, Span{0, 9000 * sec}},
	} {
		t.Run(row.why, func(t *testing.T) {
			c := conditionOf(t, row.metric, row.text)
			series := NewSeries(row.metric.Kind)
			judge := series.Watch(c, row.span)
			var all []sample
			at := 7 * sec
			for i := range 500 {
				at += time.Duration(draws.ExpFloat64() * float64(row.gap))
				if i == 250 {
					at += row.hole
				}
				value := int64(1)
				switch row.metric.Kind {
				case TrendKind:
					value = int64(time.Duration(draws.IntN(10_000)) * ms)
				case RateKind:
					value = int64(draws.IntN(5) / 4)
				}
				all = append(all, sample{at, value})
				series.Record(at, value, uint64(i+1))
			}

			got := judge.Now(100 * time.Hour)

			windows, failed, worst := slowly(c, row.metric.Kind, all, row.span)
			if got.Windows != windows || got.Failed != failed || got.OK != (failed == 0) || got.Value != worst {
				t.Errorf("%d windows, %d failed, the worst %v, ok=%t; want %d, %d, %v", got.Windows, got.Failed, got.Value, got.OK, windows, failed, worst)
			}
			if failed == 0 || failed == windows {
				t.Errorf("%d of %d windows failed: the row proves little", failed, windows)
			}
		})
	}
}

// slowly judges windows as the documentation says it.
func slowly(c Condition, kind Kind, all []sample, span Span) (windows, failed int, worst float64) {
	step := c.Over / 4
	begin := span.From + (all[0].at-span.From)/step*step
	end := max(span.Until, all[len(all)-1].at)
	if kind == CounterKind && all[0].at <= span.Until {
		begin, end = span.From, span.Until
	}
	first := true
	for from := begin; from+c.Over <= end; from += step {
		meter := newRecorder(kind)
		for i, s := range all {
			if from <= s.at && s.at < from+c.Over {
				meter.Add(s.value, uint64(i+1))
			}
		}
		windows++
		if meter.Samples() == 0 && kind != CounterKind {
			continue
		}
		value := meter.Ask(c.Aggregate, c.Percent, c.Over)
		if !c.Holds(value) {
			failed++
		}
		below := c.Operator == Below
		if first || below && value > worst || !below && value < worst {
			worst, first = value, false
		}
	}
	return windows, failed, worst
}

func TestAWindowThatIsNotFullIsNotJudged(t *testing.T) {
	series := NewSeries(RateKind)
	judge := series.Watch(conditionOf(t, aRate, "rate<0.5 over 20s"), Span{0, time.Minute})

	series.Record(0, 1, 1)
	series.Record(19*time.Second, 1, 2)

	if v := judge.Now(19 * time.Second); v.Measured || v.OK {
		t.Errorf("after 19 s the verdict is %+v, want none", v)
	}
	if v := judge.Now(20 * time.Second); !v.Measured || v.OK || v.Failed != 1 || v.Example != 1 {
		t.Errorf("after 20 s the verdict is %+v, want one failed window, as order 1 shows", v)
	}
}

func TestTheWorstWindowBringsItsOwnExample(t *testing.T) {
	series := NewSeries(TrendKind)
	judge := series.Watch(conditionOf(t, aTrend, "max<1s over 4s"), Span{0, 100 * time.Second})
	for i := range 100 {
		took := 10 * time.Millisecond
		if i == 57 {
			took = 3 * time.Second
		}
		series.Record(time.Duration(i)*time.Second, int64(took), uint64(i+1))
	}

	v := judge.Now(100 * time.Second)

	if v.OK || v.Example != 58 || v.From < 54*time.Second || v.From > 57*time.Second || v.Failed != 4 {
		t.Errorf("the verdict is %+v, want order 58 in four windows from about 54 s", v)
	}
}

func TestWhatWasNeverMeasuredIsNotKeptUnlessItIsACount(t *testing.T) {
	for _, row := range []struct {
		metric   Metric
		text     string
		ok, seen bool
	}{
		{aTrend, "p(95)<800ms", false, false},
		{aTrend, "p(95)<800ms over 30s", false, false},
		{aRate, "rate<0.02", false, false},
		{aCounter, "count==0", true, true},
		{aCounter, "count==0 over 30s", true, true},
		{aCounter, "count>0", false, true},
	} {
		judge := NewSeries(row.metric.Kind).Watch(conditionOf(t, row.metric, row.text), Span{0, time.Minute})

		if v := judge.Now(time.Minute); v.OK != row.ok || v.Measured != row.seen {
			t.Errorf("%s without a sample: ok=%t, measured=%t, want %t and %t", row.text, v.OK, v.Measured, row.ok, row.seen)
		}
	}
}

// What is recorded between two windows that are long gone costs nothing.
func TestAQuietYearIsJudgedAtOnce(t *testing.T) {
	series := NewSeries(CounterKind)
	judge := series.Watch(conditionOf(t, aCounter, "count>0 over 1s"), Span{0, 365 * 24 * time.Hour})
	series.Record(0, 1, 1)

	v := judge.Now(365 * 24 * time.Hour)

	if want := 4*365*24*3600 - 3; v.Windows != want || v.Failed != want-1 {
		t.Errorf("%d windows, %d failed, want %d and all but the first", v.Windows, v.Failed, want)
	}
}

func TestACounterPerSecondNeedsTheTime(t *testing.T) {
	series := NewSeries(CounterKind)
	judge := series.Watch(conditionOf(t, aCounter, "rate>=2"), Span{10 * time.Second, time.Minute})
	for i := range 100 {
		series.Record(time.Duration(i)*time.Second/2, 1, uint64(i+1))
	}

	if v := judge.Now(24 * time.Hour); v.Value != 2 || !v.OK || v.Example != 1 {
		t.Errorf("the verdict is %+v, want 2 a second", v)
	}
}

func TestTwoTrendsMergeIntoOne(t *testing.T) {
	whole, half, other := NewTrend(), NewTrend(), NewTrend()
	for order := uint64(1); order <= 2000; order++ {
		took := time.Duration(order*7919%10_007) * time.Millisecond
		whole.Record(took, order)
		if order%3 == 0 {
			half.Record(took, order)
		} else {
			other.Record(took, order)
		}
	}

	half.Merge(other)
	half.Merge(NewTrend())

	if half.Count() != whole.Count() || half.At(99) != whole.At(99) || half.Min() != whole.Min() || half.Max() != whole.Max() ||
		half.Slowest() != whole.Slowest() || half.Mean() != whole.Mean() {
		t.Errorf("merged: %d, p99 %v, %v to %v, mean %v; want %d, %v, %v to %v, %v", half.Count(), half.At(99), half.Min(), half.Max(), half.Mean(),
			whole.Count(), whole.At(99), whole.Min(), whole.Max(), whole.Mean())
	}
	took := time.Duration(half.Example()*7919%10_007) * time.Millisecond
	if tail := half.At(99); took < tail*95/100 {
		t.Errorf("the example took %v, want about %v", took, tail)
	}
}

func BenchmarkSeries(b *testing.B) {
	b.ReportAllocs()
	series := NewSeries(TrendKind)
	c, err := aTrend.Parse("p(99)<5s over 30s")
	if err != nil {
		b.Fatal(err)
	}
	series.Watch(c, Span{0, time.Hour})
	for i := range b.N {
		series.Record(time.Duration(i)*time.Millisecond, int64(i%1_000_003)*1000, uint64(i))
	}
}
