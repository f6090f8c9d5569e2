package scenarios

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/resilience"
)

// reader reads one word into a value. Its error says what is wrong and what is
// allowed.
type reader func(text string, into reflect.Value, b bounds) error

// readers know the types that are written in a way of their own.
var readers = map[reflect.Type]reader{
	reflect.TypeFor[time.Duration]():   readDuration,
	reflect.TypeFor[sim.Dist]():        readDist,
	reflect.TypeFor[actors.Cents]():    readCents,
	reflect.TypeFor[actors.Calendar](): readCalendar,
	reflect.TypeFor[actors.Journey]():  readName,
	reflect.TypeFor[actors.Country]():  readName,
	reflect.TypeFor[actors.Code]():     readCode,
	reflect.TypeFor[sim.Direction]():   readName,
}

// leaf reads a single value.
func (d *decoder) leaf(n *yaml.Node, path string, into reflect.Value, b bounds) {
	n, ok := d.fill(n, path)
	if !ok {
		return
	}
	isText := into.Kind() == reflect.String
	switch {
	case n.Kind != yaml.ScalarNode:
		d.wrong(d.place(n), path, "a %s is too much, want %s", kindOf(n), wantOf(into, b))
		return
	case isNull(n) && !isText:
		d.wrong(d.place(n), path, "there is no value, want %s", wantOf(into, b))
		return
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && isNumber(into.Type()):
		d.wrong(d.place(n), path, "%s in quotes is a text, want %s", quote(n), wantOf(into, b))
		return
	}
	text := n.Value
	if isNull(n) {
		text = ""
	}
	if err := readLeaf(text, into, b); err != nil {
		d.wrong(d.place(n), path, "%v", err)
	}
}

// readLeaf reads the text of a single value; into stays as it is on an error.
func readLeaf(text string, into reflect.Value, b bounds) error {
	if read, ok := readers[into.Type()]; ok {
		return read(text, into, b)
	}
	fresh := reflect.New(into.Type())
	if words, ok := fresh.Interface().(encoding.TextUnmarshaler); ok {
		if err := words.UnmarshalText([]byte(text)); err != nil {
			return err
		}
		into.Set(fresh.Elem())
		return nil
	}
	switch into.Kind() {
	case reflect.String:
		if b.unit == nameUnit && !isName(text) {
			return fmt.Errorf("%.40q is no name, want letters, digits, - and _", text)
		}
		if b.unit == faultUnit && rowOf(listed(), text) == nil {
			return noFault(text)
		}
		if names := b.oneOf(); names != nil && !slices.Contains(names, text) {
			return fmt.Errorf("%.40q is unknown%s", text, orElse(text, names))
		}
		if b.unit == nicknameUnit && !isNickname(text) {
			return fmt.Errorf("%.40q is no nickname, want at most %d letters, digits, blanks and .-'", text, maxNickname)
		}
		into.SetString(text)
	case reflect.Bool:
		if text != "true" && text != "false" {
			return fmt.Errorf("%.40q is neither true nor false", text)
		}
		into.SetBool(text == "true")
	case reflect.Float32, reflect.Float64:
		return readFloat(text, into, b)
	default:
		return readInt(text, into, b)
	}
	return nil
}

