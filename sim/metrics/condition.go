package metrics

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"buynow/sim"
)

// Condition is what a threshold asks of a metric. The grammar is k6's, with units
// and windows:
//
//	aggregate operator limit [over window]
//	p(95)<800ms    avg<=2s    rate<2%    count==0    p(99)<5s over 30s
//
// The aggregates depend on the metric's kind. A limit without a unit is in
// milliseconds where durations are measured, as in k6. Over asks for every full
// window of that length instead of the whole run.
type Condition struct {
	Text      string
	Aggregate Aggregate
	Percent   float64 // of p(N)
	Operator  Operator
	Limit     float64 // nanoseconds where durations are measured
	Over      time.Duration
}

// Operator compares a number with the limit.
type Operator uint8

// The operators. == and === mean the same.
const (
	Below Operator = iota
	AtMost
	Above
	AtLeast
	Equal
	NotEqual
)

// operators are their signs, the longer first, as they are looked for.
var operators = []struct {
	sign string
	is   Operator
}{
	{"===", Equal}, {"==", Equal}, {"!=", NotEqual}, {"<=", AtMost}, {">=", AtLeast}, {"<", Below}, {">", Above},
}

// Holds tells if a number is as the condition asks.
func (c Condition) Holds(value float64) bool {
	switch c.Operator {
	case Below:
		return value < c.Limit
	case AtMost:
		return value <= c.Limit
	case Above:
		return value > c.Limit
	case AtLeast:
		return value >= c.Limit
	case NotEqual:
		return value != c.Limit
	}
	return value == c.Limit
}

// Opposite holds when the condition does not.
func (c Condition) Opposite() Condition {
	c.Operator = [...]Operator{Below: AtLeast, AtMost: Above, Above: AtMost, AtLeast: Below, Equal: NotEqual, NotEqual: Equal}[c.Operator]
	return c
}

// Subject is the aggregate as the condition writes it: p(95).
func (c Condition) Subject() string {
	return strings.ReplaceAll(c.Text[:strings.IndexAny(c.Text, "<>=!")], " ", "")
}

// What a window may be.
const (
	shortestWindow = 100 * time.Millisecond
	longestText    = 200
)

// Parse is the story of a threshold's text:
//  1. the window is cut off behind the word over;
//  2. the operator is found, which parts the aggregate from the limit;
//  3. both are read as the metric's kind and unit have it.
//
// The error says what is wrong, and what is allowed.
func (m Metric) Parse(text string) (Condition, error) {
	text = strings.Join(strings.Fields(text), " ")
	c := Condition{Text: text}
	if len(text) > longestText {
		return c, fmt.Errorf("%.40q... is too long for a threshold, want one such as %s", text, m.example())
	}
	head, window, windowed := strings.Cut(text, " over ")
	if strings.HasSuffix(head, " over") || head == "over" {
		return c, fmt.Errorf("%q has no time behind over, want one such as %s over 30s", text, m.example())
	}
	at, sign := -1, ""
	for i := range head {
		if at = i; strings.IndexByte("<>=!", head[i]) >= 0 {
			sign = head[i : i+len(head[i:])-len(strings.TrimLeft(head[i:], "<>=!"))]
			break
		}
	}
	if sign == "" {
		return c, fmt.Errorf("%q compares with nothing, want one such as %s", text, m.example())
	}

	var err error
	if c.Operator, err = parseOperator(sign); err != nil {
		return c, err
	}
	if c.Aggregate, c.Percent, err = m.parseAggregate(strings.TrimSpace(head[:at])); err != nil {
		return c, err
	}
	if c.Limit, err = m.parseLimit(strings.TrimSpace(head[at+len(sign):]), c.Aggregate); err != nil {
		return c, err
	}
	if windowed {
		c.Over, err = m.parseWindow(strings.TrimSpace(window))
	}
	return c, err
}

// example is a condition that the metric could have.
func (m Metric) example() string {
	return [...]string{"p(95)<800ms", "rate<2%", "count==0", "max<100"}[m.Kind]
}

func parseOperator(sign string) (Operator, error) {
	for _, o := range operators {
		if o.sign == sign {
			return o.is, nil
		}
	}
	hint := ""
	switch sign {
	case "=":
		hint = ", did you mean ==?"
	case "=<":
		hint = ", did you mean <=?"
	case "=>":
		hint = ", did you mean >=?"
	case "<>", "!", "!==":
		hint = ", did you mean !=?"
	}
	return 0, fmt.Errorf("%q is no comparison, want <, <=, >, >=, == or !=%s", sign, hint)
}

