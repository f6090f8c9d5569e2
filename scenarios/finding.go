package scenarios

import (
	"fmt"
	"math"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// cause is something that went wrong, and what came of it.
type cause struct {
	at      time.Duration
	text    string // the cause and the harm, without the order that shows it
	example uint64
	try     string     // flags that change it
	by      *inflicted // nil if it is no fault
}

// find says in one sentence what the run amounts to: what broke first and why,
// what harm that did, and an order that shows it. The first in time matters, not
// the largest number: what broke later mostly broke because of it, and what broke
// while a fault was there because of that. If nothing broke, it says which promise was too much, or where most orders were lost.
func (p *Play) find(sum *Summary) {
	if p.findBreach(sum) {
		return
	}
	if sum.Placed == 0 {
		sum.Finding = fmt.Sprintf("Nobody got to place an order: %s customers came.", thousands(int64(sum.Customers)))
		return
	}
	var causes []cause
	for _, look := range []func(*Summary) (cause, bool){p.overrun, p.soldOut, p.swamped, p.crowded, p.faulted} {
		if c, found := look(sum); found {
			causes = append(causes, c)
		}
	}
	defer findTurnedAway(sum)
	if len(causes) == 0 {
		if !p.findBroken(sum) {
			p.findLosses(sum)
		}
		return
	}
	first := p.first(causes)
	sum.Finding, sum.FindingOrder, sum.Next = first.text, int(first.example), first.try
	if first.example > 0 {
		sum.Finding += fmt.Sprintf(", as order %s shows", thousands(int64(first.example)))
	}
	sum.Finding += "."
}

// findLosses is the finding of a run in which nothing broke.
func (p *Play) findLosses(sum *Summary) {
	worst, loss, lost := actors.Step(0), actors.Loss(0), 0
	tallies := p.Auditor.Steps()
	for step := actors.Step(1); step <= actors.Steps; step++ {
		for l := range actors.Losses {
			if n := tallies[step].Lost[l]; n > lost {
				worst, loss, lost = step, l, n
			}
		}
	}
	sum.Finding = fmt.Sprintf("No promise was broken%s: %s of %s orders were delivered", p.inSpite(), thousands(int64(sum.Milestones.Delivered)), thousands(int64(sum.Placed)))
	others := sum.Placed - sum.Milestones.Delivered
	switch o := sum.Outcomes; {
	case others == 0:
		sum.Finding += "."
	case o.NeedsAttention > lost:
		sum.Finding += fmt.Sprintf("; %s wait for a person to look at them.", thousands(int64(o.NeedsAttention)))
	case o.InFlight > lost:
		sum.Finding += fmt.Sprintf("; %s are still on their way.", thousands(int64(o.InFlight)))
	default:
		sum.FindingOrder = int(tallies[worst].First[loss])
		sum.Finding += fmt.Sprintf("; the largest part of the other %s, %s, were %s at step %d", thousands(int64(others)), thousands(int64(lost)), loss, worst)
		if sum.FindingOrder > 0 {
			sum.Finding += fmt.Sprintf(", as order %s shows", thousands(int64(sum.FindingOrder)))
		}
		sum.Finding += "."
	}
	if failed := sum.Metrics["checkout_failed"]; failed.Max > 0 {
		sum.Finding += fmt.Sprintf(" %s of %s clicks on Buy Now got no page.", thousands(p.measure.unpaged()), thousands(int64(failed.Count)))
	}
}

// How much harm is a finding, as a share of the orders: below it, somebody is
// unlucky every day.
const (
	manySoldOut = 0.10
	manyLate    = 0.05
	manyNoPage  = 0.005
)

// soldOut is a product that ran out when many wanted it.
func (p *Play) soldOut(sum *Summary) (cause, bool) {
	f := p.measure.floor
	late, products := 0, 0
	var first *shortage
	for _, s := range f.gone {
		late += s.orders
		if float64(s.orders) < manySoldOut*float64(sum.Placed)/10 {
			continue
		}
		products++
		if first == nil || s.at < first.at || s.at == first.at && s.sku < first.sku {
			first = s
		}
	}
	if first == nil || float64(late) < manySoldOut*float64(sum.Placed) {
		return cause{}, false
	}
	c := cause{at: first.at, example: first.example, try: p.moreStock(first.sku)}
	c.text = fmt.Sprintf("Product %d sold out at %s", first.sku, moment(first.at))
	if products > 1 {
		c.text += fmt.Sprintf(", the first of %d", products)
	}
	text := "; %s of %s orders came too late"
	if lost := sum.Outcomes.SoldOut; 10*lost < 9*late {
		text = "; %s of %s orders found something gone, and " + thousands(int64(lost)) + " of these went without"
	}
	c.text += fmt.Sprintf(text, thousands(int64(late)), thousands(int64(sum.Placed)))
	return c, true
}

// moreStock makes the shelves fuller.
func (p *Play) moreStock(sku actors.SKU) string {
	rules := p.Scenario.Config.Stock
	if special, ok := rules.Special[sku]; ok && special.Initial > 0 {
		return fmt.Sprintf("--set stock.special.%d.initial=%d", sku, 10*special.Initial)
	}
	if rules.Levels.Initial > 0 {
		return fmt.Sprintf("--set stock.levels.initial=%d --set stock.levels.up_to=%d", 10*rules.Levels.Initial, 10*max(rules.Levels.Initial, rules.Levels.UpTo))
	}
	return fmt.Sprintf("--set stock.orders_per_day=%.0f", math.Ceil(10*rules.OrdersPerDay))
}

// swamped is a warehouse with too few hands.
func (p *Play) swamped(sum *Summary) (cause, bool) {
	s := p.measure.floor.swamped
	late, harmed := p.late(sum)
	if s == nil || !harmed {
		return cause{}, false
	}
	pickers := p.Scenario.Config.Warehouse.Pickers
	return cause{
		at: s.at, example: s.example, try: fmt.Sprintf("--set warehouse.pickers=%d", 2*pickers),
		text: fmt.Sprintf("The warehouse had no hands free first, at %s (%s of %s pickers busy, up to %s orders waiting): %s", moment(s.at),
			thousands(int64(pickers)), thousands(int64(pickers)), thousands(int64(s.most)), late),
	}, true
}

// crowded is a carrier with too few trucks.
func (p *Play) crowded(sum *Summary) (cause, bool) {
	c := p.measure.floor.full
	late, harmed := p.late(sum)
	if c == nil || !harmed {
		return cause{}, false
	}
	rules := p.Scenario.Config.Carrier
	return cause{
		at: c.at, example: c.example, try: fmt.Sprintf("--set carrier.trucks=%d", 2*rules.Trucks),
		text: fmt.Sprintf("The trucks were full first, at %s, when no place was left on the run of %s (%s of %s): %s had to wait for a later one, and %s",
			moment(c.at), p.Scenario.Config.Calendar.Clock(c.run), howMany(rules.Trucks, "truck"), howMany(rules.Parcels, "parcel"), howMany(c.parcels, "parcel"), late),
	}, true
}

// late is the harm of slow delivery, if there is much of it.
func (p *Play) late(sum *Summary) (string, bool) {
	tallies := p.Auditor.Steps()
	late, delivered := tallies[15].Late, sum.Milestones.Delivered
	never := sum.Outcomes.InFlight + sum.Outcomes.NeedsAttention
	if float64(late+never) < manyLate*float64(delivered+never) || late+never == 0 {
		return "", false
	}
	text := fmt.Sprintf("%s of %s deliveries came after the promised day", thousands(int64(late)), thousands(int64(delivered)))
	if never > 0 {
		text += fmt.Sprintf(" and %s had not come when the run ended", thousands(int64(never)))
	}
	return text, true
}

// Called is an actor's name in a sentence: stock database.
func Called(actor string) string { return called(actor) }

// called is an actor's name in a sentence.
func called(actor string) string {
	switch actor {
	case "web":
		return "web server"
	case "stock-db":
		return "stock database"
	case "merchant":
		return "merchant system"
	case "fraud":
		return "fraud check"
	case "mail":
		return "mail provider"
	}
	return strings.ReplaceAll(actor, "-", " ")
}

// inSeconds is a duration of a checkout in a sentence: 850 ms, 2.1 s, 29 s.
func inSeconds(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", float64(d)/float64(time.Millisecond))
	case d < 9950*time.Millisecond:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return sim.FormatDuration(d.Round(time.Second))
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return thousands(int64(n)) + " times"
}

// thousands is a number with its digits in threes.
func thousands(n int64) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}
