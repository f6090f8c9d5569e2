package scenarios

import (
	"math"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
	"buynow/sim/metrics"
)

// book plays a story of money to somebody who watches it.
type book struct {
	o *orphans
}

func newBook() book {
	return book{&orphans{orders: map[uint64]*ownership{}, times: metrics.NewSeries(metrics.TrendKind)}}
}

func (b book) placed(at time.Duration, order uint64, total int64) {
	b.o.placed(&sim.Event{At: at, Order: order, A: total})
}

func (b book) move(at time.Duration, order uint64, from, to actors.Place, amount int64) {
	b.o.moved(&sim.Event{At: at, Order: order, Move: sim.Move{From: from.At(1), To: to.At(1), Amount: amount}})
}

func (b book) over(at time.Duration, order uint64, state actors.OrderState) {
	b.o.changed(&sim.Event{At: at, Order: order, A: int64(actors.OrderMachine)<<16 | int64(state)})
}

// Each row is what happens to one order of 100 euros, and the money that is
// nobody's: hours times euros, and the most of it at once.
func TestMoneyIsNobodysWhenItsOrderIsOverOrHasPaid(t *testing.T) {
	const hour = time.Hour
	hold := func(b book, at time.Duration, amount int64) { b.move(at, 7, actors.Purse, actors.Held, amount) }
	release := func(b book, at time.Duration, amount int64) { b.move(at, 7, actors.Held, actors.Purse, amount) }
	capture := func(b book, at time.Duration, amount int64) { b.move(at, 7, actors.Held, actors.Clearing, amount) }
	for _, row := range []struct {
		why        string
		story      func(b book)
		euroHours  float64
		peak, left float64
		orders     int
	}{
		{"an order that is paid", func(b book) { hold(b, 0, 100_00); capture(b, 5*hour, 100_00); b.over(9*hour, 7, actors.Completed) }, 0, 0, 0, 0},
		{"an order that is cancelled, and lets go", func(b book) { hold(b, 0, 100_00); release(b, hour, 100_00); b.over(hour, 7, actors.Cancelled) }, 0, 0, 0, 0},
		{"an order that is cancelled, and holds on for two hours",
			func(b book) { hold(b, 0, 100_00); b.over(hour, 7, actors.Cancelled); release(b, 3*hour, 100_00) }, 200, 100, 0, 1},
		{"one that holds on until the end of the run", func(b book) { hold(b, 0, 100_00); b.over(hour, 7, actors.Cancelled) }, 900, 100, 100, 1},
		{"a second hold beside the first, for three hours",
			func(b book) {
				hold(b, 0, 100_00)
				hold(b, hour, 100_00)
				release(b, 4*hour, 100_00)
				capture(b, 5*hour, 100_00)
			}, 300, 100, 0, 1},
		{"a second hold beside a payment, for two hours",
			func(b book) {
				hold(b, 0, 100_00)
				capture(b, hour, 100_00)
				hold(b, 2*hour, 100_00)
				release(b, 4*hour, 100_00)
			}, 200, 100, 0, 1},
		{"a hold that came after the order was over", func(b book) { b.over(hour, 7, actors.Cancelled); hold(b, 2*hour, 100_00); release(b, 3*hour, 100_00) }, 100, 100, 0, 1},
		{"a payment that went back, and a new one", func(b book) {
			hold(b, 0, 100_00)
			capture(b, hour, 100_00)
			b.move(2*hour, 7, actors.Till, actors.Purse, 100_00)
			hold(b, 3*hour, 100_00)
			capture(b, 4*hour, 100_00)
		}, 0, 0, 0, 0},
		{"an opening balance is no payment back", func(b book) {
			b.move(0, 7, actors.World, actors.Purse, 500_00)
			hold(b, 0, 100_00)
			hold(b, hour, 100_00)
			release(b, 2*hour, 100_00)
		}, 100, 100, 0, 1},
		{"two times, one hour each", func(b book) {
			hold(b, 0, 100_00)
			hold(b, hour, 100_00)
			release(b, 2*hour, 100_00)
			hold(b, 4*hour, 50_00)
			release(b, 5*hour, 50_00)
		}, 150, 100, 0, 1},
	} {
		b := newBook()
		b.placed(0, 7, 100_00)
		row.story(b)

		sum := b.o.summary(10 * hour)

		if math.Abs(24*sum.DayEuro-row.euroHours) > 1e-9 || sum.Peak != row.peak || sum.Left != row.left || sum.Orders != row.orders || (sum.Example == 7) != (row.orders > 0) {
			t.Errorf("%s: %.1f euro hours, %+v; want %.1f, peak %.0f, left %.0f, orders %d", row.why, 24*sum.DayEuro, *sum, row.euroHours, row.peak, row.left, row.orders)
		}
		if again := b.o.summary(10 * hour); *again != *sum {
			t.Errorf("%s: asked twice, it says %+v and %+v", row.why, *sum, *again)
		}
	}
}

// A shop that is well leaves no money held for nothing for longer than a minute, and
// one that never lets go does.
func TestOrphansAreMetrics(t *testing.T) {
	_, sum := played(t, steady+"thresholds: { orphan_money: ['max<100'], orphan_time: ['p(99)<1m'] }\n", "load.shoppers.journeys={ buy: 1, buy-and-cancel: 2 }")

	if sum.Orphans == nil || sum.Orphans.Orders > 0 || sum.Orphans.Left > 0 {
		t.Errorf("a shop that is well: %+v", sum.Orphans)
	}
	if _, measured := sum.Metrics[orphanMoney]; !measured || len(sum.Thresholds) != 2 {
		t.Errorf("there are the thresholds %+v", sum.Thresholds)
	}
}
