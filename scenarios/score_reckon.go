package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// reckoning is a run that is over, added up for the metrics of its score.
type reckoning struct {
	*scorer
	sum          *Summary
	fates, extra []Fate
	ended        [Endings]int
	harmed       [len(harmWords)]int
	answer       durations     // to something certain
	thanks       durations     // to a thank-you, of those whom the shop could have thanked
	door         durations     // to the parcel, of the same
	longest      time.Duration // that anybody waited for an answer
	thanked      int           // wishes
	inTime       int           // of these, within the agreed time
	paid         int           // orders for which money was held or taken
	promised     int           // units of orders that were confirmed
	money        reckonedMoney
}

// The horizons of the times: whoever waits longer is as good as never served.
const (
	// answerHorizon is twice as long as a browser waits.
	answerHorizon = time.Minute
	// thanksHorizon leaves time for another card and for the bank's own page.
	thanksHorizon = time.Hour
	// doorHorizon is by when a seller in the European Union must have delivered unless
	// something else was agreed (Directive 2011/83/EU on consumer rights, article 18).
	doorHorizon = 30 * actors.Day
	// starvation is the longest wait for an answer that is told; who never had one
	// waited so long.
	starvation = actors.Day
)

// reckon adds up what was heard.
func (s *scorer) reckon(sum *Summary) *reckoning {
	r := &reckoning{scorer: s, sum: sum}
	_, rest := s.play.over()
	r.fates, r.extra = s.fates(rest && sum.Aborted == nil)
	for _, list := range [2][]Fate{r.fates, r.extra} {
		for _, f := range list {
			r.ended[f.End]++
			for bit := range r.harmed {
				r.harmed[bit] += int(f.Harm >> bit & 1)
			}
		}
	}
	for i := range s.wishes {
		r.addWish(&s.wishes[i])
	}
	for i := range s.purchases {
		r.addPurchase(&s.purchases[i])
	}
	r.answer.sort()
	r.thanks.sort()
	r.door.sort()
	r.money.close(s.play, sum)
	return r
}

// addWish adds how long somebody waited for an answer, and for the parcel. Who came in a warm-up is not
// measured, as everywhere.
func (r *reckoning) addWish(w *wish) {
	if r.play.measure.isWarm(w.group) {
		return
	}
	took := w.told - w.clicked
	r.answer.add(took, w.told != 0)
	if w.told == 0 {
		took = starvation
	}
	r.longest = max(r.longest, min(took, starvation))
	if w.thanked != 0 {
		r.thanked++
	}
	if w.inTime(r.play.Scenario.Agreed) {
		r.inTime++
	}
	if r.expects(w) {
		r.thanks.add(w.thanked-w.clicked, w.thanked != 0)
		r.door.add(w.door-w.clicked, w.door != 0)
	}
}

// expects tells if the thank-you and the parcel of a wish are waited for: not if the bank said no to the
// card, the fraud check blocked, the goods were gone, or the customer cancelled or did not say what was asked
// of them, which the shop cannot help.
// Whoever was lost or turned away, or whose order the shop gave up because it could not find out, is
// censored, whatever it then called that.
func (r *reckoning) expects(w *wish) bool {
	switch {
	case w.door != 0:
		return true
	case w.regrets, w.asked && w.thanked == 0:
		return false
	case w.order == 0 || w.thanked != 0:
		return true
	}
	b := r.purchase(w.order)
	return !b.refused && b.state != actors.FraudBlocked && b.state != actors.SoldOut
}

// addPurchase adds an order.
func (r *reckoning) addPurchase(b *purchase) {
	if b.paid {
		r.paid++
	}
	if b.promised {
		r.promised += int(b.units)
	}
	r.money.add(b, b.fair(r.play.Scenario.Config.Orders.DamagedShare))
}

// reckonedMoney is what came in and what it cost, in cents.
type reckonedMoney struct {
	revenue  actors.Cents // for goods that came and were kept
	owed     actors.Cents // taken beyond that for orders that are over
	refunds  actors.Cents // given back, by the shop or by the bank after a complaint
	fees     actors.Cents // the bank's share
	gateway  actors.Cents
	disputes actors.Cents
	parcels  actors.Cents
	machines actors.Cents
	goods    actors.Cents // what was paid for goods that are with customers, lost, broken or scrapped
}

// add adds the payment of an order for which so much is due. What was taken beyond that is no revenue: it
// is owed.
func (m *reckonedMoney) add(b *purchase, due actors.Cents) {
	if b.arrived {
		m.revenue += max(0, min(due, b.taken))
	}
	if b.over {
		m.owed += max(0, b.taken-due)
	}
}

// close adds what is known of the run as a whole.
func (m *reckonedMoney) close(p *Play, sum *Summary) {
	costs := &p.Scenario.Costs
	books, _ := p.Auditor.Books()
	m.refunds, m.fees = books.Refunded+books.ChargedBack, books.Fees
	m.gateway = actors.Cents(p.Auditor.Steps()[7].Tries) * costs.Gateway
	m.disputes = actors.Cents(sum.Milestones.Disputed) * costs.Dispute
	parcels := sum.Milestones.Returned
	for state := actors.ShipmentCollected; state <= actors.ShipmentReturned; state++ {
		parcels += p.Auditor.Parcels(state)
	}
	m.parcels = actors.Cents(parcels) * costs.Parcel
	m.machines = machineHours(p, costs)
	worth := p.Auditor.Gone(func(sku actors.SKU) actors.Cents { return p.Scenario.Config.Catalog.Price(p.World.Seed(), sku) })
	m.goods = actors.Cents(float64(float64(worth) * costs.Goods))
}

// machineHours is what the machines of the shop's own actors cost while customers come.
func machineHours(p *Play, costs *Costs) actors.Cents {
	workers, shop := 0, p.Shop
	for _, id := range []sim.ActorID{shop.Web, shop.Orders, shop.Stock, shop.Merchant, shop.Fraud, shop.Warehouse} {
		workers += max(0, p.World.Load(id).Workers)
	}
	machines := (workers + costs.WorkersPerMachine - 1) / costs.WorkersPerMachine
	return actors.Cents(machines) * costs.Machine * actors.Cents(p.measure.load/time.Second) / 3600
}

// handling is all that the orders cost beside the goods.
func (m *reckonedMoney) handling() actors.Cents {
	return m.fees + m.gateway + m.disputes + m.parcels + m.machines
}

// profit is what is left. What is owed is not the shop's, however long it keeps it.
func (m *reckonedMoney) profit() actors.Cents { return m.revenue - m.goods - m.handling() }
