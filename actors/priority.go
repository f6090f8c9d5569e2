package actors

import "buynow/sim"

// How important a kind of message is to an actor that cannot deal with all.
const (
	awaited    uint8 = iota // a customer who buys waits for it: it goes before the rest
	looked                  // a customer looks, asks, or is to hear something
	background              // nobody waits for it: it is done later, and again until it is done
)

// importance is how important a kind of message is.
func importance(kind sim.Kind) uint8 {
	switch kind {
	case KindPlaceOrder, KindPayAgain, KindAnswerOffer, KindChallengeDone,
		KindCreateOrder, KindReserveStock, KindHoldStock, KindSupplyQuote,
		KindPaymentRequest, KindRiskCheck, KindAuthRequest:
		return awaited
	case KindViewItem, KindCheckOrder, KindCancelOrder, KindReturnGoods,
		KindOrderStatus, KindGoodsReady, KindReviewDecided, KindPaymentResult,
		KindDispatchMail, KindStatusMail, KindLetter:
		return looked
	}
	return background
}
