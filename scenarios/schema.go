package scenarios

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"buynow/sim"
	"buynow/sim/resilience"
)

//go:generate go test . -run ^TestWhatIsGeneratedIsUpToDate$ -update

// Schema is the format as a JSON Schema, made of the same types as the loader.
// An editor that is told of it completes and checks as one types; the first line
// of a file can do that:
//
//	# yaml-language-server: $schema=scenario.schema.json
func Schema() []byte {
	whole := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "A scenario of buynow"},
		{"description", "Who comes to the shop, what the shop is made of, and with what luck. What is left out has a realistic default."},
	}
	whole = append(whole, structSchema(reflect.ValueOf(blankScenario()).Elem(), "")...)
	whole = whole.and("$defs", definitions())
	var out bytes.Buffer
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false)
	write.SetIndent("", "  ")
	if err := write.Encode(whole); err != nil {
		panic("scenarios: " + err.Error()) // it is made of texts and numbers
	}
	return out.Bytes()
}

// structSchema is the schema of a section with the defaults that it holds.
func structSchema(v reflect.Value, source string) object {
	var properties object
	var required []string
	for _, f := range fieldsOf(v.Type()) {
		child := v.FieldByIndex(f.index)
		about := remarkOf(comments[f.comment], source)
		one := describe(valueSchema(child, f.bounds, about.source), child, f, about)
		properties = properties.and(f.name, one)
		if f.required {
			required = append(required, f.name)
		}
	}
	s := object{{"type", []string{"object", "null"}}, {"properties", properties}, {"additionalProperties", false}}
	if required != nil {
		s[0].value = "object"
		s = s.and("required", required)
	}
	if has, ok := v.Addr().Interface().(shorthand); ok {
		i := slices.IndexFunc(properties, func(m member) bool { return m.name == has.short() })
		s = anyOf(properties[i].value.(object), s)
	}
	return s
}

// describe adds what people read.
func describe(s object, v reflect.Value, f field, about remark) object {
	text := about.meaning
	if !f.required {
		text += " Source of the default: " + strings.TrimSuffix(about.source, ".") + "."
	}
	s = append(object{{"description", text}}, s...)
	if said, ok := defaultJSON(v, f); ok {
		s = s.and("default", said)
	}
	if f.bounds.example != "" && isLeaf(v.Type()) {
		s = s.and("examples", []string{f.bounds.example})
	}
	return s
}

// valueSchema is the schema of any value.
func valueSchema(v reflect.Value, b bounds, source string) object {
	t := v.Type()
	switch {
	case isLeaf(t):
		return anyOf(notationOf(v, b).schema, reference("variable"))
	case t.Kind() == reflect.Pointer:
		return valueSchema(newElement(t.Elem()), b, source)
	case t == reflect.TypeFor[resilience.Queue](): // of every actor
		return reference("queue")
	case t == reflect.TypeFor[resilience.Policy]():
		return reference("policy")
	case t == reflect.TypeFor[sim.Fault]():
		return reference("fault")
	case t == reflect.TypeFor[Variation]():
		return reference("variant")
	case t.Kind() == reflect.Struct:
		if has, ok := reflect.New(t).Interface().(shorthand); ok {
			lone := fieldNamed(fieldsOf(t), has.short())
			return anyOf(valueSchema(v.FieldByIndex(lone.index), lone.bounds, source), structSchema(v, source))
		}
		return structSchema(v, source)
	}
	inner := valueSchema(newElement(t.Elem()), b, source)
	switch {
	case t.Kind() == reflect.Map:
		return object{{"type", []string{"object", "null"}}, {"propertyNames", keySchema(t.Key())}, {"additionalProperties", inner}}
	case keyOf(t.Elem()) >= 0:
		return object{{"type", "object"}, {"minProperties", 1}, {"propertyNames", pattern(nameText)}, {"additionalProperties", inner}}
	}
	list := object{{"type", []string{"array", "null"}}, {"items", inner}}
	if t.Kind() == reflect.Array {
		list = append(list, member{"minItems", t.Len()}, member{"maxItems", t.Len()})
	}
	return list
}

// variationSchema is the schema of a variant: the fields of the head that it may lay over those of the
// file.
func variationSchema() object {
	var properties object
	for _, f := range fieldsOf(reflect.TypeFor[Scenario]()) {
		if whyInAll(f.name) == "" {
			properties = properties.and(f.name, object{{"$ref", "#/properties/" + f.name}})
		}
	}
	return object{{"type", []string{"object", "null"}}, {"properties", properties}, {"additionalProperties", false}}
}

// keySchema is the schema of the names in a map, which are texts to JSON.
func keySchema(t reflect.Type) object {
	switch s := notationOf(reflect.New(t).Elem(), bounds{}).schema; {
	case t.Kind() == reflect.String:
		return object{{"type", "string"}}
	case isNumber(t):
		return pattern(`^-?[0-9_]+$`)
	default:
		return s
	}
}

// defaultJSON is what an editor shows as the default; false if there is none.
func defaultJSON(v reflect.Value, f field) (any, bool) {
	switch t := v.Type(); {
	case f.required:
		return nil, false
	case t.Kind() == reflect.Bool:
		return v.Bool(), true
	case !isLeaf(t):
		return nil, false
	case isNumber(t) && spell(v, f.bounds) == spell(v, bounds{}):
		return json.Number(spell(v, f.bounds)), true
	}
	text := spell(v, f.bounds)
	return text, text != ""
}
