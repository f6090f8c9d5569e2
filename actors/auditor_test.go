package actors

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

func TestUsualDayBreaksNothing(t *testing.T) {
	a := usualDay().play()

	for _, v := range a.Verdicts() {
		if v.Shop > 0 {
			t.Errorf("%s is broken on a usual day, order %d at %v: %s", v.Name, v.Example, v.At, v.Detail)
		}
		if v.Checks == 0 {
			t.Errorf("%s was never checked on a usual day", v.Name)
		}
	}
}

func TestUsualDayIsCounted(t *testing.T) {
	a := usualDay().play()

	if diff := cmp.Diff(Outcomes{Placed: 3, Completed: 2, Cancelled: 1}, a.Outcomes()); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	want := Milestones{Confirmed: 3, Collected: 2, Delivered: 2, Settled: 2, Returned: 1}
	if diff := cmp.Diff(want, a.Milestones()); diff != "" {
		t.Errorf("milestones (-want +got):\n%s", diff)
	}
	steps := a.Steps()
	for step, want := range map[Step]int{1: 3, 2: 3, 3: 3, 4: 0, 5: 3, 9: 3, 10: 3, 11: 3, 12: 2, 13: 2, 14: 2, 15: 2} {
		if got := steps[step].Count; got != want {
			t.Errorf("step %d was reached by %d orders, want %d", step, got, want)
		}
	}
	if got := steps[12].Lost[LossCancelled]; got != 1 {
		t.Errorf("%d orders were cancelled before step 12, want 1", got)
	}
}

func TestBooksOfUsualDayBalance(t *testing.T) {
	money, goods := usualDay().play().Books()

	wantMoney := MoneyBook{Captured: 2 * fullPrice, Kept: fullPrice - 2*bankFee, Fees: 2 * bankFee, Refunded: fullPrice, Delivered: fullPrice}
	if diff := cmp.Diff(wantMoney, money); diff != "" || !money.Balanced() {
		t.Errorf("money balanced is %v (-want +got):\n%s", money.Balanced(), diff)
	}
	wantGoods := GoodsBook{Initial: 10, Restocked: 5, Shelf: 13, Delivered: 2}
	if diff := cmp.Diff(wantGoods, goods); diff != "" || !goods.Balanced() {
		t.Errorf("goods balanced is %v (-want +got):\n%s", goods.Balanced(), diff)
	}
}

func TestOutcomesAreAPartitionAtAnyTime(t *testing.T) {
	day := usualDay()
	a := newAuditor(day.shop)
	eyes := a.eyes()
	for i := range day.events {
		if eye := eyes[day.events[i].What]; eye != nil {
			eye(&day.events[i])
		}
		o := a.Outcomes()
		sum := o.Completed + o.Declined + o.FraudBlocked + o.SoldOut + o.Rejected + o.Cancelled + o.Refunded + o.InFlight + o.NeedsAttention
		if sum != o.Placed {
			t.Fatalf("after event %d: the outcomes %+v sum to %d, want %d", i, o, sum, o.Placed)
		}
	}
}

func TestClickThatNobodyTookIsRejected(t *testing.T) {
	day := newTape()
	day.about(9).by(day.shop.Customer).sends(&PlaceOrder{ClientKey: 9})
	day.by(day.shop.Web).add(sim.Event{What: sim.Refused, Message: KindPlaceOrder})
	a := newAuditor(day.shop)

	a.sent(&day.events[0])
	waiting := a.Outcomes()
	a.unheard(&day.events[1])

	if want := (Outcomes{Placed: 1, InFlight: 1}); waiting != want {
		t.Errorf("while the customer waits: %+v, want %+v", waiting, want)
	}
	if want := (Outcomes{Placed: 1, Rejected: 1}); a.Outcomes() != want {
		t.Errorf("after the refusal: %+v, want %+v", a.Outcomes(), want)
	}
}

func TestChangeThatACrashUndidMayComeAgain(t *testing.T) {
	day := newTape()
	day.by(day.shop.Orders).about(1).change(OrderMachine, 1, 0, uint8(Created)).commit(1)
	day.change(OrderMachine, 1, uint8(Created), uint8(StockPending))
	crash := sim.Event{What: sim.Crashed, Actor: day.shop.Orders}
	day.events = append(day.events, crash)
	day.change(OrderMachine, 1, uint8(Created), uint8(StockPending))

	if got := broken(day.playTo(false)); got != nil {
		t.Errorf("broken: %v, want none", got)
	}
}

func TestChangeThatWasCommittedMayNotComeAgain(t *testing.T) {
	day := newTape()
	day.by(day.shop.Orders).about(1).change(OrderMachine, 1, 0, uint8(Created))
	day.orderTo(Created, StockPending)
	day.events = append(day.events, sim.Event{What: sim.Crashed, Actor: day.shop.Orders})
	day.change(OrderMachine, 1, uint8(Created), uint8(StockPending))

	want := []string{"legal-changes"}
	if diff := cmp.Diff(want, broken(day.playTo(false))); diff != "" {
		t.Errorf("broken (-want +got):\n%s", diff)
	}
}

func TestOrderThatACrashUnmadeMayBeMadeAgain(t *testing.T) {
	day := newTape()
	for range 2 {
		day.by(day.shop.Orders).about(1).change(OrderMachine, 1, 0, uint8(Created))
		day.add(sim.Event{What: Placed, A: fullPrice, B: units, C: 1})
		day.events = append(day.events, sim.Event{What: sim.Crashed, Actor: day.shop.Orders})
	}
	day.by(sim.Outside).about(0).goods(Supplier, Shelf, 10)

	a := day.buy(1).cancel().play()

	if got := broken(a); got != nil {
		t.Errorf("broken: %v, want none", got)
	}
	if want := (Outcomes{Placed: 1, Cancelled: 1}); a.Outcomes() != want {
		t.Errorf("outcomes %+v, want %+v", a.Outcomes(), want)
	}
}

func TestPagesAreUsedAgain(t *testing.T) {
	day := newTape()
	day.by(sim.Outside).goods(Supplier, Shelf, 100_000)
	for order := OrderID(1); order <= 1000; order++ {
		day.buy(order).cancel()
	}

	a := day.play()

	if a.pages.where.used != 0 || len(a.pages.desk) != leastDesk || len(a.pages.where.chapters) != 1 {
		t.Errorf("%d pages open, %d on the desk in %d rows of chapters, want 0, %d and 1",
			a.pages.where.used, len(a.pages.desk), len(a.pages.where.chapters), leastDesk)
	}
	if got := broken(a); got != nil {
		t.Errorf("broken: %v, want none", got)
	}
}

func TestEveryInvariantIsNamedAndTold(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range Invariants() {
		if i.Name == "" || i.Text == "" || seen[i.Name] {
			t.Errorf("invariant %+v has no name of its own, or no text", i)
		}
		seen[i.Name] = true
	}
}

func ExampleInvariants() {
	for _, i := range Invariants()[:2] {
		fmt.Printf("%s: %s (%s)\n", i.Name, i.Text, i.When)
	}
	// Output:
	// shelf-never-negative: no product is sold from an empty shelf: there are never fewer than none (always)
	// held-goods-never-negative: nothing is packed, shipped or given back that was not there: neither of a product nor for an order (always)
}
