package actors

import (
	"time"

	"buynow/sim"
)

// tape is a recorded day of a shop: events by hand, as the actors publish them.
// Each method adds one; by and about say who does it, and for which order.
type tape struct {
	shop   *Shop
	events []sim.Event
	now    time.Duration
	actor  sim.ActorID
	order  OrderID
}

func newTape() *tape {
	return &tape{shop: &Shop{
		World: sim.New(1), Customer: 1, Web: 2, Orders: 3, Stock: 4, Manufacturer: 5, Wholesaler: 6, Merchant: 7, Fraud: 8,
		Bank: 9, Warehouse: 10, Truck: 11, Mail: 12,
	}}
}

func (t *tape) by(actor sim.ActorID) *tape {
	t.actor = actor
	return t
}

func (t *tape) about(order OrderID) *tape {
	t.order = order
	return t
}

func (t *tape) later(d time.Duration) *tape {
	t.now += d
	return t
}

func (t *tape) add(e sim.Event) *tape {
	e.At, e.Actor = t.now, t.actor
	if e.Order == 0 {
		e.Order = t.order
	}
	e.Intent = t.order
	t.events = append(t.events, e)
	return t
}

func (t *tape) move(from, to sim.Account, amount int64) *tape {
	return t.add(sim.Event{What: sim.Moved, Move: sim.Move{From: from, To: to, Amount: amount}})
}

// goods and money move one product, and the money of one card.
func (t *tape) goods(from, to Place, pieces int64) *tape { return t.move(from.At(7), to.At(7), pieces) }

func (t *tape) money(from, to Place, amount Cents) *tape {
	number := func(p Place) uint64 {
		if p == Purse || p == Held {
			return 5
		}
		return 0
	}
	return t.move(from.At(number(from)), to.At(number(to)), int64(amount))
}

func (t *tape) change(m Machine, id uint64, from, next uint8) *tape {
	return t.add(sim.Event{What: Changed, A: packChange(m, from, next), B: int64(id)})
}

func (t *tape) orderTo(states ...OrderState) *tape {
	for i := range states[1:] {
		t.change(OrderMachine, t.order, uint8(states[i]), uint8(states[i+1]))
	}
	return t.commit(t.order)
}

func (t *tape) paymentTo(states ...PaymentState) *tape {
	for i := range states[1:] {
		t.change(PaymentMachine, t.order*paymentTries, uint8(states[i]), uint8(states[i+1]))
	}
	return t.commit(t.order * paymentTries)
}

func (t *tape) parcelTo(states ...ShipmentState) *tape {
	for i := range states[1:] {
		t.change(ShipmentMachine, t.order<<8|1, uint8(states[i]), uint8(states[i+1]))
	}
	return t.commit(t.order<<8 | 1)
}

func (t *tape) commit(id uint64) *tape { return t.add(sim.Event{What: Committed, A: int64(id)}) }

func (t *tape) effect(kind sim.Kind, key uint64) *tape {
	return t.add(sim.Event{What: Effect, A: int64(key), B: int64(kind)})
}

func (t *tape) sends(m sim.Message) *tape {
	return t.add(sim.Event{What: sim.Sent, Message: m.Kind(), Body: m})
}

func (t *tape) answers(kind sim.Kind, reply sim.Message) *tape {
	return t.add(sim.Event{What: sim.Served, Message: kind, Body: reply})
}

const (
	fullPrice = 30_00
	bankFee   = 1_17
	units     = 2
)

// usualDay is a day with every sort of event: order 1 is bought and kept, order
// 2 comes back, order 3 is cancelled before it goes out.
func usualDay() *tape {
	t := newTape()
	t.by(sim.Outside).goods(Supplier, Shelf, 10)
	t.restock()
	t.buy(1).deliver().settle().orderTo(OrderDelivered, Completed)
	t.by(t.shop.Orders).add(sim.Event{What: Archived, A: int64(Completed)})
	t.buy(2).deliver().settle().orderTo(OrderDelivered, Completed)
	t.sendBack()
	t.buy(3).cancel()
	t.about(0).by(t.shop.Bank).add(sim.Event{What: Statement, A: 970_00 - fullPrice + fullPrice, B: 0})
	return t.by(t.shop.Stock).add(sim.Event{What: Counted, A: 7, B: 13, C: 0})
}

