package sim_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// happenings are all events of a random world but the comings and goings of faults,
// without their numbers; and of each fault what it hit, by name.
func happenings(t *testing.T, number uint64, add func(*randomWorld)) (events []string, hits map[string][]string) {
	t.Helper()
	r := newRandomWorld(number, variant{})
	hits = map[string][]string{}
	r.Watch(func(e *sim.Event) {
		told := *e
		told.Number = 0
		if comesOrGoes(e) {
			return
		}
		if e.What == sim.FaultHit {
			name := r.Failures()[e.A-1].Fault.Name
			hits[name] = append(hits[name], fmt.Sprint(e.Path, e.Order, e.Intent, e.B))
		}
		events = append(events, fmt.Sprintf("%+v", told))
	})
	if add != nil {
		add(r)
	}
	r.run(t)
	return events, hits
}

// A fault that never fits changes nothing that happens to anybody, whatever it is.
func TestFaultThatNeverFitsChangesNothing(t *testing.T) {
	for number := range worlds(t, 30) {
		want, _ := happenings(t, number, nil)
		got, _ := happenings(t, number, func(r *randomWorld) {
			none := new([256]bool)
			for i, deed := range []sim.Deed{
				sim.Drop{}, sim.Delay{Factor: 3}, sim.Copy{Times: 2}, sim.Answer{Err: sim.ErrDown}, sim.Scale{Service: 2, Leak: 1, Wedge: true},
				sim.Stop{Lose: true, Point: sim.BeforeCommit}, sim.Stop{Lose: true, Point: sim.BetweenSteps}, sim.Stop{Lose: true, Point: sim.AfterCommit},
			} {
				r.Inflict(sim.Fault{Name: fmt.Sprint("none ", i), Probability: 1, On: time.Millisecond, Off: time.Millisecond, For: time.Second, Direction: sim.BothWays},
					[]sim.Deed{deed}, sim.Aim{Actor: 1, Kinds: none})
			}
		})
		if at := slices.Compare(want, got); at != 0 {
			t.Fatalf("world %d: %d events against %d without faults that never fit", number, len(got), len(want))
		}
	}
}

// Two faults strike the same as each does alone, as long as neither changes which
// messages there are: delays, drops of what nobody waits for, and corruption.
func TestFaultsDoNotChangeEachOthersHits(t *testing.T) {
	type fault struct {
		name string
		deed sim.Deed
	}
	all := []fault{
		{"drop", sim.Drop{}}, {"delay", sim.Delay{By: sim.Exponential(time.Millisecond)}}, {"copy", sim.Copy{Times: 1, After: sim.Exponential(time.Millisecond)}},
		{"corrupt", sim.Corrupt{Field: "amount", Mode: "flip"}}, {"slow", sim.Scale{Service: 3}},
	}
	hits := func(faults ...fault) map[string][]string {
		r := newRig(5)
		defer r.Close()
		r.build()
		got := map[string][]string{}
		r.Watch(func(e *sim.Event) {
			name := r.Failures()[e.A-1].Fault.Name
			got[name] = append(got[name], fmt.Sprint(e.Path))
		}, sim.FaultHit)
		for _, f := range faults {
			r.Inflict(sim.Fault{Name: f.name, Probability: 0.2}, []sim.Deed{f.deed}, sim.Aim{Actor: r.bank})
		}
		r.run(t)
		for _, paths := range got {
			slices.Sort(paths)
		}
		return got
	}

	together := hits(all...)
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	if again := hits(backwards...); !maps.EqualFunc(together, again, slices.Equal) {
		t.Error("the order of the faults changes what they hit")
	}
	for _, f := range all[:4] {
		if alone := hits(f); !slices.Equal(alone[f.name], together[f.name]) {
			t.Errorf("%s hits %d messages alone, %d beside others", f.name, len(alone[f.name]), len(together[f.name]))
		}
	}
}

// The luck of a fault goes by its name: another name, other hits, as many.
func TestNameOfAFaultIsItsLuck(t *testing.T) {
	paths := func(name string) []uint64 {
		r := newRig(1)
		defer r.Close()
		r.build()
		var got []uint64
		r.Watch(func(e *sim.Event) { got = append(got, e.Path) }, sim.FaultHit)
		r.Inflict(sim.Fault{Name: name, Probability: 0.5}, []sim.Deed{sim.Drop{}}, sim.Aim{Actor: r.bank})
		r.run(t)
		return got
	}

	one, same, other := paths("a"), paths("a"), paths("b")

	both := 0
	for _, path := range one {
		if slices.Contains(other, path) {
			both++
		}
	}
	if !slices.Equal(one, same) || both < 2500-150 || both > 2500+150 {
		t.Errorf("of %d messages hit by one name another hits %d, want about 2500; the same name hits the same: %v", len(one), both, slices.Equal(one, same))
	}
}
