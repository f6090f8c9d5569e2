package actors

import "buynow/sim"

// effects are what has happened to an order that must happen once.
type effects struct {
	first [10]effect // room for those of a usual order
	more  []effect
}

// effect is one of them. Of its key it has 32 bits: those in which the keys of
// one order and kind differ.
type effect struct {
	key  uint32
	kind uint8 // 0 is none
	by   uint8 // whom it was done by
}

// add remembers an effect; false if it was there before.
func (s *effects) add(e *sim.Event) bool {
	done := effect{uint32(e.A) ^ uint32(uint64(e.A)>>32), uint8(e.B), uint8(e.Actor)}
	for i := range s.first {
		switch s.first[i] {
		case effect{}:
			s.first[i] = done
			return true
		case done:
			return false
		}
	}
	for _, before := range s.more {
		if before == done {
			return false
		}
	}
	s.more = append(s.more, done)
	return true
}

// fold packs them.
func (s *effects) fold(f *fold, order OrderID) {
	for i := range s.first {
		if s.first[i].fold(f, order); s.first[i].kind == 0 {
			return
		}
	}
	n := int(f.uint(uint64(len(s.more))))
	if f.unfolding && n > 0 {
		s.more = make([]effect, n)
	}
	for i := range s.more {
		s.more[i].fold(f, order)
	}
}

func (e *effect) fold(f *fold, order OrderID) {
	sort := uint32(0) // what was done, by whom, and what its key is made of
	if !f.unfolding && e.kind != 0 {
		sort = uint32(e.kind)<<16 | uint32(e.by)<<8 | uint32(e.base(order))
	}
	if f.word(&sort); sort != 0 {
		e.kind, e.by = uint8(sort>>16), uint8(sort>>8)
		fieldNear(f, &e.key, uint32(order<<bases[uint8(sort)]))
	}
}

// bases are by how much the number of an order is shifted in what is numbered by
// it: mails, parcels, payments, what is put back. Authorisations and parcels on
// the way have numbers close to it.
var bases = [...]uint8{shipmentBits + 1, shipmentBits, paymentBits, 0, backBits}

// base is the one that comes closest to the key.
func (e *effect) base(order OrderID) (best uint8) {
	for i := range bases {
		if e.off(order, bases[i]) < e.off(order, bases[best]) {
			best = uint8(i)
		}
	}
	return best
}

// off is how far the key is from the order's shifted number.
func (e *effect) off(order OrderID, shift uint8) uint32 {
	d := e.key - uint32(order<<shift)
	return min(d, -d)
}
