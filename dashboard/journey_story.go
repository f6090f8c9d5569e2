package dashboard

import (
	"fmt"
	"slices"

	"buynow/actors"
)

// story tells what has happened so far, in a few paragraphs: the order and the
// shelf, the money, the parcel, and how it ended.
func (o *following) story() []string {
	if o.clicks == 0 {
		return nil
	}
	var story []string
	for _, paragraph := range []string{o.storyOfOrder(), o.storyOfMoney(), o.storyOfParcel(), o.storyOfEnd()} {
		if paragraph != "" {
			story = append(story, paragraph)
		}
	}
	return story
}

// tellings is how many stories are kept of an order, beside the last.
const tellings = 60

// retell keeps the story as it is now, if it is another one.
func (o *following) retell() {
	o.conclude()
	story, n := o.story(), len(o.Told)
	switch {
	case story == nil || n == tellings, n > 0 && slices.Equal(o.Told[n-1].Story, story):
	case n > 0 && o.Told[n-1].Hops == len(o.Hops):
		o.Told[n-1].Story = story
	default:
		o.Told = append(o.Told, telling{len(o.Hops), story})
	}
}

func (o *following) storyOfOrder() string {
	pressed := fmt.Sprintf("%s pressed Buy now.", o.who)
	if o.clicks > 1 {
		pressed = fmt.Sprintf("%s pressed Buy now, %s in all.", o.who, times(o.clicks))
	}
	shelf := ""
	switch {
	case !o.passedOn && o.gaveUp:
		return say(pressed, "The shop did not take the order.")
	case !o.passedOn:
		return pressed
	case o.short && o.offered:
		shelf = fmt.Sprintf("The shelf was empty, and more was expected %s.", o.date(o.eta))
	case o.short && !o.reserved:
		shelf = "But it was sold out."
	case o.reserved:
		shelf = fmt.Sprintf("The shop passed the order on, and %s %s put aside for %s.", o.oneOf(), o.were(), o.who)
	default:
		shelf = "The shop passed the order on."
	}
	return say(pressed, shelf, when(o.accepted, "%s agreed to wait.", o.who), when(o.refused, "That was too late for %s.", o.who))
}

func (o *following) storyOfMoney() string {
	if o.payments == 0 {
		return ""
	}
	switch {
	case o.answer == actors.Blocked:
		return "The fraud check looked at the order and took it for a theft. The bank was not even asked."
	case o.asked == 0 && o.lost > 0 && o.answer == actors.PaymentUnknown:
		return say("Then the money was asked for, but nobody was there to ask the bank.", o.storyOfInquiries())
	case o.asked == 0:
		return say("Then the money was asked for.", o.storyOfInquiries())
	}
	silence := ""
	if o.quiet > 0 {
		silence = fmt.Sprintf("%s bank was asked and stayed silent for %s. Nobody knew whether it had set the money aside.", o.whose, spell(o.quietFor))
		if o.asked > 1 && o.sure() {
			silence += " So it was asked again with the same key: if the first question did arrive, the bank would not take it twice."
		} else if o.asked > 1 {
			silence += " So it was asked again, and could not tell that from another payment."
		}
	}
	said, did := "", "set aside"
	if o.sale {
		did = "taken"
	}
	switch {
	case o.taken > o.price:
		said = fmt.Sprintf("And so %v were taken %s.", o.price, times(int(o.taken/o.price)))
	case o.doubled:
		said = fmt.Sprintf("And so %v were set aside more than once.", o.price)
	case o.bankSaid && o.code == actors.CodeApproved && o.quiet > 0:
		said = fmt.Sprintf("In the end it said yes: %v were %s, once.", o.price, did)
	case o.bankSaid && o.code == actors.CodeApproved && o.sale:
		said = fmt.Sprintf("%s bank said yes, and %v were taken at once.", o.whose, o.price)
	case o.bankSaid && o.code == actors.CodeApproved:
		said = fmt.Sprintf("%s bank said yes, and set %v aside.", o.whose, o.price)
	case o.bankSaid:
		said = fmt.Sprintf("%s bank said no: %s.", o.whose, o.code)
	case silence == "":
		said = fmt.Sprintf("%s bank was asked for %v.", o.whose, o.price)
	}
	return say(silence, said, o.storyOfInquiries(), when(o.late, "One of its answers came when nobody waited for it any more."))
}

