package scenarios

import (
	"encoding"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"buynow/sim"
)

// decoder lays a tree of words over Go values that hold the defaults: what the
// tree does not say stays as it is. It is strict, and goes on after a mistake.
// It knows no scenario, only the shapes of Go:
//
//   - a mapping fills a struct field by field, replaces a map unless its bounds say
//     that it adds to it, and replaces a slice of structs that are named by a field
//     tagged key;
//   - a list replaces a slice, and fills an array;
//   - anything else is a single value (see leaf.go).
//
// Once all is said, a struct's own check looks at how its fields fit together.
type decoder struct {
	file   string           // or --set
	beside fs.FS            // the files beside that of the scenario; nil if there are none
	traced int64            // bytes of such files that were read
	given  map[string]place // where each path was said
	fields map[reflect.Type][]field
	vars   *variables                                    // nil if none can be mentioned
	reach  func(path string, at reflect.Value, b bounds) // is shown where a --set leads, which then changes nothing
	found  []Mistake
	more   int // found beyond those
}

// place is where something was said. A --set has no line.
type place struct {
	file         string
	line, column int
}

// defaulter is a struct in a list or map of the file that has defaults.
type defaulter interface{ setDefaults() }

// shorthand is a struct that can be written as a single word: the value of the
// field of that name.
type shorthand interface{ short() string }

// checker is a struct that knows what its fields may be together.
type checker interface{ check(*checking) }

func newDecoder(file string) *decoder {
	return &decoder{file: file, given: map[string]place{}, fields: map[reflect.Type][]field{}}
}

func (d *decoder) place(n *yaml.Node) place {
	if d.file == setFlag {
		return place{file: setFlag}
	}
	return place{d.file, max(1, n.Line), max(1, n.Column)}
}

// enough mistakes are kept to show the first of them; the others are counted.
const enough = 1000

func (d *decoder) wrong(at place, path, format string, args ...any) {
	if len(d.found) >= enough {
		d.more++
		return
	}
	d.found = append(d.found, Mistake{at.file, at.line, at.column, path, fmt.Sprintf(format, args...)})
}

// value lays a node over a value.
func (d *decoder) value(n *yaml.Node, path string, into reflect.Value, b bounds) {
	d.given[path] = d.place(n)
	t := into.Type()
	switch {
	case isLeaf(t):
		d.leaf(n, path, into, b)
	case t.Kind() == reflect.Pointer:
		fresh := reflect.New(t.Elem())
		if fresh.Elem().Set(newElement(t.Elem())); !into.IsNil() {
			fresh.Elem().Set(into.Elem())
		}
		d.value(n, path, fresh.Elem(), b)
		into.Set(fresh)
	case t == reflect.TypeFor[Variation]():
		d.variation(n, path, into.Addr().Interface().(*Variation))
	case isNull(n): // a section whose lines are all commented out
	case t.Kind() == reflect.Struct:
		d.structure(n, path, into)
	case t.Kind() == reflect.Map:
		d.mapping(n, path, into, b)
	case t.Kind() == reflect.Slice && keyOf(t.Elem()) >= 0:
		d.named(n, path, into)
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		d.list(n, path, into, b)
	default:
		panic(fmt.Sprintf("scenarios: %s is a %v, which a file cannot say", path, t))
	}
}

// fieldNamed is the field of a name that there is.
func fieldNamed(fields []field, name string) field {
	return fields[slices.IndexFunc(fields, func(f field) bool { return f.name == name })]
}

// structure lays a mapping over the fields of a struct.
func (d *decoder) structure(n *yaml.Node, path string, into reflect.Value) {
	fields := d.fieldsOf(into.Type())
	if has, ok := into.Addr().Interface().(shorthand); ok && n.Kind == yaml.ScalarNode {
		lone := fieldNamed(fields, has.short())
		d.value(n, join(path, lone.name), into.FieldByIndex(lone.index), lone.bounds)
		return
	}
	if n.Kind != yaml.MappingNode {
		d.wrong(d.place(n), path, "%s is no section, want fields such as %s", quote(n), fields[0].name)
		return
	}
	for key, value := range pairs(n) {
		f := d.field(key, path, fields)
		if f == nil {
			continue
		}
		d.value(value, join(path, f.name), into.FieldByIndex(f.index), f.bounds)
	}
}

// field finds the field of that name; nil and a mistake if there is none.
func (d *decoder) field(key *yaml.Node, path string, fields []field) *field {
	names := make([]string, 0, len(fields))
	for i := range fields {
		if fields[i].name == key.Value {
			return &fields[i]
		}
		names = append(names, fields[i].name)
	}
	hint := ""
	if len(d.found) < enough {
		hint = orElse(key.Value, names)
	}
	d.wrong(d.place(key), join(path, key.Value), "unknown field%s", hint)
	return nil
}

