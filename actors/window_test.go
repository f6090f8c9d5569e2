package actors

import "testing"

// visitors ranges over the first few of each choice.
func visitors(yield func(Visitor) bool) {
	for ware := range Wares {
		for card := range visitorCards {
			for _, number := range []uint64{1, 2, 77, 1_000_000} {
				if !yield(Visitor{ware, card, number}) {
					return
				}
			}
		}
	}
}

// An intent says who has it, and is nobody else's: neither that of who comes by a
// schedule, nor that of a card tester.
func TestAnIntentSaysWhichVisitorHasIt(t *testing.T) {
	seen := map[uint64]bool{}
	for v := range visitors {
		intent := v.Intent()
		if got := VisitorBehind(intent); got != v || !IsVisitor(intent) {
			t.Errorf("the intent of %+v is that of %+v, a visitor's: %v", v, got, IsVisitor(intent))
		}
		if named, err := VisitorOf(v.Ware.String(), v.Card.String(), v.Number); err != nil || named != v {
			t.Errorf("%+v is by its names %+v, %v", v, named, err)
		}
		if seen[intent] {
			t.Errorf("two have the intent of %+v", v)
		}
		seen[intent] = true
	}
	for _, intent := range []uint64{0, 1, 1e9, IntentRange, 100*IntentRange + 5, testerRange * IntentRange, testerRange*IntentRange + 1} {
		if IsVisitor(intent) {
			t.Errorf("intent %d is a visitor's", intent)
		}
	}
	for _, choice := range [][2]string{{"", ""}, {"plenty", ""}, {"good", "plenty"}, {"last", "Good"}} {
		if _, err := VisitorOf(choice[0], choice[1], 1); err == nil {
			t.Errorf("%q makes a visitor", choice)
		}
	}
}

// The fraud check needs no luck to tell visitors apart: at any hour, for any good, a
// stolen card is far beyond the score that is blocked, and the others far below the
// one that is looked at.
func TestTheFraudCheckKnowsTheThiefAtTheWindow(t *testing.T) {
	limits := DefaultThresholds()
	population := DefaultPopulation()
	catalog := DefaultCatalog()
	for v := range visitors {
		s := DrawShopper(7, v.Intent(), population)
		total := catalog.Cart(7, v.Intent(), &s).Total()
		for hour := range 24 {
			score := s.Risk(s.Cards[0], total, hour).Score()
			switch {
			case v.Card == StolenCard && score < 2*limits.Block:
				t.Errorf("at %d the thief %+v has a score of %g", hour, v, score)
			case v.Card != StolenCard && score > limits.Review/2:
				t.Errorf("at %d the honest %+v has a score of %g", hour, v, score)
			}
		}
		if s.Fraudster != (v.Card == StolenCard) {
			t.Errorf("%+v is a thief: %v", v, s.Fraudster)
		}
	}
}

// The price in the window is what a visitor pays, however small it is.
func TestThePriceInTheWindowIsPaid(t *testing.T) {
	catalog := DefaultCatalog()
	for v := range visitors {
		s := DrawShopper(7, v.Intent(), DefaultPopulation())
		if cart, price := catalog.Cart(7, v.Intent(), &s), window[v.Ware].price; cart.Total() != price {
			t.Errorf("%+v pays %v, of which %v is for shipping; the window says %v", v, cart.Total(), cart.Shipping, price)
		}
	}
}

// Each visitor has an account, a device and a card of their own, which no customer has,
// so that none of them is in another's way.
func TestVisitorsShareNothing(t *testing.T) {
	population := DefaultPopulation()
	cards, devices := map[CardToken]Visitor{}, map[uint64]Visitor{}
	for v := range visitors {
		s := DrawShopper(7, v.Intent(), population)
		if s.Customer < population.Customers {
			t.Errorf("%+v has the account of customer %d", v, s.Customer)
		}
		if other, taken := cards[s.Cards[0].Token]; taken {
			t.Errorf("%+v has the card of %+v", v, other)
		}
		if other, taken := devices[s.Device]; taken {
			t.Errorf("%+v has the device of %+v", v, other)
		}
		cards[s.Cards[0].Token], devices[s.Device] = v, v
		if has := visitorHas(s.Cards[0].Token); (has == 0) != (v.Card == EmptyCard) {
			t.Errorf("%+v has %v", v, has)
		}
	}
}

// The goods in the window cost what they cost, whatever the seed, and nobody who comes
// by a schedule buys one.
func TestNobodyElseBuysFromTheWindow(t *testing.T) {
	catalog := DefaultCatalog()
	catalog.SKUs = 50
	catalog.open(3)
	for ware := range Wares {
		if got := catalog.Price(3, catalog.SKUOf(ware)); got != window[ware].price {
			t.Errorf("%v costs %v, want %v", ware, got, window[ware].price)
		}
	}
	for intent := range uint64(20_000) {
		s := DrawShopper(3, intent+1, DefaultPopulation())
		for _, line := range catalog.Cart(3, intent+1, &s).Lines {
			if _, is := catalog.wareOf(line.SKU); is {
				t.Fatalf("intent %d buys %d from the window", intent+1, line.SKU)
			}
		}
	}
}
