package actors

import "time"

// Steps 6 to 9: payment.
type (
	// PaymentRequest asks to authorise the amount (step 6), not yet to take it.
	// Key counts the customer's cards, never the attempts: the same key gets the
	// same answer. Challenge carries the outcome of a 3-D Secure challenge.
	PaymentRequest struct {
		Order     OrderID
		Key       uint64 // PaymentKey(order, card)
		Amount    Cents
		Card      Card
		Customer  int
		Risk      Risk
		Fraud     bool // the truth, for those who review the case
		Challenge Challenge
		Sale      bool // take the amount at once
		Renewal   bool // of a hold on a card that has passed the fraud check for this order
		// Aftermath is true if a return or a dispute lies ahead of this payment,
		// so that its record must be kept when it is settled.
		Aftermath bool
	}

	// PaymentResult answers it (step 9), and is sent again by itself when a
	// review or an unknown outcome is decided later.
	PaymentResult struct {
		Order  OrderID
		Key    uint64
		Answer PaymentAnswer
		Auth   uint64        // names the authorisation
		Until  time.Duration // the authorisation is valid until then
		Code   Code          // why it was declined
	}

	// RiskCheck asks the fraud check for a score (step 6a).
	RiskCheck struct {
		Order OrderID
		Risk  Risk
	}

	// RiskScore is its answer (step 6b).
	RiskScore struct {
		Order   OrderID
		Score   float64
		Verdict Verdict
	}

	// ReviewCase asks people to look at a flagged order.
	ReviewCase struct {
		Order OrderID
		Key   uint64
		Fraud bool // the truth, which the people find with some probability
	}

	// ReviewDecided is what they found, hours later.
	ReviewDecided struct {
		Order OrderID
		Key   uint64
		Good  bool
	}

	// AuthRequest asks the customer's bank to hold the amount (step 7; ISO 8583
	// message 0100). Stan is the key: the same gets the same answer.
	AuthRequest struct {
		Order         OrderID
		Stan          uint64
		Card          Card
		Amount        Cents
		Sale          bool // take the amount, too (message 0200)
		Authenticated bool // a challenge was passed
		Aftermath     bool // see PaymentRequest
	}

	// AuthResponse is the bank's answer (step 8; message 0110).
	AuthResponse struct {
		Order OrderID
		Stan  uint64
		Code  Code
		Auth  uint64
		Until time.Duration
		Held  Cents // less than was asked for, with CodePartial
	}

	// Reversal takes an authorisation back whose answer never came (0400).
	Reversal struct {
		Order OrderID
		Stan  uint64
	}

	// Inquiry asks what became of a payment request. The answer is a
	// PaymentResult; PaymentUnknown if the merchant system never heard of it.
	Inquiry struct {
		Order OrderID
		Key   uint64
	}

	// Void releases an authorisation: the compensation of PaymentRequest. The
	// answer is a Done; voiding twice changes nothing.
	Void struct {
		Order OrderID
		Key   uint64
	}

	// Capture takes the money, once the goods are collected. The answer is a
	// Done, or ErrCaptureRejected.
	Capture struct {
		Order    OrderID
		Key      uint64
		Amount   Cents
		Shipment uint64 // the key: one shipment is captured once
	}

	// Refund gives captured money back: the compensation of Capture. The answer
	// is a Done; refunding twice with one Case changes nothing.
	Refund struct {
		Order  OrderID
		Key    uint64
		Amount Cents
		Case   uint64
	}

	// BankVoid, BankCapture and BankRefund are the merchant system's words for
	// the same towards the bank.
	BankVoid struct {
		Order OrderID
		Auth  uint64
	}
	BankCapture struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
	}
	BankRefund struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
		Case   uint64
	}

	// SettlementFile lists what the bank paid out on a day.
	SettlementFile struct {
		Day   int
		Lines []SettlementLine
	}

	// Claim tells the bank that what it paid out for a payment is not what was
	// captured: nothing, too little, or twice. The answer is a Done, and the next
	// settlement file lists it again, put right; ErrUnknown if there is nothing wrong.
	Claim struct {
		Order OrderID
		Auth  uint64
	}

	// Settled tells the order manager which orders' money has arrived.
	Settled struct{ Orders []OrderID }

	// PaymentsClosed is the order manager's word on payments for which nothing can
	// come any more, once a night. The merchant system passes it on to the bank.
	// The answer is a Done.
	PaymentsClosed struct{ Keys []uint64 }

	// Dispute is a customer's complaint at the bank: a case of its own.
	Dispute struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
	}

	// Chargeback is the bank's way to tell the merchant system, and the merchant
	// system's to tell the order manager; Won if the shop could prove its case.
	Chargeback struct {
		Order  OrderID
		Auth   uint64
		Amount Cents
		Won    bool
		Closed bool
		Stan   uint64 // of the AuthRequest
	}
)

// SettlementLine is one payment in a settlement file.
type SettlementLine struct {
	Order  OrderID
	Auth   uint64
	Amount Cents // captured
	Fee    Cents // kept by the bank
	Stan   uint64
	Again  bool // it puts right what an earlier file got wrong
}

// PaymentAnswer is the merchant system's word on a payment.
type PaymentAnswer uint8

// The answers.
const (
	Authorised       PaymentAnswer = iota + 1
	Declined                       // by the bank: see Code
	Blocked                        // by the fraud check or its review
	PaymentPending                 // people look at it: a PaymentResult follows
	PaymentChallenge               // the customer must prove who they are first
	PaymentUnknown                 // the bank did not answer, or nobody heard of it
)

// Challenge is how far a 3-D Secure challenge has come.
type Challenge uint8

// The stages.
const (
	NotChallenged Challenge = iota
	ChallengePassed
	ChallengeFailed
)

// Code is the bank's response code (field 39 of ISO 8583).
type Code uint8

// The codes in use.
const (
	CodeApproved  Code = 0
	CodeDoNot     Code = 5  // do not honour
	CodePartial   Code = 10 // only a part of the amount is held
	CodeExpired   Code = 54 // expired card
	CodeNoFunds   Code = 51 // not enough money
	CodeNotAllow  Code = 57 // not allowed to this card
	CodeFraud     Code = 59 // suspected fraud
	CodeLimit     Code = 61 // over the limit
	CodeWrongCVV  Code = 82 // wrong card data
	CodeIssuer    Code = 91 // issuer not available
	CodeDuplicate Code = 94 // seen before
	CodeStolen    Code = 43 // stolen card
	CodeError     Code = 96 // system error
)
