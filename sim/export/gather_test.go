package export

import (
	"slices"
	"strings"
	"testing"
	"time"

	"buynow/sim"
)

// find is the call of an order of that kind and attempt.
func find(t *testing.T, o *Order, kind sim.Kind, attempt int) *Call {
	t.Helper()
	for i := range o.Calls {
		if c := &o.Calls[i]; c.Kind == kind && c.Attempt == attempt && c.Sort != Copied {
			return c
		}
	}
	t.Fatalf("order %d has no message of kind %d, attempt %d", o.Number, kind, attempt)
	return nil
}

func TestACallIsPutTogether(t *testing.T) {
	w, waiter, baker := morning(t, 2)

	orders, _ := gather(t, w)

	if len(orders) != 2 {
		t.Fatalf("%d orders, want 2", len(orders))
	}
	o := orders[1] // it waits for the first: the oven bakes one at a time
	order, bake, remind := find(t, o, 1, 1), find(t, o, 2, 1), find(t, o, 4, 1)
	ms := time.Millisecond
	switch {
	case o.Number != 102 || !o.Whole || o.Outcome != "eaten" || o.Begun != 10*ms:
		t.Errorf("the order is %+v", o)
	case order.Sort != Asked || order.Ending != Answered || order.Up != -1 || order.To != waiter || order.Ended != 34*ms:
		t.Errorf("the guest's call is %+v", order)
	case bake.Up != 0 || bake.From != waiter || bake.To != baker || bake.Sent != 11*ms || bake.Arrived != 12*ms || bake.Began != 17*ms || bake.Done != 32*ms || bake.Ended != 33*ms:
		t.Errorf("the waiter's call is %+v", bake)
	case remind.Sort != Reminded || remind.Arrived != time.Hour+33*ms || o.Calls[remind.Up].Kind != 1:
		t.Errorf("the timer is %+v", remind)
	case len(bake.Marks) != 2 || bake.Marks[0].What != "baked" || bake.Marks[1].Amount != 1 || bake.Marks[1].OnWay:
		t.Errorf("while it was baked: %+v", bake.Marks)
	case !strings.Contains(bake.Words, "bake") || !strings.Contains(bake.Reply, "bread") || bake.Step != 2 || bake.ReplyStep != 0:
		t.Errorf("the words are %q and %q", bake.Words, bake.Reply)
	}
}

