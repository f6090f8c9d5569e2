package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// promising is a small shop with the thresholds of a text.
func promising(thresholds string) string {
	return `name: shop
load:
  shoppers:
    executor: ramping-arrival-rate
    startRate: 2
    stages:
      - { name: warm, duration: 20s, target: 2, warmup: true }
      - { name: steady, duration: 1m, target: 2 }
      - { name: jump, duration: 0s, target: 8 }
      - { name: peak, duration: 1m, target: 8 }
    journeys: { buy: 80, buy-and-cancel: 20 }
  regulars:
    executor: constant-arrival-rate
    rate: 1
    duration: 2m
    journeys: { buy: 9, browse: 1 }
catalog: { skus: 50 }
stock: { levels: { initial: 141, reorder_at: 140, up_to: 400 } }
` + thresholds
}

func TestAWrongThresholdIsRefusedAtItsPlace(t *testing.T) {
	for _, row := range []struct{ why, text, want string }{
		{"an unknown metric", "thresholds: { checkout_time: ['p(95)<2s'] }",
			"x.yaml:19:15: thresholds.checkout_time: there is no metric checkout_time, did you mean checkout_failed?"},
		{"a mistyped metric", "thresholds:\n  checkout_duratoin: ['p(95)<2s']",
			"x.yaml:20:3: thresholds.checkout_duratoin: there is no metric checkout_duratoin, did you mean checkout_duration?"},
		{"an unknown tag", "thresholds: { 'checkout_duration{colour:red}': ['p(95)<2s'] }",
			"x.yaml:19:15: thresholds.checkout_duration{colour:red}: checkout_duration has no tag colour, want phase, journey or crowd"},
		{"k6's word for it", "thresholds: { 'checkout_duration{scenario:shoppers}': ['p(95)<2s'] }",
			"checkout_duration has no tag scenario, did you mean crowd?"},
		{"a tag of another metric", "thresholds: { 'checkout_failed{step:7}': ['rate<0.1'] }", "checkout_failed has no tag step"},
		{"a tag where there is none", "thresholds: { 'recovery_time{phase:peak}': ['max<2s'] }", "recovery_time has no tags"},
		{"a phase that no stage has", "thresholds: { 'checkout_duration{phase:paek}': ['p(95)<2s'] }",
			"x.yaml:19:15: thresholds.checkout_duration{phase:paek}: no stage of the load is called paek, did you mean peak?"},
		{"a phase of a warm-up", "thresholds: { 'checkout_duration{phase:warm}': ['p(95)<2s'] }",
			"no stage of the load is called warm, want steady, peak or regulars"},
		{"a phase that takes no time", "thresholds: { 'checkout_duration{phase:jump}': ['p(95)<2s'] }", "no stage of the load is called jump"},
		{"a crowd that does not come", "thresholds: { 'checkout_duration{crowd:tourists}': ['p(95)<2s'] }",
			"no crowd of the load is called tourists, want shoppers or regulars"},
		{"a journey that nobody makes", "load: { a: { executor: constant-arrival-rate, rate: 1, duration: 1m } }\nname: a\nthresholds: { 'checkout_duration{journey:browse}': ['p(95)<2s'] }",
			"x.yaml:3:15: thresholds.checkout_duration{journey:browse}: nobody makes the journey browse, want buy"},
		{"a step that there is not", "thresholds: { 'step_duration{step:16}': ['p(95)<2s'] }", "there is no step 16, want 1 to 15"},
		{"an actor that there is not", "thresholds: { 'utilization{actor:bnak}': ['value<90%'] }", "there is no actor bnak, did you mean bank?"},
		{"a level of nobody", "thresholds: { utilization: ['value<90%'] }",
			"utilization says nothing without its tag actor, want one such as utilization{actor:bank}"},
		{"half a link", "thresholds: { 'attempts_per_call{link:bank}': ['value<2'] }", `"bank" is no link, want one such as merchant -> bank`},
		{"a link to nowhere", "thresholds: { 'attempts_per_call{link:web -> moon}': ['value<2'] }", "there is no actor moon"},
		{"the wrong number for the kind", "thresholds:\n  checkout_failed:\n    - 'p(95)<2s'",
			`x.yaml:21:7: thresholds.checkout_failed[0]: there is no "p(95)", want rate of checkout_failed, which is a rate`},
		{"the second of two", "thresholds: { checkout_failed: ['rate<2%', 'rate<2s'] }",
			`x.yaml:19:44: thresholds.checkout_failed[1]: "2s" is no limit of checkout_failed, want a share such as 0.02 or 2%`},
		{"within a mapping", "thresholds: { checkout_failed: [{ threshold: 'rate<' , abortOnFail: true }] }",
			"thresholds.checkout_failed[0]: there is no limit, want one such as rate<2%"},
		{"a mapping without a condition", "thresholds: { checkout_failed: [{ abortOnFail: true }] }",
			"thresholds.checkout_failed[0]: threshold is missing, want a text such as p(95)<800ms"},
		{"a mistyped field", "thresholds: { checkout_failed: [{ threshold: 'rate<1%', abortOnFial: true }] }",
			"unknown field, did you mean abortOnFail?"},
		{"a delay of nothing", "thresholds: { checkout_failed: [{ threshold: 'rate<1%', delayAbortEval: 1m }] }",
			"thresholds.checkout_failed[0]: delayAbortEval has no meaning without abortOnFail: true"},
		{"a condition that is no list", "thresholds: { checkout_failed: 'rate<1%' }", `"rate<1%" is no list, want one such as [ ... ]`},
		{"two that mean the same, which k6 makes one of", "thresholds:\n  'checkout_failed{phase:peak,journey:buy}': ['rate<1%']\n  'checkout_failed{journey:buy, phase:peak}': ['rate<2%']",
			"means the same as checkout_failed{journey:buy, phase:peak}, want one list for both"},
		{"more than anybody can keep", "thresholds: { checkout_failed: [" + strings.Repeat("'rate<1%',", 101) + "] }",
			"101 thresholds are too many, want at most 100 in all"},
	} {
		text := promising(row.text)
		if strings.HasPrefix(row.text, "load:") {
			text = row.text
		}

		_, err := Parse("x.yaml", []byte(text), nil)

		if err == nil || !strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s:\n got %v\nwant %s", row.why, err, row.want)
		}
	}
}

