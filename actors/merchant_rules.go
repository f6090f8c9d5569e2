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

	// Silent is what becomes of a payment when the fraud check is silent. by-amount
	// lets small ones pass unseen, and people look at large ones; open lets all pass,
	// thieves too; closed lets people look at all, and everybody waits for them.
	// Source: assumed; a thief is dearer the larger the amount.
	Silent Silence
	// FailClosed is the amount from which a payment goes to people by-amount. Source:
	// assumed.
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

	// ClaimAfter is how long after its capture money must be paid out before the bank
	// is told that it is missing, and every night again; a payment that is listed twice,
	// or short, is claimed the next night. Without it, 0s, or without a period of
	// reconcile, nobody compares the bank's files with the shop's books. Source: assumed,
	// twice the usual T+2 and a weekend.
	ClaimAfter time.Duration

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
		ClaimAfter:  6 * Day,
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

// Silence is what becomes of a payment when the fraud check is silent.
type Silence uint8

// The strategies.
const (
	SilentByAmount Silence = iota
	SilentOpen
	SilentClosed
)

var silenceNames = [...]string{"by-amount", "open", "closed"}

// String is its name.
func (s Silence) String() string { return silenceNames[s] }

// MarshalText is its name.
func (s Silence) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText finds it by its name.
func (s *Silence) UnmarshalText(text []byte) error {
	return choose(s, "way to deal with a silent fraud check", silenceNames[:], text)
}

// Silences are the names of all ways to deal with a silent fraud check.
func Silences() []string { return silenceNames[:] }

// unseen is the verdict on a payment of which the fraud check said nothing.
func (r *MerchantRules) unseen(amount Cents) Verdict {
	if r.Silent == SilentClosed || r.Silent == SilentByAmount && amount >= r.FailClosed {
		return Review
	}
	return Pass
}
