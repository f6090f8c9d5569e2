package dashboard

import (
	"buynow/actors"
	"buynow/scenarios"
	"buynow/sim"
)

// way is where a message goes on the stage: its road, and that of its answer.
type way struct {
	ask, answer int8 // places in roads, or offRoad
	lane, back  int8 // that count it and its answer
	aside       bool // it is drawn on its road, and does not count there: it is not what the road is for
	undo        bool // it undoes something
	asks        bool // the customer asks for a page with it
	passedOn    bool // by the web server, just as it came
	watched     bool // somebody counts it beside
	judges      bool // its answer is yes or no
}

// offRoad is a way on no road of the stage.
const offRoad = -1

// trip is a row of the table of ways.
type trip struct {
	kind        sim.Kind
	from, to    string
	ask, answer string // names of roads, "" if there is none
	aside       bool
}

// trips are the ways of all messages that travel on a road. Those that pass through
// the web server have a row for each leg.
var trips = []trip{
	{actors.KindPlaceOrder, "customer", "web", "1", "11", false},
	{actors.KindPayAgain, "customer", "web", "1", "11", false},
	{actors.KindAnswerOffer, "customer", "web", "1", "11", false},
	{actors.KindChallengeDone, "customer", "web", "1", "11", false},
	{actors.KindCancelOrder, "customer", "web", "1", "11", false},
	{actors.KindCheckOrder, "customer", "web", "1", "11", true},
	{actors.KindReturnGoods, "customer", "web", "1", "11", true},
	{actors.KindCreateOrder, "web", "order-manager", "2", "10", false},
	{actors.KindPayAgain, "web", "order-manager", "2", "10", false},
	{actors.KindAnswerOffer, "web", "order-manager", "2", "10", false},
	{actors.KindChallengeDone, "web", "order-manager", "2", "10", false},
	{actors.KindCancelOrder, "web", "order-manager", "2", "10", false},
	{actors.KindCheckOrder, "web", "order-manager", "2", "10", true},
	{actors.KindReturnGoods, "web", "order-manager", "2", "10", true},
	{actors.KindOrderStatus, "order-manager", "web", "10", "", false},

	{actors.KindReserveStock, "order-manager", "stock-db", "3", "5", false},
	{actors.KindHoldStock, "order-manager", "stock-db", "3", "5", true},
	{actors.KindGoodsReady, "stock-db", "order-manager", "5", "", false},
	{actors.KindSupplyQuote, "stock-db", "manufacturer", "4", "4b", false},
	{actors.KindPurchaseOrder, "stock-db", "manufacturer", "4", "4b", false},
	{actors.KindSupplyQuote, "stock-db", "wholesaler", "4", "4b", false},
	{actors.KindPurchaseOrder, "stock-db", "wholesaler", "4", "4b", false},
	{actors.KindPOAck, "manufacturer", "stock-db", "4b", "", false},
	{actors.KindPOAck, "wholesaler", "stock-db", "4b", "", false},
	{actors.KindPOUpdate, "manufacturer", "stock-db", "4b", "", true},
	{actors.KindPOUpdate, "wholesaler", "stock-db", "4b", "", true},
	{actors.KindGoodsReceipt, "manufacturer", "stock-db", "4b", "", false},
	{actors.KindGoodsReceipt, "wholesaler", "stock-db", "4b", "", false},

	{actors.KindPaymentRequest, "order-manager", "merchant", "6", "9", false},
	{actors.KindInquiry, "order-manager", "merchant", "6", "9", true},
	{actors.KindCapture, "order-manager", "merchant", "6", "9", true},
	{actors.KindPaymentResult, "merchant", "order-manager", "9", "", false},
	{actors.KindChargeback, "merchant", "order-manager", "9", "", true},
	{actors.KindRiskCheck, "merchant", "fraud", "6a", "6b", false},
	{actors.KindReviewCase, "merchant", "fraud", "6a", "6b", true},
	{actors.KindReviewDecided, "fraud", "merchant", "6b", "", true},
	{actors.KindAuthRequest, "merchant", "bank", "7", "8", false},
	{actors.KindBankCapture, "merchant", "bank", "7", "8", true},
	{actors.KindChargeback, "merchant", "bank", "7", "8", true},
	{actors.KindChargeback, "bank", "merchant", "8", "", true},

	{actors.KindDispatchOrder, "order-manager", "warehouse", "12", "", false},
	{actors.KindBookCarrier, "warehouse", "truck", "13", "", true},
	{actors.KindHandover, "warehouse", "truck", "13", "", false},
	{actors.KindDispatchMail, "warehouse", "mail", "14", "", false},
	{actors.KindLetter, "mail", "customer", "14b", "", false},
	{actors.KindDelivery, "truck", "customer", "15", "", false},

	{actors.KindReleaseStock, "order-manager", "stock-db", "3-back", "", false},
	{actors.KindPutBack, "warehouse", "stock-db", "3-back", "", false},
	{actors.KindVoid, "order-manager", "merchant", "6-back", "", false},
	{actors.KindRefund, "order-manager", "merchant", "6-back", "", false},
	{actors.KindReversal, "merchant", "bank", "7-back", "", false},
	{actors.KindBankVoid, "merchant", "bank", "7-back", "", false},
	{actors.KindBankRefund, "merchant", "bank", "7-back", "", false},
	{actors.KindIntercept, "order-manager", "warehouse", "12-back", "", false},
	{actors.KindSendBack, "customer", "truck", "15-back", "", false},
	{actors.KindSendBack, "truck", "warehouse", "", "", false}, // on the same truck
}

