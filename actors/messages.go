package actors

import "time"

// OrderID numbers orders from 1 without gaps, in the order of their creation.
type OrderID = uint64

// SKU numbers the products of the catalog from 1.
type SKU uint32

// Line is one line of a cart.
type Line struct {
	SKU   SKU
	Qty   int
	Price Cents // of one, as the customer saw it
}

// Cart is what somebody wants to buy. It is not changed once it was sent.
type Cart struct {
	Lines    []Line
	Shipping Cents
}

// Total is what the cart costs, shipping included.
func (c *Cart) Total() Cents {
	total := c.Shipping
	for _, line := range c.Lines {
		total += Cents(line.Qty) * line.Price
	}
	return total
}

// Units is how many pieces are in the cart.
func (c *Cart) Units() int {
	units := 0
	for _, line := range c.Lines {
		units += line.Qty
	}
	return units
}

// Step 1: the click, and what the customer may do later.
type (
	// ViewItem asks the web server for a page of the catalog: browsing.
	ViewItem struct{ SKU SKU }

	// ItemPage shows a product. Its stock may be out of date.
	ItemPage struct {
		SKU   SKU
		Price Cents
		Stock int
	}

	// PlaceOrder is the click on Buy Now (step 1). ClientKey was made with the
	// form: every copy of one click carries the same.
	PlaceOrder struct {
		ClientKey uint64
		Shopper   *Shopper
		Cart      *Cart
		Clicked   time.Duration
	}

	// PayAgain tries another of the shopper's cards after a decline.
	PayAgain struct {
		Order OrderID
		Card  int // index into Shopper.Cards
	}

	// AnswerOffer accepts or declines the date that an OfferPage named.
	AnswerOffer struct {
		Order  OrderID
		Accept bool
	}

	// ChallengeDone comes back from the bank's own page (3-D Secure).
	ChallengeDone struct {
		Order  OrderID
		Passed bool
	}

	// CancelOrder is the customer's change of mind. Who has seen no order number
	// yet names the click.
	CancelOrder struct {
		Order     OrderID
		ClientKey uint64
	}

	// CheckOrder looks at the status page.
	CheckOrder struct{ Order OrderID }

	// ReturnGoods asks to send the goods back: a case of its own.
	ReturnGoods struct{ Order OrderID }
)

// Step 2: web server to order manager. PayAgain, AnswerOffer, ChallengeDone,
// CancelOrder, CheckOrder and ReturnGoods pass through the web server as they are.
type (
	// CreateOrder hands the order to the order manager (step 2). The answer is
	// an OrderStatus.
	CreateOrder struct {
		ClientKey uint64
		Shopper   *Shopper
		Cart      *Cart
		Clicked   time.Duration
	}
)

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

	// HoldStock keeps the reservation of a confirmed order from expiring.
	HoldStock struct{ Order OrderID }

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

