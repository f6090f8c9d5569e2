package dashboard

import (
	"fmt"

	"buynow/actors"
	"buynow/sim"
)

// A bubble is the few words beside a parcel on its way.

// bubbleAsk is what is asked, or told.
func (o *following) bubbleAsk(message sim.Message, try int) string {
	switch m := message.(type) {
	case *actors.PlaceOrder:
		if try > 1 {
			return "Buy now, again"
		}
		return "Buy now"
	case *actors.PayAgain:
		return "Another card"
	case *actors.AnswerOffer:
		if m.Accept {
			return "Fine, I wait"
		}
		return "Too late for me"
	case *actors.ChallengeDone:
		return "It is me"
	case *actors.CancelOrder:
		return "Please cancel"
	case *actors.CheckOrder:
		return "How is it?"
	case *actors.CreateOrder:
		return "A new order"
	case *actors.ReserveStock:
		return fmt.Sprintf("%d in stock?", o.pieces)
	case *actors.ReleaseStock:
		return "Back on the shelf"
	case *actors.HoldStock:
		return "Keep it"
	case *actors.TakeStock:
		return "Off the shelf"
	case *actors.GoodsReady:
		return "The goods are in"
	case *actors.SupplyQuote:
		return "How soon?"
	case *actors.PurchaseOrder:
		return fmt.Sprintf("%d more, please", m.Qty)
	}
	if text := o.bubbleMoney(message); text != "" {
		return text
	}
	return o.bubbleGoods(message)
}

// bubbleMoney is about the payment.
func (o *following) bubbleMoney(message sim.Message) string {
	switch m := message.(type) {
	case *actors.PaymentRequest:
		return fmt.Sprintf("%v, please", m.Amount)
	case *actors.Inquiry:
		return "What became of it?"
	case *actors.RiskCheck:
		return "A thief?"
	case *actors.AuthRequest:
		return fmt.Sprintf("Is there %v?", m.Amount)
	case *actors.Void, *actors.BankVoid, *actors.Reversal:
		return "Set it free"
	case *actors.Capture, *actors.BankCapture:
		return fmt.Sprintf("Take %v", o.price)
	case *actors.Refund:
		return fmt.Sprintf("%v back", m.Amount)
	case *actors.BankRefund:
		return fmt.Sprintf("%v back", m.Amount)
	}
	return ""
}

// bubbleGoods is about the parcel.
func (o *following) bubbleGoods(message sim.Message) string {
	switch m := message.(type) {
	case *actors.DispatchOrder:
		return "Ship it"
	case *actors.Intercept:
		return "Stop the parcel"
	case *actors.BookCarrier:
		return "A place, please"
	case *actors.Handover:
		return fmt.Sprintf("Parcel %d", m.Tracking)
	case *actors.Collected:
		return "It has left"
	case *actors.DispatchMail:
		return "It is on its way"
	case *actors.Letter:
		return "You have mail"
	case *actors.Delivery:
		return "Ding dong!"
	case *actors.SendBack:
		return "Back it goes"
	}
	return o.bubbleAnswer(message)
}

// bubbleAnswer is what is answered.
func (o *following) bubbleAnswer(answer sim.Message) string {
	switch m := answer.(type) {
	case *actors.StockDecision:
		switch m.Answer {
		case actors.Yes:
			return "Yes, set aside"
		case actors.Later:
			if o.accepted {
				return "Noted"
			}
			return "Not now"
		}
		return "Sold out"
	case *actors.RiskScore:
		return map[actors.Verdict]string{actors.Pass: "Looks fine", actors.Review: "Looks odd", actors.Block: "A thief!"}[m.Verdict]
	case *actors.AuthResponse:
		switch {
		case m.Code == actors.CodeApproved && m.Until == 0:
			return "Yes, taken"
		case m.Code == actors.CodeApproved:
			return "Yes, set aside"
		}
		return "No: " + m.Code.String()
	case *actors.PaymentResult:
		return map[actors.PaymentAnswer]string{
			actors.Authorised: "Authorised", actors.Declined: "Declined", actors.Blocked: "Blocked", actors.PaymentPending: "Please wait",
			actors.PaymentChallenge: "Is it really you?", actors.PaymentUnknown: "Nobody knows yet",
		}[m.Answer]
	case *actors.OrderStatus:
		switch m.State {
		case actors.Confirmed, actors.DispatchAsked, actors.Shipped:
			return "All is well"
		}
		return capital(m.State.String())
	case *actors.ConfirmationPage:
		return "Thank you!"
	case *actors.OfferPage:
		return "Will you wait?"
	case *actors.ChallengePage:
		return "Is it really you?"
	case *actors.RetryPage:
		return "Another card?"
	case *actors.PendingPage:
		return "We will write"
	case *actors.SorryPage:
		return "Sorry"
	case *actors.Quote:
		return capital(o.date(m.Eta))
	case *actors.Booked:
		return fmt.Sprintf("Number %d", m.Tracking)
	}
	return ""
}
