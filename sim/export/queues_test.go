package export

import (
	"testing"
	"time"

	"buynow/sim"
)

// The counter of a queue is the number of those who wait, counted one by one.
func TestQueuesAreCounted(t *testing.T) {
	w, _, baker := morning(t, 150)
	counted := map[int]map[time.Duration]int{}
	q := newQueues(len(w.Names()), func(actor int, at time.Duration, n int) {
		if counted[actor] == nil {
			counted[actor] = map[time.Duration]int{}
		}
		counted[actor][at] = n
	})
	type wait struct{ from, to time.Duration }
	var waits []wait
	w.Watch(q.hear)
	w.Watch(func(e *sim.Event) {
		switch {
		case e.Actor != baker || e.A == 0:
		case e.What == sim.Served:
			from := e.At - time.Duration(e.B)
			waits = append(waits, wait{from, from + time.Duration(e.A)})
		case e.What == sim.Refused:
			waits = append(waits, wait{e.At - time.Duration(e.A), e.At})
		}
	})
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	q.close()

	now, most := 0, 0
	for at := time.Duration(0); at < 5*time.Second; at += slot {
		if n, told := counted[int(baker)][at]; told {
			now = n
		}
		want := 0
		for moment := at; moment < at+slot; moment += 500 * time.Microsecond {
			waiting := 0
			for _, w := range waits {
				waiting += boolInt(w.from <= moment && moment < w.to)
			}
			want = max(want, waiting)
		}
		if now != want {
			t.Errorf("at %v %d wait, the counter says %d", at, want, now)
		}
		most = max(most, want)
	}
	if most < 15 || now != 0 || len(counted) != 1 {
		t.Errorf("at most %d wait, %d at the end, at %d actors", most, now, len(counted))
	}
}

// A wait that is over only after a long time is counted from when it can be.
func TestALongWaitIsCountedLate(t *testing.T) {
	var told []int
	var at []time.Duration
	q := newQueues(2, func(_ int, when time.Duration, n int) { told, at = append(told, n), append(at, when) })
	hour := int64(time.Hour)
	for i := range int64(100) {
		q.hear(&sim.Event{What: sim.Served, Actor: 1, At: time.Duration(2*hour + i*hour/100), A: int64(time.Minute), B: int64(time.Minute)})
	}
	q.hear(&sim.Event{What: sim.Served, Actor: 1, At: time.Duration(4 * hour), A: 3 * hour, B: 3 * hour})
	q.close()

	most := 0
	for i := range told {
		if most = max(most, told[i]); told[i] < 0 || i > 0 && at[i] < at[i-1] {
			t.Fatalf("at %v %d wait, after %v", at[i], told[i], at[max(i-1, 0)])
		}
	}
	if last := len(told) - 1; most < 2 || told[last] != 0 {
		t.Errorf("at most %d waited, and %d at the end", most, told[last])
	}
}
