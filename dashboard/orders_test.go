package dashboard

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/actors"
	"buynow/scenarios"
)

// The page of an order says the same as whoever followed it from the beginning.
func TestAnOrderIsReadAgainAsItWasSeen(t *testing.T) {
	single(t)
	p := stage(t, "lost-auth-response")
	e := newEye(p)
	for intent := range uint64(200) {
		e.follow(intent + 1)
	}
	if _, err := p.Run(context.Background(), scenarios.Options{}); err != nil {
		t.Fatal(err)
	}

	for _, order := range []uint64{1, 40, 77} {
		page, err := newLibrary().page(t.Context(), orderAsked{scenario: p.Scenario, seed: p.World.Seed(), order: order})
		if err != nil {
			t.Fatal(err)
		}

		intent, _ := e.followOrder(order)
		want, _ := e.whole(intent)
		if diff := cmp.Diff(want, page.Journey); diff != "" {
			t.Errorf("order %d is read as it was not seen:\n%s", order, diff)
		}
		if page.Order != order || !strings.Contains(page.Tale, "clicks Buy Now") {
			t.Errorf("order %d: the page is that of order %d, with %q", order, page.Order, page.Tale)
		}
	}
}

// A run that people steer is read again with all that they did to it, and no further
// than it has come.
func TestAVisitorsOrderIsReadAgain(t *testing.T) {
	s, err := scenarios.Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	run := s.Live(7)
	l := stagedLive(run).steered.(*live)
	intent, err := l.buy("plenty", "good", "Ada")
	if err != nil {
		t.Fatal(err)
	}
	l.setSpeed(0)
	l.begin()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var asked orderAsked
	var want journey
	err = run.Run(ctx, func() {
		if want, _ = l.eye.whole(intent); want.Order != 0 && asked.scenario == nil {
			asked = l.asked(want.Order, 0)
			asked.until = run.Play().World.Now()
			cancel()
		}
	})
	if err != nil || asked.scenario == nil {
		t.Fatalf("the visitor has no order: %v", err)
	}

	page, err := newLibrary().page(t.Context(), asked)
	if err != nil {
		t.Fatal(err)
	}

	if page.Journey.Name != "Ada" || page.Journey.Good != want.Good || len(page.Journey.Hops) == 0 {
		t.Errorf("read again, %s buys %s with %d hops; want Ada, who buys %s", page.Journey.Name, page.Journey.Good, len(page.Journey.Hops), want.Good)
	}
	for i := range min(len(want.Hops), len(page.Journey.Hops)) {
		if want.Hops[i].At != page.Journey.Hops[i].At || want.Hops[i].Message != page.Journey.Hops[i].Message {
			t.Fatalf("hop %d is %+v, want %+v", i, page.Journey.Hops[i], want.Hops[i])
		}
	}
}

func TestNobodyReadsAnOrderThatThereIsNot(t *testing.T) {
	s, err := scenarios.Load("quickstart", []string{"load.shoppers.duration=2m"})
	if err != nil {
		t.Fatal(err)
	}

	_, err = newLibrary().page(t.Context(), orderAsked{scenario: s, seed: 42, order: 1_000_000})

	if !errors.Is(err, scenarios.ErrNoOrder) {
		t.Errorf("order 1000000: %v, want that there is none", err)
	}
}

// One page is made at a time, and nobody waits for it longer than they want.
func TestReadersWaitForTheirTurnOrGo(t *testing.T) {
	l := newLibrary()
	l.desk <- struct{}{} // somebody reads
	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	_, err := l.page(ctx, orderAsked{})

	if !errors.Is(err, context.Canceled) {
		t.Errorf("a reader who has gone: %v, want that the context was canceled", err)
	}
}

// What is rare is not pushed out of the list by what is common.
func TestTheListKeepsTheLastOfEachSort(t *testing.T) {
	e := watch(t, stage(t, "cancel-race"))

	sorts := e.interesting()

	if len(sorts) != recentSorts {
		t.Fatalf("%d sorts, want %d", len(sorts), recentSorts)
	}
	for _, sort := range sorts {
		if len(sort.Orders) > recentEach {
			t.Errorf("%s: %d orders, want at most %d", sort.Sort, len(sort.Orders), recentEach)
		}
		if !slices.IsSortedFunc(sort.Orders, func(a, b recentOrder) int { return int(b.At - a.At) }) {
			t.Errorf("%s: not the newest first: %+v", sort.Sort, sort.Orders)
		}
	}
	if n := len(sorts[recentCancelled].Orders); n != recentEach {
		t.Errorf("%d cancelled orders, want the last %d of many", n, recentEach)
	}
	if n := len(sorts[recentDeclined].Orders); n == 0 {
		t.Error("no declined order is left, beside all those that were cancelled")
	}
}

// Orders of visitors are followed without anybody asking, up to the last ones.
func TestTheLastVisitorsAreFollowed(t *testing.T) {
	e := newEye(stage(t, "quickstart"))
	for n := range uint64(visitorsMost + 5) {
		e.visit(actors.Visitor{Number: n + 1}.Intent(), "Ada")
	}
	kept, forgotten := actors.Visitor{Number: 6}.Intent(), actors.Visitor{Number: 5}.Intent()

	if _, ok := e.whole(kept); !ok {
		t.Error("one of the last visitors is forgotten")
	}
	if _, ok := e.whole(forgotten); ok {
		t.Errorf("%d visitors are followed, want the last %d", len(e.follower.orders), visitorsMost)
	}
}

// Whoever follows is counted, so that one page's leaving does not blind another.
func TestAnOrderIsFollowedUntilTheLastHasGone(t *testing.T) {
	e := newEye(stage(t, "quickstart"))
	e.follow(5)
	e.follow(5)

	e.unfollow(5)
	_, still := e.whole(5)
	e.unfollow(5)
	_, gone := e.whole(5)

	if !still || gone {
		t.Errorf("after the first has gone it is followed: %v, after the second: %v; want true, false", still, gone)
	}
	for intent := range uint64(followedMost) {
		if !e.follow(intent + 1) {
			t.Fatalf("order %d is not followed, though there is room", intent+1)
		}
	}
	if e.follow(9999) {
		t.Errorf("more than %d orders are followed", followedMost)
	}
}

// Who was charged twice is in the list, one by one, and so is the promise.
func TestTheListNamesWhoWasChargedTwice(t *testing.T) {
	p := stage(t, "lost-auth-response", "preset=naive")
	e := watch(t, p)

	broken := e.interesting()[recentBroken].Orders

	double, _ := p.Auditor.Broken(chargedTwice)
	if len(broken) < min(double, recentEach/2) || double < 5 {
		t.Fatalf("%d orders are in the list, of %d that were charged twice", len(broken), double)
	}
	for _, o := range broken {
		if o.Order == 0 || !strings.Contains(o.Why, ": ") || o.At == 0 {
			t.Errorf("an order of the list says nothing: %+v", o)
		}
	}
}
