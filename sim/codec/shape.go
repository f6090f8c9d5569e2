package codec

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Shape is the type of a struct as bytes know it: an array of its exported fields
// in their order, each of which is a number, a text, or of a shape itself. Two
// programs whose types have one shape understand each other.
type Shape struct {
	of     reflect.Type
	sort   sort
	text   string
	within *Shape  // of a pointer, slice or array
	fields []field // of a struct
}

type field struct {
	index int
	shape *Shape
}

// sort is how a value is written.
type sort uint8

const (
	aBool sort = iota
	anInt
	aUint
	aFloat
	aText
	someBytes
	aPointer
	aList
	aStruct
)

// ShapeOf returns the shape of a type. A type that cannot be read back without
// doubt (a map, an interface, an embedded struct, one that holds itself) has none.
func ShapeOf(of reflect.Type) (*Shape, error) { return shapeOf(of, 0) }

// String says in words what is in the array:
//
//	{Order uint64, Cart *{Lines []{SKU uint32, Qty int64}, Shipping int64}}
func (s *Shape) String() string { return s.text }

func shapeOf(of reflect.Type, depth int) (s *Shape, err error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("%s is nested more than %d deep", of, maxDepth)
	}
	s = &Shape{of: of, text: of.Kind().String()}
	switch kind := of.Kind(); kind {
	case reflect.Bool:
		s.sort = aBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.sort, s.text = anInt, "int"+strconv.Itoa(of.Bits())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		s.sort, s.text = aUint, "uint"+strconv.Itoa(of.Bits())
	case reflect.Float64:
		s.sort = aFloat
	case reflect.String:
		s.sort = aText
	case reflect.Pointer, reflect.Slice, reflect.Array:
		if s.within, err = shapeOf(of.Elem(), depth+1); err != nil {
			return nil, err
		}
		s.sort, s.text = holderOf(of), map[reflect.Kind]string{reflect.Pointer: "*", reflect.Slice: "[]"}[kind]
		if kind == reflect.Array {
			s.text = "[" + strconv.Itoa(of.Len()) + "]"
		}
		s.text += s.within.text
	case reflect.Struct:
		err = s.addFields(depth)
	default:
		err = fmt.Errorf("%s is a %s, which cannot be read back", of, kind)
	}
	return s, err
}

func holderOf(of reflect.Type) sort {
	switch {
	case of.Kind() == reflect.Pointer:
		return aPointer
	case of.Elem().Kind() == reflect.Uint8:
		return someBytes
	}
	return aList
}

// addFields adds the exported fields; the others are their owner's affair.
func (s *Shape) addFields(depth int) error {
	s.sort = aStruct
	var texts []string
	for i := range s.of.NumField() {
		f := s.of.Field(i)
		switch {
		case f.Anonymous:
			return fmt.Errorf("%s embeds %s: give it a name", s.of, f.Type)
		case !f.IsExported():
			continue
		}
		shape, err := shapeOf(f.Type, depth+1)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", s.of, f.Name, err)
		}
		s.fields = append(s.fields, field{i, shape})
		texts = append(texts, f.Name+" "+shape.text)
	}
	s.text = "{" + strings.Join(texts, ", ") + "}"
	return nil
}

// Append appends a struct of this shape: value is a pointer to it.
func (s *Shape) Append(dst []byte, value any) []byte {
	v := reflect.ValueOf(value)
	if v.Type().Elem() != s.of {
		panic(fmt.Sprintf("codec: a %T is no %s", value, s.of))
	}
	if v.IsNil() {
		return AppendNil(dst)
	}
	return s.append(dst, v.Elem())
}

func (s *Shape) append(dst []byte, v reflect.Value) []byte {
	switch s.sort {
	case aBool:
		return AppendBool(dst, v.Bool())
	case anInt:
		return AppendInt(dst, v.Int())
	case aUint:
		return AppendUint(dst, v.Uint())
	case aFloat:
		return AppendFloat(dst, v.Float())
	case aText:
		return AppendText(dst, v.String())
	case aStruct:
		dst = AppendArray(dst, len(s.fields))
		for _, f := range s.fields {
			dst = f.shape.append(dst, v.Field(f.index))
		}
		return dst
	}
	return s.appendHolder(dst, v)
}

// appendHolder appends what holds other values.
func (s *Shape) appendHolder(dst []byte, v reflect.Value) []byte {
	switch {
	case v.Kind() != reflect.Array && v.IsNil():
		return AppendNil(dst)
	case s.sort == aPointer:
		return s.within.append(dst, v.Elem())
	case s.sort == someBytes:
		return AppendBytes(dst, v.Bytes())
	}
	dst = AppendArray(dst, v.Len())
	for i := range v.Len() {
		dst = s.within.append(dst, v.Index(i))
	}
	return dst
}
