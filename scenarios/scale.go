package scenarios

import (
	"fmt"
	"math"
	"reflect"
)

// MaxScale is by how much a scenario can be scaled down.
const MaxScale = 1_000_000

// Scale divides load and capacity alike: a shop of a hundredth of the size with
// a hundredth of the customers, for a quick look or many of them. What is divided
// are the fields marked so; nothing that there is becomes nothing.
func (s *Scenario) Scale(by float64) error {
	if !(by >= 1 && by <= MaxScale) {
		return fmt.Errorf("scale is %v, want 1 to %d", by, MaxScale)
	}
	divide(reflect.ValueOf(s).Elem(), bounds{}, by)
	for i := range s.Load {
		s.Load[i].thin(by)
	}
	s.Source.Scale = by
	return nil
}

// divide goes through a value and divides what is marked.
func divide(v reflect.Value, b bounds, by float64) {
	t := v.Type()
	switch {
	case isLeaf(t) && b.scaled && v.CanFloat():
		v.SetFloat(v.Float() / by)
	case isLeaf(t) && b.scaled && v.CanInt() && v.Int() > 0:
		v.SetInt(max(1, int64(math.Round(float64(v.Int())/by))))
	case isLeaf(t):
	case t.Kind() == reflect.Struct:
		for _, f := range fieldsOf(t) {
			divide(v.FieldByIndex(f.index), f.bounds, by)
		}
	case t.Kind() == reflect.Pointer && !v.IsNil():
		divide(v.Elem(), b, by)
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		for i := range v.Len() {
			divide(v.Index(i), b, by)
		}
	case t.Kind() == reflect.Map:
		for _, key := range namesIn(v) {
			element := reflect.New(t.Elem()).Elem()
			element.Set(v.MapIndex(key))
			divide(element, b, by)
			v.SetMapIndex(key, element)
		}
	}
}
