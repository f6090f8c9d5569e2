package actors

import "buynow/sim"

// Step is one of the fifteen steps from the click to the parcel at the door; 0
// is none of them.
type Step uint8

// Steps is the number of steps.
const Steps = 15

// The acts into which the steps are grouped.
const (
	ActOrder   = "order"
	ActStock   = "stock"
	ActPayment = "payment"
	ActConfirm = "confirm"
	ActDeliver = "deliver"
)

// StepInfo says what a step is.
type StepInfo struct {
	Step Step
	Name string // a few words, as on a chip
	Text string // a sentence, as told to a class
	Act  string
}

var stepInfo = [Steps + 1]StepInfo{
	{},
	{1, "Place order", "The customer clicks Buy Now; the browser sends the order to the web server.", ActOrder},
	{2, "Pass to order manager", "The web server hands the order to the order manager.", ActOrder},
	{3, "In stock?", "The order manager asks the stock database for the goods.", ActStock},
	{4, "Order more", "The stock database asks the manufacturer for more.", ActStock},
	{5, "Yes, reserved", "The stock database sets the goods aside, or names a date.", ActStock},
	{6, "Take payment", "The order manager asks the merchant system for the money.", ActPayment},
	{7, "Check funds", "The merchant system checks for fraud and asks the customer's bank.", ActPayment},
	{8, "Funds OK", "The bank finds enough money and holds it.", ActPayment},
	{9, "Authorised", "The merchant system authorises the payment; the money moves days later.", ActPayment},
	{10, "Tell the shop", "The order manager tells the web server that all went well.", ActConfirm},
	{11, "Show “thank you”", "The web server shows the customer the confirmation page.", ActConfirm},
	{12, "Ship it", "The order manager asks the warehouse to send the goods.", ActDeliver},
	{13, "Truck collects", "The truck collects the parcel from the warehouse.", ActDeliver},
	{14, "E-mail the customer", "The warehouse computer writes that the goods are on their way.", ActConfirm},
	{15, "Delivered", "The truck brings the parcel to the door.", ActDeliver},
}

// Info says what the step is.
func (s Step) Info() StepInfo { return stepInfo[s] }

// String is the step's name.
func (s Step) String() string { return stepInfo[s].Name }

// StepOf returns the step that a message is, 0 if it is none of the fifteen. An
// answer is its step only if it says yes: a decline is not "funds OK".
func StepOf(m sim.Message) Step {
	switch m := m.(type) {
	case *PlaceOrder:
		return 1
	case *CreateOrder:
		return 2
	case *ReserveStock:
		return 3
	case *SupplyQuote, *PurchaseOrder:
		return 4
	case *StockDecision:
		if m.Answer == Yes {
			return 5
		}
	case *GoodsReady:
		return 5
	case *PaymentRequest:
		return 6
	case *AuthRequest:
		return 7
	case *AuthResponse:
		if m.Code == CodeApproved {
			return 8
		}
	case *PaymentResult:
		if m.Answer == Authorised {
			return 9
		}
	case *OrderStatus:
		if m.State == Confirmed {
			return 10
		}
	case *ConfirmationPage:
		return 11
	case *DispatchOrder:
		return 12
	case *Handover:
		return 13
	case *DispatchMail:
		return 14
	case *Delivery:
		return 15
	}
	return 0
}
