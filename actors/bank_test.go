package actors

import (
	"errors"
	"math"
	"testing"
	"time"

	"buynow/sim"
)

// TestDeclinesAreAsOftenAsParametersSay: with carts of 30 to 150 euro, each on a
// card of its own, 12 % of first tries are declined, 40 % of those for lack of
// money and the rest in the mix of the rules.
func TestDeclinesAreAsOftenAsParametersSay(t *testing.T) {
	rules := DefaultBankRules()
	k := newTill(t, 1, func(c *Config) { c.Bank = rules })
	const tries = 20_000
	seen := map[Code]int{}

	k.story(0, 0, 6*time.Hour, func(env *sim.Env) {
		for i := uint64(1); i <= tries; i++ {
			env.About(i, i)
			amount := Cents(30_00 + (i*7919)%120_00)
			m := auth(i, amount)
			m.Card.Debit = i%2 == 0
			seen[call[*AuthResponse](k, env, k.shop.Bank, m).Code]++
		}
	})

	want := map[Code]float64{CodeNoFunds: 0.048, CodeApproved: 0.88}
	total := 0.0
	for _, share := range rules.Mix {
		total += share.Weight
	}
	for _, share := range rules.Mix {
		want[share.Code] = rules.Decline * share.Weight / total
	}
	for code, p := range want {
		sigma := math.Sqrt(tries * p * (1 - p))
		if got := float64(seen[code]); math.Abs(got-tries*p) > 3*sigma {
			t.Errorf("%v: %.0f of %d, want %.0f within %.0f", code, got, tries, tries*p, 3*sigma)
		}
	}
}

func TestSameStanHoldsOnce(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		first := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		again := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		if *first != *again || first.Code != CodeApproved {
			t.Errorf("answers = %+v and %+v, want the same approval", first, again)
		}
	})

	k.wantPlaces(map[Place]Cents{Held: 50_00})
	if n := k.effects[[2]int64{int64(PaymentKey(1, 0)), int64(KindAuthRequest)}]; n != 1 {
		t.Errorf("effects = %d, want 1", n)
	}
}

func TestLateAuthorisationAfterReversalIsRefused(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		call[*Done](k, env, k.shop.Bank, &Reversal{Order: 1, Stan: PaymentKey(1, 0)})
		late := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		if late.Code != CodeDuplicate {
			t.Errorf("late answer = %v, want %v", late.Code, CodeDuplicate)
		}
	})

	k.wantPlaces(nil)
}

func TestReversalReleasesAndRefusesRepeats(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		for range 2 {
			call[*Done](k, env, k.shop.Bank, &Reversal{Order: 1, Stan: PaymentKey(1, 0)})
		}
		if again := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00)); again.Code != CodeDuplicate {
			t.Errorf("repeat = %v, want %v", again.Code, CodeDuplicate)
		}
	})

	k.wantPlaces(nil)
}

func TestCaptureAfterExpiryIsRejected(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, sim.Forever, func(env *sim.Env) {
		a := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		env.Sleep(a.Until - env.Now()) // the nightly job comes only hours later
		if _, err := env.Call(k.shop.Bank, &BankCapture{Auth: a.Auth, Amount: 50_00}, time.Minute); !errors.Is(err, ErrCaptureRejected) {
			t.Errorf("capture after expiry = %v, want %v", err, ErrCaptureRejected)
		}
	})

	k.wantPlaces(nil)
	if n := k.bank.auths.Open(); n != 0 {
		t.Errorf("%d records are left, want 0", n)
	}
}

func TestPartialCaptureReleasesTheRest(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, 2*time.Hour, func(env *sim.Env) {
		a := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		for range 2 {
			call[*Done](k, env, k.shop.Bank, &BankCapture{Auth: a.Auth, Amount: 30_00})
		}
		if _, err := env.Call(k.shop.Bank, &BankVoid{Auth: a.Auth}, time.Minute); !errors.Is(err, ErrTooLate) {
			t.Errorf("void after capture = %v, want %v", err, ErrTooLate)
		}
	})

	k.wantPlaces(map[Place]Cents{Clearing: 30_00})
}

