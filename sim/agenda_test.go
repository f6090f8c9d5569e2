package sim

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// sortedList is what an agenda is compared with: a list kept in order.
type sortedList struct{ events []*event }

func (l *sortedList) put(e *event) {
	i, _ := slices.BinarySearchFunc(l.events, e, func(other, e *event) int {
		if other.at > e.at || other.at == e.at && other.priority > e.priority {
			return 1
		}
		return -1 // equals come before it
	})
	l.events = slices.Insert(l.events, i, e)
}

func (l *sortedList) remove(e *event) {
	i := slices.Index(l.events, e)
	l.events = slices.Delete(l.events, i, i+1)
}

func (l *sortedList) next() int64 {
	if len(l.events) == 0 {
		return int64(Forever)
	}
	return l.events[0].at
}

// agendaTest drives an agenda and a sorted list alike.
type agendaTest struct {
	testing.TB
	agenda agenda
	list   sortedList
	now    int64
}

func newAgendaTest(t testing.TB) *agendaTest {
	a := &agendaTest{TB: t}
	a.agenda.init()
	return a
}

func (a *agendaTest) put(at int64, priority uint8) {
	e := &event{at: at, priority: priority, home: idle}
	a.agenda.put(e)
	a.list.put(e)
}

// take takes the next event within the limit from both.
func (a *agendaTest) take(limit int64) {
	a.Helper()
	if got, want := a.agenda.next(), a.list.next(); got != want {
		a.Fatalf("next() = %d at %d, want %d", got, a.now, want)
	}
	var want *event
	if a.list.next() <= limit && len(a.list.events) > 0 {
		want = a.list.events[0]
	}
	got := a.agenda.take(limit)
	if got != want {
		a.Fatalf("take(%d) = %+v at %d, want %+v", limit, got, a.now, want)
	}
	if got == nil {
		return
	}
	if got.home != idle {
		a.Fatalf("taken, but at home in %d", got.home)
	}
	a.list.remove(got)
	a.now = got.at
}

func (a *agendaTest) cancel(nth int) {
	if len(a.list.events) == 0 {
		return
	}
	e := a.list.events[nth%len(a.list.events)]
	a.agenda.cancel(e)
	a.list.remove(e)
}

// quiet checks the promise of quietUntil: if it says so, nothing is due.
func (a *agendaTest) quiet(until int64) {
	a.Helper()
	if a.agenda.quietUntil(until) && len(a.list.events) > 0 && a.list.next() <= until {
		a.Fatalf("quietUntil(%d) at %d, but something is due at %d", until, a.now, a.list.next())
	}
}

func TestAgendaKeepsOrder(t *testing.T) {
	for _, reach := range []struct {
		about string
		max   int64
	}{
		{"nearly all at one instant", 3},
		{"many ties", 200},
		{"a few levels", 1 << 20},
		{"milliseconds to days", 3 * 86400e9},
		{"to the end of time", int64(Forever) / 2},
	} {
		t.Run(reach.about, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, uint64(reach.max)))
			a := newAgendaTest(t)
			for range 80_000 {
				draw := random.Int64N(reach.max)
				switch random.IntN(10) {
				case 0, 1, 2, 3, 4:
					if len(a.list.events) > 2000 {
						continue
					}
					a.put(later(a.now, draw>>random.IntN(16)), uint8(random.IntN(int(priorities))))
				case 5, 6, 7:
					a.take(int64(Forever))
				case 8:
					a.take(later(a.now, draw>>16))
					a.quiet(later(a.now, draw))
				case 9:
					a.cancel(random.IntN(1 << 30))
				}
			}
			for len(a.list.events) > 0 {
				a.take(int64(Forever))
			}
			a.take(int64(Forever))
		})
	}
}

// Each four bytes are one step: what, and three bytes of how far.
func FuzzAgenda(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 0, 1, 2, 3, 4, 0, 0, 0, 5, 9, 9, 9, 6, 0, 0, 1})
	f.Add([]byte{3, 0, 0, 63, 2, 0, 0, 62, 4, 0, 0, 0, 1, 255, 255, 255, 4, 0, 0, 0, 4, 0, 0, 0})
	f.Fuzz(func(t *testing.T, steps []byte) {
		a := newAgendaTest(t)
		for ; len(steps) >= 4; steps = steps[4:] {
			far := int64(steps[1]) << (steps[2] & 63) & int64(Forever)
			far |= int64(steps[3])
			switch what := steps[0] % 8; what {
			case 0, 1, 2, 3:
				a.put(later(a.now, far), what)
			case 4:
				a.take(int64(Forever))
			case 5:
				a.take(later(a.now, far))
			case 6:
				a.cancel(int(steps[3]))
			case 7:
				a.quiet(later(a.now, far))
			}
		}
		for len(a.list.events) > 0 {
			a.take(int64(Forever))
		}
	})
}
