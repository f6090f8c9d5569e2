package actors

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"buynow/sim"
)

// everything is a fault that excuses any breach.
func everything(within time.Duration) sim.FaultRow {
	row := sim.FaultRow{Name: "everything", Within: within}
	for _, i := range Invariants() {
		row.Breaks = append(row.Breaks, i.Name)
	}
	return row
}

// strikes puts what a fault hits at the beginning of a tape: an order, or else the
// number of something else.
func (t *tape) strikes(number int64, order OrderID, other uint64) *tape {
	hit := sim.Event{What: sim.FaultHit, A: number, Order: order, Intent: other}
	t.events = slices.Insert(t.events, 0, hit)
	return t
}

// strikesAll hits every order, product and purchase order of a usual day.
func (t *tape) strikesAll() *tape {
	for order := range OrderID(5) {
		t.strikes(1, order, 0)
	}
	return t.strikes(1, 0, 7).strikes(1, 0, 7_000_000_001)
}

// judged plays a tape to an auditor who knows the faults.
func (t *tape) judged(faults ...sim.FaultRow) *Auditor {
	a := newAuditor(t.shop)
	a.Faults(faults...)
	eyes := a.eyes()
	for i := range t.events {
		if eye := eyes[t.events[i].What]; eye != nil {
			eye(&t.events[i])
		}
	}
	a.Close(t.now, true)
	return a
}

// worlds lists the invariants that the world broke, and how often.
func worlds(a *Auditor) (repaired, unrepaired map[string]int) {
	repaired, unrepaired = map[string]int{}, map[string]int{}
	for _, v := range a.Verdicts() {
		if v.WorldRepaired > 0 {
			repaired[v.Name] = v.WorldRepaired
		}
		if v.WorldUnrepaired > 0 {
			unrepaired[v.Name] = v.WorldUnrepaired
		}
	}
	return repaired, unrepaired
}

func TestWhatTheWorldDeclaresIsNotTheShops(t *testing.T) {
	for _, s := range saboteurs {
		day := usualDay()
		s.sabotage(day)

		a := day.strikesAll().judged(everything(time.Hour))

		if got := broken(a); len(got) > 0 {
			t.Errorf("%s, declared by a fault that hit: the shop broke %v, want nothing", s.bug, got)
		}
		if repaired, unrepaired := worlds(a); len(repaired)+len(unrepaired) == 0 {
			t.Errorf("%s, declared by a fault that hit: the world broke nothing", s.bug)
		}
	}
}

func TestWhatNoFaultDeclaresIsTheShops(t *testing.T) {
	for _, s := range saboteurs {
		row := everything(time.Hour)
		row.Breaks = slices.DeleteFunc(row.Breaks, func(name string) bool { return name == s.invariant || slices.Contains(s.also, name) })
		day := usualDay()
		s.sabotage(day)

		a := day.strikesAll().judged(row)

		want := append([]string{s.invariant}, s.also...)
		got := broken(a)
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, which no fault declares: the shop broke (-want +got):\n%s", s.bug, diff)
		}
	}
}

func TestWhatNoFaultHasHitIsTheShops(t *testing.T) {
	for _, s := range saboteurs {
		day := usualDay()
		s.sabotage(day)

		a := day.judged(everything(time.Hour))

		if got := broken(a); !slices.Contains(got, s.invariant) {
			t.Errorf("%s, which no fault has hit: the shop broke %v, want %s", s.bug, got, s.invariant)
		}
	}
}

// doublePay is a bank that pays order 1 twice.
func doublePay(t *tape) { t.again(1, moved(Clearing, Till)) }

// givesBack is a shop that gives the second payment back, so long after the day.
func givesBack(after time.Duration) func(*tape) {
	return func(t *tape) {
		t.later(after).about(1).by(t.shop.Bank).money(Till, Clearing, fullPrice-bankFee)
		t.later(time.Second).about(0).by(t.shop.Web).sends(&ViewItem{SKU: 7})
	}
}