// restock is a purchase order of five pieces, and their delivery.
func (t *tape) restock() *tape {
	s, po := t.shop, uint64(7_000_000_001)
	t.about(0).by(s.Stock).change(PurchaseMachine, po, 0, uint8(PurchaseSent)).commit(po)
	t.sends(&PurchaseOrder{PO: po, SKU: 7, Qty: 5})
	t.change(PurchaseMachine, po, uint8(PurchaseSent), uint8(PurchaseAcked)).commit(po)
	t.by(s.Manufacturer).sends(&GoodsReceipt{PO: po, SKU: 7, Qty: 5, Last: true, Delivery: 1})
	t.by(s.Stock).change(PurchaseMachine, po, uint8(PurchaseAcked), uint8(PurchaseReceived))
	return t.effect(KindGoodsReceipt, po<<6|1).goods(Supplier, Shelf, 5).commit(po)
}

// buy is an order up to the thank-you page.
func (t *tape) buy(order OrderID) *tape {
	s := t.shop
	t.about(0).later(time.Minute).by(s.Customer).add(sim.Event{What: sim.Sent, Message: KindPlaceOrder, Body: &PlaceOrder{ClientKey: order}})
	t.about(order).by(s.Web).sends(&CreateOrder{ClientKey: order})
	t.by(s.Orders).change(OrderMachine, order, 0, uint8(Created))
	t.add(sim.Event{What: Placed, A: fullPrice, B: units, C: int64(order)}).commit(order)
	t.orderTo(Created, StockPending).sends(&ReserveStock{Order: order})

	t.by(s.Stock).change(ReservationMachine, order, 0, uint8(ReservationHeld)).goods(Shelf, OnHold, units).commit(order)
	t.answers(KindReserveStock, &StockDecision{Order: order, Answer: Yes})

	t.by(s.Orders).orderTo(StockPending, Reserved, PaymentPended).sends(&PaymentRequest{Order: order})
	t.by(s.Merchant).paymentTo(PaymentNone, PaymentRequested).sends(&AuthRequest{Order: order, Stan: order * 64})
	t.by(s.Bank)
	if order == 1 {
		t.money(World, Purse, 1000_00)
	}
	t.money(Purse, Held, fullPrice).effect(KindAuthRequest, order*paymentTries).commit(order)
	t.answers(KindAuthRequest, &AuthResponse{Order: order, Code: CodeApproved})
	t.by(s.Merchant).paymentTo(PaymentRequested, PaymentAuthorised)
	t.answers(KindPaymentRequest, &PaymentResult{Order: order, Answer: Authorised})

	t.by(s.Orders).orderTo(PaymentPended, OrderAuthorised, Confirmed)
	t.answers(KindCreateOrder, &OrderStatus{Order: order, State: Confirmed})
	t.by(s.Web).answers(KindPlaceOrder, &ConfirmationPage{Order: order, Promise: t.now + 7*Day, Total: fullPrice})
	t.by(s.Orders).sends(&StatusMail{Order: order, State: Confirmed})
	return t.by(s.Mail).effect(KindStatusMail, order<<8|uint64(Confirmed)).answers(KindStatusMail, &Done{})
}

// pack is a parcel up to the label.
func (t *tape) pack() *tape {
	s, order := t.shop, t.order
	t.later(time.Second).by(s.Orders).sends(&DispatchOrder{Order: order, Shipment: 1})
	t.by(s.Warehouse).parcelTo(ShipmentNone, ShipmentRequested).effect(KindDispatchOrder, order<<8|1)
	t.by(s.Orders).orderTo(Confirmed, DispatchAsked)
	t.by(s.Stock).change(ReservationMachine, order, uint8(ReservationHeld), uint8(ReservationTaken))
	t.effect(KindTakeStock, order<<8|1).goods(OnHold, Packing, units).commit(order)
	t.later(time.Hour).by(s.Warehouse).parcelTo(ShipmentRequested, ShipmentPicking, ShipmentPacked)
	t.by(s.Truck).answers(KindBookCarrier, &Booked{Order: order, Shipment: 1, Tracking: 100 + order})
	return t.by(s.Warehouse).parcelTo(ShipmentPacked, ShipmentLabelled)
}

