package actors

import (
	"errors"
	"testing"
	"time"

	"buynow/sim"
)

// calm takes the mishaps out of a yard.
func calm(c *Config) {
	c.Carrier.Lost, c.Carrier.Damaged, c.Carrier.WrongAddress, c.Carrier.Late = 0, 0, 0, 0
	c.Mail.Bounce, c.Mail.Full = 0, 0
}

func TestAParcelGoesFromTheOrderToTheDoor(t *testing.T) {
	y := newYard(t, 1, calm)

	y.dispatch(time.Minute, 1, 1)
	y.run()

	key := ShipmentKey(1, 1)
	if y.states[key] != ShipmentDelivered {
		t.Errorf("the parcel is %v, want delivered", y.states[key])
	}
	times := y.times[key]
	for state := ShipmentRequested; state < ShipmentOut; state++ {
		if times[state] > times[state+1] {
			t.Errorf("%v at %v, %v at %v: out of order", state, times[state], state+1, times[state+1])
		}
	}
	if collected := times[ShipmentCollected]; y.shop.hour(collected) != 10 {
		t.Errorf("the truck came at %d o'clock, want 10", y.shop.hour(collected))
	}
	y.wantOnce(tale{kind: KindCollected, order: 1, shipment: 1})
	y.wantOnce(tale{kind: KindDeliveryEvent, order: 1, shipment: 1, fate: ParcelDelivered})
	if len(y.letters[1]) != 1 || y.letters[1][0] < times[ShipmentCollected] {
		t.Errorf("letters at %v, want one after the collection at %v", y.letters[1], times[ShipmentCollected])
	}
	y.wantGoods(AtCustomer, 2)
}

func TestASecondDispatchMakesNoSecondParcel(t *testing.T) {
	y := newYard(t, 1, calm)

	for _, at := range []time.Duration{0, time.Millisecond, time.Hour, 20 * time.Hour} {
		y.dispatch(at, 1, 1)
	}
	y.dispatch(9*Day, 1, 2) // sent again, on purpose
	y.run()

	y.wantGoods(AtCustomer, 4)
	if len(y.letters[1]) != 2 {
		t.Errorf("%d letters, want one for each shipment", len(y.letters[1]))
	}
}

func TestNightArrivalsWaitForTheShift(t *testing.T) {
	y := newYard(t, 1, calm)
	night := y.shop.Config.Calendar.Next(0, 23*time.Hour)

	for order := OrderID(1); order <= 200; order++ {
		y.dispatch(night, order, 1)
	}
	y.run()

	opens := night + 7*time.Hour
	for order := OrderID(1); order <= 200; order++ {
		times := y.times[ShipmentKey(order, 1)]
		if times[ShipmentPicking] < opens || times[ShipmentPicking] > opens+time.Hour {
			t.Errorf("order %d is picked at %v, want within the hour after %v", order, times[ShipmentPicking], opens)
		}
	}
}

func TestNoMoreArePickedAtOnceThanThereArePickers(t *testing.T) {
	y := newYard(t, 1, func(c *Config) { calm(c); c.Warehouse.Pickers = 3 })
	picking, most := 0, 0
	y.world.Watch(func(e *sim.Event) {
		switch _, from, next := ChangeOf(e); {
		case ShipmentState(next) == ShipmentPicking:
			picking++
		case ShipmentState(from) == ShipmentPicking:
			picking--
		}
		most = max(most, picking)
	}, Changed)

	for order := OrderID(1); order <= 60; order++ {
		y.dispatch(time.Minute, order, 1)
	}
	y.run()

	if most != 3 {
		t.Errorf("%d were picked at once, want 3", most)
	}
	y.wantGoods(AtCustomer, 120)
}

func TestAnEmptyShelfIsReportedAndNothingIsSent(t *testing.T) {
	y := newYard(t, 1, calm)
	y.onStock = func(*sim.Env, sim.Message) (sim.Message, error) { return nil, ErrShort }

	y.dispatch(0, 1, 1)
	y.run()

	y.wantOnce(tale{kind: KindPickShort, order: 1, shipment: 1})
	if y.states[ShipmentKey(1, 1)] != ShipmentCancelled || len(y.letters) != 0 || len(y.back) != 0 {
		t.Errorf("it is %v, with %d letters and %d put back, want cancelled and none", y.states[ShipmentKey(1, 1)], len(y.letters), len(y.back))
	}
}

func TestInterceptStopsWhatIsNotPacked(t *testing.T) {
	for _, row := range []struct {
		name  string
		at    time.Duration // after the dispatch
		want  error
		state ShipmentState
		back  int
	}{
		{"before the list is made, nothing was taken", 0, nil, ShipmentCancelled, 0},
		{"while the stock database is asked, the goods go back once it answered", 30 * time.Millisecond, nil, ShipmentCancelled, 1},
		{"while it is picked, the goods go back", 10 * time.Second, nil, ShipmentCancelled, 1},
		{"when it waits for the truck, it is too late", time.Hour, ErrTooLate, ShipmentDelivered, 0},
		{"when it is under way, it is too late", 20 * time.Hour, ErrTooLate, ShipmentDelivered, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			y := newYard(t, 1, func(c *Config) { calm(c); c.Warehouse.Pack = sim.Constant(time.Minute) })
			y.onStock = func(env *sim.Env, _ sim.Message) (sim.Message, error) {
				env.Sleep(time.Second)
				return nil, nil
			}

			y.dispatch(time.Minute, 1, 1)
			said := y.tell(time.Minute+row.at, 1, y.shop.Warehouse, &Intercept{Order: 1, Shipment: 1})
			y.run()

			if !errors.Is(said.err, row.want) {
				t.Errorf("intercept = %v, want %v", said.err, row.want)
			}
			if state := y.states[ShipmentKey(1, 1)]; state != row.state {
				t.Errorf("the parcel is %v, want %v", state, row.state)
			}
			if len(y.back) != row.back {
				t.Errorf("put back %d times, want %d", len(y.back), row.back)
			}
			y.wantGoods(Packing, 0)
		})
	}
}

