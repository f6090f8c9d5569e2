package actors

import (
	"errors"
	"testing"
	"time"

	"buynow/sim"
)

// TestWhatAKeyStandsForSaysHowOftenAPaymentIsMade: the same request comes three
// times, then a copy of the last that the network made.
func TestWhatAKeyStandsForSaysHowOftenAPaymentIsMade(t *testing.T) {
	for _, row := range []struct {
		claim string
		keys  Keys
		want  Cents
	}{
		{"an intent is one payment", PerIntent, 50_00},
		{"each attempt is one, its copy is not", PerAttempt, 150_00},
		{"each message is one", NoKeys, 200_00},
	} {
		k := newTill(t, 1, func(c *Config) { c.Payments.Keys = row.keys })

		k.story(1, 1, time.Hour, func(env *sim.Env) {
			for _, attempt := range []int{0, 1, 2, 2} {
				if _, err := env.Try(k.shop.Merchant, request(1, 50_00), time.Minute, attempt); err != nil {
					t.Errorf("%s: attempt %d: %v", row.claim, attempt, err)
				}
			}
		})

		if got := Cents(k.places[Held]); got != row.want {
			t.Errorf("%s: %v held, want %v", row.claim, got, row.want)
		}
	}
}

// TestTheBankKnowsAKeyAsTheMerchantSystemDoes: whoever of the two is asked again.
func TestTheBankKnowsAKeyAsTheMerchantSystemDoes(t *testing.T) {
	for keys, want := range map[Keys]Cents{PerIntent: 50_00, PerAttempt: 100_00, NoKeys: 150_00} {
		k := newTill(t, 1, func(c *Config) { c.Payments.Keys = keys })

		k.story(1, 1, time.Hour, func(env *sim.Env) {
			for _, attempt := range []int{0, 1, 1} {
				if _, err := env.Try(k.shop.Bank, auth(1, 50_00), time.Minute, attempt); err != nil {
					t.Error(err)
				}
			}
		})

		if got := Cents(k.places[Held]); got != want {
			t.Errorf("%v: %v held, want %v", keys, got, want)
		}
	}
}

// TestAKeyThatIsForgottenPaysAgain: at the very moment when it is.
func TestAKeyThatIsForgottenPaysAgain(t *testing.T) {
	for _, row := range []struct {
		claim string
		ttl   time.Duration
		after time.Duration
		want  Cents
	}{
		{"a key is known for a day", Day, Day - time.Minute, 50_00},
		{"and not longer", Day, Day + time.Minute, 100_00},
		{"or as long as the payment is on the books", 0, 6 * Day, 50_00},
	} {
		k := newTill(t, 1, func(c *Config) { c.Payments.KeyTTL = row.ttl })

		k.story(1, 1, row.after+time.Minute, func(env *sim.Env) {
			call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
			env.Sleep(row.after)
			call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		})

		if got := Cents(k.places[Held]); got != row.want {
			t.Errorf("%s: %v held after %v, want %v", row.claim, got, row.after, row.want)
		}
	}
}

// TestASaleIsTakenAtOnceAndGoesBackUntilItIsPaidOut: a reversal or a void undoes
// all of it, once; when the money has left the bank only a refund does.
func TestASaleIsTakenAtOnceAndGoesBackUntilItIsPaidOut(t *testing.T) {
	sale := func(k *till, env *sim.Env) {
		r := request(1, 50_00)
		r.Sale = true
		call[*PaymentResult](k, env, k.shop.Merchant, r)
	}
	stan := PaymentKey(1, 0)
	for _, row := range []struct {
		claim string
		after time.Duration
		undo  sim.Message
		err   error
		want  map[Place]Cents
	}{
		{"it is on its way to the shop", 0, nil, nil, map[Place]Cents{Clearing: 50_00}},
		{"a void gives it back", time.Hour, &BankVoid{Order: 1, Auth: stan}, nil, nil},
		{"so does a reversal", time.Hour, &Reversal{Order: 1, Stan: stan}, nil, nil},
		{"once it was paid out, it is too late", 3 * Day, &BankVoid{Order: 1, Auth: stan}, ErrTooLate, map[Place]Cents{Till: 48_25, Fees: 1_75}},
	} {
		k := newTill(t, 1, nil)

		k.story(1, 1, row.after+time.Minute, func(env *sim.Env) {
			sale(k, env)
			env.Sleep(row.after)
			for range 2 {
				if row.undo == nil {
					continue
				}
				if _, err := env.Call(k.shop.Bank, row.undo, time.Minute); !errors.Is(err, row.err) {
					t.Errorf("%s: %v, want %v", row.claim, err, row.err)
				}
			}
		})

		k.wantPlaces(row.want)
	}
}