func played(t *testing.T, text string, sets ...string) (*Play, *Summary) {
	t.Helper()
	s, err := Parse("x.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	return playedAs(t, s, nil)
}

func TestAThresholdIsJudgedByWhatItNames(t *testing.T) {
	const text = `thresholds:
  checkout_duration: ['p(95)<1h', 'min>=1h']
  'checkout_duration{phase:peak}': ['p(99)<1h over 10s', 'max<1ms over 10s']
  'checkout_duration{journey:buy-and-cancel,crowd:regulars}': ['max<1h']
  checkout_failed: ['rate<=1']
  dropped_iterations: ['count==0']
  recovery_time: ['max<45s']
  'orders_confirmed{phase:peak}': ['rate>1', 'count<10']
  'utilization{actor:bank}': ['value<100%', 'value>100%']
  'step_duration{step:7}': ['avg>1ms']
  'step_duration{step=15,phase=peak}': ['avg<1000d']
  double_charges: ['count==0']
`
	_, sum := played(t, promising(text))

	want := map[string]bool{
		"checkout_duration p(95)<1h": true, "checkout_duration min>=1h": false,
		"checkout_duration{phase:peak} p(99)<1h over 10s": true, "checkout_duration{phase:peak} max<1ms over 10s": false,
		"checkout_duration{journey:buy-and-cancel,crowd:regulars} max<1h": false, // no regular cancels: no sample
		"checkout_failed rate<=1": true, "dropped_iterations count==0": true, "recovery_time max<45s": false,
		"orders_confirmed{phase:peak} rate>1": true, "orders_confirmed{phase:peak} count<10": false,
		"utilization{actor:bank} value<100%": true, "utilization{actor:bank} value>100%": false,
		"step_duration{step:7} avg>1ms": true, "step_duration{step=15,phase=peak} avg<1000d": true, "double_charges count==0": true,
	}
	if len(sum.Thresholds) != len(want) || sum.ExitCode() != ExitThreshold {
		t.Fatalf("%d verdicts and exit code %d, want %d and %d", len(sum.Thresholds), sum.ExitCode(), len(want), ExitThreshold)
	}
	for _, v := range sum.Thresholds {
		name := v.Metric + " " + v.Threshold
		if ok, known := want[name]; !known || v.OK != ok {
			t.Errorf("%s: ok=%t with %v (%s), want %t", name, v.OK, v.Value, v.Note, ok)
		}
		unmeasured := v.Metric == "recovery_time" || strings.Contains(v.Metric, "regulars}")
		if unmeasured != (v.Note == "no sample") {
			t.Errorf("%s says %q", name, v.Note)
		}
		if !v.OK && !unmeasured && v.Example == 0 {
			t.Errorf("%s was crossed without an example", name)
		}
	}
}

// The run ends at the first even second at which the condition does not hold, but
// not before the delay.
func TestAThresholdCanEndTheRun(t *testing.T) {
	for _, row := range []struct {
		why, condition string
		from, until    time.Duration
	}{
		{"the first confirmed order is one too many", "{ threshold: 'count<1', abortOnFail: true }", 20 * time.Second, 40 * time.Second},
		{"after a delay", "{ threshold: 'count<1', abortOnFail: true, delayAbortEval: 61s }", 62 * time.Second, 62 * time.Second},
		{"never, if it is kept", "{ threshold: 'count<100000', abortOnFail: true }", 0, 0},
		{"never, if nobody asked", "{ threshold: 'count<1' }", 0, 0},
		{"never, if nobody comes any more", "{ threshold: 'count<1', abortOnFail: true, delayAbortEval: 10m }", 0, 0},
	} {
		_, sum := played(t, promising("thresholds: { 'orders_confirmed{crowd:shoppers}': ["+row.condition+"] }"))

		v := sum.Thresholds[0]
		if row.until == 0 {
			if sum.Aborted != nil || v.Aborted || sum.SimSeconds < 86_400 {
				t.Errorf("%s: it ended %v at %v s", row.why, sum.Aborted, sum.SimSeconds)
			}
			continue
		}
		if sum.Aborted == nil || !v.Aborted || v.OK || sum.ExitCode() != ExitThreshold || sum.Stopped {
			t.Fatalf("%s: %+v, ok=%t, exit %d", row.why, sum.Aborted, v.OK, sum.ExitCode())
		}
		at := time.Duration(sum.Aborted.At * float64(time.Second))
		if at < row.from || at > row.until || at%abortEvery != 0 || sum.SimSeconds > at.Seconds() || sum.Aborted.Metric != v.Metric {
			t.Errorf("%s: ended at %v by %s, want from %v to %v", row.why, at, sum.Aborted.Metric, row.from, row.until)
		}
		if err := sum.Check(); err != nil {
			t.Error(err)
		}
	}
}

// Looking at thresholds changes nothing in the shop.
func TestThresholdsLeaveNoTrace(t *testing.T) {
	_, without := played(t, promising(""))
	_, with := played(t, promising("thresholds: { checkout_duration: [{ threshold: 'p(99)<1h over 7s', abortOnFail: true }, 'p(50)<1h'] }"))

	if without.TraceHash != with.TraceHash || without.Events != with.Events {
		t.Errorf("with thresholds the trace is %s after %d events, without %s after %d", with.TraceHash, with.Events, without.TraceHash, without.Events)
	}
}

func TestATooLongListOfPhasesIsCut(t *testing.T) {
	stages := ""
	for i := range 150 {
		stages += fmt.Sprintf("{ name: p%d, duration: 1s, target: 3 }, ", i)
	}
	text := "name: a\nload: { a: { executor: ramping-arrival-rate, startRate: 3, stages: [" + stages + "] } }\nthresholds: { 'checkout_failed{phase:p149}': ['rate<2'] }\n"

	p, sum := played(t, text)

	if len(sum.Phases) != mostPhases || !sum.Thresholds[0].OK {
		t.Errorf("%d phases, and %+v, want %d and the verdict of one that is not shown", len(sum.Phases), sum.Thresholds[0], mostPhases)
	}
	if parts := len(p.measure.board.parts); parts != 2*mostPhases+1 {
		t.Errorf("%d parts, want two for each phase that is shown, and one that was asked for", parts)
	}
}

// All mistakes are told at once: one in a promise hides none in another, nor does
// one elsewhere in the file.
func TestAMistakeHidesNoOther(t *testing.T) {
	const text = `name: shop
load:
  shoppers: { executor: constant-arrival-rate, rate: 2, duration: 10m }
customers: { hme: 5 }
thresholds:
  checkout_duration: ['p(95)<800parsec', { threshold: 'avg<1s', abortOnFial: true }, 'foo']
  chekout_failed: ['rate<1%']
  'checkout_failed{crowd:tourists}': ['rate<1%']
  'goodput{crowd:tourists}': ['rate<x']
`
	wants := []string{
		"x.yaml:4:14: customers.hme: unknown field", `x.yaml:6:23: thresholds.checkout_duration[0]: "800parsec"`,
		"x.yaml:6:65: thresholds.checkout_duration[1].abortOnFial: unknown field", `x.yaml:6:86: thresholds.checkout_duration[2]: "foo" compares with nothing`,
		"x.yaml:7:3: thresholds.chekout_failed: there is no metric", "x.yaml:8:3: thresholds.checkout_failed{crowd:tourists}: no crowd of the load is called tourists",
		`x.yaml:9:31: thresholds.goodput{crowd:tourists}[0]: "x" is no limit`,
	}

	_, err := Parse("x.yaml", []byte(text), nil)

	for _, want := range wants {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the mistakes are\n%v\nwant %s", err, want)
		}
	}
	if err != nil && strings.Count(err.Error(), "\n") != len(wants)-1 {
		t.Errorf("the mistakes are\n%v\nwant %d of them", err, len(wants))
	}
}
