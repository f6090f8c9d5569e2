package actors

import (
	"math"
	"testing"
	"time"

	"buynow/sim"
)

func TestAFullTruckSendsParcelsOnTheNextRun(t *testing.T) {
	y := newYard(t, 1, func(c *Config) { calm(c); c.Carrier.Trucks, c.Carrier.Parcels = 2, 5 })

	for order := OrderID(1); order <= 25; order++ {
		y.dispatch(0, order, 1)
	}
	y.run()

	perHour := map[int]int{}
	for _, times := range y.times {
		perHour[y.shop.hour(times[ShipmentCollected])]++
	}
	if perHour[10] != 10 || perHour[14] != 10 || perHour[17] != 5 {
		t.Errorf("parcels collected by hour = %v, want 10, 10 and 5", perHour)
	}
}

func TestTrackingNumbersHaveNoGaps(t *testing.T) {
	y := newYard(t, 1, calm)
	seen := map[uint64]int{}
	y.world.Watch(func(e *sim.Event) {
		if m, ok := e.Body.(*Handover); ok {
			seen[m.Tracking]++
		}
	}, sim.Sent)

	for order := OrderID(1); order <= 100; order++ {
		y.dispatch(time.Duration(order)*time.Hour, order, 1)
	}
	y.run()

	for number := uint64(1); number <= 100; number++ {
		if seen[number] != 1 {
			t.Errorf("tracking number %d was handed over %d times, want once", number, seen[number])
		}
	}
}

func TestRunsNobodyBookedDoNotHappen(t *testing.T) {
	y := newYard(t, 1, calm)
	docked := 0
	y.world.Watch(func(e *sim.Event) {
		if _, ok := e.Body.(*Docked); ok {
			docked++
		}
	}, sim.Sent)

	y.dispatch(0, 1, 1)
	y.dispatch(3*Day, 2, 1)
	y.run()

	if docked != 2 {
		t.Errorf("trucks docked %d times, want 2", docked)
	}
}

func TestAMissedTruckMeansBookingAgain(t *testing.T) {
	for _, row := range []struct {
		name   string
		victim func(y *yard) sim.ActorID
		hour   int
	}{
		{"the warehouse is away while the truck waits", func(y *yard) sim.ActorID { return y.shop.Warehouse }, 14},
		{"the carrier is away at the hour of its run", func(y *yard) sim.ActorID { return y.shop.Truck }, 14},
	} {
		t.Run(row.name, func(t *testing.T) {
			y := newYard(t, 1, calm)
			for order := OrderID(1); order <= 50; order++ {
				y.dispatch(0, order, 1)
			}
			y.world.At(2*time.Hour, func() { y.world.Crash(row.victim(y)) })
			y.world.At(4*time.Hour, func() { y.world.Restart(row.victim(y)) })
			y.run()

			for key, times := range y.times {
				if hour := y.shop.hour(times[ShipmentCollected]); hour != row.hour {
					t.Errorf("parcel %d is collected at %d o'clock, want %d", key, hour, row.hour)
				}
			}
			y.wantGoods(AtCustomer, 100)
		})
	}
}

func TestAParcelBookedAsTheTruckArrivesGetsOnIt(t *testing.T) {
	y := newYard(t, 1, func(c *Config) {
		calm(c)
		c.Carrier.CutOff, c.Warehouse.Pickers = 0, 500
		c.Warehouse.Pick, c.Warehouse.Pack = sim.Dist{}, sim.Constant(9*time.Minute)
		c.Warehouse.Scan = time.Millisecond
	})
	y.world.Connect(y.shop.Warehouse, y.shop.Truck, sim.Link{Reply: sim.Constant(4 * time.Second)})
	booked, late := 0, 0
	y.world.Watch(func(e *sim.Event) {
		switch m := e.Body.(type) {
		case *BookCarrier:
			booked++
		case *Booked:
			if e.What == sim.Answered && m.Collects <= e.At {
				late++
			}
		}
	}, sim.Sent, sim.Answered)

	for order := OrderID(1); order <= 300; order++ {
		y.dispatch(2*time.Hour+time.Duration(order)*time.Second, order, 1) // the truck comes at 2:10
	}
	y.run()

	if late == 0 || booked != 300 {
		t.Errorf("%d of 300 parcels were booked at the last moment, and %d booked in all, want some and 300", late, booked)
	}
	y.wantGoods(AtCustomer, 600)
}

func TestAfterAnOutageNobodyIsWokenAtNight(t *testing.T) {
	y := newYard(t, 1, calm)
	for order := OrderID(1); order <= 200; order++ {
		y.dispatch(0, order, 1)
	}
	y.world.At(2*Day+5*time.Hour, func() { y.world.Crash(y.shop.Truck) }) // some are out for delivery
	y.world.At(3*Day+14*time.Hour, func() { y.world.Restart(y.shop.Truck) })
	y.run()

	for key, times := range y.times {
		for _, state := range []ShipmentState{ShipmentOut, ShipmentDelivered} {
			if hour := y.shop.hour(times[state]); hour < 9 || hour >= 20 {
				t.Errorf("parcel %d is %v at %d o'clock", key, state, hour)
			}
		}
	}
}

