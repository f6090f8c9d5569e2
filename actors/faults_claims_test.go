package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

func TestNobodyMakesGoodWhatNobodyCompares(t *testing.T) {
	for _, fault := range []string{"settlement_missing", "settlement_duplicate", "settlement_short"} {
		config := quiet()
		config.Saga.Reconcile = 0

		_, a, failures := runs(t, config, 60, nil, sim.Fault{Type: fault, Probability: 0.3})

		repaired, unrepaired := worlds(a)
		if got := broken(a); len(got) > 0 || len(repaired) > 0 || unrepaired["settled-once"] != int(failures[0].Hits) {
			t.Errorf("%s, %d times: the shop broke %v, repaired are %v, unrepaired %v, want each payment", fault, failures[0].Hits, got, repaired, unrepaired)
		}
	}
}

// TestTheBankForgetsNothingThatItOwes gives everything back before it is claimed,
// some of it just before the bank's nightly job: the claim comes in the night after,
// when the bank may have put away what is over.
func TestTheBankForgetsNothingThatItOwes(t *testing.T) {
	for _, fault := range []string{"settlement_missing", "settlement_duplicate", "settlement_short"} {
		config := quiet()
		config.Carrier.WrongAddress, config.Merchant.ClaimAfter = 1, 20*Day
		atMidnight := 0
		_, a, failures := runs(t, config, 400, func(s *Shop, e *sim.Event) {
			from, _ := PlaceOf(e.Move.From)
			to, _ := PlaceOf(e.Move.To)
			if config.Calendar.wall(e.At)%Day < nightTime && e.What == sim.Moved && from == Till && to == Purse {
				atMidnight++
			}
		}, sim.Fault{Type: fault, Probability: 1})

		repaired, unrepaired := worlds(a)
		if got := broken(a); len(got) > 0 || len(unrepaired) > 0 || repaired["settled-once"] != int(failures[0].Hits) {
			t.Errorf("%s, %d times: the shop broke %v, repaired are %v, unrepaired %v, want all repaired", fault, failures[0].Hits, got, repaired, unrepaired)
		}
		if atMidnight < 3 {
			t.Errorf("%s: %d payments are given back just before the bank's night, want 3 or more", fault, atMidnight)
		}
	}
}

func TestClaimsSurviveACrashOfBankAndMerchant(t *testing.T) {
	for _, fault := range []string{"settlement_missing", "settlement_duplicate", "settlement_short"} {
		shop, a := visited(1, quiet(), 60)
		failures := inflict(t, shop, a, sim.Fault{Type: fault, Probability: 0.3})
		for day := range 20 {
			for i, actor := range []sim.ActorID{shop.Merchant, shop.Bank} {
				at := time.Duration(day)*Day + time.Duration(1+4*i)*time.Hour + 10*time.Second
				shop.World.At(at, func() { shop.World.Crash(actor) })
				shop.World.At(at+10*time.Minute, func() { shop.World.Restart(actor) })
			}
		}

		a.rest(t)

		repaired, unrepaired := worlds(a)
		if got := broken(a); len(got) > 0 || len(unrepaired) > 0 || repaired["settled-once"] != int(failures[0].Hits) {
			t.Errorf("%s, %d times: the shop broke %v, repaired are %v, unrepaired %v, want all repaired", fault, failures[0].Hits, got, repaired, unrepaired)
		}
		money, _ := a.Books()
		if !money.Balanced() || money.OnTheWay != 0 {
			t.Errorf("%s: the books are %+v, want nothing on the way", fault, money)
		}
	}
}
