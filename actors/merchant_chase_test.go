package actors

import (
	"testing"
	"time"

	"buynow/sim"
)

// TestAVoidThatOvertakesAReversalEndsThePaymentOnce: the first reversal takes
// long to reach the bank, a void comes, and is followed up before it arrives.
func TestAVoidThatOvertakesAReversalEndsThePaymentOnce(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.Connect(k.shop.Merchant, k.shop.Bank, sim.Link{Request: sim.Constant(35 * time.Second)})
	reversals, voided := 0, 0
	k.world.Watch(func(e *sim.Event) {
		if _, ok := e.Body.(*Reversal); !ok {
			return
		}
		if reversals++; reversals > 1 {
			return
		}
		k.world.At(e.At+time.Second, func() {
			k.world.Connect(k.shop.Merchant, k.shop.Bank, sim.Link{})
			k.world.Go("second thoughts", func(env *sim.Env) {
				env.About(1, 1)
				call[*Done](k, env, k.shop.Merchant, &Void{Order: 1, Key: PaymentKey(1, 0)})
			})
		})
	}, sim.Sent)
	k.world.Watch(func(e *sim.Event) {
		if _, _, next := ChangeOf(e); PaymentState(next) == PaymentVoided {
			voided++
		}
	}, Changed)

	k.story(1, 1, 12*time.Hour, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
	})

	if reversals != 2 || voided != 1 {
		t.Errorf("%d reversals and %d ends, want 2 and 1", reversals, voided)
	}
	k.wantPlaces(nil)
}

// TestFollowUpsOfOneHourDoNotComeTogether: what was lost in one moment is asked
// for again in as long a time as the pauses take.
func TestFollowUpsOfOneHourDoNotComeTogether(t *testing.T) {
	const orders = 200
	k := newTill(t, 1, nil)
	k.world.Crash(k.shop.Bank)
	asked := map[time.Duration]int{}
	k.world.Watch(func(e *sim.Event) {
		if _, ok := e.Body.(*Reversal); ok {
			asked[e.At.Truncate(10*time.Minute)]++
		}
	}, sim.Sent)

	for order := uint64(1); order <= orders; order++ {
		k.world.Go("customer", func(env *sim.Env) {
			env.About(order, order)
			env.Sleep(time.Duration(order) * time.Second)
			_, _ = env.Call(k.shop.Merchant, request(order, 50_00), time.Minute)
		})
	}
	k.story(0, 0, 3*Day, func(*sim.Env) {})

	for at, n := range asked {
		if at > Day && n > orders/6 {
			t.Errorf("%d of %d payments are asked for within ten minutes of %v, want them hours apart", n, orders, at)
		}
	}
	if len(asked) < 50 {
		t.Errorf("payments are asked for in %d times of ten minutes, want them all along", len(asked))
	}
}

// TestACopyOfAVoidThatComesDaysLaterFindsItDone: the payment is put away by then.
func TestACopyOfAVoidThatComesDaysLaterFindsItDone(t *testing.T) {
	k := newTill(t, 1, nil)
	changes := 0
	k.world.Watch(func(*sim.Event) { changes++ }, Changed)
	k.story(1, 1, sim.Forever, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		void := &Void{Order: 1, Key: PaymentKey(1, 0)}
		call[*Done](k, env, k.shop.Merchant, void)
		env.Sleep(10 * Day)
		before := changes
		call[*Done](k, env, k.shop.Merchant, void)
		call[*Done](k, env, k.shop.Bank, &BankVoid{Order: 1, Auth: PaymentKey(1, 0)})
		call[*Done](k, env, k.shop.Bank, &Reversal{Order: 1, Stan: PaymentKey(1, 0)})
		if r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00)); r.Answer != Declined {
			t.Errorf("a late copy of the payment is %v, want %v", r.Answer, Declined)
		}
		if r := call[*PaymentResult](k, env, k.shop.Merchant, &Inquiry{Order: 1, Key: PaymentKey(1, 0)}); r.Answer != Declined {
			t.Errorf("a late inquiry is answered %v, want %v", r.Answer, Declined)
		}
		if r := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00)); r.Code != CodeDuplicate {
			t.Errorf("a late copy of the request at the bank is answered %v, want %v", r.Code, CodeDuplicate)
		}
		if changes != before {
			t.Errorf("%d changes by late copies, want none", changes-before)
		}
	})
	k.wantPlaces(nil)
	if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 0 {
		t.Errorf("%d records are left, want 0", n)
	}
}
