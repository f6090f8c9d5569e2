package actors

import (
	"fmt"
	"time"
)

// Invariant is something that must always be true of a shop, whatever fails.
type Invariant struct {
	Name string // in summaries and scenario files
	Text string // the promise in one sentence
	When When
}

// When says when an invariant is judged.
type When uint8

// The times.
const (
	Always  When = iota // at every event that could break it
	AtEnd               // of each order, when it was put away and its goods and money have come to rest
	AtClose             // of the run
)

// String says when.
func (w When) String() string {
	return [...]string{"always", "when an order is over", "when the run is over"}[w]
}

// invariant is a place in the list of invariants.
type invariant uint8

const (
	shelfNeverNegative invariant = iota
	heldGoodsNeverNegative
	goodsConserved
	countsMatch
	reservationsEnd
	nothingOversold
	purchaseReceivedOnce

	capturedWithinAuthorised
	refundedWithinCaptured
	nobodyChargedTwice
	capturedThenShippedOrRefunded
	shippedThenCaptured
	paidForWhatWasKept
	noHoldLeftBehind
	bankBalances
	settlementMatches
	settledOnce
	withinLimits
	priceIsRight
	reversedMeansReleased

	shippedWithinOrdered
	orderOfTimes
	dispatchAfterAuthorised
	blockedNeverShips
	trackingUnique
	trackingBeforeMail

	mailAfterCollection
	oneMailPerParcel
	pageTellsTruth
	everybodyHearsTheEnd
	promiseCoversQuote

	oneClickOneOrder
	oneEnding
	legalChanges
	everyThingHasAnOrder
	effectsOnce
	nothingStuck
	booksAgree
	orderNumbersGapless
	casesFollowDelivery
	invariantCount
)

var invariants = [invariantCount]Invariant{
	shelfNeverNegative:     {"shelf-never-negative", "no product is sold from an empty shelf: there are never fewer than none", Always},
	heldGoodsNeverNegative: {"held-goods-never-negative", "nothing is packed, shipped or given back that was not there: neither of a product nor for an order", Always},
	goodsConserved:         {"goods-conserved", "every piece that came from a supplier has a delivery note, and none has vanished", AtClose},
	countsMatch:            {"counts-match", "when the stock database counts a product, it finds what was moved", Always},
	reservationsEnd:        {"reservations-end", "nothing stays reserved, on the packing table or on a truck for an order that is over", AtEnd},
	nothingOversold:        {"nothing-oversold", "a confirmed order has all of its goods set aside, unless it waits for a date that was accepted; a parcel holds all that was ordered", Always},
	purchaseReceivedOnce:   {"purchase-received-once", "a delivery is taken once, and never more than was ordered and delivered", Always},

	capturedWithinAuthorised:      {"captured-within-authorised", "no more money is taken or released than was held, for an order and on a card", Always},
	refundedWithinCaptured:        {"refunded-within-captured", "no more money goes back than was taken", Always},
	nobodyChargedTwice:            {"nobody-charged-twice", "an order is paid once: no more is taken than its total, and no hold stands beside another or a payment for more than a day", Always},
	capturedThenShippedOrRefunded: {"captured-then-shipped-or-refunded", "money that was taken was for goods that came, or went back", AtEnd},
	shippedThenCaptured:           {"shipped-then-captured", "goods that arrived were paid, or written off openly", AtEnd},
	paidForWhatWasKept:            {"paid-for-what-was-kept", "in the end a customer has paid for what they kept: all of it if nothing came back, part or nothing as their case ended", AtEnd},
	noHoldLeftBehind:              {"no-hold-left-behind", "within a day after an order ended without going out, its money is no longer held", AtEnd},
	bankBalances:                  {"bank-balances", "the bank's own sums are those of the moves that were published", Always},
	settlementMatches:             {"settlement-matches", "each line of a settlement file is what was taken for an order; judged while the order is on the books, if it was charged once", Always},
	settledOnce:                   {"settled-once", "what was taken is paid out or given back once, not before it was taken, and all of it in the end", Always},
	withinLimits:                  {"within-limits", "no card is held for more than its balance or its limit", Always},
	priceIsRight:                  {"price-is-right", "what is held, and what the thank-you page says, is the total of the cart", Always},
	reversedMeansReleased:         {"reversed-means-released", "what the bank agreed to reverse or void holds no money; judged for orders that were authorised once", Always},

	shippedWithinOrdered:    {"shipped-within-ordered", "no more is sent than was ordered; a second parcel only goes out after the first was lost or damaged", Always},
	orderOfTimes:            {"order-of-times", "a parcel is packed before it is collected, and out for delivery before it is delivered", Always},
	dispatchAfterAuthorised: {"dispatch-after-authorised", "the warehouse is asked only when the money is held, taken or written off", Always},
	blockedNeverShips:       {"blocked-never-ships", "nothing goes out for an order that was blocked as fraud", Always},
	trackingUnique:          {"tracking-unique", "no two parcels have the same tracking number", Always},
	trackingBeforeMail:      {"tracking-before-mail", "the mail about a parcel names the number that the carrier gave it", Always},

	mailAfterCollection:  {"mail-after-collection", "no mail says that the goods are on their way before the truck has them", Always},
	oneMailPerParcel:     {"one-mail-per-parcel", "no customer reads twice that the same parcel is on its way", Always},
	pageTellsTruth:       {"page-tells-truth", "a page or a mail says thank you only for an order that was confirmed", Always},
	everybodyHearsTheEnd: {"everybody-hears-the-end", "whoever gets no goods is told so, by a page or a mail that the provider took", AtEnd},
	promiseCoversQuote:   {"promise-covers-quote", "no date is promised before the goods are expected", Always},

	oneClickOneOrder:     {"one-click-one-order", "one wish to buy makes at most one order, however often somebody clicks", Always},
	oneEnding:            {"one-ending", "an order ends once", AtEnd},
	legalChanges:         {"legal-changes", "nothing changes in a way its state machine forbids, or from a state it was not in; a change that a crash undid may come again", Always},
	everyThingHasAnOrder: {"every-thing-has-an-order", "every change, and every move of goods or money, is for an order on the books, a delivery, a count or an opening balance", Always},
	effectsOnce:          {"effects-once", "what must happen once per key happens once; judged while the order is on the books", Always},
	nothingStuck:         {"nothing-stuck", "when the world has come to rest, every order, case and purchase order has ended or is on a person's desk, and no money is on its way", AtClose},
	booksAgree:           {"books-agree", "an order that is put away ended as its published changes say", AtEnd},
	orderNumbersGapless:  {"order-numbers-gapless", "orders are numbered from 1 without a gap, and say what they amount to", Always},
	casesFollowDelivery:  {"cases-follow-delivery", "a return or a dispute is opened only for goods that were delivered", Always},
}