// besides are the kinds of message that travel on no road, and why.
var besides = map[sim.Kind]string{
	actors.KindViewItem:       "somebody looks around: no order yet",
	actors.KindTakeStock:      "the warehouse takes from its own shelves",
	actors.KindStatusMail:     "the order manager's own mails have no road; the letters do",
	actors.KindCollected:      "the warehouse tells the order manager, as told on 13",
	actors.KindDocked:         "a truck is there, for no order in particular",
	actors.KindDeliveryEvent:  "the carrier tells the order manager, as told on 15",
	actors.KindReturnArrived:  "the warehouse tells the order manager",
	actors.KindPickShort:      "the warehouse tells the order manager",
	actors.KindStranded:       "the warehouse tells the order manager",
	actors.KindSettlementFile: "a file for many orders, at night",
	actors.KindSettled:        "news of many orders, at night",
	actors.KindPaymentsClosed: "news of many orders, at night",
	actors.KindClaim:          "the books of many orders, at night",
	actors.KindDispute:        "the customer calls their bank, past the shop",
	actors.KindJourney:        "a customer comes",
	actors.KindTurn:           "a customer comes again",
}

// answers are the kinds that only ever are answers: they travel on the road of
// what they answer.
var answers = []sim.Kind{
	actors.KindItemPage, actors.KindStockDecision, actors.KindQuote, actors.KindRiskScore, actors.KindAuthResponse,
	actors.KindConfirmationPage, actors.KindOfferPage, actors.KindChallengePage, actors.KindRetryPage, actors.KindPendingPage,
	actors.KindSorryPage, actors.KindBooked, actors.KindDone,
}

// alone are the kinds that nobody but their actor sees: reminders to itself.
var alone = []sim.Kind{
	actors.KindTick, actors.KindRelay, actors.KindWatch, actors.KindErrand, actors.KindChore, actors.KindDue,
}

// waysOf are the ways of all messages in a shop, by wayAt.
func waysOf(play *scenarios.Play) *[waysLen]way {
	ways := &[waysLen]way{}
	besides := int8(len(roads) + laneBesides)
	for i := range ways {
		ways[i] = way{ask: offRoad, answer: offRoad, lane: besides, back: besides}
		if kind := sim.Kind(i >> 4); kind == actors.KindJourney || kind == actors.KindTurn {
			ways[i].lane = int8(len(roads) + laneNobody)
		}
	}
	for _, t := range trips {
		w := &ways[wayAt(t.kind, idOf(play, t.from))]
		w.ask, w.answer, w.aside, w.asks = roadOf(t.ask), roadOf(t.answer), t.aside, t.ask == "1"
		if w.ask == offRoad {
			continue
		}
		if !t.aside {
			w.lane = w.ask
			if w.answer != offRoad {
				w.back = w.answer
			}
		}
		w.passedOn = t.ask == "2" && t.kind != actors.KindCreateOrder
		w.judges = t.kind == actors.KindReserveStock || t.kind == actors.KindRiskCheck || t.kind == actors.KindAuthRequest
		w.undo = roads[w.ask].back
		w.watched = w.undo || t.kind == actors.KindPlaceOrder || t.kind == actors.KindDelivery
	}
	return ways
}

// waysLen bounds kinds times actors: both have room in a few bits.
const waysLen = 128 * 16

// wayAt is the place of the way of a kind of message from an actor.
func wayAt(kind sim.Kind, from sim.ActorID) int { return int(kind&127)<<4 | int(from&15) }

// idOf is the actor of a name.
func idOf(play *scenarios.Play, name string) sim.ActorID {
	for id, other := range play.World.Names() {
		if other == name {
			return sim.ActorID(id)
		}
	}
	panic("dashboard: there is no actor " + name)
}

// roadOf is the place of a road of that name.
func roadOf(name string) int8 {
	for i := range roads {
		if roads[i].name == name {
			return int8(i)
		}
	}
	return offRoad
}