func TestWhatBecomesOfACallIsTold(t *testing.T) {
	lost := sim.Fault{Name: "lost", For: time.Hour, Probability: 1}
	for _, row := range []struct {
		claim  string
		guests int
		upset  func(w *sim.World, baker sim.ActorID)
		order  uint64 // that shows it; 0 for some order
		check  func(first, second *Call) bool
	}{
		{"an answer that is late is waited for in vain, and asked for again", 30, nil, 125,
			func(first, second *Call) bool {
				return first.Ending == TimedOut && first.Served && first.Done > first.Ended && second.First >= 0 && first.Marks[len(first.Marks)-1].What == "late"
			}},
		{"an error is one for who asked, and for who served", 14, nil, 114,
			func(first, _ *Call) bool { return first.Ending == Rejected && first.Failed && !first.Crashed }},
		{"a full oven refuses", 200, nil, 0,
			func(first, second *Call) bool {
				return first.Ending == Refused && !first.Served && second.Attempt == 2 && first.Ending.Error()
			}},
		{"a message that vanishes was dropped by the fault, and given up", 1, func(w *sim.World, baker sim.ActorID) {
			w.Inflict(lost, []sim.Deed{sim.Drop{}}, sim.Aim{Actor: baker})
		}, 101, func(first, _ *Call) bool {
			return first.Ending == TimedOut && !first.Served && first.Marks[0].Fault == 1 && first.Marks[0].OnWay
		}},
		{"nobody is there", 1, func(w *sim.World, baker sim.ActorID) { w.Crash(baker) }, 101,
			func(first, _ *Call) bool { return first.Ending == Lost && !first.Served && !first.Crashed }},
	} {
		w, _, baker := morning(t, row.guests)
		if row.upset != nil {
			row.upset(w, baker)
		}
		orders, _ := gather(t, w)
		shown := slices.ContainsFunc(orders, func(o *Order) bool {
			var first, second *Call
			for i := range o.Calls {
				if c := &o.Calls[i]; c.Kind == 2 && c.Attempt == 1 {
					first, second = c, c
				} else if c.Kind == 2 {
					second = c
				}
			}
			return (o.Number == row.order || row.order == 0) && row.check(first, second)
		})
		if !shown {
			t.Errorf("%s: order %d does not show it", row.claim, row.order)
		}
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A fault that doubles messages makes calls that nobody sent: below that of which
// they are copies.
func TestACopyLiesBelowItsOriginal(t *testing.T) {
	w, _, baker := morning(t, 1)
	w.Inflict(sim.Fault{Name: "twice", For: time.Hour, Probability: 1}, []sim.Deed{sim.Copy{Times: 1}}, sim.Aim{Actor: baker})

	orders, _ := gather(t, w)

	copies := 0
	for i := range orders[0].Calls {
		if c := &orders[0].Calls[i]; c.Sort == Copied {
			if copies++; orders[0].Calls[c.Up].Kind != c.Kind || !c.Served {
				t.Errorf("the copy is %+v", c)
			}
		}
	}
	if copies != 1 {
		t.Errorf("%d copies, want 1", copies)
	}
}

// An actor that crashes while it serves tells nobody that it did: what it had done
// by then still has a place.
func TestWhoCrashesOverACallServedIt(t *testing.T) {
	w, waiter, _ := morning(t, 1)
	w.At(5*time.Millisecond, func() { w.Crash(waiter) })

	orders, _ := gather(t, w)

	c := find(t, orders[0], 1, 1)
	if !c.Served || !c.Crashed || !c.Failed || c.Arrived != time.Millisecond || c.Done != 5*time.Millisecond {
		t.Errorf("the call is %+v", c)
	}
	if bake := find(t, orders[0], 2, 1); bake.Up != 0 || bake.Sort != Told {
		t.Errorf("what was asked of the baker is %+v", bake)
	}
}

// What is heard of an order goes into it, all of it and nothing else.
func TestEveryEventOfAnOrderIsHeard(t *testing.T) {
	w, _, _ := morning(t, 40)

	orders, events := gather(t, w)

	sent, served, heard := 0, 0, 0
	for _, e := range events {
		sent += boolInt(e.What == sim.Sent)
		served += boolInt(e.What == sim.Served)
	}
	for _, o := range orders {
		heard += o.Events
		for i := range o.Calls {
			sent -= boolInt(o.Calls[i].Sort <= Told)
			served -= boolInt(o.Calls[i].Served)
		}
	}
	if sent != 0 || served != 0 || heard != len(events) || len(orders) != 40 {
		t.Errorf("%d orders with %d of %d events, %d sent and %d served that are no calls", len(orders), heard, len(events), sent, served)
	}
}

// Memory is for orders that are open: each is handed on when it is over, none twice.
func TestAnOrderIsHandedOnWhenItIsOver(t *testing.T) {
	w, _, _ := morning(t, 100)
	m := bakery(w)
	most, seen := 0, map[uint64]bool{}
	g := NewGatherer(m, func(intent uint64) bool { return intent <= 50 }, func(o *Order) {
		if seen[o.Intent] || o.Intent > 50 {
			t.Errorf("intent %d is handed on again, or nobody wants it", o.Intent)
		}
		seen[o.Intent] = true
	})
	w.Watch(g.Hear)
	w.Watch(func(*sim.Event) { most = max(most, g.Open()) })
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	w.At(w.Now()+2*time.Hour, func() { w.Go("clock", func(env *sim.Env) { env.Note("it is late", 0, 0) }) })
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if g.Open() != 0 || g.Orders() != 50 || most > 50 {
		t.Errorf("%d are open, %d handed on, %d were open at most", g.Open(), g.Orders(), most)
	}
}

func TestTooManyOpenOrdersAreRefused(t *testing.T) {
	w, _, _ := morning(t, 0)
	m := bakery(w)
	g := NewGatherer(m, func(uint64) bool { return true }, func(*Order) {})
	for i := range mostOpen + 1 {
		g.Hear(&sim.Event{Number: uint64(i + 1), What: sim.Sent, Message: 1, Intent: uint64(i + 1), Path: 1})
	}
	if g.Err() == nil || !strings.Contains(g.Err().Error(), "take fewer, with --sample") {
		t.Errorf("%v, want that there are too many", g.Err())
	}
	g = NewGatherer(m, func(uint64) bool { return true }, func(*Order) {})
	for i := range mostEvents + 1 {
		g.Hear(&sim.Event{Number: uint64(i + 1), What: sim.Sent, Message: 1, Intent: 1, Path: uint64(i)})
	}
	if g.Err() == nil || !strings.Contains(g.Err().Error(), "events") {
		t.Errorf("%v, want that the order is too long", g.Err())
	}
}
