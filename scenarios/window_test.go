package scenarios

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// fates is what became of the orders of visitors: the states they came to, and the
// pages that were shown.
type fates struct {
	states map[uint64][]actors.OrderState
	offers map[uint64]int
	orders map[uint64][]uint64
}

func watchFates(w *sim.World) *fates {
	f := &fates{map[uint64][]actors.OrderState{}, map[uint64]int{}, map[uint64][]uint64{}}
	w.Watch(func(e *sim.Event) {
		if !actors.IsVisitor(e.Intent) {
			return
		}
		switch e.What {
		case actors.Placed:
			f.orders[e.Intent] = append(f.orders[e.Intent], e.Order)
		case actors.Changed:
			if machine, _, next := actors.ChangeOf(e); machine == actors.OrderMachine {
				f.states[e.Intent] = append(f.states[e.Intent], actors.OrderState(next))
			}
		case sim.Answered:
			if _, is := e.Body.(*actors.OfferPage); is {
				f.offers[e.Intent]++
			}
		}
	}, actors.Placed, actors.Changed, sim.Answered)
	return f
}

// end is the state in which an order was left.
func (f *fates) end(intent uint64) actors.OrderState {
	states := f.states[intent]
	if len(states) == 0 {
		return 0
	}
	return states[len(states)-1]
}

// The good and the card decide how a purchase ends, in a shop of any kind.
func TestEachChoiceOfAVisitorHasItsEnding(t *testing.T) {
	for _, shop := range []string{"classroom", "quickstart"} {
		for _, row := range []struct {
			good, card string
			ends       actors.OrderState
			offers     int
			left       int // on the shelf, beyond what was there
			why        string
		}{
			{"plenty", "good", actors.Completed, 0, -1, "it is there and paid for"},
			{"plenty", "empty", actors.OrderDeclined, 0, 0, "the bank has no money for it, and it goes back on the shelf"},
			{"plenty", "stolen", actors.FraudBlocked, 0, 0, "the fraud check knows a thief"},
			{"last", "good", actors.Completed, 0, 0, "it is gone, and bought again"},
			{"last", "empty", actors.OrderDeclined, 0, 0, "it is there for the next one"},
			{"last", "stolen", actors.FraudBlocked, 0, 0, "it is there for the next one"},
			{"sold-out", "good", actors.Completed, 1, 0, "it is made, and then it comes"},
			{"sold-out", "empty", actors.OrderDeclined, 1, 0, "it is offered, and not paid for"},
			{"sold-out", "stolen", actors.FraudBlocked, 1, 0, "it is offered, and blocked"},
		} {
			t.Run(shop+"/"+row.good+"/"+row.card, func(t *testing.T) {
				s, err := Load(shop, []string{"scale=100"})
				if err != nil {
					t.Fatal(err)
				}
				l := s.Live(0)
				fates := watchFates(l.Play().World)
				before := stockOf(l, row.good)
				intent, err := l.Buy(Purchase{Good: row.good, Card: row.card})
				if err != nil {
					t.Fatal(err)
				}
				sum := unsteered(t, l)

				if got := fates.end(intent); got != row.ends {
					t.Errorf("%s: it came to %v, want an end as %v", row.why, fates.states[intent], row.ends)
				}
				if got := fates.offers[intent]; got != row.offers {
					t.Errorf("%s: %d dates were offered, want %d", row.why, got, row.offers)
				}
				if got := stockOf(l, row.good) - before; got != row.left {
					t.Errorf("%s: %d more are on the shelf, want %d", row.why, got, row.left)
				}
				wellKept(t, sum)
			})
		}
	}
}

// stockOf is how many of a good in the window are on the shelf.
func stockOf(l *Live, good string) int {
	for _, g := range l.Goods() {
		if g.Ware == good {
			return g.Stock
		}
	}
	return -1
}

// unsteered lets a live play run to its end as fast as it can.
func unsteered(t *testing.T, l *Live) *Summary {
	t.Helper()
	l.SetSpeed(0)
	l.Start()
	return watched(t, l, func() bool { return true })
}

// watched runs a live play until it is over and nobody has anything to do any more,
// and sums it up.
func watched(t *testing.T, l *Live, idle func() bool) (sum *Summary) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := l.Run(ctx, func() {
		if idle() && l.State().State == Over {
			sum = l.Play().Summary(false)
			cancel()
		}
	})
	if err != nil || sum == nil {
		t.Fatalf("the run came to %+v, %v", l.State(), err)
	}
	return sum
}

