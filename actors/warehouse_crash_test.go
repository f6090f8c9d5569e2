package actors

import (
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

// TestACrashAnywhereChangesNothing crashes an actor at each of its commit points
// and messages in a scenario with every kind of end, lets it return sooner or
// later, and wants the same ends: each effect once, all goods accounted for.
func TestACrashAnywhereChangesNothing(t *testing.T) {
	for _, name := range []string{"warehouse", "truck", "mail"} {
		for _, outage := range []time.Duration{0, time.Second, 5 * time.Hour} {
			t.Run(fmt.Sprint(name, " for ", outage), func(t *testing.T) {
				points := eventfulWeek(t, name, -1, 0)
				if points < 4 {
					t.Fatalf("only %d points to crash at", points)
				}
				for point := range points {
					eventfulWeek(t, name, point, outage)
					if t.Failed() {
						t.Fatalf("after a crash at point %d of %d", point, points)
					}
				}
			})
		}
	}
}

// eventfulWeek has a parcel that is delivered at the second attempt, one that
// comes back, one that is lost, one that is intercepted in the middle of its
// picking, one that is short, and a return. It returns at how many points the
// actor could crash.
func eventfulWeek(t *testing.T, name string, crashAt int, outage time.Duration) int {
	t.Helper()
	y := newYard(t, 1, calm)
	victim := map[string]sim.ActorID{"warehouse": y.shop.Warehouse, "truck": y.shop.Truck, "mail": y.shop.Mail}[name]
	points, visits := 0, 0
	y.world.Watch(func(e *sim.Event) {
		if e.Actor != victim {
			return
		}
		if points++; points-1 == crashAt {
			y.world.Crash(victim)
			y.world.At(e.At+outage, func() { y.world.Restart(victim) })
		}
	}, Committed, sim.Sent)

	y.onDelivery = func(env *sim.Env, m *Delivery) (sim.Message, error) {
		visits++
		if m.Order == 2 || m.Order == 1 && env.Attempt() == 0 {
			return nil, ErrNobodyHome
		}
		return &Done{}, nil
	}
	y.onStock = func(_ *sim.Env, message sim.Message) (sim.Message, error) {
		if m, ok := message.(*TakeStock); ok && m.Order == 4 {
			return nil, ErrShort
		}
		return nil, nil
	}
	for order := OrderID(1); order <= 4; order++ {
		y.dispatch(time.Minute, order, 1)
	}
	y.world.At(0, func() { y.shop.Config.Warehouse.Pack = sim.Constant(time.Minute) })
	stopped := y.tell(100*time.Second, 3, y.shop.Warehouse, &Intercept{Order: 3, Shipment: 1})
	y.goods[AtCustomer.At(3)], y.goods[AtCustomer.At(8)] = 2, 1
	y.tell(time.Hour, 5, y.shop.Truck, &SendBack{Order: 5, Cart: yardCart})
	y.run()

	y.wantOnce(tale{kind: KindCollected, order: 1, shipment: 1})
	y.wantOnce(tale{kind: KindDeliveryEvent, order: 1, shipment: 1, fate: ParcelDelivered})
	y.wantOnce(tale{kind: KindCollected, order: 2, shipment: 1})
	y.wantOnce(tale{kind: KindDeliveryEvent, order: 2, shipment: 1, fate: ParcelReturned})
	y.wantOnce(tale{kind: KindPickShort, order: 4, shipment: 1})
	y.wantOnce(tale{kind: KindReturnArrived, order: 5, asNew: true})
	for order, want := range map[OrderID]ShipmentState{1: ShipmentDelivered, 2: ShipmentReturned, 3: ShipmentCancelled, 4: ShipmentCancelled} {
		if got := y.states[ShipmentKey(order, 1)]; got != want && !(order == 3 && (stopped.err != nil || got == ShipmentNone)) {
			t.Errorf("parcel %d is %v, want %v", order, got, want)
		}
	}
	for order, want := range map[OrderID]int{1: 1, 2: 1, 4: 0} {
		got := len(y.letters[order])
		if again := name == "mail" && got == want+1; got != want && !again { // rather twice than never
			t.Errorf("%d letters about order %d, want %d", got, order, want)
		}
	}
	for _, place := range []Place{Packing, OnTruck, Quarantine, Missing, Broken} {
		y.wantGoods(place, 0)
	}
	y.world.Close()
	return points
}

// TestAnyNumberOfCrashesLosesNothing lets all three crash at random, for up to
// half a day each time, while parcels with every mishap are under way.
func TestAnyNumberOfCrashesLosesNothing(t *testing.T) {
	const orders = 60
	for seed := range uint64(40) {
		y := newYard(t, seed, func(c *Config) {
			c.Carrier.Lost, c.Carrier.Damaged, c.Carrier.WrongAddress, c.Carrier.Late = 0.1, 0.1, 0.1, 0.1
			c.Carrier.Trucks, c.Carrier.Parcels = 1, 7
			c.Mail.Full = 0.3
		})
		luck := sim.Fate(seed, 1, 1)
		for range 20 {
			victim := []sim.ActorID{y.shop.Warehouse, y.shop.Truck, y.shop.Mail}[luck.IntN(3)]
			at := time.Duration(luck.IntN(int(12 * Day)))
			y.world.At(at, func() { y.world.Crash(victim) })
			y.world.At(at+time.Duration(luck.IntN(int(Day/2))), func() { y.world.Restart(victim) })
		}
		for order := OrderID(1); order <= orders; order++ {
			y.dispatch(time.Duration(luck.IntN(int(4*Day))), order, 1)
		}
		y.run()

		for order := OrderID(1); order <= orders; order++ {
			news := 0
			for fate := ParcelDelivered; fate <= ParcelReturned; fate++ {
				news += min(1, y.told[tale{kind: KindDeliveryEvent, order: order, shipment: 1, fate: fate}])
			}
			y.wantOnce(tale{kind: KindCollected, order: order, shipment: 1})
			if news != 1 {
				t.Errorf("seed %d: order %d has %d ends, want 1", seed, order, news)
			}
		}
		for _, place := range []Place{Packing, OnTruck, Quarantine} {
			y.wantGoods(place, 0)
		}
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
		y.world.Close()
	}
}

func TestARestartDoesNothingTwice(t *testing.T) {
	y := newYard(t, 1, func(c *Config) { calm(c); c.Warehouse.Pickers = 4 })
	sent, picking, most := map[sim.Kind]int{}, 0, 0
	y.world.Watch(func(e *sim.Event) { sent[e.Message]++ }, sim.Sent)
	y.world.Watch(func(e *sim.Event) {
		switch _, from, next := ChangeOf(e); {
		case ShipmentState(next) == ShipmentPicking:
			picking++
		case ShipmentState(from) == ShipmentPicking:
			picking--
		}
		most = max(most, picking)
	}, Changed)

	for order := OrderID(1); order <= 20; order++ {
		y.dispatch(time.Minute, order, 1)
	}
	for _, at := range []time.Duration{3 * time.Minute, 4 * time.Minute, 30 * time.Hour, 60 * time.Hour} {
		for _, victim := range []sim.ActorID{y.shop.Warehouse, y.shop.Truck} {
			y.world.At(at, func() { y.world.Crash(victim) })
			y.world.At(at, func() { y.world.Restart(victim) })
		}
	}
	y.run()

	for _, kind := range []sim.Kind{KindTakeStock, KindBookCarrier, KindHandover, KindCollected, KindDispatchMail, KindDelivery, KindDeliveryEvent} {
		if sent[kind] != 20 {
			t.Errorf("%d messages of kind %d for 20 parcels, want 20", sent[kind], kind)
		}
	}
	if most != 4 {
		t.Errorf("%d were picked at once, want 4", most)
	}
}

func TestRestartsDoNotMultiplyRepetitions(t *testing.T) {
	y := newYard(t, 1, calm)
	sent := map[sim.Kind]int{}
	y.world.Watch(func(e *sim.Event) { sent[e.Message]++ }, sim.Sent)

	for order := OrderID(1); order <= 20; order++ {
		y.dispatch(time.Minute, order, 1)
	}
	y.world.At(2*time.Hour, func() { y.world.Crash(y.shop.Truck) }) // before its run at 2:10
	y.world.At(4*time.Hour, func() { y.world.Restart(y.shop.Truck) })
	for _, at := range []time.Duration{150 * time.Minute, 180 * time.Minute, 210 * time.Minute} {
		y.world.At(at, func() { y.world.Crash(y.shop.Warehouse) })
		y.world.At(at, func() { y.world.Restart(y.shop.Warehouse) })
	}
	y.run()

	if sent[KindDispatchMail] != 20 || sent[KindBookCarrier] != 40 {
		t.Errorf("%d mails and %d bookings for 20 parcels that missed a truck, want 20 and 40", sent[KindDispatchMail], sent[KindBookCarrier])
	}
}

func TestAParcelDeliveredLongAgoIsNotTakenTwice(t *testing.T) {
	y := newYard(t, 1, calm)

	y.dispatch(0, 1, 1)
	copied := y.tell(30*Day, 1, y.shop.Truck, &Handover{Order: 1, Shipment: 1, Tracking: 1, Cart: yardCart})
	foreign := y.tell(30*Day, 2, y.shop.Truck, &Handover{Order: 2, Shipment: 1, Tracking: 2, Cart: yardCart})
	y.run()

	if copied.err != nil || foreign.err != ErrUnknown {
		t.Errorf("handover again = %v, of what was never booked = %v, want nil and %v", copied.err, foreign.err, ErrUnknown)
	}
	y.wantGoods(AtCustomer, 2)
}
