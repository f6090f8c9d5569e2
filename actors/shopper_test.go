package actors

import (
	"fmt"
	"math/bits"
	"testing"

	"buynow/sim"
)

func ExampleDrawShopper() {
	s := DrawShopper(42, 31, DefaultPopulation())
	fmt.Printf("customer %d, %v %v in %v, about %v\n", s.Customer, s.OS, s.Screen, s.IPCountry, s.Budget)

	atNoon := s.Risk(s.Cards[0], s.Budget, 12)
	fmt.Printf("a thief with probability %.4f\n", atNoon.Score())
	// Output:
	// customer 20642, Windows desktop in IT, about € 34.90
	// a thief with probability 0.0497
}

// crowdOf draws n shoppers of consecutive intents.
func crowdOf(seed uint64, n int, model Population) []Shopper {
	shoppers := make([]Shopper, n)
	for intent := range shoppers {
		shoppers[intent] = DrawShopper(seed, uint64(intent), model)
	}
	return shoppers
}

// shareOf is the part of the shoppers, out of those that count, of which is is true.
func shareOf(shoppers []Shopper, counts, is func(s *Shopper) bool) float64 {
	part, whole := 0, 0
	for i := range shoppers {
		if s := &shoppers[i]; counts(s) {
			whole++
			if is(s) {
				part++
			}
		}
	}
	return float64(part) / float64(whole)
}

func isHonest(s *Shopper) bool { return !s.Fraudster }
func isThief(s *Shopper) bool  { return s.Fraudster }
func isAnybody(*Shopper) bool  { return true }

func TestAnIntentHasOneShopper(t *testing.T) {
	forwards := crowdOf(42, 20_000, DefaultPopulation())

	for intent := len(forwards) - 1; intent >= 0; intent-- {
		if got := DrawShopper(42, uint64(intent), DefaultPopulation()); got != forwards[intent] {
			t.Fatalf("DrawShopper(42, %d) = %+v, and before %+v", intent, got, forwards[intent])
		}
	}
}

func TestMoreThievesLeaveTheHonestAsTheyWere(t *testing.T) {
	few, many := DefaultPopulation(), DefaultPopulation()
	many.AttackRate = 0.05
	same, turned := 0, 0
	for intent := range uint64(50_000) {
		before, after := DrawShopper(42, intent, few), DrawShopper(42, intent, many)
		switch {
		case before == after:
			same++
		case !before.Fraudster && after.Fraudster:
			turned++
		default:
			t.Fatalf("intent %d: %+v became %+v, want the same shopper or a thief", intent, before, after)
		}
	}
	if same < 40_000 || turned < 1000 {
		t.Errorf("%d shoppers stayed and %d turned thief, want most and a few percent", same, turned)
	}
}

func TestDrawsForDifferentPurposesShareNothing(t *testing.T) {
	purposes := []sim.Purpose{luckShopper, luckWave, luckCustomer, luckDevice, luckPerson, luckProduct}
	const keys = 4000
	for i, a := range purposes {
		for _, b := range purposes[:i] {
			agree := 0
			for key := range uint64(keys) {
				x, y := sim.Fate(42, a, key), sim.Fate(42, b, key)
				agree += 64 - bits.OnesCount64(x.Uint64()^y.Uint64())
			}
			// Half the bits agree by chance; five standard deviations are 5*sqrt(64*keys)/2.
			if off := agree - 32*keys; off < -1265 || off > 1265 {
				t.Errorf("purposes %d and %d agree in %d bits of %d, want about half", a, b, agree, 64*keys)
			}
		}
	}
}

