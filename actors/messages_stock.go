package actors

import "time"

// Steps 3 to 5: stock.
type (
	// ReserveStock asks for all lines or none (step 3); the order is the key:
	// asking again changes nothing. The answer is a StockDecision.
	ReserveStock struct {
		Order OrderID
		Cart  *Cart
		TTL   time.Duration // the reservation ends by itself after this
		// Backorder reserves against goods on order, after the customer has
		// accepted the date.
		Backorder bool
	}

	// StockDecision says yes, or when, or no (step 5).
	StockDecision struct {
		Order    OrderID
		Answer   StockAnswer
		Short    SKU           // the first SKU that was short
		Eta      time.Duration // simulated time when short goods are expected, for Later
		Reserved time.Duration // until when, for Yes
	}

	// ReleaseStock gives a reservation back: the compensation of ReserveStock.
	// The answer is a Done; releasing twice changes nothing.
	ReleaseStock struct{ Order OrderID }

	// HoldStock keeps the reservation of a confirmed order from expiring. If goods
	// are reserved only after the payment, this is when: Cart says which.
	HoldStock struct {
		Order OrderID
		Cart  *Cart
	}

	// TakeStock turns a reservation into goods that leave the shelf for the
	// packing table, asked by the warehouse. The answer is a Done or ErrShort. For
	// a parcel sent again, the goods of Cart come straight from the shelf.
	TakeStock struct {
		Order    OrderID
		Shipment uint64 // 1, or higher for a parcel sent again
		Cart     *Cart
	}

	// PutBack returns goods to the shelf, or scraps what is not as new.
	PutBack struct {
		Order OrderID
		Cart  *Cart
		AsNew bool
		// From is where the goods are: Packing for a parcel that was stopped,
		// Quarantine for one that came back. Order, From and Shipment are the key.
		From     Place
		Shipment uint64
	}

	// GoodsReady tells the order manager that backordered goods are in.
	GoodsReady struct{ Order OrderID }
)

// StockAnswer is the stock database's word on an order.
type StockAnswer uint8

// The answers.
const (
	Yes   StockAnswer = iota + 1 // reserved
	Later                        // not in stock, but expected
	No                           // not in stock, and nobody has it
)

// Step 4: supply.
type (
	// SupplyQuote asks a supplier how soon it could deliver (step 4), while the
	// customer waits. The answer is a Quote.
	SupplyQuote struct {
		SKU SKU
		Qty int
	}

	// Quote is a supplier's promise.
	Quote struct {
		SKU        SKU
		Eta        time.Duration // simulated time
		Confidence float64       // that it is kept, 0 to 1
	}

	// PurchaseOrder orders goods (step 4). PO is the key: ordering it again
	// changes nothing. A Receipt follows days later.
	PurchaseOrder struct {
		PO     uint64
		SKU    SKU
		Qty    int
		NeedBy time.Duration
	}

	// POAck confirms a purchase order; Qty 0 refuses it.
	POAck struct {
		PO  uint64
		SKU SKU
		Qty int
		Eta time.Duration
	}

	// POUpdate revises the date of a purchase order.
	POUpdate struct {
		PO  uint64
		Eta time.Duration
	}

	// GoodsReceipt is a delivery at the dock: Qty pieces came, Last if no more
	// will come for this purchase order.
	GoodsReceipt struct {
		PO   uint64
		SKU  SKU
		Qty  int
		Last bool
		// Delivery counts the deliveries for this purchase order from 1: PO and
		// Delivery are the key.
		Delivery int
	}
)
