package scenarios

import "testing"

// weak is two busy minutes: about a thousand orders, whose parcels leave with a
// single run of trucks.
const weak = `name: weak
starts: thu 9:00
load: { shoppers: { executor: constant-arrival-rate, rate: 10, duration: 2m, journeys: { buy: 95, buy-and-cancel: 5 } } }
population: { customers: 30_000 }
catalog: { skus: 200 }
stock: { orders_per_day: 20_000 }
`

// An engineer makes one part too slow, too small or too impatient. That may cost
// time, and orders, but no promise: nothing is done twice, nothing is forgotten,
// and in the end every order has come to its end or lies on a person's desk. What
// no customer waits for keeps no customer out.
func TestAWeakPartCostsTimeAndOrdersButNoPromise(t *testing.T) {
	long(t)
	for _, row := range []struct {
		why     string
		unaware bool // customers do not notice: nobody is refused
		sets    []string
	}{
		{"a web server with ten workers, which turns most customers away", false, []string{"actors.web.workers=10", "actors.web.mailbox=10"}},
		{"a web server that gives up before anybody can answer: the order is there all the same", false, []string{"timeouts.web=1ms"}},
		{"an order manager with a single worker, who cannot be shared", false, []string{"actors.order-manager.workers=1"}},
		{"an order manager that needs longer for a message than anybody waits for it", false, []string{"actors.order-manager.service=40s"}},
		{"an order manager before whom only one may wait", false, []string{"actors.order-manager.workers=2", "actors.order-manager.mailbox=1"}},
		{"a stock database that answers when nobody listens any more", false, []string{"actors.stock-db.service=5s"}},
		{"a merchant system with one worker", false, []string{"actors.merchant.workers=1"}},
		{"a merchant system that is asked for weeks to void what it has voided", false, []string{"actors.merchant.service=15m"}},
		{"an order manager that does not wait for payments", false, []string{"timeouts.payment=50ms"}},
		{"a fraud check that is always late", false, []string{"actors.fraud.service=12s"}},
		{"a bank with one clerk, who is kept busy by what is asked again", false, []string{"actors.bank.workers=1", "actors.bank.service=3s"}},
		{"a bank whose every answer comes too late", false, []string{"actors.bank.service=12s"}},
		{"a bank that turns most away", false, []string{"actors.bank.workers=1", "actors.bank.mailbox=1"}},
		{"a warehouse that always answers too late: every parcel is ordered, and every return brought, again and again", true, []string{"actors.warehouse.service=6s"}},
		{"a warehouse that answers days later", false, []string{"actors.warehouse.service=15m"}},
		{"a carrier whose computer is slower than the warehouse waits", true, []string{"actors.truck.service=10s"}},
		{"a mail provider that is slower than its callers wait: every letter is handed in again", true, []string{"actors.mail.service=12s"}},
		{"a mail provider with one worker, who gets a truckful of letters at once", true, []string{"actors.mail.workers=1", "actors.mail.service=2s"}},
		{"a mail provider that hardly anybody gets through to", true, []string{"actors.mail.workers=1", "actors.mail.mailbox=1", "actors.mail.service=3s"}},
		{"suppliers who answer when the offer was refused long ago", false, []string{"actors.manufacturer.service=40s", "actors.wholesaler.service=40s", "stock.levels={initial: 3, reorder_at: 2, up_to: 6}"}},
		{"suppliers who refuse everything: who was promised goods hears in the end that there are none", true,
			[]string{"manufacturer.refused=1", "wholesaler.refused=1", "stock.levels={initial: 3, reorder_at: 2, up_to: 6}"}},
	} {
		t.Run(row.sets[0], func(t *testing.T) {
			s, err := Parse("weak.yaml", []byte(weak), row.sets)
			if err != nil {
				t.Fatal(err)
			}

			_, sum := playedAs(t, s, nil)

			for _, line := range sum.Invariants {
				if !line.OK {
					t.Errorf("%s: the shop broke %s %d times, first with order %v", row.why, line.Name, line.Shop, line.Example)
				}
			}
			o := sum.Outcomes
			ended := o.Completed + o.Declined + o.FraudBlocked + o.SoldOut + o.Rejected + o.Cancelled + o.Refunded + o.NeedsAttention
			if ended != sum.Placed || sum.Placed < 500 {
				t.Errorf("%s: %d of %d orders have ended, want all of 500 or more: %+v", row.why, ended, sum.Placed, o)
			}
			if row.unaware && o.Rejected > 0 {
				t.Errorf("%s: %d customers are refused, want none", row.why, o.Rejected)
			}
		})
	}
}
