package scenarios

import (
	"math"
	"testing"

	"buynow/sim"
)

// handful is six customers' worth of time in a careless shop, whose bank loses two answers in five and whose
// carrier loses a parcel in five.
const handful = `name: handful
seed: 40
preset: naive
load: { few: { executor: constant-arrival-rate, rate: 1, timeUnit: 10s, duration: 1m, journeys: { buy: 1 } } }
customers: { return: 40%, dispute: 10% }
carrier: { lost: 20% }
faults: [{ type: drop_response, target: merchant -> bank, probability: 40%, at: 1s, for: 50s }]
`

// What five orders come to was worked out by hand, from their stories:
//
//	order  price  shipping  taken    thanked   delivered   and then
//	1      30.99  4.90      once     after 1 s 201.47 h    sent back as new, refunded
//	2      20.99  4.90      twice    30 s      230.17 h    charged back, once
//	3      7.99   4.90      once     1 s       81.75 h
//	4      30.99  4.90      once     1 s       91.53 h
//	5      109.96 0         twice    38 s      lost twice  refunded, once
func TestAHandfulOfOrdersComesToWhatAHandComputes(t *testing.T) {
	long(t)
	s, err := Parse("handful.yaml", []byte(handful), nil)
	if err != nil {
		t.Fatal(err)
	}

	score, err := s.Score(t.Context(), Options{})

	if err != nil {
		t.Fatal(err)
	}
	const goods, fees = 0.6, 1.34 + 2*1.05 + 0.67 + 1.34 + 2*3.49 // 2.9 % and 30 cents of each payment
	const handling = fees + 7*0.11 + 15 + 7*5 + 0.03              // requests, a dispute, six parcels and one back, 42 machines for a minute
	const gone = 20.99 + 7.99 + 30.99 + 2*109.96                  // with customers or lost
	for name, want := range map[string]float64{
		"orders_placed": 5, "orders_confirmed": 5, "orders_delivered": 4, "success": 1,
		"goodput":        3. / 60, // 1, 3 and 4 within four seconds
		"fairness":       0.6,     // three squared by five times three
		"double_charges": 2, "lost_orders": 1, "stuck_orders": 0, "money_owed": 25.89 + 109.96,
		"revenue": 12.89 + 35.89, "refunds": 35.89 + 25.89 + 109.96,
		"cost_per_order": handling / 4, "profit": 12.89 + 35.89 - goods*gone - handling, "profit_per_order": (12.89 + 35.89 - goods*gone - handling) / 5,
		"delivery_p50": 201.47 * 3600, "delivery_mean": (201.47 + 230.17 + 81.75 + 91.53 + 720) / 5 * 3600,
		"answer_p50": 1.33, "starvation": 38.12,
		"money_at_risk": 25.89*720 + 109.96*720,
	} {
		if got := score.value(t, name).X; math.Abs(got-want) > 5e-4*math.Abs(want) {
			t.Errorf("%s is %v, by hand %v", name, got, want)
		}
	}
	if p99 := score.value(t, "answer_p99"); p99.Known() {
		t.Errorf("of five customers the 99th percentile is %v, want it to be unknown", p99)
	}
	for i, want := range []struct {
		end  Ending
		harm Harm
	}{{EndedReturned, 0}, {EndedChargedBack, ChargedTwice}, {EndedDelivered, 0}, {EndedDelivered, 0}, {EndedRefunded, ChargedTwice | Lost}} {
		if f := score.Fates[i]; f.Order != uint64(i+1) || f.End != want.end || f.Harm != want.harm {
			t.Errorf("order %d: %s, %s; want %s, %s", f.Order, f.End, f.Harm, want.end, want.harm)
		}
	}
}

// What costs more costs more by as much as there was of it, and changes nothing else.
func TestCostsAreWhatWasUsedTimesThePrice(t *testing.T) {
	long(t)
	base, err := Parse("handful.yaml", []byte(handful), nil)
	if err != nil {
		t.Fatal(err)
	}
	was, err := base.Score(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		set  string
		more float64
		why  string
	}{
		{"costs.gateway=1.11", 7, "seven requests to authorise, a euro more each"},
		{"costs.dispute=16", 1, "one dispute"},
		{"costs.parcel=6", 7, "five parcels, one sent again, one sent back"},
		{"costs.machine=6.05", 42 * 6. / 60, "42 machines for a minute of the hour"},
		{"costs.goods=70%", 27.99, "a tenth more of 279.89, less what was cut off a cent"},
	} {
		s, err := Parse("handful.yaml", []byte(handful), []string{row.set})
		if err != nil {
			t.Fatal(err)
		}

		is, err := s.Score(t.Context(), Options{})

		if err != nil {
			t.Fatal(err)
		}
		if less := was.value(t, "profit").X - is.value(t, "profit").X; math.Abs(less-row.more) > 0.031 {
			t.Errorf("%s: with %s the profit is %.2f less, want %.2f", row.why, row.set, less, row.more)
		}
		if is.TraceHash != was.TraceHash || is.value(t, "revenue") != was.value(t, "revenue") {
			t.Errorf("%s changes what happens", row.set)
		}
	}
}

// Three times the money makes three times as much of everything that is money, and no more of anything else.
func TestThreeTimesTheMoneyIsThreeTimesAsMuch(t *testing.T) {
	long(t)
	s, err := Parse("handful.yaml", []byte(handful), nil)
	if err != nil {
		t.Fatal(err)
	}
	w := sim.New(s.Seed)
	defer w.Close()
	p := s.stage(w, newScorer())
	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}
	sum := p.Summary(false)
	once := p.scorer.reckon(sum)
	for i := range p.scorer.purchases {
		b := &p.scorer.purchases[i]
		b.due, b.held, b.taken = 3*b.due, 3*b.held, 3*b.taken
	}

	thrice := p.scorer.reckon(sum)

	if thrice.money.revenue != 3*once.money.revenue || thrice.money.owed != 3*once.money.owed || once.money.revenue == 0 || once.money.owed == 0 {
		t.Errorf("the revenue is %v and was %v, %v are owed and were %v", thrice.money.revenue, once.money.revenue, thrice.money.owed, once.money.owed)
	}
	if thrice.paid != once.paid || thrice.harmed != once.harmed || thrice.ended != once.ended {
		t.Errorf("other things change: %v harms, before %v", thrice.harmed, once.harmed)
	}
}