func TestThePopulationIsAsDescribed(t *testing.T) {
	model := DefaultPopulation()
	shoppers := crowdOf(42, 1_000_000, model)
	for _, row := range []struct {
		what   string
		counts func(*Shopper) bool
		is     func(*Shopper) bool
		lo, hi float64
	}{
		{"one order in a hundred is a thief's, give or take the luck of the waves", isAnybody, isThief, 0.0085, 0.0115},
		{"a little over half of the thieves test cards, with small amounts", isThief,
			func(s *Shopper) bool { return s.Budget < 18_00 }, 0.46, 0.64},
		{"one honest customer in twenty comes from abroad", isHonest,
			func(s *Shopper) bool { return s.IPCountry != s.Cards[0].Country }, 0.048, 0.052},
		{"and fewer send a gift there", isHonest,
			func(s *Shopper) bool { return s.ShipCountry != s.Cards[0].Country }, 0.038, 0.042},
		{"half of the thieves hide where they are", isThief,
			func(s *Shopper) bool { return s.IPCountry == s.Cards[0].Country }, 0.4, 0.5},
		{"a loyal fifth of the customers places three orders of five", isHonest,
			func(s *Shopper) bool { return s.Customer < 99_000/5 }, 0.59, 0.61},
		{"one honest order in twelve is an account's first day", isHonest,
			func(s *Shopper) bool { return s.AccountAge == 0 }, 0.07, 0.09},
		{"and as many come on a device not seen before", isHonest,
			func(s *Shopper) bool { return s.DeviceAge == 0 }, 0.075, 0.095},
		{"half spend less than 45 euros", isHonest,
			func(s *Shopper) bool { return s.Budget < 45_00 }, 0.49, 0.51},
		{"some thieves have an old account: they took it over", isThief,
			func(s *Shopper) bool { return s.AccountAge > 100 }, 0.1, 0.2},
		{"debit is a little rarer than credit", isHonest,
			func(s *Shopper) bool { return s.Cards[0].Debit }, 0.44, 0.46},
		{"six clicks in ten come from a phone", isAnybody,
			func(s *Shopper) bool { return s.Screen == Phone }, 0.55, 0.61},
		{"honest customers pay with their own cards", isHonest,
			func(s *Shopper) bool { return int(s.Cards[2].Token)/3 == s.Customer }, 1, 1},
		{"every account and card exists", isAnybody,
			func(s *Shopper) bool {
				return s.Customer < model.Customers && int(s.Cards[0].Token) < 3*model.Customers
			}, 1, 1},
		{"everybody wants something", isAnybody,
			func(s *Shopper) bool { return s.Budget > 0 }, 1, 1},
	} {
		if got := shareOf(shoppers, row.counts, row.is); got < row.lo || got > row.hi {
			t.Errorf("%s: share %.4f, want %v to %v", row.what, got, row.lo, row.hi)
		}
	}
}

func TestThievesShareMachinesAndCustomersDoNot(t *testing.T) {
	customers, thieves := map[uint64]int{}, map[uint64]bool{}
	orders := 0
	for _, s := range crowdOf(42, 300_000, DefaultPopulation()) {
		switch {
		case s.Device >= 1<<63: // never seen before
		case s.Fraudster && s.Device >= 300_000:
			thieves[s.Device] = true
			orders++
		case !s.Fraudster:
			if owner, known := customers[s.Device]; known && owner != s.Customer {
				t.Fatalf("customers %d and %d use device %d", owner, s.Customer, s.Device)
			}
			customers[s.Device] = s.Customer
		}
	}
	if len(thieves) > 40 || orders < 20*len(thieves) {
		t.Errorf("thieves placed %d orders from %d machines, want at most 40, each busy", orders, len(thieves))
	}
}

func TestACustomerStaysTheSame(t *testing.T) {
	seen := map[int]Shopper{}
	for _, s := range crowdOf(42, 100_000, Population{}) {
		before, known := seen[s.Customer]
		seen[s.Customer] = s
		if known && (s.Cards != before.Cards || s.AccountAge != before.AccountAge ||
			s.PastOrders != before.PastOrders || s.PastDisputes != before.PastDisputes) {
			t.Fatalf("customer %d was %+v and is %+v", s.Customer, before, s)
		}
	}
}

func TestThievesKeepNoShopHours(t *testing.T) {
	orders, attacks := 0.0, 0.0
	for hour := range 24 {
		orders += HourlyDemand(hour)
		attacks += HourlyDemand(hour) * DefaultPopulation().At(hour).AttackRate
	}
	if got := attacks / orders; got < 0.00999 || got > 0.01001 {
		t.Errorf("over a day the share of attacks is %v, want 0.01", got)
	}
	if night, day := DefaultPopulation().At(3).AttackRate, DefaultPopulation().At(14).AttackRate; night < 5*day {
		t.Errorf("the share is %v at three in the morning and %v at two, want it much larger at night", night, day)
	}
}

func TestTheSmallestShopsHaveShoppers(t *testing.T) {
	for _, customers := range []int{1, 2, 5, 99, 100, 2499, 2500} {
		model := Population{Customers: customers, AttackRate: 0.5}
		for intent := range uint64(3000) {
			if s := DrawShopper(42, intent, model); s.Customer < 0 || s.Customer >= customers {
				t.Fatalf("of %d customers, number %d came", customers, s.Customer)
			}
		}
	}
	if got := DrawShopper(42, 1, Population{}).Fraudster; got {
		t.Error("the zero Population has a thief, want honest customers only")
	}
}

func BenchmarkDrawShopper(b *testing.B) {
	model := DefaultPopulation()
	b.ReportAllocs()
	for i := range b.N {
		s := DrawShopper(42, uint64(i), model)
		shopperSink += s.Device
	}
}

// shopperSink keeps the compiler from dropping what nobody reads.
var shopperSink uint64
