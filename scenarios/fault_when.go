package scenarios

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"buynow/actors"
	"buynow/sim/metrics"
)

// trigger is what a fault waits for, as its field when says:
//
//	step 7 #100                    the hundredth message of a step
//	order 500                      the order of that number
//	queue_depth{actor:bank} > 50   a condition on a metric, as in thresholds
type trigger struct {
	step     actors.Step // 0 if it is none
	passing  int         // of the step, from 1
	order    int         // 0 if it is none
	selector metrics.Selector
	opposite metrics.Condition // as long as it holds, the fault waits
}

const triggerWant = "want step 7 #100, order 500 or a condition on a metric such as queue_depth{actor:bank} > 50"

// parseTrigger reads what a fault waits for. The empty text is no trigger.
func parseTrigger(text string) (t trigger, err error) {
	text = oneLine(text)
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return t, fmt.Errorf("%.40q waits for nothing, want one such as step 7 #100, order 500 or queue_depth{actor:bank} > 50", text)
	}
	word, rest, _ := strings.Cut(text, " ")
	switch word {
	case "":
		return t, nil
	case "step":
		number, passing, numbered := strings.Cut(rest, " #")
		if !numbered {
			passing = "1"
		}
		if err := checkTag(metrics.Tag{Key: tagStep, Value: number}); err != nil {
			return t, err
		}
		step, _ := strconv.Atoi(number) // checkTag has read it
		t.step = actors.Step(step)
		t.passing, err = countFrom1(passing)
		return t, err
	case "order":
		t.order, err = countFrom1(rest)
		return t, err
	}
	return parseMetricTrigger(text)
}

// countFrom1 reads which of several something is.
func countFrom1(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(text, "#"))
	if err != nil || n < 1 || n > maxNumber {
		return 0, fmt.Errorf("%.40q is no number of one, %s", text, triggerWant)
	}
	return n, nil
}

// parseMetricTrigger reads queue_depth{actor:bank} > 50. A level and a share need
// no aggregate: there is one that is meant.
func parseMetricTrigger(text string) (t trigger, err error) {
	end := strings.IndexAny(text, "}<>=! :(")
	if end >= 0 && text[end] != '}' && strings.Contains(text, "}") {
		end = strings.IndexByte(text, '}')
	}
	if end < 0 {
		return t, fmt.Errorf("%.40q compares with nothing, %s", text, triggerWant)
	}
	if text[end] == '}' {
		end++
	}
	t.selector, err = metrics.ParseSelector(strings.TrimSpace(text[:end]))
	if err != nil {
		return t, err
	}
	if err := checkSelector(t.selector); err != nil {
		return t, err
	}
	metric := metricNamed(t.selector.Name)
	condition := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text[end:]), ":"))
	if condition != "" && strings.IndexByte("<>=!", condition[0]) >= 0 {
		condition = meantAggregate[metric.Kind] + condition
	}
	t.opposite, err = metric.Parse(condition)
	t.opposite = t.opposite.Opposite()
	return t, err
}

// meantAggregate is what is compared of a metric if nothing is said.
var meantAggregate = map[metrics.Kind]string{metrics.GaugeKind: "value", metrics.RateKind: "rate", metrics.CounterKind: "count"}

// String is a trigger that counts, as a file says it.
func (t trigger) String() string {
	if t.step > 0 {
		return fmt.Sprintf("step %d #%d", t.step, t.passing)
	}
	return fmt.Sprintf("order %d", t.order)
}

// checkWhen looks for a trigger that can never come.
func (c *faultCheck) checkWhen() {
	if c.fault.When == "" {
		return
	}
	t, err := parseTrigger(c.fault.When)
	if err == nil {
		err = c.scenario.checkTags(t.selector)
	}
	if err != nil {
		c.wrong("when", "%v", err)
	}
}
