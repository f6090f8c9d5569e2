package codec_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"buynow/sim/codec"
)

// frames is three frames in a row, and where each ends.
func frames() (stream []byte, ends []int) {
	for i, payload := range []string{"\x90", "\xa5hello", strings.Repeat("\x01", 300)} {
		stream = codec.Append(stream, uint8(i), []byte(payload))
		ends = append(ends, len(stream))
	}
	return stream, ends
}

// readAll reads frames until the first error, and says where the last one ended.
func readAll(from io.Reader) (count int, end int64, err error) {
	r := codec.NewReader(from)
	for {
		if _, _, err := r.Next(); err != nil {
			return count, r.Offset(), err
		}
		count++
	}
}

func TestFramesComeBackInOrder(t *testing.T) {
	stream, ends := frames()
	r := codec.NewReader(iotest.OneByteReader(bytes.NewReader(stream)))
	for i, want := range []string{"\x90", "\xa5hello", strings.Repeat("\x01", 300)} {
		kind, payload, err := r.Next()

		if err != nil || int(kind) != i || string(payload) != want || int(r.Offset()) != ends[i] {
			t.Errorf("frame %d = kind %d, %q, %v, up to %d, want kind %d, %q up to %d", i, kind, payload, err, r.Offset(), i, want, ends[i])
		}
	}
	for range 2 {
		if _, _, err := r.Next(); err != io.EOF {
			t.Errorf("after the last frame: %v, want io.EOF, however often one asks", err)
		}
	}
}

func TestAStreamCutAnywhereIsReadToItsLastWholeFrame(t *testing.T) {
	stream, ends := frames()
	for cut := range len(stream) + 1 {
		want, wantEnd, wantErr := 0, 0, codec.ErrTorn
		for _, end := range ends {
			if end <= cut {
				want, wantEnd = want+1, end
			}
		}
		if wantEnd == cut {
			wantErr = io.EOF
		}

		got, end, err := readAll(bytes.NewReader(stream[:cut]))

		if got != want || int(end) != wantEnd || !errors.Is(err, wantErr) {
			t.Errorf("cut at %d: %d frames up to %d, %v, want %d up to %d, %v", cut, got, end, err, want, wantEnd, wantErr)
		}
	}
}

func TestEveryFlippedBitIsFound(t *testing.T) {
	stream, ends := frames()
	for bit := range 8 * len(stream) {
		want := 0 // whole frames before the bit
		for _, end := range ends {
			if end <= bit/8 {
				want++
			}
		}
		stream[bit/8] ^= 1 << (bit % 8)

		got, _, err := readAll(bytes.NewReader(stream))

		stream[bit/8] ^= 1 << (bit % 8)
		if got != want || !errors.Is(err, codec.ErrCorrupt) {
			t.Errorf("bit %d flipped: %d frames, %v, want %d and ErrCorrupt", bit, got, err, want)
		}
	}
}

// A length is believed only after its checksum: a changed one is not mistaken for
// a frame that was cut short, and a huge one costs nothing.
func TestALengthIsCheckedBeforeItIsBelieved(t *testing.T) {
	stream, _ := frames()
	for i := 4; i < 8; i++ {
		changed := bytes.Clone(stream)
		changed[i] = 0x3f

		got, end, err := readAll(bytes.NewReader(changed))

		if got != 0 || end != 0 || !errors.Is(err, codec.ErrCorrupt) || !strings.Contains(fmt.Sprint(err), "head") {
			t.Errorf("byte %d of the length changed: %d frames up to %d, %v, want none and a corrupt head", i, got, end, err)
		}
	}
}

// What has right checksums may still be no frame for this reader.
func TestAFrameThatIsNotOursIsRefused(t *testing.T) {
	for _, row := range []struct {
		claim, want string
		change      func(head []byte)
	}{
		{"a later version", "version 2", func(head []byte) { head[2] = 2 }},
		{"more than a frame may hold", "want at most 4194304", func(head []byte) { binary.BigEndian.PutUint32(head[4:], codec.MaxPayload+1) }},
		{"another kind of file", "does not begin a frame", func(head []byte) { head[0] = 'B' }},
	} {
		frame := codec.Append(nil, 1, []byte{0x90})
		row.change(frame)
		binary.BigEndian.PutUint32(frame[12:], crc32.Checksum(frame[:12], crc32.MakeTable(crc32.Castagnoli)))

		_, _, err := codec.NewReader(bytes.NewReader(frame)).Next()

		if !errors.Is(err, codec.ErrCorrupt) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want ErrCorrupt and %q", row.claim, err, row.want)
		}
	}
}

func TestAStreamIsKnownByItsBeginning(t *testing.T) {
	frame := codec.Append(nil, 7, []byte{0x90})
	for _, row := range []struct {
		stream []byte
		kind   uint8
		want   bool
	}{
		{frame, 7, true}, {frame[:4], 7, true}, {frame, 8, false}, {frame[:3], 7, false}, {[]byte("name: a"), 'e', false}, {nil, 0, false},
	} {
		if got := codec.Begins(row.stream, row.kind); got != row.want {
			t.Errorf("Begins(%q, %d) = %v, want %v", row.stream, row.kind, got, row.want)
		}
	}
}

func TestAReadErrorIsNoDamage(t *testing.T) {
	stream, _ := frames()
	broken := errors.New("the disk is on fire")
	_, _, err := readAll(io.MultiReader(bytes.NewReader(stream), iotest.ErrReader(broken)))

	if !errors.Is(err, broken) || errors.Is(err, codec.ErrTorn) || errors.Is(err, codec.ErrCorrupt) {
		t.Errorf("reading = %v, want %v as it is", err, broken)
	}
}

func TestAPayloadThatIsTooLongIsABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a frame was made that no reader takes")
		}
	}()
	codec.Append(nil, 1, make([]byte, codec.MaxPayload+1))
}
