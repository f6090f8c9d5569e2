package actors

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"buynow/sim"
)

// The faults of what the bank pays out, by which it knows them apart.
const (
	settlementMissing   = "settlement_missing"
	settlementDuplicate = "settlement_duplicate"
)

// moneyFaults are the rows of money, cards, mails and people.
func moneyFaults(s *Shop) []sim.FaultRow {
	return slices.Concat(cardFaults(s), bankFaults(s), settlementFaults(s), peopleFaults(s), mailFaults(s))
}

// strikes makes the deeds of a row whose fault strikes at an occasion.
func (s *Shop) strikes(at occasion) func(*sim.Fault) []sim.Deed {
	return func(f *sim.Fault) []sim.Deed { return s.falls(at, f) }
}

// cardFaults are what banks say of cards.
func cardFaults(s *Shop) []sim.FaultRow {
	always := sim.Fault{Probability: 1}
	return []sim.FaultRow{
		{
			Name: "decline_mix", Group: "business",
			Text: "Declines have other reasons: each code of set with its weight.",
			Says: "the bank declined for other reasons",
			Base: always, Takes: []string{"set"},
			Example: `{ type: decline_mix, at: 10m, for: 1h, set: { "91": 3, "51": 1 } }`,
			Check:   checkMix,
			Make: func(f *sim.Fault) []sim.Deed {
				return s.rewrites(func(c *Config, strength float64) { c.Bank.Mix = mixed(c.Bank.Mix, f.Set, strength) })
			},
		},
		{
			Name: "decline_burst", Group: "business",
			Text: "A bank declines cards that it would have accepted, with the code of error.",
			Says: "the bank declined {probability} of the cards",
			Base: sim.Fault{Probability: 0.5, Error: "5"}, Takes: []string{"error"},
			Example: `{ type: decline_burst, at: 10m, for: 20m, probability: 80%, error: "91", where: { card: 424242 } }`,
			Check:   checkCode, Make: s.strikes(whenJudged),
		},
		{
			Name: "issuer_down", Group: "business",
			Text: "The bank behind the cards is not there: the network stands in for it, approves a share unseen and declines " +
				"the rest with 91. When the bank is back, the next night, it takes back what the accounts do not have.",
			Says: "the network stood in for the issuer",
			Base: sim.Fault{Probability: 1, Share: 0.9}, Takes: []string{"share"},
			Breaks: []string{"within-limits", "dispatch-after-authorised"}, Within: 10 * Day,
			Example: `{ type: issuer_down, at: 1h, for: 4h, share: 90%, where: { card: 424242 } }`,
			Make:    s.strikes(whenStoodIn),
		},
		{
			Name: "slow_issuer", Group: "business",
			Text: "Banks take so many times as long to answer.",
			Says: "the bank was {factor} times as slow",
			Aims: sim.AimActor, Base: sim.Fault{Probability: 1, Target: "bank", Factor: 4}, Takes: []string{"factor"},
			Example: `{ type: slow_issuer, at: 10m, for: 5m, factor: 6 }`,
			Make:    func(f *sim.Fault) []sim.Deed { return []sim.Deed{sim.Scale{Service: f.Factor}} },
		},
		{
			Name: "partial_approval", Group: "business",
			Text: "A bank holds only a share of the amount, and says so with code 10.",
			Says: "the bank held only {share} of some amounts",
			Base: sim.Fault{Probability: 0.02, Share: 0.5}, Takes: []string{"share"},
			Breaks: []string{"price-is-right"}, Within: Day,
			Example: `{ type: partial_approval, at: 10m, for: 1h, probability: 5%, share: 40% }`,
			Make:    s.strikes(whenHeld),
		},
		{
			Name: "auth_expiry", Group: "business",
			Text: "Holds that begin meanwhile last only for so long.",
			Says: "holds lasted only for {age}",
			Base: sim.Fault{Probability: 1, Age: Day}, Takes: []string{"age"},
			Example: `{ type: auth_expiry, at: 1h, for: 1d, age: 12h }`,
			Make: func(f *sim.Fault) []sim.Deed {
				return s.rewrites(func(c *Config, strength float64) { c.Bank.Valid = towards(c.Bank.Valid, f.Age, strength) })
			},
		},
	}
}

// checkCode tells if a fault gives a reason that banks know.
func checkCode(f *sim.Fault) error {
	if number, err := strconv.Atoi(f.Error); err != nil || declineCode(f.Error) != Code(number) || Code(number) == CodeApproved {
		return fmt.Errorf("error %.40q is no reason to decline, want one of %s", f.Error, declineCodes())
	}
	return nil
}

// declineCodes are the reasons that banks give, in words.
func declineCodes() string {
	text := ""
	for _, code := range []Code{CodeDoNot, CodeStolen, CodeNoFunds, CodeExpired, CodeNotAllow, CodeFraud, CodeLimit, CodeWrongCVV, CodeIssuer, CodeError} {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%d (%s)", code, code)
	}
	return text
}

// checkMix tells if a fault gives weights to reasons.
func checkMix(f *sim.Fault) error {
	if len(f.Set) == 0 {
		return fmt.Errorf("set is empty, want a weight for one or more of %s", declineCodes())
	}
	for _, code := range slices.Sorted(maps.Keys(f.Set)) {
		if err := checkCode(&sim.Fault{Error: code}); err != nil {
			return fmt.Errorf("set: %w", err)
		}
		if weight, err := strconv.ParseFloat(f.Set[code], 64); err != nil || !(weight > 0 && weight <= 1e9) {
			return fmt.Errorf("set: the weight of %s is %.40q, want a number above 0", code, f.Set[code])
		}
	}
	return nil
}

