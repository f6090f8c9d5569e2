package actors

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
	"buynow/sim/codec"
)

func TestEachKindOfMessageCanBeMade(t *testing.T) {
	for kind := sim.Kind(1); kind < Kinds; kind++ {
		if m := NewMessage(kind); m == nil || m.Kind() != kind {
			t.Errorf("NewMessage(%d) = %T, want the message of that kind: is it in the list?", kind, m)
		}
	}
	if m := NewMessage(Kinds); m != nil || NewMessage(0) != nil {
		t.Errorf("NewMessage(%d) = %T, want none", Kinds, m)
	}
}

// Each message that is written down and read back is the same: all of it, but for
// what its fields in small letters keep to the actor that sent it to itself.
func TestEachMessageComesBackFromBytes(t *testing.T) {
	for kind := sim.Kind(1); kind < Kinds; kind++ {
		want := NewMessage(kind)
		n := 0
		fill(reflect.ValueOf(want).Elem(), &n)

		payload, err := codec.Encode(want)
		if err != nil {
			t.Fatal(err)
		}
		got := NewMessage(kind)
		if err := codec.Decode(payload, got); err != nil {
			t.Fatal(err)
		}

		if diff := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
			t.Errorf("%T (-want +got):\n%s", want, diff)
		}
	}
}

// fill gives each field a value that no other has, as far as it has room.
func fill(v reflect.Value, n *int) {
	if !v.CanSet() {
		return
	}
	*n++
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(1 / float64(*n+2))
	case reflect.String:
		v.SetString("é")
	case reflect.Int, reflect.Int64:
		v.SetInt(-int64(*n) << 33)
	case reflect.Uint64:
		v.SetUint(uint64(*n) << 57)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint:
		v.SetUint(uint64(*n))
	default:
		panic("fill does not know a " + v.Kind().String())
	}
}

func TestEachKindOfEventHasAName(t *testing.T) {
	names := EventNames()
	seen := map[string]bool{}
	for what := sim.Sent; int(what) < len(names); what++ {
		if name := names[what]; name == "" || seen[name] {
			t.Errorf("event %d is called %q, want a name of its own", what, name)
		}
		seen[names[what]] = true
	}
	if last := sim.What(len(names) - 1); last != WrittenOff {
		t.Errorf("the last event with a name is %d, want %d", last, WrittenOff)
	}
}