func isNumber(t reflect.Type) bool {
	_, special := readers[t]
	return !special && t.Kind() >= reflect.Bool && t.Kind() <= reflect.Float64 &&
		!reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// wantOf says what a value may be.
func wantOf(v reflect.Value, b bounds) string {
	t := v.Type()
	span := func() string { return b.limitsOf(t).text(t) }
	switch t {
	case reflect.TypeFor[time.Duration]():
		if b.unit == clock {
			return "a time of day such as 17:00"
		}
		return "a duration such as 350ms or 1d12h"
	case reflect.TypeFor[sim.Dist]():
		if timed(v, b) {
			return "a distribution of times such as 5ms, exp(6s) or lognormal(4ms, 0.4)"
		}
		return "a distribution of numbers such as 5, exp(6) or zipf(0.9)"
	case reflect.TypeFor[actors.Cents]():
		return "an amount such as 4.90"
	case reflect.TypeFor[actors.Calendar]():
		return "a time of day such as 10:00 or mon 10:00"
	case reflect.TypeFor[actors.Code]():
		return "an answer of a bank such as 05 or 51"
	}
	if names, ok := enumerations[t]; ok {
		return oneOf(names)
	}
	switch known := reflect.New(t).Interface().(type) {
	case interface{ names() []string }:
		return oneOf(known.names())
	case spoken:
		return known.spelling().want
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		if b.unit == faultUnit {
			return "the type of a fault: see buynow list faults"
		}
		if names := b.oneOf(); names != nil {
			return oneOf(names)
		}
		return "a text" + suchAs(b)
	case reflect.Float32, reflect.Float64:
		return "a number from " + span()
	case reflect.Struct, reflect.Map:
		return "a mapping" + suchAs(b)
	case reflect.Slice, reflect.Array:
		if keyOf(t.Elem()) >= 0 {
			return "a mapping" + suchAs(b)
		}
		return "a list" + suchAs(b)
	}
	if isNumber(t) {
		return "a whole number from " + span() + orWord(b)
	}
	return "one word"
}

func orWord(b bounds) string {
	switch words := b.words(); len(words) {
	case 0:
		return ""
	case 1:
		return ", or " + words[0]
	default:
		return ", " + oneOf(words)
	}
}

func suchAs(b bounds) string {
	if b.example == "" {
		return ""
	}
	return " such as " + b.example
}

// quote is what a node says, short.
func quote(n *yaml.Node) string {
	if n.Kind == yaml.ScalarNode {
		return fmt.Sprintf("%.40q", n.Value)
	}
	return "a " + kindOf(n)
}

// enumerations are the names of types that are numbers to Go and words to people.
var enumerations = map[reflect.Type][]string{
	reflect.TypeFor[actors.Journey](): namesOf(func(i int) (string, bool) {
		if i >= int(actors.Journeys) {
			return "", false
		}
		return actors.Journey(i).String(), true
	}),
	reflect.TypeFor[actors.Write]():          actors.Writes(),
	reflect.TypeFor[actors.ReserveAt]():      actors.ReserveTimes(),
	reflect.TypeFor[actors.Policy]():         {actors.OrderUpTo.String(), actors.FixedLot.String(), actors.BaseStock.String()},
	reflect.TypeFor[actors.Taking]():         actors.Takings(),
	reflect.TypeFor[actors.Unknown]():        actors.Unknowns(),
	reflect.TypeFor[actors.Keys]():           actors.KeyUses(),
	reflect.TypeFor[actors.Compensation]():   actors.Compensations(),
	reflect.TypeFor[actors.Cancellation]():   actors.Cancellations(),
	reflect.TypeFor[actors.Guarantee]():      actors.Guarantees(),
	reflect.TypeFor[actors.Switch]():         actors.Switches(),
	reflect.TypeFor[actors.Silence]():        actors.Silences(),
	reflect.TypeFor[resilience.Discipline](): resilience.Disciplines(),
	reflect.TypeFor[resilience.Algorithm]():  resilience.Algorithms(),
	reflect.TypeFor[resilience.Backoff]():    resilience.Backoffs(),
	reflect.TypeFor[resilience.Jitter]():     resilience.Jitters(),
	reflect.TypeFor[resilience.BudgetKind](): resilience.BudgetKinds(),
	reflect.TypeFor[resilience.On]():         resilience.Reasons(),
	reflect.TypeFor[sim.Direction]():         {"usual", "requests", "responses", "both"},
	reflect.TypeFor[actors.Country](): namesOf(func(i int) (string, bool) {
		code := actors.Country(i).String()
		return code, code != "??"
	}),
}

// namesOf lists names until there is none.
func namesOf(name func(i int) (string, bool)) []string {
	var names []string
	for i := 0; ; i++ {
		next, ok := name(i)
		if !ok {
			return names
		}
		names = append(names, next)
	}
}

// readName reads the name of one of an enumeration.
func readName(text string, into reflect.Value, _ bounds) error {
	names := enumerations[into.Type()]
	at := slices.Index(names, text)
	if at < 0 {
		return fmt.Errorf("%.40q is unknown%s", text, orElse(text, names))
	}
	into.SetUint(uint64(at))
	return nil
}

// isName tells if a text may name a part of a scenario, as k6 allows it.
func isName(text string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
	return text != "" && len(text) <= 64 && strings.Trim(text, allowed) == ""
}

// isNickname tells if a visitor may call themselves so.
func isNickname(text string) bool {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .-'", r)
	}
	return utf8.RuneCountInString(text) <= maxNickname && !strings.ContainsFunc(text, odd) && strings.TrimSpace(text) == text
}

