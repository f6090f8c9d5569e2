package actors

import "math/bits"

// The index of a register finds chapters by number: a hash table with linear
// probing, at most three quarters full, that has nothing but their places. The
// numbers run in rows, and the golden ratio spreads a row evenly over the table,
// so a search hardly ever looks twice.

// smallestIndex is how many places an index begins with.
const smallestIndex = 64

// findChapter returns the place of a chapter; false if there is none of that
// number.
func (g *register) findChapter(number uint64) (int32, bool) {
	if g.rows == 0 {
		return 0, false
	}
	place := g.index[g.search(number)]
	return place - 1, place != 0
}

// search returns where in the index the number is, or the free spot where it
// belongs.
func (g *register) search(number uint64) int {
	last := len(g.index) - 1
	for i := g.home(number); ; i = (i + 1) & last {
		if place := g.index[i]; place == 0 || g.chapter(place-1).number == number {
			return i
		}
	}
}

// home is where the search for a number begins.
func (g *register) home(number uint64) int {
	const golden = 0x9e3779b97f4a7c15
	return int(number * golden >> g.shift)
}

// putChapter enters a chapter that is not there.
func (g *register) putChapter(number uint64, place int32) {
	if 4*g.rows >= 3*len(g.index) {
		g.growIndex()
	}
	g.index[g.search(number)] = place + 1
	g.rows++
}

func (g *register) growIndex() {
	old := g.index
	g.index = make([]int32, max(2*len(old), smallestIndex))
	g.shift = 64 - bits.Len(uint(len(g.index)-1))
	for _, place := range old {
		if place != 0 {
			g.index[g.search(g.chapter(place-1).number)] = place
		}
	}
}

// removeChapter takes a chapter out that is there. Later ones move up into the
// gap if their search passes over it: otherwise it would stop there and not find
// them.
func (g *register) removeChapter(number uint64) {
	last := len(g.index) - 1
	free := g.search(number)
	g.index[free] = 0
	g.rows--
	for i := (free + 1) & last; g.index[i] != 0; i = (i + 1) & last {
		if detour := (i - g.home(g.chapter(g.index[i]-1).number)) & last; detour >= (i-free)&last {
			g.index[free], g.index[i] = g.index[i], 0
			free = i
		}
	}
}