// Invariants lists what an auditor watches over.
func Invariants() []Invariant { return invariants[:] }

// Judgement is how often an invariant was judged and broken. What is broken is
// the shop's breach, unless a fault of the world says that this comes of it; the
// shop must then have made it good in time.
type Judgement struct {
	Invariant
	Checks          uint64
	Shop            int // breaches, each order counted once
	WorldRepaired   int
	WorldUnrepaired int

	Instance   // the first of the shop's
	Repaired   Instance
	Unrepaired Instance
}

// Instance is one breach.
type Instance struct {
	Example OrderID
	At      time.Duration
	Detail  string // what was expected, and what was found
}

// breaches are those of one invariant by one who is to blame.
type breaches struct {
	count int
	first Instance
}

// blamed is who is to blame.
type blamed uint8

const (
	byShop blamed = iota
	byWorldRepaired
	byWorldUnrepaired
	allBlamed
)

// Verdicts returns one verdict for each invariant, in the order of the list.
func (a *Auditor) Verdicts() []Judgement {
	verdicts := make([]Judgement, invariantCount)
	for i := range verdicts {
		found := &a.found[i]
		verdicts[i] = Judgement{
			invariants[i], a.checks[i], found[byShop].count, found[byWorldRepaired].count, found[byWorldUnrepaired].count,
			found[byShop].first, found[byWorldRepaired].first, found[byWorldUnrepaired].first,
		}
	}
	return verdicts
}

// holds counts a check of an invariant and returns its outcome; whoever gets a
// no reports a breach.
func (a *Auditor) holds(i invariant, outcome bool) bool {
	a.checks[i]++
	return outcome
}

// breach notes that an order has broken an invariant, once for each order; p is
// nil if it is none's.
func (a *Auditor) breach(i invariant, p *page, format string, args ...any) {
	a.breachOf(i, p, 0, format, args...)
}

// breachOf is the same for an order whose page may be closed.
func (a *Auditor) breachOf(i invariant, p *page, order OrderID, format string, args ...any) {
	if p != nil {
		if p.broken&(1<<i) != 0 {
			return
		}
		p.broken |= 1 << i
		order = p.order
	}
	a.breachBy(i, subject{order: order}, format, args...)
}

// breachBy is the same for a subject that may be no order. If the world is to
// blame, it is not known yet whether the shop makes it good.
func (a *Auditor) breachBy(i invariant, who subject, format string, args ...any) {
	if blame := a.guilt.of(who, i); blame != nil {
		a.guilt.add(blame, who, i, Instance{who.order, a.now, fmt.Sprintf(format, args...)})
		return
	}
	a.tell(i, who.order)
	if found := &a.found[i][byShop]; found.count > 0 {
		found.count++ // of the first, the words are kept
		return
	}
	a.found[i][byShop] = breaches{1, Instance{who.order, a.now, fmt.Sprintf(format, args...)}}
}