// mixed are reasons on the way from one mix to another.
func mixed(plain []DeclineShare, set map[string]string, strength float64) []DeclineShare {
	var mix []DeclineShare
	sum, other := 0.0, 0.0
	for _, share := range plain {
		sum += share.Weight
	}
	for _, code := range slices.Sorted(maps.Keys(set)) {
		weight, _ := strconv.ParseFloat(set[code], 64)
		other += weight
	}
	for _, share := range plain {
		mix = append(mix, DeclineShare{share.Code, float64(share.Weight / sum * (1 - strength))})
	}
	for _, code := range slices.Sorted(maps.Keys(set)) {
		weight, _ := strconv.ParseFloat(set[code], 64)
		mix = append(mix, DeclineShare{declineCode(code), float64(weight / other * strength)})
	}
	return mix
}

// bankFaults are what goes wrong between the shop's systems and the banks.
func bankFaults(s *Shop) []sim.FaultRow {
	return []sim.FaultRow{
		{
			Name: "capture_rejected", Group: "business",
			Text:    "The bank will not take the money of holds that are good.",
			Says:    "the bank refused to take {probability} of what it held",
			Base:    sim.Fault{Probability: 0.1},
			Example: `{ type: capture_rejected, at: 1h, for: 1d, probability: 20% }`,
			Make:    s.strikes(whenTaken),
		},
		{
			Name: "id_collision", Group: "data",
			Text:    "A request for money gets the number of the one before, of another order, and its answer.",
			Says:    "{probability} of the requests for money got the answer of another",
			Base:    sim.Fault{Probability: 0.05},
			Example: `{ type: id_collision, at: 10m, for: 10m, probability: 10% }`,
			Make:    s.strikes(whenNumbered),
		},
		{
			Name: "idempotency_lost", Group: "data",
			Text:   "The stores of keys are empty: who gets a payment request again takes it for a new one.",
			Says:   "the keys of payments were lost",
			Base:   sim.Fault{Probability: 1},
			Breaks: []string{"nobody-charged-twice", "no-hold-left-behind"}, Within: 10 * Day,
			Example: `{ type: idempotency_lost, at: 10m, for: 10m }`,
			Make: func(f *sim.Fault) []sim.Deed {
				lost := s.rewrites(func(c *Config, _ float64) { c.Payments.Keys = NoKeys })[0].(sim.Edit)
				unseen := sim.Edit{Bind: func(func(order, intent uint64)) func(float64) { return lost.Do }}
				return append(s.falls(whenRepeated, f), unseen) // it strikes who is asked for again
			},
		},
		{
			Name: "fraud_down", Group: "business",
			Text: "The fraud check answers nothing but errors. What then passes and what waits for people, the merchant system's rule says.",
			Says: "the fraud check was down",
			Aims: sim.AimActor | sim.AimMessage, Base: sim.Fault{Probability: 1, Target: "RiskCheck", Direction: sim.Requests},
			Example: `{ type: fraud_down, at: 10m, for: 30m }`,
			Make:    func(*sim.Fault) []sim.Deed { return []sim.Deed{sim.Answer{Err: sim.ErrDown}} },
		},
		{
			Name: "review_backlog", Group: "business",
			Text: "People need so many times as long to look at flagged orders.",
			Says: "reviews took {factor} times as long",
			Base: sim.Fault{Probability: 1, Factor: 10}, Takes: []string{"factor"},
			Example: `{ type: review_backlog, at: 1h, for: 8h, factor: 20 }`,
			Make:    s.strikes(whenReviewed),
		},
	}
}

// settlementFaults are what is wrong with the money that banks pay out.
func settlementFaults(s *Shop) []sim.FaultRow {
	breaks, within := []string{"settled-once", "nothing-stuck"}, 20*Day
	return []sim.FaultRow{
		{
			Name: settlementMissing, Group: "business",
			Text: "Payments are missing: the bank keeps its fee, pays nothing out, and lists nothing.",
			Says: "the bank forgot to pay out {probability} of the payments",
			Base: sim.Fault{Probability: 0.05}, Breaks: breaks, Within: within,
			Example: `{ type: settlement_missing, at: 1d, for: 3d, probability: 10% }`,
			Make:    s.strikes(whenListed),
		},
		{
			Name: settlementDuplicate, Group: "business",
			Text: "Payments are paid out twice, and listed twice.",
			Says: "the bank paid {probability} of the payments out twice",
			Base: sim.Fault{Probability: 0.05}, Breaks: breaks, Within: within,
			Example: `{ type: settlement_duplicate, at: 1d, for: 3d, probability: 10% }`,
			Make:    s.strikes(whenListed),
		},
		{
			Name: "settlement_short", Group: "business",
			Text: "A share of what is due is not paid out, and the list says so.",
			Says: "the bank paid {share} too little for {probability} of the payments",
			Base: sim.Fault{Probability: 0.05, Share: 0.1}, Takes: []string{"share"},
			Breaks: append([]string{"settlement-matches"}, breaks...), Within: within,
			Example: `{ type: settlement_short, at: 1d, for: 3d, probability: 10%, share: 25% }`,
			Make:    s.strikes(whenListed),
		},
		{
			Name: "chargeback", Group: "business",
			Text: "Customers who come meanwhile will complain to their bank. The reason of mode decides how often the shop can " +
				"prove its case: fraud, not_as_described, not_received or duplicate.",
			Says: "{probability} of the customers complained to their bank",
			Base: sim.Fault{Probability: 0.1, Mode: "fraud"}, Takes: []string{"mode"},
			Example: `{ type: chargeback, at: 10m, for: 1h, probability: 20%, mode: not_received }`,
			Check:   checkReason, Make: s.strikes(whenEntering),
		},
	}
}
