package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// pays authorises and captures an order's payment.
func (k *till) pays(env *sim.Env, order uint64, amount Cents, aftermath bool) {
	env.About(order, order)
	r := request(order, amount)
	r.Aftermath = aftermath
	call[*PaymentResult](k, env, k.shop.Merchant, r)
	call[*Done](k, env, k.shop.Merchant, &Capture{Order: order, Key: r.Key, Amount: amount, Shipment: 1})
}

// TestSettlementIsCapturesLessFees: to the cent, two days later, each once.
func TestSettlementIsCapturesLessFees(t *testing.T) {
	k := newTill(t, 1, nil)
	captured, fees := Cents(0), Cents(0)
	k.world.Watch(func(e *sim.Event) {
		if to, _ := PlaceOf(e.Move.To); to == Till && e.At < 2*Day {
			t.Errorf("money arrived at %v, want two days after its capture", e.At)
		}
	}, sim.Moved)

	k.story(0, 0, sim.Forever, func(env *sim.Env) {
		for i := uint64(1); i <= 100; i++ {
			amount := Cents(i*i + 99)
			k.pays(env, i, amount, false)
			captured += amount
			fees += min(amount, (amount*29+500)/1000+30)
			env.Sleep(17 * time.Minute)
		}
	})

	k.wantPlaces(map[Place]Cents{Till: captured - fees, Fees: fees})
	paid := map[OrderID]int{}
	for _, m := range k.heard {
		if s, ok := m.(*Settled); ok {
			for _, order := range s.Orders {
				paid[order]++
			}
		}
	}
	for i := OrderID(1); i <= 100; i++ {
		if paid[i] != 1 {
			t.Errorf("order %d was settled %d times, want once", i, paid[i])
		}
	}
	if n := k.merchant.payments.Open() + k.bank.auths.Open() + k.bank.files.Open(); n != 0 {
		t.Errorf("%d records are left, want 0", n)
	}
}

// TestSettlementFileIsRepeatedUntilTheOrderManagerKnows: the news gets through,
// though both the merchant system and the order manager miss it at first.
func TestSettlementFileIsRepeatedUntilTheOrderManagerKnows(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.At(2*Day, func() { k.world.Crash(k.shop.Merchant) })
	k.world.At(3*Day+12*time.Hour, func() { k.world.Restart(k.shop.Merchant); k.deaf = true })
	k.world.At(5*Day, func() { k.deaf = false })

	k.story(0, 0, 6*Day, func(env *sim.Env) { k.pays(env, 1, 50_00, false) })

	if len(k.heard) != 1 || len(k.heard[0].(*Settled).Orders) != 1 {
		t.Errorf("heard %+v, want one settled order", k.heard)
	}
	if n := k.bank.files.Open(); n != 0 {
		t.Errorf("%d files are not confirmed, want 0", n)
	}
	if s := k.stateOf(PaymentKey(1, 0)); s != PaymentSettled {
		t.Errorf("state = %v, want %v", s, PaymentSettled)
	}
}

// TestRefundOfALostParcelComesAfterItsSettlement: the money is in the shop's
// account by then.
func TestRefundOfALostParcelComesAfterItsSettlement(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(0, 0, sim.Forever, func(env *sim.Env) {
		k.pays(env, 1, 50_00, false)
		env.Sleep(8 * Day)
		call[*Done](k, env, k.shop.Merchant, &Refund{Order: 1, Key: PaymentKey(1, 0), Amount: 50_00, Case: 1})
		if s := k.stateOf(PaymentKey(1, 0)); s != PaymentRefunded {
			t.Errorf("state = %v, want %v", s, PaymentRefunded)
		}
	})

	k.wantPlaces(map[Place]Cents{Till: -1_75, Fees: 1_75})
}

// TestDisputeMovesMoneyOnlyWhenTheShopLoses: and everybody hears of its
// beginning and its end, even after having been away.
func TestDisputeMovesMoneyOnlyWhenTheShopLoses(t *testing.T) {
	for _, row := range []struct {
		claim string
		won   float64
		till  Cents
		end   PaymentState
	}{
		{"the shop keeps the money it can prove to have earned", 1, 48_25, PaymentSettled},
		{"else the customer gets it back", 0, -1_75, PaymentChargedBack},
	} {
		k := newTill(t, 1, func(c *Config) { c.Bank.Won = row.won })
		var end PaymentState
		disputed := 0
		k.world.Watch(func(e *sim.Event) {
			_, _, next := ChangeOf(e)
			if end = PaymentState(next); end == PaymentDisputed {
				disputed++
			}
		}, Changed)
		k.world.At(30*Day, func() { k.world.Crash(k.shop.Merchant) })
		k.world.At(32*Day, func() { k.world.Restart(k.shop.Merchant) })
		k.world.At(45*Day, func() { k.deaf = true })
		k.world.At(75*Day, func() { k.deaf = false })

		k.story(0, 0, sim.Forever, func(env *sim.Env) {
			k.pays(env, 1, 50_00, true)
			env.Sleep(30*Day + time.Hour)
			for range 2 {
				call[*Done](k, env, k.shop.Bank, &Dispute{Order: 1})
			}
		})

		k.wantPlaces(map[Place]Cents{Till: row.till, Fees: 1_75})
		if end != row.end || disputed != 1 {
			t.Errorf("%s: state = %v after %d disputes, want %v after 1", row.claim, end, disputed, row.end)
		}
		var news []Chargeback
		for _, m := range k.heard {
			if c, ok := m.(*Chargeback); ok {
				news = append(news, *c)
			}
		}
		if len(news) != 2 || news[0].Closed || !news[1].Closed || news[1].Won != (row.won == 1) {
			t.Errorf("%s: heard %+v, want an opening and an end", row.claim, news)
		}
		if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 0 {
			t.Errorf("%s: %d records are left, want 0", row.claim, n)
		}
	}
}

// TestWhatWasChargedTwiceIsGivenBackWhenTheFileSaysSo: the keys were lost, and the
// merchant system learns of the second charge from the file, which the bank sends
// again until the refund is through. Whoever reconciles nothing keeps the money.
func TestWhatWasChargedTwiceIsGivenBackWhenTheFileSaysSo(t *testing.T) {
	for _, row := range []struct {
		claim string
		every time.Duration
		kept  Cents // less the fees of two payments
	}{
		{"who compares gives it back", Day, 50_00 - 3_50},
		{"who does not keeps it", 0, 100_00 - 3_50},
	} {
		k := newTill(t, 1, func(c *Config) { c.Payments.Keys, c.Saga.Reconcile = NoKeys, row.every })
		refunds, down := 0, false
		k.world.Watch(func(e *sim.Event) {
			if e.Message != KindBankRefund {
				return
			}
			if refunds++; !down {
				down = true
				k.world.Crash(k.shop.Bank)
				k.world.At(e.At+time.Hour, func() { k.world.Restart(k.shop.Bank) })
			}
		}, sim.Sent)

		k.story(1, 1, 10*Day, func(env *sim.Env) {
			sale := auth(1, 50_00)
			sale.Sale = true
			call[*AuthResponse](k, env, k.shop.Bank, sale)
			r := request(1, 50_00)
			r.Sale = true
			call[*PaymentResult](k, env, k.shop.Merchant, r)
		})

		if got := Cents(k.places[Till]); got != row.kept {
			t.Errorf("%s: the shop has %v, want %v", row.claim, got, row.kept)
		}
		if row.every > 0 && refunds < 2 {
			t.Errorf("%s: the bank was asked %d times for the refund, want again after its crash", row.claim, refunds)
		}
	}
}
