package actors

import (
	"slices"
	"testing"
	"time"

	"buynow/sim"
)

// stricken is a shop to which a fault comes at its opening, for so many days, and
// so many customers who come a minute apart.
func stricken(t *testing.T, seed uint64, customers int, adjust func(*Config), f sim.Fault) (*Shop, *Auditor, *sim.Failure) {
	t.Helper()
	config := DefaultConfig()
	config.Population.AttackRate = 0
	config.Stock.OrdersPerDay, config.Catalog.SKUs = 1440, 100
	if adjust != nil {
		adjust(&config)
	}
	s := Open(sim.New(seed), config)
	a := NewAuditor(s)
	if f.Probability == 0 {
		f.Probability = 1
	}
	failure := inflict(t, s, a, f)[0]
	s.World.Go("customers", func(env *sim.Env) {
		for intent := range uint64(customers) {
			env.About(intent+1, 0)
			env.Send(s.Customer, &Visit{Intent: intent + 1, Journey: Buy})
			env.Sleep(time.Minute)
		}
	})
	return s, a, failure
}

// TestAFaultOfGoodsDoesWhatItSays compares how often each fault strikes with what
// is seen of it, and wants nothing broken by the shop, and all that is broken by
// the world made good in time.
func TestAFaultOfGoodsDoesWhatItSays(t *testing.T) {
	unraced(t)
	for _, row := range []struct {
		fault    sim.Fault
		adjust   func(*Config)
		observed func(*sighting) int
		least    int // times that it must strike
	}{
		{sim.Fault{Type: "parcel_lost", Probability: 0.1}, wellBehaved, (*sighting).lost, 50},
		{sim.Fault{Type: "parcel_damaged", Probability: 0.1}, wellBehaved, (*sighting).damaged, 50},
		{sim.Fault{Type: "failed_attempt", Probability: 0.3}, wellBehaved, (*sighting).failed, 150},
		{sim.Fault{Type: "parcel_stolen", Probability: 0.1}, wellBehaved, (*sighting).claimed, 50},
		{sim.Fault{Type: "mis_pick", Probability: 0.1}, wellBehaved, (*sighting).returned, 50},
		{sim.Fault{Type: "double_dispatch", Probability: 0.1}, wellBehaved, (*sighting).fetched, 50},
		{sim.Fault{Type: "supplier_refuses", Target: "manufacturer"}, wellBehaved, (*sighting).refused, 5},
		{sim.Fault{Type: "stock_drift", For: 10 * Day, Share: 0.3, Count: 3}, wellBehaved, nil, 200},
		{sim.Fault{Type: "item_not_found", Probability: 0.1}, wellBehaved, nil, 50},
	} {
		t.Run(row.fault.Type, func(t *testing.T) {
			s, a, failure := stricken(t, 1, 1000, row.adjust, row.fault)
			seen := watchGoods(s)

			a.rest(t)

			hits := seen.struck
			if row.fault.Type == "stock_drift" || row.fault.Type == "supplier_refuses" { // no order
				hits = int(failure.Hits)
			}
			if hits < row.least || row.observed != nil && hits != row.observed(seen) {
				t.Errorf("it struck %d times, seen %+v; want as often, and at least %d times", hits, seen, row.least)
			}
			for _, v := range a.Verdicts() {
				if v.Shop > 0 || v.WorldUnrepaired > 0 {
					t.Errorf("%s: %d by the shop: %+v; %d not repaired: %+v", v.Name, v.Shop, v.Instance, v.WorldUnrepaired, v.Unrepaired)
				}
			}
			for _, name := range rowOf(t, s, row.fault.Type).Breaks {
				if at := slices.IndexFunc(Invariants(), func(i Invariant) bool { return i.Name == name }); a.Verdicts()[at].WorldRepaired == 0 {
					t.Errorf("the world has not broken %s, and should have", name)
				}
			}
			if _, goods := a.Books(); !goods.Balanced() {
				t.Errorf("the books are %+v, want them balanced", goods)
			}
		})
	}
}

// wellBehaved leaves nothing to chance that could look like the fault.
func wellBehaved(c *Config) {
	c.Carrier.Lost, c.Carrier.Damaged, c.Carrier.WrongAddress, c.Carrier.Late = 0, 0, 0, 0
	c.Customers.Home, c.Customers.Return, c.Customers.Dispute = 1, 0, 0
	for _, r := range []*SupplierRules{&c.Manufacturer, &c.Wholesaler} {
		r.Refused, r.Short, r.Revised = 0, 0, 0
	}
}

// sighting is what is seen of goods that go wrong.
type sighting struct {
	shipments [shipmentStates]int
	cases     [caseStates]int
	purchases [purchaseStates]int
	surplus   int // parcels too many that came back
	struck    int // orders
}

