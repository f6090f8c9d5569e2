package scenarios

import (
	"time"

	"buynow/actors"
	"buynow/sim"
)

// floor watches what runs out beside computers: products, pickers, and places on
// trucks.
type floor struct {
	shop     *actors.Shop
	visitors *visitors
	gone     map[actors.SKU]*shortage

	waiting, picking int
	swamped          *swamp
	runs             map[time.Duration]int // parcels booked, by the time of their truck
	full             *crush
}

// shortage is a product that ran out.
type shortage struct {
	sku     actors.SKU
	at      time.Duration
	orders  int    // that came too late
	example uint64 // the first of them
}

// swamp is a time in which the pickers did not keep up.
type swamp struct {
	at      time.Duration
	most    int    // orders that waited
	example uint64 // the order that found the longest queue
}

// crush is trucks that were full.
type crush struct {
	at      time.Duration // when the first was
	run     time.Duration // which was that
	parcels int           // that had to take a later one
	example uint64
}

// mostShortages bounds the memory for products that ran out.
const mostShortages = 4096

func newFloor(shop *actors.Shop, visitors *visitors) *floor {
	return &floor{shop: shop, visitors: visitors, gone: map[actors.SKU]*shortage{}, runs: map[time.Duration]int{}}
}

// served looks at two answers: that of the stock database, and that of the
// carrier.
func (f *floor) served(e *sim.Event) {
	switch body := e.Body.(type) {
	case *actors.StockDecision:
		f.decided(e, body)
	case *actors.Booked:
		f.booked(e, body)
	}
}

func (f *floor) decided(e *sim.Event, d *actors.StockDecision) {
	if d.Answer == actors.Yes {
		return
	}
	if _, first := f.visitors.first(e.Intent, tooLate); !first {
		return // it asks again for what it was short of
	}
	s := f.gone[d.Short]
	if s == nil {
		if len(f.gone) == mostShortages {
			return
		}
		s = &shortage{sku: d.Short, at: e.At, example: e.Order}
		f.gone[d.Short] = s
	}
	s.orders++
}

// changed follows parcels to the pickers and away from them.
func (f *floor) changed(e *sim.Event) {
	_, from, next := actors.ChangeOf(e)
	switch actors.ShipmentState(from) {
	case actors.ShipmentRequested:
		f.waiting = max(0, f.waiting-1)
	case actors.ShipmentPicking:
		f.picking = max(0, f.picking-1)
	}
	switch actors.ShipmentState(next) {
	case actors.ShipmentRequested:
		f.waiting++
	case actors.ShipmentPicking:
		f.picking++
	}
	pickers := f.shop.Config.Warehouse.Pickers
	if f.picking < pickers || f.waiting < pickers {
		return
	}
	if f.swamped == nil {
		f.swamped = &swamp{at: e.At}
	}
	if f.waiting > f.swamped.most {
		f.swamped.most, f.swamped.example = f.waiting, e.Order
	}
}

// booked counts the parcels of each truck run, and those that wanted an earlier.
func (f *floor) booked(e *sim.Event, b *actors.Booked) {
	rules := &f.shop.Config.Carrier
	if f.runs[b.Collects]++; f.runs[b.Collects] == 1 {
		for run := range f.runs { // those that have left
			if run+rules.Stays < e.At {
				delete(f.runs, run)
			}
		}
	}
	run := rules.RunAfter(f.shop.Config.Calendar, e.At+rules.CutOff)
	if b.Collects <= run || f.runs[run] < rules.Trucks*rules.Parcels {
		return
	}
	if f.full == nil {
		f.full = &crush{at: e.At, run: run, example: e.Order}
	}
	f.full.parcels++
}
