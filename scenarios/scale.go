package scenarios

import (
	"math"
	"reflect"
)

// MaxScale is by how much a scenario can be scaled down.
const MaxScale = 1_000_000

// shrink divides load and capacity alike: a shop of a hundredth of the size has a
// hundredth of the customers, and is as busy.
func (s *Scenario) shrink() {
	if s.Scale == 1 {
		return
	}
	s.Source.Shrunk = true
	divide(reflect.ValueOf(s).Elem(), bounds{}, s.Scale)
	for i := range s.Load {
		s.Load[i].thin(s.Scale)
	}
	s.Faults.shrink(s.Scale)
	a := &s.Config.Actors
	for _, pool := range []*int{&a.OrderManager.Workers, &a.Merchant.Workers} {
		if *pool == 1 {
			*pool = leastAside
		}
	}
}

// fewer is a count for a smaller shop: nothing that there is becomes nothing.
func fewer(count int, by float64) int {
	if count == 0 {
		return 0
	}
	return max(1, int(math.Round(float64(count)/by)))
}

// leastAside is how many workers an actor needs of which half are kept for
// customers, so that what nobody waits for does not keep them all.
const leastAside = 2

// divide goes through a value and divides what is marked; nothing that there is
// becomes nothing.
func divide(v reflect.Value, b bounds, by float64) {
	t := v.Type()
	switch {
	case t == reflect.TypeFor[Inputs](): // they were done to the smaller shop
	case isLeaf(t) && b.scaled && v.CanFloat():
		v.SetFloat(v.Float() / by)
	case isLeaf(t) && b.scaled && v.CanInt() && v.Int() > 0:
		v.SetInt(max(1, int64(math.Round(float64(v.Int())/by))))
	case isLeaf(t):
	case t.Kind() == reflect.Struct:
		if part, can := v.Addr().Interface().(interface{ FillIn() }); can {
			part.FillIn()
		}
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
