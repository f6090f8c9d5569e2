package actors

import "math/bits"

// register finds small numbers by large ones. The large ones run in rows, as
// those of orders do and all that is numbered by them, so they are written down
// in chapters of 32 in a row. A full one takes less than five bytes a number, and
// one of which only a single number is left takes twenty.
//
// A number such as the key of a payment counts in its last bits, below spread,
// what an order has several of: those are rows of their own.
type register struct {
	spread   uint    // bits
	index    []int32 // places of chapters, from 1: see search
	shift    int
	rows     int // chapters in use
	chapters []*[256]chapter
	free     []int32
	used     int // numbers
	lines    cells
}

const perChapter = 32

// chapter is 32 numbers in a row, and what is written beside those that are
// there: one after the other in a cell that has about that many words.
type chapter struct {
	number uint64
	there  uint32 // a bit each
	cell   uint32
}

// split tells in which chapter a number is, and where there.
func (g *register) split(number uint64) (chapter uint64, line int) {
	row, low := number>>g.spread, number&(1<<g.spread-1)
	return row/perChapter<<g.spread | low, int(row % perChapter)
}

// join is the number on a line of a chapter.
func (g *register) join(chapter uint64, line int) uint64 {
	low := chapter & (1<<g.spread - 1)
	return (chapter>>g.spread*perChapter+uint64(line))<<g.spread | low
}

// chapter is the one in a place.
func (g *register) chapter(place int32) *chapter { return &g.chapters[place>>8][place&255] }

// has tells if the number of a line is there.
func (c *chapter) has(line int) bool { return c.there&(1<<line) != 0 }

// rank is how many there are before that line.
func (c *chapter) rank(line int) int { return bits.OnesCount32(c.there & (1<<line - 1)) }

// find returns what is beside a number, to be read or changed; nil if it is not
// written down. It is good until the next one is put in or removed.
func (g *register) find(number uint64) *uint32 {
	_, beside := g.place(number)
	return beside
}

// place is find, and says for good where the number is: see numberAt.
func (g *register) place(number uint64) (uint32, *uint32) {
	n, line := g.split(number)
	at, ok := g.findChapter(n)
	if !ok {
		return 0, nil
	}
	c := g.chapter(at)
	if !c.has(line) {
		return 0, nil
	}
	return uint32(at)*perChapter + uint32(line) + 1, &g.lines.get(c.cell)[c.rank(line)]
}

// numberAt is the number in a place.
func (g *register) numberAt(place uint32) uint64 {
	at, line := (place-1)/perChapter, (place-1)%perChapter
	return g.join(g.chapter(int32(at)).number, int(line))
}

// put writes down a number that is not there.
func (g *register) put(number uint64, beside uint32) {
	n, line := g.split(number)
	at, ok := g.findChapter(n)
	if !ok {
		at = g.freeChapter()
		*g.chapter(at) = chapter{number: n}
		g.putChapter(n, at)
	}
	c := g.chapter(at)
	words, sheet := c.words(&g.lines)
	rank := c.rank(line)
	copy(sheet[rank+1:], words[rank:])
	sheet[rank] = beside
	c.there |= 1 << line
	c.keep(&g.lines, &sheet)
	g.used++
}

// words are what is written in a chapter, and a sheet with the same.
func (c *chapter) words(lines *cells) (words []uint32, sheet [perChapter + 1]uint32) {
	if c.there != 0 {
		words = lines.get(c.cell)[:bits.OnesCount32(c.there)]
		copy(sheet[:], words)
	}
	return words, sheet
}

// keep puts a sheet into the chapter's cell, or into another one if that has not
// the right size: some more words than are needed.
func (c *chapter) keep(lines *cells, sheet *[perChapter + 1]uint32) {
	n := bits.OnesCount32(c.there)
	if n > 2 {
		n = (n + 3) &^ 3
	}
	c.cell = lines.put(c.cell, sheet[:n])
}

func (g *register) freeChapter() int32 {
	if len(g.free) == 0 {
		first := int32(len(g.chapters) * 256)
		g.chapters = append(g.chapters, new([256]chapter))
		for i := int32(255); i >= 0; i-- {
			g.free = append(g.free, first+i)
		}
	}
	last := len(g.free) - 1
	at := g.free[last]
	g.free = g.free[:last]
	return at
}

// remove strikes a number out, if it is there.
func (g *register) remove(number uint64) {
	n, line := g.split(number)
	at, ok := g.findChapter(n)
	if !ok || !g.chapter(at).has(line) {
		return
	}
	c := g.chapter(at)
	words, sheet := c.words(&g.lines)
	rank := c.rank(line)
	copy(sheet[rank:], words[rank+1:])
	c.there &^= 1 << line
	g.used--
	if c.there != 0 {
		c.keep(&g.lines, &sheet)
		return
	}
	g.lines.drop(c.cell)
	g.removeChapter(n)
	g.free = append(g.free, at)
}

// all are the numbers, in no order.
func (g *register) all() []uint64 {
	numbers := make([]uint64, 0, g.used)
	for _, place := range g.index {
		if place == 0 {
			continue
		}
		c := g.chapter(place - 1)
		for there := c.there; there != 0; there &= there - 1 {
			numbers = append(numbers, g.join(c.number, bits.TrailingZeros32(there)))
		}
	}
	return numbers
}
