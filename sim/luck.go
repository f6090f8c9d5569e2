package sim

import "math/bits"

// Luck is a short private stream of draws that belongs to one thing: this
// order's second bank attempt, that parcel's third day. It is a value, made
// where it is needed by [Fate], so there is no shared generator whose order of
// use could matter: two strategies that treat an order alike give it the same
// luck, whatever they do with all the others.
//
// The zero Luck is a valid stream, always the same one.
type Luck struct {
	state, key uint64
}

// Purpose says what a draw is for. Two draws for the same thing with different
// purposes are independent. The kernel uses the numbers below [FirstPurpose].
type Purpose uint32

// The kernel's own purposes.
const (
	luckRequestLink Purpose = iota + 1 // how long a message travels
	luckReplyLink                      // how long its answer travels
	luckService                        // how long serving it takes
	luckFault                          // whether a fault hits a message, or its service
	luckFaultReply                     // or its answer
	luckFaultTimes                     // when it comes and goes by itself
	luckInstance                       // which of several instances of an actor deals with it

	luckDesk Purpose = 32 // how a discipline treats it
)

// FirstPurpose is the first number free for a model's own purposes.
const FirstPurpose Purpose = 64

// The multipliers are wyhash's public-domain constants: odd, with 32 bits set.
// The step is 2^64 divided by the golden ratio, made odd.
const (
	mixA     = 0xa0761d6478bd642f
	mixB     = 0xe7037ed1a0b428db
	mixC     = 0x8ebc6af09c88c6e3
	luckStep = 0x9e3779b97f4a7c15
)

// Mix folds two words into one (a 64x64 to 128 bit product whose halves are
// xored, as in wyhash). It makes one key of several. It is one round of three:
// draw from the [Luck] of the key, never from the key itself, because keys of
// neighbours still resemble one another.
func Mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a^mixA, b^mixB)
	return high ^ low ^ mixC
}

// Fate returns the luck of one thing for one purpose under one seed. The key
// names the thing: an intent, a path of calls, or a [Mix] of several.
func Fate(seed uint64, purpose Purpose, key uint64) Luck {
	s := Mix(seed, uint64(purpose)*mixC+1)
	return Luck{state: Mix(s, key), key: Mix(key, s)}
}

// Uint64 draws 64 random bits. Both factors of the product move with every
// draw: a product with one fixed factor fails the gap test within a few MB.
func (l *Luck) Uint64() uint64 {
	l.state += luckStep
	return Mix(l.state, l.state^l.key)
}

// Float64 draws a number from 0 to below 1 with 53 random bits.
func (l *Luck) Float64() float64 {
	return unit(l.Uint64())
}

// IntN draws a whole number from 0 to below n; it is 0 for n below 2. The bias
// of the multiply-shift is under n/2^64.
func (l *Luck) IntN(n int) int {
	if n < 2 {
		return 0
	}
	high, _ := bits.Mul64(l.Uint64(), uint64(n))
	return int(high)
}

// Chance is true with probability p. One draw is taken whatever p is, so that
// turning a probability to 0 moves no later draw.
func (l *Luck) Chance(p float64) bool {
	return l.Float64() < p
}

// unit turns a random word into a number from 0 to below 1.
func unit(word uint64) float64 {
	return float64(word>>11) * 0x1p-53
}