func TestRefundIsOncePerCaseAndNeverMoreThanCaptured(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, 2*time.Hour, func(env *sim.Env) {
		a := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		call[*Done](k, env, k.shop.Bank, &BankCapture{Auth: a.Auth, Amount: 50_00})
		for range 2 {
			call[*Done](k, env, k.shop.Bank, &BankRefund{Auth: a.Auth, Amount: 20_00, Case: 1})
		}
		if _, err := env.Call(k.shop.Bank, &BankRefund{Auth: a.Auth, Amount: 31_00, Case: 2}, time.Minute); !errors.Is(err, ErrRefundRejected) {
			t.Errorf("refund of too much = %v, want %v", err, ErrRefundRejected)
		}
		if k.places[Clearing] != 30_00 {
			t.Errorf("clearing = %d, want %d", k.places[Clearing], 30_00)
		}
		call[*Done](k, env, k.shop.Bank, &BankRefund{Auth: a.Auth, Amount: 30_00, Case: 2})
	})

	k.wantPlaces(nil)
}

// TestBankStatesWhatTheMovesSay: the bank's own sums, kept apart from all
// events, are what the moves add up to.
func TestBankStatesWhatTheMovesSay(t *testing.T) {
	k := newTill(t, 3, func(c *Config) { c.Bank = DefaultBankRules() })
	statements := 0
	k.world.Watch(func(e *sim.Event) {
		statements++
		if e.A != k.places[Purse] || e.B != k.places[Held] {
			t.Errorf("statement = %d and %d, want %d and %d", e.A, e.B, k.places[Purse], k.places[Held])
		}
	}, Statement)

	k.story(0, 0, sim.Forever, func(env *sim.Env) {
		for i := uint64(1); i <= 200; i++ {
			env.About(i, i)
			a := call[*AuthResponse](k, env, k.shop.Bank, auth(i, Cents(i)*100))
			if a.Code == CodeApproved && i%3 != 0 {
				call[*Done](k, env, k.shop.Bank, &BankCapture{Auth: a.Auth, Amount: Cents(i) * 90})
			}
			env.Sleep(time.Hour)
		}
	})

	if statements < 8 {
		t.Errorf("%d statements, want one a day", statements)
	}
	if k.places[Held] != 0 || k.places[Clearing] != 0 {
		t.Errorf("held = %d, clearing = %d, want 0 at the end", k.places[Held], k.places[Clearing])
	}
}

// TestBankForgetsNothingButIsDone: the bank's jobs come to an end, and so does
// what it remembers.
func TestBankForgetsNothingButIsDone(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, sim.Forever, func(env *sim.Env) {
		a := call[*AuthResponse](k, env, k.shop.Bank, auth(1, 50_00))
		call[*Done](k, env, k.shop.Bank, &BankCapture{Auth: a.Auth, Amount: 50_00})
	})

	if n := k.bank.auths.Open(); n != 0 {
		t.Errorf("%d records are left, want 0", n)
	}
	if days := k.world.Now() / Day; days > 45 {
		t.Errorf("the world ended on day %d, want earlier", days)
	}
}

// TestSettlementDayWithoutLinesIsForgotten: the bank dies between opening the
// day's file and its first line, and is back only the next day.
func TestSettlementDayWithoutLinesIsForgotten(t *testing.T) {
	k := newTill(t, 1, nil)
	k.world.Watch(func(*sim.Event) {
		if k.bank.files.Open() == 1 && k.world.Now() < 3*Day {
			k.world.Crash(k.shop.Bank)
			k.world.At(4*Day, func() { k.world.Restart(k.shop.Bank) })
		}
	}, Committed)

	k.story(0, 0, sim.Forever, func(env *sim.Env) { k.pays(env, 1, 50_00, false) })

	k.wantPlaces(map[Place]Cents{Till: 48_25, Fees: 1_75})
	if n := k.bank.files.Open(); n != 0 {
		t.Errorf("%d files are not confirmed, want 0", n)
	}
}