// deliver is the way of the parcel to the door.
func (t *tape) deliver() *tape {
	s, order := t.shop, t.order
	t.pack().sends(&Handover{Order: order, Shipment: 1, Tracking: 100 + order})
	t.by(s.Truck).change(ShipmentMachine, order<<8|1, uint8(ShipmentLabelled), uint8(ShipmentCollected))
	t.goods(Packing, OnTruck, units).effect(KindHandover, 100+order).commit(100+order).answers(KindHandover, &Done{})
	t.by(s.Orders).orderTo(DispatchAsked, Shipped)
	t.by(s.Bank).money(Held, Clearing, fullPrice).effect(KindBankCapture, order).commit(order)
	t.by(s.Merchant).paymentTo(PaymentAuthorised, PaymentCaptured)
	t.by(s.Warehouse).sends(&DispatchMail{Order: order, Shipment: 1, Tracking: 100 + order})
	t.by(s.Mail).effect(KindDispatchMail, order<<8|1).answers(KindDispatchMail, &Done{})
	t.sends(&Letter{Order: order, State: Shipped, Tracking: 100 + order})

	t.later(Day).by(s.Truck).parcelTo(ShipmentCollected, ShipmentOut).sends(&Delivery{Order: order, Shipment: 1})
	t.by(s.Customer).answers(KindDelivery, &Done{})
	t.by(s.Truck).change(ShipmentMachine, order<<8|1, uint8(ShipmentOut), uint8(ShipmentDelivered))
	t.goods(OnTruck, AtCustomer, units).commit(100 + order)
	return t.by(s.Orders).orderTo(Shipped, OrderDelivered)
}

// settle is the morning when the money arrives.
func (t *tape) settle() *tape {
	s, order := t.shop, t.order
	t.later(Day).by(s.Bank).money(Clearing, Till, fullPrice-bankFee).money(Clearing, Fees, bankFee)
	t.effect(KindSettlementFile, order).commit(order)
	t.sends(&SettlementFile{Day: int(order), Lines: []SettlementLine{{Order: order, Amount: fullPrice, Fee: bankFee}}})
	return t.by(s.Merchant).paymentTo(PaymentCaptured, PaymentSettled).by(s.Orders)
}

func (t *tape) caseTo(states ...CaseState) *tape {
	for i := range states[1:] {
		t.change(CaseMachine, t.order, uint8(states[i]), uint8(states[i+1]))
	}
	return t.commit(t.order)
}

// sendBack is a return, and the money for it.
func (t *tape) sendBack() *tape {
	s, order := t.shop, t.order
	t.later(3*Day).by(s.Orders).caseTo(CaseNone, ReturnRequested)
	t.by(s.Truck).goods(AtCustomer, OnTruck, units).effect(KindSendBack, order<<8)
	t.later(Day).by(s.Warehouse).goods(OnTruck, Quarantine, units).effect(KindSendBack, order<<8)
	t.by(s.Stock).effect(KindPutBack, order<<4).goods(Quarantine, Shelf, units)
	t.by(s.Orders).caseTo(ReturnRequested, ReturnReceived)
	t.by(s.Bank).money(Till, Purse, fullPrice).effect(KindBankRefund, order)
	t.by(s.Merchant).paymentTo(PaymentSettled, PaymentRefunded)
	t.by(s.Orders).caseTo(ReturnReceived, CaseRefunded)
	return t.add(sim.Event{What: Archived, A: int64(Completed), B: int64(CaseRefunded)})
}

// cancel is a change of mind before the warehouse knows.
func (t *tape) cancel() *tape {
	s, order := t.shop, t.order
	t.by(s.Orders).orderTo(Confirmed, Cancelling)
	t.by(s.Bank).money(Held, Purse, fullPrice).commit(order).answers(KindBankVoid, &Done{})
	t.by(s.Merchant).paymentTo(PaymentAuthorised, PaymentVoided)
	t.by(s.Stock).change(ReservationMachine, order, uint8(ReservationHeld), uint8(ReservationReleased)).goods(OnHold, Shelf, units)
	t.commit(order)
	t.by(s.Orders).orderTo(Cancelling, Cancelled).sends(&StatusMail{Order: order, State: Cancelled})
	t.by(s.Mail).effect(KindStatusMail, order<<8|uint64(Cancelled)).answers(KindStatusMail, &Done{})
	return t.by(s.Orders).add(sim.Event{What: Archived, A: int64(Cancelled)}).later(time.Second)
}

// play shows the tape to an auditor, who judges it as a run that has come to rest.
func (t *tape) play() *Auditor { return t.playTo(true) }

// playTo does so for a run that may have been cut short.
func (t *tape) playTo(drained bool) *Auditor {
	a := newAuditor(t.shop)
	eyes := a.eyes()
	for i := range t.events {
		if eye := eyes[t.events[i].What]; eye != nil {
			eye(&t.events[i])
		}
	}
	a.Close(t.now, drained)
	return a
}

// broken lists the invariants that an auditor saw broken.
func broken(a *Auditor) []string {
	var names []string
	for _, v := range a.Verdicts() {
		if v.Shop > 0 {
			names = append(names, v.Name)
		}
	}
	return names
}