const maxNickname = 24

// within checks a number against its bounds.
func within(number float64, text string, t reflect.Type, b bounds) error {
	l := b.limitsOf(t)
	switch {
	case number < l.least:
		return fmt.Errorf("%.40s is too small, want %s%s", text, l.text(t), orWord(b))
	case number > l.most:
		return fmt.Errorf("%.40s is too large, want %s%s", text, l.text(t), orWord(b))
	}
	return nil
}

// ungroup drops the underscores between digits. It is false if there are others,
// and for 010, which YAML may take for an octal number.
func ungroup(text string) (digits string, plain bool) {
	isDigit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	for i := range len(text) {
		if text[i] == '_' && !(isDigit(i-1) && isDigit(i+1)) {
			return "", false
		}
	}
	digits = strings.ReplaceAll(text, "_", "")
	bare := strings.TrimLeft(digits, "+-")
	return digits, len(bare) < 2 || bare[0] != '0' || strings.Trim(bare[1:2], "0123456789") != ""
}

// readInt reads a whole number; underscores may part its digits.
func readInt(text string, into reflect.Value, b bounds) error {
	if slices.Contains(b.words(), text) {
		into.SetInt(int64(words[text]))
		return nil
	}
	t := into.Type()
	digits, plain := ungroup(strings.TrimPrefix(text, "-"))
	if !plain || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return fmt.Errorf("%.40q is no whole number, want %s%s", text, b.limitsOf(t).text(t), orWord(b))
	}
	if strings.HasPrefix(text, "-") {
		digits = "-" + digits
	}
	rough, err := strconv.ParseFloat(digits, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return err
	}
	if err := within(rough, text, t, b); err != nil {
		return err
	}
	if into.CanUint() {
		exact, err := strconv.ParseUint(digits, 10, t.Bits())
		if err != nil {
			return fmt.Errorf("%.40s is too large, want %s", text, b.limitsOf(t).text(t))
		}
		into.SetUint(exact)
		return nil
	}
	exact, err := strconv.ParseInt(digits, 10, t.Bits())
	if err != nil {
		return fmt.Errorf("%.40s is too large, want %s", text, b.limitsOf(t).text(t))
	}
	into.SetInt(exact)
	return nil
}

// readFloat reads a number, or, where it is a part of a whole, a percentage.
func readFloat(text string, into reflect.Value, b bounds) error {
	t := into.Type()
	l := b.limitsOf(t)
	digits, percent := strings.CutSuffix(text, "%")
	percent = percent && l.share()
	digits, plain := ungroup(strings.TrimSpace(digits))
	number, err := strconv.ParseFloat(digits, 64)
	if !plain || strings.Trim(digits, "0123456789.+-eE") != "" || err != nil && !errors.Is(err, strconv.ErrRange) || !percent && strings.HasSuffix(text, "%") {
		return fmt.Errorf("%.40q is no number, want %s", text, l.text(t))
	}
	if percent {
		number /= 100
	}
	if err := within(number, text, t, b); err != nil {
		return err
	}
	into.SetFloat(number + 0) // -0 becomes 0
	return nil
}
