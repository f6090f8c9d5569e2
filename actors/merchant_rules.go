package actors

import (
	"errors"
	"time"
)

// MerchantRules say how the merchant system deals with payments.
type MerchantRules struct {
	// RiskTimeout is how long it waits for the fraud check. Source: assumed, twice
	// what that takes at the 99th percentile.
	RiskTimeout time.Duration

	// FailClosed is the amount from which a payment goes to people when the fraud
	// check is silent; below it passes unseen. Source: assumed.
	FailClosed Cents

	// Challenge is the share of payments whose bank wants the customer to prove who
	// they are (3-D Secure). Source: of those in scope, 36 % are not frictionless
	// (mean over 37 countries); that a third are in scope is assumed.
	Challenge float64

	// FollowUps are the pauses before each try to learn what became of a payment
	// without an answer, at least one; the last goes on. Source: assumed.
	FollowUps []time.Duration
	// Repeats is how many of the follow-ups ask again before the rest reverse.
	// Source: assumed.
	Repeats int

	// GiveUp is how long a payment without an answer is followed up. Source:
	// assumed, longer than a bank keeps any hold.
	GiveUp time.Duration

	// ReviewLimit is how long a payment waits for people, who are asked again every
	// night, before it is refused. Source: assumed.
	ReviewLimit time.Duration
}

// DefaultMerchantRules is a careful merchant system.
func DefaultMerchantRules() MerchantRules {
	return MerchantRules{
		RiskTimeout: time.Second,
		FailClosed:  200_00,
		Challenge:   0.12,
		FollowUps: []time.Duration{
			10 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour,
		},
		Repeats:     2,
		GiveUp:      8 * Day,
		ReviewLimit: 3 * Day,
	}
}

// Validate tells what does not fit together.
func (r MerchantRules) Validate() error {
	for _, pause := range r.FollowUps {
		if pause <= 0 {
			return errors.New("each pause of follow_ups must be longer than 0")
		}
	}
	if len(r.FollowUps) == 0 {
		return errors.New("follow_ups is empty, want at least one pause such as 10s")
	}
	return nil
}
