package dashboard

import (
	"fmt"

	"buynow/actors"
	"buynow/sim"
)

// newsOf is what a mail says of an order.
func newsOf(state actors.OrderState) string {
	switch state {
	case actors.Confirmed:
		return "the order is certain"
	case actors.FraudBlocked:
		return "the order could not be accepted"
	case actors.OrderDeclined:
		return "the payment did not go through, so there is no order"
	case actors.SoldOut:
		return "it is sold out, so there is no order"
	case actors.Refunded:
		return "the parcel never came, and the money is back"
	}
	return "the order is " + state.String()
}

// captionAgain says why something is asked once more, and what that can do.
func (o *following) captionAgain(message sim.Message, try int) string {
	safe := o.rules.Payments.Keys == actors.PerIntent && o.rules.Payments.KeyTTL == 0
	switch message.(type) {
	case *actors.PlaceOrder:
		if o.rules.Payments.FormKey == actors.On {
			return fmt.Sprintf("%s presses Buy now once more. The click carries the same number, so it stays one order.", o.who)
		}
		return fmt.Sprintf("%s presses Buy now once more. The shop cannot tell it from another order.", o.who)
	case *actors.AuthRequest:
		switch {
		case safe && o.quiet > 0:
			return "So it is asked again with the same key: if the first question did arrive, the bank does not set the money aside twice."
		case safe:
			return "The bank is asked again, with the same key, so that it counts as one question."
		}
		return "So the bank is asked again. It cannot tell that from a new payment: if the first question did arrive, the money is taken twice."
	case *actors.PaymentRequest:
		if safe {
			return "The merchant system is asked again with the same key: however often it is asked, it is one payment."
		}
		return "The merchant system is asked again, and takes it for another payment."
	case *actors.Delivery:
		return fmt.Sprintf("The truck rings at %s door again.", o.whose)
	case *actors.Inquiry:
		return "What became of the payment? The order manager asks again."
	case *actors.ReserveStock:
		return "The stock database is asked again. It knows the order by its number, and sets the goods aside once."
	}
	return fmt.Sprintf("Try %d. %s", try, o.captionAsk(message, 1, false))
}

// goods is what is bought, in the middle of a sentence.
func (o *following) theGoods() string {
	switch {
	case o.pieces > 1:
		return fmt.Sprintf("the %d things", o.pieces)
	case o.Icon == "parcel":
		return o.noun
	}
	return "the " + o.noun
}

// oneOf is one, or so many.
func (o *following) oneOf() string {
	switch {
	case o.pieces > 1:
		return fmt.Sprintf("%d things", o.pieces)
	case o.Icon == "parcel":
		return o.noun
	}
	return "one " + o.noun
}

// were goes with oneOf and theGoods.
func (o *following) were() string {
	if o.pieces > 1 {
		return "were"
	}
	return "was"
}

// is goes with them, too.
func (o *following) is() string {
	if o.pieces > 1 {
		return "are"
	}
	return "is"
}
