package metrics

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var (
	aTrend   = Metric{Name: "checkout_duration", Kind: TrendKind, Unit: Duration}
	aRate    = Metric{Name: "checkout_failed", Kind: RateKind, Unit: Part}
	aCounter = Metric{Name: "orders_delivered", Kind: CounterKind}
	aGauge   = Metric{Name: "queue_depth", Kind: GaugeKind}
	aLevel   = Metric{Name: "utilization", Kind: GaugeKind, Unit: Part}
)

func ExampleMetric_Parse() {
	checkout := Metric{Name: "checkout_duration", Kind: TrendKind, Unit: Duration}
	c, _ := checkout.Parse("p(99) < 5s over 30s")
	fmt.Println(c.Subject(), time.Duration(c.Limit), c.Over, c.Holds(float64(4*time.Second)))

	_, err := checkout.Parse("p95<800ms")
	fmt.Println(err)
	// Output:
	// p(99) 5s 30s true
	// there is no "p95", want avg, min, med, max or p(N) of checkout_duration, which is a trend, did you mean p(95)?
}

func TestAConditionIsReadAsItIsMeant(t *testing.T) {
	for _, row := range []struct {
		why    string
		metric Metric
		text   string
		want   Condition
	}{
		{"k6's own: a bare number is milliseconds", aTrend, "p(95)<500", Condition{Aggregate: Percentile, Percent: 95, Operator: Below, Limit: 500e6}},
		{"with a unit", aTrend, "p(99.9)<=1m30s", Condition{Aggregate: Percentile, Percent: 99.9, Operator: AtMost, Limit: 90e9}},
		{"days, for deliveries", aTrend, "med<3d12h", Condition{Aggregate: Med, Operator: Below, Limit: 84 * 3600e9}},
		{"blanks do not matter", aTrend, "  p( 95 )  <  2s   over   30s ", Condition{Aggregate: Percentile, Percent: 95, Operator: Below, Limit: 2e9, Over: 30 * time.Second}},
		{"every aggregate of a trend: avg", aTrend, "avg>1ms", Condition{Aggregate: Avg, Operator: Above, Limit: 1e6}},
		{"min", aTrend, "min>=1ms", Condition{Aggregate: Min, Operator: AtLeast, Limit: 1e6}},
		{"max", aTrend, "max!=1ms", Condition{Aggregate: Max, Operator: NotEqual, Limit: 1e6}},
		{"a share", aRate, "rate<0.02", Condition{Aggregate: Share, Operator: Below, Limit: 0.02}},
		{"a share in percent", aRate, "rate<2%", Condition{Aggregate: Share, Operator: Below, Limit: 0.02}},
		{"a window", aRate, "rate<0.50 over 20s", Condition{Aggregate: Share, Operator: Below, Limit: 0.5, Over: 20 * time.Second}},
		{"a count", aCounter, "count==0", Condition{Aggregate: Count, Operator: Equal}},
		{"as in JavaScript", aCounter, "count===0", Condition{Aggregate: Count, Operator: Equal}},
		{"so many a second", aCounter, "rate>60", Condition{Aggregate: PerSecond, Operator: Above, Limit: 60}},
		{"a level", aGauge, "value<100", Condition{Aggregate: Value, Operator: Below, Limit: 100}},
		{"a level in percent", aLevel, "max<=90%", Condition{Aggregate: Max, Operator: AtMost, Limit: 0.9}},
		{"an exponent", aCounter, "count<1e6", Condition{Aggregate: Count, Operator: Below, Limit: 1e6}},
	} {
		got, err := row.metric.Parse(row.text)

		row.want.Text = strings.Join(strings.Fields(row.text), " ")
		if err != nil || got != row.want {
			t.Errorf("%s: Parse(%q) = %+v, %v, want %+v", row.why, row.text, got, err, row.want)
		}
	}
}

