package actors

import "time"

// OrderRules say how the order manager works.
type OrderRules struct {
	// ReservationTTL is how long goods are kept while the customer pays. Source: 10
	// to 15 minutes are usual.
	ReservationTTL time.Duration
	// OfferOpen is how long an offered date, and a declined card, wait for the
	// customer. Source: assumed.
	OfferOpen time.Duration
	// ChallengeOpen is how long a 3-D Secure challenge waits for the customer.
	// Source: assumed.
	ChallengeOpen time.Duration
	// Outbox is the time until an order's duties are looked at. Source: outboxes are
	// polled every 0.1 to 5 s.
	Outbox time.Duration
	// Patience is the first pause before a duty is tried again, and before the bank
	// is asked what became of a payment; it doubles up to LongestPause. Source:
	// assumed, as long as the bank's own time-out.
	Patience time.Duration
	// LongestPause is the longest pause between two tries of a duty. Source:
	// assumed.
	LongestPause time.Duration
	// GiveUp is after how many tries a person must look at an order. Source:
	// assumed; with the pauses, about a week.
	GiveUp int
	// DeliveryTime is what is promised beyond the goods' arrival. Source: transit
	// takes 2.56 days on average in the US and longer abroad, so 98 % of the
	// carrier's parcels arrive within these 11.
	DeliveryTime time.Duration
	// AuthMargin is how long an authorisation must still be valid for a dispatch.
	// Source: assumed.
	AuthMargin time.Duration
	// DamagedShare is the share of the price that comes back for goods that are
	// returned used. Source: assumed.
	DamagedShare float64
}

// DefaultOrderRules are those of a careful shop.
func DefaultOrderRules() OrderRules {
	return OrderRules{
		ReservationTTL: 15 * time.Minute,
		OfferOpen:      10 * time.Minute,
		ChallengeOpen:  15 * time.Minute,
		Outbox:         time.Second,
		Patience:       10 * time.Second,
		LongestPause:   4 * time.Hour,
		GiveUp:         50,
		DeliveryTime:   11 * Day,
		AuthMargin:     2 * Day,
		DamagedShare:   0.5,
	}
}
