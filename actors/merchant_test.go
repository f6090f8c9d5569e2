package actors

import (
	"errors"
	"testing"
	"time"

	"buynow/sim"
)

func TestSameKeyGetsTheSameAnswerAndOneHold(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		first := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		again := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		if *first != *again || first.Answer != Authorised {
			t.Errorf("answers = %+v and %+v, want the same authorisation", first, again)
		}
		asked := call[*PaymentResult](k, env, k.shop.Merchant, &Inquiry{Order: 1, Key: PaymentKey(1, 0)})
		if *asked != *first {
			t.Errorf("inquiry = %+v, want %+v", asked, first)
		}
	})

	k.wantPlaces(map[Place]Cents{Held: 50_00})
}

func TestPaymentUnderWayIsUnknown(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.Go("first", func(env *sim.Env) { call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00)) })

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		env.Sleep(100 * time.Millisecond)
		if r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00)); r.Answer != PaymentUnknown {
			t.Errorf("answer = %v, want %v", r.Answer, PaymentUnknown)
		}
	})

	k.wantPlaces(map[Place]Cents{Held: 50_00})
}

// TestSilentFraudCheckFailsClosedAboveALimit: small amounts pass, large ones go
// to people.
func TestSilentFraudCheckFailsClosedAboveALimit(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.Crash(k.shop.Fraud)

	k.story(1, 1, time.Minute, func(env *sim.Env) {
		if r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 199_99)); r.Answer != Authorised {
			t.Errorf("small payment = %v, want %v", r.Answer, Authorised)
		}
		env.About(2, 2)
		if r := call[*PaymentResult](k, env, k.shop.Merchant, request(2, 200_00)); r.Answer != PaymentPending {
			t.Errorf("large payment = %v, want %v", r.Answer, PaymentPending)
		}
	})
	k.world.Restart(k.shop.Fraud)
	k.story(1, 1, 3*Day, func(*sim.Env) {})

	if s := k.stateOf(PaymentKey(2, 0)); s == PaymentReviewed {
		t.Errorf("state = %v: nobody was asked again", s)
	}
}

func TestReviewGoesOnWithoutTheCustomer(t *testing.T) {
	for _, row := range []struct {
		claim   string
		accepts float64
		want    PaymentAnswer
	}{
		{"an accepted case goes to the bank", 1, Authorised},
		{"a refused one does not", 0, Blocked},
	} {
		k := newTill(t, 1, func(c *Config) {
			c.Fraud.Thresholds.Review, c.Fraud.Accepts = 0, row.accepts
		})

		k.story(1, 1, 2*Day, func(env *sim.Env) {
			if r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00)); r.Answer != PaymentPending {
				t.Errorf("answer = %v, want %v", r.Answer, PaymentPending)
			}
		})

		if len(k.heard) != 1 || k.heard[0].(*PaymentResult).Answer != row.want {
			t.Errorf("%s: heard %+v, want one answer %v", row.claim, k.heard, row.want)
		}
	}
}

func TestChallengeComesBackWithTheSameKey(t *testing.T) {
	for _, row := range []struct {
		claim   string
		outcome Challenge
		want    PaymentAnswer
		held    Cents
	}{
		{"who passed may pay", ChallengePassed, Authorised, 50_00},
		{"who failed may not", ChallengeFailed, Declined, 0},
	} {
		k := newTill(t, 1, func(c *Config) { c.Merchant.Challenge = 1 })

		k.story(1, 1, time.Hour, func(env *sim.Env) {
			m := request(1, 50_00)
			for range 2 {
				if r := call[*PaymentResult](k, env, k.shop.Merchant, m); r.Answer != PaymentChallenge {
					t.Errorf("%s: answer = %v, want %v", row.claim, r.Answer, PaymentChallenge)
				}
			}
			back := *m
			back.Challenge = row.outcome
			for range 2 {
				if r := call[*PaymentResult](k, env, k.shop.Merchant, &back); r.Answer != row.want {
					t.Errorf("%s: answer = %v, want %v", row.claim, r.Answer, row.want)
				}
			}
		})

		k.wantPlaces(map[Place]Cents{Held: row.held})
	}
}

// TestLostPaymentIsAskedForAgainAndFound: the bank is away for a while, then
// says yes to the repeat; the order manager hears of it by itself.
func TestLostPaymentIsAskedForAgainAndFound(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.Crash(k.shop.Bank)
	k.world.At(20*time.Second, func() { k.world.Restart(k.shop.Bank) })

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		if r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00)); r.Answer != PaymentUnknown {
			t.Errorf("answer = %v, want %v", r.Answer, PaymentUnknown)
		}
	})

	if len(k.heard) != 1 || k.heard[0].(*PaymentResult).Answer != Authorised {
		t.Errorf("heard %+v, want one authorisation", k.heard)
	}
	k.wantPlaces(map[Place]Cents{Held: 50_00})
}