// Steps 6 to 9: payment.
type (
	// PaymentRequest asks to authorise the amount (step 6), not yet to take it.
	// Key counts the customer's cards, never the attempts: the same key gets the
	// same answer. Challenge carries the outcome of a 3-D Secure challenge.
	PaymentRequest struct {
		Order     OrderID
		Key       uint64 // PaymentKey(order, card)
		Amount    Cents
		Card      Card
		Customer  int
		Risk      Risk
		Fraud     bool // the truth, for those who review the case
		Challenge Challenge
		// Aftermath is true if a return or a dispute lies ahead of this payment,
		// so that its record must be kept when it is settled.
		Aftermath bool
	}

	// PaymentResult answers it (step 9), and is sent again by itself when a
	// review or an unknown outcome is decided later.
	PaymentResult struct {
		Order  OrderID
		Key    uint64
		Answer PaymentAnswer
		Auth   uint64        // names the authorisation
		Until  time.Duration // the authorisation is valid until then
		Code   Code          // why it was declined
	}

	// RiskCheck asks the fraud check for a score (step 6a).
	RiskCheck struct {
		Order OrderID
		Risk  Risk
	}

	// RiskScore is its answer (step 6b).
	RiskScore struct {
		Order   OrderID
		Score   float64
		Verdict Verdict
	}

	// ReviewCase asks people to look at a flagged order.
	ReviewCase struct {
		Order OrderID
		Key   uint64
		Fraud bool // the truth, which the people find with some probability
	}

	// ReviewDecided is what they found, hours later.
	ReviewDecided struct {
		Order OrderID
		Key   uint64
		Good  bool
	}

	// AuthRequest asks the customer's bank to hold the amount (step 7; ISO 8583
	// message 0100). Stan is the key: the same gets the same answer.
	AuthRequest struct {
		Order         OrderID
		Stan          uint64
		Card          Card
		Amount        Cents
		Authenticated bool // a challenge was passed
		Aftermath     bool // see PaymentRequest
	}

	// AuthResponse is the bank's answer (step 8; message 0110).
	AuthResponse struct {
		Order OrderID
		Stan  uint64
		Code  Code
		Auth  uint64
		Until time.Duration
	}

	// Reversal takes an authorisation back whose answer never came (0400).
	Reversal struct {
		Order OrderID
		Stan  uint64
	}

	// Inquiry asks what became of a payment request. The answer is a
	// PaymentResult; PaymentUnknown if the merchant system never heard of it.
	Inquiry struct {
		Order OrderID
		Key   uint64
	}

	// Void releases an authorisation: the compensation of PaymentRequest. The
	// answer is a Done; voiding twice changes nothing.
	Void struct {
		Order OrderID
		Key   uint64
	}

	// Capture takes the money, once the goods are collected. The answer is a
	// Done, or ErrCaptureRejected.
	Capture struct {
		Order    OrderID
		Key      uint64
		Amount   Cents
		Shipment uint64 // the key: one shipment is captured once
	}

	// Refund gives captured money back: the compensation of Capture. The answer
	// is a Done; refunding twice with one Case changes nothing.
	Refund struct {
		Order  OrderID
		Key    uint64
		Amount Cents
		Case   uint64
	}

	// BankVoid, BankCapture and BankRefund are the merchant system's words for
	// the same towards the bank.
	BankVoid struct {
		Order OrderID
		Auth  uint64
	}
	BankCapture struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
	}
	BankRefund struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
		Case   uint64
	}

	// SettlementFile lists what the bank paid out on a day.
	SettlementFile struct {
		Day   int
		Lines []SettlementLine
	}

	// Settled tells the order manager which orders' money has arrived.
	Settled struct{ Orders []OrderID }

	// Dispute is a customer's complaint at the bank: a case of its own.
	Dispute struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
	}

	// Chargeback is the bank's way to tell the merchant system, and the merchant
	// system's to tell the order manager; Won if the shop could prove its case.
	Chargeback struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
		Won    bool
		Closed bool
		Stan   uint64 // of the AuthRequest
	}
)

// SettlementLine is one payment in a settlement file.
type SettlementLine struct {
	Order  OrderID
	Auth   uint64
	Amount Cents // captured
	Fee    Cents // kept by the bank
	Stan   uint64
}

// PaymentAnswer is the merchant system's word on a payment.
type PaymentAnswer uint8

// The answers.
const (
	Authorised       PaymentAnswer = iota + 1
	Declined                       // by the bank: see Code
	Blocked                        // by the fraud check or its review
	PaymentPending                 // people look at it: a PaymentResult follows
	PaymentChallenge               // the customer must prove who they are first
	PaymentUnknown                 // the bank did not answer, or nobody heard of it
)

// Challenge is how far a 3-D Secure challenge has come.
type Challenge uint8

// The stages.
const (
	NotChallenged Challenge = iota
	ChallengePassed
	ChallengeFailed
)

// Code is the bank's response code (field 39 of ISO 8583).
type Code uint8

// The codes in use.
const (
	CodeApproved  Code = 0
	CodeDoNot     Code = 5  // do not honour
	CodeExpired   Code = 54 // expired card
	CodeNoFunds   Code = 51 // not enough money
	CodeNotAllow  Code = 57 // not allowed to this card
	CodeFraud     Code = 59 // suspected fraud
	CodeLimit     Code = 61 // over the limit
	CodeWrongCVV  Code = 82 // wrong card data
	CodeIssuer    Code = 91 // issuer not available
	CodeDuplicate Code = 94 // seen before
	CodeStolen    Code = 43 // stolen card
	CodeError     Code = 96 // system error
)

// Steps 10 and 11: the answer on its way to the customer.
type (
	// OrderStatus tells the web server how an order stands (step 10). Version
	// grows with each change, so that an old one cannot overwrite a newer.
	OrderStatus struct {
		Order   OrderID
		State   OrderState
		Version int
		Why     Why
		Promise time.Duration // simulated time of delivery that is promised or offered
		Total   Cents
		Cards   int // how many cards the customer may still try
	}

	// ConfirmationPage says thank you (step 11). Only a confirmed order gets one.
	ConfirmationPage struct {
		Order   OrderID
		Promise time.Duration
		Total   Cents
	}

	// OfferPage asks whether a later date will do.
	OfferPage struct {
		Order OrderID
		Date  time.Duration
	}

	// ChallengePage sends the customer to their bank's own page.
	ChallengePage struct{ Order OrderID }

	// RetryPage says that the card was declined and asks for another.
	RetryPage struct {
		Order OrderID
		Why   Why
		Cards int
	}

	// PendingPage promises news by mail: nothing certain is known yet.
	PendingPage struct {
		Order OrderID
		Why   Why
	}

	// SorryPage says that there will be no order, and why.
	SorryPage struct {
		Order OrderID
		Why   Why
	}
)