// mapping replaces a map, or adds to it. Its keys are words, or the names of an enumeration.
func (d *decoder) mapping(n *yaml.Node, path string, into reflect.Value, b bounds) {
	if n.Kind != yaml.MappingNode {
		d.wrong(d.place(n), path, "%s is no mapping, want names with values", quote(n))
		return
	}
	fresh := reflect.MakeMap(into.Type())
	if b.adds {
		for _, name := range into.MapKeys() {
			fresh.SetMapIndex(name, into.MapIndex(name))
		}
	} else {
		d.forget(path)
	}
	into.Set(fresh)
	for key, value := range pairs(n) {
		d.entry(key, value, path, into, b)
	}
}

// entry puts one pair into a map.
func (d *decoder) entry(key, value *yaml.Node, path string, into reflect.Value, b bounds) {
	inner := join(path, key.Value)
	name := reflect.New(into.Type().Key()).Elem()
	if err := readLeaf(key.Value, name, bounds{}); err != nil {
		d.wrong(d.place(key), inner, "%v", err)
		return
	}
	element := newElement(into.Type().Elem())
	if before := into.MapIndex(name); before.IsValid() {
		element.Set(before)
	}
	d.value(value, inner, element, b)
	d.given[inner] = d.place(key)
	into.SetMapIndex(name, element)
}

// named replaces a slice by the structs of a mapping, in the order of the file.
func (d *decoder) named(n *yaml.Node, path string, into reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.wrong(d.place(n), path, "%s has no names, want a mapping such as %s: { ... }", quote(n), "shoppers")
		return
	}
	d.forget(path)
	all := reflect.MakeSlice(into.Type(), 0, len(n.Content)/2)
	for key, value := range pairs(n) {
		inner := join(path, key.Value)
		if !isName(key.Value) {
			d.wrong(d.place(key), inner, "%.40q is no name, want letters, digits, - and _", key.Value)
			continue
		}
		element := newElement(into.Type().Elem())
		element.Field(keyOf(element.Type())).SetString(key.Value)
		d.value(value, inner, element, bounds{})
		d.given[inner] = d.place(key)
		all = reflect.Append(all, element)
	}
	into.Set(all)
}

// list replaces a slice, or fills an array.
func (d *decoder) list(n *yaml.Node, path string, into reflect.Value, b bounds) {
	t := into.Type()
	switch {
	case n.Kind != yaml.SequenceNode:
		d.wrong(d.place(n), path, "%s is no list, want one such as [ ... ]", quote(n))
		return
	case t.Kind() == reflect.Array && len(n.Content) != t.Len():
		d.wrong(d.place(n), path, "the list has %d values, want %d", len(n.Content), t.Len())
		return
	case t.Kind() == reflect.Slice:
		into.Set(reflect.MakeSlice(t, len(n.Content), len(n.Content)))
	}
	d.forget(path)
	for i, child := range n.Content {
		element := newElement(t.Elem())
		d.value(child, fmt.Sprintf("%s[%d]", path, i), element, b)
		into.Index(i).Set(element)
	}
}

// forget what was said below a path that a --set replaces as a whole.
func (d *decoder) forget(path string) {
	if d.file != setFlag {
		return
	}
	for known := range d.given {
		if strings.HasPrefix(known, path+".") || strings.HasPrefix(known, path+"[") {
			delete(d.given, known)
		}
	}
}

// newElement is a value that the file adds, with its defaults.
func newElement(t reflect.Type) reflect.Value {
	fresh := reflect.New(t)
	switch has := fresh.Interface().(type) {
	case defaulter:
		has.setDefaults()
	case *sim.Fault:
		has.Probability = 1
	}
	return fresh.Elem()
}

// keyOf is the field that holds the name of a struct in a mapping, -1 if none.
func keyOf(t reflect.Type) int {
	if t.Kind() != reflect.Struct {
		return -1
	}
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("key") != "" {
			return i
		}
	}
	return -1
}

func (d *decoder) fieldsOf(t reflect.Type) []field {
	fields, known := d.fields[t]
	if !known {
		fields = fieldsOf(t)
		d.fields[t] = fields
	}
	return fields
}

// pairs ranges over the names and values of a mapping.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// isLeaf tells if values of the type are written as one word.
func isLeaf(t reflect.Type) bool {
	if _, is := readers[t]; is {
		return true
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return true
	}
	return !slices.Contains([]reflect.Kind{
		reflect.Struct, reflect.Map, reflect.Slice, reflect.Array, reflect.Pointer, reflect.Interface, reflect.Func, reflect.Chan,
	}, t.Kind())
}
