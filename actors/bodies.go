package actors

import (
	"reflect"

	"buynow/sim"
)

// NewMessage returns an empty message of a kind, nil if there is no such kind:
// for whoever reads messages that were written down.
func NewMessage(kind sim.Kind) sim.Message {
	if kind >= Kinds || messages[kind] == nil {
		return nil
	}
	return reflect.New(messages[kind]).Interface().(sim.Message)
}

// messages is the type of every kind of message.
var messages = byKind(
	(*ViewItem)(nil), (*ItemPage)(nil), (*PlaceOrder)(nil), (*PayAgain)(nil), (*AnswerOffer)(nil), (*ChallengeDone)(nil),
	(*CancelOrder)(nil), (*CheckOrder)(nil), (*ReturnGoods)(nil), (*CreateOrder)(nil), (*OrderStatus)(nil),
	(*ConfirmationPage)(nil), (*OfferPage)(nil), (*ChallengePage)(nil), (*RetryPage)(nil), (*PendingPage)(nil), (*SorryPage)(nil),

	(*ReserveStock)(nil), (*StockDecision)(nil), (*ReleaseStock)(nil), (*HoldStock)(nil), (*TakeStock)(nil), (*PutBack)(nil),
	(*GoodsReady)(nil), (*SupplyQuote)(nil), (*Quote)(nil), (*PurchaseOrder)(nil), (*POAck)(nil), (*POUpdate)(nil), (*GoodsReceipt)(nil),

	(*PaymentRequest)(nil), (*PaymentResult)(nil), (*RiskCheck)(nil), (*RiskScore)(nil), (*ReviewCase)(nil), (*ReviewDecided)(nil),
	(*AuthRequest)(nil), (*AuthResponse)(nil), (*Reversal)(nil), (*Inquiry)(nil), (*Void)(nil), (*Capture)(nil), (*Refund)(nil),
	(*BankVoid)(nil), (*BankCapture)(nil), (*BankRefund)(nil), (*SettlementFile)(nil), (*Settled)(nil), (*Dispute)(nil), (*Chargeback)(nil),

	(*DispatchOrder)(nil), (*Intercept)(nil), (*BookCarrier)(nil), (*Booked)(nil), (*Handover)(nil), (*Collected)(nil),
	(*DispatchMail)(nil), (*StatusMail)(nil), (*Letter)(nil), (*Delivery)(nil), (*DeliveryEvent)(nil), (*SendBack)(nil),
	(*ReturnArrived)(nil), (*PickShort)(nil), (*Stranded)(nil), (*Docked)(nil),

	(*Done)(nil), (*Visit)(nil), (*tick)(nil), (*relay)(nil), (*watch)(nil), (*errand)(nil), (*chore)(nil), (*due)(nil),
	(*Turn)(nil), (*PaymentsClosed)(nil), (*Claim)(nil),
)

func byKind(all ...sim.Message) (types [Kinds]reflect.Type) {
	for _, message := range all {
		types[message.Kind()] = reflect.TypeOf(message).Elem()
	}
	return types
}

// EventNames are the names of the kinds of event, by number.
func EventNames() []string { return append([]string(nil), eventNames[:]...) }

var eventNames = [...]string{
	sim.Sent: "sent", sim.Served: "served", sim.Answered: "answered", sim.TimedOut: "timed out", sim.Late: "late",
	sim.Refused: "refused", sim.Lost: "lost", sim.Crashed: "crashed", sim.Restarted: "restarted", sim.Noted: "noted",
	sim.Moved: "moved", sim.FaultBegan: "fault began", sim.FaultEnded: "fault ended", sim.FaultHit: "fault hit",

	Changed: "changed", Illegal: "illegal", Committed: "committed", Placed: "placed", Effect: "effect", Statement: "statement",
	Counted: "counted", Archived: "archived", WrittenOff: "written off",
}
