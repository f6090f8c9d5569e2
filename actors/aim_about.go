package actors

import "buynow/sim"

// What a message is about: what it says itself, else what is known of the intent
// behind it, for an intent draws its customer and its cart.

// whoOf is who is behind a message; false if nobody is.
func (s *Shop) whoOf(sight sim.Sight) (Shopper, bool) {
	switch m := sight.Message.(type) {
	case *PlaceOrder:
		return *m.Shopper, true
	case *CreateOrder:
		return *m.Shopper, true
	}
	if sight.Intent == 0 {
		return Shopper{}, false
	}
	return s.shopperOf(sight.Intent), true
}

// cartOf is the cart that a message is about, nil if it is about none.
func (s *Shop) cartOf(sight sim.Sight) *Cart {
	switch m := sight.Message.(type) {
	case *PlaceOrder:
		return m.Cart
	case *CreateOrder:
		return m.Cart
	case *ReserveStock:
		return m.Cart
	case *DispatchOrder:
		return m.Cart
	case *Handover:
		return m.Cart
	}
	if sight.Intent == 0 {
		return nil
	}
	who := s.shopperOf(sight.Intent)
	return s.Config.Catalog.Cart(s.World.Seed(), sight.Intent, &who)
}

// amountOf is the amount that a message names.
func amountOf(message sim.Message) (Cents, bool) {
	switch m := message.(type) {
	case *PaymentRequest:
		return m.Amount, true
	case *AuthRequest:
		return m.Amount, true
	case *Capture:
		return m.Amount, true
	case *Refund:
		return m.Amount, true
	case *BankCapture:
		return m.Amount, true
	case *BankRefund:
		return m.Amount, true
	case *Chargeback:
		return m.Amount, true
	}
	return 0, false
}

// productOf is the product that a message names, 0 if none.
func productOf(message sim.Message) SKU {
	switch m := message.(type) {
	case *ViewItem:
		return m.SKU
	case *ItemPage:
		return m.SKU
	case *SupplyQuote:
		return m.SKU
	case *Quote:
		return m.SKU
	case *PurchaseOrder:
		return m.SKU
	case *POAck:
		return m.SKU
	case *GoodsReceipt:
		return m.SKU
	}
	return 0
}

// cardOf is the card that a message carries.
func cardOf(message sim.Message) (Card, bool) {
	switch m := message.(type) {
	case *PaymentRequest:
		return m.Card, true
	case *AuthRequest:
		return m.Card, true
	}
	return Card{}, false
}
