package codec_test

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/vmihailenco/msgpack/v5"
	"pgregory.net/rapid"

	"buynow/sim/codec"
)

// library is what the library writes.
func library(t interface{ Fatal(...any) }, value any) []byte {
	var b bytes.Buffer
	e := msgpack.NewEncoder(&b)
	e.UseCompactInts(true)
	e.UseArrayEncodedStructs(true)
	if err := e.Encode(value); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is appended by hand is what the library writes, and a cursor reads it back.
func TestAppendedValuesAreTheLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edge := rapid.SampledFrom([]int64{0, 31, 32, 33, 127, 128, 255, 256, 65_535, 65_536, math.MaxUint32, math.MaxUint32 + 1, math.MaxInt64})
		around := rapid.Custom(func(t *rapid.T) int64 { return edge.Draw(t, "edge") + rapid.Int64Range(-1, 1).Draw(t, "beside") })
		n := rapid.OneOf(around, rapid.Int64(), rapid.Custom(func(t *rapid.T) int64 { return -around.Draw(t, "below") })).Draw(t, "n")
		u := rapid.OneOf(rapid.Uint64(), rapid.Custom(func(t *rapid.T) uint64 { return uint64(around.Draw(t, "u")) })).Draw(t, "u")
		text := strings.Repeat("ä", int(rapid.SampledFrom([]int{0, 1, 15, 16, 127, 128, 40_000}).Draw(t, "length")))
		truth := rapid.Bool().Draw(t, "truth")

		ours := codec.AppendArray(nil, 6)
		ours = codec.AppendInt(ours, n)
		ours = codec.AppendUint(ours, u)
		ours = codec.AppendText(ours, text)
		ours = codec.AppendBytes(ours, []byte(text))
		ours = codec.AppendBool(ours, truth)
		ours = codec.AppendNil(ours)

		theirs := library(t, struct {
			N     int64
			U     uint64
			Text  string
			Bytes []byte
			Truth bool
			Nil   *int
		}{n, u, text, []byte(text), truth, nil})
		if !bytes.Equal(ours, theirs) {
			t.Fatalf("appended %x, the library writes %x", ours, theirs)
		}
		c := codec.NewCursor(ours)
		c.Tuple(6)
		if gotN, gotU := c.Int(), c.Uint(math.MaxUint64); gotN != n || gotU != u {
			t.Fatalf("read back %d and %d, want %d and %d", gotN, gotU, n, u)
		}
		if gotText, gotBytes := c.Text(), c.Bytes(); gotText != text || string(gotBytes) != text {
			t.Fatalf("read back %q and %q, want %q", gotText, gotBytes, text)
		}
		if raw := c.Raw(); len(raw) != 1 || !c.Nil() || c.Err() != nil || c.Left() != 0 {
			t.Fatalf("read back %x, %v, %d bytes left, want one byte, a nil and no more", raw, c.Err(), c.Left())
		}
	})
}

func TestLongArraysBeginAsTheLibraryBeginsThem(t *testing.T) {
	for _, n := range []int{0, 15, 16, 65_535, 65_536} {
		theirs := library(t, make([]bool, n))
		if ours := codec.AppendArray(nil, n); !bytes.HasPrefix(theirs, ours) {
			t.Errorf("an array of %d begins with %x, the library's with %x", n, ours, theirs[:5])
		}
	}
}

func TestACursorRefusesWhatItDidNotAskFor(t *testing.T) {
	for _, row := range []struct {
		claim   string
		payload string
		read    func(*codec.Cursor)
	}{
		{"a text is no number", "\xa1a", func(c *codec.Cursor) { c.Int() }},
		{"a number that ends early", "\xcd\x01", func(c *codec.Cursor) { c.Int() }},
		{"a number is no text", "\x01", func(c *codec.Cursor) { c.Text() }},
		{"bytes are no text", "\xc4\x01a", func(c *codec.Cursor) { c.Text() }},
		{"a negative number is no count", "\xff", func(c *codec.Cursor) { c.Uint(10) }},
		{"a number over its limit", "\x0b", func(c *codec.Cursor) { c.Uint(10) }},
		{"a number that no int64 holds", "\xcf\xff\xff\xff\xff\xff\xff\xff\xff", func(c *codec.Cursor) { c.Int() }},
		{"an array of another length", "\x92\x01\x02", func(c *codec.Cursor) { c.Tuple(3) }},
		{"an array that claims more than there is", "\xdc\xff\xff", func(c *codec.Cursor) { c.Array() }},
		{"a value that ends early", "\x92\x01", func(c *codec.Cursor) { c.Raw() }},
		{"nothing at all", "", func(c *codec.Cursor) { c.Int() }},
	} {
		c := codec.NewCursor([]byte(row.payload))
		row.read(&c)
		first := c.Err()
		c.Int()
		if c.Nil() || c.IsArray() || c.Raw() != nil || c.Uint(9) != 0 {
			t.Errorf("%s: something was read after it", row.claim)
		}

		if !errors.Is(first, codec.ErrCorrupt) || c.Err() != first {
			t.Errorf("%s: Err = %v, later %v, want one ErrCorrupt that stays", row.claim, first, c.Err())
		}
	}
}

