package scenarios

import (
	"math"
	"strings"
	"testing"
	"time"

	"buynow/actors"
)

// heard is a pulse of a load, and thank-yous that come evenly: so many a second at
// each second.
func heard(t *testing.T, load string, rate func(second int) float64) *pulse {
	t.Helper()
	s, err := Parse("x.yaml", []byte("name: x\nload: "+load+"\ncustomers: { think: 0s }\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	p := newPulse(s.Load, &s.Config.Customers)
	owed := 0.
	for second := range int(s.Load.End() / time.Second) {
		owed += rate(second)
		for ; owed >= 1; owed-- {
			p.beat(time.Duration(second)*time.Second + time.Millisecond)
		}
	}
	return p
}

// The fault is there from minute 5 to minute 6.
func TestRecoveryIsTheTimeUntilThankYousAreBack(t *testing.T) {
	const (
		flat   = "{ a: { executor: constant-arrival-rate, rate: 50, duration: 15m } }"
		ebbs   = "{ a: { executor: ramping-arrival-rate, startRate: 50, stages: [{ duration: 5m, target: 50 }, { duration: 10m, target: 5 }] } }"
		swells = "{ a: { executor: ramping-arrival-rate, startRate: 20, stages: [{ duration: 6m, target: 20 }, { duration: 1m, target: 200 }, { duration: 8m, target: 200 }] } }"
		few    = "{ a: { executor: constant-arrival-rate, rate: 0.01, duration: 15m } }"
	)
	down := func(until int, before, during, after float64) func(int) float64 {
		return func(second int) float64 {
			switch {
			case second < 300:
				return before
			case second < until:
				return during
			}
			return after
		}
	}
	for _, row := range []struct {
		why, load   string
		rate        func(int) float64
		known, back bool
		after       float64 // seconds
	}{
		{"it did nothing", flat, down(360, 45, 45, 45), true, true, 0},
		{"nothing came through, and all was well as soon as it was over", flat, down(360, 45, 0, 45), true, true, 0},
		{"it took 80 s", flat, down(440, 45, 0, 45), true, true, 80},
		{"it stayed down", flat, down(900, 45, 0, 0), true, false, 0},
		{"nine tenths are well", flat, down(440, 45, 0, 41), true, true, 80},
		{"eight tenths are not", flat, down(440, 45, 0, 36), true, false, 0},
		{"a second of peace is no recovery", flat, func(second int) float64 {
			if second >= 300 && second < 600 && second%60 != 0 {
				return 5
			}
			return 45
		}, true, true, 240},
		{"the load ebbs away, and all of it is served", ebbs, func(second int) float64 {
			if second < 300 {
				return 45
			}
			return 45 - 0.9*45*float64(second-300)/600
		}, true, true, 0},
		{"the load swells tenfold, and as many as before are served", swells, func(int) float64 { return 18 }, true, false, 0},
		{"nobody comes who could tell", few, func(int) float64 { return 0.01 }, false, false, 0},
	} {
		r := heard(t, row.load, row.rate).recovery(5*time.Minute, 6*time.Minute)

		// A window may begin up to a tenth of its length early: that much may be missing.
		off := math.Abs(r.Seconds - row.after)
		if r.Known != row.known || r.Back != row.back || off > wellFor.Seconds()/10+1 {
			t.Errorf("%s: %+v, want known %t, back %t after %.0f s", row.why, r, row.known, row.back, row.after)
		}
	}
}

// Who comes late in the run of a fault that never ends is no recovery, and a fault
// at the beginning has nothing to be compared with.
func TestAFaultAtTheBeginningHasNothingBefore(t *testing.T) {
	p := heard(t, "{ a: { executor: constant-arrival-rate, rate: 50, duration: 15m } }", func(int) float64 { return 45 })

	if r := p.recovery(0, time.Minute); r.Known {
		t.Errorf("recovery() = %+v, want nothing known", r)
	}
}

// A real shop whose web server hears nothing for a minute is back soon.
func TestRecoveryTimeIsAMetric(t *testing.T) {
	long(t)
	const text = "name: x\npreset: hardened\nload: { a: { executor: constant-arrival-rate, rate: 10, duration: 12m } }\npopulation: { customers: 1_000_000 }\n" +
		"thresholds: { recovery_time: ['max<2m'] }\nfaults: [{ type: drop, target: customer -> web, at: 4m, for: 1m, name: cut }, { type: drop, target: merchant -> bank, at: 8m, for: 200ms, name: blink }]\n"
	_, sum := played(t, text)
	cut := sum.Faults[0].Recovery
	if !cut.Known || !cut.Back || cut.Seconds > 60 || cut.During > cut.Before/2 || !sum.Thresholds[0].OK {
		t.Errorf("recovery of the cut: %+v, threshold %+v", cut, sum.Thresholds[0])
	}
	if m := sum.Metrics["recovery_time"]; m.Count != 2 || m.Max < 1000*cut.Seconds*0.98 || m.Example == 0 {
		t.Errorf("recovery_time is %+v, want the two faults", m)
	}
	if !strings.Contains(sum.Finding, "While all of the messages from the customer to the web server were lost") || !strings.Contains(sum.Finding, "goodput fell from ") || !strings.Contains(sum.Finding, "was back") {
		t.Errorf("the finding is %q", sum.Finding)
	}
}

func TestARecoveryIsSaidInAClause(t *testing.T) {
	for want, r := range map[string]Recovery{
		"goodput fell from 50/s to 0/s and did not come back":                    {Known: true, Before: 50.3, During: 12},
		"goodput fell from 6.6/s to 0.1/s and was back as soon as that was over": {Known: true, Back: true, Before: 6.58, During: 0.0833},
		"goodput fell from 1,200/s to 3/s and was back 29 s after that was over": {Known: true, Back: true, Before: 1200, During: 3.04, Seconds: 29},
		"goodput fell from 20/s to 10/s and was back 2m30s after that was over":  {Known: true, Back: true, Before: 20, During: 10, Seconds: 150},
	} {
		if got := r.clause(); got != want {
			t.Errorf("%+v is said as %q, want %q", r, got, want)
		}
	}
}

// Customers are due when they have looked around, not when they come.
func TestCustomersAreDueAfterTheyHaveLookedAround(t *testing.T) {
	rules := actors.DefaultCustomerRules()
	s, err := Parse("x.yaml", []byte("name: x\nload: { a: { executor: constant-arrival-rate, rate: 10, duration: 1m, journeys: { buy: 3, browse: 1 } } }\n"), nil)
	if err != nil {
		t.Fatal(err)
	}

	p := newPulse(s.Load, &rules)

	lag := int(rules.Think.Mean() / 1e9)
	if before, after := p.due[lag], p.due[lag+10]-p.due[lag]; before > 5 || math.Abs(after-75) > 5 {
		t.Errorf("%g are due in the first %d s and %g in the ten after, want about 0 and 75", before, lag, after)
	}
}
