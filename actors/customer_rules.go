package actors

import (
	"time"

	"buynow/sim"
)

// CustomerRules say how people behave.
type CustomerRules struct {
	// Think is the time between two pages. Source: TPC-W has a mean of 7 s.
	Think sim.Dist
	// BrowsePages is how many pages somebody looks at who does not buy. Source:
	// assumed.
	BrowsePages int
	// Patience is how long somebody looks at a blank page before they click again
	// or leave. Source: assumed, 12 s at the median and 30 s for one in a hundred.
	Patience sim.Dist
	// Clicks is how often somebody clicks Buy Now in vain before they leave.
	// Source: assumed.
	Clicks int
	// DoubleClick is the share of impatient fingers. Source: assumed.
	DoubleClick float64
	// LeaveIfGone is the share that leave when the page says "sold out"; the others
	// ask for a date. Source: assumed.
	LeaveIfGone float64
	// Decide is the time to answer an offer or to find another card. Source:
	// assumed.
	Decide sim.Dist
	// AcceptDate is the share that would wait for goods. Source: assumed.
	AcceptDate float64
	// LongestWait is how long somebody would wait for goods at most. Source:
	// assumed.
	LongestWait time.Duration
	// TryAnotherCard is the share that try a second card after a decline. Source:
	// assumed; of the 12 % declined, half then end well on another card.
	TryAnotherCard float64
	// Challenge is the time that a 3-D Secure challenge takes. Source: its mean was
	// 37 s in its first version; half a minute at the median is assumed.
	Challenge sim.Dist
	// AbandonChallenge is the share that close the window of a challenge instead.
	// Source: 10 to 20 % are reported.
	AbandonChallenge float64
	// PassChallenge is the share of those who answer a challenge that succeed.
	// Source: assumed.
	PassChallenge float64
	// Regret is the time until somebody cancels who will. Source: assumed.
	Regret sim.Dist
	// Home is the chance that somebody opens the door. Source: 97 % of first
	// attempts succeed (Parcel Monitor).
	Home float64
	// Return is the share of delivered orders that come back. Source: 17.6 % of
	// online sales in 2023 (NRF and Appriss).
	Return float64
	// ReturnAfter is the time from delivery until somebody sends goods back.
	// Source: assumed, within the usual 30 days.
	ReturnAfter sim.Dist
	// Dispute is the share of honest customers that dispute the charge. Source:
	// assumed; with those robbed it comes near the 0.6 % of orders that are usual.
	Dispute float64
	// FraudDispute is the share of orders on stolen cards that are disputed.
	// Source: assumed; some owners never look.
	FraudDispute float64
	// DisputeAfter is the time from delivery until the charge is disputed. Source:
	// assumed, within the 120 days that card networks allow.
	DisputeAfter sim.Dist
}

// DefaultCustomerRules are people as they are.
func DefaultCustomerRules() CustomerRules {
	return CustomerRules{
		Think:            sim.Exponential(7 * time.Second),
		BrowsePages:      4,
		Patience:         sim.LognormalQuantiles(12*time.Second, 30*time.Second),
		Clicks:           3,
		DoubleClick:      0.01,
		LeaveIfGone:      0.3,
		Decide:           sim.Exponential(20 * time.Second),
		AcceptDate:       0.6,
		LongestWait:      28 * Day,
		TryAnotherCard:   0.6,
		Challenge:        sim.LognormalQuantiles(30*time.Second, 3*time.Minute),
		AbandonChallenge: 0.1,
		PassChallenge:    0.95,
		Regret:           sim.Exponential(3 * time.Minute),
		Home:             0.97,
		Return:           0.17,
		ReturnAfter:      sim.Uniform(3*Day, 25*Day),
		Dispute:          0.004,
		FraudDispute:     0.8,
		DisputeAfter:     sim.Uniform(15*Day, 90*Day),
	}
}

// aftermath is what becomes of an order after its end, if anything.
type aftermath struct {
	sendsBack bool
	dispute   bool
	after     time.Duration // delivery
}

func (a aftermath) any() bool { return a.sendsBack || a.dispute }

// afterSales tells what lies ahead of an order once it is delivered. It depends
// on the intent alone, so whoever keeps records can tell which of them somebody
// will ask for months later, and need not keep all the others.
func (s *Shop) afterSales(intent uint64, shopper *Shopper) aftermath {
	rules := &s.Config.Customers
	luck := sim.Fate(s.World.Seed(), luckAfterSales, intent)
	if _, grieved := s.grieved[intent]; grieved {
		return aftermath{dispute: true, after: rules.DisputeAfter.Duration(&luck)}
	}
	if IsVisitor(intent) {
		return aftermath{}
	}
	disputes, returns := rules.Dispute, rules.Return
	if shopper.Fraudster {
		disputes, returns = rules.FraudDispute, 0
	}
	switch draw := luck.Float64(); {
	case draw < disputes:
		return aftermath{dispute: true, after: rules.DisputeAfter.Duration(&luck)}
	case draw < disputes+returns:
		return aftermath{sendsBack: true, after: rules.ReturnAfter.Duration(&luck)}
	}
	return aftermath{}
}

// shopperOf draws who is behind an intent, as they came.
func (s *Shop) shopperOf(intent uint64) Shopper {
	return DrawShopper(s.World.Seed(), intent, s.Config.Population)
}
