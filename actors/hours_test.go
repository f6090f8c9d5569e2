package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// TestEveryEntryIsVisitedOnceInItsHour: entries are noted in any order, some for
// the hour that has begun, many for the same moment, and some while others are
// visited. Each is visited once, in its hour and not after its time.
func TestEveryEntryIsVisitedOnceInItsHour(t *testing.T) {
	w := sim.New(1)
	defer w.Close()
	var h hours
	var self sim.ActorID
	due, visited := map[uint64]time.Duration{}, map[uint64]int{}
	note := func(env *sim.Env, at time.Duration) {
		id := uint64(len(due) + 1)
		due[id] = at
		if !h.note(env, at, id, &tick{}) {
			if at.Truncate(time.Hour) > env.Now() {
				t.Errorf("an entry for %v is refused at %v", at, env.Now())
			}
			visited[id]++ // by a timer of its own
		}
	}
	self = w.Add(sim.Actor{Name: "diarist", Workers: 1, Mailbox: sim.Unlimited, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		switch m := m.(type) {
		case *chore:
			note(env, time.Duration(m.id))
		case *tick:
			h.strike(env, &tick{}, func(id uint64) {
				visited[id]++
				if at := due[id]; env.Now() > at || env.Now() < at.Truncate(time.Hour) {
					t.Errorf("entry %d, due at %v, is visited at %v", id, at, env.Now())
				}
				if id%50 == 0 {
					note(env, env.Now()+5*time.Hour)
				}
			})
		}
		return nil, nil
	}})
	luck := sim.Fate(1, sim.FirstPurpose, 0)
	w.Go("story", func(env *sim.Env) {
		for i := range 3000 {
			env.Sleep(time.Duration(luck.IntN(int(time.Minute))))
			at := env.Now() + time.Duration(luck.IntN(int(60*Day)))
			if i%3 == 0 {
				at = 3*Day + 9*time.Hour // all of them at once
			}
			env.Send(self, &chore{id: uint64(at)})
		}
	})

	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}

	for id, at := range due {
		if visited[id] != 1 {
			t.Errorf("entry %d, due at %v, is visited %d times, want once", id, at, visited[id])
		}
	}
	if h.diary.open != 0 || len(due) < 3000 {
		t.Errorf("%d entries are left of %d", h.diary.open, len(due))
	}
}
