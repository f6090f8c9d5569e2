package dashboard

import (
	"fmt"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// What the customer sees, and what that promises: only what is certain at that
// moment, from what is known backstage.

// The promises.
const (
	promiseOnce  = "You pay once or not at all."
	promiseNever = "You have not paid anything."
)

// show adds what the customer sees from now on, unless they see it already.
func (o *following) show(at time.Duration, s sight) {
	s.At = micros(at)
	if n := len(o.Sees); n > 0 && o.Sees[n-1].What == s.What && o.Sees[n-1].Title == s.Title && o.Sees[n-1].Text == s.Text {
		return
	}
	if len(o.Sees) < 60 {
		o.Sees = append(o.Sees, s)
	}
}

// unpaid is the promise of a page that says no: none if anything is held, taken, or
// not known.
func (o *following) unpaid() string {
	switch {
	case o.taken != 0 || o.held != 0 || o.bankBusy || o.paymentBusy:
		return ""
	}
	return promiseNever
}

// see notes what an event shows to the customer.
func (o *following) see(ev *sim.Event) {
	o.seeLonger(ev.At)
	switch ev.What {
	case sim.Sent:
		if o.pays(ev) {
			o.paying, o.payingAt = true, ev.At
			o.show(ev.At, sight{What: "paying", Title: "Paying…", Text: "One moment, please."})
		}
	case sim.TimedOut:
		o.seeSilence(ev)
	case sim.Served:
		o.seeAtDoor(ev)
	case sim.Answered:
		o.seePage(ev)
	}
}

// pays tells if a message is the customer's, and leads to the payment.
func (o *following) pays(ev *sim.Event) bool {
	if o.nameOf(ev.Actor) != inSentence("customer") {
		return false
	}
	switch m := ev.Body.(type) {
	case *actors.PlaceOrder, *actors.PayAgain, *actors.ChallengeDone:
		return true
	case *actors.AnswerOffer:
		return m.Accept
	}
	return false
}

// longWait is after how long a page that has not come says that it takes longer.
const longWait = 3 * time.Second

// seeLonger is what a customer sees when a page is long in coming: it says who keeps
// them waiting, if it is the bank. Now is any time after that.
func (o *following) seeLonger(now time.Duration) {
	at := o.payingAt + longWait
	if n := len(o.Sees); !o.paying || now < at || n == 0 || o.Sees[n-1].What != "paying" || o.Sees[n-1].At > micros(o.payingAt) {
		return
	}
	s := sight{What: "paying", Title: "Paying…", Text: "It is taking a little longer than usual."}
	if o.bankAskedAt > 0 && o.bankAskedAt <= at && (o.bankHeardAt < o.bankAskedAt || o.bankHeardAt > at) {
		s.Text = bankIsSlow
	}
	if o.sure() {
		s.Promise = promiseOnce
	}
	o.show(at, s)
}

// bankIsSlow is what a page says while the bank has not answered.
const bankIsSlow = "Your bank is taking a little longer than usual."

// seeSilence is what a customer sees while somebody does not answer.
func (o *following) seeSilence(ev *sim.Event) {
	switch ev.Message {
	case actors.KindAuthRequest, actors.KindPaymentRequest:
		if !o.paying {
			return
		}
		s := sight{What: "paying", Title: "Paying…", Text: bankIsSlow}
		if o.sure() {
			s.Promise = promiseOnce
		}
		o.show(ev.At, s)
	case actors.KindPlaceOrder:
		o.seeNothing(ev.At)
	}
}

// seeNothing is a page that does not come.
func (o *following) seeNothing(at time.Duration) {
	o.paying = false
	s := sight{What: "wait", Title: "No answer", Text: "The page did not load."}
	if o.sure() {
		s.Promise = promiseOnce
	}
	o.gaveUp = true
	o.show(at, s)
}

// seePage is a page that comes.
func (o *following) seePage(ev *sim.Event) {
	if ev.C != 0 {
		if ev.Message == actors.KindPlaceOrder {
			o.seeNothing(ev.At)
		}
		return
	}
	s := sight{What: "wait"}
	switch m := ev.Body.(type) {
	case *actors.ConfirmationPage:
		o.thanked, o.promise = ev.At, m.Promise
		s = sight{What: "thanks", Title: "Thank you!", Text: fmt.Sprintf("Order %d, %v. It will be with you %s.", m.Order, m.Total, o.date(m.Promise))}
	case *actors.OfferPage:
		o.offered, o.eta = true, m.Expected
		s = sight{What: "offer", Title: "Sold out just now", Text: fmt.Sprintf("We can send it %s. Will you wait?", o.date(m.Expected)), Promise: o.unpaid()}
	case *actors.ChallengePage:
		s.Title, s.Text, s.Promise = "Is it really you?", "Please confirm the payment with your bank.", o.unpaid()
	case *actors.RetryPage:
		s = sight{What: "retry", Title: "Your card was declined", Text: declinedText(o.code), Promise: o.unpaid()}
	case *actors.PendingPage:
		o.pended = true
		s.Title, s.Text = "We will write to you", pendingText(m.Why)
		if m.Why == actors.WhyUnsure && o.sure() {
			s.Promise = promiseOnce
		}
	case *actors.SorryPage:
		s = sight{What: "sorry", Title: "Sorry", Text: sorryText(m.Why), Promise: o.unpaid()}
		o.heard = true
		if m.Order == 0 {
			o.gaveUp = true
		}
	default:
		return
	}
	o.paying = false
	if s.What != "sorry" || o.Order != 0 {
		o.gaveUp = false
	}
	o.show(ev.At, s)
}

// seeAtDoor is a mail in the inbox, or the doorbell.
func (o *following) seeAtDoor(ev *sim.Event) {
	switch ev.Message {
	case actors.KindDelivery:
		s := sight{What: "doorbell", Title: "Ding dong!", Text: "Your parcel is here."}
		switch {
		case o.stolen:
			s.Title, s.Text = "A parcel was at the door", "But when you come home it is gone."
		case ev.C != 0:
			s.Text = "Nobody was home. The truck will come again."
		default:
			o.delivered, o.heard = ev.At, true
		}
		if o.stolen {
			o.delivered, o.heard = ev.At, true
		}
		o.show(ev.At, s)
	case actors.KindLetter:
		o.mailed = true
		if o.state.Over() {
			o.heard = true
		}
		if m := o.letters[ev.Path]; m != nil {
			o.show(ev.At, o.letter(m))
		}
		delete(o.letters, ev.Path)
	}
}

// seeFreed is money that was held on the card, and is free again.
func (o *following) seeFreed(ev *sim.Event, amount actors.Cents) {
	o.show(ev.At, sight{What: "refund", Title: "Your money is free again", Text: fmt.Sprintf("%v were set aside on your card, and never taken.", amount)})
}

// seeRefund is money that comes back.
func (o *following) seeRefund(ev *sim.Event, amount actors.Cents) {
	o.show(ev.At, sight{What: "refund", Title: "Your money is back", Text: fmt.Sprintf("%v came back to your card.", amount)})
}

// declinedText is what a page says of a declined card.
func declinedText(code actors.Code) string {
	switch code {
	case actors.CodeNoFunds:
		return "There is not enough money on it. Another card?"
	case actors.CodeExpired:
		return "It has expired. Another card?"
	case actors.CodeIssuer, actors.CodeError:
		return "Your bank has trouble of its own. Another card?"
	}
	return "Your bank said no. Another card?"
}

// pendingText is what a page says while nothing certain is known.
func pendingText(why actors.Why) string {
	switch why {
	case actors.WhyReview:
		return "Somebody will have a look at your order first."
	case actors.WhyUnsure:
		return "Your bank has not answered yet. You will get an e-mail as soon as we know."
	}
	return "You will get an e-mail as soon as we know more."
}

// sorryText is what a page says when there will be no order.
func sorryText(why actors.Why) string {
	switch why {
	case actors.WhySoldOut:
		return "It is sold out."
	case actors.WhyDeclined, actors.WhyChallenge:
		return "The payment did not go through."
	case actors.WhyFraud:
		return "We could not accept this order."
	case actors.WhyCancelled:
		return "Your order is cancelled, as you wished."
	case actors.WhyBusy:
		return "Too much is going on just now. Please try again later."
	case actors.WhyDate:
		return "The date did not suit, so there is no order."
	case actors.WhyUnsure:
		return "Your bank did not answer, so we cancelled the order."
	case actors.WhyLost:
		return "Your parcel was lost, and your money goes back."
	}
	return "There is no order."
}

// letter is a mail in the inbox.
func (o *following) letter(m *actors.Letter) sight {
	s := sight{What: "mail", Title: "Your order is " + m.State.String(), Text: o.Good}
	switch {
	case m.Tracking != 0:
		s.Title = "Your parcel is on its way"
		s.Text = fmt.Sprintf("Tracking number %d, expected %s.", m.Tracking, o.date(o.promise))
	case m.State == actors.Refunded:
		s.Title, s.Text = "Your money is back", "Your parcel never arrived. We are sorry."
	case m.State.Over() && m.State != actors.Completed:
		s.Title, s.Text, s.Promise = "There will be no parcel", sorryText(m.Why), o.unpaid()
	}
	return s
}
