package actors

import (
	"math"
	"math/bits"
	"time"
)

// fold packs what is a record's own into as few bits as it needs, and unpacks it
// again. What is left is the record's look: its states, flags and counts, which
// it shares with thousands of others, so that a number says it all (see looks).
// A record names what is its own once, in one method, whichever way it goes:
//
//	func (r *restock) fold(f *fold) {
//		f.own(&r.key)
//		field(f, &r.at)
//	}
//
// What follows from something else costs next to nothing when it is told so:
// see fieldNear, fieldLike and moment. Nothing is lost: what is unpacked is equal
// to what was packed, whatever the method names.
type fold struct {
	words     []uint32
	at        int    // the next word to be read
	rest      uint64 // bits that belong to the next word, or came with the last
	used      uint   // how many
	id        uint64 // the number under which the record is kept
	baskets   slab[basket]
	prices    []Cents // by SKU, as they first came
	unfolding bool
	off       [2][]int64 // by block of neighbours: see along
	stripping bool       // leave the look: all that is the record's own becomes 0
}

// begin starts to pack a record that has that look.
func (f *fold) begin(id uint64, look uint32) {
	f.words, f.used, f.rest, f.id, f.unfolding, f.stripping = f.words[:0], 0, 0, id, false, false
	f.uint(uint64(look))
}

// strip starts to make its look of a record.
func (f *fold) strip(id uint64) { f.id, f.unfolding, f.stripping = id, false, true }

// end returns the packed record. It is good until the next one is packed.
func (f *fold) end() []uint32 {
	if f.used > 0 {
		f.words = append(f.words, uint32(f.rest))
	}
	return f.words
}

// unfold starts to unpack one, and returns the number of its look.
func (f *fold) unfold(id uint64, words []uint32) uint32 {
	f.words, f.at, f.used, f.rest, f.id, f.unfolding, f.stripping = words, 0, 0, 0, id, true, false
	return uint32(f.uint(0))
}

// lookIn is the number of the look of a packed record.
func lookIn(words []uint32) uint32 {
	f := fold{words: words, unfolding: true}
	return uint32(f.uint(0))
}

// put writes a few bits.
func (f *fold) put(v uint64, width uint) {
	if width > 32 {
		f.put(v&(1<<32-1), 32)
		v, width = v>>32, width-32
	}
	f.rest |= v << f.used
	if f.used += width; f.used >= 32 {
		f.words = append(f.words, uint32(f.rest))
		f.rest, f.used = f.rest>>32, f.used-32
	}
}

// get reads as many.
func (f *fold) get(width uint) uint64 {
	if width > 32 {
		low := f.get(32)
		return f.get(width-32)<<32 | low
	}
	if f.used < width {
		f.fill()
	}
	v := f.rest & (1<<width - 1)
	f.rest, f.used = f.rest>>width, f.used-width
	return v
}

// fill fetches the next word.
func (f *fold) fill() {
	f.rest |= uint64(f.words[f.at]) << f.used
	f.at, f.used = f.at+1, f.used+32
}

// widths are how many bits a number may take that is not 0; which of them, four
// bits say.
var widths = [16]uint8{1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 22, 27, 34, 41, 51, 64}

// widthOf finds the narrowest width for so many bits.
var widthOf = func() (of [65]uint8) {
	for n := range of {
		for widths[of[n]] < uint8(n) {
			of[n]++
		}
	}
	return of
}()

// uint is a number. Most are 0, which takes one bit.
func (f *fold) uint(v uint64) uint64 {
	if f.unfolding {
		if f.used < 5 && f.at < len(f.words) {
			f.fill()
		}
		head := f.rest
		if head&1 == 0 {
			f.rest, f.used = head>>1, f.used-1
			return 0
		}
		f.rest, f.used = head>>5, f.used-5
		return f.get(uint(widths[head>>1&15]))
	}
	if v == 0 {
		f.put(0, 1)
		return 0
	}
	class := widthOf[bits.Len64(v)]
	f.put(uint64(class)<<1|1, 5)
	f.put(v, uint(widths[class]))
	return v
}

// int is uint for numbers that may be negative: small ones stay short.
func (f *fold) int(v int64) int64 {
	u := f.uint(uint64(v<<1) ^ uint64(v>>63))
	return int64(u>>1) ^ -int64(u&1)
}

// own is the number of the record, which whoever keeps it knows.
func (f *fold) own(id *uint64) {
	switch {
	case f.stripping:
		*id = 0
	case f.unfolding:
		*id = f.id
	}
}

