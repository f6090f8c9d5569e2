package dashboard

import (
	"fmt"

	"buynow/actors"
	"buynow/sim"
)

// A caption is what the narrator says of a hop: a sentence or two that a child can
// read, with the money, the goods and the times of this very order, and nothing
// that is not so.

// captionAsk says what is asked, or told.
func (o *following) captionAsk(message sim.Message, try int, passedOn bool) string {
	if passedOn {
		return "The web server passes that on to the order manager."
	}
	switch {
	case try > triesKept+1:
		return fmt.Sprintf("And so it goes on, up to try %d.", try)
	case try > 1:
		return o.captionAgain(message, try)
	}
	switch m := message.(type) {
	case *actors.PlaceOrder:
		return fmt.Sprintf("%s presses Buy now. The order sets out for the shop.", o.who)
	case *actors.PayAgain:
		return fmt.Sprintf("%s tries another card.", o.who)
	case *actors.AnswerOffer:
		if m.Accept {
			return fmt.Sprintf("%s is happy to wait.", o.who)
		}
		return fmt.Sprintf("That is too late for %s, who says no.", o.who)
	case *actors.ChallengeDone:
		if m.Passed {
			return fmt.Sprintf("%s has proved to the bank who they are.", o.who)
		}
		return fmt.Sprintf("%s could not prove to the bank who they are.", o.who)
	case *actors.CancelOrder:
		return fmt.Sprintf("%s has second thoughts, and cancels the order.", o.who)
	case *actors.CheckOrder:
		return fmt.Sprintf("%s looks how the order stands.", o.who)
	case *actors.ReturnGoods:
		if m.NeverCame {
			return fmt.Sprintf("%s tells the shop that nothing was at the door.", o.who)
		}
		return fmt.Sprintf("%s does not want to keep it, and tells the shop.", o.who)
	case *actors.CreateOrder:
		return "The web server only shows pages. It hands the order to the order manager, who sees it all through."
	case *actors.OrderStatus:
		return o.captionStatus(m)
	}
	if text := o.captionStock(message); text != "" {
		return text
	}
	if text := o.captionMoney(message); text != "" {
		return text
	}
	return o.captionGoods(message)
}

// captionStock is about the shelf.
func (o *following) captionStock(message sim.Message) string {
	switch m := message.(type) {
	case *actors.ReserveStock:
		if m.Backorder {
			return fmt.Sprintf("%s will wait. Of what comes next, %s %s to be kept for this order.", o.who, o.oneOf(), o.is())
		}
		return fmt.Sprintf("Is it in stock? The order manager asks the stock database for %s.", o.oneOf())
	case *actors.ReleaseStock:
		return "Nobody needs it after all. What was set aside goes back on the shelf, for somebody else."
	case *actors.HoldStock:
		return "The order is certain now, so the goods are kept until the truck comes."
	case *actors.TakeStock:
		return fmt.Sprintf("Somebody in the warehouse takes %s from the shelf.", o.theGoods())
	case *actors.PutBack:
		if m.AsNew {
			return "What came back is as good as new, so it goes back on the shelf."
		}
		return "What came back cannot be sold again."
	case *actors.GoodsReady:
		return fmt.Sprintf("At last: %s %s there. The order can go on.", o.theGoods(), o.is())
	case *actors.SupplyQuote:
		return "The shelf is empty. How soon could there be more? The stock database asks the manufacturer."
	case *actors.PurchaseOrder:
		if o.short {
			return fmt.Sprintf("The stock database orders %d more from the manufacturer.", m.Qty)
		}
		return fmt.Sprintf("The shelf is getting empty, so the stock database orders %d more from the manufacturer.", m.Qty)
	}
	return ""
}

