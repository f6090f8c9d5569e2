package actors

import (
	"errors"
	"testing"
	"time"

	"buynow/sim"
)

// TestLateCopiesChangeNothing: whatever was asked for is asked for once more when
// everything is long over. The answer is what it was, as far as anybody could
// still want it, and nothing happens: the yard refuses a second effect, and goods
// that are given away twice.
func TestLateCopiesChangeNothing(t *testing.T) {
	y := newYard(t, 1, calm)
	y.onDelivery = func(_ *sim.Env, m *Delivery) (sim.Message, error) {
		if m.Order == 2 {
			return nil, ErrNobodyHome
		}
		return &Done{}, nil
	}
	dispatch := func(order OrderID) sim.Message {
		return &DispatchOrder{Order: order, Shipment: 1, Cart: yardCart}
	}
	for order := OrderID(1); order <= 3; order++ {
		y.dispatch(time.Minute, order, 1)
	}
	y.tell(time.Minute+50*time.Millisecond, 3, y.shop.Warehouse, &Intercept{Order: 3, Shipment: 1})
	y.tell(0, 4, y.shop.Warehouse, &Intercept{Order: 4, Shipment: 1}) // it never came
	y.goods[AtCustomer.At(3)], y.goods[AtCustomer.At(8)] = 2, 1
	y.tell(time.Hour, 5, y.shop.Truck, &SendBack{Order: 5, Cart: yardCart})
	y.tell(0, 6, y.shop.Mail, &StatusMail{Order: 6, Key: 6<<8 | uint64(Cancelled), State: Cancelled})

	const late = 100 * Day
	for _, row := range []struct {
		why   string
		order OrderID
		to    sim.ActorID
		copy  sim.Message
		want  error
	}{
		{"a parcel that arrived", 1, y.shop.Warehouse, dispatch(1), nil},
		{"one that came back", 2, y.shop.Warehouse, dispatch(2), nil},
		{"one that was stopped", 3, y.shop.Warehouse, dispatch(3), nil},
		{"one that was stopped before it came is refused", 4, y.shop.Warehouse, dispatch(4), ErrTooLate},
		{"to stop what is gone", 1, y.shop.Warehouse, &Intercept{Order: 1, Shipment: 1}, ErrTooLate},
		{"to stop what was stopped", 3, y.shop.Warehouse, &Intercept{Order: 3, Shipment: 1}, nil},
		{"to stop what never came", 4, y.shop.Warehouse, &Intercept{Order: 4, Shipment: 1}, nil},
		{"to book a truck for what arrived", 1, y.shop.Truck, &BookCarrier{Order: 1, Shipment: 1, Units: 3}, ErrTooLate},
		{"to scan what arrived", 1, y.shop.Truck, &Handover{Order: 1, Shipment: 1, Tracking: 1, Cart: yardCart}, nil},
		{"to fetch what was brought", 5, y.shop.Truck, &SendBack{Order: 5, Cart: yardCart}, nil},
		{"to bring what was unpacked", 5, y.shop.Warehouse, &SendBack{Order: 5, Cart: yardCart}, nil},
		{"to bring what came back", 2, y.shop.Warehouse, &SendBack{Order: 2, Shipment: 1, Cart: yardCart}, nil},
		{"to write what was read", 1, y.shop.Mail, &DispatchMail{Order: 1, Shipment: 1, Tracking: 1}, nil},
		{"to write of an order what was read", 6, y.shop.Mail, &StatusMail{Order: 6, Key: 6<<8 | uint64(Cancelled), State: Cancelled}, nil},
	} {
		answer := y.tell(late, row.order, row.to, row.copy)
		y.world.At(late+Day, func() {
			if !errors.Is(answer.err, row.want) {
				t.Errorf("%s: the answer is %v, want %v", row.why, answer.err, row.want)
			}
		})
	}
	changes := 0
	y.world.Watch(func(e *sim.Event) {
		if e.At >= late {
			changes++
		}
	}, Changed, Effect, sim.Moved)
	y.run()

	if changes > 0 {
		t.Errorf("late copies change %d things, want none", changes)
	}
	for order, want := range map[OrderID]int{1: 1, 2: 1, 6: 1} {
		if got := len(y.letters[order]); got != want {
			t.Errorf("%d letters about order %d, want %d", got, order, want)
		}
	}
}

// TestLateCopiesMoveNoStock: the same at the stock database, whose records are
// put away by then.
func TestLateCopiesMoveNoStock(t *testing.T) {
	rig := newStockRig(t, nil)

	rig.run(func(env *sim.Env) {
		for order := OrderID(1); order <= 2; order++ {
			rig.reserve(env, order, false, 1, 3)
		}
		take := &TakeStock{Order: 1, Shipment: 1, Cart: cartOf(1, 3)}
		back := &PutBack{Order: 1, Cart: cartOf(1, 3), AsNew: true, From: Packing, Shipment: 1}
		for range 2 {
			for _, message := range []sim.Message{take, back} {
				_, err := rig.call(env, 1, message)
				rig.want("the answer", err, nil)
			}
			_, err := rig.call(env, 2, &ReleaseStock{Order: 2})
			rig.want("the answer", err, nil)
			env.Sleep(50 * Day)
			rig.want("records left", rig.shop.stock.reservations.Open(), 0)
		}
		rig.want("an answer nobody waits for", rig.reserve(env, 1, false, 1, 3).Answer, No)
		rig.want("an answer nobody waits for", rig.reserve(env, 2, false, 1, 3).Answer, No)
	})

	rig.want("shelf", rig.at(Shelf, 1), int64(10))
	rig.want("at packing", rig.at(Packing, 1), int64(0))
}
