package actors

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"buynow/sim"
)

// TestCrashAnywhereLeavesNoHoldBehind: a few orders are paid, voided, captured,
// refunded and disputed, by callers that come back until they are answered. The
// merchant system or the bank dies at one point of it, after one of its commits
// or while it sends a message, and comes back: for every such point, each
// customer has paid once what was captured, nothing stays held, and both books
// agree.
func TestCrashAnywhereLeavesNoHoldBehind(t *testing.T) {
	for _, victim := range []string{"merchant", "bank", "fraud"} {
		for _, what := range []sim.What{Committed, sim.Sent} {
			crashAnywhere(t, victim, what, func(*Config) {})
		}
	}
}

// TestCrashAnywhereOfASaleTakesNothingTwice: the same, where the money is taken at
// once, for each safe way to deal with silence. Who waits for the settlement file
// would wait a week for what a bank that crashed has not charged.
func TestCrashAnywhereOfASaleTakesNothingTwice(t *testing.T) {
	for _, row := range []struct {
		unknown Unknown
		victims []string
	}{
		{InquireThenReverse, []string{"merchant", "bank"}},
		{AskWithSameKey, []string{"merchant", "bank"}},
		{WaitForFile, []string{"merchant"}},
	} {
		for _, victim := range row.victims {
			crashAnywhere(t, victim, Committed, func(c *Config) {
				c.Payments.Take, c.Payments.Unknown = ChargeThenShip, row.unknown
			})
		}
	}
}

// crashAnywhere runs through the orders once for each event of a sort at which an
// actor can crash.
func crashAnywhere(t *testing.T, victim string, what sim.What, rules func(*Config)) {
	t.Helper()
	points := 0
	for n := 0; n <= points; n++ {
		k := newTill(t, 7, func(c *Config) {
			c.Fraud.Thresholds.Review, c.Fraud.Accepts = 0.004, 0.7
			c.Merchant.Challenge = 0.3
			rules(c)
		})
		seen := k.crashAt(victim, what, n)
		k.busy()
		if n == 0 {
			points = *seen
		}
		claim := fmt.Sprintf("%s crashed at its %d. event %d", victim, n, what)
		k.wantSettled(claim)
		k.wantKept(claim)
		if t.Failed() {
			return
		}
	}
	t.Logf("%s: %d points of crash at events %d", victim, points, what)
}

// TestCrashesAtAnyTimeLeaveNothingBehind: all three die again and again, at
// times drawn by the seed.
func TestCrashesAtAnyTimeLeaveNothingBehind(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		k := newTill(t, seed, func(c *Config) {
			c.Fraud.Thresholds.Review, c.Fraud.Accepts = 0.004, 0.7
			c.Merchant.Challenge = 0.3
		})
		luck := sim.Fate(seed, sim.FirstPurpose, 0)
		for range 60 {
			victim := []sim.ActorID{k.shop.Merchant, k.shop.Bank, k.shop.Fraud}[luck.IntN(3)]
			at := time.Duration(luck.IntN(int(10 * time.Minute)))
			if luck.Chance(0.5) {
				at = 20*time.Hour + at/4
			}
			k.world.At(at, func() { k.world.Crash(victim) })
			k.world.At(at+time.Duration(luck.IntN(int(20*time.Second))), func() { k.world.Restart(victim) })
		}
		k.busy()
		k.wantSettled(fmt.Sprintf("seed %d", seed))
		k.wantKept(fmt.Sprintf("seed %d", seed))
		if t.Failed() {
			return
		}
	}
}

// crashAt lets an actor crash at its n-th event of a sort, and come back.
func (k *till) crashAt(victim string, what sim.What, n int) *int {
	id := map[string]sim.ActorID{"merchant": k.shop.Merchant, "bank": k.shop.Bank, "fraud": k.shop.Fraud}[victim]
	seen := 0
	k.world.Watch(func(e *sim.Event) {
		if e.Actor != id || k.world.Down(id) {
			return
		}
		if seen++; seen == n {
			k.world.Crash(id)
			k.world.At(k.world.Now()+7*time.Second, func() { k.world.Restart(id) })
		}
	}, what)
	return &seen
}

