package scenarios

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/resilience"
)

// notation is how a single value is written: in words for the reference page,
// and as a JSON Schema for editors. What the loader accepts the schema accepts;
// it cannot see all that the loader sees, such as quotes.
type notation struct {
	kind   string // what it is: a share, a duration
	span   string // what it may be
	schema object
}

// spoken is a type that is read from a text of its own: it says which texts it
// may be. A type with fixed names says those instead, in a method names.
type spoken interface{ spelling() spelling }

// spelling is the texts of a type.
type spelling struct {
	kind     string   // in a word or two: threshold
	want     string   // what is allowed, as in "want …"
	pattern  string   // a regular expression that each allowed text fits as a whole
	examples []string // that are allowed
}

// notationOf says how values of v's type are written within b.
func notationOf(v reflect.Value, b bounds) notation {
	t := v.Type()
	listed, isListed := reflect.New(t).Interface().(interface{ names() []string })
	own, isSpoken := reflect.New(t).Interface().(spoken)
	names, isEnumeration := enumerations[t]
	switch {
	case t == reflect.TypeFor[time.Duration]() && b.unit == clock:
		return notation{"time of day", "00:00 to 24:00", reference("time-of-day")}
	case t == reflect.TypeFor[time.Duration]():
		return notation{"duration", b.limitsOf(t).text(t), zeroOr(b.limitsOf(t), "duration")}
	case t == reflect.TypeFor[sim.Dist]() && timed(v, b):
		return notation{"distribution of times", "see Distributions", reference("times")}
	case t == reflect.TypeFor[sim.Dist]():
		return notation{"distribution of numbers", "see Distributions", reference("numbers")}
	case t == reflect.TypeFor[actors.Cents]():
		return notation{"euros", b.limitsOf(t).text(t), anyOf(number("number", b.limitsOf(t), 100), pattern(moneyText))}
	case t == reflect.TypeFor[actors.Calendar]():
		return notation{"day and time", "mon 00:00 to sun 23:59", object{
			{"type", "string"}, {"pattern", calendarText}, {"examples", []any{"10:00", "fri 17:30"}}}}
	case t == reflect.TypeFor[actors.Code]():
		return notation{"answer of a bank", "00 to 99", anyOf(number("integer", limits{0, 99}, 1), pattern("^[0-9]{1,2}$"))}
	case isSpoken:
		return spokenNotation(own.spelling())
	case isEnumeration:
		return enumeration(names)
	case isListed:
		return enumeration(listed.names())
	}
	return plainNotation(t, b)
}

// What a text must fit. The loader looks closer.
const (
	timeText     = `[-+]?([0-9.]+(d|h|ms|m|s|us|µs|μs|ns))+`
	numberText   = `[-+0-9.eE]+`
	clockText    = `[0-9]{1,2}:[0-9]{2}`
	calendarText = `^([A-Za-z]+ )?\s*` + clockText + `\s*$`
	moneyText    = `^\s*€?\s*-?[0-9_]+(\.[0-9]{1,2})?\s*(EUR)?$`
	variableText = `^\$\{[A-Za-z0-9_-]+\}$`
	nameText     = `^[A-Za-z0-9_-]{1,64}$`
)

