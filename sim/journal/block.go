package journal

import (
	"fmt"
	"time"

	"buynow/sim"
	"buynow/sim/codec"
)

// summary is what a block says of itself before its rows.
type summary struct {
	first uint64        // the number of its first event
	from  time.Duration // when that happened
	till  time.Duration // when its last event happened
	whats uint64        // which kinds of event are in it, a bit each
	about filter        // which intents and orders
}

// The parts of a block, in order: first, from, till, whats, about, rows.
const blockParts = 6

// append writes the summary of so many rows. It always takes the same room, so
// that the rows can be written first.
func (s *summary) append(dst []byte, count int) []byte {
	dst = codec.AppendArray(dst, blockParts)
	dst = codec.AppendWide(dst, s.first)
	dst = codec.AppendWide(dst, uint64(s.from))
	dst = codec.AppendWide(dst, uint64(s.till))
	dst = codec.AppendWide(dst, s.whats)
	dst = codec.AppendBytes(dst, s.about[:])
	return codec.AppendWideArray(dst, count)
}

// readSummary reads what append wrote; count rows follow.
func readSummary(c *codec.Cursor) (s summary, count int, err error) {
	c.Tuple(blockParts)
	s.first = c.Uint(1 << 63)
	s.from, s.till = time.Duration(c.Int()), time.Duration(c.Int())
	s.whats = c.Uint(1<<sim.MaxWhat - 1)
	about := c.Bytes()
	count = c.Array()
	switch {
	case c.Err() != nil:
		return s, 0, c.Err()
	case len(about) != len(s.about):
		return s, 0, fmt.Errorf("%w: a filter of %d bytes, want %d", codec.ErrCorrupt, len(about), len(s.about))
	}
	copy(s.about[:], about)
	return s, count, nil
}

// filter remembers numbers, a bit each: one it says it does not know was never
// added; one in ten of those it says it knows was not either. Intents and orders
// share it.
type filter [512]byte

const (
	anIntent uint64 = 0x696e74656e74
	anOrder  uint64 = 0x6f72646572
)

func (f *filter) add(sort, number uint64) {
	bit := sim.Mix(number, sort) >> 52
	f[bit/8] |= 1 << (bit % 8)
}

func (f *filter) has(sort, number uint64) bool {
	bit := sim.Mix(number, sort) >> 52
	return f[bit/8]&(1<<(bit%8)) != 0
}
