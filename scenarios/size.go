package scenarios

import (
	"fmt"
	"math"
	"slices"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// demand is how long the workers of an actor are busy for one order, all its
// messages and all its waits for others together. By Little's law so many of
// them are busy on average: orders per second times this.
type demand struct {
	name    string
	station *actors.Station
	busy    float64 // seconds
	atMost  bool    // caches and full shelves spare it some of that
}

// What an order asks of each actor, as messages to it and calls from it, on
// average and with all repetitions. A test measures them in quickstart.
const (
	clicksPerOrder     = 1.25 // on Buy Now, another card, an offer, a challenge, cancel
	pagesPerOrder      = 1.04 // of the catalog, beside those of people who buy nothing
	callsToOrders      = 1.25 // by web
	paymentsPerOrder   = 1.2
	reservesPerOrder   = 2.0 // reserve, hold: while a click is open
	relaysPerOrder     = 1.3 // the order manager's messages beside clicks
	mailsPerOrder      = 1.0
	dispatchesPerOrder = 0.95
	stockPerOrder      = 3.3 // messages but for the pages'
	scoresPerOrder     = 1.08
	authsPerOrder      = 1.03
	suppliesPerOrder   = 0.65
	choresPerOrder     = 2.7 // of the warehouse
)

// demands says how busy an order makes each actor of a shop in which so many
// pages of the catalog are looked at for an order. Workers that wait are busy:
// those of the merchant system wait for the fraud check and the bank, those of
// the order manager for it, those of the web server for them all.
func demands(c *actors.Config, pages float64) []demand {
	a := &c.Actors
	inside, internet := 2*seconds(c.Links.Inside), 2*seconds(c.Links.Internet)
	stock, fraud, bank := seconds(a.StockDB.Service), seconds(a.Fraud.Service), seconds(a.Bank.Service)
	mail, warehouse := seconds(a.Mail.Service), seconds(a.Warehouse.Service)

	waits := scoresPerOrder*(inside+fraud) + authsPerOrder*(internet+bank)
	merchant := paymentsPerOrder*seconds(a.Merchant.Service) + waits
	payment := internet + merchant/paymentsPerOrder
	open := paymentsPerOrder*payment + reservesPerOrder*(inside+stock) // while a customer waits
	own := seconds(a.OrderManager.Service)
	orders := (callsToOrders+relaysPerOrder)*own + open + dispatchesPerOrder*(inside+warehouse) + mailsPerOrder*(inside+mail)
	web := (clicksPerOrder+pages)*seconds(a.Web.Service) + callsToOrders*(inside+own) + open + pages*(inside+stock)*2/3
	return []demand{
		{"web", &a.Web, web, false},
		{"order-manager", &a.OrderManager, orders, false},
		{"stock-db", &a.StockDB, (stockPerOrder + pages*2/3) * stock, true},
		{"manufacturer", &a.Manufacturer, suppliesPerOrder * seconds(a.Manufacturer.Service), true},
		{"wholesaler", &a.Wholesaler, suppliesPerOrder / 10 * seconds(a.Wholesaler.Service), true},
		{"merchant", &a.Merchant, merchant, false},
		{"fraud", &a.Fraud, scoresPerOrder * fraud, false},
		{"bank", &a.Bank, authsPerOrder * bank, false},
		{"warehouse", &a.Warehouse, choresPerOrder*warehouse + dispatchesPerOrder*(inside+stock), false},
		{"truck", &a.Truck, dispatchesPerOrder * seconds(a.Truck.Service), true},
		{"mail", &a.Mail, mailsPerOrder * mail, false},
	}
}

func seconds(d sim.Dist) float64 { return d.Mean() / float64(time.Second) }

// picking is how long one picker needs for an order, in seconds.
func picking(c *actors.Config) float64 {
	pieces := c.Catalog.Lines / (1 - c.Catalog.Again)
	return pieces*seconds(c.Warehouse.Pick) + seconds(c.Warehouse.Pack)
}

// hoursOpen is the part of the day in which the warehouse picks.
func hoursOpen(c *actors.Config) float64 {
	open := c.Warehouse.Closes - c.Warehouse.Opens
	if open <= 0 { // over midnight
		open += actors.Day
	}
	return open.Hours() / 24
}

// busyAtBase is how busy a pool is at the base load that auto has sized.
const busyAtBase = 0.6

// sizePools puts numbers in the place of auto, by Little's law: so many workers
// that they are busy 60 % of the time at the base load.
func (s *Scenario) sizePools(d *decoder) {
	base := s.Load.base()
	size := func(path string, pool *int, busy float64, least int) {
		if *pool != auto {
			return
		}
		if base.orders == 0 {
			d.wrong(d.nearest(path), path, "auto needs a load that has a rate and buys something, want a number")
			return
		}
		*pool = max(least, int(math.Ceil(base.orders*busy/busyAtBase)))
		s.Source.Sized = append(s.Source.Sized, fmt.Sprintf("%s=%d", path, *pool))
	}
	for _, work := range demands(&s.Config, base.pages(&s.Config)) {
		least := 1
		if work.name == "order-manager" || work.name == "merchant" {
			least = leastAside
		}
		size(fmt.Sprintf("actors.%s.workers", work.name), &work.station.Workers, work.busy, least)
	}
	size("actors.customer.workers", &s.Config.Actors.Customer.Workers, 0, 1)
	size("warehouse.pickers", &s.Config.Warehouse.Pickers, picking(&s.Config)/hoursOpen(&s.Config), 1)
}

// traffic is what comes to the shop at a time, per second.
type traffic struct{ orders, browsers float64 }

// pages is how many pages of the catalog are looked at for an order.
func (t traffic) pages(c *actors.Config) float64 {
	if t.orders == 0 {
		return pagesPerOrder
	}
	return pagesPerOrder + t.browsers/t.orders*float64(c.Customers.BrowsePages)
}

// traffic is what is asked for at a time.
func (l Crowds) traffic(at time.Duration) traffic {
	var sum traffic
	for i := range l {
		rate, all := l[i:i+1].Rate(at), weights(l[i].Journeys)
		if rate > 0 && all > 0 {
			browsers := rate * l[i].Journeys[actors.Browse] / all
			sum.browsers += browsers
			sum.orders += rate - browsers
		}
	}
	return sum
}

// base is the everyday load: the median over the time in which anybody comes.
// Half of the time it is quieter, half busier; a short peak does not change it.
func (l Crowds) base() traffic {
	looks := l.looks()
	var seen []traffic
	for i := range looks {
		at := time.Duration((float64(i) + 0.5) / float64(looks) * float64(l.End()))
		if t := l.traffic(at); t.orders > 0 {
			seen = append(seen, t)
		}
	}
	if len(seen) == 0 {
		return traffic{}
	}
	slices.SortFunc(seen, func(a, b traffic) int {
		switch {
		case a.orders < b.orders:
			return -1
		case a.orders > b.orders:
			return 1
		}
		return 0
	})
	return seen[len(seen)/2]
}

// looks is how often to look at a load: less often if it has thousands of
// stages, which nobody has written by hand.
func (l Crowds) looks() int { return min(999, max(49, 200_000/(1+len(l.Phases())))) }

// peak is the most that is asked for at any time.
func (l Crowds) peak() (most traffic, at time.Duration) {
	look := func(t time.Duration) {
		if now := l.traffic(t); now.orders > most.orders {
			most, at = now, t
		}
	}
	looks := l.looks()
	for i, phase := range l.Phases() {
		if i > looks {
			break
		}
		look(phase.From)
		look(phase.Until - 1)
	}
	return most, at
}
