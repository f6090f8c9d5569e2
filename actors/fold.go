package actors

import (
	"math/bits"
	"slices"
	"time"
)

// fold packs a record into as few bits as it needs, and unpacks it again. A
// record names its fields once, in one method, whichever way it goes:
//
//	func (r *restock) fold(f *fold) {
//		f.own(&r.key)
//		field(f, &r.at)
//	}
//
// What follows from something else costs next to nothing when it is told so:
// see fieldNear and moment. Nothing is lost: what is unpacked is equal to what was
// packed, unless the method leaves a field out.
type fold struct {
	words     []uint32
	at        int    // the next word to be read
	rest      uint64 // bits that belong to the next word, or came with the last
	used      uint   // how many
	id        uint64 // the number under which the record is kept
	unfolding bool
	baskets   slab[basket]
	known     []uint32 // words, in the order in which they first came
}

// begin starts to pack a record.
func (f *fold) begin(id uint64) {
	f.words, f.used, f.rest, f.id, f.unfolding = f.words[:0], 0, 0, id, false
}

// end returns the packed record. It is good until the next one is packed.
func (f *fold) end() []uint32 {
	if f.used > 0 {
		f.words = append(f.words, uint32(f.rest))
	}
	return f.words
}

// unfold starts to unpack one.
func (f *fold) unfold(id uint64, words []uint32) {
	f.words, f.at, f.used, f.rest, f.id, f.unfolding = words, 0, 0, 0, id, true
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
var widths = [16]uint8{1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 64}

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
	if f.unfolding {
		*id = f.id
	}
}

// flag is a yes or no: one bit. It returns it.
func (f *fold) flag(b *bool) bool {
	switch {
	case f.unfolding:
		*b = f.get(1) != 0
	case *b:
		f.put(1, 1)
	default:
		f.put(0, 1)
	}
	return *b
}

// flags are several.
func (f *fold) flags(all ...*bool) {
	for _, b := range all {
		f.flag(b)
	}
}

// whole is anything that counts.
type whole interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// field is a number that is mostly small, and not negative.
func field[T whole](f *fold, v *T) { *v = T(f.uint(uint64(*v))) }

// fieldNear is a number that is mostly close to another one, which is known before.
func fieldNear[T whole](f *fold, v *T, other T) { *v = other + T(f.int(int64(*v-other))) }

// time is a time that may be a round one: a truck comes at ten.
func (f *fold) time(t *time.Duration) {
	round := *t%time.Minute == 0
	if f.flag(&round); round {
		*t = time.Duration(f.int(int64(*t/time.Minute))) * time.Minute
	} else {
		*t = time.Duration(f.int(int64(*t)))
	}
}

// moment is a time that is mostly some days and a little away from another one;
// 0 if it is not known.
func (f *fold) moment(t *time.Duration, other time.Duration) {
	known := *t != 0
	if f.flag(&known); !known {
		*t = 0
		return
	}
	days := f.int(int64((*t - other).Round(Day) / Day))
	rest := *t - other - time.Duration(days)*Day
	f.time(&rest)
	*t = other + time.Duration(days)*Day + rest
}

// word is one of a few numbers that come again and again: what is written is how
// many others came before it. 0 is none of them.
func (f *fold) word(w *uint32) {
	known := uint64(0)
	if !f.unfolding && *w != 0 {
		known = uint64(slices.Index(f.known, *w) + 1)
		if known == 0 {
			f.known = append(f.known, *w)
			known = uint64(len(f.known))
		}
	}
	known = f.uint(known)
	if *w = 0; known != 0 {
		*w = f.known[known-1]
	}
}

// cart is what somebody bought. It comes back as a cart of its own.
func (f *fold) cart(c **Cart) {
	some := *c != nil
	if f.flag(&some); !some {
		*c = nil
		return
	}
	if f.unfolding {
		b := f.baskets.next()
		b.Lines = b.room[:0]
		*c = &b.Cart
	}
	n := int(f.uint(uint64(len((*c).Lines))))
	if f.unfolding {
		(*c).Lines = append((*c).Lines, make([]Line, n)...)
	}
	for i := range (*c).Lines {
		line := &(*c).Lines[i]
		field(f, &line.SKU)
		field(f, &line.Qty)
		field(f, &line.Price)
	}
	field(f, &(*c).Shipping)
}