func TestAWrongConditionSaysWhatIsAllowed(t *testing.T) {
	for _, row := range []struct {
		why    string
		metric Metric
		text   string
		want   string
	}{
		{"nothing", aTrend, "", `"" compares with nothing, want one such as p(95)<800ms`},
		{"no limit", aRate, "rate<", "there is no limit, want one such as rate<2%"},
		{"no aggregate", aRate, "<0.02", "nothing is compared, want rate of checkout_failed, which is a rate"},
		{"one equals sign", aCounter, "count=0", `"=" is no comparison, want <, <=, >, >=, == or !=, did you mean ==?`},
		{"the wrong way round", aCounter, "count=<0", `"=<" is no comparison, want <, <=, >, >=, == or !=, did you mean <=?`},
		{"as in SQL", aCounter, "count<>0", `"<>" is no comparison, want <, <=, >, >=, == or !=, did you mean !=?`},
		{"two comparisons", aRate, "0.01<rate<0.02", `there is no "0.01", want rate of checkout_failed, which is a rate`},
		{"a rate of a trend", aTrend, "rate<0.02", `there is no "rate", want avg, min, med, max or p(N) of checkout_duration, which is a trend`},
		{"a percentile of a rate", aRate, "p(95)<2s", `there is no "p(95)", want rate of checkout_failed, which is a rate`},
		{"a percentile without brackets", aTrend, "p95<2s", `there is no "p95", want avg, min, med, max or p(N) of checkout_duration, which is a trend, did you mean p(95)?`},
		{"another word for it", aTrend, "mean<2s", `there is no "mean", want avg, min, med, max or p(N) of checkout_duration, which is a trend, did you mean avg?`},
		{"a percentile beyond all", aTrend, "p(101)<2s", `"p(101)" is no percentile, want p(0) to p(100), such as p(95) or p(99.9)`},
		{"a percentile that is no number", aTrend, "p(NaN)<2s", `"p(NaN)" is no percentile, want p(0) to p(100), such as p(95) or p(99.9)`},
		{"an open bracket", aTrend, "p(95<2s", `"p(95" is no percentile, want p(0) to p(100), such as p(95) or p(99.9)`},
		{"an unknown unit", aTrend, "avg<3y", `"3y" is no limit of a duration, want one such as 800ms, 2s or 3d (a bare number is milliseconds)`},
		{"a duration where a share is wanted", aRate, "rate<2s", `"2s" is no limit of checkout_failed, want a share such as 0.02 or 2%`},
		{"a percentage of a count", aCounter, "count<2%", `"2%" is no limit of orders_delivered, want a number such as 0 or 100`},
		{"a rate in another unit", aCounter, "rate>60/min", `"60/min" is no limit of orders_delivered, want a number per second such as 60`},
		{"no number", aCounter, "count<NaN", `"NaN" is no limit of orders_delivered, want a number such as 0 or 100`},
		{"a number beyond all", aCounter, "count<1e999", "1e999 is too large a limit, want at most 1e+15"},
		{"no window", aTrend, "avg<2s over", `"avg<2s over" has no time behind over, want one such as p(95)<800ms over 30s`},
		{"a window without a unit", aTrend, "avg<2s over 30", `over "30" has no unit, want ns, us, ms, s, m, h or d, such as 30s`},
		{"a window of nothing", aTrend, "avg<2s over 0s", "a window of 0s is too short, want at least 100ms"},
		{"a window of a gauge", aGauge, "max<9 over 30s", "queue_depth is a gauge, which knows no over; want a condition of the whole run such as max<100"},
		{"a novel", aTrend, strings.Repeat("p", 500) + "<2", `"pppppppppppppppppppppppppppppppppppppppp"... is too long for a threshold, want one such as p(95)<800ms`},
	} {
		_, err := row.metric.Parse(row.text)

		if err == nil || err.Error() != row.want {
			t.Errorf("%s: Parse(%.60q)\n got %v\nwant %v", row.why, row.text, err, row.want)
		}
	}
}

