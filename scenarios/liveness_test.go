package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// Each row is an order that comes to a state at a time and leaves it later, or not;
// the fault is over after five hours, the load after ten minutes, and 20 days later
// the run ends.
func TestAnOrderIsStuckThatStaysBeyondItsDeadline(t *testing.T) {
	const hour, day = time.Hour, actors.Day
	for _, row := range []struct {
		why         string
		state       actors.OrderState
		from, until time.Duration // until 0: it never leaves
		stuck       bool
		moved       bool
	}{
		{"asked for stock within the deadline", actors.StockPending, 6 * hour, 17 * hour, false, false},
		{"the deadline counts from the end of the fault", actors.StockPending, 0, 16 * hour, false, false},
		{"beyond it", actors.StockPending, 0, 18 * hour, true, true},
		{"beyond it, and never on", actors.StockPending, 6 * hour, 0, true, false},
		{"a parcel takes days", actors.Shipped, 6 * hour, 0, false, false},
		{"a backorder takes weeks", actors.Backordered, 6 * hour, 0, false, false},
		{"a review takes a weekend", actors.PaymentPended, 6 * hour, 3 * day, false, false},
		{"but no week", actors.PaymentPended, 6 * hour, 7 * day, true, true},
		{"a payment of which nobody knows", actors.PaymentUnsure, 6 * hour, 0, true, false},
		{"what is on a person's desk is known", actors.NeedsAttention, 6 * hour, 0, false, false},
		{"what is over is over", actors.Cancelled, 6 * hour, 0, false, false},
	} {
		s, err := Parse("x.yaml", []byte(steady+"faults: [{ type: drop, target: bank, for: 5h }]\n"), []string{"load.shoppers.rate=0.001", "until=20d"})
		if err != nil {
			t.Fatal(err)
		}
		_, sum := playedAs(t, s, func(p *Play) {
			become := func(at time.Duration, state actors.OrderState) {
				p.World.At(at, func() {
					p.liveness.changed(&sim.Event{At: at, Order: 4711, A: int64(actors.OrderMachine)<<16 | int64(state)})
				})
			}
			become(row.from, row.state)
			if row.until > 0 {
				become(row.until, actors.Completed)
			}
			p.World.At(20*day-1, func() {}) // the run goes on
		})

		if l := sum.Liveness; l == nil || l.From != (5*hour).Seconds() {
			t.Fatalf("%s: the quiet phase is %+v, want one from %v on", row.why, l, 5*hour)
		}
		if got := sum.Liveness.Stuck; got != 0 != row.stuck {
			t.Errorf("%s: %d orders are stuck, want any: %t", row.why, got, row.stuck)
			continue
		}
		if row.stuck {
			line := sum.Liveness.First[0]
			if line.Order != 4711 || line.State != row.state.String() || line.Moved != row.moved || line.Since != row.from.Seconds() || !strings.Contains(line.Text(), " wait") {
				t.Errorf("%s: it is told as %+v: %s", row.why, line, line.Text())
			}
		}
	}
}

// A careful shop gets every order going again, whatever the fault was.
func TestNothingIsStuckAfterAFault(t *testing.T) {
	long(t)
	_, sum := played(t, steady+"faults: [{ type: drop, target: merchant -> bank, at: 1m, for: 10m }, { type: drop, target: order-manager -> stock-db, at: 2m, for: 20m }]\n")

	if l := sum.Liveness; l == nil || l.Stuck > 0 || sum.Outcomes.InFlight > 0 {
		t.Errorf("%+v, %d in flight", l, sum.Outcomes.InFlight)
	}
}

// A review takes as long as people need, and ends in the night after its limit: until
// then nobody who waits for it is stuck, and after that everybody is.
func TestAReviewHasUntilTheNightAfterItsLimit(t *testing.T) {
	const reviewed = "{ type: review_backlog, at: 0s, for: 10m, factor: 500 }"
	for _, row := range []struct {
		limit time.Duration // of the merchant system, as the quiet phase takes it to be
		stuck bool
	}{{3 * actors.Day, false}, {time.Hour, true}} {
		s, err := Parse("planted.yaml", fmt.Appendf(nil, planted, reviewed), nil)
		if err != nil {
			t.Fatal(err)
		}
		w := sim.New(s.Seed)
		defer w.Close()
		p := s.Stage(w)
		p.Scenario.Config.Merchant.ReviewLimit = row.limit
		if _, err := p.Run(t.Context(), Options{}); err != nil {
			t.Fatal(err)
		}

		sum := p.Summary(false)

		if l := sum.Liveness; l == nil || l.Stuck > 0 != row.stuck {
			t.Errorf("with a limit of %v: %+v, want some stuck %t", row.limit, l, row.stuck)
		}
	}
}
