package export

import (
	"cmp"
	"slices"
	"time"
)

// tie makes one thing of what was heard of an order:
//  1. calls are put in the order in which they began, a timer before what was done
//     at its ringing;
//  2. each finds the call during which it was made, and the attempt before it;
//  3. what happened meanwhile goes to the calls during which it did;
//  4. timers at which nothing was done are left out.
func (o *gathered) tie() {
	calls := o.Calls
	slices.SortStableFunc(calls, func(a, b Call) int {
		return cmp.Or(cmp.Compare(a.Sent, b.Sent), cmp.Compare(timersFirst(&a), timersFirst(&b)))
	})
	places := make(map[uint64][]int, len(calls))
	for i := range calls {
		calls[i].nth = len(places[calls[i].Path])
		places[calls[i].Path] = append(places[calls[i].Path], i)
	}
	for i := range calls {
		c := &calls[i]
		c.Up = during(calls, places[c.Parent], i, c.Sent)
		c.First = before(calls, places, i)
		if c.Up >= 0 {
			calls[c.Up].busy(c.Sent)
		}
	}
	for _, mark := range o.marks {
		at := during(calls, places[mark.Path], len(calls), mark.At)
		if at < 0 {
			o.Marks = append(o.Marks, mark)
			continue
		}
		if calls[at].Marks = append(calls[at].Marks, mark); !mark.OnWay {
			calls[at].busy(mark.At)
		}
	}
	o.marks = nil
	o.leaveOut()
	o.Ended = o.Begun
	for i := range o.Calls {
		c := &o.Calls[i]
		o.Begun, o.Ended = min(o.Begun, c.Sent), max(o.Ended, c.Ended, c.Done)
	}
	for i := range o.Marks {
		o.Begun, o.Ended = min(o.Begun, o.Marks[i].At), max(o.Ended, o.Marks[i].At)
	}
}

func timersFirst(c *Call) int {
	if c.Sort == Reminded {
		return 0
	}
	return 1
}

// during is the one of these calls during which something happened, before a place;
// -1 for none. A path names one call, but for timers that were set several times.
func during(calls []Call, places []int, before int, at time.Duration) int {
	found := -1
	for _, i := range places {
		if i >= before {
			break
		}
		if c := &calls[i]; found < 0 || c.Sent <= at {
			found = i
			if c.Served && at <= c.Done && c.Sort == Reminded {
				break
			}
		}
	}
	return found
}

// before is the attempt before that of a call, -1 for none.
func before(calls []Call, places map[uint64][]int, i int) int {
	c := &calls[i]
	if c.Attempt < 2 || c.Sort > Told {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		b := &calls[k]
		if b.Parent == c.Parent && b.Kind == c.Kind && b.To == c.To && b.Attempt == c.Attempt-1 && b.Sort <= Told {
			return k
		}
	}
	return -1
}

// busy notes that something was done while a call was served. If nobody ever told
// that it was, whoever served it has crashed over it.
func (c *Call) busy(at time.Duration) {
	if c.Served || !c.lost {
		c.used = true
		return
	}
	c.Served, c.Failed, c.Crashed, c.used = true, true, true, true
	c.Arrived = min(later(c.Sent, c.travels), at)
	c.Began = c.Arrived
}

// leaveOut drops timers at which nothing was done.
func (o *gathered) leaveOut() {
	moved := make([]int, len(o.Calls))
	kept := o.Calls[:0]
	for i := range o.Calls {
		c := o.Calls[i]
		if moved[i] = len(kept); c.Sort == Reminded && !c.used {
			continue
		}
		if c.Up >= 0 {
			c.Up = moved[c.Up]
		}
		if c.First >= 0 {
			c.First = moved[c.First]
		}
		kept = append(kept, c)
	}
	o.Calls = kept
}
