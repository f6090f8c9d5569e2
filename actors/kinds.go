package actors

import "buynow/sim"

// The kinds of message, one for each type.
const (
	KindViewItem sim.Kind = iota + 1
	KindItemPage
	KindPlaceOrder
	KindPayAgain
	KindAnswerOffer
	KindChallengeDone
	KindCancelOrder
	KindCheckOrder
	KindReturnGoods
	KindCreateOrder
	KindReserveStock
	KindStockDecision
	KindReleaseStock
	KindHoldStock
	KindTakeStock
	KindPutBack
	KindGoodsReady
	KindSupplyQuote
	KindQuote
	KindPurchaseOrder
	KindPOAck
	KindPOUpdate
	KindGoodsReceipt
	KindPaymentRequest
	KindPaymentResult
	KindRiskCheck
	KindRiskScore
	KindReviewCase
	KindReviewDecided
	KindAuthRequest
	KindAuthResponse
	KindReversal
	KindInquiry
	KindVoid
	KindCapture
	KindRefund
	KindBankVoid
	KindBankCapture
	KindBankRefund
	KindSettlementFile
	KindSettled
	KindDispute
	KindChargeback
	KindOrderStatus
	KindConfirmationPage
	KindOfferPage
	KindChallengePage
	KindRetryPage
	KindPendingPage
	KindSorryPage
	KindDispatchOrder
	KindIntercept
	KindBookCarrier
	KindBooked
	KindHandover
	KindCollected
	KindDispatchMail
	KindStatusMail
	KindLetter
	KindDelivery
	KindDeliveryEvent
	KindSendBack
	KindReturnArrived
	KindDone
	KindTick
	KindRelay
	KindJourney
	KindWatch
	KindErrand
	KindPickShort
	KindDocked
	KindChore
	KindDue
	KindStranded
	KindTurn
	KindPaymentsClosed
	KindClaim
	// Kinds is the number of kinds, 0 included.
	Kinds
)

