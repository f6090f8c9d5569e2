package actors

import (
	"flag"
	"math"
	"testing"
	"time"

	"buynow/sim"
	"buynow/sim/resilience"
)

var long = flag.Bool("long", false, "narrow the bands of the validation by longer runs")

// The payment call of a line that loses requests and answers alike, and is made
// up to three times: what comes of it is known exactly.
const (
	lineLoses    = 0.05
	lineAttempts = 3
)

// chargesOf works out how often a call charges, and how often it charges while its
// caller sees failure, by going through all that can happen.
func chargesOf(attempts, charged int) (twice, unseen float64) {
	if attempts == 0 {
		if charged > 1 {
			twice = 1
		}
		if charged > 0 {
			unseen = 1
		}
		return twice, unseen
	}
	lost2, lostUnseen := chargesOf(attempts-1, charged)     // the request was lost
	late2, lateUnseen := chargesOf(attempts-1, charged+1)   // the answer was
	twice = lineLoses*lost2 + (1-lineLoses)*lineLoses*late2 // else it is over:
	unseen = lineLoses*lostUnseen + (1-lineLoses)*lineLoses*lateUnseen
	if charged+1 > 1 {
		twice += (1 - lineLoses) * (1 - lineLoses)
	}
	return twice, unseen
}

// TestPaymentCallChargesTwiceAsOftenAsItMust: without a key, with a key for each
// attempt, and with one for the intent.
func TestPaymentCallChargesTwiceAsOftenAsItMust(t *testing.T) {
	unraced(t)
	twice, unseen := chargesOf(lineAttempts, 0)
	if math.Abs(twice-.0496375) > 5e-8 || math.Abs(unseen-.00080186) > 5e-9 {
		t.Fatalf("P(charged twice) = %.8f, P(charged, and nobody knows) = %.8f, want .0496375 and .00080186", twice, unseen)
	}
	calls := 60_000
	if *long {
		calls = 2_000_000
	}
	for _, row := range []struct {
		keys  Keys
		twice float64
	}{{NoKeys, twice}, {PerAttempt, twice}, {PerIntent, 0}} {
		gotTwice, gotUnseen := payOverLossyLine(t, row.keys, calls)
		within(t, row.keys.String()+": charged twice", gotTwice, calls, row.twice)
		within(t, row.keys.String()+": charged, and nobody knows", gotUnseen, calls, unseen)
	}
}

// within wants a count of so many tries within three sigma of a probability, and
// exactly none of what cannot be.
func within(t *testing.T, what string, count, tries int, p float64) {
	t.Helper()
	sigma := math.Sqrt(float64(tries) * p * (1 - p))
	if math.Abs(float64(count)-float64(tries)*p) > 3*sigma {
		t.Errorf("%s: %d of %d, want %.1f within %.1f", what, count, tries, float64(tries)*p, 3*sigma)
	}
}

// payOverLossyLine lets the merchant system ask the bank for so many payments, and
// counts those that are charged more than once, and those that are charged while
// the merchant system knows nothing of it.
func payOverLossyLine(t *testing.T, keys Keys, calls int) (twice, unseen int) {
	k := newTill(t, 1, func(c *Config) {
		c.Payments = PaymentRules{Take: ChargeThenShip, Unknown: WaitForFile, Keys: keys}
		c.Policies = Policies{"merchant -> bank": {Retry: resilience.Retry{Attempts: lineAttempts}}}
		c.Timeouts.Bank = time.Second
	})
	kinds := [256]bool{KindAuthRequest: true}
	line := sim.Aim{From: k.shop.Merchant, To: k.shop.Bank, Kinds: &kinds}
	for name, way := range map[string]sim.Direction{"lost requests": sim.Requests, "lost answers": sim.Responses} {
		k.world.Inflict(sim.Fault{Name: name, Direction: way, Probability: lineLoses}, []sim.Deed{sim.Drop{}}, line)
	}
	charges := make([]uint8, calls+1)
	k.world.Watch(func(e *sim.Event) {
		if e.B == int64(KindAuthRequest) {
			charges[e.Order]++
		}
	}, Effect)
	k.world.Go("orders", func(env *sim.Env) {
		for order := uint64(1); order <= uint64(calls); order++ {
			env.About(order, order)
			sale := request(order, 50_00)
			sale.Sale = true
			env.Send(k.shop.Merchant, sale)
			env.Sleep(20 * time.Millisecond)
		}
	})
	k.story(0, 0, time.Duration(calls)*20*time.Millisecond+time.Minute, func(*sim.Env) {})
	for order, n := range charges {
		if n > 1 {
			twice++
		}
		if n > 0 && k.stateOf(PaymentKey(uint64(order), 0)) == PaymentLost {
			unseen++
		}
	}
	return twice, unseen
}