// is packs whether something is so: one bit.
func (f *fold) is(so bool) bool {
	switch {
	case f.stripping:
		return so
	case f.unfolding:
		return f.get(1) != 0
	case so:
		f.put(1, 1)
	default:
		f.put(0, 1)
	}
	return so
}

// whole is anything that counts.
type whole interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// field is a number that is mostly small, and not negative.
func field[T whole](f *fold, v *T) {
	if f.stripping {
		*v = 0
		return
	}
	*v = T(f.uint(uint64(*v)))
}

// fieldNear is a number that is mostly close to another one, which is known before.
func fieldNear[T whole](f *fold, v *T, other T) {
	if f.stripping {
		*v = 0
		return
	}
	*v = other + T(f.int(int64(*v-other)))
}

// fieldLike is a number that mostly is another one, which is known before, or 0.
func fieldLike[T whole](f *fold, v *T, other T) {
	switch {
	case f.stripping:
		*v = 0
	case f.is(*v == other):
		*v = other
	default:
		*v = T(f.uint(uint64(*v)))
	}
}

// along is a number that runs along with that of an order, and is mostly as far
// off as those of its neighbours. There is room for two such numbers.
func (f *fold) along(v *uint64, order OrderID, which int) {
	block := order / neighbours
	if f.stripping || block >= blocksKnown {
		fieldNear(f, v, order)
		return
	}
	off := &f.off[which]
	for uint64(len(*off)) <= block {
		*off = append(*off, unknown)
	}
	if (*off)[block] == unknown {
		(*off)[block] = max(int64(*v-order), unknown+1)
	}
	fieldNear(f, v, order+uint64((*off)[block]))
}

// Of so many neighbours it is remembered how far they are off, up to so many
// blocks of them.
const (
	neighbours  = 256
	blocksKnown = 1 << 18
	unknown     = math.MinInt64
)

// timely is a time that is mostly a round one which many records have in common,
// and then a part of their look.
func (f *fold) timely(t *time.Duration) {
	round := *t%time.Minute == 0
	switch {
	case f.stripping && !round:
		*t = 0
	case f.stripping, f.is(round):
	default:
		*t = time.Duration(f.int(int64(*t)))
	}
}

// moment is a time that is mostly some days and a little away from another one;
// 0 if it is not known.
func (f *fold) moment(t *time.Duration, other time.Duration) {
	if f.stripping || !f.is(*t != 0) {
		*t = 0
		return
	}
	days := f.int(int64((*t - other).Round(Day) / Day))
	rest := *t - other - time.Duration(days)*Day
	f.spell(&rest)
	*t = other + time.Duration(days)*Day + rest
}

// spell is a time that may be some minutes sharp: a truck comes at ten.
func (f *fold) spell(t *time.Duration) {
	if f.is(*t%time.Minute == 0) {
		*t = time.Duration(f.int(int64(*t/time.Minute))) * time.Minute
	} else {
		*t = time.Duration(f.int(int64(*t)))
	}
}

// cart is what somebody bought. It comes back as a cart of its own.
func (f *fold) cart(c **Cart) {
	if f.stripping || !f.is(*c != nil) {
		*c = nil
		return
	}
	if f.unfolding {
		b := f.baskets.next()
		b.Lines = b.room[:0]
		*c = &b.Cart
	}
	n := len((*c).Lines)
	if fieldNear(f, &n, 1); f.unfolding {
		(*c).Lines = append((*c).Lines, make([]Line, n)...)
	}
	for i := range (*c).Lines {
		f.line(&(*c).Lines[i])
	}
	f.price(&(*c).Shipping, 0)
}

// line is a line of a cart.
func (f *fold) line(l *Line) {
	field(f, &l.SKU)
	fieldNear(f, &l.Qty, 1)
	f.price(&l.Price, l.SKU)
}

// price is the price of a product, or of shipping if that is 0. It is mostly what
// it was when it first came, or nothing.
func (f *fold) price(p *Cents, of SKU) {
	if f.stripping || of >= pricesKnown {
		field(f, p)
		return
	}
	for SKU(len(f.prices)) <= of {
		f.prices = append(f.prices, 0)
	}
	known := &f.prices[of]
	if *known == 0 && !f.unfolding {
		*known = *p
	}
	if f.is(*p == *known && *p != 0) {
		*p = *known
		return
	}
	field(f, p)
}

// pricesKnown is of how many products a price is remembered.
const pricesKnown = 1 << 14
