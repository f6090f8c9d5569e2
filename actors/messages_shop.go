package actors

import "time"

// Step 1: the click, and what the customer may do later.
type (
	// ViewItem asks the web server for a page of the catalog: browsing. Who means to
	// buy puts the goods into the cart with it.
	ViewItem struct {
		SKU  SKU
		Cart *Cart // nil for who only looks
	}

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

	// CancelOrder is the customer's change of mind. It is found by its click, as
	// not everybody has seen an order number yet; Order is 0 for those.
	CancelOrder struct {
		Order     OrderID
		ClientKey uint64
	}

	// CheckOrder looks at the status page.
	CheckOrder struct{ Order OrderID }

	// ReturnGoods asks to send the goods back: a case of its own. If they never came,
	// there is nothing to send back.
	ReturnGoods struct {
		Order     OrderID
		NeverCame bool
	}
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
	}
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
		Order    OrderID
		Expected time.Duration
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
