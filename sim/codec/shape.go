package codec

import (
	"fmt"
	"reflect"
	"strings"
)

// Shape says in words which values an array holds that a struct is written as:
//
//	{Order uint64, Cart *{Lines []{SKU uint32, Qty int64}, Shipping int64}}
//
// Two programs whose types have one shape understand each other's bytes. A type
// that cannot be read back without doubt (a map, an interface, an embedded
// struct) is an error.
func Shape(of reflect.Type) (string, error) {
	var b strings.Builder
	err := shape(&b, of, 0)
	return b.String(), err
}

func shape(b *strings.Builder, of reflect.Type, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("%s is nested more than %d deep", of, maxDepth)
	}
	switch of.Kind() {
	case reflect.Bool, reflect.String, reflect.Float64,
		reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		b.WriteString(of.Kind().String())
		return nil
	case reflect.Int, reflect.Uint: // as wide as on any machine
		b.WriteString(of.Kind().String() + "64")
		return nil
	case reflect.Pointer:
		b.WriteString("*")
		return shape(b, of.Elem(), depth+1)
	case reflect.Slice:
		b.WriteString("[]")
		return shape(b, of.Elem(), depth+1)
	case reflect.Array:
		fmt.Fprintf(b, "[%d]", of.Len())
		return shape(b, of.Elem(), depth+1)
	case reflect.Struct:
		return shapeStruct(b, of, depth)
	}
	return fmt.Errorf("%s is a %s, which cannot be read back", of, of.Kind())
}

func shapeStruct(b *strings.Builder, of reflect.Type, depth int) error {
	b.WriteString("{")
	between := ""
	for field := range of.Fields() {
		switch {
		case field.Anonymous:
			return fmt.Errorf("%s embeds %s: give it a name", of, field.Type)
		case !field.IsExported():
			continue // its owner's affair
		}
		b.WriteString(between + field.Name + " ")
		between = ", "
		if err := shape(b, field.Type, depth+1); err != nil {
			return fmt.Errorf("%s.%s: %w", of, field.Name, err)
		}
	}
	b.WriteString("}")
	return nil
}
