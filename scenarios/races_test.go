package scenarios

import (
	"context"
	"errors"
	"testing"
	"time"

	"buynow/actors"
	"buynow/sim"
)

// playShort stages two minutes of quickstart, changed as the test likes.
func playShort(t *testing.T, change func(*actors.Config)) *Play {
	t.Helper()
	s, err := Load("quickstart", []string{"load.shoppers.duration=2m"})
	if err != nil {
		t.Fatal(err)
	}
	change(&s.Config)
	w := sim.New(s.Seed)
	t.Cleanup(w.Close)
	return s.Stage(w)
}

// finish plays to the end and wants every order ended and every promise kept.
func finish(t *testing.T, p *Play) *Summary {
	t.Helper()
	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}
	sum := p.Summary(false)
	if sum.Outcomes.InFlight != 0 {
		t.Errorf("%d orders never came to an end", sum.Outcomes.InFlight)
	}
	for _, v := range sum.Invariants {
		if v.Shop > 0 {
			t.Errorf("%s broken %d times, order %d: %s", v.Name, v.Shop, v.Example, v.Text)
		}
	}
	return sum
}

// With such a margin every dispatch renews the authorisation first, and with
// such haste customers cancel while it does.
func TestACancellationDuringARenewalEndsTheOrder(t *testing.T) {
	p := playShort(t, func(c *actors.Config) {
		c.Orders.AuthMargin = 60 * actors.Day
		c.Customers.Regret = sim.Exponential(4 * time.Second)
		c.Customers.AbandonChallenge = 0
	})
	p.World.Watch(func(e *sim.Event) {
		if v, ok := e.Body.(*actors.Visit); ok && v.Journey == actors.Buy {
			v.Journey = actors.BuyAndCancel
		}
	}, sim.Sent)

	sum := finish(t, p)

	if sum.Outcomes.Cancelled == 0 {
		t.Error("nobody cancelled: the test proves nothing")
	}
}

func TestAPassedChallengeIsNotForgottenInACrash(t *testing.T) {
	p := playShort(t, func(c *actors.Config) {
		c.Merchant.Challenge = 1
		c.Customers.PassChallenge, c.Customers.AbandonChallenge = 1, 0
	})
	w, orders := p.World, actorNamed(t, p.World, "order-manager")
	var proved actors.OrderID
	crashed, asked := false, 0
	w.Watch(func(e *sim.Event) {
		switch m := e.Body.(type) {
		case *actors.ChallengeDone:
			if e.Peer == orders && proved == 0 {
				proved = m.Order
			}
		case *actors.PaymentRequest:
			if crashed && m.Order == proved && m.Challenge == actors.ChallengePassed {
				asked++
			}
		}
	}, sim.Sent)
	w.Watch(func(e *sim.Event) {
		if proved != 0 && e.Order == proved && e.Actor == orders && !crashed {
			crashed = true
			w.Crash(orders)
			w.At(w.Now()+time.Second, func() { w.Restart(orders) })
		}
	}, actors.Committed)

	finish(t, p)

	if asked == 0 {
		t.Errorf("order %d was not paid for with the proof the customer gave", proved)
	}
}

// The merchant system is down from the capture until the parcel has come back:
// the money is released, and nothing is left to be taken.
func TestWhatIsGivenBackIsNotWrittenOff(t *testing.T) {
	p := playShort(t, func(c *actors.Config) {
		c.Customers.Home, c.Orders.GiveUp = 0, 500
	})
	w, merchant := p.World, actorNamed(t, p.World, "merchant")
	var order actors.OrderID
	writtenOff, refunded := false, false
	w.Watch(func(e *sim.Event) {
		if c, ok := e.Body.(*actors.Capture); ok && order == 0 {
			order = c.Order
			w.Crash(merchant)
		}
	}, sim.Sent)
	w.Watch(func(e *sim.Event) {
		machine, _, next := actors.ChangeOf(e)
		if e.Order != order || machine != actors.OrderMachine {
			return
		}
		switch actors.OrderState(next) {
		case actors.Refunding:
			w.Restart(merchant)
		case actors.Refunded:
			refunded = true
		}
	}, actors.Changed)
	w.Watch(func(e *sim.Event) { writtenOff = writtenOff || e.Order == order && refunded }, actors.WrittenOff)

	if _, err := p.Run(t.Context(), Options{}); err != nil {
		t.Fatal(err)
	}

	if !refunded || writtenOff {
		t.Errorf("order %d: refunded %t, then written off %t, want true and false", order, refunded, writtenOff)
	}
}

func TestAnInterruptedStoryIsNoMissingOrder(t *testing.T) {
	s, err := Load("quickstart", nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	_, err = s.Explain(ctx, Options{}, 5)

	if !errors.Is(err, context.Canceled) {
		t.Errorf("Explain = %v, want the cancellation", err)
	}
}
