package scenarios

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"buynow/actors"
)

// Field is a field of the format, as the reference page lists it.
type Field struct {
	Path    string // as --set has it, with <name> for what a file names: load.<name>.rate
	Kind    string // what it is, in a word or two
	Range   string // what it may be
	Default string // what it is if the file says nothing; "required" if it must
	Meaning string
	Source  string // of the default
	IsLeaf  bool   // a single value, or a list of such, not a section with fields of its own
	comment string // its key in comments
}

// Fields lists every field that a file can give, in the order of the types.
func Fields() []Field {
	var all []Field
	walkFields(reflect.ValueOf(blankScenario()).Elem(), "", "", func(f Field) { all = append(all, f) })
	return all
}

// blankScenario is one of which a file has said nothing.
func blankScenario() *Scenario {
	return &Scenario{
		Version: 1, Seed: 1, Preset: "hardened", Size: "middling", Variant: AsWritten, Scale: 1, Limit: 20_000_000, Liveness: 12 * time.Hour,
		Agreed: 4 * time.Second, Costs: DefaultCosts(), Search: Search{Tolerance: 0.02, Repeats: 5}, Config: actors.DefaultConfig(),
	}
}

// walkFields visits the fields of a struct that holds the defaults, and those
// within. The source is that of what the struct is part of.
func walkFields(v reflect.Value, path, source string, visit func(Field)) {
	for _, f := range fieldsOf(v.Type()) {
		child := v.FieldByIndex(f.index)
		about := remarkOf(comments[f.comment], source)
		field := Field{
			Path: strings.TrimPrefix(path+"."+f.name, "."), Default: defaultOf(child, f),
			Meaning: about.meaning, Source: about.source, comment: f.comment,
		}
		field.Kind, field.Range = kindAndRange(child, f.bounds)
		inner, innerPath := insideOf(child, field.Path)
		field.IsLeaf = !inner.IsValid()
		if field.Source == "" && !field.IsLeaf {
			field.Source = field.Default // as below
		}
		visit(field)
		if !field.IsLeaf {
			walkFields(inner, innerPath, about.source, visit)
		}
	}
}

// insideOf is what a section is made of, with its defaults and its path: itself,
// or what it lists; invalid if that is single values.
func insideOf(v reflect.Value, path string) (reflect.Value, string) {
	for {
		t := v.Type()
		switch {
		case isLeaf(t):
			return reflect.Value{}, path
		case t.Kind() == reflect.Struct:
			return v, path
		case t.Kind() == reflect.Pointer:
			v = newElement(t.Elem())
			continue
		case t.Kind() == reflect.Map, keyOf(t.Elem()) >= 0:
			path += ".<" + keyName(t) + ">"
		default:
			path += "[]"
		}
		v = newElement(t.Elem())
	}
}

// keyName says what a map is keyed by: name, journey, sku.
func keyName(t reflect.Type) string {
	if t.Kind() != reflect.Map || t.Key() == reflect.TypeFor[string]() {
		return "name"
	}
	return strings.ToLower(t.Key().Name())
}

// kindAndRange says what a field is and what it may be.
func kindAndRange(v reflect.Value, b bounds) (kind, span string) {
	t := v.Type()
	switch {
	case isLeaf(t):
		n := notationOf(v, b)
		return n.kind, n.span
	case t.Kind() == reflect.Pointer:
		return kindAndRange(newElement(t.Elem()), b)
	case t == reflect.TypeFor[Variation]():
		return "scenario", "the fields of this page, but those that are the same in all variants"
	case t.Kind() == reflect.Struct:
		return "section", "the fields below"
	}
	inner := newElement(t.Elem())
	kind, span = kindAndRange(inner, b)
	switch {
	case t.Kind() == reflect.Map:
		kind = fmt.Sprintf("a %s for each %s", kind, keyName(t))
	case keyOf(t.Elem()) >= 0:
		kind = "a " + kind + " for each name"
	case t.Kind() == reflect.Array:
		kind = fmt.Sprintf("list of %d: %s", t.Len(), kind)
	default:
		kind = "list of: " + kind
	}
	return kind, span
}

// defaultOf is what a field is if the file says nothing.
func defaultOf(v reflect.Value, f field) string {
	switch t := v.Type(); {
	case f.required:
		return "required"
	case isLeaf(t):
		if text := spell(v, f.bounds); text != "" {
			return text
		}
		return "none"
	case t.Kind() == reflect.Struct:
		return "as below"
	case t.Kind() == reflect.Pointer && v.IsNil(), t.Kind() != reflect.Pointer && v.Len() == 0:
		return "none"
	}
	return write(v, v, f.bounds)
}
