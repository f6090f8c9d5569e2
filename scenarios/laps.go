package scenarios

import (
	"time"

	"buynow/actors"
)

// lap is how far an order has come.
type lap struct {
	start, since time.Duration
	step         actors.Step
	reached      uint16
}

// lapBook keeps the laps of orders until they are delivered, in blocks by
// intent, a row of blocks for each range of intents. A block is used again when
// all of its orders have ended, so it is small: a parcel that is sought for weeks
// keeps but a few others.
type lapBook struct {
	rows  [][]*lapBlock
	spare []*lapBlock
}

type lapBlock struct {
	laps [lapsPerBlock]lap
	open int
}

const lapsPerBlock = 32

func (b *lapBook) begin(intent uint64, at time.Duration) {
	row, number := actors.RangeOf(intent)
	for uint64(len(b.rows)) <= row {
		b.rows = append(b.rows, nil)
	}
	blocks, i := b.rows[row], number/lapsPerBlock
	for uint64(len(blocks)) <= i {
		blocks = append(blocks, nil)
	}
	b.rows[row] = blocks
	if blocks[i] == nil {
		if n := len(b.spare); n > 0 {
			blocks[i], b.spare = b.spare[n-1], b.spare[:n-1]
		} else {
			blocks[i] = &lapBlock{}
		}
	}
	l := &blocks[i].laps[number%lapsPerBlock]
	if l.start == 0 && l.reached == 0 {
		blocks[i].open++
		*l = lap{start: at}
	}
}

// block is the block of an intent; nil if it has none.
func (b *lapBook) block(intent uint64) **lapBlock {
	row, number := actors.RangeOf(intent)
	if row >= uint64(len(b.rows)) || number/lapsPerBlock >= uint64(len(b.rows[row])) {
		return nil
	}
	return &b.rows[row][number/lapsPerBlock]
}

func (b *lapBook) of(intent uint64) *lap {
	block := b.block(intent)
	if block == nil || *block == nil {
		return nil
	}
	l := &(*block).laps[intent%lapsPerBlock]
	if l.reached == 0 && l.start == 0 {
		return nil
	}
	return l
}

func (b *lapBook) end(intent uint64) {
	if b.of(intent) == nil {
		return
	}
	block := b.block(intent)
	(*block).laps[intent%lapsPerBlock] = lap{}
	if (*block).open--; (*block).open == 0 {
		b.spare = append(b.spare, *block)
		*block = nil
	}
}
