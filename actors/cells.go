package actors

import "math/bits"

// cells keep packed records: for each size, slabs of cells of that many words,
// and a chain of those that are free. There are no pointers in it, so the garbage
// collector passes over.
type cells struct {
	slabs [cellSizes][][]uint32
	first [cellSizes]uint32 // cell that is free, and has in it which is the next; 0 for none
	free  [cellSizes]int    // how many there are
}

// A cell is named by its size and its number among those of that size.
const (
	cellSizes   = 48
	cellNumber  = 26 // bits
	cellsInSlab = 64
	exactSizes  = 32 // up to so many words there is a size for each number of words, then one for each power of two
)

// sizeFor is the smallest size for so many words, from 1.
func sizeFor(words int) uint32 {
	if words <= exactSizes {
		return uint32(max(words, 1))
	}
	return uint32(exactSizes + bits.Len(uint(words-1)) - 5)
}

// wordsOf is how many words a cell of a size has.
func wordsOf(size uint32) int {
	if size <= exactSizes {
		return int(size)
	}
	return exactSizes << (size - exactSizes)
}

// get returns a cell.
func (c *cells) get(cell uint32) []uint32 {
	size, number := cell>>cellNumber, cell&(1<<cellNumber-1)
	words := wordsOf(size)
	return c.slabs[size][number/cellsInSlab][int(number%cellsInSlab)*words:][:words]
}

// put writes words into a cell: the old one, 0 for none, if it has about the
// right size, else another.
func (c *cells) put(old uint32, words []uint32) uint32 {
	size := sizeFor(len(words))
	if was := old >> cellNumber; was < size || was > size+spareWords {
		c.drop(old)
		old = c.take(size)
	}
	copy(c.get(old), words)
	return old
}

// spareWords is by how much a cell may be too large: records grow and shrink,
// and cells of a size that few need any more should not lie idle.
const spareWords = 1

// take finds a free cell, or makes some.
func (c *cells) take(size uint32) uint32 {
	for larger := size + 1; c.free[size] == 0 && larger <= size+spareWords && larger < cellSizes; larger++ {
		if c.free[larger] > cellsInSlab {
			size = larger
		}
	}
	if c.free[size] == 0 {
		first := uint32(len(c.slabs[size]) * cellsInSlab)
		c.slabs[size] = append(c.slabs[size], make([]uint32, cellsInSlab*wordsOf(size)))
		for i := uint32(cellsInSlab); i > 0; i-- {
			c.drop(size<<cellNumber | (first + i - 1))
		}
	}
	cell := c.first[size]
	c.first[size] = c.get(cell)[0]
	c.free[size]--
	return cell
}

// drop frees a cell.
func (c *cells) drop(cell uint32) {
	if size := cell >> cellNumber; size != 0 {
		c.get(cell)[0] = c.first[size]
		c.first[size] = cell
		c.free[size]++
	}
}
