package scenarios

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// write is a value as a file says it, on one line: what the loader reads back
// as the same value if it lies over base. What is as in base is left out.
func write(v, base reflect.Value, b bounds) string {
	t := v.Type()
	switch {
	case isLeaf(t):
		return writeLeaf(v, b)
	case t == reflect.TypeFor[Variation]():
		return v.Interface().(Variation).written()
	case t.Kind() == reflect.Pointer && v.IsNil():
		return ""
	case t == reflect.TypeFor[*sim.Fault]():
		fault := *v.Interface().(*sim.Fault)
		return write(v.Elem(), Faults{fault}.unsaid(0), b)
	case t.Kind() == reflect.Pointer:
		return write(v.Elem(), newElement(t.Elem()), b)
	case t.Kind() == reflect.Struct:
		return writeStruct(v, base)
	}
	fresh, key := newElement(t.Elem()), keyOf(t.Elem())
	var parts []string
	switch {
	case t.Kind() == reflect.Map:
		for _, name := range namesIn(v) {
			was := fresh
			if before := base.MapIndex(name); b.adds && before.IsValid() {
				was = before
			}
			parts = append(parts, writeLeaf(name, bounds{})+": "+write(v.MapIndex(name), was, b))
		}
	case key >= 0:
		for i := range v.Len() {
			parts = append(parts, v.Index(i).Field(key).String()+": "+write(v.Index(i), fresh, b))
		}
	default:
		faults, _ := v.Interface().(Faults)
		for i := range v.Len() {
			if faults != nil {
				fresh = faults.unsaid(i)
			}
			parts = append(parts, write(v.Index(i), fresh, b))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return braces(parts)
}

// writeStruct is the fields that differ from those of base.
func writeStruct(v, base reflect.Value) string {
	var parts []string
	for _, f := range fieldsOf(v.Type()) {
		child, was := v.FieldByIndex(f.index), base.FieldByIndex(f.index)
		if text := write(child, was, f.bounds); f.required || text != "" && text != write(was, was, f.bounds) {
			parts = append(parts, f.name+": "+text)
		}
	}
	return braces(parts)
}

func braces(parts []string) string {
	if len(parts) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// writeLeaf is a single value, in quotes where YAML would take it apart.
func writeLeaf(v reflect.Value, b bounds) string {
	text := spell(v, b)
	if v.Kind() == reflect.String {
		return strconv.Quote(text)
	}
	if strings.ContainsAny(text, ",{}[]:'\"#&*!|>%@` ") && !isNumber(v.Type()) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return text
}

// spell is the text of a single value.
func spell(v reflect.Value, b bounds) string {
	switch value := v.Interface().(type) {
	case time.Duration:
		if b.unit == clock && value < actors.Day && value%time.Minute == 0 {
			return formatClock(value)
		}
		return sim.FormatDuration(value)
	case actors.Cents:
		return formatCents(value)
	case actors.Calendar:
		day := [...]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}[value.Starts/actors.Day%7]
		return day + " " + formatClock(value.Starts%actors.Day)
	case actors.Code:
		return fmt.Sprintf("%02d", uint8(value))
	case sim.Direction:
		return enumerations[v.Type()][value]
	case encoding.TextMarshaler:
		if text, err := value.MarshalText(); err == nil {
			return string(text)
		}
	case fmt.Stringer:
		return value.String()
	}
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		if size := math.Abs(v.Float()); size != 0 && size < 1e-6 || size >= 1e15 {
			return strconv.FormatFloat(v.Float(), 'g', -1, 64)
		}
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		for _, word := range b.words() {
			if int64(words[word]) == v.Int() {
				return word
			}
		}
	}
	return fmt.Sprint(v.Interface())
}

// formatClock is a time of day: 06:30.
func formatClock(at time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(at.Hours()), int(at.Minutes())%60)
}