func TestParcelsFareAsTheRulesSay(t *testing.T) {
	unraced(t)
	const n = 60_000
	y := newYard(t, 7, func(c *Config) { c.Warehouse.Pickers = 5000 })
	for order := OrderID(1); order <= n; order++ {
		y.dispatch(time.Duration(order)*10*time.Second, order, 1)
	}
	y.run()

	ends, onTime, days := [shipmentStates]int{}, 0, 0.
	for key, state := range y.states {
		ends[state]++
		if took := y.times[key][state] - y.times[key][ShipmentCollected]; state == ShipmentDelivered {
			days += took.Hours() / 24
			if took <= y.shop.Config.Carrier.Quoted {
				onTime++
			}
		}
	}
	for state, share := range map[ShipmentState]float64{ShipmentLost: 0.003, ShipmentDamaged: 0.005, ShipmentReturned: 0.005} {
		sigma := math.Sqrt(n * share * (1 - share))
		if got := float64(ends[state]); math.Abs(got-n*share) > 3*sigma {
			t.Errorf("%v parcels are %v, want %v within %.0f", got, state, n*share, 3*sigma)
		}
	}
	mean := days / float64(ends[ShipmentDelivered])
	if mean < 2.5 || mean > 2.62 {
		t.Errorf("delivery takes %.2f days in the mean, want 2.56", mean)
	}
	if share := float64(onTime) / float64(ends[ShipmentDelivered]); share < 0.88 || share > 0.94 {
		t.Errorf("%.3f are delivered within the time quoted, want about 0.9", share)
	}
	y.wantGoods(AtCustomer, int64(2*ends[ShipmentDelivered]))
	y.wantGoods(Missing, int64(2*ends[ShipmentLost]))
	y.wantGoods(Broken, int64(2*ends[ShipmentDamaged]))
	y.wantGoods(OnTruck, 0)
}

func TestTheDoorbellRingsThreeTimesOnFollowingDaysByDaylight(t *testing.T) {
	y := newYard(t, 1, calm)
	var rung []time.Duration
	y.onDelivery = func(env *sim.Env, _ *Delivery) (sim.Message, error) {
		rung = append(rung, env.Now())
		return nil, ErrNobodyHome
	}

	y.dispatch(0, 1, 1)
	y.run()

	if len(rung) != 3 {
		t.Fatalf("the doorbell rang at %v, want three times", rung)
	}
	calendar := y.shop.Config.Calendar
	for i, at := range rung {
		if hour := calendar.Hour(at); hour < 9 || hour >= 20 || calendar.Day(at) != calendar.Day(rung[0])+i {
			t.Errorf("the doorbell rang at %v, want by daylight on following days", rung)
		}
	}
	if y.states[ShipmentKey(1, 1)] != ShipmentReturned {
		t.Errorf("the parcel is %v, want returned", y.states[ShipmentKey(1, 1)])
	}
	y.wantOnce(tale{kind: KindDeliveryEvent, order: 1, shipment: 1, fate: ParcelReturned})
	if y.told[tale{kind: KindReturnArrived, order: 1, asNew: true}]+y.told[tale{kind: KindReturnArrived, order: 1}] != 1 {
		t.Errorf("the return was not told once")
	}
}

func TestNewsAreRepeatedUntilTheyAreHeard(t *testing.T) {
	y := newYard(t, 1, calm)
	y.onOrders = func(env *sim.Env, _ sim.Message) (sim.Message, error) {
		if env.Now() < 10*Day {
			return nil, sim.ErrTimeout
		}
		return nil, nil
	}

	y.dispatch(9*Day, 1, 1)
	y.run()

	y.wantOnce(tale{kind: KindCollected, order: 1, shipment: 1})
	y.wantOnce(tale{kind: KindDeliveryEvent, order: 1, shipment: 1, fate: ParcelDelivered})
	if y.letters[1][0] > 10*Day {
		t.Errorf("the mail waits for the order manager")
	}
}

func TestTheSameIntentHasTheSameJourney(t *testing.T) {
	took := map[OrderID]time.Duration{}
	for _, crowd := range []OrderID{1, 400} {
		y := newYard(t, 3, calm)
		for order := OrderID(1); order <= crowd; order++ {
			y.dispatch(0, order, 1)
		}
		y.run()
		took[crowd] = y.times[ShipmentKey(1, 1)][ShipmentDelivered]
	}

	if took[1] != took[400] {
		t.Errorf("order 1 arrives at %v alone and at %v in a crowd", took[1], took[400])
	}
}

// BenchmarkParcel is a parcel's whole way, from the order of its dispatch to the
// news of its delivery, with everybody around it answering at once.
func BenchmarkParcel(b *testing.B) {
	b.ReportAllocs()
	w := sim.New(1)
	defer w.Close()
	s := &Shop{World: w, Config: Config{
		Warehouse: DefaultWarehouseRules(), Carrier: DefaultCarrierRules(), Mail: DefaultMailRules(), Timeouts: DefaultTimeouts(),
	}}
	add := func(name string, serve sim.Handler) sim.ActorID {
		waits := name == "warehouse" || name == "truck"
		return w.Add(sim.Actor{Name: name, Serve: serve, Waits: waits, Workers: sim.Unlimited, Mailbox: sim.Unlimited})
	}
	yes := func(*sim.Env, sim.Message) (sim.Message, error) { return &Done{}, nil }
	s.Warehouse, s.Truck, s.Mail = add("warehouse", newWarehouse(s).Serve), add("truck", newTruck(s).Serve), add("mail", newMailer(s).Serve)
	s.Stock, s.Orders, s.Customer = add("stock-db", yes), add("order-manager", yes), add("customer", yes)
	w.Go("orders", func(env *sim.Env) {
		for order := range uint64(b.N) {
			env.About(order, order+1)
			env.Send(s.Warehouse, &DispatchOrder{Order: order + 1, Shipment: 1, Cart: yardCart})
			env.Sleep(10 * time.Second)
		}
	})

	b.ResetTimer()
	if err := w.Run(sim.Forever); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(w.Events())/float64(b.N), "events/op")
}
