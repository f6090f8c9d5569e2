package codec

import (
	"bytes"
	"fmt"
	"reflect"

	"github.com/vmihailenco/msgpack/v5"
)

// Encode makes a payload of a struct: value is a pointer to it. Who does so often
// keeps its [Shape].
func Encode(value any) ([]byte, error) {
	shape, err := ShapeOf(reflect.TypeOf(value).Elem())
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", value, err)
	}
	return shape.Append(nil, value), nil
}

// Decode makes a struct of a payload: into is a pointer to it. The payload is
// checked first, so that nothing in it can ask for much memory.
func Decode(payload []byte, into any) error {
	if err := Check(payload); err != nil {
		return fmt.Errorf("decode %T: %w", into, err)
	}
	library := msgpack.GetDecoder()
	defer msgpack.PutDecoder(library)
	library.Reset(bytes.NewReader(payload))
	if err := library.Decode(into); err != nil {
		return fmt.Errorf("decode %T: %w: %w", into, ErrCorrupt, err)
	}
	return nil
}
