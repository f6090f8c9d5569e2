package dashboard

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// recent are the last orders of each sort that somebody may want to look at: a few
// of each, so that a rare sort is not pushed out by a common one.
type recent struct{ sorts [recentSorts]recentRing }

// The sorts.
const (
	recentSlow = iota
	recentDeclined
	recentBlocked
	recentSoldOut
	recentCancelled
	recentRefunded
	recentAttention
	recentBroken
	recentSorts
)

var recentNames = [recentSorts]string{
	"slow", "declined", "fraud_blocked", "sold_out", "cancelled", "refunded", "needs_attention", "broken",
}

// recentEach is how many are kept of a sort.
const recentEach = 20

// recentRing are the last ones of a sort.
type recentRing struct {
	orders [recentEach]recentOrder
	made   int
}

// recentOrder is one of them.
type recentOrder struct {
	Order, Intent uint64
	At            int64
	Why           string
}

func (r *recentRing) add(o recentOrder) {
	if r.made > 0 && r.orders[(r.made-1)%recentEach].Order == o.Order {
		return
	}
	r.orders[r.made%recentEach] = o
	r.made++
}

// newest are those that are kept, the newest first.
func (r *recentRing) newest() []recentOrder {
	var all []recentOrder
	for i := range min(r.made, recentEach) {
		all = append(all, r.orders[(r.made-1-i)%recentEach])
	}
	return all
}

// ended is an order that ended otherwise than well.
func (r *recent) ended(ev *sim.Event, state actors.OrderState) {
	sort := map[actors.OrderState]int{
		actors.OrderDeclined: recentDeclined, actors.FraudBlocked: recentBlocked, actors.SoldOut: recentSoldOut,
		actors.Cancelled: recentCancelled, actors.Refunded: recentRefunded, actors.NeedsAttention: recentAttention,
	}
	if ring, is := sort[state]; is {
		r.sorts[ring].add(recentOrder{ev.Order, ev.Intent, micros(ev.At), state.String()})
	}
}

// slow is an order whose page took very long.
func (r *recent) slow(ev *sim.Event, order uint64) {
	r.sorts[recentSlow].add(recentOrder{order, ev.Intent, micros(ev.At), spell(time.Duration(ev.A)) + " for the page"})
}

// broke is an order that has broken a promise.
func (r *recent) broke(promise actors.Invariant, order uint64, at time.Duration) {
	if order != 0 {
		r.sorts[recentBroken].add(recentOrder{order, 0, micros(at), promise.Name + ": " + promise.Text})
	}
}

// recentSort is a sort with its orders, the newest first.
type recentSort struct {
	Sort   string
	Orders []recentOrder
}

// interesting are the last orders of each sort.
func (e *eye) interesting() []recentSort {
	var all []recentSort
	for sort := range e.recent.sorts {
		all = append(all, recentSort{recentNames[sort], e.recent.sorts[sort].newest()})
	}
	return all
}