func (s *sighting) lost() int     { return s.shipments[ShipmentLost] }
func (s *sighting) damaged() int  { return s.shipments[ShipmentDamaged] }
func (s *sighting) failed() int   { return s.shipments[ShipmentFailed] }
func (s *sighting) claimed() int  { return s.cases[ClaimMade] }
func (s *sighting) returned() int { return s.cases[ReturnReceived] }
func (s *sighting) refused() int  { return s.purchases[PurchaseRefused] }
func (s *sighting) fetched() int  { return s.surplus }

func watchGoods(s *Shop) *sighting {
	seen := &sighting{}
	s.World.Watch(func(e *sim.Event) {
		switch machine, _, next := ChangeOf(e); machine {
		case ShipmentMachine:
			seen.shipments[next]++
		case CaseMachine:
			seen.cases[next]++
		case PurchaseMachine:
			seen.purchases[next]++
		}
	}, Changed)
	s.World.Watch(func(e *sim.Event) {
		if e.Order != 0 {
			seen.struck++
		}
	}, sim.FaultHit)
	s.World.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*ReturnArrived); ok && isSurplus(m.Shipment) && e.C == 0 {
			seen.surplus++
		}
	}, sim.Sent)
	return seen
}

// TestAFaultDelaysWhomItStrikes runs the same days with a fault and without, on the
// same luck, and compares what came later, and by how much.
func TestAFaultDelaysWhomItStrikes(t *testing.T) {
	unraced(t)
	for _, row := range []struct {
		fault sim.Fault
		step  uint8         // of the shipment that is compared
		by    time.Duration // that it must be later at least; a tour begins once a day
		least int           // parcels it must strike
		all   bool          // it strikes everybody
	}{
		{fault: sim.Fault{Type: "parcel_late", Probability: 0.2, Delay: sim.Constant(3 * Day)}, step: uint8(ShipmentDelivered), by: 2 * Day, least: 100},
		{fault: sim.Fault{Type: "carrier_peak", Factor: 3}, step: uint8(ShipmentDelivered), by: Day / 2, least: 800, all: true},
	} {
		t.Run(row.fault.Type, func(t *testing.T) {
			// The trucks go on their tours at nine and come to every door within the day: what
			// travels three times as long is later by two thirds of its time, but a few hours.
			usual, _ := arrivals(t, sim.Fault{Type: row.fault.Type, At: 300 * Day}, ShipmentState(row.step))
			late, seen := arrivals(t, row.fault, ShipmentState(row.step))

			later := 0
			for order, at := range late {
				if at >= usual[order]+row.by {
					later++
				}
			}
			if off := seen.struck / 50; later < seen.struck-off || later > seen.struck || seen.struck < row.least {
				t.Errorf("%d parcels are %v later or more, and %d were struck; want as many, and %d at least", later, row.by, seen.struck, row.least)
			}
		})
	}
}

// arrivals is when every order came to a step with its parcel, under a fault.
func arrivals(t *testing.T, f sim.Fault, step ShipmentState) (map[OrderID]time.Duration, *sighting) {
	s, a, _ := stricken(t, 1, 1000, wellBehaved, f)
	seen, at := watchGoods(s), map[OrderID]time.Duration{}
	s.World.Watch(func(e *sim.Event) {
		if machine, _, next := ChangeOf(e); machine == ShipmentMachine && ShipmentState(next) == step {
			at[e.Order] = e.At
		}
	}, Changed)
	a.rest(t)
	if got := broken(a); len(got) > 0 {
		t.Errorf("broken = %v, want nothing", got)
	}
	return at, seen
}

// TestNobodyPicksInAStrike lets all pickers, or half of them, stay at home for two
// days, and looks who works and when.
func TestNobodyPicksInAStrike(t *testing.T) {
	unraced(t)
	for _, share := range []float64{1, 0.5} {
		const pickers = 10
		s, a, _ := stricken(t, 1, 3500, func(c *Config) {
			wellBehaved(c)
			c.Warehouse.Pickers = pickers
		}, sim.Fault{Type: "warehouse_strike", At: Day, For: 2 * Day, Share: share})
		picking, most, after := 0, 0, 0
		s.World.Watch(func(e *sim.Event) {
			machine, from, next := ChangeOf(e)
			if machine != ShipmentMachine {
				return
			}
			if ShipmentState(from) == ShipmentPicking {
				picking--
			}
			if ShipmentState(next) != ShipmentPicking {
				return
			}
			if picking++; e.At > Day+time.Hour && e.At < 3*Day {
				most = max(most, picking)
			}
			if e.At >= 3*Day {
				after++
			}
		}, Changed)

		a.rest(t)

		if want := pickers - int(share*pickers); most != want || after < 50 {
			t.Errorf("with %v of them at home, at most %d pick at once, and %d orders are picked later; want %d, and 50", share, most, after, want)
		}
		if got := broken(a); len(got) > 0 || a.Outcomes().InFlight > 0 {
			t.Errorf("broken = %v and %d orders are in flight, want nothing", got, a.Outcomes().InFlight)
		}
	}
}