// captionMoney is about the payment.
func (o *following) captionMoney(message sim.Message) string {
	switch m := message.(type) {
	case *actors.PaymentRequest:
		switch {
		case m.Renewal:
			return fmt.Sprintf("The bank’s promise has run out while the goods were on their way, so the %v are asked for again.", m.Amount)
		case m.Challenge == actors.ChallengePassed:
			return "The bank knows now who it is. The payment goes on."
		case o.payments > 1:
			return fmt.Sprintf("The order manager asks for the %v again, with the other card.", m.Amount)
		}
		return fmt.Sprintf("Now the money: the order manager asks the merchant system, which deals with cards, for %v.", m.Amount)
	case *actors.Inquiry:
		return "What became of the payment? The order manager asks before it does anything else."
	case *actors.RiskCheck:
		return "Could this be a thief with somebody else’s card? The fraud check has a look."
	case *actors.ReviewCase:
		return "It looks odd, so people will have a look at it."
	case *actors.ReviewDecided:
		if m.Good {
			return "People have looked at it: everything is fine."
		}
		return "People have looked at it: it is a thief."
	case *actors.AuthRequest:
		if m.Sale {
			return "Is the money really there? The card company asks the customer’s own bank, and wants it at once."
		}
		return "Is the money really there? The card company asks the customer’s own bank."
	case *actors.PaymentResult:
		return o.captionResult(m)
	case *actors.Void:
		return "The payment is not needed any more: whatever was set aside is to be set free."
	case *actors.BankVoid:
		return fmt.Sprintf("The bank is told to set the %v free again.", o.price)
	case *actors.Reversal:
		return "The bank is told to forget the question: should it have set money aside, that is free again."
	case *actors.Capture:
		return fmt.Sprintf("The parcel has left, so now, and not before, the %v may be taken.", m.Amount)
	case *actors.BankCapture:
		return fmt.Sprintf("The bank is asked to hand over the %v that it has set aside.", m.Amount)
	case *actors.Refund:
		return fmt.Sprintf("%s gets %v back. The order manager tells the merchant system.", o.who, m.Amount)
	case *actors.BankRefund:
		return fmt.Sprintf("%v go back to %s card.", m.Amount, o.whose)
	case *actors.Dispute:
		return fmt.Sprintf("%s complains to the bank about the charge.", o.who)
	case *actors.Chargeback:
		switch {
		case !m.Closed:
			return "The bank tells the shop that the customer complains about the charge."
		case m.Won:
			return "The shop could prove that it was right."
		}
		return "The bank takes the money back from the shop."
	}
	return ""
}

// captionGoods is about the parcel, and the mails about it.
func (o *following) captionGoods(message sim.Message) string {
	switch m := message.(type) {
	case *actors.DispatchOrder:
		if m.Shipment > 1 {
			return "The first parcel did not arrive, so the warehouse is asked to send another one."
		}
		return "Ship it! The order manager asks the warehouse to pack the parcel."
	case *actors.Intercept:
		return "Stop! The order manager asks the warehouse to hold the parcel back."
	case *actors.BookCarrier:
		return "The parcel is packed, and needs a place on the next truck."
	case *actors.Handover:
		return fmt.Sprintf("The truck is here: parcel %d is loaded, and off it goes.", m.Tracking)
	case *actors.Collected:
		return "The driver’s scan tells the order manager that the parcel has left."
	case *actors.DispatchMail:
		return "The warehouse computer writes an e-mail: your parcel is on its way."
	case *actors.StatusMail:
		return fmt.Sprintf("The order manager writes a mail to %s: %s.", o.who, newsOf(m.State))
	case *actors.Letter:
		if m.Tracking != 0 {
			return fmt.Sprintf("%s reads that the parcel is on its way.", o.who)
		}
		return fmt.Sprintf("%s has a mail: %s.", o.who, newsOf(m.State))
	case *actors.Delivery:
		if m.Stolen {
			return "The truck leaves the parcel at the door, and somebody takes it away."
		}
		return fmt.Sprintf("Ding dong! The truck is at %s door.", o.whose)
	case *actors.DeliveryEvent:
		return map[actors.ParcelFate]string{
			actors.ParcelDelivered: "The carrier tells the order manager: delivered.",
			actors.ParcelLost:      "The carrier has looked everywhere: the parcel is lost.",
			actors.ParcelDamaged:   "The carrier must admit that the parcel is broken.",
			actors.ParcelReturned:  "Nobody was home three times, so the parcel goes back to the warehouse.",
		}[m.Fate]
	case *actors.SendBack:
		return "A parcel goes back to the warehouse."
	case *actors.ReturnArrived:
		return "What was sent back has arrived in the warehouse."
	case *actors.PickShort:
		return "The picker stands before an empty shelf: the goods are not there."
	case *actors.Stranded:
		return "The parcel cannot go on. A person must have a look."
	}
	return ""
}