// wellKept tells of every invariant that is broken.
func wellKept(t *testing.T, sum *Summary) {
	t.Helper()
	for _, v := range sum.Invariants {
		if !v.OK {
			t.Errorf("%s is broken, as order %d shows: %s", v.Name, v.Example, v.Text)
		}
	}
	if err := sum.Check(); err != nil {
		t.Error(err)
	}
}

// Of the last piece there is one: whoever is second is offered a date, and has it
// later. If the first cannot pay, it is there again.
func TestTheLastPieceIsSoldOnce(t *testing.T) {
	for _, row := range []struct {
		why    string
		cards  [2]string
		offers int // to the second
	}{
		{"both pay, so the second waits", [2]string{"good", "good"}, 1},
		{"the second comes while the first one's payment fails", [2]string{"stolen", "good"}, 1},
	} {
		s, err := Load("classroom", []string{"scale=100"})
		if err != nil {
			t.Fatal(err)
		}
		l := s.Live(0)
		fates := watchFates(l.Play().World)
		var intents [2]uint64
		for i, card := range row.cards {
			if intents[i], err = l.Buy(Purchase{Good: "last", Card: card}); err != nil {
				t.Fatal(err)
			}
		}
		sum := unsteered(t, l)

		offers := [2]int{fates.offers[intents[0]], fates.offers[intents[1]]}
		slices.Sort(offers[:]) // who is first, their lines to the shop decide
		if offers != [2]int{0, row.offers} && row.cards[0] == row.cards[1] {
			t.Errorf("%s: %d and %d were offered a date", row.why, offers[0], offers[1])
		}
		if got := fates.end(intents[1]); got != actors.Completed {
			t.Errorf("%s: the second came to %v", row.why, got)
		}
		wellKept(t, sum)
	}
}

// However often somebody presses, there is one order, and it is paid once. A shop
// without keys in its forms makes an order of each.
func TestPressingAgainIsPaidOnce(t *testing.T) {
	for _, row := range []struct {
		set    string
		orders int
	}{{"payments.form_key=on", 1}, {"payments.form_key=off", 3}} {
		s, err := Load("classroom", []string{"scale=100", row.set})
		if err != nil {
			t.Fatal(err)
		}
		l := s.Live(0)
		fates := watchFates(l.Play().World)
		intent, err := l.Buy(Purchase{Good: "plenty", Card: "good"})
		if err != nil {
			t.Fatal(err)
		}
		l.Press(intent)
		l.Press(intent)
		l.Press(12345) // nobody's
		sum := unsteered(t, l)

		if got := len(fates.orders[intent]); got != row.orders {
			t.Errorf("%s: three clicks made %d orders, want %d", row.set, got, row.orders)
		}
		if row.orders == 1 {
			wellKept(t, sum)
		}
	}
}

// Who comes by a schedule has the same luck with visitors and without, and buys the
// same. In a shop with room for all, all of their orders end alike.
func TestVisitorsChangeNobodysLuck(t *testing.T) {
	run := func(visitors int) (endings map[uint64]string) {
		s, err := Load("classroom", []string{"load.neighbours.stages[busy].duration=1m", "actors.bank.workers=200", "warehouse.pickers=1000"})
		if err != nil {
			t.Fatal(err)
		}
		l := s.Live(0)
		endings = map[uint64]string{}
		l.Play().World.Watch(func(e *sim.Event) {
			if machine, _, next := actors.ChangeOf(e); machine == actors.OrderMachine && !actors.IsVisitor(e.Intent) {
				// The money of all is paid out at once: a moment more or less is no other ending.
				endings[e.Intent] = fmt.Sprintf("%v at %v", actors.OrderState(next), e.At.Round(10*time.Second))
			}
		}, actors.Changed)
		for range visitors {
			for _, card := range []string{"good", "empty", "stolen"} {
				if _, err := l.Buy(Purchase{Good: "plenty", Card: card}); err != nil {
					t.Fatal(err)
				}
			}
		}
		unsteered(t, l)
		return endings
	}

	without, with := run(0), run(5)

	differ := 0
	for intent, ending := range without {
		if with[intent] != ending {
			differ++
			if differ < 5 {
				t.Logf("intent %d: %s without visitors, %s with them", intent, ending, with[intent])
			}
		}
	}
	if len(without) < 500 || differ > len(without)/100 {
		t.Errorf("of %d orders %d end otherwise", len(without), differ)
	}
}
