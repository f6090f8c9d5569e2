package scenarios

import (
	"time"

	"buynow/actors"
)

// under is what a customer counts under.
type under struct {
	crowd, stage int
	journey      actors.Journey
}

// group numbers what customers count under. 0 is nobody knows what.
type group uint16

// note is what is kept of a customer until their order is put away.
type note struct {
	group group
	marks mark
}

// mark is what has happened to a customer already, so that it counts once.
type mark uint8

const (
	clicked mark = 1 << iota
	confirmed
	delivered
	cancelled
	tooLate // goods were gone
)

// visitors notes what each customer counts under, four bytes a head, in pages by
// the number of the intent. A page goes when the orders on it are put away and
// who came on it is long gone: who thinks for more than a day before the first
// click counts under nothing.
type visitors struct {
	groups  map[under]group
	unders  []under // by group
	pages   map[uint64]*visitorPage
	spare   []*visitorPage
	last    *visitorPage // that was looked at
	lastKey uint64
}

type visitorPage struct {
	notes [visitorsPerPage]note
	open  int           // orders that are not put away
	until time.Duration // when the last of them came, and a day
}

const (
	visitorsPerPage = 1020 // with what goes with them, four kilobytes
	longestThought  = actors.Day
)

func newVisitors() *visitors {
	return &visitors{groups: map[under]group{}, unders: make([]under, 1), pages: map[uint64]*visitorPage{}}
}

// come notes who comes.
func (v *visitors) come(came arrival) group {
	g := v.groupOf(came)
	*v.seat(came.intent, came.at) = note{group: g}
	return g
}

// seat is where something is noted about who comes now.
func (v *visitors) seat(intent uint64, at time.Duration) *note {
	key := intent / visitorsPerPage
	page := v.page(key)
	if page == nil {
		v.sweep(at)
		page = v.open(key)
	}
	page.until = at + longestThought
	return &page.notes[intent%visitorsPerPage]
}

// groupOf is what somebody counts under who comes, or should have come.
func (v *visitors) groupOf(came arrival) group {
	who := under{came.crowd, came.stage, came.journey}
	g, known := v.groups[who]
	if !known && len(v.unders) <= int(^group(0)) {
		g = group(len(v.unders))
		v.groups[who] = g
		v.unders = append(v.unders, who)
	}
	return g
}

// of is what is noted about an intent, nil if nothing is.
func (v *visitors) of(intent uint64) *note {
	page := v.page(intent / visitorsPerPage)
	if page == nil {
		return nil
	}
	return &page.notes[intent%visitorsPerPage]
}

// group is what an intent counts under.
func (v *visitors) group(intent uint64) group {
	if n := v.of(intent); n != nil {
		return n.group
	}
	return 0
}

// first marks what happened to an intent; true if it is the first time.
func (v *visitors) first(intent uint64, m mark) (group, bool) {
	page := v.page(intent / visitorsPerPage)
	if page == nil {
		return 0, true
	}
	n := &page.notes[intent%visitorsPerPage]
	if n.marks&m != 0 {
		return n.group, false
	}
	if m == clicked {
		page.open++
	}
	n.marks |= m
	return n.group, true
}

// end forgets an intent whose order was put away.
func (v *visitors) end(intent uint64, at time.Duration) {
	page := v.page(intent / visitorsPerPage)
	if page == nil || page.notes[intent%visitorsPerPage].marks&clicked == 0 {
		return
	}
	page.notes[intent%visitorsPerPage] = note{}
	if page.open--; page.open == 0 && page.until < at {
		v.drop(intent / visitorsPerPage)
	}
}

func (v *visitors) page(key uint64) *visitorPage {
	if v.last == nil || v.lastKey != key {
		v.last, v.lastKey = v.pages[key], key
	}
	return v.last
}

func (v *visitors) open(key uint64) *visitorPage {
	page := &visitorPage{}
	if n := len(v.spare); n > 0 {
		page, v.spare = v.spare[n-1], v.spare[:n-1]
	}
	v.pages[key] = page
	v.last, v.lastKey = page, key
	return page
}

// sweep drops the pages of those who left without an order.
func (v *visitors) sweep(at time.Duration) {
	for key, page := range v.pages {
		if page.open == 0 && page.until < at {
			v.drop(key)
		}
	}
}

func (v *visitors) drop(key uint64) {
	page := v.pages[key]
	delete(v.pages, key)
	*page = visitorPage{}
	v.spare = append(v.spare, page)
	v.last = nil
}
