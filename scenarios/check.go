package scenarios

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// checking is a struct's look at itself once everything is said.
type checking struct {
	decoder *decoder
	path    string
}

// partwise is a struct whose parts can be looked at though something in it is
// wrong: a mistake in one promise is no reason not to tell those in the others.
type partwise interface{ checkParts(*checking) }

// broken tells if something is wrong at one of the paths or below it, so that
// what depends on it cannot be judged.
func (c *checking) broken(paths ...string) bool {
	return slices.ContainsFunc(paths, c.decoder.brokenWithin)
}

// given tells if the file or a --set says something about the field.
func (c *checking) given(name string) bool {
	_, given := c.decoder.given[join(c.path, name)]
	return given
}

// wrong reports a mistake of a field, at its place; with no name, of the whole.
func (c *checking) wrong(name, format string, args ...any) {
	path := c.path
	if name != "" {
		path = join(path, name)
	}
	c.decoder.wrong(c.decoder.nearest(path), path, format, args...)
}

// wrongAt reports a mistake at a path below the struct, given whole.
func (c *checking) wrongAt(path, format string, args ...any) {
	c.decoder.wrong(c.decoder.nearest(path), path, format, args...)
}

// nearest is where a path was said, or what is around it.
func (d *decoder) nearest(path string) place {
	for path != "" {
		if at, given := d.given[path]; given {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return d.given[""]
}

// complete looks for what is missing and what does not fit together, in the
// places where nothing else is wrong.
func (d *decoder) complete(v reflect.Value, path string) {
	before := len(d.found)
	switch v.Kind() {
	case reflect.Struct:
		for _, f := range d.fieldsOf(v.Type()) {
			inner := join(path, f.name)
			if _, given := d.given[inner]; f.required && !given && !d.brokenWithin(inner) {
				d.wrong(d.nearest(path), path, "%s is missing, want %s", f.name, wantOf(v.FieldByIndex(f.index), f.bounds))
			}
			if child := v.FieldByIndex(f.index); !isLeaf(child.Type()) {
				d.complete(child, inner)
			}
		}
	case reflect.Map:
		for _, key := range namesIn(v) {
			element := reflect.New(v.Type().Elem()).Elem()
			element.Set(v.MapIndex(key))
			d.complete(element, join(path, fmt.Sprint(key)))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			d.complete(v.Elem(), path)
		}
	case reflect.Slice, reflect.Array:
		key := keyOf(v.Type().Elem())
		for i := range v.Len() {
			inner := fmt.Sprintf("%s[%d]", path, i)
			if key >= 0 {
				inner = join(path, v.Index(i).Field(key).String())
			}
			d.complete(v.Index(i), inner)
		}
	}
	if !v.CanAddr() {
		return
	}
	if parts, are := v.Addr().Interface().(partwise); are {
		parts.checkParts(&checking{d, path})
		return
	}
	if len(d.found) > before || d.brokenWithin(path) {
		return
	}
	switch v := v.Addr().Interface().(type) {
	case checker:
		v.check(&checking{d, path})
	case interface{ Validate() error }:
		if err := v.Validate(); err != nil {
			d.wrong(d.nearest(path), path, "%v", err)
		}
	}
}

// namesIn lists the keys of a map in the order of their names.
func namesIn(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return keys
}

// brokenWithin tells if a mistake was found at the path or below it.
func (d *decoder) brokenWithin(path string) bool {
	for _, m := range d.found {
		rest, below := strings.CutPrefix(m.Path, path)
		if below && (path == "" || rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}
