package codec

import "fmt"

// Cursor reads a payload value by value. Once a value is not what was asked for,
// Err says so, and every further value is zero: ask once, at the end.
type Cursor struct {
	rest []byte
	err  error
}

// NewCursor returns a cursor at the beginning of a payload.
func NewCursor(payload []byte) Cursor { return Cursor{rest: payload} }

// Err returns what was wrong first, nil if all was well.
func (c *Cursor) Err() error { return c.err }

// Left returns how many bytes are still to be read.
func (c *Cursor) Left() int { return len(c.rest) }

// take reads one token of a class.
func (c *Cursor) take(want class) (token, []byte) {
	if c.err != nil {
		return token{}, nil
	}
	t, err := next(c.rest)
	if err == nil && t.class != want {
		err = fmt.Errorf("%w: %s, want %s", ErrCorrupt, classNames[t.class], classNames[want])
	}
	if err != nil {
		c.err = err
		return token{}, nil
	}
	whole := c.rest[:t.size]
	c.rest = c.rest[t.size:]
	return t, whole[t.size-t.held():]
}

// held is how many bytes of a token are what it holds.
func (t token) held() int {
	if t.class == array {
		return 0
	}
	return t.length
}

// Uint reads a whole number that is not negative, at most max.
func (c *Cursor) Uint(max uint64) uint64 {
	if c.err == nil && len(c.rest) > 0 && c.rest[0] < 0x80 && uint64(c.rest[0]) <= max { // most are small
		n := c.rest[0]
		c.rest = c.rest[1:]
		return uint64(n)
	}
	t, _ := c.take(positive)
	if c.err == nil && t.bits > max {
		c.err = fmt.Errorf("%w: %d, want at most %d", ErrCorrupt, t.bits, max)
		return 0
	}
	return t.bits
}

// Int reads a whole number that may be negative.
func (c *Cursor) Int() int64 {
	if c.err != nil || len(c.rest) == 0 {
		t, _ := c.take(positive)
		return int64(t.bits)
	}
	t, err := next(c.rest)
	switch {
	case err != nil:
		c.err = err
	case t.class != positive && t.class != negative:
		c.err = fmt.Errorf("%w: %s, want a number", ErrCorrupt, classNames[t.class])
	case t.class == positive && t.bits > 1<<63-1:
		c.err = fmt.Errorf("%w: %d is too much", ErrCorrupt, t.bits)
	default:
		c.rest = c.rest[t.size:]
		return int64(t.bits)
	}
	return 0
}

// Array reads the beginning of an array and returns how many elements follow.
func (c *Cursor) Array() int {
	t, _ := c.take(array)
	return t.length
}

// Tuple reads the beginning of an array that must have n elements.
func (c *Cursor) Tuple(n int) {
	if got := c.Array(); c.err == nil && got != n {
		c.err = fmt.Errorf("%w: an array of %d, want %d", ErrCorrupt, got, n)
	}
}

// IsArray tells if an array is next, and reads nothing.
func (c *Cursor) IsArray() bool {
	t, err := next(c.rest)
	return c.err == nil && err == nil && t.class == array
}

// Text reads a text.
func (c *Cursor) Text() string {
	_, held := c.take(text)
	return string(held)
}

// Bytes reads bytes, which are a part of the payload.
func (c *Cursor) Bytes() []byte {
	_, held := c.take(octets)
	return held
}

// Nil reads a nil if one is next, and tells so.
func (c *Cursor) Nil() bool {
	if c.err != nil || len(c.rest) == 0 || c.rest[0] != 0xc0 {
		return false
	}
	c.rest = c.rest[1:]
	return true
}

// Raw reads a value of any class, with all it holds, and returns its bytes.
func (c *Cursor) Raw() []byte {
	if c.err != nil {
		return nil
	}
	rest, open := c.rest, 1
	for ; open > 0; open-- {
		t, err := next(rest)
		if err != nil {
			c.err = err
			return nil
		}
		rest = rest[t.size:]
		if t.class == array {
			open += t.length
		}
	}
	raw := c.rest[:len(c.rest)-len(rest)]
	c.rest = rest
	return raw
}
