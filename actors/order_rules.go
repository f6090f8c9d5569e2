package actors

import "time"

// OrderRules say how the order manager works.
type OrderRules struct {
	// ReservationTTL is how long goods are kept while the customer pays: 10 to
	// 15 min are usual.
	ReservationTTL time.Duration
	// OfferOpen is how long an offered date, and a declined card, wait for the
	// customer (assumed); ChallengeOpen the same for a 3-D Secure challenge.
	OfferOpen     time.Duration
	ChallengeOpen time.Duration
	// Outbox is the time until an order's duties are looked at: outboxes are
	// polled every 0.1 to 5 s.
	Outbox time.Duration
	// Attempts and RetryPause are for questions that a customer waits for; the
	// pause doubles (assumed).
	Attempts   int
	RetryPause time.Duration
	// Patience is the first pause before a duty is tried again, and before the
	// bank is asked what became of a payment; it doubles up to LongestPause.
	Patience     time.Duration
	LongestPause time.Duration
	// GiveUp is after how many tries a person must look at an order (assumed:
	// with the pauses, about a week).
	GiveUp int
	// DeliveryTime is what is promised beyond the goods' arrival: transit takes
	// 2.56 days on average in the US and longer abroad, so 98 % of the carrier's
	// parcels arrive within these 11.
	DeliveryTime time.Duration
	// AuthMargin is how long an authorisation must still be valid for a dispatch.
	AuthMargin time.Duration
	// DamagedShare is the share of the price that comes back for goods that are
	// returned used (assumed).
	DamagedShare float64
}

// DefaultOrderRules are those of a careful shop.
func DefaultOrderRules() OrderRules {
	return OrderRules{
		ReservationTTL: 15 * time.Minute,
		OfferOpen:      10 * time.Minute,
		ChallengeOpen:  15 * time.Minute,
		Outbox:         time.Second,
		Attempts:       3,
		RetryPause:     100 * time.Millisecond,
		Patience:       10 * time.Second,
		LongestPause:   4 * time.Hour,
		GiveUp:         50,
		DeliveryTime:   11 * Day,
		AuthMargin:     2 * Day,
		DamagedShare:   0.5,
	}
}