// Steps 12 to 15: the goods.
type (
	// DispatchOrder asks the warehouse to send the goods (step 12). Order and
	// Shipment are the key. The answer is a Done once the warehouse wrote it down.
	DispatchOrder struct {
		Order    OrderID
		Shipment uint64 // 1, or higher for a parcel sent again
		Cart     *Cart
		Country  Country
		Customer int
		Promise  time.Duration
	}

	// Intercept asks the warehouse to stop a shipment. The answer is a Done if
	// it could, ErrTooLate if the goods are gone or being packed.
	Intercept struct {
		Order    OrderID
		Shipment uint64
	}

	// BookCarrier reserves a spot on the next truck. The answer is Booked.
	BookCarrier struct {
		Order    OrderID
		Shipment uint64
		Units    int
		Country  Country
	}

	// Booked is the carrier's answer: a tracking number and when the truck comes.
	Booked struct {
		Order    OrderID
		Tracking uint64
		Collects time.Duration
		Eta      time.Duration
	}

	// Handover gives the packed parcel to the truck (step 13). The answer is a
	// Done: the driver's scan.
	Handover struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Cart     *Cart
		Country  Country
		Customer int
	}

	// Collected tells the order manager that the truck has the goods.
	Collected struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Eta      time.Duration
	}

	// DispatchMail goes from the warehouse computer through the mail provider to
	// the customer (step 14). Shipment is the key: one mail per shipment.
	DispatchMail struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
		Eta      time.Duration
		Customer int
	}

	// StatusMail is a mail from the order manager about the order itself.
	StatusMail struct {
		Order    OrderID
		Key      uint64 // one mail per key
		State    OrderState
		Why      Why
		Customer int
	}

	// Letter is a mail in the customer's inbox.
	Letter struct {
		Order    OrderID
		State    OrderState
		Why      Why
		Tracking uint64 // 0 if it is not about a parcel
	}

	// Delivery is the parcel at the door (step 15). The answer is a Done, or
	// ErrNobodyHome.
	Delivery struct {
		Order    OrderID
		Shipment uint64
		Tracking uint64
	}

	// DeliveryEvent tells the order manager what became of the parcel.
	DeliveryEvent struct {
		Order    OrderID
		Shipment uint64
		Fate     ParcelFate
	}

	// SendBack is a parcel on its way back to the warehouse. Order and Shipment
	// are the key. The answer is a Done.
	SendBack struct {
		Order    OrderID
		Cart     *Cart
		Shipment uint64 // that could not be delivered; 0 for what the customer returns
	}

	// ReturnArrived tells the order manager that it was unpacked, and how it looks.
	ReturnArrived struct {
		Order OrderID
		AsNew bool
	}

	// PickShort tells the order manager that the goods of a shipment are not on
	// the shelf: there will be no parcel. The answer is a Done.
	PickShort struct {
		Order    OrderID
		Shipment uint64
	}

	// Docked tells the warehouse that the truck of a run is there: the parcels
	// booked on it may be handed over. The answer is a Done.
	Docked struct {
		Run time.Duration // as in Booked.Collects
	}
)

// ParcelFate is what became of a parcel.
type ParcelFate uint8

// The fates.
const (
	ParcelDelivered ParcelFate = iota + 1
	ParcelLost                 // never seen again
	ParcelDamaged              // of no use to anybody
	ParcelReturned             // nobody home three times: back at the warehouse
)

// Done is the plain answer: it is done, now or before.
type Done struct{}

// tick tells an actor that its daily or hourly job is due.
type tick struct{ job int }

// relay tells the order manager to carry on with what an order still owes.
type relay struct {
	order   OrderID
	attempt int
	resume  bool // also take up the order itself, after a crash
}

// errand tells a supplier that the next thing is due for a purchase order.
type errand struct {
	po    uint64
	stage int // see supply.stage
}

// chore tells an actor of the goods to go on with something of its own.
type chore struct {
	job uint8
	id  uint64
}

// due tells the merchant system or the fraud check that it is time to look at a
// payment or a case again.
type due struct {
	key     uint64
	attempt int
}
