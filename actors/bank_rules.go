package actors

import (
	"time"

	"buynow/sim"
)

// BankRules say how the bank deals with cards and money.
type BankRules struct {
	// Balance is what is on the account of a debit card when it is first used, in
	// cents. Source: assumed, a median of 12,000 euro; nobody gets wages during a
	// run, so it must last.
	Balance sim.Dist
	// Limit is the credit that is left on other cards, in cents. Source: assumed, a
	// median of 10,000 euro; nobody pays back during a run, so it must last.
	Limit sim.Dist

	// Short is the share of cards that have next to nothing on them. Source: with
	// Left it lets about 5 % of first tries fail for lack of money with carts of 30
	// to 150 euro, which is 40 % of the 12 % of online card payments that are
	// declined (a payment trade article has 30 to 40 %; Spreedly, "almost half").
	Short float64
	// Left is what such a card has on it, in cents. Source: up to 40 euro, assumed
	// together with Short.
	Left sim.Dist

	// Decline is the share of payments that are declined for another reason than
	// money. Source: it leaves 88 % approved at the first try, between the 81 % that
	// Aite-Novarica found for cards not present (US, 2022) and the 85 to 90 % of
	// others.
	Decline float64
	// Mix is how often each reason comes up among those declines. Source: a payment
	// trade article, without lack of funds, which comes from balances.
	Mix []DeclineShare

	// Valid is how long a hold lasts. Source: Stripe's documentation for Visa,
	// Mastercard and others when the customer is there.
	Valid time.Duration

	// Settles is how long after its capture money is paid out, at the earliest.
	// Source: T+2, assumed of the usual T+1 to T+3.
	Settles time.Duration
	// SettleAt is the time of day when money is paid out. Source: assumed, before
	// business hours.
	SettleAt time.Duration

	// FeeRate is what the bank keeps of each payment, in ten-thousandths. Source:
	// 2.9 %, the list price of the large payment companies.
	FeeRate int64
	// FeeFixed is what the bank keeps of each payment besides. Source: 30 cents, the
	// list price of the large payment companies.
	FeeFixed Cents

	// Keep is how long a payment that was paid out stays at hand, for the refund of
	// a parcel that got lost. Source: assumed.
	Keep time.Duration
	// KeepAftermath is the same for a payment with a return or a complaint ahead.
	// Source: the usual limit for complaints, which come after 15 to 90 days.
	KeepAftermath time.Duration

	// Verdict is how long a complaint takes. Source: assumed.
	Verdict sim.Dist
	// Won is the share of complaints that the shop wins. Source: assumed.
	Won float64
}

// DeclineShare says how often a code comes up among declines.
type DeclineShare struct {
	// Code is the bank's answer: a reason code of ISO 8583.
	Code Code
	// Weight is how often it comes up, compared with the others.
	Weight float64
}

// DefaultBankRules is an ordinary bank.
func DefaultBankRules() BankRules {
	return BankRules{
		Balance: sim.Lognormal(Cents(12_000_00), 0.6),
		Limit:   sim.Lognormal(Cents(10_000_00), 0.6),
		Short:   0.053,
		Left:    sim.Uniform(Cents(0), Cents(40_00)),
		Decline: 0.072,
		Mix: []DeclineShare{
			{CodeDoNot, 0.20}, {CodeWrongCVV, 0.12}, {CodeFraud, 0.08}, {CodeExpired, 0.07}, {CodeLimit, 0.04},
			{CodeIssuer, 0.03}, {CodeError, 0.03}, {CodeStolen, 0.02}, {CodeNotAllow, 0.01},
		},
		Valid:   7 * Day,
		Settles: 2 * Day, SettleAt: 6 * time.Hour,
		FeeRate: 290, FeeFixed: 30,
		Keep: 30 * Day, KeepAftermath: 120 * Day,
		Verdict: sim.Uniform(20*Day, 40*Day), Won: 0.3,
	}
}

// reason draws why a card is declined.
func (r *BankRules) reason(luck *sim.Luck) Code {
	total := 0.0
	for _, share := range r.Mix {
		total += share.Weight
	}
	draw := float64(luck.Float64() * total)
	for _, share := range r.Mix {
		if draw < share.Weight {
			return share.Code
		}
		draw -= share.Weight
	}
	return CodeDoNot
}

// fee is the bank's share of an amount, half a cent rounded up.
func (r *BankRules) fee(amount Cents) Cents {
	return min(amount, (amount*Cents(r.FeeRate)+5000)/10_000+r.FeeFixed)
}

// keep is how long a payment stays at hand after it was paid out.
func (r *BankRules) keep(aftermath bool) time.Duration {
	if aftermath {
		return r.KeepAftermath
	}
	return r.Keep
}