// Kind tells the type of the message.
func (*ViewItem) Kind() sim.Kind         { return KindViewItem }
func (*ItemPage) Kind() sim.Kind         { return KindItemPage }
func (*PlaceOrder) Kind() sim.Kind       { return KindPlaceOrder }
func (*PayAgain) Kind() sim.Kind         { return KindPayAgain }
func (*AnswerOffer) Kind() sim.Kind      { return KindAnswerOffer }
func (*ChallengeDone) Kind() sim.Kind    { return KindChallengeDone }
func (*CancelOrder) Kind() sim.Kind      { return KindCancelOrder }
func (*CheckOrder) Kind() sim.Kind       { return KindCheckOrder }
func (*ReturnGoods) Kind() sim.Kind      { return KindReturnGoods }
func (*CreateOrder) Kind() sim.Kind      { return KindCreateOrder }
func (*ReserveStock) Kind() sim.Kind     { return KindReserveStock }
func (*StockDecision) Kind() sim.Kind    { return KindStockDecision }
func (*ReleaseStock) Kind() sim.Kind     { return KindReleaseStock }
func (*HoldStock) Kind() sim.Kind        { return KindHoldStock }
func (*TakeStock) Kind() sim.Kind        { return KindTakeStock }
func (*PutBack) Kind() sim.Kind          { return KindPutBack }
func (*GoodsReady) Kind() sim.Kind       { return KindGoodsReady }
func (*SupplyQuote) Kind() sim.Kind      { return KindSupplyQuote }
func (*Quote) Kind() sim.Kind            { return KindQuote }
func (*PurchaseOrder) Kind() sim.Kind    { return KindPurchaseOrder }
func (*POAck) Kind() sim.Kind            { return KindPOAck }
func (*POUpdate) Kind() sim.Kind         { return KindPOUpdate }
func (*GoodsReceipt) Kind() sim.Kind     { return KindGoodsReceipt }
func (*PaymentRequest) Kind() sim.Kind   { return KindPaymentRequest }
func (*PaymentResult) Kind() sim.Kind    { return KindPaymentResult }
func (*RiskCheck) Kind() sim.Kind        { return KindRiskCheck }
func (*RiskScore) Kind() sim.Kind        { return KindRiskScore }
func (*ReviewCase) Kind() sim.Kind       { return KindReviewCase }
func (*ReviewDecided) Kind() sim.Kind    { return KindReviewDecided }
func (*AuthRequest) Kind() sim.Kind      { return KindAuthRequest }
func (*AuthResponse) Kind() sim.Kind     { return KindAuthResponse }
func (*Reversal) Kind() sim.Kind         { return KindReversal }
func (*Inquiry) Kind() sim.Kind          { return KindInquiry }
func (*Void) Kind() sim.Kind             { return KindVoid }
func (*Capture) Kind() sim.Kind          { return KindCapture }
func (*Refund) Kind() sim.Kind           { return KindRefund }
func (*BankVoid) Kind() sim.Kind         { return KindBankVoid }
func (*BankCapture) Kind() sim.Kind      { return KindBankCapture }
func (*BankRefund) Kind() sim.Kind       { return KindBankRefund }
func (*SettlementFile) Kind() sim.Kind   { return KindSettlementFile }
func (*Settled) Kind() sim.Kind          { return KindSettled }
func (*Dispute) Kind() sim.Kind          { return KindDispute }
func (*Chargeback) Kind() sim.Kind       { return KindChargeback }
func (*OrderStatus) Kind() sim.Kind      { return KindOrderStatus }
func (*ConfirmationPage) Kind() sim.Kind { return KindConfirmationPage }
func (*OfferPage) Kind() sim.Kind        { return KindOfferPage }
func (*ChallengePage) Kind() sim.Kind    { return KindChallengePage }
func (*RetryPage) Kind() sim.Kind        { return KindRetryPage }
func (*PendingPage) Kind() sim.Kind      { return KindPendingPage }
func (*SorryPage) Kind() sim.Kind        { return KindSorryPage }
func (*DispatchOrder) Kind() sim.Kind    { return KindDispatchOrder }
func (*Intercept) Kind() sim.Kind        { return KindIntercept }
func (*BookCarrier) Kind() sim.Kind      { return KindBookCarrier }
func (*Booked) Kind() sim.Kind           { return KindBooked }
func (*Handover) Kind() sim.Kind         { return KindHandover }
func (*Collected) Kind() sim.Kind        { return KindCollected }
func (*DispatchMail) Kind() sim.Kind     { return KindDispatchMail }
func (*StatusMail) Kind() sim.Kind       { return KindStatusMail }
func (*Letter) Kind() sim.Kind           { return KindLetter }
func (*Delivery) Kind() sim.Kind         { return KindDelivery }
func (*DeliveryEvent) Kind() sim.Kind    { return KindDeliveryEvent }
func (*SendBack) Kind() sim.Kind         { return KindSendBack }
func (*ReturnArrived) Kind() sim.Kind    { return KindReturnArrived }
func (*Done) Kind() sim.Kind             { return KindDone }
func (*tick) Kind() sim.Kind             { return KindTick }
func (*relay) Kind() sim.Kind            { return KindRelay }
func (*errand) Kind() sim.Kind           { return KindErrand }
func (*watch) Kind() sim.Kind            { return KindWatch }
func (*PickShort) Kind() sim.Kind        { return KindPickShort }
func (*Docked) Kind() sim.Kind           { return KindDocked }
func (*chore) Kind() sim.Kind            { return KindChore }
func (*due) Kind() sim.Kind              { return KindDue }
func (*Stranded) Kind() sim.Kind         { return KindStranded }
func (*Turn) Kind() sim.Kind             { return KindTurn }
func (*PaymentsClosed) Kind() sim.Kind   { return KindPaymentsClosed }
func (*Claim) Kind() sim.Kind            { return KindClaim }