// storyOfInquiries says how often somebody had to ask what became of the payment.
func (o *following) storyOfInquiries() string {
	return when(o.inquiries > 0, "The order manager asked %s what had become of it.", times(o.inquiries))
}

func (o *following) storyOfParcel() string {
	thanks := ""
	if o.thanked != 0 {
		thanks = fmt.Sprintf("%s saw the thank-you page %s after the click.", o.who, spell(o.after(o.thanked)))
	} else if o.pended {
		thanks = fmt.Sprintf("The page could promise %s nothing but a mail.", o.who)
	} else if o.gaveUp {
		thanks = fmt.Sprintf("%s never saw a page about it.", o.who)
	}
	packed := ""
	switch {
	case o.collected != 0 && o.mailed && o.takenAt > o.collected:
		packed = "The parcel was packed and left on the truck, a mail said so, and only then the money was taken."
	case o.collected != 0 && o.mailed:
		packed = "The parcel was packed and left on the truck, and a mail said so."
	case o.collected != 0:
		packed = "The parcel was packed and left on the truck."
	case o.packed:
		packed = "The parcel was packed."
	}
	lost := ""
	switch o.fate {
	case actors.ParcelLost:
		lost = "But it got lost on the way."
	case actors.ParcelDamaged:
		lost = "But it was broken on the way."
	case actors.ParcelReturned:
		lost = "But nobody was ever home, so it went back."
	}
	return say(thanks, packed, lost, when(o.parcels > 1, "Another parcel was sent."))
}

func (o *following) storyOfEnd() string {
	money := o.storyOfRest()
	switch o.ending {
	case "delivered":
		if o.stolen {
			return say("The truck left it at the door, but somebody stole it from there.", money)
		}
		return say(fmt.Sprintf("After %s the truck rang at the door, and the parcel was there.", spell(o.after(o.delivered))), money)
	case "declined":
		return say("Nobody paid, so there was no order, and what had been put aside went back on the shelf.", money)
	case "blocked":
		return say("There was no order, and what had been put aside went back on the shelf.", money)
	case "sold-out":
		return say("So there was no order.", money)
	case "cancelled":
		if o.cancelled {
			return say(fmt.Sprintf("%s cancelled the order, and everything was undone, step by step, backwards.", o.who), money)
		}
		return say("The order was cancelled, and everything was undone, step by step, backwards.", money)
	case "refunded":
		return say("The goods never came, so the order was undone.", money)
	case "gave-up":
		return say(fmt.Sprintf("%s went away without an order.", o.who), money)
	}
	return ""
}

// storyOfRest says where the money is in the end.
func (o *following) storyOfRest() string {
	kept := o.taken - o.back
	switch {
	case kept > o.price:
		return fmt.Sprintf("%s has paid %v for it, which is %v too much.", o.who, kept, kept-o.price)
	case kept > 0 && o.ending == "delivered":
		return fmt.Sprintf("%s has paid %v, once.", o.who, kept)
	case kept > 0:
		return fmt.Sprintf("%v are still to come back to %s.", kept, o.who)
	case o.back > 0:
		return fmt.Sprintf("%s has all the money back: %v.", o.who, o.back)
	case o.held > 0 && o.ending == "delivered":
		return fmt.Sprintf("The %v are set aside, and will be taken.", o.held)
	case o.held > 0:
		return fmt.Sprintf("The %v that were set aside are still to be set free.", o.held)
	case o.freed > 0:
		return fmt.Sprintf("The %v that were set aside are free again. %s has paid nothing.", o.freed, o.who)
	case o.ending == "delivered":
		return ""
	}
	return fmt.Sprintf("%s has paid nothing.", o.who)
}
