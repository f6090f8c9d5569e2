package codec

import (
	"bytes"
	"fmt"

	"github.com/vmihailenco/msgpack/v5"
)

// Encoder turns structs into arrays. It keeps what it needs for that from one
// value to the next. The zero Encoder is ready to use.
type Encoder struct {
	library *msgpack.Encoder
	out     sink
}

// sink is a slice that the library appends to.
type sink struct{ bytes []byte }

// Write appends bytes.
func (s *sink) Write(b []byte) (int, error) {
	s.bytes = append(s.bytes, b...)
	return len(b), nil
}

// WriteByte appends one byte.
func (s *sink) WriteByte(b byte) error {
	s.bytes = append(s.bytes, b)
	return nil
}

// Append appends a value, which is a struct of the kind that [Shape] describes,
// or a pointer to one.
func (e *Encoder) Append(dst []byte, value any) ([]byte, error) {
	if e.library == nil {
		e.library = msgpack.NewEncoder(&e.out)
		e.library.UseArrayEncodedStructs(true)
		e.library.UseCompactInts(true)
	}
	e.out.bytes = dst
	err := e.library.Encode(value)
	dst, e.out.bytes = e.out.bytes, nil
	if err != nil {
		return dst, fmt.Errorf("encode %T: %w", value, err)
	}
	return dst, nil
}

// Decode makes a value of a payload: into is a pointer to a struct. The payload
// is checked first, so that nothing in it can ask for much memory.
func Decode(payload []byte, into any) error {
	if err := Check(payload); err != nil {
		return fmt.Errorf("decode %T: %w", into, err)
	}
	rest := bytes.NewReader(payload)
	library := msgpack.GetDecoder()
	defer msgpack.PutDecoder(library)
	library.Reset(rest)
	if err := library.Decode(into); err != nil {
		return fmt.Errorf("decode %T: %w: %w", into, ErrCorrupt, err)
	}
	if rest.Len() > 0 {
		return fmt.Errorf("decode %T: %w: %d bytes after the end", into, ErrCorrupt, rest.Len())
	}
	return nil
}
