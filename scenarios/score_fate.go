package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"buynow/actors"
)

// Fate is how the wish of one customer ended. The intent is the same in every variant, the number
// of the order is not.
type Fate struct {
	Intent uint64
	Order  uint64 // 0 if the wish never came to an order
	End    Ending
	Harm   Harm
	At     float64 // seconds, when it was clear
}

// Ending is how a wish ended. Endings are told by words, as in a table of who ended differently.
type Ending uint8

// The endings of a wish. Together they are the partition of [Outcomes]: who is unanswered or turned away
// counts there as rejected, and who sent the goods back, or complained with success, as completed.
const (
	Unanswered Ending = iota // clicked, there is no order, and nobody said so
	TurnedAway               // told to try later, before there was an order
	EndedDeclined
	EndedFraudBlocked
	EndedSoldOut
	EndedRejected
	EndedCancelled
	EndedRefunded
	EndedDelivered   // at the door, and settled
	EndedReturned    // at the door, then sent back or complained of to the shop, and the money went back
	EndedChargedBack // at the door, and the bank took the money back
	EndedOpen        // still on its way when the run ended
	EndedAttention   // a person has to look at it
	Endings
)

// String is the ending in words.
func (e Ending) String() string {
	return [...]string{
		"never answered", "turned away", "declined", "blocked as fraud", "sold out", "rejected", "cancelled", "refunded",
		"delivered", "delivered and sent back", "delivered and charged back", "still open", "left to a person",
	}[e]
}

// Harm is what a wish suffered beside its ending, as bits.
type Harm uint8

// The harms.
const (
	// ChargedTwice: more was taken than the order costs, or held beside that for more than a day; by the
	// shop, or by the world if the shop did not make it good.
	ChargedTwice Harm = 1 << iota
	// MoneyOrphaned: for more than a minute money was held for an order that was over, or beside another
	// hold or payment for it.
	MoneyOrphaned
	// Oversold: promised, and the goods were not there.
	Oversold
	// Stuck: still open when the world had come to rest, or for too long where it should have gone on.
	Stuck
	// Lost: clicked, and in the end had neither the goods nor an honest no; or paid for goods that never
	// came, and the money was kept.
	Lost
	// OrderedTwice: one wish became more than one order.
	OrderedTwice
)

// harmWords are the harms in words, by bit.
var harmWords = [...]string{"charged twice", "money held for nothing", "oversold", "stuck", "lost", "ordered twice"}

// String is the harms in words, separated by commas; empty if there is none.
func (h Harm) String() string {
	var words []string
	for bit, word := range harmWords {
		if h&(1<<bit) != 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

// ending is how an order ended, or how it stands.
func (b *purchase) ending() Ending {
	switch b.state {
	case actors.Rejected:
		return EndedRejected
	case actors.SoldOut:
		return EndedSoldOut
	case actors.FraudBlocked:
		return EndedFraudBlocked
	case actors.OrderDeclined:
		return EndedDeclined
	case actors.Cancelled:
		return EndedCancelled
	case actors.Refunded:
		return EndedRefunded
	case actors.NeedsAttention:
		return EndedAttention
	case actors.Completed:
		switch b.complaint {
		case actors.CaseRefunded, actors.CasePartlyRefunded:
			return EndedReturned
		case actors.CaseChargedBack:
			return EndedChargedBack
		}
		return EndedDelivered
	}
	return EndedOpen
}

// fates tells how every wish ended, and every order beyond the first for the same wish.
func (s *scorer) fates(rest bool) (fates, extra []Fate) {
	fates = make([]Fate, 0, len(s.wishes))
	for i := range s.wishes {
		fates = append(fates, s.fateOfWish(&s.wishes[i], rest))
	}
	slices.SortFunc(fates, func(a, b Fate) int { return cmp.Compare(a.Intent, b.Intent) })
	for i := range s.purchases {
		b := &s.purchases[i]
		if order := uint64(i + 1); b.known && (b.wish < 0 || s.wishes[b.wish].order != order) {
			f := Fate{Order: order}
			if b.wish >= 0 {
				f.Intent = s.wishes[b.wish].intent
			}
			extra = append(extra, s.fateOfOrder(f, b, rest))
		}
	}
	return fates, extra
}

// fateOfWish is how the wish of a customer who clicked ended.
func (s *scorer) fateOfWish(w *wish, rest bool) Fate {
	f := Fate{Intent: w.intent, Order: w.order, At: w.last.Seconds()}
	if w.orders > 1 {
		f.Harm |= OrderedTwice
	}
	if w.order != 0 {
		return s.fateOfOrder(f, s.purchase(w.order), rest)
	}
	switch {
	case w.busy:
		f.End = TurnedAway
	case w.waiting && !rest:
		f.End = EndedOpen
	case w.told != 0: // an honest no before there was an order
		f.End = EndedRejected
	default:
		f.End = Unanswered
		f.Harm |= Lost
	}
	return f
}

// fateOfOrder adds how its order ended.
func (s *scorer) fateOfOrder(f Fate, b *purchase, rest bool) Fate {
	f.End = b.ending()
	f.Harm |= b.harm
	f.At = b.at.Seconds()
	if b.struck || b.orphan > 0 && b.lasted+s.play.World.Last()-b.since >= orphanAfter {
		f.Harm |= MoneyOrphaned
	}
	if f.End == EndedOpen && rest {
		f.Harm |= Stuck
		if !b.arrived {
			f.Harm |= Lost
		}
	}
	return f
}
