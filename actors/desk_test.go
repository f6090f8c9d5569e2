package actors

import (
	"reflect"
	"testing"
	"time"
	"unsafe"

	"buynow/sim"
)

// desked is whatever keeps things on a desk.
type desked interface{ fix(places int) int }

// fix gives a desk a size for good, and returns how often something came onto it.
func (s *store[T]) fix(places int) int {
	s.wear.fixed = places
	return int(s.wear.turns)
}

// desks visits the stores of a value, wherever they are in it, but not those of
// whoever it points to.
func desks(v reflect.Value, visit func(desked)) {
	if v.CanAddr() {
		if d, ok := reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Interface().(desked); ok {
			visit(d)
			return
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Type != reflect.TypeFor[*Shop]() {
				desks(v.Field(i), visit)
			}
		}
	case reflect.Interface: // a ledger
		if v.NumMethod() > 0 && !v.IsNil() {
			desks(v.Elem().Elem(), visit)
		}
	}
}

// TestFoldingChangesNothing: a shop that has room for a single thing on each desk,
// so that whatever it touches is folded and unfolded, does the same at the same
// times as one that folds nothing. Its actors crash on the way.
func TestFoldingChangesNothing(t *testing.T) {
	run := func(places int) (trace sim.Trace, outcomes Outcomes, turns, stores int) {
		shop, a := audited(3, 300)
		all := func(visit func(desked)) {
			for _, keeper := range append([]any{a}, shop.cast...) {
				desks(reflect.ValueOf(keeper).Elem(), visit)
			}
		}
		all(func(d desked) { d.fix(places); stores++ })
		for i, actor := range []sim.ActorID{shop.Orders, shop.Stock, shop.Merchant, shop.Bank, shop.Warehouse, shop.Truck, shop.Mail} {
			at := time.Minute + time.Duration(i)*10*time.Second
			shop.World.At(at, func() { shop.World.Crash(actor) })
			shop.World.At(at+3*time.Second, func() { shop.World.Restart(actor) })
		}
		a.rest(t)
		all(func(d desked) { turns += d.fix(places) })
		return shop.World.Trace(), a.Outcomes(), turns, stores
	}

	trace, outcomes, turns, stores := run(1)
	wantTrace, want, fewest, _ := run(1 << 14)

	if trace != wantTrace || outcomes != want {
		t.Errorf("on a small desk the trace is %v and it comes to %+v, on a large one %v and %+v", trace, outcomes, wantTrace, want)
	}
	if turns < 3*fewest || stores < 15 {
		t.Errorf("in %d stores things are laid out %d times on a small desk, %d times on a large one: nothing was tested", stores, turns, fewest)
	}
}
