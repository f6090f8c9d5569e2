package actors

import "buynow/sim"

// effects are what has happened to an order that must happen once.
type effects struct {
	first [10]effect // room for those of a usual order
	more  *moreEffects
}

type moreEffects struct{ of []effect }

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
	if s.more == nil {
		s.more = &moreEffects{}
	}
	for _, before := range s.more.of {
		if before == done {
			return false
		}
	}
	s.more.of = append(s.more.of, done)
	return true
}

// fold packs what is the order's own of its effects: the keys that do not follow
// from the number of the order, or of a parcel.
func (s *effects) fold(f *fold, p *page) {
	for i := range s.first {
		if s.first[i].fold(f, p); s.first[i].kind == 0 {
			return
		}
	}
	if f.stripping || !f.is(s.more != nil) {
		s.more = nil
		return
	}
	if f.unfolding {
		s.more = &moreEffects{}
	}
	n := f.uint(uint64(len(s.more.of)))
	if f.unfolding {
		s.more.of = make([]effect, n)
	}
	for i := range s.more.of {
		e := &s.more.of[i]
		field(f, &e.kind)
		field(f, &e.by)
		field(f, &e.key)
	}
}

// fold packs the key. In a look, it says how the key follows from what is known:
// see rule.
func (e *effect) fold(f *fold, p *page) {
	switch {
	case e.kind == 0:
	case f.stripping:
		e.key = e.rule(p)
	case f.unfolding && e.key != 0:
		e.key = keyBy(e.key, p)
	case f.unfolding || e.rule(p) == 0:
		fieldNear(f, &e.key, uint32(p.order))
	}
}

// bases are by how much the number of an order is shifted in what is numbered by
// it: mails, parcels, payments, what is put back. Their last bits count.
var bases = [...]uint8{shipmentBits + 1, shipmentBits, paymentBits, backBits}

// rule is how the key follows from the numbers on the page; 0 if it does not. It
// is 1 or 2 for the tracking number of a parcel, else it says which base it has,
// and what is in its last bits.
func (e *effect) rule(p *page) uint32 {
	for i := range p.parcels {
		if e.key == uint32(p.parcels[i].tracking) {
			return uint32(i + 1)
		}
	}
	for i, shift := range bases {
		if e.key>>shift == uint32(p.order<<shift)>>shift {
			return uint32(i+1)<<baseAt | e.key&(1<<shift-1)
		}
	}
	return 0
}

const baseAt = 16

// keyBy is the key that follows by a rule.
func keyBy(rule uint32, p *page) uint32 {
	if rule < 1<<baseAt {
		return uint32(p.parcels[rule-1].tracking)
	}
	return uint32(p.order)<<bases[rule>>baseAt-1] | rule&(1<<baseAt-1)
}
