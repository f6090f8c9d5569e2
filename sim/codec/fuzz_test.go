package codec_test

import (
	"bytes"
	"testing"

	"buynow/sim/codec"
)

// FuzzFrame reads what the fuzzer makes up as a stream of frames, and as a payload
// in a frame whose checksums are right: nothing panics, whole frames come back as
// they were, and what is decoded is encoded to what decodes the same.
func FuzzFrame(f *testing.F) {
	stream, _ := frames()
	f.Add(stream)
	f.Add(library(f, &parcel{Order: 7, Lines: []line{{1, 2}}, Last: &line{3, 4}, Name: "Ada"}))
	for _, row := range bombs {
		if len(row.payload) < 1000 {
			f.Add([]byte(row.payload))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		again := []byte(nil)
		r := codec.NewReader(bytes.NewReader(data))
		for {
			kind, payload, err := r.Next()
			if err != nil {
				break
			}
			again = codec.Append(again, kind, payload)
		}
		if int(r.Offset()) != len(again) || !bytes.HasPrefix(data, again) {
			t.Errorf("%d bytes of frames were read, but written again they are %x", r.Offset(), again)
		}

		var got, twice parcel
		if err := codec.Decode(data, &got); err != nil {
			return
		}
		payload, err := codec.Encode(&got)
		if err != nil {
			t.Fatal(err)
		}
		if err := codec.Decode(payload, &twice); err != nil {
			t.Fatalf("%x was decoded, its encoding %x was not: %v", data, payload, err)
		}
		if !bytes.Equal(library(t, &got), library(t, &twice)) {
			t.Errorf("%+v was decoded, encoded and decoded to %+v", got, twice)
		}
	})
}