// TestLostPaymentIsReversedInTheEnd: the bank hears every request but all its
// answers are too late, until the reversal.
func TestLostPaymentIsReversedInTheEnd(t *testing.T) {
	k := newTill(t, 1, nil)
	slow := sim.Link{Reply: sim.Constant(50 * time.Second)}
	k.world.Connect(k.shop.Merchant, k.shop.Bank, slow)
	k.world.Connect(k.shop.Bank, k.shop.Merchant, slow)
	k.world.At(5*time.Minute, func() {
		k.world.Connect(k.shop.Merchant, k.shop.Bank, sim.Link{})
		k.world.Connect(k.shop.Bank, k.shop.Merchant, sim.Link{})
	})

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		if r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00)); r.Answer != PaymentUnknown {
			t.Errorf("answer = %v, want %v", r.Answer, PaymentUnknown)
		}
		if env.Now() > 21*time.Second {
			t.Errorf("answered at %v, want within two timeouts", env.Now())
		}
	})

	if len(k.heard) != 1 || k.heard[0].(*PaymentResult).Answer != Declined {
		t.Errorf("heard %+v, want one decline", k.heard)
	}
	k.wantPlaces(nil)
}

// TestNoAuthorisationSurvivesAVoid: whenever the void comes, before the request,
// in the middle of it or after it, nothing stays held, even if people had to
// look at the payment.
func TestNoAuthorisationSurvivesAVoid(t *testing.T) {
	for _, review := range []float64{0, 2} {
		for at := time.Duration(0); at < time.Second; at += 10 * time.Millisecond {
			k := newTill(t, 1, func(c *Config) { c.Fraud.Thresholds.Review, c.Fraud.Accepts = review, 1 })
			k.world.Go("second thoughts", func(env *sim.Env) {
				env.Sleep(at)
				for range 2 {
					call[*Done](k, env, k.shop.Merchant, &Void{Order: 1, Key: PaymentKey(1, 0)})
				}
			})

			k.story(1, 1, time.Minute, func(env *sim.Env) {
				env.Sleep(200 * time.Millisecond)
				call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
			})

			k.wantPlaces(nil)
			if s := k.stateOf(PaymentKey(1, 0)); s != PaymentVoided {
				t.Errorf("void at %v: state = %v, want %v", at, s, PaymentVoided)
			}
		}
	}
}

func TestVoidIsKeptForASilentBank(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.At(time.Minute, func() { k.world.Crash(k.shop.Bank) })
	k.world.At(time.Hour, func() { k.world.Restart(k.shop.Bank) })

	k.story(1, 1, 12*time.Hour, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		env.Sleep(2 * time.Minute)
		call[*Done](k, env, k.shop.Merchant, &Void{Order: 1, Key: PaymentKey(1, 0)})
		if _, err := env.Call(k.shop.Merchant, &Capture{Key: PaymentKey(1, 0), Amount: 50_00}, time.Minute); !errors.Is(err, ErrCaptureRejected) {
			t.Errorf("capture after void = %v, want %v", err, ErrCaptureRejected)
		}
	})

	k.wantPlaces(nil)
}

func TestCaptureAndRefundAreIdempotent(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
		for range 2 {
			call[*Done](k, env, k.shop.Merchant, &Capture{Order: 1, Key: PaymentKey(1, 0), Amount: 50_00, Shipment: 1})
		}
		if _, err := env.Call(k.shop.Merchant, &Void{Key: PaymentKey(1, 0)}, time.Minute); !errors.Is(err, ErrTooLate) {
			t.Errorf("void after capture = %v, want %v", err, ErrTooLate)
		}
		for range 2 {
			call[*Done](k, env, k.shop.Merchant, &Refund{Order: 1, Key: PaymentKey(1, 0), Amount: 20_00, Case: 1})
		}
		if _, err := env.Call(k.shop.Merchant, &Refund{Key: PaymentKey(1, 0), Amount: 30_01, Case: 2}, time.Minute); !errors.Is(err, ErrRefundRejected) {
			t.Errorf("refund of too much = %v, want %v", err, ErrRefundRejected)
		}
	})

	k.wantPlaces(map[Place]Cents{Clearing: 30_00})
}

func TestForgottenAuthorisationExpires(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, sim.Forever, func(env *sim.Env) {
		call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
	})

	k.wantPlaces(nil)
	if n := k.merchant.payments.Open() + k.bank.auths.Open(); n != 0 {
		t.Errorf("%d records are left, want 0", n)
	}
}