func TestShopMustMakeGoodWhatTheWorldBreaks(t *testing.T) {
	paysTwice := sim.FaultRow{Name: "settlement_duplicate", Breaks: []string{"settled-once", "nothing-stuck"}, Within: 20 * Day}
	moves := sim.FaultRow{Name: "stock_drift", Breaks: []string{"counts-match"}, Within: 3 * Day}
	theft := func(t *tape) { t.edit(0, happened(Counted), func(e *sim.Event) { e.B-- }) }
	counted := func(after time.Duration) func(*tape) {
		return func(t *tape) {
			t.later(after).about(0).by(t.shop.Stock).add(sim.Event{What: Counted, A: 7, B: 13})
		}
	}
	once := func(name string) map[string]int { return map[string]int{name: 1} }
	cases := []struct {
		claim                string
		hits                 OrderID
		also                 uint64 // a product
		steps                []func(*tape)
		shop                 []string
		repaired, unrepaired map[string]int
	}{
		{claim: "what nobody gives back is unrepaired, on the order and in the clearing", hits: 1, steps: []func(*tape){doublePay},
			unrepaired: map[string]int{"settled-once": 1, "nothing-stuck": 1}},
		{claim: "what is given back in time is repaired", hits: 1, steps: []func(*tape){doublePay, givesBack(2 * Day)},
			repaired: once("settled-once")},
		{claim: "what is given back too late is unrepaired", hits: 1, steps: []func(*tape){doublePay, givesBack(30 * Day)},
			unrepaired: once("settled-once")},
		{claim: "another order that was hit is no excuse", hits: 2, steps: []func(*tape){doublePay, givesBack(2 * Day)},
			shop: []string{"settled-once"}},
		{claim: "a product whose count is right again is repaired", also: 7, steps: []func(*tape){theft, counted(Day)},
			repaired: once("counts-match")},
		{claim: "a product that is counted too late is unrepaired", also: 7, steps: []func(*tape){theft, counted(5 * Day)},
			unrepaired: once("counts-match")},
		{claim: "a product that is never counted right is unrepaired", also: 7, steps: []func(*tape){theft},
			unrepaired: once("counts-match")},
		{claim: "another product that was hit is no excuse", also: 8, steps: []func(*tape){theft, counted(Day)},
			shop: []string{"counts-match"}},
	}
	for _, c := range cases {
		day := usualDay()
		for _, step := range c.steps {
			step(day)
		}
		fault := int64(1)
		if c.also != 0 {
			fault = 2
		}

		a := day.strikes(fault, c.hits, c.also).judged(paysTwice, moves)

		if diff := cmp.Diff(c.shop, broken(a)); diff != "" {
			t.Errorf("%s: the shop broke (-want +got):\n%s", c.claim, diff)
		}
		repaired, unrepaired := worlds(a)
		if c.repaired == nil {
			c.repaired = map[string]int{}
		}
		if c.unrepaired == nil {
			c.unrepaired = map[string]int{}
		}
		if diff := cmp.Diff([]map[string]int{c.repaired, c.unrepaired}, []map[string]int{repaired, unrepaired}); diff != "" {
			t.Errorf("%s: repaired and unrepaired (-want +got):\n%s", c.claim, diff)
		}
	}
}

func TestBreachOfTheWorldNamesItsOrder(t *testing.T) {
	day := usualDay()
	doublePay(day)

	a := day.strikes(1, 1, 0).judged(everything(Day))

	for _, v := range a.Verdicts() {
		if v.Name == "settled-once" && (v.Unrepaired.Example != 1 || v.Unrepaired.Detail == "" || v.Unrepaired.At == 0) {
			t.Errorf("the breach is %+v, want it of order 1 with words and a time", v.Unrepaired)
		}
	}
}

func TestFaultThatStrikesAWishStrikesItsOrder(t *testing.T) {
	day := usualDay()
	doublePay(day)

	a := day.strikes(1, 0, 1).judged(everything(Day)) // intent 1 placed order 1

	if got := broken(a); len(got) > 0 {
		t.Errorf("the shop broke %v, want nothing", got)
	}
}
