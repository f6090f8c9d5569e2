package actors

import "buynow/sim"

// luckBlow says whom a fault of the world strikes: faults with whom they may
// strike are the keys.
const luckBlow sim.Purpose = sim.FirstPurpose + 0x600

// occasion is a place in the story where the world can strike.
type occasion uint8

// The occasions.
const (
	whenJudged     occasion = iota // the bank judges a card
	whenStoodIn                    // the same, without the bank that issued it
	whenHeld                       // the bank holds the amount
	whenRepeated                   // the bank gets a request that it has had
	whenNumbered                   // the bank gets a request that it has not had
	whenTaken                      // the bank is to take the money
	whenListed                     // the bank lists what it pays out
	whenReviewed                   // people open a case
	whenPosted                     // a mail is at the customer's mailbox
	whenDelivered                  // and it accepts it
	whenLabelled                   // a parcel has its label
	whenEntering                   // a customer comes to the shop
	whenClicking                   // and clicks on Buy Now
	whenOpeningTab                 // or opens a second window to do so
	whenShown                      // and sees what comes of it
	occasions
)

// blows are those of the world that may fall now, by occasion.
type blows [allOccasions][]*blow

// blow is a fault of the world that strikes at an occasion, by the dose of the
// fault.
type blow struct {
	*sim.Fault
	fits     fits // nil is everybody
	key      uint64
	strength float64 // 0 while the fault is not active
	hit      func(order, intent uint64)
	seen     int
	hits     int
}

// falls is the deed of a fault that strikes at an occasion while it lasts.
func (s *Shop) falls(at occasion, f *sim.Fault) []sim.Deed {
	own := s.newBlow(f)
	s.blows[at] = append(s.blows[at], own)
	return []sim.Deed{own.rises()}
}

// rises is the deed that lets a blow grow strong and weak with its fault.
func (b *blow) rises() sim.Edit {
	return sim.Edit{Bind: func(hit func(order, intent uint64)) func(float64) {
		b.hit = hit
		return func(strength float64) { b.strength = strength }
	}}
}

func (s *Shop) newBlow(f *sim.Fault) *blow {
	fits, err := s.where(f.Where)
	if err != nil {
		panic("actors: " + f.Name + ": " + err.Error()) // the file was checked
	}
	return &blow{Fault: f, fits: fits, key: keyOf(f)}
}

// keyOf makes a key of the name of a fault.
func keyOf(f *sim.Fault) uint64 {
	key := uint64(len(f.Name))
	for _, letter := range []byte(f.Name) {
		key = sim.Mix(key, uint64(letter))
	}
	return key
}

// draws is the luck of a thing with this fault.
func (b *blow) draws(seed, thing uint64) sim.Luck {
	return sim.Fate(seed, luckBlow, sim.Mix(b.key, thing))
}

// struck is the blow that falls at an occasion, nil if none does. The thing is
// what has the luck: asked again about it, the world says the same.
func (s *Shop) struck(env *sim.Env, at occasion, m sim.Message, thing uint64) *blow {
	if len(s.blows[at]) == 0 {
		return nil
	}
	sight := sim.Sight{Message: m, Attempt: env.Attempt(), Order: env.Order(), Intent: env.Intent()}
	for _, b := range s.blows[at] {
		if b.strikes(env.Seed(), sight, thing) {
			b.hit(sight.Order, sight.Intent)
			return b
		}
	}
	return nil
}

// strikes tells if the fault picks this one: by what it is, by its luck, and by
// how many there were before.
func (b *blow) strikes(seed uint64, sight sim.Sight, thing uint64) bool {
	if b.strength <= 0 || b.fits != nil && !b.fits(sight) {
		return false
	}
	b.seen++
	luck := b.draws(seed, thing)
	n := b.seen - b.After
	if !luck.Chance(float64(b.Probability*b.strength)) || n <= 0 || b.Nth > 1 && n%b.Nth != 0 || b.First > 0 && b.hits >= b.First {
		return false
	}
	b.hits++
	return true
}
