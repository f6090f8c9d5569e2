package actors

import (
	"encoding/binary"
	"slices"
	"time"

	"buynow/sim"
)

// diary lists, for each day, the records that a daily job must look at: one
// timer a day instead of one per record. It is memory; after a crash it is
// written anew from the ledger. The zero diary is empty.
//
// A record that changes is noted again and its old entry stays, so whoever
// reads an entry asks the record whether its day has come.
type diary struct {
	next  int         // the first day that was not read yet
	first int         // the day of the first page
	pages []diaryPage // one a day
	open  int         // entries on them
}

// diaryPage has the entries of a day, each as its distance from the one before:
// what is done on one day mostly began on one day, so that takes two bytes.
type diaryPage struct {
	entries []byte
	last    uint64
}

// note enters a record on a day; on the next one that was not read yet if that
// day is over.
func (d *diary) note(day int, id uint64) {
	day = max(day, d.next)
	if len(d.pages) == 0 {
		d.first = day
	}
	if early := d.first - day; early > 0 {
		d.pages = slices.Insert(d.pages, 0, make([]diaryPage, early)...)
		d.first = day
	}
	for len(d.pages) <= day-d.first {
		d.pages = append(d.pages, diaryPage{})
	}
	d.pages[day-d.first].add(id)
	d.open++
}

// add enters a record on the page.
func (p *diaryPage) add(id uint64) {
	p.entries = binary.AppendVarint(p.entries, int64(id-p.last))
	p.last = id
}

// read tears out the next page that is due by today, oldest first; false if
// there is none.
func (d *diary) read(today int) ([]uint64, bool) {
	d.next = max(d.next, today+1)
	if len(d.pages) == 0 || d.first > today {
		return nil, false
	}
	ids := d.pages[0].ids()
	d.pages[0] = diaryPage{}
	d.pages = d.pages[1:]
	d.first++
	d.open -= len(ids)
	return ids, true
}

// ids are the entries of a page.
func (p *diaryPage) ids() []uint64 {
	var ids []uint64
	id := uint64(0)
	for rest := p.entries; len(rest) > 0; {
		distance, n := binary.Varint(rest)
		id += uint64(distance)
		ids = append(ids, id)
		rest = rest[n:]
	}
	return ids
}

// soonest is the first day that has an entry; false if none has.
func (d *diary) soonest() (int, bool) {
	for i := range d.pages {
		if len(d.pages[i].entries) > 0 {
			return d.first + i, true
		}
	}
	return 0, false
}

// alarm sends the actor a tick at the next time of day, unless one is under way,
// and returns when it comes. One that is an hour late was lost, because the
// mailbox was full: it is sent again.
func (s *Shop) alarm(env *sim.Env, under, timeOfDay time.Duration, job int) time.Duration {
	if under != 0 && under > env.Now()-time.Hour {
		return under
	}
	order := env.Order()
	env.Numbered(0) // the job is nobody's
	wait := s.Config.Calendar.Next(env.Now(), timeOfDay)
	env.After(wait, &tick{job: job})
	env.Numbered(order)
	return env.Now() + wait
}
