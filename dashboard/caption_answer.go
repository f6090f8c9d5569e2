package dashboard

import (
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// captionAnswer says what was answered.
func (o *following) captionAnswer(answer sim.Message, to sim.Kind) string {
	switch m := answer.(type) {
	case *actors.StockDecision:
		switch m.Answer {
		case actors.Yes:
			if o.pieces > 1 {
				return "Yes, all of it is there. It is set aside, so that nobody else can buy it."
			}
			return "Yes, there is one. It is set aside, so that nobody else can buy it."
		case actors.Later:
			if o.accepted {
				return fmt.Sprintf("Noted: of what comes %s, %s %s for this order.", o.date(m.Eta), o.oneOf(), o.is())
			}
			return fmt.Sprintf("Not now: the shelf is empty. More is expected %s.", o.date(m.Eta))
		}
		return "No: it is sold out, and nobody can tell when there will be more."
	case *actors.Quote:
		return fmt.Sprintf("The manufacturer could deliver %s.", o.date(m.Eta))
	case *actors.POAck:
		if m.Qty == 0 {
			return "The manufacturer cannot deliver."
		}
		return fmt.Sprintf("The manufacturer will send %d pieces.", m.Qty)
	case *actors.RiskScore:
		switch m.Verdict {
		case actors.Pass:
			return "Nothing looks wrong. The payment may go on."
		case actors.Review:
			return "Something looks odd here. People should have a look first."
		}
		return "This looks like a thief with a stolen card. The payment stops here."
	case *actors.AuthResponse:
		return o.captionBank(m)
	case *actors.PaymentResult:
		return o.captionResult(m)
	case *actors.OrderStatus:
		return o.captionStatus(m)
	case *actors.ConfirmationPage:
		return fmt.Sprintf("%s sees the thank-you page. It looks as if all were done, but behind the curtain it goes on.", o.who)
	case *actors.OfferPage:
		return fmt.Sprintf("%s is asked: it can come %s. Is that all right?", o.who, o.date(m.Expected))
	case *actors.ChallengePage:
		return fmt.Sprintf("The bank wants to be sure that it is %s, and asks for a proof.", o.who)
	case *actors.RetryPage:
		if m.Cards > 0 {
			return fmt.Sprintf("%s reads that the card was declined, and may try another one.", o.who)
		}
		return fmt.Sprintf("%s reads that the card was declined.", o.who)
	case *actors.PendingPage:
		return fmt.Sprintf("Nothing certain is known yet, so the page promises %s a mail, and nothing else.", o.who)
	case *actors.SorryPage:
		return fmt.Sprintf("%s sees a page that says sorry: %s.", o.who, m.Why)
	case *actors.Booked:
		return fmt.Sprintf("There is a place. The parcel gets tracking number %d.", m.Tracking)
	}
	return ""
}

// captionBank is what the bank says.
func (o *following) captionBank(m *actors.AuthResponse) string {
	switch m.Code {
	case actors.CodeApproved:
		switch {
		case m.Until == 0:
			return fmt.Sprintf("Yes. The bank takes the %v from the card at once.", o.price)
		case o.quiet > 0:
			return fmt.Sprintf("Now the bank answers: yes, %v are set aside.", o.price)
		}
		return fmt.Sprintf("Yes: the bank sets %v aside. Nobody has the money yet, but it is promised.", o.price)
	case actors.CodePartial:
		return fmt.Sprintf("Only %v are there. That is not enough.", m.Held)
	case actors.CodeNoFunds:
		return fmt.Sprintf("No: there are not %v on this card.", o.price)
	case actors.CodeStolen:
		return "No: this card was reported as stolen."
	case actors.CodeExpired:
		return "No: this card has expired."
	case actors.CodeLimit:
		return "No: that is more than this card may be used for."
	case actors.CodeWrongCVV:
		return "No: something in the card’s number is wrong."
	case actors.CodeFraud:
		return "No: the bank thinks that it is a thief."
	case actors.CodeIssuer, actors.CodeError:
		return "The bank has trouble of its own, and cannot say yes."
	case actors.CodeDuplicate:
		return "The bank knows this question: it was taken back before."
	}
	return "No, says the bank, and does not say why."
}

// captionResult is what the merchant system says of the payment.
func (o *following) captionResult(m *actors.PaymentResult) string {
	switch m.Answer {
	case actors.Authorised:
		if m.Until == 0 {
			return "The payment is made: the money is on its way to the shop."
		}
		return "The payment is authorised. The money itself moves later, when the parcel has left."
	case actors.Declined:
		if o.bankSaid && o.code == actors.CodeApproved {
			return "The payment was called off meanwhile, so the merchant system says no."
		}
		return "The merchant system passes it on: declined."
	case actors.Blocked:
		return "The merchant system stops the payment: it looks like a theft."
	case actors.PaymentPending:
		return "Not yet: people have to look at it first."
	case actors.PaymentChallenge:
		return "Not yet: the customer has to prove first who they are."
	}
	return "The merchant system must admit that it does not know yet. Nobody says no before it is certain."
}

// captionStatus is what the order manager tells the web server.
func (o *following) captionStatus(m *actors.OrderStatus) string {
	switch m.State {
	case actors.Confirmed, actors.DispatchAsked, actors.Shipped, actors.OrderDelivered, actors.Completed:
		if o.accepted && !o.reserved {
			return "All is well: the goods are on order and the money is promised. The order manager tells the web server."
		}
		return "All is well: the goods are set aside and the money is promised. The order manager tells the web server."
	case actors.BackorderOffered:
		return "The order manager tells the web server: not now, but there is a date."
	case actors.PaymentRefused:
		return "The order manager tells the web server that the card was declined. The goods stay set aside for a while."
	case actors.SoldOut:
		return "The order manager tells the web server that it is sold out."
	case actors.FraudBlocked:
		return "The order manager tells the web server that there will be no order."
	case actors.OrderDeclined:
		return "The order manager tells the web server that there will be no order, as nobody pays."
	case actors.Cancelling, actors.Cancelled:
		return "The order manager tells the web server that the order is cancelled."
	case actors.PaymentUnsure:
		return "The order manager tells the web server only what is certain: nobody knows yet about the payment."
	case actors.PaymentPended:
		return "The order manager tells the web server that the payment has to wait."
	}
	return fmt.Sprintf("The order manager tells the web server how the order stands: %s.", m.State)
}

// captionDone says what was done, where the answer is only that; empty if that is
// told already.
func (o *following) captionDone(ev *sim.Event) string {
	if ev.Message == actors.KindDelivery && ev.C != 0 {
		return fmt.Sprintf("Ding dong! But %s is not home. The truck will come again.", o.who)
	}
	if ev.Message == actors.KindTakeStock && ev.C != 0 {
		return "The picker stands before an empty shelf: the goods are not there."
	}
	if ev.Message == actors.KindIntercept && ev.C != 0 {
		return "Too late: the parcel has gone already."
	}
	return ""
}

// captionSilence says that nobody answered, and what that means.
func (o *following) captionSilence(ev *sim.Event) string {
	switch ev.Message {
	case actors.KindAuthRequest:
		return "The bank stays silent. Nobody knows whether it set the money aside."
	case actors.KindPaymentRequest:
		return "The merchant system stays silent. Nobody knows what became of the payment."
	case actors.KindReserveStock:
		return "The stock database stays silent. Nobody knows whether the goods were set aside."
	case actors.KindPlaceOrder:
		return fmt.Sprintf("No page comes. %s has waited %s, and does not know whether there is an order.", o.who, waited(ev))
	case actors.KindCreateOrder:
		return "The order manager stays silent. The web server does not know whether there is an order."
	case actors.KindRiskCheck:
		return "The fraud check stays silent."
	case actors.KindDispatchOrder:
		return "The warehouse stays silent. Nobody knows whether it will pack the parcel, so it is asked again later."
	case actors.KindCapture, actors.KindBankCapture:
		return "No answer. Nobody knows whether the money was taken, so it is asked again later, with the same key."
	}
	return fmt.Sprintf("No answer after %s. Nobody knows whether it was done.", waited(ev))
}

// captionLate says that an answer comes when nobody waits for it.
func (o *following) captionLate(answer sim.Message, after time.Duration) string {
	switch m := answer.(type) {
	case *actors.AuthResponse:
		if m.Code == actors.CodeApproved {
			return fmt.Sprintf("Too late: here is the bank’s answer, after %s. It did set the money aside, but nobody waits for that any more.", spell(after))
		}
		return fmt.Sprintf("Too late: here is the bank’s answer, after %s. It is a no, and nobody waits for it any more.", spell(after))
	case *actors.ConfirmationPage:
		return fmt.Sprintf("Too late: here is the thank-you page, but %s does not look any more.", o.who)
	}
	return fmt.Sprintf("Too late: here is the answer, after %s. Nobody waits for it any more.", spell(after))
}

// captionUnheard says that nobody took a message.
func (o *following) captionUnheard(ev *sim.Event) string {
	whom := o.nameOf(ev.Actor)
	if ev.What == sim.Refused {
		return capital(whom) + " has too much to do, and turns it away. At least it is certain that nothing was done."
	}
	return capital(whom) + " is down. Nobody hears it."
}

// captionDropped says that something got lost on the way.
func (o *following) captionDropped(ev *sim.Event) string {
	whom := o.nameOf(ev.Peer)
	if ev.C == 1 {
		return fmt.Sprintf("The answer of %s gets lost on the way. What was done is done, but nobody hears of it.", whom)
	}
	return fmt.Sprintf("It gets lost on the way to %s, and nobody notices yet.", whom)
}

// waited is how long somebody did.
func waited(ev *sim.Event) string { return spell(time.Duration(ev.A)) }