func TestAnOperatorHoldsWhereItSays(t *testing.T) {
	for text, want := range map[string][3]bool{ // of 1, 2 and 3
		"count<2": {true, false, false}, "count<=2": {true, true, false}, "count>2": {false, false, true},
		"count>=2": {false, true, true}, "count==2": {false, true, false}, "count!=2": {true, false, true},
	} {
		c, err := aCounter.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]bool{c.Holds(1), c.Holds(2), c.Holds(3)}; got != want {
			t.Errorf("%s of 1, 2 and 3 is %v, want %v", text, got, want)
		}
	}
}

func TestASelectorIsReadAsItIsMeant(t *testing.T) {
	for text, want := range map[string]string{
		"checkout_failed":                                "checkout_failed",
		" checkout_failed { } ":                          "checkout_failed",
		"checkout_duration{phase:peak}":                  "checkout_duration{phase:peak}",
		"checkout_duration{ phase : peak, journey:buy }": "checkout_duration{journey:buy,phase:peak}",
		"step_duration{step=7}":                          "step_duration{step:7}",
		"attempts_per_call{link:merchant -> bank}":       "attempts_per_call{link:merchant -> bank}",
	} {
		s, err := ParseSelector(text)
		if err != nil || s.String() != want {
			t.Errorf("ParseSelector(%q) = %v, %v, want %s", text, s, err, want)
		}
	}
}

func TestAWrongSelectorSaysWhatIsAllowed(t *testing.T) {
	for text, want := range map[string]string{
		"":               `"" is no metric, want one such as checkout_duration or checkout_duration{phase:peak}`,
		"a{b:c":          `the tags of "a{b:c" do not end with a closing brace, want one such as checkout_duration or checkout_duration{phase:peak}`,
		"a{b:c}{d:e}":    `the tags of "a{b:c}{d:e}" do not end with a closing brace, want one such as checkout_duration or checkout_duration{phase:peak}`,
		"a{b}":           `"b" is no tag, want a name and a value such as phase:peak`,
		"a{b:}":          `"b:" is no tag, want a name and a value such as phase:peak`,
		"a{b:c,,d:e}":    `"" is no tag, want a name and a value such as phase:peak`,
		"a{b:c,b:d}":     "the tag b is given twice",
		"p(95)<2s, a{b}": `"p(95)<2s, a{b}" is no metric, want one such as checkout_duration or checkout_duration{phase:peak}`,
	} {
		_, err := ParseSelector(text)
		if err == nil || err.Error() != want {
			t.Errorf("ParseSelector(%q)\n got %v\nwant %v", text, err, want)
		}
	}
}

// Whatever somebody writes is read or refused, and what is read means something:
// it says its own subject, compares with a number, and reads itself back.
func FuzzThreshold(f *testing.F) {
	f.Fuzz(func(t *testing.T, selector, text string) {
		if s, err := ParseSelector(selector); err == nil {
			again, err := ParseSelector(s.String())
			if err != nil || again.String() != s.String() {
				t.Errorf("ParseSelector(%q) = %s, which reads back as %v, %v", selector, s, again, err)
			}
		}
		for _, metric := range []Metric{aTrend, aRate, aCounter, aGauge, aLevel} {
			c, err := metric.Parse(text)
			if err != nil {
				if len(err.Error()) > 1000 {
					t.Errorf("Parse(%.100q): the error has %d bytes", text, len(err.Error()))
				}
				continue
			}
			if c.Limit != c.Limit || c.Over < 0 || c.Percent < 0 || c.Percent > 100 || c.Subject() == "" {
				t.Errorf("Parse(%q) = %+v", text, c)
			}
			if again, err := metric.Parse(c.Text); err != nil || again != c {
				t.Errorf("Parse(%q) = %+v, which reads back as %+v, %v", text, c, again, err)
			}
		}
	})
}