// busy is what the orders go through.
func (k *till) busy() {
	for i := uint64(1); i <= 12; i++ {
		k.world.Go("order", func(env *sim.Env) {
			env.About(i, i)
			env.Sleep(time.Duration(i) * 90 * time.Millisecond)
			r := k.payFor(env, i)
			key := PaymentKey(i, 0)
			if i%4 == 0 || r.Answer != Authorised {
				if k.insist(env, k.shop.Merchant, &Void{Order: i, Key: key}) != nil { // a sale was taken
					k.insist(env, k.shop.Merchant, &Refund{Order: i, Key: key, Amount: 50_00, Case: 1})
				}
				return
			}
			k.kept += 50_00
			env.Sleep(20 * time.Hour)
			k.insist(env, k.shop.Merchant, &Capture{Order: i, Key: key, Amount: 50_00, Shipment: 1})
			env.Sleep(4 * Day)
			switch i % 4 {
			case 1:
				k.insist(env, k.shop.Merchant, &Refund{Order: i, Key: key, Amount: 20_00, Case: 1})
				k.kept -= 20_00
			case 2:
				k.insist(env, k.shop.Bank, &Dispute{Order: i})
			}
		})
	}
	k.story(0, 0, 6*Day, func(*sim.Env) {})
	if k.places[Held] != 0 {
		k.t.Errorf("held = %d before anything has run out, want 0", k.places[Held])
	}
	k.story(0, 0, sim.Forever, func(*sim.Env) {})
}

// payFor asks for a payment until its outcome is known; a few give up halfway.
func (k *till) payFor(env *sim.Env, order uint64) *PaymentResult {
	m := request(order, 50_00)
	m.Sale = k.shop.Config.Payments.Take == ChargeThenShip
	m.Aftermath = order%4 == 2
	m.Risk.IPAbroad, m.Risk.ShipAbroad = order%3 == 0, order%3 == 0 // for people to look at
	for attempt := range 5000 {
		reply, err := env.Try(k.shop.Merchant, m, 15*time.Second, attempt%200)
		r, _ := reply.(*PaymentResult)
		switch {
		case err == nil && r.Answer == PaymentChallenge:
			passed := *m
			passed.Challenge = ChallengePassed
			m = &passed
			continue
		case err == nil && r.Answer != PaymentUnknown && r.Answer != PaymentPending, order == 4 && attempt > 0:
			return r
		}
		env.Sleep(20 * time.Second)
	}
	k.t.Errorf("order %d: nobody ever knew", order)
	return &PaymentResult{}
}

// insist asks until there is an answer, and returns it if it is too late for that.
func (k *till) insist(env *sim.Env, to sim.ActorID, m sim.Message) error {
	for attempt := range 200 {
		if _, err := env.Try(to, m, 15*time.Second, attempt); err == nil || !unanswered(err) {
			if err != nil && !errors.Is(err, ErrTooLate) {
				k.t.Errorf("%T: %v", m, err)
			}
			return err
		}
		env.Sleep(20 * time.Second)
	}
	k.t.Errorf("%T: nobody ever answered", m)
	return nil
}

// wantKept checks that the shop has what is its own, but for disputes that it lost.
func (k *till) wantKept(claim string) {
	k.t.Helper()
	if lost := k.kept - Cents(k.places[Till]+k.places[Fees]); lost < 0 || lost > Cents(3*50_00) || lost%50_00 != 0 {
		k.t.Errorf("%s: the shop kept %v less than is its own; want the money of a dispute that it lost, or none", claim, lost)
	}
}