// plainNotation is that of the types of Go.
func plainNotation(t reflect.Type, b bounds) notation {
	l := b.limitsOf(t)
	switch {
	case t.Kind() == reflect.Bool:
		return notation{"true or false", "true or false", object{{"type", "boolean"}}}
	case t.Kind() == reflect.String && b.unit == faultUnit:
		return enumeration(faultTypes())
	case t.Kind() == reflect.String && b.oneOf() != nil:
		return enumeration(b.oneOf())
	case t.Kind() == reflect.String && b.unit == nicknameUnit:
		return notation{"text", fmt.Sprintf("at most %d letters, digits, blanks and .-'", maxNickname), object{
			{"type", []string{"string", "number", "boolean"}}, {"maxLength", maxNickname}}}
	case t.Kind() == reflect.String && b.unit == nameUnit:
		return notation{"name", "letters, digits, - and _", anyOf(pattern(nameText), object{{"type", []string{"number", "boolean"}}})}
	case t.Kind() == reflect.String:
		return notation{"text", "any text", object{{"type", []string{"string", "number", "boolean", "null"}}}}
	case t.Kind() == reflect.Float64 && l.share():
		return notation{"share", l.text(t), anyOf(number("number", l, 1), pattern(`^[-+0-9._eE]+\s*%$`), pattern(`^[-+0-9.eE]*_[-+0-9._eE]*$`))}
	case t.Kind() == reflect.Float64:
		return notation{"number", l.text(t), anyOf(number("number", l, 1), pattern(`^[-+0-9.eE]*_[-+0-9._eE]*$`))}
	case !isNumber(t):
		return notation{"word", "one word", object{{"type", []string{"string", "number", "boolean"}}}}
	}
	n := notation{"whole number", l.text(t) + orWord(b), number("integer", l, 1)}
	if t.Kind() == reflect.Uint64 && l.most == 1<<64 { // which no float64 can say
		n.schema[2].value = json.Number("18446744073709551615")
	}
	ways := []object{n.schema, pattern(`^-?[0-9]+(_[0-9]+)+$`)}
	if words := b.words(); len(words) > 0 {
		ways = append(ways, object{{"enum", words}})
	}
	n.schema = anyOf(ways...)
	return n
}

func enumeration(names []string) notation {
	return notation{"word", oneOf(names), object{{"enum", names}}}
}

func spokenNotation(s spelling) notation {
	return notation{s.kind, s.want, object{{"type", []string{"string", "number"}}, {"pattern", s.pattern}, {"examples", s.examples}}}
}

// number is the schema of a number in limits that count in so many parts.
func number(kind string, l limits, parts float64) object {
	return object{{"type", kind}, {"minimum", l.least / parts}, {"maximum", l.most / parts}}
}

// zeroOr is what is defined under the name, or a 0 without a unit where 0 is
// allowed.
func zeroOr(l limits, name string) object {
	if l.least > 0 {
		return reference(name)
	}
	return anyOf(reference(name), object{{"const", 0}})
}

func pattern(text string) object   { return object{{"type", "string"}, {"pattern", text}} }
func reference(name string) object { return object{{"$ref", "#/$defs/" + name}} }

// anyOf is one schema or another, flat.
func anyOf(ways ...object) object {
	var all []object
	for _, way := range ways {
		if len(way) == 1 && way[0].name == "anyOf" {
			all = append(all, way[0].value.([]object)...)
			continue
		}
		all = append(all, way)
	}
	if len(all) == 1 {
		return all[0]
	}
	return object{{"anyOf", all}}
}

// definitions are the notations that many fields share.
func definitions() object {
	draws := `(` + strings.Join(sim.DistNames(), "|") + `)\s*\(.*\)`
	return object{
		{"variable", object{{"type", "string"}, {"pattern", variableText},
			{"description", "The value of that name under vars."}}},
		{"queue", structSchema(newElement(reflect.TypeFor[resilience.Queue]()), "")},
		{"policy", structSchema(newElement(reflect.TypeFor[resilience.Policy]()), "")},
		{"variant", variationSchema()},
		{"fault", structSchema(newElement(reflect.TypeFor[sim.Fault]()), "")},
		{"duration", object{{"type", "string"}, {"pattern", `^\s*` + timeText + `\s*$`}, {"examples", []any{"350ms", "1h30m", "3d"}}}},
		{"time-of-day", anyOf(
			object{{"type", "string"}, {"pattern", `^\s*` + clockText + `\s*$|^\s*` + timeText + `\s*$`}, {"examples", []any{"17:00", "5h30m"}}},
			object{{"const", 0}})},
		{"times", anyOf(
			object{{"type", "string"}, {"pattern", `^\s*(` + timeText + `|` + draws + `)\s*$`},
				{"examples", []any{"5ms", "exp(6s)", "lognormal(4ms, 0.4)", "lognormal(p50=350ms, p99=2s)"}}},
			object{{"const", 0}})},
		{"numbers", anyOf(
			object{{"type", "number"}},
			object{{"type", "string"}, {"pattern", `^\s*(` + numberText + `|` + draws + `)\s*$`},
				{"examples", []any{"exp(6)", "zipf(0.9)"}}})},
	}
}
