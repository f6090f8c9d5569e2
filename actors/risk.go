package actors

import "buynow/sim"

//go:generate go run ../cmd/fitfraud -write risk_weights.go

// Risk is what the shop knows when it asks whether an order is a thief's: counts
// and facts that a real shop has, never the truth.
type Risk struct {
	Device       uint64 // by which the fraud check counts Velocity; not itself a sign
	Velocity     int    // orders by this device in the last hour, before this one
	DeviceAge    int    // days since the device was first seen
	Amount       Cents
	IPAbroad     bool // the click comes from another country than the card
	ShipAbroad   bool // the parcel goes to another country than the card's
	Hour         int  // of the day, 0 to 23
	AccountAge   int  // days
	PastOrders   int
	PastDisputes int
}

// Risk is what the shop would send to the fraud check, if the shopper paid that
// amount at that hour with one of their Cards. The fraud check knows the Velocity.
func (s Shopper) Risk(card Card, amount Cents, hour int) Risk {
	return Risk{
		Device:       s.Device,
		DeviceAge:    s.DeviceAge,
		Amount:       amount,
		IPAbroad:     s.IPCountry != card.Country,
		ShipAbroad:   s.ShipCountry != card.Country,
		Hour:         hour,
		AccountAge:   s.AccountAge,
		PastOrders:   s.PastOrders,
		PastDisputes: s.PastDisputes,
	}
}

// riskSigns names the numbers that a Risk is weighed by, in order.
var riskSigns = [...]string{
	"velocity", "new device", "dear", "cheap", "ip abroad",
	"ship abroad", "night", "new account", "past orders", "past disputes",
}

// RiskSigns is the number of signs.
const RiskSigns = len(riskSigns)

// RiskSign is the name of a sign, for tables.
func RiskSign(i int) string { return riskSigns[i] }

// Signs turns the facts into numbers between 0 and about 3, where more of one
// says more: a second order within the hour tells more than a twentieth.
func (r Risk) Signs() [RiskSigns]float64 {
	amount := float64(max(r.Amount, 1))
	return [RiskSigns]float64{
		sim.Log(float64(1 + min(max(r.Velocity, 0), 15))),
		1 / (1 + float64(max(r.DeviceAge, 0))/10),
		max(0, min(3, sim.Log(amount/50_00))),
		max(0, 1-amount/20_00),
		oneIf(r.IPAbroad),
		oneIf(r.ShipAbroad),
		oneIf(r.Hour < 6),
		1 / (1 + float64(max(r.AccountAge, 0))/10),
		sim.Log(float64(1 + min(max(r.PastOrders, 0), 20))),
		float64(min(max(r.PastDisputes, 0), 3)),
	}
}

func oneIf(fact bool) float64 {
	if fact {
		return 1
	}
	return 0
}

// Score is the probability that a thief placed the order, from 0 to 1, by the
// logistic regression that cmd/fitfraud fitted. All processors agree on its bits.
func (r Risk) Score() float64 {
	sum := riskBias
	for i, sign := range r.Signs() {
		sum += float64(riskWeights[i] * sign)
	}
	return 1 / (1 + sim.Exp(-sum))
}

// Verdict is what becomes of an order after the fraud check.
type Verdict uint8

// The verdicts, from the good to the bad.
const (
	Pass   Verdict = iota // on to the bank
	Review                // a person looks first, which takes hours
	Block                 // refused
)

// String is the verdict in a word.
func (v Verdict) String() string {
	return [...]string{"pass", "review", "block"}[v]
}

// Thresholds are the scores from which an order is no longer simply accepted.
// Lower ones are safer, and slower for honest customers; above 1 is never.
type Thresholds struct {
	// Review is the score from which people look at an order. Source: fitted so that
	// they look at about one in twenty.
	Review float64
	// Block is the score from which an order is refused unseen. Source: fitted so
	// that only clear cases are.
	Block float64
}

// DefaultThresholds let people look at about one order in twenty, and refuse
// only the clear cases unseen.
func DefaultThresholds() Thresholds {
	return Thresholds{Review: 0.012, Block: 0.3}
}

// Judge says what becomes of an order with that score.
func Judge(score float64, t Thresholds) Verdict {
	if score >= t.Block {
		return Block
	}
	if score >= t.Review {
		return Review
	}
	return Pass
}
