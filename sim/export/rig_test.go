package export

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

// The smallest shop there is: a guest orders a loaf of a waiter, who asks the baker.
type (
	order  struct{ Loaves int }
	bake   struct{ Loaves int }
	bread  struct{ Loaves int }
	remind struct{}
)

func (*order) Kind() sim.Kind  { return 1 }
func (*bake) Kind() sim.Kind   { return 2 }
func (*bread) Kind() sim.Kind  { return 3 }
func (*remind) Kind() sim.Kind { return 4 }

const (
	named = sim.FirstWhat + iota
	over
	baked
)

func bakery(w *sim.World) *Model {
	return &Model{
		Seed: w.Seed(), Actors: w.Names(),
		Events: []string{"", "sent", "served", "answered", "timed out", "late", "refused", "lost", "crashed", "restarted",
			"noted", "moved", "fault began", "fault ended", "fault hit", "named", "over", "baked"},
		Kind:  func(k sim.Kind) string { return [...]string{"none", "Order", "Bake", "Bread", "Remind"}[k%5] },
		Words: func(m sim.Message) string { return fmt.Sprintf("%T %+v", m, m) },
		Step:  func(m sim.Message) int { return int(m.Kind()) % 3 },
		Detail: func(e *sim.Event) Detail {
			switch e.What {
			case sim.Noted:
				return Detail{Text: e.Text}
			case sim.Moved:
				return Detail{Thing: "bread", From: "oven", To: "table", Amount: e.Move.Amount, Unit: "loaves"}
			case baked:
				return Detail{Thing: "order", ID: e.Order, From: "dough", To: "bread", Main: true}
			case over:
				return Detail{Thing: "order", ID: e.Order, To: "eaten"}
			}
			return Detail{}
		},
		Life: func(e *sim.Event) Life {
			switch {
			case e.What == sim.Sent && e.Message == 1:
				return Begins
			case e.What == named:
				return Named
			case e.What == over:
				return Ends
			}
			return Goes
		},
	}
}

// morning is a world with so many guests, one each ten milliseconds.
func morning(t testing.TB, guests int) (w *sim.World, waiter, baker sim.ActorID) {
	t.Helper()
	w = sim.New(7)
	t.Cleanup(w.Close)
	baker = w.Add(sim.Actor{Name: "baker", Workers: 1, Mailbox: 20, Service: sim.Constant(15 * time.Millisecond), Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		env.Emit(sim.Event{What: baked})
		env.Move(1, 2, int64(m.(*bake).Loaves))
		if m.(*bake).Loaves == 13 {
			return nil, errors.New("unlucky")
		}
		return &bread{m.(*bake).Loaves}, nil
	}})
	waiter = w.Add(sim.Actor{Name: "waiter", Workers: sim.Unlimited, Waits: true, Serve: func(env *sim.Env, m sim.Message) (sim.Message, error) {
		o, asks := m.(*order)
		if !asks {
			env.Note("clears the table", 0, 0)
			env.Emit(sim.Event{What: over})
			return nil, nil
		}
		env.Numbered(env.Intent() + 100)
		env.Emit(sim.Event{What: named})
		for attempt := range 2 {
			if reply, err := env.Try(baker, &bake{o.Loaves}, 100*time.Millisecond, attempt); err == nil {
				env.After(time.Hour, &remind{})
				return reply, nil
			}
		}
		env.Emit(sim.Event{What: over})
		return nil, sim.ErrTimeout
	}})
	w.Connect(sim.Outside, sim.Outside, sim.Link{Request: sim.Constant(time.Millisecond), Reply: sim.Constant(time.Millisecond)})
	for i := range guests {
		w.At(time.Duration(i)*10*time.Millisecond, func() {
			w.Go("guest", func(env *sim.Env) {
				env.Begin(uint64(i + 1))
				_, _ = env.Call(waiter, &order{Loaves: i}, 0)
			})
		})
	}
	return w, waiter, baker
}

// gather runs a world and returns its orders, and all events.
func gather(t testing.TB, w *sim.World) (orders []*Order, events []sim.Event) {
	t.Helper()
	g := NewGatherer(bakery(w), func(uint64) bool { return true }, func(o *Order) { orders = append(orders, o) })
	w.Watch(g.Hear)
	w.Watch(func(e *sim.Event) { events = append(events, *e) })
	if err := w.Run(sim.Forever); err != nil {
		t.Fatal(err)
	}
	if g.Close(); g.Err() != nil {
		t.Fatal(g.Err())
	}
	return orders, events
}
