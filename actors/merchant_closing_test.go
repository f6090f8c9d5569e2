package actors

import (
	"errors"
	"testing"
	"time"

	"buynow/sim"
)

// bought is a payment that was captured and has been settled for days.
func bought(t *testing.T) *till {
	k := newTill(t, 1, nil)
	k.story(1, 1, Day, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		call[*Done](k, env, k.shop.Merchant, &Capture{Order: 1, Key: PaymentKey(1, 0), Amount: 50_00, Shipment: 1})
		k.kept = 50_00
	})
	k.story(0, 0, 5*Day, func(*sim.Env) {})
	return k
}

// close tells the merchant system that the payment of order 1 is over.
func (k *till) close(env *sim.Env) error {
	_, err := env.Call(k.shop.Merchant, &PaymentsClosed{Keys: []uint64{PaymentKey(1, 0)}}, 15*time.Second)
	return err
}

func TestAPaymentThatIsOverIsForgottenByBoth(t *testing.T) {
	k := bought(t)
	if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 2 {
		t.Fatalf("%d records before, want 2", n)
	}

	k.story(0, 0, 6*Day, func(env *sim.Env) {
		if err := k.close(env); err != nil {
			t.Errorf("close = %v", err)
		}
	})

	if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 0 {
		t.Errorf("%d records are left, want 0", n)
	}
}

func TestWhatTheBankHasNotHeardNobodyForgets(t *testing.T) {
	k := bought(t)
	k.world.Crash(k.shop.Bank)

	k.story(0, 0, 6*Day, func(env *sim.Env) {
		if err := k.close(env); !unanswered(err) {
			t.Errorf("close = %v while the bank is away, want no answer", err)
		}
		if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 2 {
			t.Errorf("%d records are left, want 2", n)
		}
		k.world.Restart(k.shop.Bank)
		if err := k.close(env); err != nil {
			t.Errorf("close = %v", err)
		}
	})

	if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 0 {
		t.Errorf("%d records are left in the end, want 0", n)
	}
}

func TestAPaymentOnItsWayIsNotForgotten(t *testing.T) {
	k := newTill(t, 1, nil)
	k.story(1, 1, Day, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		call[*Done](k, env, k.shop.Merchant, &Capture{Order: 1, Key: PaymentKey(1, 0), Amount: 50_00, Shipment: 1})
		k.kept = 50_00
		if err := k.close(env); err != nil {
			t.Errorf("close = %v", err)
		}
		if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 2 {
			t.Errorf("%d records are left, want 2: the money is on its way", n)
		}
	})
	k.story(0, 0, 100*Day, func(*sim.Env) {})
	k.wantSettled("closed too early")
}

// TestALateCopyChangesNothingOfAForgottenPayment: copies of all that was ever
// sent about a payment come when nobody has a record of it any more.
func TestALateCopyChangesNothingOfAForgottenPayment(t *testing.T) {
	key := PaymentKey(1, 0)
	for _, row := range []struct {
		claim string
		to    func(*Shop) sim.ActorID
		copy  sim.Message
		want  error
	}{
		{"the request is not paid again", merchantOf, request(1, 50_00), nil},
		{"the challenge is over", merchantOf, &PaymentRequest{Order: 1, Key: key, Amount: 50_00, Challenge: ChallengePassed}, nil},
		{"it can be asked about", merchantOf, &Inquiry{Order: 1, Key: key}, nil},
		{"it is too late to void it", merchantOf, &Void{Order: 1, Key: key}, ErrTooLate},
		{"it was captured", merchantOf, &Capture{Order: 1, Key: key, Amount: 50_00, Shipment: 1}, nil},
		{"it is not given back", merchantOf, &Refund{Order: 1, Key: key, Amount: 50_00, Case: 1}, ErrRefundRejected},
		{"it is not settled again", merchantOf, &SettlementFile{Day: 4, Lines: []SettlementLine{{Order: 1, Auth: key, Stan: key, Amount: 50_00}}}, nil},
		{"it is over, told twice", merchantOf, &PaymentsClosed{Keys: []uint64{key}}, nil},
		{"the bank does not hold the money again", bankOf, auth(1, 50_00), nil},
		{"the bank does not take it again", bankOf, &BankCapture{Order: 1, Auth: key, Amount: 50_00}, nil},
		{"the bank does not give it back", bankOf, &BankRefund{Order: 1, Auth: key, Amount: 50_00, Case: 1}, ErrRefundRejected},
		{"it is too late to void the hold", bankOf, &BankVoid{Order: 1, Auth: key}, ErrTooLate},
		{"it is too late to reverse the hold", bankOf, &Reversal{Order: 1, Stan: key}, ErrTooLate},
	} {
		t.Run(row.claim, func(t *testing.T) {
			k := bought(t)
			k.story(0, 0, 6*Day, func(env *sim.Env) { _ = k.close(env) })
			before := k.places[Till]

			k.story(1, 1, 200*Day, func(env *sim.Env) {
				if _, err := env.Call(row.to(k.shop), row.copy, time.Minute); !errors.Is(err, row.want) {
					t.Errorf("%T = %v, want %v", row.copy, err, row.want)
				}
			})

			if k.places[Held] != 0 || k.places[Clearing] != 0 || k.places[Till] != before {
				t.Errorf("money moved: held %d, clearing %d, till %d before and %d after", k.places[Held], k.places[Clearing], before, k.places[Till])
			}
			k.wantSettled(row.claim)
		})
	}
}

func merchantOf(s *Shop) sim.ActorID { return s.Merchant }
func bankOf(s *Shop) sim.ActorID     { return s.Bank }

// TestNobodyKeepsPaymentsOfOrdersThatAreOver: a week after the last customer, the
// bank knows about as many payments as orders lie before a return or a complaint.
func TestNobodyKeepsPaymentsOfOrdersThatAreOver(t *testing.T) {
	shop, a := audited(1, 1000)
	keeps := 0
	shop.World.Watch(func(e *sim.Event) {
		shopper := shop.shopperOf(e.Intent)
		if shop.afterSales(e.Intent, &shopper).any() {
			keeps++
		}
	}, Placed)

	if err := shop.World.Run(14 * Day); err != nil {
		t.Fatal(err)
	}

	if n := shop.bank.auths.Open(); n == 0 || n > keeps+30 {
		t.Errorf("after two weeks the bank keeps %d payments, want those of the %d orders with a case ahead, and a few", n, keeps)
	}
	a.rest(t)
	for _, v := range a.Verdicts() {
		if v.Shop > 0 {
			t.Errorf("%s is broken %d times: %s", v.Name, v.Shop, v.Detail)
		}
	}
}