// parseAggregate reads what stands before the operator.
func (m Metric) parseAggregate(text string) (Aggregate, float64, error) {
	name, inside, bracket := strings.Cut(text, "(")
	name = strings.TrimSpace(name)
	want := fmt.Sprintf("want %s of %s, which is a %s", list(m.Kind.Aggregates()), m.Name, m.Kind)
	if name == "p" && bracket && m.Kind == TrendKind {
		digits, closed := strings.CutSuffix(inside, ")")
		percent, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
		if !closed || err != nil || !(percent >= 0 && percent <= 100) {
			return 0, 0, fmt.Errorf("%q is no percentile, want p(0) to p(100), such as p(95) or p(99.9)", text)
		}
		return Percentile, percent, nil
	}
	for _, a := range aggregates[m.Kind] {
		if a.name == name && !bracket && a.of != Percentile {
			return a.of, 0, nil
		}
	}
	if text == "" {
		return 0, 0, fmt.Errorf("nothing is compared, %s", want)
	}
	return 0, 0, fmt.Errorf("there is no %.40q, %s%s", text, want, m.meant(text))
}

// meant is a hint at the aggregate that other tools call so.
func (m Metric) meant(text string) string {
	text = strings.ToLower(text)
	digits := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(text, "p"), "("), ")")
	_, err := strconv.ParseFloat(digits, 64)
	hint := ""
	switch {
	case m.Kind == TrendKind && err == nil && digits != text:
		hint = "p(" + digits + ")"
	case m.Kind == TrendKind && (text == "mean" || text == "average"), m.Kind == GaugeKind && text == "mean":
		hint = "avg"
	case m.Kind == TrendKind && text == "median":
		hint = "med"
	case text == "maximum" && m.Kind != RateKind && m.Kind != CounterKind:
		hint = "max"
	case text == "sum" && m.Kind == CounterKind, text == "total" && m.Kind == CounterKind:
		hint = "count"
	}
	if hint == "" {
		return ""
	}
	return ", did you mean " + hint + "?"
}

// parseLimit reads what a number is compared with.
func (m Metric) parseLimit(text string, of Aggregate) (float64, error) {
	if text == "" {
		return 0, fmt.Errorf("there is no limit, want one such as %s", m.example())
	}
	number, err := strconv.ParseFloat(text, 64)
	decimal := strings.Trim(text, "0123456789.+-eE") == ""
	bare := err == nil && decimal
	if decimal && errors.Is(err, strconv.ErrRange) || math.Abs(number) > maxLimit && bare {
		return 0, fmt.Errorf("%.40s is too large a limit, want at most %.0e", text, maxLimit)
	}
	switch {
	case m.Unit == Duration && bare:
		return number * float64(time.Millisecond), nil
	case m.Unit == Duration:
		d, err := sim.ParseDuration(text)
		if err != nil {
			return 0, fmt.Errorf("%.40q is no limit of a duration, want one such as 800ms, 2s or 3d (a bare number is milliseconds)", text)
		}
		return float64(d), nil
	case bare:
		return number, nil
	}
	digits, percent := strings.CutSuffix(text, "%")
	number, err = strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if percent && m.Unit == Part && err == nil && math.Abs(number) <= maxLimit {
		return number / 100, nil
	}
	want := "a number such as 0 or 100"
	switch {
	case m.Unit == Part:
		want = "a share such as 0.02 or 2%"
	case of == PerSecond:
		want = "a number per second such as 60"
	}
	return 0, fmt.Errorf("%.40q is no limit of %s, want %s", text, m.Name, want)
}

// maxLimit is what a limit may be: beyond it, a number is a mistake.
const maxLimit = 1e15

// parseWindow reads the length of the windows.
func (m Metric) parseWindow(text string) (time.Duration, error) {
	if m.Kind == GaugeKind {
		return 0, fmt.Errorf("%s is a gauge, which knows no over; want a condition of the whole run such as %s", m.Name, m.example())
	}
	over, err := sim.ParseDuration(text)
	switch {
	case err != nil:
		return 0, fmt.Errorf("over %w", err)
	case over < shortestWindow:
		return 0, fmt.Errorf("a window of %s is too short, want at least %s", text, sim.FormatDuration(shortestWindow))
	}
	return over, nil
}

// list joins names: a, b or c.
func list(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