// TestASupplierDoesWhatItsFaultSays looks at every purchase order that is struck.
func TestASupplierDoesWhatItsFaultSays(t *testing.T) {
	unraced(t)
	const lead, delay = 2 * Day, 6 * Day
	few := func(c *Config) {
		wellBehaved(c)
		c.Stock.Levels, c.Stock.SecondSource = Levels{Initial: 20, ReorderAt: 15, UpTo: 20}, false
		for _, r := range []*SupplierRules{&c.Manufacturer, &c.Wholesaler} {
			r.Lead, r.Ack, r.Rest = sim.Constant(lead), sim.Constant(time.Minute), sim.Constant(Day)
		}
		c.Manufacturer.Lead = sim.Uniform(lead-time.Hour, lead+time.Hour) // so that a quote is never quite right
	}
	for _, row := range []struct {
		claim string
		fault sim.Fault
		seen  func(*deliveries) int
	}{
		{"all are late", sim.Fault{Type: "supplier_late", Delay: sim.Constant(delay)}, func(d *deliveries) int { return d.after(lead + delay - time.Hour) }},
		{"a part of them is late", sim.Fault{Type: "supplier_late", Probability: 0.3, Delay: sim.Constant(delay)}, func(d *deliveries) int { return d.after(lead + delay - time.Hour) }},
		{"the rest comes later", sim.Fault{Type: "supplier_short", Mode: "later"}, func(d *deliveries) int { return d.second }},
		{"the rest never comes", sim.Fault{Type: "supplier_short", Mode: "never"}, func(d *deliveries) int { return d.cancelled }},
		{"another date is named", sim.Fault{Type: "supplier_revises", Probability: 0.5}, func(d *deliveries) int { return d.revised }},
	} {
		t.Run(row.claim, func(t *testing.T) {
			s, a, failure := stricken(t, 1, 1000, few, row.fault)
			seen := watchDeliveries(s)

			a.rest(t)

			if hits := int(failure.Hits); hits < 20 || row.seen(seen) != hits {
				t.Errorf("it struck %d purchase orders, seen %+v; want as many, and 20 at least", hits, seen)
			}
			if got := broken(a); len(got) > 0 {
				t.Errorf("broken = %v, want nothing", got)
			}
		})
	}
}

// deliveries is what is seen of a supplier.
type deliveries struct {
	ordered   map[uint64]time.Duration
	first     map[uint64]time.Duration
	second    int
	revised   int
	cancelled int
}

// after is how many purchase orders took longer than that to their first delivery.
func (d *deliveries) after(limit time.Duration) int {
	n := 0
	for po, at := range d.first {
		if at-d.ordered[po] > limit {
			n++
		}
	}
	return n
}

func watchDeliveries(s *Shop) *deliveries {
	d := &deliveries{ordered: map[uint64]time.Duration{}, first: map[uint64]time.Duration{}}
	seconds := map[uint64]bool{}
	s.World.Watch(func(e *sim.Event) {
		switch m := e.Body.(type) {
		case *PurchaseOrder:
			if _, again := d.ordered[m.PO]; !again {
				d.ordered[m.PO] = e.At
			}
		case *GoodsReceipt:
			if _, again := d.first[m.PO]; !again {
				d.first[m.PO] = e.At
			}
			if m.Delivery == 2 && !seconds[m.PO] {
				seconds[m.PO] = true
				d.second++
			}
		case *POUpdate:
			d.revised++
		}
	}, sim.Sent)
	s.World.Watch(func(e *sim.Event) {
		if machine, _, next := ChangeOf(e); machine == PurchaseMachine && PurchaseState(next) == PurchaseCancelled {
			d.cancelled++
		}
	}, Changed)
	return d
}

// TestAParcelTooManyThatNobodyFetchesIsNotMadeGood keeps the drivers from hearing of
// it.
func TestAParcelTooManyThatNobodyFetchesIsNotMadeGood(t *testing.T) {
	s, a, _ := stricken(t, 1, 300, wellBehaved, sim.Fault{Type: "double_dispatch", Probability: 0.1})
	s.World.Inflict(sim.Fault{Name: "deaf", Probability: 1}, []sim.Deed{sim.Drop{}}, sim.Aim{From: s.Orders, To: s.Truck})

	if err := s.World.Run(100 * Day); err != nil {
		t.Fatal(err)
	}
	a.Close(s.World.Now(), true)
	s.World.Close()

	verdict := a.Verdicts()[shippedWithinOrdered]
	if verdict.Shop > 0 || verdict.WorldRepaired > 0 || verdict.WorldUnrepaired < 20 {
		t.Errorf("%d by the shop, %d repaired, %d not repaired; want 20 that are not", verdict.Shop, verdict.WorldRepaired, verdict.WorldUnrepaired)
	}
}