// wantSettled checks the books when all is over.
func (k *till) wantSettled(claim string) {
	k.t.Helper()
	if k.places[Held] != 0 || k.places[Clearing] != 0 {
		k.t.Errorf("%s: held = %d, clearing = %d, want 0", claim, k.places[Held], k.places[Clearing])
	}
	for effect, n := range k.effects {
		if n != 1 {
			k.t.Errorf("%s: effect %v happened %d times", claim, effect, n)
		}
	}
	if n := k.merchant.payments.Open() + k.bank.auths.Open() + k.bank.files.Open() + k.fraud.cases.Open(); n != 0 {
		k.t.Errorf("%s: %d records are left, want 0", claim, n)
	}
	if available := Cents(k.places[Purse]); available != k.bank.accounts.available || k.bank.accounts.held != 0 {
		k.t.Errorf("%s: the bank says %v and %v, want %v and 0", claim, k.bank.accounts.available, k.bank.accounts.held, available)
	}
}

// TestUnseenPaymentIsNotAskedForAfterACrash: the merchant system dies before the
// fraud check has seen a payment that it would block. Nothing is ever held.
func TestUnseenPaymentIsNotAskedForAfterACrash(t *testing.T) {
	k := newTill(t, 1, func(c *Config) { c.Fraud.Thresholds.Block = 0 })
	k.crashAt("merchant", Committed, 1)

	k.story(1, 1, Day, func(env *sim.Env) {
		if _, err := env.Call(k.shop.Merchant, request(1, 50_00), 15*time.Second); !errors.Is(err, sim.ErrTimeout) {
			t.Errorf("call = %v, want %v", err, sim.ErrTimeout)
		}
	})

	if n := len(k.books); n != 0 {
		t.Errorf("%d accounts were touched, want none", n)
	}
	if s := k.stateOf(PaymentKey(1, 0)); s != PaymentVoided {
		t.Errorf("state = %v, want %v", s, PaymentVoided)
	}
}

// captureUnseen lets the merchant system die when the bank has captured.
func (k *till) captureUnseen(env *sim.Env) {
	r := call[*PaymentResult](k, env, k.shop.Merchant, request(1, 50_00))
	down := false
	k.world.Watch(func(e *sim.Event) {
		if e.Message == KindBankCapture && !down {
			down = true
			k.world.Crash(k.shop.Merchant)
			k.world.At(k.world.Now()+time.Second, func() { k.world.Restart(k.shop.Merchant) })
		}
	}, sim.Served)
	_, err := env.Call(k.shop.Merchant, &Capture{Order: 1, Key: r.Key, Amount: 50_00, Shipment: 1}, time.Minute)
	if !errors.Is(err, sim.ErrTimeout) {
		k.t.Errorf("capture = %v, want %v", err, sim.ErrTimeout)
	}
}

// TestCaptureOfWhichOnlyTheBankKnowsIsMadeGood: nobody asks again, but the
// settlement file tells.
func TestCaptureOfWhichOnlyTheBankKnowsIsMadeGood(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, 4*Day, k.captureUnseen)

	if p, _ := k.merchant.payments.Read(PaymentKey(1, 0)); p.state != PaymentSettled || p.captured != 50_00 {
		t.Errorf("payment = %v with %v captured, want settled with all of it", p.state, p.captured)
	}
}

// TestVoidOfAnUnseenCaptureIsTooLate: and does not keep the capture from being
// written down.
func TestVoidOfAnUnseenCaptureIsTooLate(t *testing.T) {
	k := newTill(t, 1, nil)

	k.story(1, 1, time.Hour, func(env *sim.Env) {
		k.captureUnseen(env)
		if _, err := env.Call(k.shop.Merchant, &Void{Order: 1, Key: PaymentKey(1, 0)}, time.Minute); !errors.Is(err, ErrTooLate) {
			t.Errorf("void = %v, want %v", err, ErrTooLate)
		}
		call[*Done](k, env, k.shop.Merchant, &Capture{Order: 1, Key: PaymentKey(1, 0), Amount: 50_00, Shipment: 1})
	})

	k.wantPlaces(map[Place]Cents{Clearing: 50_00})
	if s := k.stateOf(PaymentKey(1, 0)); s != PaymentCaptured {
		t.Errorf("state = %v, want %v", s, PaymentCaptured)
	}
}
