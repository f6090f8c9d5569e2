package actors

import "buynow/sim"

// rewriting are the rules as they were when the shop opened, and the faults that
// change them. Actors keep pointers into the shop's Config, so it is written over
// in place; what it refers to is never changed, only replaced.
type rewriting struct {
	plain   Config
	written bool // plain is kept
	by      []*rewrite
}

// rewrite is one fault that changes rules, by as much as its strength says.
type rewrite struct {
	strength float64
	apply    func(c *Config, strength float64)
}

// rewrites is the deed of a fault that changes rules while it lasts. Several are
// applied over the plain rules, in the order in which they were made, whenever one
// of them begins, grows, fades or ends.
func (s *Shop) rewrites(apply func(c *Config, strength float64)) []sim.Deed {
	own := &rewrite{apply: apply}
	s.rewriting.by = append(s.rewriting.by, own)
	return []sim.Deed{sim.Edit{Do: func(strength float64) {
		own.strength = strength
		s.rewriteRules()
	}}}
}

func (s *Shop) rewriteRules() {
	r := &s.rewriting
	if !r.written {
		r.plain, r.written = s.Config, true
	}
	s.Config = r.plain
	for _, one := range r.by {
		if one.strength > 0 {
			one.apply(&s.Config, one.strength)
		}
	}
}

// ordinary are the rules without what faults have changed: what was worked out by
// them once comes out the same whenever it is worked out again.
func (s *Shop) ordinary() *Config {
	if s.rewriting.written {
		return &s.rewriting.plain
	}
	return &s.Config
}

// towards is the value on the way from one to another that a strength stands for.
func towards[T ~int64 | ~float64](from, to T, strength float64) T {
	return from + T(float64(float64(to-from)*strength))
}