type parcel struct {
	Order uint64
	Units int
	Sure  float64
	Lines []line
	Last  *line
	Name  string
	Open  bool
	Code  []byte
	Seal  [4]byte
	Pair  [2]uint16
	Tags  []string
	note  func() // nobody else's business
}

type line struct {
	SKU   uint32
	Price int64
}

func TestAStructComesBack(t *testing.T) {
	shape, err := codec.ShapeOf(reflect.TypeFor[parcel]())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []parcel{
		{},
		{Order: 1 << 63, Units: -3, Sure: 0.5, Lines: []line{{1, 2}, {3, -4}}, Last: &line{5, 6}, Name: "Ada", Open: true,
			Code: []byte("x"), Seal: [4]byte{1, 200}, Pair: [2]uint16{7, 65_535}, Tags: []string{"", "ä"},
			note: func() {}},
	} {
		payload := shape.Append([]byte("before"), &want)
		if theirs := "before" + string(library(t, &want)); string(payload) != theirs {
			t.Errorf("Append(%+v) = %x, the library writes %x", want, payload, theirs)
		}
		var got parcel
		if err := codec.Decode(payload[len("before"):], &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(parcel{})); diff != "" {
			t.Errorf("what came back differs (-want +got):\n%s", diff)
		}
	}
}

func TestAShapeWritesItsOwnTypeOnly(t *testing.T) {
	shape, err := codec.ShapeOf(reflect.TypeFor[line]())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a parcel was written as a line")
		}
	}()
	if got := shape.Append(nil, (*line)(nil)); !bytes.Equal(got, codec.AppendNil(nil)) {
		t.Errorf("no line at all is written as %x, want nil", got)
	}
	shape.Append(nil, &parcel{})
}

func TestWhatHasNoShapeIsNotEncoded(t *testing.T) {
	if got, err := codec.Encode(&struct{ M map[string]int }{}); err == nil {
		t.Errorf("Encode = %x, want an error", got)
	}
}

func TestAStructOfAnotherLengthIsRefused(t *testing.T) {
	payload := codec.AppendInt(codec.AppendArray(nil, 1), 7)
	if err := codec.Decode(payload, &parcel{}); !errors.Is(err, codec.ErrCorrupt) {
		t.Errorf("Decode = %v, want ErrCorrupt", err)
	}
}

func TestAShapeSaysWhatIsInAnArray(t *testing.T) {
	for _, row := range []struct {
		of   any
		want string
	}{
		{parcel{}, "{Order uint64, Units int64, Sure float64, Lines []{SKU uint32, Price int64}, Last *{SKU uint32, Price int64}, " +
			"Name string, Open bool, Code []uint8, Seal [4]uint8, Pair [2]uint16, Tags []string}"},
		{struct{ Three [3]uint8 }{}, "{Three [3]uint8}"},
		{struct{ hidden map[int]int }{}, "{}"},
	} {
		if got, err := codec.ShapeOf(reflect.TypeOf(row.of)); err != nil || got.String() != row.want {
			t.Errorf("ShapeOf(%T) = %v, %v, want %q", row.of, got, err, row.want)
		}
	}
}

func TestWhatCannotBeReadBackHasNoShape(t *testing.T) {
	type loop struct{ Next *loop }
	for _, of := range []any{
		struct{ M map[string]int }{}, struct{ I any }{}, struct{ F func() }{}, struct{ parcel }{}, struct{ line }{}, loop{},
	} {
		if got, err := codec.ShapeOf(reflect.TypeOf(of)); err == nil {
			t.Errorf("ShapeOf(%T) = %v, want an error", of, got)
		}
	}
}
