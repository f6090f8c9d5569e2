package actors

import (
	"time"

	"buynow/sim"
)

// BankRules say how the bank deals with cards and money.
type BankRules struct {
	// Balance is what is on the account of a debit card when it is first used,
	// and Limit the credit that is left on others, in cents. Medians of 12,000 and
	// 10,000 euro, assumed: nobody gets wages during a run, so it must last.
	Balance sim.Dist
	Limit   sim.Dist

	// Short is the share of cards that have next to nothing on them, 0 to 1, and
	// Left what that is, in cents. 5.3 % with up to 40 euro let about 5 % of first
	// tries fail for lack of money with carts of 30 to 150 euro. That is 40 % of
	// the 12 % of online card payments that are declined (a payment trade article
	// has 30 to 40 %; Spreedly, "almost half").
	Short float64
	Left  sim.Dist

	// Decline is the share of payments that are declined for another reason, 0 to
	// 1. The default of 7.2 % leaves 88 % approved at the first try, between the
	// 81 % that Aite-Novarica found for cards not present (US, 2022) and the 85 to
	// 90 % of others. Mix is how often each reason comes up among them.
	Decline float64
	Mix     []DeclineShare

	// Valid is how long a hold lasts. 7 days is what Stripe's documentation gives
	// for Visa, Mastercard and others when the customer is there.
	Valid time.Duration

	// Settles is how long after its capture money is paid out, at the next
	// SettleAt of the day: T+2 (assumed, of the usual T+1 to T+3).
	Settles  time.Duration
	SettleAt time.Duration

	// Of each payment, FeeRate ten-thousandths and FeeFixed stay with the bank:
	// 2.9 % and 30 cents, the list price of the large payment companies.
	FeeRate  int64
	FeeFixed Cents

	// Keep is how long a payment that was paid out stays at hand, for the refund of
	// a parcel that got lost: 30 days (assumed). KeepAftermath is the same for a
	// payment with a return or a complaint ahead: 120 days, the usual limit for
	// complaints, which come after 15 to 90 days (assumed).
	Keep          time.Duration
	KeepAftermath time.Duration

	// Verdict is how long a complaint takes, 20 to 40 days, and Won the share that
	// the shop wins, 0 to 1: 0.3 (both assumed).
	Verdict sim.Dist
	Won     float64
}

// DeclineShare says how often a code comes up among declines.
type DeclineShare struct {
	Code   Code
	Weight float64
}

// DefaultBankRules is an ordinary bank. The mix of codes is that of a payment
// trade article, without lack of funds, which comes from balances.
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
