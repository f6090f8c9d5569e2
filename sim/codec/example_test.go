package codec_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"

	"buynow/sim/codec"
)

// A parcel is framed, sent, cut short on the way, and read.
func Example() {
	type label struct {
		Order uint64
		City  string
	}
	payload, err := codec.Encode(&label{8141, "Ghent"})
	if err != nil {
		fmt.Println(err)
	}
	sent := codec.Append(nil, 7, payload)
	sent = codec.Append(sent, 7, payload)
	received := sent[:len(sent)-3]

	frames := codec.NewReader(bytes.NewReader(received))
	for {
		kind, payload, err := frames.Next()
		if err != nil {
			fmt.Println(err, errors.Is(err, codec.ErrTorn))
			break
		}
		var l label
		fmt.Println(kind, codec.Decode(payload, &l), l)
	}
	shape, _ := codec.ShapeOf(reflect.TypeFor[label]())
	fmt.Println("a label is", shape)
	// Output:
	// 7 <nil> {8141 Ghent}
	// torn: it ends within a frame of 10 bytes true
	// a label is {Order uint64, City string}
}
