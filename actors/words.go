package actors

import (
	"fmt"
	"strings"
	"time"

	"buynow/sim"
)

// Words says a message in a few words, as a story tells it.
func Words(message sim.Message) string {
	switch m := message.(type) {
	case *ViewItem:
		return fmt.Sprintf("looks at product %d", m.SKU)
	case *ItemPage:
		return fmt.Sprintf("product %d, %v, %d in stock", m.SKU, m.Price, m.Stock)
	case *PlaceOrder:
		return fmt.Sprintf("Buy Now, %s for %v", pieces(m.Cart), m.Cart.Total())
	case *PayAgain:
		return fmt.Sprintf("tries another card, number %d", m.Card+1)
	case *AnswerOffer:
		if m.Accept {
			return "the date is fine"
		}
		return "the date does not suit"
	case *ChallengeDone:
		if m.Passed {
			return "has proved who it is"
		}
		return "could not prove who it is"
	case *CancelOrder:
		return "please cancel"
	case *CheckOrder:
		return "how does my order stand?"
	case *ReturnGoods:
		if m.NeverCame {
			return "says that nothing was at the door"
		}
		return "wants to send the goods back"
	case *CreateOrder:
		return fmt.Sprintf("a new order, %s for %v", pieces(m.Cart), m.Cart.Total())
	case *OrderStatus:
		return statusWords(m)
	case *ConfirmationPage:
		return "“Thank you for your order”"
	case *OfferPage:
		return "“It will take a little longer: will you wait?”"
	case *ChallengePage:
		return "“Please confirm with your bank”"
	case *RetryPage:
		return fmt.Sprintf("“The card was declined”, %d more to try", m.Cards)
	case *PendingPage:
		return fmt.Sprintf("“We will write to you”: %s", m.Why)
	case *SorryPage:
		return fmt.Sprintf("“Sorry”: %s", m.Why)
	case *Done:
		return "done"
	}
	if text := stockWords(message); text != "" {
		return text
	}
	if text := paymentWords(message); text != "" {
		return text
	}
	if text := goodsWords(message); text != "" {
		return text
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", message), "*actors.")
}

func statusWords(m *OrderStatus) string {
	if m.Why == WhyNone {
		return fmt.Sprintf("the order is %s", m.State)
	}
	return m.Why.String()
}

func stockWords(message sim.Message) string {
	switch m := message.(type) {
	case *ReserveStock:
		if m.Backorder {
			return fmt.Sprintf("set aside %s when they come", pieces(m.Cart))
		}
		return fmt.Sprintf("%s, in stock?", pieces(m.Cart))
	case *StockDecision:
		switch m.Answer {
		case Yes:
			return "yes, set aside"
		case Later:
			return fmt.Sprintf("not now: product %d is short", m.Short)
		}
		return fmt.Sprintf("no: product %d is sold out", m.Short)
	case *ReleaseStock:
		return "the goods are not needed after all"
	case *HoldStock:
		return "keep the goods until they are collected"
	case *TakeStock:
		return "takes the goods from the shelf"
	case *PutBack:
		return "goods come back"
	case *GoodsReady:
		return "the goods are in"
	case *SupplyQuote:
		return fmt.Sprintf("when could you deliver %d of product %d?", m.Qty, m.SKU)
	case *Quote:
		return fmt.Sprintf("on day %d, %.0f %% sure", m.Eta/Day+1, float64(100*m.Confidence))
	case *PurchaseOrder:
		return fmt.Sprintf("please send %d of product %d, purchase order %d", m.Qty, m.SKU, m.PO)
	case *POAck:
		if m.Qty == 0 {
			return fmt.Sprintf("cannot deliver purchase order %d", m.PO)
		}
		return fmt.Sprintf("will send %d of product %d for purchase order %d", m.Qty, m.SKU, m.PO)
	case *POUpdate:
		return fmt.Sprintf("purchase order %d will come later", m.PO)
	case *GoodsReceipt:
		return fmt.Sprintf("delivers %d of product %d for purchase order %d", m.Qty, m.SKU, m.PO)
	}
	return ""
}

func paymentWords(message sim.Message) string {
	switch m := message.(type) {
	case *PaymentRequest:
		proved := [...]string{"", "; the customer has proved who it is", "; the customer could not prove who it is"}[m.Challenge]
		return fmt.Sprintf("%s%s%s", takeWords(m), nextWords(m.Key), proved)
	case *PaymentResult:
		return resultWords(m)
	case *RiskCheck:
		return "could this be a thief? (6a)"
	case *RiskScore:
		return fmt.Sprintf("%s, probability %.4f (6b)", m.Verdict, m.Score)
	case *ReviewCase:
		return "please have a look at this order"
	case *ReviewDecided:
		if m.Good {
			return "we looked: it is fine"
		}
		return "we looked: it is fraud"
	case *AuthRequest:
		if m.Sale {
			return fmt.Sprintf("charge %v to %s", m.Amount, m.Card)
		}
		return fmt.Sprintf("is there %v on %s?", m.Amount, m.Card)
	case *AuthResponse:
		switch {
		case m.Code != CodeApproved:
			return fmt.Sprintf("no: %s", m.Code)
		case m.Until == 0:
			return "yes, and it is charged"
		}
		return "yes, and it is held"
	case *Reversal, *Void, *BankVoid:
		return "release what is held"
	case *Claim:
		return "what you paid out for this is not what was captured"
	case *Inquiry:
		return "what became of the payment?"
	case *Capture:
		return fmt.Sprintf("the goods are on their way: take the %v", m.Amount)
	case *BankCapture:
		return fmt.Sprintf("take the %v that are held", m.Amount)
	case *Refund:
		return fmt.Sprintf("give %v back", m.Amount)
	case *BankRefund:
		return fmt.Sprintf("give %v back", m.Amount)
	case *SettlementFile:
		return fmt.Sprintf("the money of %d orders is here", len(m.Lines))
	case *Settled:
		return fmt.Sprintf("%d orders are settled", len(m.Orders))
	case *PaymentsClosed:
		return fmt.Sprintf("%d payments are over", len(m.Keys))
	case *Dispute:
		return "that charge is wrong"
	case *Chargeback:
		switch {
		case !m.Closed:
			return "the customer disputes the charge"
		case m.Won:
			return "the shop was right"
		}
		return "the money goes back to the customer"
	}
	return ""
}

// takeWords say whether the money is wanted now or later.
func takeWords(m *PaymentRequest) string {
	if m.Sale {
		return fmt.Sprintf("charge %v to %s", m.Amount, m.Card)
	}
	return fmt.Sprintf("take %v from %s", m.Amount, m.Card)
}

// nextWords tell a payment of an order from those before it: whoever has not
// heard of a key takes it for another one.
func nextWords(key uint64) string {
	if try := key % askedTries; try > 0 {
		return fmt.Sprintf(", as payment %d of the order", try+1)
	}
	return ""
}

func resultWords(m *PaymentResult) string {
	switch m.Answer {
	case Authorised:
		if m.Until == 0 {
			return "charged; the bank pays it out days later"
		}
		return "authorised; the money moves days later"
	case Declined:
		return fmt.Sprintf("declined: %s", m.Code)
	case Blocked:
		return "blocked: it looks like fraud"
	case PaymentPending:
		return "people must look at it first"
	case PaymentChallenge:
		return "the customer must prove who they are"
	}
	return "nobody knows yet"
}

func goodsWords(message sim.Message) string {
	switch m := message.(type) {
	case *DispatchOrder:
		if m.Shipment > 1 {
			return fmt.Sprintf("send %s once more", pieces(m.Cart))
		}
		return fmt.Sprintf("send %s to %s", pieces(m.Cart), m.Country)
	case *Intercept:
		return "stop the parcel"
	case *PickShort:
		return "the goods are not on the shelf"
	case *Stranded:
		return "the parcel cannot go on: please look"
	case *BookCarrier:
		return "a spot on the next truck, please"
	case *Booked:
		return fmt.Sprintf("tracking number %d", m.Tracking)
	case *Docked:
		return "the truck is here"
	case *Handover:
		return fmt.Sprintf("here is parcel %d", m.Tracking)
	case *Collected:
		return "the truck has the parcel"
	case *DispatchMail:
		return fmt.Sprintf("write: parcel %d is on its way", m.Tracking)
	case *StatusMail:
		return fmt.Sprintf("write: the order is %s", m.State)
	case *Letter:
		if m.Tracking != 0 {
			return "mail: “Your parcel is on its way”"
		}
		return fmt.Sprintf("mail: “Your order is %s”", m.State)
	case *Delivery:
		return "rings at the door"
	case *DeliveryEvent:
		return fmt.Sprintf("the parcel is %s", m.Fate)
	case *SendBack:
		return fmt.Sprintf("sends %s back", pieces(m.Cart))
	case *ReturnArrived:
		if m.AsNew {
			return "what came back is as new"
		}
		return "what came back cannot be sold again"
	}
	return ""
}

// String is the fate in a word.
func (f ParcelFate) String() string {
	return [...]string{"under way", "delivered", "lost", "damaged", "back at the warehouse"}[f]
}

func pieces(c *Cart) string {
	if n := c.Units(); n != 1 {
		return fmt.Sprintf("%d pieces", n)
	}
	return "1 piece"
}

// Clock is the time of day and the day of a run, for people.
func (c Calendar) Clock(now time.Duration) string {
	wall := c.wall(now)
	return fmt.Sprintf("day %d %02d:%02d", wall/Day+1, wall%Day/time.Hour, wall%time.Hour/time.Minute)
}
