package scenarios

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// setFlag is where a field comes from that the command line changes.
const setFlag = "--set"

// set is the story of one --set:
//  1. the text is cut into a path and a value;
//  2. the path is followed through what the file and the defaults have built;
//  3. the value is laid over what is there, as if the file had said so.
func (d *decoder) set(text string, root reflect.Value) {
	inner := &decoder{file: setFlag, given: d.given, fields: d.fields, vars: d.vars}
	defer func() { d.found, d.more = append(d.found, inner.found...), d.more+inner.more }()
	path, value, ok := strings.Cut(text, "=")
	steps, fits := stepsOf(strings.TrimSpace(path))
	if !ok || !fits {
		inner.wrong(place{file: setFlag}, "", "%.60q is no path=value, want one such as actors.bank.workers=48 or load.shoppers.stages[0].target=400", text)
		return
	}
	if steps[0].text == "variants" {
		inner.wrong(place{file: setFlag}, "variants", "a variant is changed in the file, and --set changes all of them alike")
		return
	}
	if len(value) > maxScalar {
		inner.wrong(place{file: setFlag}, "", "the value of %.60s has %s, want at most 64 KiB", path, howMany(len(value), "byte"))
		return
	}
	inner.follow(steps, "", root, bounds{}, strings.TrimSpace(value))
}

// step is one part of a path: a name, or what stands in brackets behind one.
type step struct {
	text    string
	bracket bool
}

// stepsOf cuts a path at its dots and brackets: load.shoppers.stages[peak].target.
func stepsOf(path string) ([]step, bool) {
	var steps []step
	for part := range strings.SplitSeq(path, ".") {
		name, rest, _ := strings.Cut(part, "[")
		if name == "" {
			return nil, false
		}
		steps = append(steps, step{name, false})
		if rest == "" {
			if strings.Contains(part, "[") {
				return nil, false
			}
			continue
		}
		for index := range strings.SplitSeq(rest, "[") {
			inside, closed := strings.CutSuffix(index, "]")
			if !closed || inside == "" {
				return nil, false
			}
			steps = append(steps, step{inside, true})
		}
	}
	return steps, true
}

// follow goes down one step of the path; at its end the value is laid over what
// is there.
func (d *decoder) follow(steps []step, path string, into reflect.Value, b bounds, value string) {
	if into.Kind() == reflect.Pointer && len(steps) > 0 {
		fresh := newElement(into.Type().Elem())
		if !into.IsNil() {
			fresh.Set(into.Elem())
		}
		d.follow(steps, path, fresh, b, value)
		if d.reach == nil {
			into.Set(fresh.Addr())
		}
		return
	}
	if len(steps) == 0 && d.reach != nil {
		d.reach(path, into, b)
		return
	}
	if len(steps) == 0 {
		d.setValue(value, path, into, b)
		return
	}
	here, t := steps[0], into.Type()
	list := t.Kind() == reflect.Slice || t.Kind() == reflect.Array
	switch {
	case isLeaf(t):
		d.wrong(place{file: setFlag}, join(path, here.text), "there is nothing below %s, which is one value: want %s", path, wantOf(into, b))
	case list:
		d.followList(steps, path, into, b, value)
	case here.bracket:
		d.wrong(place{file: setFlag}, path, "is no list, so it has no [%.40s]", here.text)
	case t.Kind() == reflect.Struct:
		if f := d.field(&yaml.Node{Value: here.text}, path, d.fieldsOf(t)); f != nil {
			d.follow(steps[1:], join(path, f.name), into.FieldByIndex(f.index), f.bounds, value)
		}
	case t.Kind() == reflect.Map:
		d.followMap(steps, path, into, b, value)
	}
}

// followList goes to an element of a list: by number, or by name.
func (d *decoder) followList(steps []step, path string, into reflect.Value, b bounds, value string) {
	here, keyed := steps[0], keyOf(into.Type().Elem()) >= 0
	var names []string
	at, named := -1, false
	for i := range into.Len() {
		name := nameOr(into.Index(i), i)
		named = named || nameOf(into.Index(i)) != ""
		if at < 0 && (name == here.text || here.bracket && strconv.Itoa(i) == here.text) {
			at = i
		}
		names = append(names, name)
	}
	inner := fmt.Sprintf("%s[%d]", path, at)
	switch {
	case !keyed && !here.bracket && !named:
		d.wrong(place{file: setFlag}, path, "is a list, want %s[0] for its first", path)
		return
	case at < 0 && len(names) == 0:
		d.wrong(place{file: setFlag}, path, "is empty, so it has no %.40s", here.text)
		return
	case at < 0:
		d.wrong(place{file: setFlag}, path, "has no %.40s%s", here.text, orElse(here.text, names))
		return
	case keyed:
		inner = join(path, names[at])
	}
	d.follow(steps[1:], inner, into.Index(at), b, value)
}

// followMap goes to an entry of a map, or makes one.
func (d *decoder) followMap(steps []step, path string, into reflect.Value, b bounds, value string) {
	name := reflect.New(into.Type().Key()).Elem()
	inner := join(path, steps[0].text)
	if err := readLeaf(steps[0].text, name, bounds{}); err != nil {
		d.wrong(place{file: setFlag}, inner, "%v", err)
		return
	}
	changed := reflect.MakeMap(into.Type())
	for _, key := range into.MapKeys() {
		changed.SetMapIndex(key, into.MapIndex(key))
	}
	element := newElement(into.Type().Elem())
	if before := into.MapIndex(name); before.IsValid() {
		element.Set(before)
	}
	d.follow(steps[1:], inner, element, b, value)
	if d.reach == nil {
		changed.SetMapIndex(name, element)
		into.Set(changed)
	}
}

// nameOf is what an element of a list is called, if it has a name.
func nameOf(element reflect.Value) string {
	if element.Kind() != reflect.Struct {
		return ""
	}
	if name := element.FieldByName("Name"); name.IsValid() && name.Kind() == reflect.String {
		return name.String()
	}
	return ""
}

// nameOr is what an element is called: by its name, else by its place.
func nameOr(element reflect.Value, at int) string {
	if name := nameOf(element); name != "" {
		return name
	}
	return strconv.Itoa(at)
}

// setValue lays a value over what is there. A text is taken as it stands,
// anything else is YAML, so { browse: 1, buy: 9 } sets a mapping.
func (d *decoder) setValue(value, path string, into reflect.Value, b bounds) {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	if into.Kind() != reflect.String {
		tree, found := grow(setFlag, []byte(value))
		for _, m := range found {
			if m.Path != "" && m.Path[0] != '[' {
				m.Path = "." + m.Path
			}
			d.wrong(place{file: setFlag}, path+m.Path, "%s", m.Text)
		}
		if len(found) > 0 {
			return
		}
		node = tree
	}
	if node == nil {
		node = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	}
	d.value(node, path, into, b)
}