// TestAVoidThatComesWhileASaleIsAtTheBankUndoesIt: whenever it comes, the customer
// keeps the money, or the order manager hears that a refund is due.
func TestAVoidThatComesWhileASaleIsAtTheBankUndoesIt(t *testing.T) {
	for at := time.Duration(0); at < 600*time.Millisecond; at += 10 * time.Millisecond {
		k := newTill(t, 1, nil)
		var err error
		k.world.Go("second thoughts", func(env *sim.Env) {
			env.Sleep(at)
			_, err = env.Call(k.shop.Merchant, &Void{Order: 1, Key: PaymentKey(1, 0)}, time.Minute)
		})

		k.story(1, 1, time.Minute, func(env *sim.Env) {
			r := request(1, 50_00)
			r.Sale = true
			call[*PaymentResult](k, env, k.shop.Merchant, r)
		})

		want := map[Place]Cents{}
		if errors.Is(err, ErrTooLate) {
			want[Clearing] = 50_00
		} else if err != nil {
			t.Errorf("void at %v: %v", at, err)
		}
		k.wantPlaces(want)
	}
}

// TestWhoWaitsForTheSettlementFileLearnsOfASaleFromIt: nobody asks the bank.
func TestWhoWaitsForTheSettlementFileLearnsOfASaleFromIt(t *testing.T) {
	k := newTill(t, 1, func(c *Config) { c.Payments.Unknown = WaitForFile })
	asked := 0
	k.world.Watch(func(e *sim.Event) {
		if e.Message == KindAuthRequest || e.Message == KindReversal {
			asked++
		}
	}, sim.Sent)
	slow := sim.Link{Reply: sim.Constant(time.Hour)}
	k.world.Connect(k.shop.Merchant, k.shop.Bank, slow)

	k.story(1, 1, 4*Day, func(env *sim.Env) {
		r := request(1, 50_00)
		r.Sale = true
		if got := call[*PaymentResult](k, env, k.shop.Merchant, r); got.Answer != PaymentUnknown {
			t.Errorf("answer = %v, want %v", got.Answer, PaymentUnknown)
		}
	})

	if asked != 2 {
		t.Errorf("the bank was asked %d times, want 2, while the customer waited", asked)
	}
	if s := k.stateOf(PaymentKey(1, 0)); s != PaymentSettled {
		t.Errorf("state = %v, want %v", s, PaymentSettled)
	}
	if r, ok := k.heard[0].(*PaymentResult); !ok || r.Answer != Authorised || len(k.heard) != 2 {
		t.Errorf("heard %+v, want that it is paid, then that it is settled", k.heard)
	}
}

// TestStrategiesHaveNames: each is found by its name, and no other is.
func TestStrategiesHaveNames(t *testing.T) {
	for i, name := range Unknowns() {
		var u Unknown
		if err := u.UnmarshalText([]byte(name)); err != nil || u != Unknown(i) || u.String() != name {
			t.Errorf("%s = %v, %v", name, u, err)
		}
	}
	u := WaitForFile
	err := u.UnmarshalText([]byte("hope"))
	want := `"hope" is no way to deal with a payment without an answer, want inquire, same-key, new-key or wait`
	if err == nil || err.Error() != want || u != WaitForFile {
		t.Errorf("hope = %v, %v, want %s", u, err, want)
	}
}
