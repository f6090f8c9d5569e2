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
// intent. A block is used again when all of its orders have ended, so it is
// small: a parcel that is sought for weeks keeps but a few others.
type lapBook struct {
	blocks []*lapBlock
	spare  []*lapBlock
}

type lapBlock struct {
	laps [lapsPerBlock]lap
	open int
}

const lapsPerBlock = 32

func (b *lapBook) begin(intent uint64, at time.Duration) {
	i := int(intent / lapsPerBlock)
	for len(b.blocks) <= i {
		b.blocks = append(b.blocks, nil)
	}
	if b.blocks[i] == nil {
		if n := len(b.spare); n > 0 {
			b.blocks[i], b.spare = b.spare[n-1], b.spare[:n-1]
		} else {
			b.blocks[i] = &lapBlock{}
		}
	}
	l := &b.blocks[i].laps[intent%lapsPerBlock]
	if l.start == 0 && l.reached == 0 {
		b.blocks[i].open++
		*l = lap{start: at}
	}
}

func (b *lapBook) of(intent uint64) *lap {
	i := int(intent / lapsPerBlock)
	if i >= len(b.blocks) || b.blocks[i] == nil {
		return nil
	}
	l := &b.blocks[i].laps[intent%lapsPerBlock]
	if l.reached == 0 && l.start == 0 {
		return nil
	}
	return l
}

func (b *lapBook) end(intent uint64) {
	i := int(intent / lapsPerBlock)
	if b.of(intent) == nil {
		return
	}
	block := b.blocks[i]
	block.laps[intent%lapsPerBlock] = lap{}
	if block.open--; block.open == 0 {
		b.blocks[i] = nil
		b.spare = append(b.spare, block)
	}
}
