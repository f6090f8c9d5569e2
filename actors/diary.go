package actors

import (
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
	next  int        // the first day that was not read yet
	first int        // the day of the first page
	pages [][]uint64 // one a day
	open  int        // entries on them
}

// note enters a record on a day; on the next one that was not read yet if that
// day is over.
func (d *diary) note(day int, id uint64) {
	day = max(day, d.next)
	if len(d.pages) == 0 {
		d.first = day
	}
	if early := d.first - day; early > 0 {
		d.pages = slices.Insert(d.pages, 0, make([][]uint64, early)...)
		d.first = day
	}
	for len(d.pages) <= day-d.first {
		d.pages = append(d.pages, nil)
	}
	d.pages[day-d.first] = append(d.pages[day-d.first], id)
	d.open++
}

// read tears out the next page that is due by today, oldest first; false if
// there is none.
func (d *diary) read(today int) ([]uint64, bool) {
	d.next = max(d.next, today+1)
	if len(d.pages) == 0 || d.first > today {
		return nil, false
	}
	page := d.pages[0]
	d.pages[0] = nil
	d.pages = d.pages[1:]
	d.first++
	d.open -= len(page)
	return page, true
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
