package dashboard

import (
	"fmt"
	"strings"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// endingOf says how an order ended, by its state.
var endingOf = map[actors.OrderState]string{
	actors.OrderDelivered: "delivered", actors.Completed: "delivered", actors.OrderDeclined: "declined", actors.FraudBlocked: "blocked",
	actors.SoldOut: "sold-out", actors.Cancelled: "cancelled", actors.Refunded: "refunded", actors.Rejected: "gave-up",
}

// tell brings the words up to date that are made of all facts.
func (o *following) tell() {
	o.conclude()
	o.Ending = o.ending
	o.Charged, o.Back, o.Held = int64(o.taken), int64(o.back), int64(max(o.held, 0)) // below 0 is what was held before somebody followed
	o.Over = o.ending != "" && (o.ending == "delivered" || o.heard || o.archived || o.gaveUp)
	o.State = o.stands()
	o.Story = o.story()
}

// conclude notes the endings that no state of the order tells.
func (o *following) conclude() {
	if o.delivered != 0 && o.ending == "" {
		o.ending = "delivered"
	}
	if o.gaveUp && !o.passedOn {
		o.ending = "gave-up"
	}
}

// stands is how the order stands, in a few words.
func (o *following) stands() string {
	switch {
	case o.ending == "refunded":
		return "money back"
	case o.ending == "sold-out":
		return "sold out"
	case o.ending == "declined":
		return "card declined"
	case o.ending == "blocked":
		return "stopped as a theft"
	case o.ending != "":
		return strings.ReplaceAll(o.ending, "-", " ")
	case o.state == actors.Refunding:
		return "the money goes back"
	case o.state == actors.Cancelling:
		return "being cancelled"
	case o.state == actors.Reshipping:
		return "a second parcel is sent"
	case o.rang > 0:
		return "at the door"
	case o.collected != 0:
		return "on the truck"
	case o.packed:
		return "packed"
	}
	switch o.state {
	case actors.Confirmed, actors.DispatchAsked:
		if o.short && !o.packed && o.accepted {
			return "waiting for goods"
		}
		return "at the warehouse"
	case actors.BackorderOffered:
		return "sold out: wait for more?"
	case actors.PaymentRefused:
		return "card declined: another one?"
	case actors.PaymentUnsure:
		return "finding out about the payment"
	case actors.Reserved, actors.PaymentPended, actors.OrderAuthorised, actors.Backordered:
		if o.quiet > 0 && !o.bankSaid {
			return "asking the bank again"
		}
		return "paying"
	case actors.Created, actors.StockPending:
		return "looking on the shelf"
	case actors.NeedsAttention:
		return "a person must look"
	}
	if o.gaveUp {
		return "no page came"
	}
	return "ordering"
}

// sure tells if it is certain that the customer pays once or not at all, whatever
// the bank did: every copy of a click, and every question to the bank, carries the
// same key, nobody forgets keys, and no fault makes them.
func (o *following) sure() bool {
	p := &o.rules.Payments
	return p.FormKey == actors.On && p.Keys == actors.PerIntent && p.KeyTTL == 0 && p.Unknown != actors.AskWithNewKey &&
		p.Take == actors.AuthoriseThenCapture && !*o.unsafe
}

// date is a day, as the customer counts it.
func (o *following) date(at time.Duration) string {
	days := o.starts.Day(at) - o.starts.Day(time.Duration(o.Clicked)*time.Microsecond)
	weekday := weekdays[o.starts.Day(at)%7]
	switch {
	case days <= 0:
		return "today"
	case days == 1:
		return "tomorrow"
	case days < 7:
		return "on " + weekday
	}
	return fmt.Sprintf("in %d days, on a %s", days, weekday)
}

var weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// after is how long after the click something was.
func (o *following) after(at time.Duration) time.Duration {
	return at - time.Duration(o.Clicked)*time.Microsecond
}

// nameOf is an actor as a sentence names it.
func (o *following) nameOf(id sim.ActorID) string { return inSentence(o.names[id]) }
