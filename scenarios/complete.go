package scenarios

import (
	"reflect"
	"strings"
)

// Complete lists what --set could begin with for a scenario: the paths of all
// its fields, by the names that it gives, or once a path is typed its values if
// they have names. Of a scenario that cannot be read it knows the shop.
func Complete(nameOrPath, typed string) []Entry {
	s, err := Load(nameOrPath, nil)
	if err != nil {
		s = blankScenario()
	}
	path, _, hasValue := strings.Cut(typed, "=")
	var entries []Entry
	eachLeaf(reflect.ValueOf(s).Elem(), "", bounds{}, "", func(at string, v reflect.Value, b bounds, meaning string) {
		switch {
		case !hasValue && strings.HasPrefix(at, typed):
			entries = append(entries, Entry{Name: at + "=", Text: meaning})
		case hasValue && at == path:
			words := wordsOf(v, b)
			if at == "variant" {
				words = append(s.Variants.names(), AsWritten)
			}
			for _, word := range words {
				entries = append(entries, Entry{Name: at + "=" + word, Text: meaning})
			}
		}
	})
	return entries
}

// eachLeaf visits every single value and every list of such, with its path.
func eachLeaf(v reflect.Value, path string, b bounds, meaning string, visit func(string, reflect.Value, bounds, string)) {
	t := v.Type()
	switch {
	case isLeaf(t):
		visit(path, v, b, meaning)
	case t.Kind() == reflect.Pointer:
		if !v.IsNil() {
			eachLeaf(v.Elem(), path, b, meaning, visit)
		}
	case t.Kind() == reflect.Struct:
		for _, f := range fieldsOf(t) {
			eachLeaf(v.FieldByIndex(f.index), join(path, f.name), f.bounds, remarkOf(comments[f.comment], "").meaning, visit)
		}
	case t.Kind() == reflect.Map:
		for _, key := range namesIn(v) {
			eachLeaf(v.MapIndex(key), join(path, writeLeaf(key, bounds{})), b, meaning, visit)
		}
	default:
		eachElement(v, path, b, meaning, visit)
	}
}

// eachElement visits the elements of a list by their names or their places.
func eachElement(v reflect.Value, path string, b bounds, meaning string, visit func(string, reflect.Value, bounds, string)) {
	for i := range v.Len() {
		inner := path + "[" + nameOr(v.Index(i), i) + "]"
		if keyOf(v.Type().Elem()) >= 0 {
			inner = join(path, nameOf(v.Index(i)))
		}
		eachLeaf(v.Index(i), inner, b, meaning, visit)
	}
}

// wordsOf lists the words that a value may be.
func wordsOf(v reflect.Value, b bounds) []string {
	t := v.Type()
	if names, ok := enumerations[t]; ok {
		return names
	}
	if listed, ok := reflect.New(t).Interface().(interface{ names() []string }); ok {
		return listed.names()
	}
	if t.Kind() == reflect.Bool {
		return []string{"true", "false"}
	}
	return b.words()
}
