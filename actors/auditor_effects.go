package actors

import "buynow/sim"

// effectRecords remember, for each open order, what has happened that must
// happen once. They are blocks, chained if one is not enough.
type effectRecords struct {
	blocks []effectBlock
	free   []int32
}

// effectBlock has room for the effects of a usual order. Of a key it keeps 32
// bits: those in which the keys of one order and kind differ.
type effectBlock struct {
	keys  [10]uint32
	kinds [10]uint16 // and who did it
	next  int32
}

// add remembers an effect; false if it was there before.
func (r *effectRecords) add(p *page, e *sim.Event) bool {
	key := uint32(e.A) ^ uint32(uint64(e.A)>>32)
	kind := uint16(e.B)<<8 | uint16(e.Actor)&0xff
	if p.effects == 0 {
		p.effects = r.newBlock()
	}
	for at := p.effects; ; at = r.blocks[at-1].next {
		block := &r.blocks[at-1]
		for i, known := range block.kinds {
			switch {
			case known == 0:
				block.keys[i], block.kinds[i] = key, kind
				return true
			case known == kind && block.keys[i] == key:
				return false
			}
		}
		if block.next == 0 {
			next := r.newBlock() // which may move the others
			r.blocks[at-1].next = next
		}
	}
}

func (r *effectRecords) newBlock() int32 {
	if n := len(r.free); n > 0 {
		at := r.free[n-1]
		r.free = r.free[:n-1]
		r.blocks[at-1] = effectBlock{}
		return at
	}
	r.blocks = append(r.blocks, effectBlock{})
	return int32(len(r.blocks))
}

// forget frees the blocks of an order.
func (r *effectRecords) forget(p *page) {
	for at := p.effects; at != 0; {
		next := r.blocks[at-1].next
		r.free = append(r.free, at)
		at = next
	}
	p.effects = 0
}
