package scenarios

import (
	"fmt"
	"path"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"buynow/actors"
	"buynow/sim"
)

// field is a field of a struct as a file knows it.
type field struct {
	name     string
	comment  string // its key in comments: actors.BankRules.Valid
	index    []int  // for reflect.Value.FieldByIndex
	bounds   bounds
	required bool
}

// bounds is what a value may be. They come from the tags of its field:
//
//	min:"0" max:"1"   the least and the most, in the field's own notation
//	unit:"number"     a sim.Dist of bare numbers whose default says nothing;
//	                  unit:"clock" is a time of day, unit:"name" a word of letters
//	word:"unlimited"  words that stand for a number (see words)
//	scale:"true"      a quantity of load or of capacity, which --scale divides
//	required:"true"   there is no default
//	example:"shop"    what a value can look like
//	key:"true"        not a field of its own: the name of a struct in a mapping
//	yaml:"timeUnit"   another name than the snake_case of the Go name
type bounds struct {
	least, most string // empty: what the type says
	unit, word  string
	example     string
	scaled      bool
	needed      bool // as required:"true"
	adds        bool // what a file says of a map adds to what was there
}

// auto is the number of what the loader works out.
const auto = -2

// words are names that stand for numbers.
var words = map[string]int{"unlimited": sim.Unlimited, "auto": auto}

// words are those that the bounds allow.
func (b bounds) words() []string { return strings.Fields(b.word) }

// fieldsOf lists the fields of a struct that a file can give, in their order.
// Those of an embedded or inline struct count as its own.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if !f.IsExported() || name == "-" || f.Tag.Get("key") != "" || !readable(f.Type) {
			continue
		}
		if option == "inline" || f.Anonymous && name == "" {
			for _, inner := range fieldsOf(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				fields = append(fields, inner)
			}
			continue
		}
		if name == "" {
			name = snake(f.Name)
		}
		fields = append(fields, field{
			name: name, comment: path.Base(t.PkgPath()) + "." + t.Name() + "." + f.Name,
			index: []int{i}, bounds: boundsOf(t, f),
		})
		last := &fields[len(fields)-1]
		last.required = f.Tag.Get("required") == "true" || last.bounds.needed
	}
	return fields
}

// readable tells if values of the type can stand in a file. Messages have
// numbers but no names, so what is told by kind of message cannot.
func readable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Func, reflect.Chan, reflect.Interface, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128:
		return false
	case reflect.Map:
		return t.Key() != reflect.TypeFor[sim.Kind]()
	}
	return true
}

func boundsOf(t reflect.Type, f reflect.StructField) bounds {
	if known, ok := foreign[t.Name()+"."+f.Name]; ok && t.PkgPath() != reflect.TypeFor[Scenario]().PkgPath() {
		return known
	}
	return bounds{
		least: f.Tag.Get("min"), most: f.Tag.Get("max"), unit: f.Tag.Get("unit"), word: f.Tag.Get("word"), example: f.Tag.Get("example"),
		scaled: f.Tag.Get("scale") == "true",
	}
}

// snake makes a field's name of a Go name: ReservationTTL is reservation_ttl,
// SKUs is skus.
func snake(name string) string {
	letters := []rune(name)
	var out strings.Builder
	for i, r := range letters {
		upper := func(at int) bool { return at < len(letters) && unicode.IsUpper(letters[at]) }
		lower := func(at int) bool { return at < len(letters) && unicode.IsLower(letters[at]) }
		plural := i+1 < len(letters) && letters[i+1] == 's' && !lower(i+2) // the s of SKUs
		if i > 0 && upper(i) && (!upper(i-1) || lower(i+1) && !plural) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// limits are bounds as numbers: nanoseconds for a duration, cents for money.
type limits struct{ least, most float64 }

// What a value without a tag may be: not negative, and not absurd.
const maxNumber = 1e9

// limitsOf reads the bounds for values of a type. A bad tag is a bug of ours.
func (b bounds) limitsOf(t reflect.Type) limits {
	l := limits{0, maxNumber}
	switch {
	case t == reflect.TypeFor[time.Duration]():
		l.most = float64(sim.Longest)
	case t.Kind() == reflect.Uint64:
		l.most = 1 << 64
	case t.Kind() >= reflect.Int && t.Kind() < reflect.Uint64:
		l.most = min(l.most, float64(uint64(1)<<(t.Bits()-1)-1)) // what fits
	}
	read := func(text string, to *float64) {
		if text == "" {
			return
		}
		number, err := parseLimit(text, t)
		if err != nil {
			panic("scenarios: a tag that is no limit: " + err.Error())
		}
		*to = number
	}
	read(b.least, &l.least)
	read(b.most, &l.most)
	return l
}

func parseLimit(text string, t reflect.Type) (float64, error) {
	switch t {
	case reflect.TypeFor[time.Duration]():
		d, err := sim.ParseDuration(text)
		return float64(d), err
	case reflect.TypeFor[actors.Cents]():
		c, err := parseCents(text)
		return float64(c), err
	}
	return strconv.ParseFloat(text, 64)
}

// share is true for numbers from 0 to 1, which may be given in percent.
func (l limits) share() bool { return l.least >= 0 && l.most <= 1 }

// text says what numbers of a type are allowed: 0 to 1.
func (l limits) text(t reflect.Type) string {
	if t.Kind() == reflect.Uint64 && l.most == 1<<64 {
		return fmt.Sprintf("%s to 18446744073709551615", formatLimit(l.least, t))
	}
	if l.least == l.most {
		return formatLimit(l.least, t)
	}
	return formatLimit(l.least, t) + " to " + formatLimit(l.most, t)
}

func formatLimit(limit float64, t reflect.Type) string {
	switch t {
	case reflect.TypeFor[time.Duration]():
		return sim.FormatDuration(time.Duration(limit))
	case reflect.TypeFor[actors.Cents]():
		return formatCents(actors.Cents(limit))
	}
	return strconv.FormatFloat(limit, 'f', -1, 64)
}
