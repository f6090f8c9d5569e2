package codec

import (
	"encoding/binary"
	"fmt"
	"math"
)

// class is what a value is.
type class uint8

const (
	null class = iota
	truth
	positive // a whole number from 0
	negative // a whole number below 0
	float
	text
	octets
	array
)

var classNames = [...]string{"nil", "a boolean", "a number", "a negative number", "a fraction", "a text", "bytes", "an array"}

// token is one value, of an array only its beginning.
type token struct {
	class  class
	bits   uint64 // of a number, boolean or fraction; the length of the others
	size   int    // how many bytes it takes, an array without its elements
	length int    // of a text, bytes or an array
}

// next reads the first token of b. What the token claims to hold is there: so
// many bytes, and at least one for each element.
func next(b []byte) (token, error) {
	if len(b) == 0 {
		return token{}, fmt.Errorf("%w: it ends where a value should be", ErrCorrupt)
	}
	switch c := b[0]; {
	case c < 0x80:
		return token{class: positive, bits: uint64(c), size: 1}, nil
	case c >= 0xe0:
		return token{class: negative, bits: uint64(int64(int8(c))), size: 1}, nil
	case c&0xf0 == 0x90:
		return holder(b, array, int(c&0x0f), 1)
	case c&0xe0 == 0xa0:
		return holder(b, text, int(c&0x1f), 1)
	case c&0xf0 == 0x80:
		return token{}, fmt.Errorf("%w: a map, want arrays only", ErrCorrupt)
	default:
		return long(b, c)
	}
}

// long reads a token whose first byte says how many bytes follow.
func long(b []byte, c byte) (token, error) {
	switch c {
	case 0xc0:
		return token{class: null, size: 1}, nil
	case 0xc2, 0xc3:
		return token{class: truth, bits: uint64(c & 1), size: 1}, nil
	}
	class, width := form(c)
	switch {
	case width == 0:
		return token{}, fmt.Errorf("%w: a value of type %#x, which is not in use", ErrCorrupt, c)
	case len(b) <= width:
		return token{}, fmt.Errorf("%w: %s needs %d bytes, %d are left", ErrCorrupt, classNames[class], width, len(b)-1)
	}
	var bits uint64
	switch width {
	case 1:
		bits = uint64(b[1])
	case 2:
		bits = uint64(binary.BigEndian.Uint16(b[1:]))
	case 4:
		bits = uint64(binary.BigEndian.Uint32(b[1:]))
	case 8:
		bits = binary.BigEndian.Uint64(b[1:])
	}
	switch class {
	case text, octets, array:
		return holder(b, class, int(bits), 1+width)
	case negative: // a signed number
		unused := 64 - 8*width
		bits = uint64(int64(bits<<unused) >> unused)
		if int64(bits) >= 0 {
			class = positive
		}
	case float:
		if width == 4 {
			bits = math.Float64bits(float64(math.Float32frombits(uint32(bits))))
		}
	}
	return token{class: class, bits: bits, size: 1 + width}, nil
}

// form is what a first byte announces, and how many bytes of number follow; 0 if
// it is not in use.
func form(c byte) (class class, width int) {
	switch c {
	case 0xc4, 0xc5, 0xc6:
		return octets, 1 << (c - 0xc4)
	case 0xca, 0xcb:
		return float, 4 << (c - 0xca)
	case 0xcc, 0xcd, 0xce, 0xcf:
		return positive, 1 << (c - 0xcc)
	case 0xd0, 0xd1, 0xd2, 0xd3:
		return negative, 1 << (c - 0xd0)
	case 0xd9, 0xda, 0xdb:
		return text, 1 << (c - 0xd9)
	case 0xdc, 0xdd:
		return array, 2 << (c - 0xdc)
	}
	return null, 0
}

// holder is a token that holds others, or bytes: as many as are left at most.
func holder(b []byte, class class, length, head int) (token, error) {
	if length > len(b)-head {
		return token{}, fmt.Errorf("%w: %s claims %d, %d bytes are left", ErrCorrupt, classNames[class], length, len(b)-head)
	}
	t := token{class: class, length: length, size: head}
	if class != array {
		t.size += length
	}
	return t, nil
}

// What Check allows.
const (
	maxDepth    = 16
	maxElements = 1 << 16
)

// Check walks over a payload before anything is made of it. It must be one value;
// arrays hold at most 65,536 elements, 16 deep, and never more than there are
// bytes. The walk needs no memory, and one step a value.
func Check(payload []byte) error {
	var open [maxDepth]int // elements that are still to come, from outermost to innermost
	depth, rest := 0, payload
	for {
		t, err := next(rest)
		switch {
		case err != nil:
			return fmt.Errorf("at byte %d: %w", len(payload)-len(rest), err)
		case t.class == array && t.length > maxElements:
			return fmt.Errorf("at byte %d: %w: an array of %d, want at most %d", len(payload)-len(rest), ErrCorrupt, t.length, maxElements)
		case t.class == array && t.length > 0 && depth == maxDepth:
			return fmt.Errorf("at byte %d: %w: arrays within arrays, more than %d deep", len(payload)-len(rest), ErrCorrupt, maxDepth)
		}
		rest = rest[t.size:]
		if t.class == array && t.length > 0 {
			open[depth] = t.length
			depth++
			continue
		}
		for depth > 0 {
			if open[depth-1]--; open[depth-1] > 0 {
				break
			}
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("at byte %d: %w: %d bytes after the end", len(payload)-len(rest), ErrCorrupt, len(rest))
	}
	return nil
}
