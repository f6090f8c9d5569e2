package codec_test

import (
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/vmihailenco/msgpack/v5"

	"buynow/sim/codec"
)

// bombs are the inputs that are known to make a reader of msgpack ask for
// gigabytes, or end in a stack overflow that nothing can catch.
var bombs = []struct{ claim, payload string }{
	{"bytes of 4 GB in nine bytes", "\x91\xc6\xff\xff\xff\xffabc"},
	{"a text of 4 GB", "\x91\xdb\xff\xff\xff\xff"},
	{"an array of 4 billion structs", "\x91\xdd\xff\xff\xff\xff"},
	{"an array of 65,537, all of them there", "\x91\xdd\x00\x01\x00\x01" + strings.Repeat("\xc0", 65_537)},
	{"a map of 4 billion", "\xdf\xff\xff\xff\xff"},
	{"a small map", "\x81\xa1a\x01"},
	{"an extension of 4 GB", "\xc9\xff\xff\xff\xff\x01"},
	{"a small extension, such as an interned text", "\xd4\x80\x01"},
	{"a million arrays, each within the one before", strings.Repeat("\x91", 1_000_000)},
	{"seventeen arrays within one another", strings.Repeat("\x91", 17) + "\x01"},
	{"many arrays that claim all that is left", strings.Repeat("\xdd\x00\x00\xff\xff", 5_000) + strings.Repeat("\xc0", 70_000)},
	{"the byte that msgpack never uses", "\xc1"},
	{"nothing", ""},
	{"an array that ends early", "\x92\x01"},
	{"a number that ends early", "\xcd\x01"},
	{"two values", "\x01\x02"},
}

// gullible has a place for each of the bombs.
type gullible struct {
	Bytes  []byte
	Text   string
	Many   []struct{ Room [128]byte }
	Nested []gullible
}

func TestBombsAreRefused(t *testing.T) {
	for _, row := range bombs {
		if err := codec.Check([]byte(row.payload)); !errors.Is(err, codec.ErrCorrupt) {
			t.Errorf("%s: Check = %v, want ErrCorrupt", row.claim, err)
		}
	}
}

func TestBombsCostLittleMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, row := range bombs {
		_ = codec.Decode([]byte(row.payload), &gullible{})
		_, _, _ = codec.NewReader(bytes.NewReader(codec.Append(nil, 1, []byte(row.payload)))).Next()
	}
	runtime.ReadMemStats(&after)

	if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got >= 64 {
		t.Errorf("all bombs together cost %d MiB, want less than 64", got)
	}
}

// The library alone would go on until the stack is full; it is stopped in time.
func TestTheLibraryAloneWouldFollowTheNesting(t *testing.T) {
	deep := []byte(strings.Repeat("\x91", 10_000) + "\x01")
	var nested any
	if err := msgpack.Unmarshal(deep, &nested); err != nil {
		t.Fatalf("the library refuses it by itself (%v): is our own check still needed?", err)
	}
	if err := codec.Check(deep); err == nil {
		t.Error("Check lets 10,000 arrays within one another pass")
	}
}

func TestWhatIsWithinTheLimitsPasses(t *testing.T) {
	for _, row := range []struct{ claim, payload string }{
		{"a number", "\x07"},
		{"an empty array", "\x90"},
		{"sixteen arrays within one another", strings.Repeat("\x91", 16) + "\x01"},
		{"65,536 elements", "\xdd\x00\x01\x00\x00" + strings.Repeat("\xc0", 65_536)},
		{"all kinds of value", "\x9b\xc0\xc2\xc3\x01\xe0\xd3\xff\xff\xff\xff\xff\xff\xff\xff\xca\x3f\x80\x00\x00\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00\xa1a\xc4\x01b\x91\x90"},
		{"an empty array at the end of another, and more after it", "\x92\x92\x01\x90\x02"},
	} {
		if err := codec.Check([]byte(row.payload)); err != nil {
			t.Errorf("%s: Check = %v, want nil", row.claim, err)
		}
	}
}
