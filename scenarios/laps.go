package scenarios

import (
	"time"

	"buynow/actors"
)

// lap is how far an order has come, in two words. A million orders are on theirs
// while they wait for their parcels.
type lap struct {
	start uint64 // in microseconds, above a bit for each step that it has reached
	since uint64 // when it came to the step that it is on, above the number of that
}

const (
	stepBits   = actors.Steps + 1
	stepNumber = 4 // bits
)

func newLap(at time.Duration) lap { return lap{start: uint64(at/time.Microsecond) << stepBits} }

// began is when the lap began.
func (l *lap) began() time.Duration { return time.Duration(l.start>>stepBits) * time.Microsecond }

// reached tells if the order has come to that step.
func (l *lap) reached(step actors.Step) bool { return l.start&(1<<step) != 0 }

// on is the step that the order is on, and since when; 0 between two.
func (l *lap) on() (actors.Step, time.Duration) {
	return actors.Step(l.since & (1<<stepNumber - 1)), time.Duration(l.since >> stepNumber)
}

// reach brings the order to a step.
func (l *lap) reach(step actors.Step, at time.Duration) {
	l.start |= 1 << step
	l.since = uint64(at)<<stepNumber | uint64(step)
}

// rest ends the step though no other follows at once.
func (l *lap) rest() { l.since = 0 }

// lapBook keeps the laps of orders until they are delivered, wherever there is
// room, and in blocks by intent where each lies: a row of blocks for each range of
// intents. A block is used again when all of its orders have ended.
type lapBook struct {
	laps  []*[256]lap
	free  []int32
	rows  [][]*lapBlock
	spare []*lapBlock
}

// lapBlock has the places of the laps of some intents in a row, from 1.
type lapBlock struct {
	at   [lapsPerBlock]int32
	open int32
}

const lapsPerBlock = 62 // so that a block has 256 bytes

// lap is the one in a place.
func (b *lapBook) lap(at int32) *lap { return &b.laps[(at-1)>>8][(at-1)&255] }

// begin begins a lap, unless the intent is on one.
func (b *lapBook) begin(intent uint64, at time.Duration) {
	block := b.block(intent)
	place := &block.at[intent%lapsPerBlock]
	if *place != 0 {
		return
	}
	*place = b.room()
	*b.lap(*place) = newLap(at)
	block.open++
}

// block is the block of an intent, which is made if it is not there.
func (b *lapBook) block(intent uint64) *lapBlock {
	row, number := actors.RangeOf(intent)
	for uint64(len(b.rows)) <= row {
		b.rows = append(b.rows, nil)
	}
	for uint64(len(b.rows[row])) <= number/lapsPerBlock {
		b.rows[row] = append(b.rows[row], nil)
	}
	at := &b.rows[row][number/lapsPerBlock]
	if *at == nil {
		if n := len(b.spare); n > 0 {
			*at, b.spare = b.spare[n-1], b.spare[:n-1]
		} else {
			*at = &lapBlock{}
		}
	}
	return *at
}

// find is where the block of an intent is; nil if it never was.
func (b *lapBook) find(intent uint64) **lapBlock {
	row, number := actors.RangeOf(intent)
	if row >= uint64(len(b.rows)) || number/lapsPerBlock >= uint64(len(b.rows[row])) {
		return nil
	}
	return &b.rows[row][number/lapsPerBlock]
}

// room is a place that is free.
func (b *lapBook) room() int32 {
	if len(b.free) == 0 {
		first := int32(len(b.laps) * 256)
		b.laps = append(b.laps, new([256]lap))
		for i := int32(256); i > 0; i-- {
			b.free = append(b.free, first+i)
		}
	}
	place := b.free[len(b.free)-1]
	b.free = b.free[:len(b.free)-1]
	return place
}

// of is the lap of an intent; nil if it is on none.
func (b *lapBook) of(intent uint64) *lap {
	block := b.find(intent)
	if block == nil || *block == nil {
		return nil
	}
	if place := (*block).at[intent%lapsPerBlock]; place != 0 {
		return b.lap(place)
	}
	return nil
}

// end ends the lap of an intent, if it is on one.
func (b *lapBook) end(intent uint64) {
	if b.of(intent) == nil {
		return
	}
	block := b.find(intent)
	place := &(*block).at[intent%lapsPerBlock]
	b.free = append(b.free, *place)
	*place = 0
	if (*block).open--; (*block).open == 0 {
		b.spare = append(b.spare, *block)
		*block = nil
	}
}