func TestWhatIsInterceptedBeforeItComesIsRefused(t *testing.T) {
	y := newYard(t, 1, calm)

	first := y.tell(0, 1, y.shop.Warehouse, &Intercept{Order: 1, Shipment: 1})
	late := y.tell(time.Minute, 1, y.shop.Warehouse, &DispatchOrder{Order: 1, Shipment: 1, Cart: yardCart})
	y.run()

	if first.err != nil || !errors.Is(late.err, ErrTooLate) {
		t.Errorf("intercept = %v, dispatch = %v, want nil and %v", first.err, late.err, ErrTooLate)
	}
	if len(y.states) != 0 {
		t.Errorf("parcels = %v, want none", y.states)
	}
}

func TestASilentStockDatabaseIsAskedAgain(t *testing.T) {
	y := newYard(t, 1, calm)
	asked := 0
	y.onStock = func(env *sim.Env, _ sim.Message) (sim.Message, error) {
		asked++
		if env.Now() < 3*time.Hour {
			return nil, sim.ErrDown
		}
		return nil, nil
	}

	for order := OrderID(1); order <= 100; order++ {
		y.dispatch(0, order, 1)
	}
	y.run()

	y.wantGoods(AtCustomer, 200)
	if asked > 100+8*40 {
		t.Errorf("the stock database was asked %d times, want little more than once for each order", asked)
	}
}

// After a week of silence nobody asks any more. The first order after that finds
// out that the stock database is back, for all.
func TestAnOrderAfterALongSilenceWakesTheWarehouse(t *testing.T) {
	y := newYard(t, 1, calm)
	y.onStock = func(env *sim.Env, _ sim.Message) (sim.Message, error) {
		if env.Now() < 20*Day {
			return nil, sim.ErrDown
		}
		return nil, nil
	}

	for order := OrderID(1); order <= 100; order++ {
		y.dispatch(0, order, 1)
	}
	y.dispatch(21*Day, 101, 1)
	y.run()

	y.wantGoods(AtCustomer, 202)
}

func TestANeighbourThatIsGoneForGoodEndsTheWorldAllTheSame(t *testing.T) {
	for _, row := range []struct {
		name string
		gone func(y *yard) sim.ActorID
	}{
		{"the stock database", func(y *yard) sim.ActorID { return y.shop.Stock }},
		{"the order manager", func(y *yard) sim.ActorID { return y.shop.Orders }},
		{"the carrier", func(y *yard) sim.ActorID { return y.shop.Truck }},
		{"the mail provider", func(y *yard) sim.ActorID { return y.shop.Mail }},
		{"the warehouse, later", func(y *yard) sim.ActorID { return y.shop.Warehouse }},
	} {
		t.Run(row.name, func(t *testing.T) {
			y := newYard(t, 1, calm)
			y.dispatch(time.Minute, 1, 1)
			y.tell(2*Day, 2, y.shop.Truck, &SendBack{Order: 2, Cart: &Cart{}})
			y.world.At(30*time.Second, func() { y.world.Crash(row.gone(y)) })

			if err := y.world.Run(60 * Day); err != nil {
				t.Fatal(err)
			}
			y.wantPeace()
		})
	}
}

func TestReturnsAreLookedAtInTheShiftAndToldOnce(t *testing.T) {
	y := newYard(t, 1, calm)
	const n = 1000
	y.goods[AtCustomer.At(3)], y.goods[AtCustomer.At(8)] = 2*n, n
	for order := OrderID(1); order <= n; order++ {
		for range 2 {
			y.tell(time.Duration(order)*time.Minute, order, y.shop.Truck, &SendBack{Order: order, Cart: yardCart})
		}
	}
	y.run()

	asNew := 0
	for order := OrderID(1); order <= n; order++ {
		good, bad := tale{kind: KindReturnArrived, order: order, asNew: true}, tale{kind: KindReturnArrived, order: order}
		if y.told[good]+y.told[bad] != 1 {
			t.Errorf("order %d: told %d as new, %d as scrap, want one", order, y.told[good], y.told[bad])
		}
		if hour := y.shop.hour(y.heard[good] + y.heard[bad]); hour < 6 || hour >= 22 {
			t.Errorf("order %d is looked at at %d o'clock", order, hour)
		}
		asNew += y.told[good]
	}
	if asNew < 816 || asNew > 884 { // 3 sigma
		t.Errorf("%d of %d are as new, want about 850", asNew, n)
	}
	y.wantGoods(Shelf, int64(2*asNew))
	y.wantGoods(Scrap, int64(2*(n-asNew)))
}
